//! `tenantcheck` compares the exports of two Microsoft 365 tenants offline.

pub mod check;
pub mod checks;
pub mod collect;
pub mod engine;
pub mod error;
pub mod facts;
pub mod input;
pub mod intern;
pub mod kinds;
pub mod nearest;
pub mod normalize;
pub mod note;
pub mod pair;
pub mod paths;
pub mod plan;
pub mod progress;
pub mod project;
pub mod reading;
pub mod schema;
pub mod values;
