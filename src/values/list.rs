//! Lists in one cell, each kind of list in its own file. A caller asks [`super::lossy::loss`] first.
//!
//! Elements are appended to the caller's vector in their order, repetitions included; blank elements
//! and placeholders (`-`, `N/A`) are left out.

mod identities;
mod proxies;
mod separators;
mod words;

pub use identities::{identities, identities_by};
pub use proxies::proxies;
pub use words::words;
