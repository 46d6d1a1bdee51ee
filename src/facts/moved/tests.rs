//! Comparisons of small tenants, before and after.
