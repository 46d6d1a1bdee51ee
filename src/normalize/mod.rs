//! Text and a `Kind` become a typed table, with notes about every cell that could not be taken as it stands.
//! Does not know where the text came from, and asks no question about tenants.
//!
//! Three things stay apart in every column: *unknown* (the column is absent or blank on every row of its
//! file, or the cell holds a type name or was cut) is null; *empty* is the empty text or the empty list;
//! everything else is a value.

mod cell;
mod column;
mod naming;
mod pending;
mod stand_in;
mod table;
#[cfg(test)]
mod tests;
mod wrong;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use polars::prelude::{Column as Series, DataFrame, IntoColumn, NamedFrom, Series as PolarsSeries};

use crate::input::{Batch, Sheet, Tally};
use crate::intern::{Interner, LocalTexts};
use crate::kinds::recognise::Mapping;
use crate::note::{Matter, Note};
use crate::schema::Column;
use column::{Finished, Part};
use naming::{Fingerprints, Naming};
use stand_in::{FilledIn, Places};

pub use table::{Dates, Entry, Flags, ListColumn, Lists, Numbers, Origin, Symbols, Table};

/// The number of a sheet among the inputs of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// One sheet as one kind: its table and what became of its rows.
#[derive(Debug)]
pub struct Normalised {
    /// The typed rows.
    pub table: Table,
    /// Rows read below the header: `table.len() + blank + repeated_headers + rejected.len()`.
    pub read: u64,
    /// Rows that hold nothing.
    pub blank: u64,
    /// Rows that repeat the header or the `#TYPE` line in the middle of the file.
    pub repeated_headers: u64,
    /// Rows that cannot be used, each with its reason.
    pub rejected: Vec<Note>,
    /// Notes about cells and columns.
    pub notes: Vec<Note>,
    /// Mapped columns that are blank on every row.
    pub blank_columns: Vec<&'static Column>,
}

/// Reads a sheet as one kind.
pub fn normalise(sheet: &Sheet, mapping: &Mapping, file: FileId, interner: &Interner) -> Normalised {
    // The best places of all columns, and behind them the stand-ins.
    let wanted: Vec<usize> = mapping.places().map(|(_, at)| at).collect();
    let headers: Vec<&str> = wanted.iter().map(|&at| sheet.header[at].as_str()).collect();
    let parts: Mutex<BTreeMap<usize, Rows>> = Mutex::default();
    let tally: Tally = sheet.read(&wanted, &|ordinal, batch| {
        let rows = Rows::from_batch(&batch, mapping, &headers, interner);
        parts.lock().unwrap_or_else(PoisonError::into_inner).insert(ordinal, rows);
    });
    let parts = parts.into_inner().unwrap_or_else(PoisonError::into_inner);
    assemble(parts.into_values().collect(), mapping, &headers, file, tally)
}

/// The rows of one batch, column by column.
struct Rows {
    columns: Vec<Part>,
    /// For each column the rows that a stand-in fills, and its place.
    filled_in: Vec<Vec<(u32, usize)>>,
    /// Where each row stands, as a spreadsheet shows it.
    places: Vec<u32>,
    repeated_headers: u64,
    nameless: Vec<Note>,
}

impl Rows {
    fn from_batch(batch: &Batch, mapping: &Mapping, headers: &[&str], interner: &Interner) -> Self {
        let kept = Kept::of(batch, mapping, headers);
        let mut texts = LocalTexts::default();
        let (mut columns, filled_in): (Vec<Part>, Vec<_>) = mapping
            .columns
            .iter()
            .enumerate()
            .map(|(number, &(column, _))| {
                let naming: &mut dyn Naming = if column.is_read { &mut texts } else { &mut Fingerprints };
                let mut part = Part::new(column, headers[number], kept.records.len());
                let places = Places::of(mapping, number);
                let mut filled_in = Vec::new();
                for (row, &record) in (0..).zip(&kept.records) {
                    let at = places.of_record(batch, record);
                    if at != number {
                        filled_in.push((row, at));
                    }
                    part.push(batch.cell(record, at), batch.row(record), naming);
                }
                (part, filled_in)
            })
            .unzip();
        let symbols = interner.intern_all(&texts);
        for part in columns.iter_mut().filter(|part| part.is_read()) {
            part.take_symbols(&symbols);
        }
        Self {
            columns,
            filled_in,
            places: kept.records.iter().map(|&record| batch.row(record)).collect(),
            repeated_headers: kept.repeated_headers,
            nameless: kept.nameless,
        }
    }
}

