//! Rights: one row per right of what moved, translated to the destination, and what became of it there.

use hashbrown::HashMap;

use super::{finding_cell, outcome_cell, reason_cell};
use crate::facts::RightKind;
use crate::facts::moved::MovedRight;
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key};
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Rights";

/// The level now is none of it: it changes when the right is mended.
const KEY: Key = Key(&[&["Object"], &["Kind"], &["Folder"], &["Level before"], &["Grantee"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Object").cap(34),
        Head::text("Destination").cap(34),
        Head::text("Kind"),
        Head::text("Folder").cap(24),
        Head::text("Level before").cap(24),
        Head::text("Level now").cap(24),
        Head::text("Grantee").cap(34),
        Head::text("Grantee at destination").cap(34),
        Head::text("Outcome"),
        Head::prose("Reason").cap(36),
        Head::text("Finding"),
        Head::text("File").cap(30),
        Head::integer("Row"),
        Head::person_made("Decision", &["grant", "remove", "accept", "later"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let found = Found::of(view);
    let rows = view.verification.as_ref().map_or(0, |verification| verification.rights.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(verification) = &view.verification else { return };
        describe(view, &found, verification.rights[row], cells);
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    grid.pinned = 2;
    grid.print_before("File");
    grid.empty = "No rights of what moved in the exports: see Coverage for whether they were exported";
    Sheet::Grid(grid.keyed(KEY))
}

fn describe<'a>(view: &'a View<'a>, found: &Found<'a>, moved: &'a MovedRight, cells: &mut Vec<Cell<'a>>) {
    let facts = view.facts;
    let (side, right) = facts.moved_right(moved);
    let seen = facts.at(side, right.at, None);
    let is_folder = right.kind == RightKind::Folder;
    let level = |side: Side, at: Option<u32>| match at.filter(|_| is_folder) {
        Some(at) => view.text(facts.rights.of(side)[at as usize].level),
        None => Cell::Blank,
    };
    let subject = facts.subject(Side::Source, moved.owner);
    let there = facts.pairs.of(moved.owner).destination;
    cells.extend([
        view.object_cell(Side::Source, subject),
        Cell::maybe(there, |there| Cell::text(facts.subject(Side::Destination, there))),
        Cell::text(right.kind.as_str()),
        if is_folder { view.text(right.folder) } else { Cell::Blank },
        level(Side::Source, moved.source),
        level(Side::Destination, moved.destination),
        Cell::text(facts.grantee_name(side, right)),
        Cell::maybe(moved.grantee, |id| Cell::text(facts.subject(Side::Destination, id))),
        outcome_cell(moved.outcome),
        reason_cell(moved.outcome),
        match found.0.get(&(subject, facts.moved_right_value(moved).as_str())) {
            Some(&row) => finding_cell(view.findings[row].code, row),
            None => Cell::Blank,
        },
        Cell::text(facts.file(seen.file).subject()),
        Cell::maybe(seen.row, |row| Cell::Int(row.into())),
    ]);
}

/// The findings about rights, by subject and value.
struct Found<'a>(HashMap<(&'a str, &'a str), usize, foldhash::fast::FixedState>);

impl<'a> Found<'a> {
    fn of(view: &View<'a>) -> Self {
        let about = view.findings.iter().enumerate().filter(|(_, finding)| finding.code.starts_with("VFY30"));
        Self(about.map(|(row, &finding)| ((finding.subject.as_str(), finding.value.as_str()), row)).collect())
    }
}
