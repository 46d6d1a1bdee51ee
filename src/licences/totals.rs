//! The totals of the baskets: units, what they cost, and what they leave out.

use std::collections::{BTreeMap, BTreeSet};

use super::Prices;
use super::line::{Counted, Line};
use super::profile::{Archive, Per};
use super::share::{Rule, Share, State};
use crate::facts::Facts;
use crate::kinds::{user_licences, users};
use crate::values::price::Money;
use crate::values::size::blocks;

/// The total of one basket.
#[derive(Debug, Clone, Default)]
pub struct Total {
    /// Units by name, those that are owned already included; a unit of which none is needed is there with 0.
    pub units: BTreeMap<String, u64>,
    /// Units that are there already and count against them.
    pub owned: BTreeMap<String, u64>,
    /// What is left to buy, at least the smallest order.
    pub to_buy: BTreeMap<String, u64>,
    /// What that costs; `None` where a unit that is bought has no price.
    pub cost: Option<Money>,
    /// Units that are bought and have no price.
    pub unpriced: Vec<String>,
    /// All units once mailboxes have grown.
    pub grown: u64,
    /// All units if a block had 50 × 10⁹ bytes; counted nowhere.
    pub decimal: u64,
    /// Objects that are missing in it because something about them is not known.
    pub lacking: u64,
    /// Objects whose archive may need something more than this basket holds.
    pub archives_open: u64,
    /// Objects with an archive that this basket does not move.
    pub archives_left: u64,
    /// Objects that cannot be moved this way.
    pub blocked: u64,
    /// Objects whose size is rounded so that the units are not certain.
    pub open: u64,
    /// Objects that are left out because their class is not counted.
    pub left_out: BTreeMap<&'static str, u64>,
}

impl Total {
    /// Whether it is a lower bound: objects are missing in it, or archives may need more.
    pub const fn is_floor(&self) -> bool {
        self.lacking > 0 || self.archives_open > 0 || self.archives_left > 0
    }

    /// All units together.
    pub fn all(&self) -> u64 {
        self.units.values().sum()
    }
}

/// Where a unit is bought for a destination, several mailboxes that go into one need it once.
pub(super) fn once_per_destination(rules: &[Rule], lines: &[Line], shares: &mut [Vec<Share>]) {
    let by_destination = |(_, rule): &(usize, &Rule)| rule.unit.per == Per::DestinationObject;
    for (at, _) in rules.iter().enumerate().filter(by_destination) {
        let mut seen = BTreeSet::new();
        for (line, shares) in lines.iter().zip(shares.iter_mut()) {
            let share = &mut shares[at];
            if share.state == State::Counted && line.destination.is_some_and(|id| !seen.insert(id)) {
                *share = Share {
                    state: State::SharedDestination,
                    units: 0,
                    grown: share.archive_units,
                    decimal: share.archive_units,
                    ..*share
                };
            }
        }
    }
}

/// The totals of all rules.
pub(super) fn of(
    facts: &Facts,
    rules: &[Rule],
    lines: &[Line],
    shares: &[Vec<Share>],
    (prices, owned): (&Prices, &BTreeMap<String, u64>),
) -> Vec<Total> {
    let one = |(at, rule): (usize, &Rule)| {
        let mut total = Total::default();
        for (line, shares) in lines.iter().zip(shares) {
            add(&mut total, rule, line, &shares[at]);
        }
        whole(&mut total, facts, rule, lines);
        price(&mut total, rule, prices, owned);
        total
    };
    rules.iter().enumerate().map(one).collect()
}

