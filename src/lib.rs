//! Compares the exports of two Microsoft 365 tenants offline.

pub mod error;
pub mod nearest;
pub mod plan;
pub mod project;
pub mod schema;
#[allow(missing_docs, reason = "stub")]
pub mod check {
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Severity { Blocker, Major, Minor, Info }
}
#[allow(missing_docs, reason = "stub")]
pub mod input {
    #[derive(Debug, Clone, Default)]
    pub struct Options { pub encoding: Option<&'static encoding_rs::Encoding>, pub delimiter: Option<char> }
}
