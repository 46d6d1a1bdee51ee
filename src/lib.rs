//! Compares the exports of two Microsoft 365 tenants.

pub mod collect;
pub mod kinds;
pub mod schema;
pub mod values;
