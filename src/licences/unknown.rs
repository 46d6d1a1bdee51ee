//! Products of exports that nobody knows: whether a mailbox plan is in them cannot be said, and what they cost neither.

use std::collections::BTreeMap;

use crate::facts::{Facts, Quotas};
use crate::kinds::licence_skus;
use crate::schema::Side;

/// A product of which nobody knows what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownProduct {
    /// The tenant whose exports name it.
    pub side: Side,
    /// Its name as it stands there.
    pub name: String,
    /// Users that have it.
    pub users: u64,
    /// Seats of its subscription, used or not; `None` where no subscription says so.
    pub seats: Option<u64>,
}

/// All of them, by side and name.
pub(super) fn of(facts: &Facts) -> Vec<UnknownProduct> {
    let mut all: BTreeMap<(Side, String), UnknownProduct> = BTreeMap::new();
    let mut entry = |side: Side, name: &str, users: u64, seats: Option<u64>| {
        let product = all.entry((side, crate::skus::fold(name))).or_insert_with(|| UnknownProduct {
            side,
            name: name.to_owned(),
            users: 0,
            seats: None,
        });
        product.users += users;
        if let Some(seats) = seats {
            product.seats = Some(product.seats.unwrap_or_default() + seats);
        }
    };
    for side in [Side::Source, Side::Destination] {
        for (name, users) in Quotas::of(facts, side).unknown() {
            entry(side, name, users, None);
        }
        for table in facts.tenant(side).of_kind(&licence_skus::KIND) {
            let total = table.numbers(&licence_skus::TOTAL);
            for record in 0..table.len() {
                if let Err(name) = facts.subscription(table, record) {
                    entry(side, name, 0, total.get(record));
                }
            }
        }
    }
    all.into_values().collect()
}
