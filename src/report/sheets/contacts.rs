//! Contacts: source contacts and mail users in scope, then the destination's contacts, mail users and
//! guests that stand for people of the source.

use super::Declared;
use super::pairing;
use crate::facts::{Facts, Object, ObjectId};
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key};
use crate::report::view::{Contact, View};
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Contacts";

/// By which columns a row is found again, after the move too.
pub const KEY: Key = Key(&[&["Side"], &["Primary address", "External address", "Name"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// The columns that say what a contact is, before the move and after it.
pub(super) const DESCRIBED: [Head; 5] = [
    Head::text("Name").cap(32),
    Head::text("Side"),
    Head::text("Primary address").cap(36),
    Head::text("Class"),
    Head::text("External address").cap(36),
];

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = DESCRIBED.to_vec();
    columns.push(Head::text("Stands for").cap(36));
    columns.extend(pairing::PAIR);
    columns.extend(pairing::FOUND);
    columns.extend([
        Head::person_made("Decision", &["create", "remove at cutover", "keep", "leave"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ]);
    let grid = Grid::new(NAME, columns, view.contacts.len(), move |row, cells| {
        let facts = view.facts;
        match view.contacts[row] {
            Contact::Source(id) => {
                let object = facts.source.object(id);
                describe(view, Side::Source, object, cells);
                cells.push(Cell::maybe(pointed_to(facts, id), Cell::text));
                pairing::pair(view, id, cells);
                pairing::found(view, Side::Source, facts.text(object.subject), cells);
            }
            Contact::StandIn { contact, source } => {
                let object = facts.destination.object(contact);
                describe(view, Side::Destination, object, cells);
                cells.push(view.object_cell(Side::Source, facts.subject(Side::Source, source)));
                cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
                pairing::found(view, Side::Destination, facts.text(object.subject), cells);
            }
        }
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    Sheet::Grid(grid.keyed(KEY))
}

/// What a contact is, in the columns [`DESCRIBED`].
pub(super) fn describe<'a>(view: &'a View<'a>, side: Side, object: &'a Object, cells: &mut Vec<Cell<'a>>) {
    cells.extend([
        view.text(object.display_name),
        Cell::text(side.as_str()),
        view.text(object.primary),
        Cell::text(object.class.as_str()),
        view.text(object.external),
    ]);
}

/// The destination address that a source contact points to.
fn pointed_to(facts: &Facts, contact: ObjectId) -> Option<&str> {
    let pointing = &facts.pairs.pointing_back;
    let at = pointing.binary_search_by_key(&contact, |(id, _)| *id).ok()?;
    Some(facts.text(pointing[at].1))
}