/// Counts one object.
fn add(total: &mut Total, rule: &Rule, line: &Line, share: &Share) {
    match share.state {
        State::LeftOut => *total.left_out.entry(line.class.as_str()).or_default() += 1,
        State::NeedsData => total.lacking += 1,
        State::Blocked => total.blocked += 1,
        State::Counted | State::SharedDestination => {
            let instead =
                rule.cheaper.as_ref().filter(|_| share.is_cheaper).map_or(&rule.archive_unit, |(unit, ..)| unit);
            *total.units.entry(rule.unit.name.clone()).or_default() += share.units;
            *total.units.entry(instead.name.clone()).or_default() += share.archive_units;
            total.grown += share.grown;
            total.decimal += share.decimal;
            total.open += u64::from(share.open.is_some());
            if rule.basket.archive == Archive::Unsupported {
                total.archives_open += u64::from(line.archive.is_none());
                total.archives_left += u64::from(line.archive == Some(true));
            }
        }
    }
}

/// What is bought for the whole and not for an object.
fn whole(total: &mut Total, facts: &Facts, rule: &Rule, lines: &[Line]) {
    let counted = |line: &&Line| line.is_test || line.class.is_counted(&rule.counts);
    let units = match rule.unit.per {
        Per::SourceMailbox | Per::DestinationObject => return,
        Per::Flat => 1,
        Per::LicensedUser => licensed_users(facts),
        Per::Volume => {
            let bytes: u64 = lines.iter().filter(counted).filter_map(|line| line.bytes).sum();
            total.lacking = lines.iter().filter(counted).filter(|line| line.bytes.is_none()).count() as u64;
            rule.unit.block_gb.map_or(1, |gib| blocks(bytes, gib << 30))
        }
    };
    total.units.insert(rule.unit.name.clone(), units);
    total.grown = units;
    total.decimal = units;
}

/// Users of the source with a licence, whether they move or not.
fn licensed_users(facts: &Facts) -> u64 {
    let mut licensed = BTreeSet::new();
    for table in facts.source.of_kind(&user_licences::KIND) {
        let names = table.symbols(&user_licences::USER_PRINCIPAL_NAME);
        licensed.extend((0..table.len()).map(|record| names.or_empty(record)));
    }
    for table in facts.source.of_kind(&users::KIND) {
        let names = table.symbols(&users::USER_PRINCIPAL_NAME);
        let flags = table.flags(&users::IS_LICENSED);
        let lists = table.list(&users::LICENCES);
        let has_licence = |record: usize| {
            let listed = lists.and_then(|lists| lists.get(record)).is_some_and(|entries| !entries.is_empty());
            listed || flags.get(record) == Some(true)
        };
        licensed.extend((0..table.len()).filter(|record| has_licence(*record)).map(|record| names.or_empty(record)));
    }
    licensed.remove(&crate::intern::Symbol::EMPTY);
    licensed.len() as u64
}

/// What is left to buy, and its price.
fn price(total: &mut Total, rule: &Rule, prices: &Prices, there: &BTreeMap<String, u64>) {
    total.units.entry(rule.unit.name.clone()).or_default();
    let mut cost = Some(Money::default());
    for (name, &needed) in &total.units {
        let owned = there.get(name).copied().unwrap_or_default();
        let mut to_buy = needed.saturating_sub(owned);
        let unit = [&rule.unit, &rule.archive_unit].into_iter().find(|unit| unit.name == *name);
        if let Some(minimum) = unit.and_then(|unit| unit.minimum_order).filter(|_| to_buy > 0) {
            to_buy = to_buy.max(minimum);
        }
        if owned > 0 {
            total.owned.insert(name.clone(), owned);
        }
        total.to_buy.insert(name.clone(), to_buy);
        match prices.of.get(name) {
            Some(price) => cost = cost.map(|cost| cost + *price * to_buy),
            None if to_buy > 0 => {
                total.unpriced.push(name.clone());
                cost = None;
            }
            None => {}
        }
    }
    // Nothing to buy at unknown prices costs nothing, but without any price file nobody asked.
    total.cost = cost.filter(|_| !prices.of.is_empty());
}

/// How many lines of each class there are.
pub fn by_class(lines: &[Line]) -> BTreeMap<Counted, u64> {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(line.class).or_default() += 1;
    }
    counts
}
