//! What the destination needs for each object: the smallest mailbox plan that holds its primary mailbox, its
//! archive, its holds and its class; how many seats that makes, how many are there, how many are to be bought.

use std::collections::BTreeMap;

use super::line::{Counted, Line};
use crate::facts::{Facts, ObjectId, Quotas};
use crate::kinds::licence_skus;
use crate::schema::Side;
use crate::skus::{Known, Plan};
use crate::values::size::Unit;

const GIB: u64 = Unit::Gb.bytes();

/// What a shared or resource mailbox holds without a licence, in bytes.
const WITHOUT_LICENCE: u64 = 50 * GIB;

/// Seats of the Business products that one tenant can have.
pub const BUSINESS_SEATS: u64 = 300;

/// Why an object needs its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanNeed {
    /// The plan; `None` where none is needed.
    pub plan: Option<Plan>,
    /// The rule that gave it.
    pub reason: &'static str,
}

/// Why no plan can be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unplanned {
    /// Size, archive or hold are not known, and the answer depends on them.
    NeedsData,
    /// It is larger than the largest plan.
    TooLarge,
    /// It is a group or an inactive mailbox, which no plan holds.
    NoPlan,
}

/// The seats of one plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seat {
    /// Objects that need it.
    pub needed: u64,
    /// Those of them whose destination object has it already.
    pub assigned: u64,
    /// Seats of the destination that nobody uses.
    pub free: u64,
}

impl Seat {
    /// Seats that are there for these objects.
    pub const fn owned(self) -> u64 {
        self.assigned + self.free
    }

    /// Seats that are missing.
    pub const fn to_buy(self) -> u64 {
        self.needed.saturating_sub(self.owned())
    }
}

/// What the destination needs.
#[derive(Debug, Default)]
pub struct Seats {
    /// The need of each line, in the order of the lines.
    pub of_line: Vec<Result<PlanNeed, Unplanned>>,
    /// The seats of each plan that is needed or owned.
    pub seats: BTreeMap<Plan, Seat>,
    /// Whether the destination's subscriptions were exported.
    pub is_exported: bool,
    /// Products of the subscriptions that nobody knows, by name; they count for nothing.
    pub unknown: Vec<String>,
    /// Seats of Business products at the destination, used or not.
    pub business: u64,
}

impl Seats {
    /// Lines whose plan is not known, so that every number is a lower bound.
    pub fn lacking(&self) -> u64 {
        self.of_line.iter().filter(|need| **need == Err(Unplanned::NeedsData)).count() as u64
    }
}

/// The plans of all lines.
pub(super) fn of(facts: &Facts, lines: &[Line]) -> Seats {
    let source = Quotas::of(facts, Side::Source);
    let destination = Quotas::of(facts, Side::Destination);
    let mut seats = owned(facts);
    for line in lines {
        let present = line.object.and_then(|id| source.mailbox_plan(id));
        let need = need(line, present);
        if let Ok(PlanNeed { plan: Some(plan), .. }) = need {
            let seat = seats.seats.entry(plan).or_default();
            seat.needed += 1;
            let has = |id: ObjectId| destination.mailbox_plan(id).is_some_and(|own| own >= plan);
            seat.assigned += u64::from(line.destination.is_some_and(has));
        }
        seats.of_line.push(need);
    }
    seats
}

/// The plan of one object. Kiosk is given to those only who have it today: it opens no mailbox in Outlook.
fn need(line: &Line, present: Option<Plan>) -> Result<PlanNeed, Unplanned> {
    let with = |plan, reason| Ok(PlanNeed { plan: Some(plan), reason });
    if line.bytes.is_some_and(|bytes| bytes > 100 * GIB) {
        return Err(Unplanned::TooLarge);
    }
    let is_large = line.bytes.map(|bytes| bytes > WITHOUT_LICENCE);
    match line.class {
        Counted::Group | Counted::Inactive => Err(Unplanned::NoPlan),
        Counted::User => {
            let large_archive = line.archive_bytes.is_some_and(|bytes| bytes > 50 * GIB);
            match (is_large, line.archive, line.hold) {
                (Some(true), ..) => with(Plan::Plan2, "over 50 GB"),
                (_, _, Some(true)) => with(Plan::Plan2, "on hold"),
                (_, Some(true), _) if large_archive => with(Plan::Plan2, "archive over 50 GB"),
                (None, ..) | (_, None, _) => Err(Unplanned::NeedsData),
                (Some(false), Some(false), _)
                    if present == Some(Plan::Kiosk) && line.bytes.is_some_and(|bytes| bytes <= 2 * GIB) =>
                {
                    with(Plan::Kiosk, "kiosk today, up to 2 GB")
                }
                (Some(false), Some(true), _) => with(Plan::Plan1, "up to 50 GB with an archive up to 50 GB"),
                (Some(false), Some(false), _) => with(Plan::Plan1, "up to 50 GB"),
            }
        }
        Counted::Shared | Counted::Room | Counted::Equipment | Counted::Scheduling => {
            match (is_large, line.archive, line.hold) {
                (Some(true), ..) => with(Plan::Plan2, "shared or resource over 50 GB"),
                (_, Some(true), _) => with(Plan::Plan2, "shared or resource with an archive"),
                (_, _, Some(true)) => with(Plan::Plan2, "shared or resource on hold"),
                (None, ..) | (_, None, _) | (_, _, None) => Err(Unplanned::NeedsData),
                (Some(false), Some(false), Some(false)) => Ok(PlanNeed { plan: None, reason: "needs no licence" }),
            }
        }
    }
}

