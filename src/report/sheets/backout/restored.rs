//! Restored: one row per object and attribute, what it was before and what it is now; first the source, then what
//! the destination had.

use rayon::prelude::*;

use crate::facts::restored::{Outcome, Restored};
use crate::facts::{Facts, ObjectId};
use crate::intern::Symbol;
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key};
use crate::report::page::Tone;
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::schema::Side;
use crate::severity::Severity;

/// Name of the sheet.
pub const NAME: &str = "Restored";

/// By which columns a row is found again.
const KEY: Key = Key(&[&["Side"], &["Object"], &["Attribute"], &["Before"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// One value that was there before the move.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Whose it is.
    pub side: Side,
    /// The object, in the tenant as it was before.
    pub object: ObjectId,
    /// What it is.
    pub attribute: &'static str,
    /// As it was.
    pub before: Symbol,
    /// As it is, where that is one value and known.
    pub now: Option<Symbol>,
    /// What became of it.
    pub outcome: Outcome,
}

/// The rows of a back-out, what is lost first: objects by name, each with its UPN, primary and other addresses.
pub fn rows(facts: &Facts) -> Vec<Row> {
    let Restored { objects, contacts, forwards } = &facts.restored;
    let mut rows = Vec::new();
    for object in objects {
        rows.extend(object.values.iter().map(|value| Row {
            side: Side::Source,
            object: object.object,
            attribute: value.attribute.as_str(),
            before: value.text,
            now: value.current,
            outcome: value.outcome,
        }));
    }
    let of_destination = |object, attribute, before, outcome| Row {
        side: Side::Destination,
        object,
        attribute,
        before,
        now: None,
        outcome,
    };
    rows.extend(
        contacts.iter().map(|contact| of_destination(contact.contact, "contact", contact.address, contact.outcome)),
    );
    if let Some(before) = facts.before(Side::Destination) {
        let all = before.forwards.of(Side::Destination);
        let known = forwards.iter().filter_map(|one| {
            let forward = &all[one.forward];
            Some(of_destination(forward.from?, "forwarding", forward.target_text, one.outcome))
        });
        rows.extend(known);
    }
    // What is lost stands first; the values of an object stay together.
    let rank = |row: &Row| (!row.outcome.is_lost(), row.outcome != Outcome::Unknown);
    rows.par_sort_by_key(|row| (rank(row), row.side, subject(facts, row), row.object));
    rows
}

fn subject<'f>(facts: &'f Facts, row: &Row) -> &'f str {
    facts.before(row.side).map_or("", |before| before.subject(row.side, row.object))
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Side"),
        Head::text("Object").cap(40),
        Head::text("Name").cap(30),
        Head::text("Class"),
        Head::text("Attribute"),
        Head::text("Before").cap(48),
        Head::text("Now").cap(48),
        Head::text("Outcome"),
        Head::person_made("Done", &["yes", "no"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ];
    let facts = view.facts;
    let rows = &view.restored;
    let mut grid = Grid::new(NAME, columns, rows.len(), move |at, cells| {
        let row = &rows[at];
        let before = facts.before(row.side);
        let object = before.map(|before| before.tenant(row.side).object(row.object));
        let worst = if row.outcome == Outcome::Gone { Severity::Blocker } else { Severity::Major };
        let outcome = match row.outcome {
            Outcome::Restored => Cell::text(row.outcome.as_str()),
            Outcome::Unknown => {
                Cell::Toned { text: row.outcome.as_str().into(), tone: Tone::Severity(Severity::Minor) }
            }
            _ => Cell::Toned { text: row.outcome.as_str().into(), tone: Tone::Severity(worst) },
        };
        let now = match row.outcome {
            Outcome::Restored => row.now.unwrap_or(row.before),
            _ => row.now.unwrap_or(Symbol::EMPTY),
        };
        cells.extend([
            Cell::text(row.side.as_str()),
            Cell::text(subject(facts, row)),
            Cell::maybe(object, |object| view.text(object.display_name)),
            Cell::maybe(object, |object| Cell::text(object.class.as_str())),
            Cell::text(row.attribute),
            view.text(row.before),
            view.text(now),
            outcome,
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.pinned = 2;
    grid.empty = "Nothing to compare: the exports of before or of now are missing";
    Sheet::Grid(grid.keyed(KEY))
}
