//! Grids as CSV for people: full length, in UTF-8 with a BOM, CRLF, every field quoted, and no field
//! that a spreadsheet would run as a formula. Files for scripts are written elsewhere.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::grid::{Cell, Grid};
use super::place::{self, Place, Placed};
use crate::error::Error;
use crate::values::text::hexadecimal;

/// File that lists the others with their checksums. It is written last: where it is missing or
/// disagrees, the set is not complete.
pub const MANIFEST: &str = "manifest.json";

/// Written before a cell that begins like a formula.
const GUARD: &str = "'";

/// Longest file name without its extension, in bytes.
const LONGEST_NAME: usize = 80;

/// The list of a set of CSV files.
#[derive(Debug, Serialize)]
struct Manifest {
    /// Name and version of the program.
    program: String,
    /// What a reader has to know about the cells.
    note: &'static str,
    files: Vec<Entry>,
}

/// One file of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Name in the folder of the set.
    pub file: String,
    /// The sheet it holds.
    pub sheet: &'static str,
    /// Rows below the header.
    pub rows: usize,
    /// Cells that got an apostrophe before their text.
    pub guarded: u64,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// Writes each grid as a file into `folder`: all are complete before the first is put in its place,
/// and the manifest comes last.
pub fn write_set<'g, 'a: 'g>(
    folder: &Path,
    program: &str,
    grids: impl Iterator<Item = &'g Grid<'a>>,
) -> Result<Vec<Entry>, Error> {
    let failed = |name: &str| {
        let path = folder.join(name);
        move |source| place::failed(&path, source)
    };
    fs::create_dir_all(folder).map_err(failed(""))?;
    let staging = tempfile::Builder::new().prefix(".tenantcheck-").tempdir_in(folder).map_err(failed(""))?;
    let grids: Vec<&Grid<'_>> = grids.collect();
    let entries = grids
        .par_iter()
        .map(|grid| {
            let name = file_name(grid.name);
            let at = staging.path().join(&name);
            write_file(&at, grid, &name).map_err(failed(&name))
        })
        .collect::<Result<Vec<Entry>, Error>>()?;
    for Entry { file, .. } in &entries {
        fs::rename(staging.path().join(file), folder.join(file)).map_err(failed(file))?;
    }
    let manifest = Manifest {
        program: program.to_owned(),
        note: "A cell that begins like a formula has an apostrophe before it",
        files: entries,
    };
    Place::prepare(&folder.join(MANIFEST))?.fill(|to| {
        serde_json::to_writer_pretty(&mut *to, &manifest)?;
        to.write_all(b"\n")
    })?;
    Ok(manifest.files)
}

/// Writes one grid in the place of `place`.
pub fn write_one(place: &Place, grid: &Grid<'_>) -> Result<Placed, Error> {
    place.fill(|to| write(grid, to).map(drop))
}

fn write_file(at: &Path, grid: &Grid<'_>, name: &str) -> io::Result<Entry> {
    let file = fs::File::create_new(at)?;
    let mut to = Measured { to: io::BufWriter::new(file), bytes: 0, hash: Sha256::new() };
    let guarded = write(grid, &mut to)?;
    to.flush()?;
    to.to.get_ref().sync_all()?;
    Ok(Entry {
        file: name.to_owned(),
        sheet: grid.name,
        rows: grid.len,
        guarded,
        bytes: to.bytes,
        sha256: hexadecimal(&to.hash.finalize()),
    })
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
/// injection).
fn begins_like_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
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

/// Counts and hashes what goes through.
struct Measured<W> {
    to: W,
    bytes: u64,
    hash: Sha256,
}

impl<W: Write> Write for Measured<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
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
        let (text, guarded) = written(&grid(&["=cmd|' /C calc'!A0", "+61 2", "＝1", "a=1", "-", "\tx"]));
        assert_eq!(guarded, 5);
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(lines, ["\"'=cmd|' /C calc'!A0\"", "\"'+61 2\"", "\"'＝1\"", "\"a=1\"", "\"'-\"", "\"'\tx\""]);
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

    #[test]
    fn a_set_has_a_manifest_that_fits_its_files() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let grid = grid(&["a"]);
        let entries = write_set(folder.path(), "tenantcheck 0", [&grid].into_iter()).expect("written");
        let bytes = fs::read(folder.path().join("Some sheet.csv")).expect("the file is there");
        let sum = hexadecimal(&Sha256::digest(&bytes));
        assert_eq!(entries[0].sha256, sum);
        assert_eq!(entries[0].bytes, bytes.len() as u64);
        let manifest = fs::read_to_string(folder.path().join(MANIFEST)).expect("the list is there");
        assert!(manifest.contains(&sum));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "no staging is left");
    }
}
