//! The rows of a worksheet: only filled cells are kept, in blocks that are read in parallel.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rayon::prelude::*;

use super::scan::records_per_batch;
use super::{Batch, Tally};

/// Bytes of text after which a block is closed.
const BLOCK_BYTES: usize = 4 << 20;

/// Rows below a header.
#[derive(Debug)]
pub(super) struct Grid {
    blocks: Vec<Block>,
    /// Rows that make a block.
    block_rows: u32,
    /// Column of the sheet that is column 0 of the table.
    first_column: u16,
    /// Columns outside the header that hold something.
    outside: BTreeSet<u16>,
    /// Columns that the header covers.
    header: RangeInclusive<u16>,
}

/// Some rows that follow one another.
#[derive(Debug, Default)]
struct Block {
    /// The text of all cells, one after the other.
    text: String,
    /// End of each cell in `text`.
    ends: Vec<u32>,
    /// Column of each cell in the sheet.
    columns: Vec<u16>,
    /// Number of cells before the end of each row.
    row_ends: Vec<u32>,
    /// Row in the sheet, starting at 1.
    rows: Vec<u32>,
}

impl Grid {
    /// A grid without rows under a header in these columns of the sheet.
    pub(super) fn new(header: RangeInclusive<u16>) -> Self {
        let block_rows = records_per_batch(header.len()).min(1 << 14);
        Self { blocks: Vec::new(), block_rows, first_column: *header.start(), outside: BTreeSet::new(), header }
    }

    /// Appends a cell; `write` appends its text.
    pub(super) fn push(&mut self, row: u32, column: u16, write: impl FnOnce(&mut String)) {
        let full = self.blocks.last().is_none_or(|block| {
            let ended = block.rows.last() != Some(&row);
            ended && (block.rows.len() >= self.block_rows as usize || block.text.len() >= BLOCK_BYTES)
        });
        if full {
            self.blocks.push(Block::default());
        }
        let block = self.blocks.last_mut().expect("a block was pushed if there was none");
        let before = block.text.len();
        write(&mut block.text);
        if block.text.len() == before {
            return;
        }
        block.ends.push(block.text.len() as u32);
        block.columns.push(column);
        if block.rows.last() == Some(&row) {
            block.row_ends.pop();
        } else {
            block.rows.push(row);
        }
        block.row_ends.push(block.ends.len() as u32);
        if !self.header.contains(&column) {
            self.outside.insert(column);
        }
    }

    /// Columns outside the header that hold something, in order.
    pub(super) fn outside(&self) -> &BTreeSet<u16> {
        &self.outside
    }

    /// Makes `column` of the sheet column 0 of the table.
    pub(super) fn start_at(&mut self, column: u16) {
        self.first_column = column;
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.rows.len()).sum()
    }

    /// The first `rows` rows with `width` columns.
    pub(super) fn sample(&self, width: usize, rows: usize) -> Batch {
        let all: Vec<usize> = (0..width).collect();
        let mut batch = Batch { width, ..Batch::default() };
        for block in &self.blocks {
            block.project(self.first_column, &all, rows, &mut batch);
        }
        batch
    }

    /// Reads all rows; see [`super::Sheet::read`].
    pub(super) fn read(&self, wanted: &[usize], sink: &(dyn Fn(usize, Batch) + Sync)) -> Tally {
        let project = |(number, block): (usize, &Block)| {
            let mut batch = Batch { width: wanted.len(), ..Batch::default() };
            block.project(self.first_column, wanted, usize::MAX, &mut batch);
            let (read, delivered) = (block.rows.len() as u64, batch.len() as u64);
            sink(number, batch);
            Tally { read, delivered, blank: read - delivered, ..Tally::default() }
        };
        let tallies: Vec<Tally> = self.blocks.par_iter().enumerate().map(project).collect();
        tallies.into_iter().fold(Tally::default(), Tally::and)
    }
}

impl Block {
    /// Appends the `wanted` columns of the rows to `batch` until it has `most` rows; rows of white
    /// space are left out.
    fn project(&self, first_column: u16, wanted: &[usize], most: usize, batch: &mut Batch) {
        let width = wanted.iter().max().map_or(0, |&last| last + 1);
        let mut spans = vec![(0, 0); width];
        let mut first = 0;
        for (&row, &end) in self.rows.iter().zip(&self.row_ends) {
            if batch.len() >= most {
                return;
            }
            let cells = first..end as usize;
            first = end as usize;
            if self.text[self.start(cells.start)..self.start(cells.end)].trim().is_empty() {
                continue;
            }
            let column = |cell: usize| self.columns[cell].checked_sub(first_column).map(usize::from);
            for cell in cells.clone() {
                if let Some(span) = column(cell).and_then(|column| spans.get_mut(column)) {
                    *span = (self.start(cell), self.start(cell + 1));
                }
            }
            for &column in wanted {
                let (start, end) = spans[column];
                batch.text.push_str(&self.text[start..end]);
                batch.ends.push(batch.text.len() as u32);
            }
            batch.rows.push(row);
            batch.lines.push(row);
            for cell in cells {
                if let Some(span) = column(cell).and_then(|column| spans.get_mut(column)) {
                    *span = (0, 0);
                }
            }
        }
    }

    /// Where the text of a cell starts.
    fn start(&self, cell: usize) -> usize {
        cell.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(cells: &[(u32, u16, &str)]) -> Grid {
        let mut grid = Grid::new(1..=2);
        for &(row, column, text) in cells {
            grid.push(row, column, |out| out.push_str(text));
        }
        grid
    }

    #[test]
    fn columns_are_counted_from_the_first_and_gaps_are_blank() {
        let grid = grid(&[(5, 1, "a"), (5, 2, "b"), (9, 2, "c"), (9, 7, "far")]);
        let batch = grid.sample(2, 10);
        let cells: Vec<_> = (0..2).map(|i| (batch.row(i), batch.cell(i, 0), batch.cell(i, 1))).collect();
        assert_eq!(cells, [(5, "a", "b"), (9, "", "c")]);
        assert_eq!(grid.outside().iter().collect::<Vec<_>>(), [&7]);
    }

    #[test]
    fn wanted_columns_come_in_their_order_and_blank_rows_are_counted() {
        let grid = grid(&[(2, 1, "a"), (2, 2, "b"), (3, 1, " "), (4, 1, "")]);
        let tally = grid.read(&[1, 0, 1], &|number, batch| {
            assert_eq!((number, batch.cell(0, 0), batch.cell(0, 1), batch.cell(0, 2)), (0, "b", "a", "b"));
        });
        assert_eq!((tally.read, tally.delivered, tally.blank), (2, 1, 1));
    }
}
