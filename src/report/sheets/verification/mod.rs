//! The sheets of a verification: every object, address, right, forward, contact and group of the baseline with what
//! became of it, and what served the move and is still there.

pub mod aliases;
pub mod contacts;
pub mod forwarding;
pub mod groups;
pub mod left_over;
pub mod objects;
pub mod rights;
pub mod summary;

use crate::check::Severity;
use crate::facts::moved::Outcome;
use crate::report::grid::{Cell, Target};
use crate::report::page::Tone;
use crate::report::sheets::findings;

/// An outcome; what is open has a colour.
fn outcome_cell(outcome: Outcome) -> Cell<'static> {
    let severity = match outcome {
        Outcome::Kept | Outcome::SetAside(_) => return Cell::text(outcome.as_str()),
        Outcome::Missing | Outcome::Changed | Outcome::LeftOver => Severity::Major,
        Outcome::Extra | Outcome::Untranslated(_) | Outcome::Undecided(_) => Severity::Minor,
    };
    Cell::Toned { text: outcome.as_str().into(), tone: Tone::Severity(severity) }
}

/// Why an outcome is what it is, where its word does not say it.
fn reason_cell(outcome: Outcome) -> Cell<'static> {
    Cell::maybe(outcome.reason(), |reason| Cell::text(reason.as_str()))
}

/// The code of a finding with the way to its row.
fn finding_cell(code: &'static str, row: usize) -> Cell<'static> {
    Cell::Link { text: code.into(), to: Target::row(findings::NAME, row) }
}
