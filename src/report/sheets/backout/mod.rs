//! The sheets of `backout.xlsx`: what is as it was before the move, and what is not.

pub mod restored;
pub mod summary;
