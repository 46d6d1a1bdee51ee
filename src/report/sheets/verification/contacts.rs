//! Contacts after the move: those of the baseline with what became of them, then those of the destination that stood
//! for people and should be gone.

use super::finding_cell;
use crate::facts::ObjectId;
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head};
use crate::report::page::Tone;
use crate::report::sheets::verification::objects::standing;
use crate::report::sheets::{Declared, contacts, pairing};
use crate::report::verification::{Entry, is_contact};
use crate::report::view::View;
use crate::schema::Side;
use crate::severity::Severity;

/// Name of the sheet, as in the assessment.
pub const NAME: &str = contacts::NAME;

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// A row.
enum Row<'a> {
    /// A contact of the baseline.
    Own(&'a Entry),
    /// A contact of the destination that is still there, with its finding.
    Left(Option<ObjectId>, usize),
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = contacts::DESCRIBED.to_vec();
    columns.extend([
        Head::text("Expected address").cap(36),
        Head::text("Destination").cap(36),
        Head::text("Outcome"),
        Head::text("Finding"),
    ]);
    columns.extend(pairing::FOUND);
    columns.extend([
        Head::person_made("Decision", &["create", "remove", "keep", "leave"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ]);
    let rows = rows(view);
    let mut grid = Grid::new(NAME, columns, rows.len(), move |row, cells| {
        match rows[row] {
            Row::Own(entry) => own(view, entry, cells),
            Row::Left(contact, at) => left(view, contact, at, cells),
        }
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    grid.empty = "No contacts in the baseline, and none left at the destination";
    Sheet::Grid(grid.keyed(contacts::KEY))
}

fn rows<'a>(view: &'a View<'a>) -> Vec<Row<'a>> {
    let Some(verification) = &view.verification else { return Vec::new() };
    let facts = view.facts;
    let own = verification.objects.iter().filter(|entry| is_contact(facts.source.object(entry.id).class));
    let mut rows: Vec<Row<'a>> = own.map(Row::Own).collect();
    let mut before = "";
    for (at, &finding) in view.findings.iter().enumerate().filter(|(_, finding)| finding.code == "VFY501") {
        // One contact may hold several addresses.
        if finding.subject == before {
            continue;
        }
        before = &finding.subject;
        let named = facts.pool.find(&finding.subject);
        let contact = named.and_then(|name| {
            facts.destination.ids().find(|(_, object)| object.subject == name && is_contact(object.class))
        });
        rows.push(Row::Left(contact.map(|(id, _)| id), at));
    }
    rows
}

fn own<'a>(view: &'a View<'a>, entry: &Entry, cells: &mut Vec<Cell<'a>>) {
    let facts = view.facts;
    let object = facts.source.object(entry.id);
    contacts::describe(view, Side::Source, object, cells);
    let found = view.verification.as_ref().and_then(|all| all.found("VFY106", facts.text(object.subject)));
    cells.extend([
        Cell::text(facts.expected(object)),
        Cell::maybe(entry.there, |there| Cell::text(facts.subject(Side::Destination, there))),
        standing(entry.standing),
        Cell::maybe(found, |(_, row)| finding_cell("VFY106", row)),
    ]);
    pairing::found(view, Side::Source, facts.text(object.subject), cells);
}

fn left<'a>(view: &'a View<'a>, contact: Option<ObjectId>, at: usize, cells: &mut Vec<Cell<'a>>) {
    let finding = view.findings[at];
    match contact {
        Some(id) => contacts::describe(view, Side::Destination, view.facts.destination.object(id), cells),
        None => cells.extend([
            Cell::Blank,
            Cell::text(finding.side.as_str()),
            Cell::text(finding.subject.as_str()),
            Cell::Blank,
            Cell::Blank,
        ]),
    }
    cells.extend([
        Cell::Blank,
        Cell::Blank,
        Cell::Toned { text: "still there".into(), tone: Tone::Severity(Severity::Blocker) },
        finding_cell(finding.code, at),
    ]);
    pairing::found(view, finding.side, &finding.subject, cells);
}
