//! What Exchange Web Services refuse: mailboxes whose only plan is the kiosk one, and any date from their end on.

use jiff::civil::Date;

use super::line::{Counted, Line};
use super::profile::Profile;
use crate::facts::{Facts, ObjectId, Quotas};
use crate::schema::Side;
use crate::skus::Plan;

/// Licences that are needed for the time of the move only.
#[derive(Debug, Clone, Default)]
pub struct Temporary {
    /// The product; empty where the mover does not read through Exchange Web Services.
    pub product: String,
    /// Mailboxes that need one: side and object.
    pub mailboxes: Vec<(Side, ObjectId)>,
    /// Mailboxes of users whose licences are not known, on both sides.
    pub unknown: u64,
    /// Whether the cutover lies before the end of Exchange Web Services; `None` where it does not matter.
    pub window: Option<Window>,
}

/// How the cutover and the end of Exchange Web Services lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The cutover is so many days before the end.
    Before {
        /// The first day on which nothing works.
        ends: Date,
        /// Days between them.
        days: i32,
    },
    /// The cutover is on that day or later.
    TooLate {
        /// The first day on which nothing works.
        ends: Date,
    },
    /// No cutover is agreed.
    Unknown {
        /// The first day on which nothing works.
        ends: Date,
    },
}

/// What a profile needs for the time of the move.
pub(super) fn temporary(facts: &Facts, profile: &Profile, lines: &[Line]) -> Temporary {
    let Some(ews) = &profile.ews else { return Temporary::default() };
    let mut temporary = Temporary { product: ews.temporary.clone(), ..Temporary::default() };
    let quotas = [Side::Source, Side::Destination].map(|side| Quotas::of(facts, side));
    for line in lines.iter().filter(|line| line.class == Counted::User) {
        let objects = [(Side::Source, line.object), (Side::Destination, line.destination)];
        for (side, id) in objects.into_iter().filter_map(|(side, id)| Some((side, id?))) {
            if !facts.tenant(side).object(id).class.is_mailbox() {
                continue;
            }
            match quotas[side as usize].mailbox_plan(id) {
                Some(Plan::Kiosk) => temporary.mailboxes.push((side, id)),
                Some(_) => {}
                None => temporary.unknown += 1,
            }
        }
    }
    temporary.mailboxes.sort_unstable();
    temporary.mailboxes.dedup();
    temporary.window = Some(match &facts.plan.cutover {
        None => Window::Unknown { ends: ews.ends },
        Some(cutover) if cutover.date() >= ews.ends => Window::TooLate { ends: ews.ends },
        Some(cutover) => {
            Window::Before { ends: ews.ends, days: cutover.date().until(ews.ends).map_or(0, |span| span.get_days()) }
        }
    });
    temporary
}
