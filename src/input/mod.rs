//! Finds the files of a side, decodes them, finds the header of each table in them (of zone files, the records) and yields the
//! rows as text. Which columns mean what, and what is wrong with the values, is said elsewhere.

mod appended;
mod bad_lines;
mod cell;
mod cells;
mod dialect;
mod encoding;
mod excerpt;
mod find;
mod grid;
pub mod guard;
mod headers;
mod open;
mod record;
mod rows;
mod scan;
mod sniff;
mod table;
mod text;
mod verbatim;
mod workbook;
mod zone;

pub use cells::{Cells, Properties, Value, Workbook};
pub use find::{Found, find};
pub use open::{Opened, open};
pub use table::{Batch, Sheet, Tally};

/// How files are to be read where they do not say so themselves.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Code page of text files that have no BOM and are not UTF-8; `None` is Windows-1252.
    pub encoding: Option<&'static encoding_rs::Encoding>,
    /// Delimiter of text files; `None` is found out for each file.
    pub delimiter: Option<u8>,
    /// Bounds of what is read at all.
    pub limits: guard::Limits,
}

/// The rows of a sheet, in the form of their file.
#[derive(Debug)]
enum Body {
    Text(rows::TextBody),
    Grid(grid::Grid),
    Zone(zone::Zone),
}

impl Sheet {
    /// The first `rows` rows, with all columns of the header.
    pub fn sample(&self, rows: usize) -> Batch {
        match &self.body {
            Body::Text(body) => body.sample(rows),
            Body::Grid(body) => body.sample(self.header.len(), rows),
            Body::Zone(body) => body.sample(rows),
        }
    }

    /// Reads all rows and hands them, projected to the `wanted` columns (indices into the header, in
    /// any order), to `sink` in batches that are numbered from 0 in file order. Batches are parsed in
    /// parallel: `sink` is called from several threads and in any order.
    pub fn read(&self, wanted: &[usize], sink: &(dyn Fn(usize, Batch) + Sync)) -> Tally {
        match &self.body {
            Body::Text(body) => body.read(wanted, sink),
            Body::Grid(body) => body.read(wanted, sink),
            Body::Zone(body) => body.read(wanted, sink),
        }
    }
}

#[cfg(test)]
mod tests;
