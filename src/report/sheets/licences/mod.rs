//! The sheets of `licences.xlsx`: every total is a formula over the cells that a person may change.

pub mod assumptions;
pub mod baskets;
pub mod lines;
pub mod needs_data;
pub mod options;
pub mod plans;
pub mod prices;
pub mod summary;