/// What the subscriptions of the destination hold.
fn owned(facts: &Facts) -> Seats {
    let mut seats = Seats::default();
    for table in facts.destination.of_kind(&licence_skus::KIND) {
        seats.is_exported = true;
        let (total, used) = (table.numbers(&licence_skus::TOTAL), table.numbers(&licence_skus::CONSUMED));
        let available = table.numbers(&licence_skus::AVAILABLE);
        let status = table.symbols(&licence_skus::STATUS);
        for record in 0..table.len() {
            let is_usable = !matches!(
                facts.text(status.or_empty(record)).to_lowercase().as_str(),
                "suspended" | "deleted" | "lockedout"
            );
            match facts.subscription(table, record) {
                Err(name) => seats.unknown.extend((!name.is_empty()).then(|| name.to_owned())),
                Ok(Known::Mailbox(product)) if is_usable => {
                    let free = available
                        .get(record)
                        .or_else(|| Some(total.get(record)?.saturating_sub(used.get(record).unwrap_or_default())));
                    seats.seats.entry(product.plan).or_default().free += free.unwrap_or_default();
                    if product.is_business {
                        seats.business += total.get(record).unwrap_or_default();
                    }
                }
                Ok(_) => {}
            }
        }
    }
    seats.unknown.sort();
    seats.unknown.dedup();
    seats
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(class: Counted, bytes: u64, archive: Option<bool>, hold: Option<bool>) -> Line {
        Line {
            object: None,
            subject: String::new(),
            class,
            is_test: false,
            bytes: Some(bytes),
            rounded: None,
            archive,
            archive_bytes: None,
            hold,
            destination: None,
        }
    }

    fn plan(line: &Line, present: Option<Plan>) -> Result<Option<Plan>, Unplanned> {
        need(line, present).map(|need| need.plan)
    }

    #[test]
    fn a_user_needs_the_smallest_plan_that_holds_it() {
        let (no, yes) = (Some(false), Some(true));
        let user = |bytes, archive, hold| plan(&line(Counted::User, bytes, archive, hold), None);
        assert_eq!(user(WITHOUT_LICENCE, no, no), Ok(Some(Plan::Plan1)), "exactly 50 GB");
        assert_eq!(user(WITHOUT_LICENCE + 1, no, no), Ok(Some(Plan::Plan2)));
        assert_eq!(user(GIB, yes, no), Ok(Some(Plan::Plan1)));
        assert_eq!(user(GIB, no, yes), Ok(Some(Plan::Plan2)));
        assert_eq!(user(GIB, None, no), Err(Unplanned::NeedsData));
        assert_eq!(user(100 * GIB + 1, no, no), Err(Unplanned::TooLarge));
    }

    #[test]
    fn kiosk_is_for_those_who_have_it_and_fit() {
        let small = line(Counted::User, 2 * GIB, Some(false), Some(false));
        assert_eq!(plan(&small, Some(Plan::Kiosk)), Ok(Some(Plan::Kiosk)));
        assert_eq!(plan(&small, Some(Plan::Plan2)), Ok(Some(Plan::Plan1)));
        let large = line(Counted::User, 2 * GIB + 1, Some(false), Some(false));
        assert_eq!(plan(&large, Some(Plan::Kiosk)), Ok(Some(Plan::Plan1)));
    }

    #[test]
    fn a_shared_mailbox_needs_a_licence_above_50_gb_with_an_archive_or_on_hold() {
        let (no, yes) = (Some(false), Some(true));
        let shared = |bytes, archive, hold| plan(&line(Counted::Shared, bytes, archive, hold), None);
        assert_eq!(shared(WITHOUT_LICENCE, no, no), Ok(None));
        assert_eq!(shared(WITHOUT_LICENCE + 1, no, no), Ok(Some(Plan::Plan2)), "50.1 GB without a hold");
        assert_eq!(shared(GIB, no, yes), Ok(Some(Plan::Plan2)));
        assert_eq!(shared(GIB, yes, no), Ok(Some(Plan::Plan2)));
        assert_eq!(shared(GIB, no, None), Err(Unplanned::NeedsData));
        assert_eq!(plan(&line(Counted::Group, GIB, no, no), None), Err(Unplanned::NoPlan));
    }

    #[test]
    fn what_is_owned_counts_before_what_is_bought() {
        let seat = Seat { needed: 10, assigned: 3, free: 4 };
        assert_eq!((seat.owned(), seat.to_buy()), (7, 3));
        assert_eq!(Seat { needed: 1, assigned: 0, free: 9 }.to_buy(), 0);
    }
}
