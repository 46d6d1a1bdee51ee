//! Compares the exports of two Microsoft 365 tenants offline.

pub mod plan;
