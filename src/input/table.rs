//! The form in which text leaves the readers: sheets with a header, and batches of rows with only
//! the columns that somebody wants.

use crate::note::Note;

/// One table of text in a file: a CSV file has one, a workbook one per sheet that holds a table.
#[derive(Debug)]
pub struct Sheet {
    /// Name of the worksheet; `None` for a text file.
    pub name: Option<String>,
    /// Header cells as they stand in the file, BOM remains included.
    pub header: Vec<String>,
    /// Row of the header as a spreadsheet shows it.
    pub header_row: u32,
    /// `utf-8`, `utf-16le`, `windows-1252`, ...; `xlsx` for a workbook.
    pub encoding: String,
    /// `,`, `;`, tab, `|`; `None` for a workbook.
    pub delimiter: Option<char>,
    /// What the reader noticed so far.
    pub notes: Vec<Note>,
    /// The rows below the header.
    pub(super) body: super::Body,
}

/// Rows of text, projected to the wanted columns: `width` cells per row.
#[derive(Debug, Default)]
pub struct Batch {
    /// The text of all cells, one after the other.
    pub(super) text: String,
    /// End of each cell in `text`; `rows * width` entries.
    pub(super) ends: Vec<u32>,
    /// Number of wanted columns.
    pub(super) width: usize,
    /// Row of each record as a spreadsheet shows it.
    pub(super) rows: Vec<u32>,
    /// Physical line at which each record starts; the row again in a workbook.
    pub(super) lines: Vec<u32>,
}

impl Batch {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Row of record `i` as a spreadsheet shows it, starting at 1.
    pub fn row(&self, i: usize) -> u32 {
        self.rows[i]
    }

    /// Physical line at which record `i` starts, starting at 1.
    pub fn line(&self, i: usize) -> u32 {
        self.lines[i]
    }

    /// Text of record `i` in wanted column `j`, not trimmed; empty where the row is short.
    pub fn cell(&self, i: usize, j: usize) -> &str {
        let at = i * self.width + j;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }
}

/// What became of the rows of a sheet in the reader: `read = delivered + rejected.len() + blank`.
#[derive(Debug, Default)]
pub struct Tally {
    /// Records below the header, blank lines included.
    pub read: u64,
    /// Records handed on in batches.
    pub delivered: u64,
    /// Records that hold nothing but blanks and delimiters.
    pub blank: u64,
    /// Records that were not handed on, each with its row, line and reason.
    pub rejected: Vec<Note>,
    /// Further notes (padded short rows, lost bytes, ...).
    pub notes: Vec<Note>,
}

impl Tally {
    /// The sum of two tallies, `later` being that of later rows.
    #[must_use]
    pub(super) fn and(mut self, mut later: Self) -> Self {
        self.read += later.read;
        self.delivered += later.delivered;
        self.blank += later.blank;
        self.rejected.append(&mut later.rejected);
        self.notes.append(&mut later.notes);
        self
    }
}
