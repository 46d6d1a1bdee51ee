//! The collection script.
