//! A header row with a sample of the values below it: what recognition looks at.

use crate::kinds::owns;
use crate::schema::Column;
use crate::values::text::fold_header;

/// Per column of the file, the first non-blank values (some 200 are enough).
pub type Sample<'a> = [Vec<&'a str>];

/// A header row, folded, and its sample.
pub(super) struct Table<'a> {
    pub(super) header: Vec<String>,
    sample: &'a Sample<'a>,
}

impl<'a> Table<'a> {
    pub(super) fn new(header: &[String], sample: &'a Sample<'a>) -> Self {
        Self { header: header.iter().map(|header| fold_header(header)).collect(), sample }
    }

    /// The sampled values of a column of the file.
    pub(super) fn values(&self, index: usize) -> &'a [&'a str] {
        self.sample.get(index).map_or(&[], Vec::as_slice)
    }

    /// Whether a header of the file is one of the column's own.
    pub(super) fn has(&self, column: &Column) -> bool {
        self.header.iter().any(|header| owns(column, header))
    }

    /// Whether one of the columns is there by an own header.
    pub(super) fn has_any(&self, columns: &[&Column]) -> bool {
        columns.iter().any(|column| self.has(column))
    }

    /// The place of the first of these headers, given folded.
    pub(super) fn find(&self, folded: &[&str]) -> Option<usize> {
        folded.iter().find_map(|wanted| self.header.iter().position(|header| header == wanted))
    }

    /// Whether some value comes twice in a column of the file.
    pub(super) fn repeats(&self, index: usize) -> bool {
        let mut values = self.values(index).to_vec();
        values.sort_unstable();
        values.windows(2).any(|pair| pair[0] == pair[1])
    }
}
