//! One record of a delimited text: where its fields begin and end, and how many physical lines it
//! spans. The rules are those of the csv crate (a test holds them to it); on top, a record knows of
//! blank lines, of an unterminated quote and of text after a closing quote, which csv keeps to itself.

use memchr::{memchr3, memchr3_iter};

/// A field, as a range of bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    pub start: usize,
    pub end: usize,
    /// The range holds quotes that are not part of the value.
    pub escaped: bool,
}

/// A record without its fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// End of the record, its line end left out.
    pub end: usize,
    /// Where the next record starts.
    pub next: usize,
    /// Physical lines that the record spans, its own line end included.
    pub lines: u32,
    /// Text follows a closing quote: the quote is probably a stray one.
    pub stray: bool,
    /// Offset of a quote that is never closed, and the line ends before it in this record.
    pub open: Option<(usize, u32)>,
}

/// Reads the record that starts at `at`, which must be less than `text.len()`, into `fields`.
pub(super) fn read(text: &[u8], at: usize, delimiter: u8, fields: &mut Vec<Field>) -> Record {
    fields.clear();
    let mut record = Record::default();
    let mut start = at;
    loop {
        let end = if text.get(start) == Some(&b'"') {
            quoted(text, start, delimiter, fields, &mut record)
        } else {
            let end = find(text, start, delimiter);
            fields.push(Field { start, end, escaped: false });
            end
        };
        if text.get(end) != Some(&delimiter) {
            return finish(text, end, record);
        }
        start = end + 1;
    }
}

/// Finds the end of the record that starts at `at`, as [`read`] does, but not stray quotes.
pub(super) fn skip(text: &[u8], at: usize, delimiter: u8) -> Record {
    let mut record = Record::default();
    let mut from = at;
    loop {
        let Some(found) = memchr3(b'"', b'\n', b'\r', &text[from..]) else {
            return finish(text, text.len(), record);
        };
        let found = from + found;
        if text[found] != b'"' {
            return finish(text, found, record);
        }
        from = found + 1;
        if found == at || text[found - 1] == delimiter {
            match closing(text, found, &mut record).0 {
                Some(close) => from = close + 1,
                None => return finish(text, text.len(), record),
            }
        }
    }
}

/// Appends the value of `field` to `out`, quotes taken off.
pub(super) fn push_value(text: &[u8], field: Field, out: &mut Vec<u8>) {
    let raw = &text[field.start..field.end];
    if !field.escaped {
        out.extend_from_slice(raw);
        return;
    }
    // The range starts with the opening quote; within quotes a doubled quote is one, after the
    // closing quote everything is text.
    let mut inside = false;
    let mut closed = false;
    let mut bytes = raw.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'"' || closed {
            out.push(byte);
        } else if !inside {
            inside = true;
        } else if bytes.peek() == Some(&b'"') {
            bytes.next();
            out.push(b'"');
        } else {
            closed = true;
        }
    }
}

