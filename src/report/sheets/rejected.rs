//! Rejected rows: every row that could not be used, so that nothing is lost without a word.

use super::Declared;
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key};
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = "Rejected rows";

const KEY: Key = Key(&[&["File"], &["Sheet"], &["Side"], &["Kind"], &["Row"], &["Line"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("File").cap(44),
        Head::text("Sheet"),
        Head::text("Side"),
        Head::text("Kind"),
        Head::integer("Row"),
        Head::integer("Line"),
        Head::prose("Reason").cap(90),
    ];
    let mut grid = Grid::new(NAME, columns, view.rejected.len(), move |row, cells| {
        let (file, note) = view.rejected[row];
        cells.extend([
            Cell::text(file.file.as_str()),
            Cell::text(file.sheet.as_deref().unwrap_or_default()),
            Cell::text(file.side.map_or("both", |side| side.as_str())),
            Cell::text(file.kind.map_or("", |kind| kind.name)),
            Cell::maybe(note.row, |row| Cell::Int(row.into())),
            Cell::maybe(note.line, |line| Cell::Int(line.into())),
            Cell::text(note.text.as_str()),
        ]);
    });
    grid.key = KEY;
    grid.empty = "No row was rejected";
    Sheet::Grid(grid)
}
