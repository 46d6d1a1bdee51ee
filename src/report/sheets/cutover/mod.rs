//! The sheets of `cutover.xlsx`: what still holds the domains that leave a tenant, in the order in which it goes.

pub mod collisions;
pub mod ledger;
pub mod records;
pub mod summary;
