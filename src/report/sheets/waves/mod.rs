//! The sheets of `waves.xlsx` that no other workbook has.

pub mod clusters;
pub mod cuts;
pub mod members;
pub mod summary;
