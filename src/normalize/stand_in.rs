//! Coalesced columns: which header of a column a row is read under, and the memory of that.

use std::collections::BTreeMap;

use crate::input::Batch;
use crate::kinds::recognise::Mapping;
use crate::values::text::{is_placeholder, trim};

/// Where a column is among the wanted places of a batch.
pub(super) struct Places {
    best: usize,
    others: Vec<usize>,
}

impl Places {
    /// The places of the column with this number; those of stand-ins stand behind the best ones of all columns.
    pub(super) fn of(mapping: &Mapping, number: usize) -> Self {
        let (column, _) = mapping.columns[number];
        let stand_ins = (mapping.columns.len()..).zip(&mapping.stand_ins);
        let own = stand_ins.filter(|(_, (other, _))| std::ptr::eq(*other, column));
        Self { best: number, others: own.map(|(at, _)| at).collect() }
    }

    /// The place that is read of a record: the best one, unless only another one says something.
    pub(super) fn of_record(&self, batch: &Batch, record: usize) -> usize {
        if self.others.is_empty() {
            return self.best;
        }
        let is_filled = |at: &usize| {
            let cell = trim(batch.cell(record, *at));
            !cell.is_empty() && !is_placeholder(cell)
        };
        std::iter::once(&self.best).chain(&self.others).copied().find(is_filled).unwrap_or(self.best)
    }
}

/// The rows of a table that a header other than the best one fills.
#[derive(Debug, Default)]
pub(super) struct FilledIn {
    /// The headers of all wanted places.
    headers: Vec<String>,
    /// By column, in the order of the rows: the row and the place of its header.
    rows: BTreeMap<&'static str, Vec<(u32, usize)>>,
}

impl FilledIn {
    /// No rows yet, under the headers of all wanted places.
    pub(super) fn under(headers: Vec<String>) -> Self {
        Self { headers, rows: BTreeMap::new() }
    }

    /// Adds rows of a column, in their order, counted from `start`.
    pub(super) fn extend(&mut self, column: &'static str, start: u32, rows: Vec<(u32, usize)>) {
        if !rows.is_empty() {
            let rows = rows.into_iter().map(|(row, at)| (start + row, at));
            self.rows.entry(column).or_default().extend(rows);
        }
    }

    /// The header under which a row is filled; `None` where it is the best one.
    pub(super) fn header(&self, column: &str, row: u32) -> Option<&str> {
        let rows = self.rows.get(column)?;
        let at = rows.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        Some(&self.headers[rows[at].1])
    }
}
