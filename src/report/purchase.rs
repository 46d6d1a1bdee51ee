//! An estimate in the order in which its sheets show it: which columns of Lines hold which units, and in which row
//! of Baskets and Prices a unit stands, so that formulas find it.

mod formulas;

use std::collections::BTreeMap;

use crate::facts::{Facts, ObjectId};
use crate::licences::profile::{Archive, Per};
use crate::licences::{Estimate, Line, Profile, Rule, Share, State, Unit};
use crate::report::grid::Computed;
use crate::skus::Plan;

/// What stands in place of units where something is not known.
pub const NEEDS_DATA: &str = "needs data";
/// What stands in place of units where a hold keeps the mailbox from being moved.
pub const ON_HOLD: &str = "on hold";
/// What stands in place of a cost where a price is missing.
pub const NO_PRICE: &str = "no price";
/// What stands before a total that is a lower bound.
pub const AT_LEAST: &str = "at least";

/// An estimate with the rows and columns of its sheets.
#[derive(Debug)]
pub struct Purchase<'a> {
    /// Both tenants.
    pub facts: &'a Facts,
    /// The estimate.
    pub estimate: &'a Estimate,
    /// The ways to buy, one a rule of the estimate.
    pub baskets: Vec<Basket<'a>>,
    /// What each way needs: the rows of the sheet Baskets.
    pub items: Vec<Item<'a>>,
    /// What can be bought: the rows of the sheet Prices.
    pub goods: Vec<Good<'a>>,
    /// For a line, the earlier ones that go into the same destination.
    pub earlier: BTreeMap<usize, Vec<usize>>,
}

/// One way to buy.
#[derive(Debug)]
pub struct Basket<'a> {
    /// Its place among the rules.
    pub number: usize,
    /// Its rule.
    pub rule: &'a Rule,
    /// The profile that it is from.
    pub profile: &'a Profile,
    /// Its first row in the sheet Baskets.
    pub first: usize,
    /// Its last row in the sheet Baskets.
    pub last: usize,
    /// All units after growth, where they may differ from those of today: a column of the sheet Lines.
    pub grown: Option<Column>,
    /// All units if a GB has 10⁹ bytes, where they may differ: a column of the sheet Lines.
    pub decimal: Option<Column>,
}

impl Basket<'_> {
    /// Whether something is counted for every object, and not over the whole.
    pub const fn is_by_object(&self) -> bool {
        matches!(self.rule.unit.per, Per::SourceMailbox | Per::DestinationObject)
    }
}

/// A column of the sheet Lines that formulas fill.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// The formula of every row.
    pub formula: String,
    /// The formula of rows whose destination another row is counted for; `#` stands for the units of those.
    pub shared: Option<String>,
}

/// One kind of unit of a basket.
#[derive(Debug)]
pub struct Item<'a> {
    /// The basket, by place.
    pub basket: usize,
    /// The unit.
    pub unit: &'a Unit,
    /// What it is for.
    pub role: Role,
    /// The column of the sheet Lines that counts it; `None` where it is counted over the whole.
    pub column: Option<Column>,
    /// Its row in the sheet Prices.
    pub good: usize,
}

/// What a unit of a basket is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The mailbox.
    Mailbox,
    /// Mailbox and archive alike.
    Both,
    /// The archive: beside the unit of the mailbox, or in its place.
    Archive,
    /// In place of others, where it is cheaper.
    Cheaper,
    /// The archive, and in place of others where it is cheaper.
    ArchiveOrCheaper,
}

impl Role {
    /// How many units of this role an object needs.
    pub const fn units(self, share: &Share) -> u64 {
        match self {
            Self::Mailbox => share.units,
            Self::Both => share.total(),
            Self::Archive if share.is_cheaper => 0,
            Self::Cheaper if !share.is_cheaper => 0,
            Self::Archive | Self::Cheaper | Self::ArchiveOrCheaper => share.archive_units,
        }
    }
}

/// Something that has a price.
#[derive(Debug)]
pub struct Good<'a> {
    /// Its name, by which prices are given.
    pub name: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// How it is bought.
    pub bought: &'static str,
    /// Whether units that are there already are counted here.
    pub is_unit: bool,
}

