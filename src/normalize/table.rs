//! A typed table: a polars frame for what has one value a cell, list columns for what has many.

use std::collections::BTreeMap;

use polars::prelude::{
    BooleanChunked, Column as Series, DataFrame, DataType, Int64Chunked, UInt32Chunked, UInt64Chunked,
};

use super::FileId;
use super::stand_in::FilledIn;
use crate::intern::Symbol;
use crate::schema::{Column, Kind};
use crate::values::address::Prefix;

/// Column of the frame that holds the row as a spreadsheet shows it.
pub(super) const ROW: &str = "\u{0}row";

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The sheet.
    pub file: FileId,
    /// The row as a spreadsheet shows it, starting at 1.
    pub row: u32,
}

/// One entry of a list cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The prefix of a proxy address; `Other` in lists of identities and words.
    pub prefix: Prefix,
    /// The cell gave no prefix.
    pub bare: bool,
    /// What is compared: case folded.
    pub key: Symbol,
    /// What is shown: as exported, without the prefix.
    pub text: Symbol,
}

/// A column of lists.
#[derive(Debug, Default, Clone)]
pub struct ListColumn {
    pub(super) ends: Vec<u32>,
    pub(super) entries: Vec<Entry>,
    pub(super) known: Vec<bool>,
}

impl ListColumn {
    /// The entries of a row; `None` where they are unknown.
    pub fn get(&self, row: usize) -> Option<&[Entry]> {
        if !self.known[row] {
            return None;
        }
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        Some(&self.entries[start..self.ends[row] as usize])
    }

    pub(super) fn push(&mut self, entries: Option<&[Entry]>) {
        self.known.push(entries.is_some());
        self.entries.extend_from_slice(entries.unwrap_or_default());
        self.ends.push(self.entries.len() as u32);
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// Adds the entries of another row once more.
    pub(super) fn repeat(&mut self, row: usize) {
        let start = if row == 0 { 0 } else { self.ends[row - 1] as usize };
        self.entries.extend_from_within(start..self.ends[row] as usize);
        self.ends.push(self.entries.len() as u32);
        self.known.push(self.known[row]);
    }

    pub(super) fn append(&mut self, other: &Self) {
        let shift = self.entries.len() as u32;
        self.entries.extend_from_slice(&other.entries);
        self.ends.extend(other.ends.iter().map(|end| end + shift));
        self.known.extend_from_slice(&other.known);
    }
}

/// A record whose size is a rounded text, and the bytes, first and last, that it may stand for.
pub(super) type Rounded = (u32, u64, u64);

/// All list columns of a table by canonical name.
pub type Lists = BTreeMap<&'static str, ListColumn>;

/// The rows of one sheet as one kind of export.
#[derive(Debug)]
pub struct Table {
    /// What the rows are.
    pub kind: &'static Kind,
    /// The sheet.
    pub file: FileId,
    frame: DataFrame,
    lists: Lists,
    /// The rounded sizes of a column, by record.
    rounded: BTreeMap<&'static str, Vec<Rounded>>,
    headers: BTreeMap<&'static str, String>,
    filled_in: FilledIn,
}

impl Table {
    pub(super) fn new(
        kind: &'static Kind,
        frame: DataFrame,
        lists: Lists,
        rounded: BTreeMap<&'static str, Vec<Rounded>>,
        file: FileId,
        headers: BTreeMap<&'static str, String>,
    ) -> Self {
        Self { kind, file, frame, lists, rounded, headers, filled_in: FilledIn::default() }
    }

    /// Remembers which rows are filled from other headers than the best ones.
    pub(super) fn with_stand_ins(self, filled_in: FilledIn) -> Self {
        Self { filled_in, ..self }
    }

    /// Gives the table the number of its sheet.
    pub fn number(&mut self, file: FileId) {
        self.file = file;
    }

    /// Whether the rows are of this kind.
    pub fn is(&self, kind: &Kind) -> bool {
        std::ptr::eq(self.kind, kind)
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.frame.height()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The typed scalar columns.
    pub fn frame(&self) -> &DataFrame {
        &self.frame
    }

    /// Whether the column was exported: it is there and filled on at least one row.
    pub fn has(&self, column: &Column) -> bool {
        self.lists.contains_key(column.name) || self.series(column).is_some()
    }

    /// The header under which the file carries the column.
    pub fn header(&self, column: &Column) -> Option<&str> {
        self.headers.get(column.name).map(String::as_str)
    }

    /// The header under which the file carries the column on a row; it differs from [`Self::header`] where that one
    /// is blank and another one serves.
    pub fn header_at(&self, column: &Column, record: usize) -> Option<&str> {
        self.filled_in.header(column.name, record as u32).or_else(|| self.header(column))
    }

    /// All headers in use, by canonical name of their column.
    pub fn headers(&self) -> &BTreeMap<&'static str, String> {
        &self.headers
    }

