//! What one object needs under the rule of one basket.

use super::line::Line;
use super::profile::{Archive, Basket, Counts, Per, Unit};
use crate::values::price::Money;
use crate::values::size::{self, blocks, grown};

/// The rule of a basket, ready to be asked.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The basket.
    pub basket: Basket,
    /// The unit that a mailbox needs.
    pub unit: Unit,
    /// The unit that an archive needs.
    pub archive_unit: Unit,
    /// The unit that may be cheaper, with both prices.
    pub cheaper: Option<(Unit, Money, Money)>,
    /// Which classes are counted.
    pub counts: Counts,
}

/// Why an object is or is not in a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is counted.
    Counted,
    /// Its class is not counted.
    LeftOut,
    /// Something about it is not known that the rule asks for.
    NeedsData,
    /// It cannot be moved this way.
    Blocked,
    /// Another object with the same destination is counted for it.
    SharedDestination,
}

/// What one object needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Why.
    pub state: State,
    /// Units of the mailbox.
    pub units: u64,
    /// Units of the archive's kind: beside those of the mailbox, or in their place.
    pub archive_units: u64,
    /// Whether a unit that is cheaper stands in the place of the others.
    pub is_cheaper: bool,
    /// All units once the mailbox has grown.
    pub grown: u64,
    /// All units if a block had 50 × 10⁹ bytes; counted nowhere.
    pub decimal: u64,
    /// Least and most units, where a rounded size leaves that open.
    pub open: Option<(u64, u64)>,
}

impl Share {
    const NONE: Self =
        Self { state: State::LeftOut, units: 0, archive_units: 0, is_cheaper: false, grown: 0, decimal: 0, open: None };

    const fn because(state: State) -> Self {
        Self { state, ..Self::NONE }
    }

    /// All units together.
    pub const fn total(&self) -> u64 {
        self.units + self.archive_units
    }
}

impl Rule {
    /// What an object needs, grown by so many percent.
    pub fn share(&self, line: &Line, growth_percent: f64) -> Share {
        if !(line.is_test || line.class.is_counted(&self.counts)) {
            return Share::NONE;
        }
        if matches!(self.unit.per, Per::LicensedUser | Per::Volume | Per::Flat) {
            // These are counted over the whole.
            return Share::because(State::Counted);
        }
        if self.basket.holds_block && line.hold == Some(true) {
            return Share::because(State::Blocked);
        }
        let looks_at_archive = matches!(self.basket.archive, Archive::ExtraUnit | Archive::Upgrade);
        if (self.unit.block_gb.is_some() && line.bytes.is_none()) || (looks_at_archive && line.archive.is_none()) {
            return Share::because(State::NeedsData);
        }
        let bytes = line.bytes.unwrap_or_default();
        let has_archive = line.archive == Some(true);
        let of = |bytes: u64, block: Option<u64>| self.of_size(bytes, block, has_archive);
        let block = self.unit.block_gb.map(|gib| gib * size::Unit::Gb.bytes());
        let now = of(bytes, block);
        let total = |parts: Parts| parts.units + parts.archive_units;
        let open = line.rounded.and_then(|(first, last)| {
            let (least, most) = (total(of(first, block)), total(of(last, block)));
            (least != most).then_some((least, most))
        });
        Share {
            state: State::Counted,
            units: now.units,
            archive_units: now.archive_units,
            is_cheaper: now.is_cheaper,
            grown: total(of(grown(bytes, growth_percent), block)),
            decimal: total(of(bytes, self.unit.block_gb.map(|gb| gb * 1_000_000_000))),
            open,
        }
    }

    fn of_size(&self, bytes: u64, block: Option<u64>, has_archive: bool) -> Parts {
        let mailbox = match block {
            Some(block) if self.unit.stacks => blocks(bytes, block).min(self.basket.at_most.unwrap_or(u64::MAX)),
            _ => 1,
        };
        let parts = match self.basket.archive {
            Archive::Upgrade if has_archive => Parts { units: 0, archive_units: 1, is_cheaper: false },
            Archive::ExtraUnit if has_archive => Parts { units: mailbox, archive_units: 1, is_cheaper: false },
            _ => Parts { units: mailbox, archive_units: 0, is_cheaper: false },
        };
        match &self.cheaper {
            Some((_, instead, price)) if parts.units > 0 && *instead < *price * parts.units => {
                Parts { units: 0, archive_units: 1, is_cheaper: true }
            }
            _ => parts,
        }
    }
}

#[derive(Clone, Copy)]
struct Parts {
    units: u64,
    archive_units: u64,
    is_cheaper: bool,
}
