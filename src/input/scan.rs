//! Finds the records of a text once, in order, and cuts it at record ends into chunks that can be
//! parsed in parallel.

use super::record;

/// Bytes after which a chunk is cut.
pub(super) const CHUNK_BYTES: usize = 2 << 20;

/// Cells after which a chunk is cut, so that a very wide header cannot ask for much memory.
const CHUNK_CELLS: usize = 1 << 22;

/// Records after which a chunk is cut.
const CHUNK_RECORDS: usize = 1 << 16;

/// When a chunk is cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    bytes: usize,
    records: u32,
}

impl Size {
    /// About `bytes` of text, fewer when the header is `columns` wide and rows are short.
    pub(super) fn of(bytes: usize, columns: usize) -> Self {
        Self { bytes, records: records_per_batch(columns) }
    }
}

/// Records of `columns` cells that make a batch.
pub(super) fn records_per_batch(columns: usize) -> u32 {
    (CHUNK_CELLS / columns.max(1)).clamp(1, CHUNK_RECORDS) as u32
}

/// A place in the text, with its row and line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Offset in bytes.
    pub offset: usize,
    /// Row as a spreadsheet shows it, starting at 1.
    pub row: u32,
    /// Physical line, starting at 1.
    pub line: u32,
}

/// Whole records that follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Start of the first record.
    pub start: Place,
    /// End of the last record, line end included.
    pub end: usize,
}

/// The rest of a text from the record in which a quote opens that is never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tail {
    /// Start of the record.
    pub start: Place,
    /// Line of the quote.
    pub quote_line: u32,
}

/// Cuts the text from `start` on into chunks of about `size`.
pub(super) fn scan(text: &[u8], start: Place, delimiter: u8, size: Size) -> (Vec<Chunk>, Option<Tail>) {
    let mut chunks = Vec::new();
    let mut first = start;
    let mut here = start;
    while here.offset < text.len() {
        let record = record::skip(text, here.offset, delimiter);
        if let Some((_, lines)) = record.open {
            push(&mut chunks, first, here.offset);
            return (chunks, Some(Tail { start: here, quote_line: here.line + lines }));
        }
        here = Place { offset: record.next, row: here.row + 1, line: here.line + record.lines };
        if here.offset - first.offset >= size.bytes || here.row - first.row >= size.records {
            push(&mut chunks, first, here.offset);
            first = here;
        }
    }
    push(&mut chunks, first, here.offset);
    (chunks, None)
}

fn push(chunks: &mut Vec<Chunk>, start: Place, end: usize) {
    if end > start.offset {
        chunks.push(Chunk { start, end });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Place = Place { offset: 0, row: 1, line: 1 };

    #[test]
    fn chunks_end_at_record_ends_and_know_their_row_and_line() {
        let text = b"a\n\"b\nc\"\r\n\rd\n";
        let (chunks, tail) = scan(text, START, b',', Size::of(1, 1));
        let places: Vec<_> = chunks.iter().map(|c| (c.start.offset, c.start.row, c.start.line)).collect();
        assert_eq!(places, [(0, 1, 1), (2, 2, 2), (9, 3, 4), (10, 4, 5)]);
        assert_eq!((chunks[3].end, tail), (text.len(), None));
    }

    #[test]
    fn an_unterminated_quote_ends_the_chunks_before_its_record() {
        let (chunks, tail) = scan(b"a\r\nb,\"c\r\nd\r\n", START, b',', Size::of(100, 1));
        assert_eq!(chunks, [Chunk { start: START, end: 3 }]);
        assert_eq!(tail, Some(Tail { start: Place { offset: 3, row: 2, line: 2 }, quote_line: 2 }));
    }
}
