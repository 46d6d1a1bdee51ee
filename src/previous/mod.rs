//! What people wrote into an earlier workbook of ours.

mod key;

pub use key::{Key, Name, folded};
