//! Opens one file: reads it once, tells what it is by its content, and hands it to the reader for
//! text or for workbooks. Trouble with one file is a note and ends nothing.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use super::scan::CHUNK_BYTES;
use super::sniff::{self, Content};
use super::{Found, Options, Sheet, text, workbook};
use crate::note::{Matter, Note};
use crate::values::text::hexadecimal;

/// A file with its tables; a file that could not be read has none and a note that says why.
#[derive(Debug)]
pub struct Opened {
    /// Where the file is.
    pub path: PathBuf,
    /// Its name for people, see [`Found::shown`].
    pub shown: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the content in lower-case hexadecimal digits; empty if the file cannot be read.
    pub sha256: String,
    /// The tables in it, in their order.
    pub sheets: Vec<Sheet>,
    /// What concerns the whole file.
    pub notes: Vec<Note>,
}

/// Opens a file and finds the tables in it.
pub fn open(found: &Found, options: &Options) -> Opened {
    let mut opened = Opened {
        path: found.path.clone(),
        shown: found.shown.clone(),
        bytes: 0,
        sha256: String::new(),
        sheets: Vec::new(),
        notes: Vec::new(),
    };
    match fs::read(&found.path) {
        Ok(bytes) => fill(&mut opened, bytes, options, CHUNK_BYTES),
        Err(error) => {
            let text = format!("cannot be read: {error}; close it in other programs and check that you may open it");
            opened.notes.push(Note::file(Matter::Refused, text));
        }
    }
    opened
}

/// Puts the tables in `bytes` into `opened`.
pub(super) fn fill(opened: &mut Opened, bytes: Vec<u8>, options: &Options, chunk: usize) {
    opened.bytes = bytes.len() as u64;
    let extension = opened.path.extension().map(|end| end.to_string_lossy().to_ascii_lowercase());
    let named_workbook = matches!(extension.as_deref(), Some("xlsx" | "xlsm" | "xls" | "xlsb"));
    let (sha256, result) = match sniff::content(&bytes) {
        Content::Refused(why) => (hash(&bytes), Err(Note::file(Matter::Refused, why))),
        Content::Zip => {
            let (sha256, result) = rayon::join(|| hash(&bytes), || workbook::open(&bytes, &options.limits));
            if !named_workbook && result.is_ok() {
                opened.notes.push(Note::file(Matter::Understood, "is an Excel workbook, whatever its name says"));
            }
            let sheets = result.map(|(sheets, mut notes)| {
                opened.notes.append(&mut notes);
                sheets
            });
            (sha256, sheets)
        }
        Content::Text => {
            let path = opened.path.clone();
            let (sha256, prepared) = rayon::join(|| hash(&bytes), || text::prepare(&bytes, &path, options, chunk));
            if named_workbook && prepared.is_ok() {
                opened.notes.push(Note::file(Matter::Understood, "is a text file, whatever its name says"));
            }
            (sha256, prepared.map(|prepared| vec![prepared.into_sheet(bytes)]))
        }
    };
    opened.sha256 = sha256;
    match result {
        Ok(sheets) => opened.sheets = sheets,
        Err(note) => opened.notes.push(note),
    }
}

fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_read_is_a_note() {
        let found = Found { path: "no/such.csv".into(), shown: "such.csv".into() };
        let opened = open(&found, &Options::default());
        assert_eq!((opened.sheets.len(), opened.notes[0].matter), (0, Matter::Refused));
    }

    #[test]
    fn the_checksum_is_that_of_the_bytes() {
        assert_eq!(hash(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