/// The value of `field` as text, for headers and messages.
pub(super) fn value(text: &[u8], field: Field) -> String {
    let mut out = Vec::with_capacity(field.end - field.start);
    push_value(text, field, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// Whether `field` holds nothing but white space (and quotes around it).
pub(super) fn is_blank(text: &[u8], field: Field) -> bool {
    let raw = &text[field.start..field.end];
    match raw.first() {
        None => true,
        Some(first) if first.is_ascii_graphic() && !field.escaped => false,
        Some(_) => value(text, field).trim().is_empty(),
    }
}

/// Line ends in `bytes`: LF, CRLF and lone CR count one each.
pub(super) fn count_line_ends(bytes: &[u8]) -> u32 {
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count() as u32
}

/// The offset after the line end at `end`, or `end` at the end of the text.
pub(super) fn after_line_end(text: &[u8], end: usize) -> usize {
    match text.get(end) {
        Some(b'\r') if text.get(end + 1) == Some(&b'\n') => end + 2,
        Some(_) => end + 1,
        None => end,
    }
}

fn finish(text: &[u8], end: usize, record: Record) -> Record {
    Record { end, next: after_line_end(text, end), lines: record.lines + 1, ..record }
}

/// The next delimiter or line end.
fn find(text: &[u8], from: usize, delimiter: u8) -> usize {
    memchr3(delimiter, b'\n', b'\r', &text[from..]).map_or(text.len(), |at| from + at)
}

/// Reads a quoted field that opens at `open`; gives its end in the text.
fn quoted(text: &[u8], open: usize, delimiter: u8, fields: &mut Vec<Field>, record: &mut Record) -> usize {
    let (close, escaped) = closing(text, open, record);
    let Some(close) = close else {
        fields.push(Field { start: open, end: text.len(), escaped: true });
        return text.len();
    };
    let end = close + 1;
    match text.get(end) {
        Some(&next) if next != delimiter && next != b'\n' && next != b'\r' => {
            let after = end;
            let end = find(text, end, delimiter);
            record.stray |= !text[after..end].trim_ascii().is_empty();
            fields.push(Field { start: open, end, escaped: true });
            end
        }
        _ if escaped => {
            fields.push(Field { start: open, end, escaped: true });
            end
        }
        _ => {
            fields.push(Field { start: open + 1, end: close, escaped: false });
            end
        }
    }
}

/// The quote that closes the one at `open`, and whether doubled quotes stand between them; counts
/// the line ends on the way.
fn closing(text: &[u8], open: usize, record: &mut Record) -> (Option<usize>, bool) {
    let lines_before = record.lines;
    let mut escaped = false;
    let mut doubled = None;
    for at in memchr3_iter(b'"', b'\n', b'\r', &text[open + 1..]) {
        let at = open + 1 + at;
        match text[at] {
            b'"' if doubled == Some(at) => {}
            b'"' if text.get(at + 1) == Some(&b'"') => {
                escaped = true;
                doubled = Some(at + 1);
            }
            b'"' => return (Some(at), escaped),
            b'\r' if text.get(at + 1) == Some(&b'\n') => {}
            _ => record.lines += 1,
        }
    }
    record.open = Some((open, lines_before));
    (None, escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &[u8], delimiter: u8) -> Vec<Vec<String>> {
        let mut fields = Vec::new();
        let (mut at, mut all) = (0, Vec::new());
        while at < text.len() {
            let record = read(text, at, delimiter, &mut fields);
            if record.end > at {
                all.push(fields.iter().map(|&field| value(text, field)).collect());
            }
            at = record.next;
        }
        all
    }

    #[test]
    fn quotes_open_only_at_the_start_of_a_field() {
        assert_eq!(records(br#"a"b,"c ""d"" e","f"g"#, b','), [["a\"b", "c \"d\" e", "fg"]]);
    }

    #[test]
    fn every_line_end_counts_once() {
        for text in ["a,\"b\nc\"\nd", "a,\"b\r\nc\"\r\nd", "a,\"b\rc\"\rd"] {
            let mut fields = Vec::new();
            let record = read(text.as_bytes(), 0, b',', &mut fields);
            assert_eq!((record.lines, record.next), (2, text.len() - 1), "{text:?}");
        }
    }

    #[test]
    fn an_unterminated_quote_says_where_it_opened() {
        let record = skip(b"a,\"b\nc\",\"d\ne", 0, b',');
        assert_eq!(record.open, Some((8, 1)));
    }

    proptest! {
        #[test]
        fn fields_are_those_of_the_csv_crate(text in "[ab,\"\n\r]{0,24}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|record| record.expect("text is UTF-8").iter().map(str::to_owned).collect())
                .collect();
            prop_assert_eq!(records(text.as_bytes(), b','), expected);
        }

        #[test]
        fn skipping_ends_where_reading_ends(text in "[ab;\"\n\r]{1,24}") {
            let bytes = text.as_bytes();
            let (mut at, mut fields) = (0, Vec::new());
            while at < bytes.len() {
                let record = read(bytes, at, b';', &mut fields);
                prop_assert_eq!(Record { stray: false, ..record }, skip(bytes, at, b';'));
                at = record.next;
            }
        }
    }
}
