//! Groups: one row per source group in scope.

use super::Declared;
use super::pairing::{self, known};
use crate::kinds::groups;
use crate::normalize::Entry;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Groups";

const KEY: Key = Key(&[&["Primary address", "Name"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = vec![
        Head::text("Name").cap(32),
        Head::text("Primary address").cap(36),
        Head::text("Class"),
        Head::integer("Addresses"),
        Head::prose("All addresses").cap(40),
        Head::prose("Managed by").cap(34),
        Head::new("On-premises", Format::Flag),
    ];
    columns.extend(pairing::PAIR);
    columns.extend(pairing::FOUND);
    columns.extend([
        Head::person_made("Decision", &["create", "merge", "leave", "delete"]),
        Head::person_made("Wave", &[]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ]);
    let grid = Grid::new(NAME, columns, view.groups.len(), move |row, cells| {
        let id = view.groups[row];
        let facts = view.facts;
        let object = facts.source.object(id);
        let addresses: Vec<&str> = facts.source.smtp_addresses(object).map(|address| facts.text(address)).collect();
        let managers = facts.list(Side::Source, object, &[&groups::MANAGED_BY]);
        let names =
            |entries: &[Entry]| entries.iter().map(|entry| facts.text(entry.text)).collect::<Vec<_>>().join("\n");
        cells.extend([
            view.text(object.display_name),
            view.text(object.primary),
            Cell::text(object.class.as_str()),
            Cell::Int(addresses.len() as u64),
            Cell::text(addresses.join("\n")),
            Cell::maybe(managers, |managers| Cell::text(names(managers))),
            known(object.dir_synced),
        ]);
        pairing::pair(view, id, cells);
        pairing::found(view, Side::Source, facts.text(object.subject), cells);
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    Sheet::Grid(grid.keyed(KEY))
}
