//! The licence estimate: what to buy for the move, in several ways side by side, with a line for every object.
//!
//! Rules come from a profile and prices from a person: nothing that a vendor may change stands in code. Two
//! purchases are never mixed: units of the mover, bought once, and plans of the destination, paid by the month. A
//! third one is temporary: what Exchange Web Services refuse without it.

pub mod choices;
mod duration;
mod ews;
mod line;
mod plans;
mod prices;
pub mod profile;
mod reason;
mod share;
#[cfg(test)]
mod tests;
mod totals;
mod unknown;

use std::collections::{BTreeMap, BTreeSet};

pub use choices::Choices;
pub use duration::Duration;
pub use ews::{Temporary, Window};
pub use line::{Counted, Line};
pub use plans::{BUSINESS_SEATS, PlanNeed, Seat, Seats, Unplanned};
pub use prices::{Prices, Unsold};
pub use profile::{Counts, Profile, Unit};
pub use share::{Rule, Share, State};
pub use totals::{Total, by_class};
pub use unknown::UnknownProduct;

use crate::facts::Facts;
use crate::skus::Plan;

/// What is to be bought.
#[derive(Debug)]
pub struct Estimate {
    /// The profiles side by side, the chosen one first.
    pub profiles: Vec<Profile>,
    /// How much mailboxes grow until the cutover, in percent.
    pub growth_percent: f64,
    /// The prices that count.
    pub prices: Prices,
    /// Units that are there already, by name.
    pub owned: BTreeMap<String, u64>,
    /// What files and profiles say, before what a person typed into an earlier workbook.
    pub given: Given,
    /// What a person typed there.
    pub choices: Choices,
    /// Every object that may need units, by class and name.
    pub lines: Vec<Line>,
    /// The rules of all baskets, as they stand side by side.
    pub rules: Vec<Rule>,
    /// What each line needs under each rule: a row per line, a column per rule.
    pub shares: Vec<Vec<Share>>,
    /// The totals, one per rule.
    pub totals: Vec<Total>,
    /// What the destination needs for each object.
    pub plans: Seats,
    /// What is needed for the time of the move only.
    pub temporary: Temporary,
    /// Products of both tenants of which nobody knows what is in them.
    pub unknown: Vec<UnknownProduct>,
    /// How long copying takes; `None` where the profile knows no speed or no size is known.
    pub duration: Option<Duration>,
}

/// What an estimate would rest on if nobody had typed anything.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// How much mailboxes grow until the cutover, in percent.
    pub growth_percent: f64,
    /// The prices of the price file.
    pub prices: Prices,
    /// Units that are there already, by name.
    pub owned: BTreeMap<String, u64>,
    /// Which classes are counted, one for each profile.
    pub counts: Vec<Counts>,
}

impl Estimate {
    /// The estimate for one source with a chosen profile.
    pub fn of(facts: &Facts, chosen: &Profile) -> Self {
        let mut profiles = profile::side_by_side(chosen);
        let given = Given {
            growth_percent: facts.plan.licences.growth_percent,
            prices: facts.prices.as_ref().map(|list| Prices::of(list, &profiles)).unwrap_or_default(),
            owned: facts.plan.licences.owned.clone(),
            counts: profiles.iter().map(|profile| profile.counts).collect(),
        };
        let goods = profiles.iter().flat_map(|profile| &profile.units).map(|unit| unit.name.as_str());
        let goods = goods.chain(Plan::ALL.map(Plan::part_number));
        let choices = Choices::of(facts.previous.as_ref(), &profiles, goods);
        for profile in &mut profiles {
            choices.apply(profile);
        }
        let mut prices = given.prices.clone();
        prices.of.extend(choices.prices.iter().map(|(name, money)| (name.clone(), *money)));
        let mut owned = given.owned.clone();
        owned.extend(choices.owned.iter().map(|(name, count)| (name.clone(), *count)));
        let growth_percent = choices.growth_percent.unwrap_or(given.growth_percent);
        let lines = line::lines(facts);
        let rules: Vec<Rule> = profiles.iter().flat_map(|profile| rules(profile, &prices)).collect();
        let mut shares: Vec<Vec<Share>> =
            lines.iter().map(|line| rules.iter().map(|rule| rule.share(line, growth_percent)).collect()).collect();
        totals::once_per_destination(&rules, &lines, &mut shares);
        let totals = totals::of(facts, &rules, &lines, &shares, (&prices, &owned));
        let plans = plans::of(facts, &lines);
        let unknown = unknown::of(facts);
        let chosen = &profiles[0];
        let temporary = ews::temporary(facts, chosen, &lines);
        let duration = chosen.throughput.as_ref().and_then(|speed| Duration::of(speed, &lines, chosen));
        Self {
            profiles,
            growth_percent,
            prices,
            owned,
            given,
            choices,
            lines,
            rules,
            shares,
            totals,
            plans,
            temporary,
            unknown,
            duration,
        }
    }

    /// The profile that was chosen.
    pub fn chosen(&self) -> &Profile {
        &self.profiles[0]
    }

    /// Lines that cannot be priced everywhere, with what they lack.
    pub fn needs_data(&self) -> impl Iterator<Item = (&Line, Vec<&'static str>)> {
        let counts =
            |line: &Line| line.is_test || self.profiles.iter().any(|profile| line.class.is_counted(&profile.counts));
        let lacking = self.lines.iter().filter(move |line| counts(line)).map(|line| (line, line.lacks()));
        lacking.filter(|(_, lacks)| !lacks.is_empty())
    }

    /// Lines that need more units by the cutover than today, with the first rule that says so.
    pub fn crossing(&self) -> impl Iterator<Item = (&Line, &Rule, &Share)> {
        self.lines.iter().zip(&self.shares).filter_map(|(line, shares)| {
            let crosses = |(_, share): &(&Rule, &Share)| share.state == State::Counted && share.grown > share.total();
            let (rule, share) = self.rules.iter().zip(shares).find(crosses)?;
            Some((line, rule, share))
        })
    }

    /// Names of all units that some basket uses.
    pub fn units(&self) -> BTreeSet<&str> {
        self.totals.iter().flat_map(|total| total.units.keys()).map(String::as_str).collect()
    }
}

/// The rules of a profile with the prices that decide what is cheaper.
fn rules(profile: &Profile, prices: &Prices) -> Vec<Rule> {
    let mut rules = Vec::new();
    for basket in &profile.baskets {
        let Some(unit) = profile.unit(&basket.unit) else { continue };
        let archive_unit = basket.archive_unit.as_deref().and_then(|name| profile.unit(name)).unwrap_or(unit);
        let cheaper = basket.or_cheaper.as_deref().and_then(|name| {
            let price = |name: &str| prices.of.get(name).copied();
            Some((profile.unit(name)?.clone(), price(name)?, price(&basket.unit)?))
        });
        rules.push(Rule {
            basket: basket.clone(),
            unit: unit.clone(),
            archive_unit: archive_unit.clone(),
            cheaper,
            counts: profile.counts,
        });
    }
    rules
}
