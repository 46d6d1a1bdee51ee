//! What a person typed into the sheets Prices and Options of an earlier `licences.xlsx`: it goes before files.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Counted;
use super::profile::Profile;
use crate::previous::{Previous, Row, Value, Written, folded};
use crate::values::price::{Money, price};

/// The sheet in which prices are typed.
pub const PRICES: &str = "Prices";
/// The sheet in which options are typed.
pub const OPTIONS: &str = "Options";
/// The column of the sheet Prices that takes a price.
pub const YOUR_PRICE: &str = "Your price";
/// The column of the sheet Prices that takes the number of units that are there already.
pub const YOUR_OWNED: &str = "Your owned";
/// The column of the sheet Options that takes a value.
pub const YOUR_VALUE: &str = "Your value";
/// The option that says how much mailboxes grow.
pub const GROWTH: &str = "Growth in percent";
/// To what an option applies that is none of a profile.
pub const ALL: &str = "all";

/// The option that says whether a class is counted.
pub fn count_option(class: Counted) -> String {
    format!("Count {} mailboxes", class.as_str())
}

/// What a person chose; what is absent is as the files say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    /// How much mailboxes grow until the cutover, in percent.
    pub growth_percent: Option<f64>,
    /// Price of one unit, by its name.
    pub prices: BTreeMap<String, Money>,
    /// Units whose price cannot be read; they keep the one of the price file.
    pub unreadable: BTreeSet<String>,
    /// Units that are there already, by name.
    pub owned: BTreeMap<String, u64>,
    /// Whether a class is counted, by name of the profile and class.
    pub counts: BTreeMap<(String, Counted), bool>,
}

impl Choices {
    /// The choices for profiles and the names of what can be bought.
    pub fn of<'n>(previous: Option<&Previous>, profiles: &[Profile], goods: impl IntoIterator<Item = &'n str>) -> Self {
        let mut choices = Self::default();
        let Some(previous) = previous else { return choices };
        if let Some(prices) = previous.sheets.get(PRICES) {
            for good in goods {
                choices.take_good(prices, good);
            }
        }
        if let Some(options) = previous.sheets.get(OPTIONS) {
            let growth = value(options, &key(ALL, GROWTH), YOUR_VALUE).and_then(number);
            choices.growth_percent = growth.filter(|percent| *percent >= 0.0);
            for profile in profiles {
                for class in Counted::ALL {
                    let typed = value(options, &key(&profile.name, &count_option(class)), YOUR_VALUE);
                    if let Some(is_counted) = typed.and_then(flag) {
                        choices.counts.insert((profile.name.clone(), class), is_counted);
                    }
                }
            }
        }
        choices
    }

    fn take_good(&mut self, prices: &Written, good: &str) {
        if let Some(typed) = value(prices, good, YOUR_PRICE) {
            // Four decimals are what a price keeps everywhere.
            let read = number(typed).and_then(|number| price(&format!("{number:.4}")).ok());
            match read {
                Some((money, _)) => drop(self.prices.insert(good.to_owned(), money)),
                None => drop(self.unreadable.insert(good.to_owned())),
            }
        }
        let owned = value(prices, good, YOUR_OWNED).and_then(number).filter(|owned| *owned >= 0.0);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "not negative; a fraction is dropped"
        )]
        self.owned.extend(owned.map(|owned| (good.to_owned(), owned as u64)));
    }

    /// Puts the classes of a profile to what was chosen for it.
    pub fn apply(&self, profile: &mut Profile) {
        for class in Counted::ALL {
            if let Some(is_counted) = self.counts.get(&(profile.name.clone(), class)) {
                class.count(&mut profile.counts, *is_counted);
            }
        }
    }
}

/// The key of an option, as it is shown.
fn key(applies_to: &str, option: &str) -> String {
    format!("{applies_to} | {option}")
}

/// What stands in a column beside a key.
fn value<'w>(written: &'w Written, key: &str, title: &str) -> Option<&'w Value> {
    let column = written.titles.iter().position(|known| folded(known) == folded(title))?;
    let is_meant = |row: &&Row| folded(&row.shown) == folded(key);
    let row = written.rows.iter().find(is_meant)?;
    row.cells.iter().find(|(at, _)| *at == column).map(|(_, value)| value)
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) if number.is_finite() => Some(*number),
        _ => None,
    }
}

/// 1 or 0, `yes` or `no`.
fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Number(number) => Some(*number != 0.0),
        Value::Text(text) if text.trim().eq_ignore_ascii_case("yes") => Some(true),
        Value::Text(text) if text.trim().eq_ignore_ascii_case("no") => Some(false),
        _ => None,
    }
}
