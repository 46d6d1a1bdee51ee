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

/// An outcome in the colour of how good or bad it is.
fn outcome_cell(outcome: Outcome) -> Cell<'static> {
    Cell::Toned { text: outcome.as_str().into(), tone: tone(outcome) }
}

const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Kept => Tone::Good,
        Outcome::Missing | Outcome::Changed | Outcome::LeftOver => Tone::Severity(Severity::Major),
        Outcome::Extra | Outcome::Untranslated(_) | Outcome::Undecided(_) => Tone::Severity(Severity::Minor),
        Outcome::SetAside(_) => Tone::Neutral,
    }
}

/// Why an outcome is what it is, where its word does not say it.
fn reason_cell(outcome: Outcome) -> Cell<'static> {
    Cell::maybe(outcome.reason(), |reason| Cell::text(reason.as_str()))
}

/// The code of a finding with the way to its row.
fn finding_cell(code: &'static str, row: usize) -> Cell<'static> {
    Cell::Link { text: code.into(), to: Target::row(findings::NAME, row) }
}