impl<'a> Purchase<'a> {
    /// Puts an estimate in order.
    pub fn of(facts: &'a Facts, estimate: &'a Estimate) -> Self {
        let goods = goods(estimate);
        let mut baskets: Vec<Basket<'a>> = Vec::new();
        let mut items: Vec<Item<'a>> = Vec::new();
        let owners = estimate.profiles.iter().flat_map(|profile| {
            profile.baskets.iter().filter(|basket| profile.unit(&basket.unit).is_some()).map(move |_| profile)
        });
        for ((number, rule), profile) in estimate.rules.iter().enumerate().zip(owners) {
            let first = items.len();
            let mut basket = Basket { number, rule, profile, first, last: first, grown: None, decimal: None };
            for (unit, role) in roles(rule, profile) {
                let good = goods.iter().position(|good| good.name == unit.name).unwrap_or_default();
                items.push(Item { basket: number, unit, role, column: None, good });
            }
            basket.last = items.len() - 1;
            formulas::fill(&mut basket, &mut items[first..]);
            baskets.push(basket);
        }
        Self { facts, estimate, baskets, items, goods, earlier: earlier(&estimate.lines) }
    }

    /// The units of a basket.
    pub fn items(&self, basket: &Basket<'a>) -> &[Item<'a>] {
        &self.items[basket.first..=basket.last]
    }

    /// What a line needs of an item, or the word that stands in its place.
    pub fn units(&self, line: usize, item: &Item<'a>) -> Computed<'a> {
        let share = &self.estimate.shares[line][item.basket];
        shown(share, item.role.units(share))
    }

    /// How many units of an item are needed.
    pub fn needed(&self, item: &Item<'a>) -> u64 {
        let total = &self.estimate.totals[item.basket];
        total.units.get(&item.unit.name).copied().unwrap_or_default()
    }

    /// The row of a good in the sheet Prices.
    pub fn row_of(&self, name: &str) -> Option<usize> {
        self.goods.iter().position(|good| good.name == name)
    }
}

/// A number of units, or the word that stands in its place.
pub fn shown(share: &Share, units: u64) -> Computed<'static> {
    match share.state {
        State::NeedsData => NEEDS_DATA.into(),
        State::Blocked => ON_HOLD.into(),
        State::LeftOut => 0_u64.into(),
        State::Counted | State::SharedDestination => units.into(),
    }
}

/// The units of a rule, each once, with what they are for.
fn roles<'a>(rule: &'a Rule, profile: &'a Profile) -> Vec<(&'a Unit, Role)> {
    let asks = matches!(rule.basket.archive, Archive::ExtraUnit | Archive::Upgrade);
    let cheaper = rule.basket.or_cheaper.as_deref().and_then(|name| profile.unit(name));
    let is_same = rule.archive_unit.name == rule.unit.name;
    let mut roles = vec![(&rule.unit, if asks && is_same { Role::Both } else { Role::Mailbox })];
    let archive = (asks && !is_same).then_some(&rule.archive_unit);
    match (archive, cheaper) {
        (Some(archive), Some(cheaper)) if archive.name == cheaper.name => roles.push((archive, Role::ArchiveOrCheaper)),
        _ => {
            roles.extend(archive.map(|unit| (unit, Role::Archive)));
            roles.extend(cheaper.map(|unit| (unit, Role::Cheaper)));
        }
    }
    roles
}

/// Units of all profiles, then the plans of the destination, then what is needed for a time.
fn goods(estimate: &Estimate) -> Vec<Good<'_>> {
    let mut goods: Vec<Good<'_>> = Vec::new();
    for unit in estimate.profiles.iter().flat_map(|profile| &profile.units) {
        if goods.iter().all(|good| good.name != unit.name) {
            goods.push(Good { name: &unit.name, title: &unit.title, bought: "once", is_unit: true });
        }
    }
    for plan in Plan::ALL {
        goods.push(Good { name: plan.part_number(), title: plan.title(), bought: "a month", is_unit: false });
    }
    let temporary = estimate.temporary.product.as_str();
    if !temporary.is_empty() && goods.iter().all(|good| good.name != temporary) {
        goods.push(Good { name: temporary, title: temporary, bought: "a month", is_unit: false });
    }
    goods
}

/// For lines with the destination of earlier ones, those.
fn earlier(lines: &[Line]) -> BTreeMap<usize, Vec<usize>> {
    let mut by_destination: BTreeMap<ObjectId, Vec<usize>> = BTreeMap::new();
    for (at, destination) in lines.iter().enumerate().filter_map(|(at, line)| Some((at, line.destination?))) {
        by_destination.entry(destination).or_default().push(at);
    }
    let several = by_destination.into_values().filter(|lines| lines.len() > 1);
    several.flat_map(|lines| (1..lines.len()).map(move |at| (lines[at], lines[..at].to_vec()))).collect()
}
