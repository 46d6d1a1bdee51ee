//! A set of files in one folder: all of them are complete before the first is put in its place, and a list with their
//! checksums comes last.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::csv;
use super::grid::Grid;
use super::{place, staging};
use crate::error::Error;
use crate::values::text::hexadecimal;

/// File that lists the others with their checksums. The former one goes first and the new one is written last: where
/// it is missing or disagrees, the set is not complete.
pub const MANIFEST: &str = "manifest.json";

/// One file that is going to be in a set.
#[derive(Debug)]
pub struct File<'f, 'a> {
    /// Name in the folder of the set.
    pub name: String,
    /// What it holds.
    pub content: Content<'f, 'a>,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content<'f, 'a> {
    /// Rows, as CSV.
    Grid(&'f Grid<'a>),
    /// Text, in UTF-8 with a BOM and CRLF.
    Text(String),
}

/// The list of a set.
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
    /// The rows that it holds; `None` for a text.
    #[serde(flatten)]
    pub table: Option<Table>,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// What a file of rows holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The grid.
    pub sheet: &'static str,
    /// Rows below the header.
    pub rows: usize,
    /// Cells that got an apostrophe before their text.
    pub guarded: u64,
}

/// A set that is complete, and not yet in its place; it goes when this is dropped.
#[derive(Debug)]
pub struct Staged {
    folder: PathBuf,
    content: staging::Folder,
    entries: Vec<Entry>,
}

/// Writes the files into `folder`, in the place of those that have the same names.
pub fn write(folder: &Path, program: &str, files: &[File<'_, '_>]) -> Result<Vec<Entry>, Error> {
    stage(folder, program, files)?.settle()
}

/// Writes the files and their list beside their places in `folder`; what is there stays as it is.
pub fn stage(folder: &Path, program: &str, files: &[File<'_, '_>]) -> Result<Staged, Error> {
    fs::create_dir_all(folder).map_err(failed(folder, ""))?;
    staging::sweep(folder);
    let content = staging::Folder::new_in(folder).map_err(failed(folder, ""))?;
    let place = content.path();
    let entries = files
        .par_iter()
        .map(|file| stage_file(&place.join(&file.name), file).map_err(failed(folder, &file.name)))
        .collect::<Result<Vec<Entry>, Error>>()?;
    let list = Manifest {
        program: program.to_owned(),
        note: "A cell that begins like a formula has an apostrophe before it",
        files: entries,
    };
    write_list(&place.join(MANIFEST), &list).map_err(failed(folder, MANIFEST))?;
    Ok(Staged { folder: folder.to_owned(), content, entries: list.files })
}

impl Staged {
    /// Puts the files in their places, the list last. Nothing is written here, only renamed.
    pub fn settle(self) -> Result<Vec<Entry>, Error> {
        let Self { folder, content, entries } = self;
        // Without its list a set is seen not to be whole, should the program end before the new one is in its place.
        let former = folder.join(MANIFEST);
        if former.exists() {
            fs::remove_file(&former).map_err(failed(&folder, MANIFEST))?;
        }
        let place = content.path();
        for name in entries.iter().map(|entry| entry.file.as_str()).chain([MANIFEST]) {
            fs::rename(place.join(name), folder.join(name)).map_err(failed(&folder, name))?;
        }
        Ok(entries)
    }
}

/// The error of a file of a set.
fn failed(folder: &Path, name: &str) -> impl FnOnce(io::Error) -> Error {
    let path = folder.join(name);
    move |source| place::failed(&path, source)
}

fn write_list(at: &Path, list: &Manifest) -> io::Result<()> {
    let mut to = io::BufWriter::new(fs::File::create_new(at)?);
    serde_json::to_writer_pretty(&mut to, list)?;
    to.write_all(b"\n")?;
    to.flush()?;
    to.get_ref().sync_all()
}

fn stage_file(at: &Path, file: &File<'_, '_>) -> io::Result<Entry> {
    let mut to = Measured { to: io::BufWriter::new(fs::File::create_new(at)?), bytes: 0, hash: Sha256::new() };
    let table = match &file.content {
        Content::Grid(grid) => {
            let guarded = csv::write(grid, &mut to)?;
            Some(Table { sheet: grid.name, rows: grid.len, guarded })
        }
        Content::Text(text) => {
            to.write_all("\u{feff}".as_bytes())?;
            to.write_all(text.replace("\r\n", "\n").replace('\n', "\r\n").as_bytes())?;
            None
        }
    };
    to.flush()?;
    to.to.get_ref().sync_all()?;
    Ok(Entry { file: file.name.clone(), table, bytes: to.bytes, sha256: hexadecimal(&to.hash.finalize()) })
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
    use crate::report::grid::{Cell, Head};

    #[test]
    fn a_set_has_a_manifest_that_fits_its_files() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let grid = Grid::new("Some sheet", vec![Head::text("Text")], 1, |_, cells| cells.push(Cell::text("a")));
        let files = [
            File { name: "Some sheet.csv".to_owned(), content: Content::Grid(&grid) },
            File { name: "README.txt".to_owned(), content: Content::Text("a\r\nb\n".to_owned()) },
        ];
        let entries = write(folder.path(), "tenantcheck 0", &files).expect("written");
        for entry in &entries {
            let bytes = fs::read(folder.path().join(&entry.file)).expect("the file is there");
            assert_eq!(entry.sha256, hexadecimal(&Sha256::digest(&bytes)));
            assert_eq!(entry.bytes, bytes.len() as u64);
        }
        assert_eq!(entries[0].table, Some(Table { sheet: "Some sheet", rows: 1, guarded: 0 }));
        let text = fs::read_to_string(folder.path().join("README.txt")).expect("a text");
        assert_eq!(text, "\u{feff}a\r\nb\r\n");
        let manifest = fs::read_to_string(folder.path().join(MANIFEST)).expect("the list is there");
        assert!(manifest.contains(&entries[0].sha256) && manifest.contains("\"sheet\": \"Some sheet\""), "{manifest}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3, "no staging is left");
    }
}
