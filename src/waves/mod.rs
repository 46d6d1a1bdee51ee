//! Who must move together: mailboxes that share rights form clusters, clusters are divided into waves, and every
//! right that a division cuts is named with what breaks. Knows no check and no sheet.

pub mod divide;
pub mod graph;
mod grow;
mod pack;
mod parts;
mod refine;

#[cfg(test)]
mod tests;
