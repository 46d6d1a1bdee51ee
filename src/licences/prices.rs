//! The prices of an estimate: what the price file says, put to the units and plans that can be bought.

use std::collections::BTreeMap;

use super::profile::{self, Profile};
use crate::nearest::nearest;
use crate::reading::PriceList;
use crate::skus::{self, Plan};
use crate::values::price::Money;

/// What somebody pays for units and plans.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prices {
    /// The currency of all prices, where it is said.
    pub currency: Option<String>,
    /// Price of one unit, or of one seat of a plan, by its name.
    pub of: BTreeMap<String, Money>,
    /// Names in the price file that nothing here has.
    pub unsold: Vec<Unsold>,
}

/// A price for something that no basket holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsold {
    /// The name as it stands in the price file.
    pub name: String,
    /// The known name that is most like it.
    pub nearest: String,
}

impl Prices {
    /// Units and plans are found by their name or title, without regard to case.
    pub(super) fn of(list: &PriceList, profiles: &[Profile]) -> Self {
        let units = profile::units(profiles);
        let mut known: BTreeMap<String, &str> = BTreeMap::new();
        for plan in Plan::ALL {
            known.insert(skus::fold(plan.title()), plan.part_number());
            known.insert(skus::fold(plan.part_number()), plan.part_number());
        }
        for unit in units.values() {
            known.insert(skus::fold(&unit.title), &unit.name);
        }
        // A name goes before a title that reads the same.
        for name in units.keys() {
            known.insert(skus::fold(name), name);
        }
        let mut prices = Self { currency: list.currency.clone(), ..Self::default() };
        for (name, money) in &list.of {
            if let Some(unit) = known.get(&skus::fold(name)) {
                prices.of.insert((*unit).to_owned(), *money);
            } else {
                let nearest = nearest(name, known.values().copied()).unwrap_or_default().to_owned();
                prices.unsold.push(Unsold { name: name.clone(), nearest });
            }
        }
        prices
    }
}