/// Which records of a batch are rows of the table.
struct Kept {
    records: Vec<usize>,
    repeated_headers: u64,
    nameless: Vec<Note>,
}

impl Kept {
    fn of(batch: &Batch, mapping: &Mapping, headers: &[&str]) -> Self {
        let is_key = |column: &Column| mapping.kind.key.iter().any(|key| std::ptr::eq(*key, column));
        let keys: Vec<usize> =
            mapping.places().enumerate().filter(|(_, (column, _))| is_key(column)).map(|(at, _)| at).collect();
        let mut kept = Self { records: Vec::with_capacity(batch.len()), repeated_headers: 0, nameless: Vec::new() };
        for record in 0..batch.len() {
            if headers.len() > 1 && (0..headers.len()).all(|at| batch.cell(record, at) == headers[at]) {
                kept.repeated_headers += 1;
            } else if !keys.is_empty() && keys.iter().all(|&at| batch.cell(record, at).trim().is_empty()) {
                let text = format!("the row names no object: {} is blank", quoted_headers(&keys, headers));
                kept.nameless
                    .push(Note::file(Matter::Unreadable, text).at(batch.row(record), Some(batch.line(record))));
            } else {
                kept.records.push(record);
            }
        }
        kept
    }
}

fn quoted_headers(keys: &[usize], headers: &[&str]) -> String {
    keys.iter().map(|&at| format!("`{}`", headers[at].trim())).collect::<Vec<_>>().join(", ")
}

fn assemble(parts: Vec<Rows>, mapping: &Mapping, headers: &[&str], file: FileId, tally: Tally) -> Normalised {
    let rows: Vec<u32> = parts.iter().flat_map(|part| part.places.iter().copied()).collect();
    let (appended, mut rejected): (Vec<Note>, Vec<Note>) =
        tally.rejected.into_iter().partition(|note| note.matter == Matter::Skipped);
    let repeated_headers = parts.iter().map(|part| part.repeated_headers).sum::<u64>() + appended.len() as u64;
    let mut by_column: Vec<Vec<Part>> = mapping.columns.iter().map(|_| Vec::new()).collect();
    let shown = |header: &&str| header.trim().trim_start_matches('\u{feff}').to_owned();
    let mut filled_in = FilledIn::under(headers.iter().map(shown).collect());
    let mut start = 0;
    for part in parts {
        rejected.extend(part.nameless);
        for (column, part) in by_column.iter_mut().zip(part.columns) {
            column.push(part);
        }
        for ((column, _), rows) in mapping.columns.iter().zip(part.filled_in) {
            filled_in.extend(column.name, start, rows);
        }
        start += part.places.len() as u32;
    }
    let mut notes = tally.notes;
    let mut blank_columns = Vec::new();
    let mut series: Vec<Series> = Vec::new();
    let mut lists = BTreeMap::new();
    let mut rounded = BTreeMap::new();
    let mut header_of = BTreeMap::new();
    for ((&(column, _), parts), header) in mapping.columns.iter().zip(by_column).zip(headers) {
        header_of.insert(column.name, shown(header));
        let finished = column::finish(column, header, parts, &rows, &mut notes);
        match finished {
            Finished::Blank => blank_columns.push(column),
            Finished::Scalar(scalar) => series.push(scalar.into_column()),
            Finished::Sizes(scalar, spans) => {
                series.push(scalar.into_column());
                rounded.insert(column.name, spans);
            }
            Finished::List(list) => {
                lists.insert(column.name, list);
            }
        }
    }
    let length = rows.len();
    series.push(PolarsSeries::new(table::ROW.into(), rows).into_column());
    // An empty frame in place of this one would lose rows without a word.
    let frame = DataFrame::new(length, series).expect("columns of one length under names of their own");
    Normalised {
        table: Table::new(mapping.kind, frame, lists, rounded, file, header_of).with_stand_ins(filled_in),
        read: tally.read,
        blank: tally.blank,
        repeated_headers,
        rejected,
        notes,
        blank_columns,
    }
}
