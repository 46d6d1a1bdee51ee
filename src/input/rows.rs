//! Reads the rows of a prepared text, chunk by chunk in parallel, each with its row and line number.
//! What is wrong with a row is said, never guessed away.

use rayon::prelude::*;

use super::dialect;
use super::excerpt::excerpt;
use super::record::{self, Field, Record};
use super::scan::{Chunk, Place, Tail};
use super::{Batch, Tally};
use crate::note::{Matter, Note};

/// A value longer than this is noted.
const HUGE_FIELD: usize = 1 << 20;

/// Physical lines in one row from which on a stray quote is likelier than a long text.
const MANY_LINES: u32 = 500;

/// Short rows that get a note of their own.
const MOST_SHORT_ROWS: u32 = 10_000;

/// The rows of a text file.
#[derive(Debug)]
pub(super) struct TextBody {
    /// The whole file in UTF-8.
    pub(super) text: Vec<u8>,
    pub(super) delimiter: u8,
    pub(super) header: Vec<String>,
    /// Fields up to the last one with a header: a row with fewer is short.
    pub(super) named: usize,
    pub(super) chunks: Vec<Chunk>,
    pub(super) tail: Option<Tail>,
}

impl TextBody {
    /// The first `rows` rows with all their columns.
    pub(super) fn sample(&self, rows: usize) -> Batch {
        let all: Vec<usize> = (0..self.header.len()).collect();
        let mut parser = Parser::new(self, &all);
        for &chunk in &self.chunks {
            parser.chunk(chunk, rows);
            if parser.rows.len() >= rows {
                break;
            }
        }
        parser.finish().0
    }

    /// Reads all rows; see [`super::Sheet::read`].
    pub(super) fn read(&self, wanted: &[usize], sink: &(dyn Fn(usize, Batch) + Sync)) -> Tally {
        let parse = |(number, &chunk): (usize, &Chunk)| {
            let mut parser = Parser::new(self, wanted);
            parser.chunk(chunk, usize::MAX);
            let (batch, tally) = parser.finish();
            sink(number, batch);
            tally
        };
        let tallies: Vec<Tally> = self.chunks.par_iter().enumerate().map(parse).collect();
        let mut total = tallies.into_iter().fold(Tally::default(), Tally::and);
        if let Some(tail) = self.tail {
            total = total.and(self.swallowed(tail));
        }
        summarise_short_rows(&mut total.notes, MOST_SHORT_ROWS);
        total
    }

    /// The rows that an unterminated quote swallowed, line by line: all of them are rejected.
    fn swallowed(&self, tail: Tail) -> Tally {
        let mut tally = Tally::default();
        let mut here = tail.start;
        while here.offset < self.text.len() {
            let rest = &self.text[here.offset..];
            let line = &rest[..memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())];
            let shown = String::from_utf8_lossy(line);
            tally.read += 1;
            if shown.trim().is_empty() {
                tally.blank += 1;
            } else {
                let text = if here.offset == tail.start.offset {
                    format!(
                        "a quote opens in line {} and is never closed: `{}`; the rows from here on are not used",
                        tail.quote_line,
                        excerpt(&shown)
                    )
                } else {
                    format!("swallowed by the quote that opens in line {}: `{}`", tail.quote_line, excerpt(&shown))
                };
                tally.rejected.push(Note::file(Matter::Ragged, text).at(here.row, Some(here.line)));
            }
            let end = here.offset + line.len();
            here = Place { offset: record::after_line_end(&self.text, end), row: here.row + 1, line: here.line + 1 };
        }
        tally
    }
}

/// Reads rows into one batch.
struct Parser<'a> {
    body: &'a TextBody,
    wanted: &'a [usize],
    fields: Vec<Field>,
    text: Vec<u8>,
    ends: Vec<u32>,
    rows: Vec<u32>,
    lines: Vec<u32>,
    tally: Tally,
}

impl<'a> Parser<'a> {
    fn new(body: &'a TextBody, wanted: &'a [usize]) -> Self {
        Self {
            body,
            wanted,
            fields: Vec::new(),
            text: Vec::new(),
            ends: Vec::new(),
            rows: Vec::new(),
            lines: Vec::new(),
            tally: Tally::default(),
        }
    }

    /// Reads the rows of `chunk` until the batch has `most` rows.
    fn chunk(&mut self, chunk: Chunk, most: usize) {
        let text = &self.body.text[..chunk.end];
        let mut here = chunk.start;
        while here.offset < text.len() && self.rows.len() < most {
            let record = record::read(text, here.offset, self.body.delimiter, &mut self.fields);
            self.row(here, record);
            here = Place { offset: record.next, row: here.row + 1, line: here.line + record.lines };
        }
    }