    /// Rows as a spreadsheet shows them.
    pub fn rows(&self) -> Rows<'_> {
        Rows(self.frame.column(ROW).ok().and_then(|rows| rows.u32().ok()))
    }

    /// A column of texts, addresses, identities or GUIDs.
    pub fn symbols(&self, column: &Column) -> Symbols<'_> {
        debug_assert!(column.is_read, "the texts of `{}` are not kept: it is declared as unread", column.name);
        Symbols(self.series(column).and_then(|series| series.u32().ok()))
    }

    /// A column of flags.
    pub fn flags(&self, column: &Column) -> Flags<'_> {
        Flags(self.series(column).and_then(|series| series.bool().ok()))
    }

    /// A column of sizes in bytes or of counts.
    pub fn numbers(&self, column: &Column) -> Numbers<'_> {
        Numbers(self.series(column).and_then(|series| series.u64().ok()))
    }

    /// The bytes, first and last, that the size of record `at` may stand for; `None` where it is exact or unknown.
    pub fn rounded(&self, column: &Column, at: usize) -> Option<(u64, u64)> {
        let spans = self.rounded.get(column.name)?;
        let place = spans.binary_search_by_key(&(at as u32), |(record, ..)| *record).ok()?;
        let (_, first, last) = spans[place];
        Some((first, last))
    }

    /// A column of points in time: seconds since 1970 without zone.
    pub fn dates(&self, column: &Column) -> Dates<'_> {
        Dates(self.series(column).and_then(|series| series.i64().ok()))
    }

    /// A column of lists; `None` where it is absent or its texts are not kept.
    pub fn list(&self, column: &Column) -> Option<&ListColumn> {
        self.compared_list(column).filter(|_| column.is_read)
    }

    /// A column of lists whose entries need not be symbols of texts: they can be compared with those of another
    /// row, and nothing else.
    pub fn compared_list(&self, column: &Column) -> Option<&ListColumn> {
        self.lists.get(column.name)
    }

    /// A scalar cell in a form that can be compared; `None` where it is unknown or blank.
    pub fn scalar(&self, column: &Column, at: usize) -> Option<u64> {
        let series = self.series(column)?;
        // Asking for a type that the column has not makes polars write an error message.
        match series.dtype() {
            DataType::UInt32 => series.u32().ok()?.get(at).map(u64::from),
            DataType::Boolean => series.bool().ok()?.get(at).map(u64::from),
            DataType::Int64 => series.i64().ok()?.get(at).map(i64::cast_unsigned),
            _ => series.u64().ok()?.get(at),
        }
    }

    fn series(&self, column: &Column) -> Option<&Series> {
        // `DataFrame::column` writes an error message for every column that is absent, and many are.
        self.frame.get_column_index(column.name).map(|at| &self.frame.columns()[at])
    }
}

/// Rows of a table as a spreadsheet shows them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rows<'a>(Option<&'a UInt32Chunked>);

impl Rows<'_> {
    /// The row of record `at`.
    pub fn get(self, at: usize) -> u32 {
        self.0.and_then(|rows| rows.get(at)).unwrap_or_default()
    }
}

/// A column of symbols, perhaps absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Symbols<'a>(Option<&'a UInt32Chunked>);

impl Symbols<'_> {
    /// The symbol of record `at`; `None` where it is unknown.
    pub fn get(self, at: usize) -> Option<Symbol> {
        self.0.and_then(|column| column.get(at)).map(Symbol::from_index)
    }

    /// The symbol of record `at`, empty where it is unknown.
    pub fn or_empty(self, at: usize) -> Symbol {
        self.get(at).unwrap_or_default()
    }
}

/// A column of flags, perhaps absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Flags<'a>(Option<&'a BooleanChunked>);

impl Flags<'_> {
    /// The flag of record `at`; `None` where it is blank or unknown.
    pub fn get(self, at: usize) -> Option<bool> {
        self.0.and_then(|column| column.get(at))
    }
}

/// A column of numbers, perhaps absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Numbers<'a>(Option<&'a UInt64Chunked>);

impl Numbers<'_> {
    /// The number of record `at`; `None` where it is blank or unknown.
    pub fn get(self, at: usize) -> Option<u64> {
        self.0.and_then(|column| column.get(at))
    }
}

/// A column of points in time, perhaps absent.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dates<'a>(Option<&'a Int64Chunked>);

impl Dates<'_> {
    /// Seconds since 1970 of record `at`; `None` where it is blank, never or unknown.
    pub fn get(self, at: usize) -> Option<i64> {
        self.0.and_then(|column| column.get(at))
    }

    /// The latest point in time of the column.
    pub fn latest(self) -> Option<i64> {
        self.0.and_then(polars::prelude::ChunkAgg::max)
    }
}
