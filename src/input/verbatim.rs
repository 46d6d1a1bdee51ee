//! All rows of a sheet as they stand in the file, for people who want to see what was read: ragged
//! rows too, each with all its fields.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::dialect;
use super::grid::Grid;
use super::record::{self, Field};
use super::rows::TextBody;
use super::{Batch, Body, Sheet};

impl Sheet {
    /// Hands every row to `tell` in the order of the file, also rows that [`Self::read`] rejects.
    /// Only blank rows, `#TYPE` lines and repeated headers are left out.
    pub fn rows<E>(&self, tell: impl FnMut(&[Cow<'_, str>]) -> Result<(), E>) -> Result<(), E> {
        match &self.body {
            Body::Text(body) => of_text(body, tell),
            Body::Grid(body) => of_grid(body, self.header.len(), tell),
            Body::Zone(body) => of_grid(body.rows(), self.header.len(), tell),
        }
    }
}

fn of_text<E>(body: &TextBody, mut tell: impl FnMut(&[Cow<'_, str>]) -> Result<(), E>) -> Result<(), E> {
    let mut fields = Vec::new();
    for chunk in &body.chunks {
        let mut at = chunk.start.offset;
        while at < chunk.end {
            let record = record::read(&body.text[..chunk.end], at, body.delimiter, &mut fields);
            row(body, &body.text[at..record.end], &fields, &mut tell)?;
            at = record.next;
        }
    }
    // Rows behind a quote that is never closed are told line by line.
    let mut at = body.tail.map_or(body.text.len(), |tail| tail.start.offset);
    while at < body.text.len() {
        let rest = &body.text[at..];
        let end = at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        if end > at {
            record::read(&body.text[..end], at, body.delimiter, &mut fields);
            row(body, &body.text[at..end], &fields, &mut tell)?;
        }
        at = record::after_line_end(&body.text, end);
    }
    Ok(())
}

/// Tells one row unless it is no row of the table.
fn row<E>(
    body: &TextBody,
    line: &[u8],
    fields: &[Field],
    tell: &mut impl FnMut(&[Cow<'_, str>]) -> Result<(), E>,
) -> Result<(), E> {
    let blank = fields.iter().all(|&field| record::is_blank(&body.text, field));
    if blank || dialect::is_type_line(line) {
        return Ok(());
    }
    let cells: Vec<Cow<str>> = fields.iter().map(|&field| Cow::Owned(record::value(&body.text, field))).collect();
    if cells.len() > 1 && cells.iter().eq(&body.header) {
        return Ok(());
    }
    tell(&cells)
}

fn of_grid<E>(body: &Grid, width: usize, mut tell: impl FnMut(&[Cow<'_, str>]) -> Result<(), E>) -> Result<(), E> {
    let all: Vec<usize> = (0..width).collect();
    let batches: Mutex<BTreeMap<usize, Batch>> = Mutex::default();
    body.read(&all, &|number, batch| {
        batches.lock().unwrap_or_else(PoisonError::into_inner).insert(number, batch);
    });
    for batch in batches.into_inner().unwrap_or_else(PoisonError::into_inner).values() {
        for at in 0..batch.len() {
            let cells: Vec<Cow<str>> = all.iter().map(|&column| Cow::Borrowed(batch.cell(at, column))).collect();
            tell(&cells)?;
        }
    }
    Ok(())
}