    fn row(&mut self, here: Place, record: Record) {
        let text = &self.body.text;
        self.tally.read += 1;
        if self.fields.iter().all(|&field| record::is_blank(text, field)) {
            self.tally.blank += 1;
            return;
        }
        if let Some(reason) = self.reject(here, record) {
            self.tally.rejected.push(reason.at(here.row, Some(here.line)));
            return;
        }
        self.remark(here, record);
        self.tally.delivered += 1;
        for &column in self.wanted {
            if let Some(&field) = self.fields.get(column) {
                record::push_value(text, field, &mut self.text);
            }
            self.ends.push(self.text.len() as u32);
        }
        self.rows.push(here.row);
        self.lines.push(here.line);
    }

    /// Why a row is not used.
    fn reject(&self, here: Place, record: Record) -> Option<Note> {
        let (text, header) = (&self.body.text, &self.body.header);
        let surplus = self.fields.get(header.len()..).unwrap_or_default();
        if let Some(&first) = surplus.iter().find(|&&field| !record::is_blank(text, field)) {
            let shown = String::from_utf8_lossy(&text[first.start..record.end]);
            return Some(Note::file(
                Matter::Ragged,
                format!(
                    "{} fields, but the header has {}: the row is not used because its values may stand in the wrong columns; surplus `{}`",
                    self.fields.len(),
                    header.len(),
                    excerpt(&shown)
                ),
            ));
        }
        if record.stray && record.lines > 1 {
            let shown = String::from_utf8_lossy(&text[here.offset..record.end]);
            return Some(Note::file(
                Matter::Ragged,
                format!(
                    "a quote that opens here is closed in the middle of a value in line {}: rows were swallowed and none of these lines is used: `{}`",
                    here.line + record.lines - 1,
                    excerpt(&shown)
                ),
            ));
        }
        if dialect::is_type_line(&text[here.offset..record.end]) {
            return Some(Note::file(Matter::Skipped, "a `#TYPE` line between the rows, from an append"));
        }
        let repeats = header.len() > 1
            && self.fields.len() == header.len()
            && self.fields.iter().zip(header).all(|(&field, name)| record::value(text, field) == *name);
        repeats.then(|| Note::file(Matter::Skipped, "the header again, from an append"))
    }

    /// What is worth a note about a row that is used.
    fn remark(&mut self, here: Place, record: Record) {
        let mut note = |matter, text: String| {
            self.tally.notes.push(Note::file(matter, text).at(here.row, Some(here.line)));
        };
        if self.fields.len() < self.body.named {
            let cut = if record.next == self.body.text.len() && record.end == record.next {
                ", and the file ends here without a line end: it may be cut off"
            } else {
                ""
            };
            let (found, wanted) = (self.fields.len(), self.body.named);
            note(
                Matter::Ragged,
                format!("{found} fields, but the header has {wanted}: the rest is taken as blank{cut}"),
            );
        }
        if record.stray {
            note(Matter::Understood, "text follows a closing quote; the quote may be a stray one".to_owned());
        }
        if record.lines > MANY_LINES {
            note(Matter::Understood, format!("the row spans {} lines; a quote may be missing or stray", record.lines));
        }
        if record.end - here.offset > HUGE_FIELD {
            for (column, field) in self.fields.iter().enumerate() {
                let length = field.end - field.start;
                if length > HUGE_FIELD {
                    let name = self.body.header.get(column).map_or("", String::as_str);
                    note(Matter::Understood, format!("a value of {length} bytes in column `{}`", excerpt(name)));
                }
            }
        }
    }

    fn finish(self) -> (Batch, Tally) {
        let text = String::from_utf8(self.text).expect("fields are cut from UTF-8 at ASCII bytes");
        let batch = Batch { text, ends: self.ends, width: self.wanted.len(), rows: self.rows, lines: self.lines };
        (batch, self.tally)
    }
}

/// Counts the notes about short rows together from the one after `most` on.
fn summarise_short_rows(notes: &mut Vec<Note>, most: u32) {
    let (mut seen, mut more) = (0, 0);
    notes.retain(|note| {
        seen += u32::from(note.matter == Matter::Ragged);
        let keep = note.matter != Matter::Ragged || seen <= most;
        more += u32::from(!keep);
        keep
    });
    if more > 0 {
        let text = format!("{more} more rows have fewer fields than the header");
        notes.push(Note { count: more, ..Note::file(Matter::Understood, text) });
    }
}
