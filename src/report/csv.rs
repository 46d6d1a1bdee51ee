//! Grids as CSV for people: full length, in UTF-8 with a BOM, CRLF, every field quoted, and no field
//! that a spreadsheet would run as a formula. Files for scripts are written elsewhere.

use std::io::{self, Write};
use std::path::Path;

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::grid::{Cell, Grid};
use super::place::{Place, Placed};
use super::set::{self, Content, Entry, File};
use crate::error::Error;

/// Written before a cell that begins like a formula.
const GUARD: &str = "'";

/// Longest file name without its extension, in bytes.
const LONGEST_NAME: usize = 80;

/// Writes each grid as a file into `folder`.
pub fn write_set<'g, 'a: 'g>(
    folder: &Path,
    program: &str,
    grids: impl Iterator<Item = &'g Grid<'a>>,
) -> Result<Vec<Entry>, Error> {
    let file = |grid: &'g Grid<'a>| File { name: file_name(grid.name), content: Content::Grid(grid) };
    set::write(folder, program, &grids.map(file).collect::<Vec<_>>())
}

/// Writes one grid in the place of `place`.
pub fn write_one(place: &Place, grid: &Grid<'_>) -> Result<Placed, Error> {
    place.fill(|to| write(grid, to).map(drop))
}

/// Writes a grid and says how many cells were guarded.
pub fn write(grid: &Grid<'_>, mut to: impl Write) -> io::Result<u64> {
    to.write_all("\u{feff}".as_bytes())?;
    let mut csv = WriterBuilder::new().quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).from_writer(to);
    csv.write_record(grid.columns.iter().map(|head| head.title.as_bytes()))?;
    let mut cells = Vec::with_capacity(grid.columns.len());
    let mut guarded = 0;
    let mut text = String::new();
    for i in 0..grid.len {
        grid.read(i, &mut cells);
        for cell in &cells {
            let shown = cell.display();
            if is_text(cell) && begins_like_a_formula(&shown) {
                guarded += 1;
                text.clear();
                text.push_str(GUARD);
                text.push_str(&shown);
                csv.write_field(&text)?;
            } else {
                csv.write_field(shown.as_bytes())?;
            }
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()?;
    Ok(guarded)
}

/// Numbers and dates are made by the program and keep their minus sign.
const fn is_text(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Text(_) | Cell::Link { .. })
}

/// The beginnings that spreadsheets take for a formula, with their full-width forms (OWASP, CSV
/// injection). Apostrophes before one are left aside: what looks guarded gets a guard too, so that taking one off
/// gives every text back.
fn begins_like_a_formula(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A file name for a sheet: letters, digits, `-`, `_` and blanks stay, so that no name can leave the
/// folder or mean a device.
fn file_name(sheet: &str) -> String {
    let mut name: String =
        sheet.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | ' ') { c } else { '_' }).collect();
    while name.len() > LONGEST_NAME {
        name.pop();
    }
    let trimmed = name.trim();
    // Windows takes these for devices, whatever their case and extension.
    let device = matches!(trimmed.to_ascii_uppercase().as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (trimmed.len() == 4 && ["COM", "LPT"].iter().any(|d| trimmed.to_ascii_uppercase().starts_with(d)));
    if trimmed.is_empty() || device { format!("sheet {trimmed}.csv") } else { format!("{trimmed}.csv") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::grid::Head;

    fn grid(texts: &'static [&'static str]) -> Grid<'static> {
        Grid::new("Some sheet", vec![Head::text("Text")], texts.len(), |i, cells| {
            cells.push(Cell::text(texts[i]));
        })
    }

    fn written(grid: &Grid<'_>) -> (String, u64) {
        let mut bytes = Vec::new();
        let guarded = write(grid, &mut bytes).expect("memory can be written");
        (String::from_utf8(bytes).expect("it is UTF-8"), guarded)
    }

    #[test]
    fn for_people() {
        let (text, guarded) = written(&grid(&["a, \"b\"", "Zoë\nx"]));
        assert_eq!(text, "\u{feff}\"Text\"\r\n\"a, \"\"b\"\"\"\r\n\"Zoë\nx\"\r\n");
        assert_eq!(guarded, 0);
    }

    #[test]
    fn what_begins_like_a_formula_is_guarded() {
        let (text, guarded) = written(&grid(&["=cmd|' /C calc'!A0", "+61 2", "＝1", "a=1", "-", "\tx", "'=1", "'a"]));
        assert_eq!(guarded, 6);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "\"'=cmd|' /C calc'!A0\"",
                "\"'+61 2\"",
                "\"'＝1\"",
                "\"a=1\"",
                "\"'-\"",
                "\"'\tx\"",
                "\"''=1\"",
                "\"'a\""
            ]
        );
    }

    #[test]
    fn numbers_are_not_guarded() {
        let grid = Grid::new("Numbers", vec![Head::integer("N")], 1, |_, cells| {
            cells.push(Cell::Signed(-5));
        });
        assert_eq!(written(&grid), ("\u{feff}\"N\"\r\n\"-5\"\r\n".to_owned(), 0));
    }

    #[test]
    fn names_stay_in_the_folder() {
        assert_eq!(file_name("Domains and DNS"), "Domains and DNS.csv");
        assert_eq!(file_name("../x:y"), "___x_y.csv");
        assert_eq!(file_name("nul"), "sheet nul.csv");
        assert_eq!(file_name("Com1"), "sheet Com1.csv");
        assert_eq!(file_name(" "), "sheet .csv");
    }
}
