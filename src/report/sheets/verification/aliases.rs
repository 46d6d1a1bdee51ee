//! Aliases: one row per future SMTP address of every object, who holds it now, and what objects hold beyond them.

use super::finding_cell;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::page::Tone;
use crate::report::sheets::Declared;
use crate::report::verification::Arrival;
use crate::report::view::View;
use crate::schema::Side;
use crate::severity::Severity;

/// Name of the sheet.
pub const NAME: &str = "Aliases";

/// The holder is none of it: it changes when the address is moved.
const KEY: Key = Key(&[&["Object"], &["Address"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Object").cap(36),
        Head::text("Class"),
        Head::text("Destination").cap(36),
        Head::text("Address").cap(40),
        Head::new("Primary", Format::Flag),
        Head::text("Outcome"),
        Head::text("Holder").cap(36),
        Head::text("Finding"),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let rows = view.verification.as_ref().map_or(0, |verification| verification.addresses.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(verification) = &view.verification else { return };
        let (facts, line) = (view.facts, &verification.addresses[row]);
        let there = facts.pairs.of(line.id).destination;
        cells.extend([
            view.object_cell(Side::Source, facts.subject(Side::Source, line.id)),
            Cell::text(facts.source.object(line.id).class.as_str()),
            Cell::maybe(there, |there| Cell::text(facts.subject(Side::Destination, there))),
            Cell::text(line.address),
            Cell::flag(Some(line.is_primary)),
            outcome(line.outcome),
            Cell::maybe(line.holder, Cell::text),
            Cell::maybe(line.finding, |row| finding_cell(view.findings[row].code, row)),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.empty = "No object has an address in a domain that is carried";
    Sheet::Grid(grid.keyed(KEY))
}

/// An outcome; what is open has a colour.
fn outcome(outcome: Arrival) -> Cell<'static> {
    let severity = match outcome {
        Arrival::Arrived | Arrival::Extra => return Cell::text(outcome.as_str()),
        Arrival::Missing => Severity::Major,
        Arrival::Elsewhere | Arrival::NoObject => Severity::Blocker,
        Arrival::Unknown => Severity::Minor,
    };
    Cell::Toned { text: outcome.as_str().into(), tone: Tone::Severity(severity) }
}
