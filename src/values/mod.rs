//! Text to value: addresses, address lists, sizes, dates, flags, identities; pure functions on `&str`.
//! Knows no frames, no files and no columns.
//!
//! What holds for the whole layer:
//!
//! - Every function takes any text and returns; none panics, reads a clock or a locale.
//! - `None` means *not readable as this*. Whether an unreadable cell is a fault, and whether a blank
//!   one is empty or unknown, is decided by the callers, who see the whole column.
//! - Ask [`lossy`] first: a type name or a cut list must not reach the other modules, which would
//!   take the remains for a value.
//! - What one cell cannot decide (day and month order, decimal comma) is a parameter, and the module
//!   offers a function that says what one cell proves, for the decision over the column.
//! - These functions see tens of millions of cells: plain ASCII in the usual spelling is the fast
//!   path and borrows from the cell where the result is a part of it.

pub mod address;
mod damage;
pub mod date;
pub mod dns;
pub mod domain;
mod fault;
pub mod filter;
pub mod flag;
pub mod folder;
pub mod guid;
pub mod identity;
pub mod list;
pub mod lossy;
pub mod number;
pub mod price;
pub mod principal;
mod proxy;
pub mod recipient;
pub mod right;
pub mod size;
pub mod text;
