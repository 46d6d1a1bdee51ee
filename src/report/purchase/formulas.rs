//! The formulas of the sheet Lines: the rule of a basket in the words of a spreadsheet. The parameters of a rule stand
//! in the sheet Baskets, and whether a class is counted in the sheet Options.

use super::{Basket, Column, Item, NEEDS_DATA, ON_HOLD, Role};
use crate::licences::profile::{Archive, Per};
use crate::report::sheets::licences::{baskets, lines};

/// Gives a basket and its items their columns.
pub fn fill(basket: &mut Basket<'_>, items: &mut [Item<'_>]) {
    if !basket.is_by_object() {
        return;
    }
    let name = basket.rule.basket.name.as_str();
    let counter = Counter { basket, bytes: lines::BYTES, block: baskets::BLOCK };
    let prefix = format!("{}-", basket.profile.name);
    for item in items.iter_mut() {
        // `migrationwiz-bundle` is long for the title of a column.
        let unit = item.unit.name.strip_prefix(&prefix).unwrap_or(&item.unit.name);
        let title = if basket.first == basket.last { name.to_owned() } else { format!("{name} {unit}") };
        item.column = Some(counter.column(title, &counter.units(item.role), Shared::of(item.role)));
    }
    if basket.rule.unit.block_gb.is_none() {
        return;
    }
    let extra: Vec<String> = items.iter().filter(|item| item.role != Role::Mailbox).filter_map(reference).collect();
    let extra = if extra.is_empty() { "0".to_owned() } else { extra.join("+") };
    let grown = Counter { bytes: lines::GROWN, ..counter };
    let decimal = Counter { block: baskets::BLOCK_DECIMAL, ..counter };
    let column =
        |counter: &Counter<'_, '_>, title| counter.column(title, &counter.total(), Shared::Other(extra.clone()));
    let columns = (column(&grown, format!("{name} grown")), column(&decimal, format!("{name} 10^9")));
    (basket.grown, basket.decimal) = (Some(columns.0), Some(columns.1));
}

/// The cell of an item in the same row.
fn reference(item: &Item<'_>) -> Option<String> {
    item.column.as_ref().map(|column| format!("[{}]", column.title))
}

/// What an object needs whose destination another one is counted for.
enum Shared {
    /// As any other.
    Same,
    /// This.
    Other(String),
}

impl Shared {
    fn of(role: Role) -> Self {
        match role {
            Role::Mailbox => Self::Other("0".to_owned()),
            Role::Both => Self::Other("IF([Archive]=\"yes\",1,0)".to_owned()),
            Role::Archive | Role::Cheaper | Role::ArchiveOrCheaper => Self::Same,
        }
    }
}

/// Counts the units of one object from a size and a block.
#[derive(Clone, Copy)]
struct Counter<'c, 'a> {
    basket: &'c Basket<'a>,
    bytes: &'static str,
    block: &'static str,
}

impl Counter<'_, '_> {
    /// Blocks begun, at least one; a full block is one.
    fn blocks(&self) -> String {
        let (unit, first) = (&self.basket.rule.unit, self.basket.first);
        if unit.block_gb.is_none() || !unit.stacks {
            return "1".to_owned();
        }
        let blocks = format!("QUOTIENT(MAX([{}]-1,0),[Baskets!{}@{first}])+1", self.bytes, self.block);
        match self.basket.rule.basket.at_most {
            Some(_) => format!("MIN([Baskets!{}@{first}],{blocks})", baskets::AT_MOST),
            None => blocks,
        }
    }

    /// Whether a cheaper unit is taken in place of the others.
    fn is_cheaper(&self) -> Option<String> {
        self.basket.rule.basket.or_cheaper.as_ref()?;
        Some(format!("{}>=[Baskets!{}@{}]", self.blocks(), baskets::OTHER_FROM, self.basket.first))
    }

    /// Units of the mailbox's own kind.
    fn mailbox(&self) -> String {
        let upgrade = (self.basket.rule.basket.archive == Archive::Upgrade).then(|| HAS_ARCHIVE.to_owned());
        let instead: Vec<String> = upgrade.into_iter().chain(self.is_cheaper()).collect();
        match &instead[..] {
            [] => self.blocks(),
            [one] => format!("IF({one},0,{})", self.blocks()),
            several => format!("IF(OR({}),0,{})", several.join(","), self.blocks()),
        }
    }

    /// Units of a role.
    fn units(&self, role: Role) -> String {
        let is_upgrade = self.basket.rule.basket.archive == Archive::Upgrade;
        let cheaper = self.is_cheaper();
        let cheaper = cheaper.as_deref().unwrap_or("FALSE");
        match role {
            Role::Mailbox => self.mailbox(),
            Role::Both => format!("{}+IF({HAS_ARCHIVE},1,0)", self.mailbox()),
            Role::Archive if is_upgrade || cheaper == "FALSE" => format!("IF({HAS_ARCHIVE},1,0)"),
            Role::Archive => format!("IF({HAS_ARCHIVE},IF({cheaper},0,1),0)"),
            Role::Cheaper if is_upgrade => format!("IF({HAS_ARCHIVE},0,IF({cheaper},1,0))"),
            Role::Cheaper => format!("IF({cheaper},1,0)"),
            Role::ArchiveOrCheaper => format!("IF(OR({HAS_ARCHIVE},{cheaper}),1,0)"),
        }
    }

    /// All units together.
    fn total(&self) -> String {
        let archive = match self.basket.rule.basket.archive {
            Archive::Upgrade => Some(format!("IF({HAS_ARCHIVE},1,{})", self.blocks())),
            Archive::ExtraUnit => Some(format!("{}+IF({HAS_ARCHIVE},1,0)", self.blocks())),
            Archive::Ignored | Archive::Covered | Archive::Unsupported => None,
        };
        let all = archive.unwrap_or_else(|| self.blocks());
        match self.is_cheaper() {
            Some(cheaper) => format!("IF({cheaper},1,{all})"),
            None => all,
        }
    }

    /// The column that holds `units` for what is counted, movable and known.
    fn column(&self, title: String, units: &str, shared: Shared) -> Column {
        let is_shared = self.basket.rule.unit.per == Per::DestinationObject;
        let shared = match shared {
            Shared::Other(other) if is_shared => Some(self.guarded(&format!("IF(SUM(#)>0,{other},{units})"))),
            _ => None,
        };
        Column { title, formula: self.guarded(units), shared }
    }

    /// `units`, or the word that stands in their place.
    fn guarded(&self, units: &str) -> String {
        let rule = self.basket.rule;
        let size = rule.unit.block_gb.map(|_| format!("[{}]=\"\"", lines::BYTES));
        let asks = matches!(rule.basket.archive, Archive::ExtraUnit | Archive::Upgrade);
        let archive = asks.then(|| format!("[{}]=\"unknown\"", lines::ARCHIVE));
        let unknown: Vec<String> = size.into_iter().chain(archive).collect();
        let mut formula = match &unknown[..] {
            [] => units.to_owned(),
            [one] => format!("IF({one},\"{NEEDS_DATA}\",{units})"),
            several => format!("IF(OR({}),\"{NEEDS_DATA}\",{units})", several.join(",")),
        };
        if rule.basket.holds_block {
            formula = format!("IF([{}]=\"yes\",\"{ON_HOLD}\",{formula})", lines::HOLD);
        }
        format!("IF([{}]=0,0,{formula})", lines::counted(self.basket.profile))
    }
}

const HAS_ARCHIVE: &str = "[Archive]=\"yes\"";
