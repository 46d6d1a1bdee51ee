//! The baseline: both tenants as they were before the move, kept so that nobody can change it unseen. Judges whether
//! exports will do, copies them beside a manifest, and later compares them with it. What a way back needs is said
//! in `runbook`.

mod keep;
pub mod manifest;
mod seal;

use jiff::civil::Date;

use crate::Report;
use crate::error::Error;
use crate::facts::age;
use crate::runbook::backup;
use crate::schema::{Moment, Side, Snapshot};

pub use keep::{Kept, keep};
pub use seal::check;

use manifest::Verdict;

/// Whether the exports hold all that a way back needs. A destination that was not given is no gap: it is said by
/// [`remarks`].
pub fn judge(report: &Report) -> Verdict {
    let sides = [Side::Source, Side::Destination];
    let given = sides.into_iter().filter(|side| is_given(report, *side));
    let gaps: Vec<String> = given.flat_map(|side| backup::gaps(&report.facts, &report.answer, side)).collect();
    Verdict { complete: gaps.is_empty(), gaps }
}

/// What is no gap and still to be known.
pub fn remarks(report: &Report) -> Vec<String> {
    if is_given(report, Side::Destination) {
        return Vec::new();
    }
    let text = "the destination was not given: its contacts and forwarding cannot be restored from this baseline; \
                name its exports with `--destination`";
    vec![text.to_owned()]
}

/// The day under which a baseline is kept: the one that counts as today, else the latest one that the exports know of.
pub fn day(report: &Report) -> Result<Date, Error> {
    let facts = &report.facts;
    let latest = || age::latest(&facts.source).max(age::latest(&facts.destination));
    facts.plan.today.or_else(latest).ok_or(Error::NoDay)
}

fn is_given(report: &Report, side: Side) -> bool {
    !report.facts.plan.paths(Snapshot { side, moment: Moment::Now }).is_empty()
}
