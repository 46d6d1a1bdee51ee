//! Forwarding after the move: one row per forwarding attribute of a mailbox that moved, and what became of it.

use super::{finding_cell, outcome_cell, reason_cell};
use crate::facts::moved::Outcome;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head};
use crate::report::sheets::{Declared, forwarding};
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet, as in the assessment.
pub const NAME: &str = forwarding::NAME;

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("From").cap(34),
        Head::text("Side"),
        Head::text("Via").cap(28),
        Head::text("Target as exported").cap(36),
        Head::text("Expected at the destination").cap(36),
        Head::text("At the destination").cap(36),
        Head::new("Keeps a copy", Format::Flag),
        Head::text("Outcome"),
        Head::prose("Reason").cap(36),
        Head::text("Finding"),
        Head::person_made("Decision", &["set", "remove", "leave"]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let rows = view.verification.as_ref().map_or(0, |verification| verification.forwards.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(verification) = &view.verification else { return };
        let (facts, moved) = (view.facts, verification.forwards[row]);
        let forward = facts.moved_forward(moved);
        let subject = facts.subject(Side::Source, moved.mailbox);
        let code = match moved.outcome {
            Outcome::LeftOver => "VFY401",
            _ => "VFY402",
        };
        let is_open = matches!(moved.outcome, Outcome::LeftOver | Outcome::Missing);
        let finding = verification.found(code, subject).filter(|_| is_open);
        let now = moved.destination.map(|at| facts.forward_target(&facts.forwards.of(Side::Destination)[at as usize]));
        cells.extend([
            view.object_cell(Side::Source, subject),
            Cell::text(forward.side.as_str()),
            Cell::text(facts.forward_via(forward.via)),
            view.text(forward.target_text),
            Cell::maybe(moved.expected.as_ref(), |_| Cell::text(facts.moved_forward_value(moved))),
            Cell::maybe(now, Cell::text),
            Cell::flag(forward.keeps_copy),
            match moved.outcome {
                // Somebody set it after the move: no trouble by itself.
                Outcome::Extra => Cell::text(moved.outcome.as_str()),
                outcome => outcome_cell(outcome),
            },
            reason_cell(moved.outcome),
            Cell::maybe(finding, |(_, row)| finding_cell(code, row)),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.empty = "No forwarding attributes of what moved: see Coverage for whether they were exported";
    Sheet::Grid(grid.keyed(forwarding::KEY))
}
