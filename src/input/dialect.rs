//! Finds out how a text is delimited and where its header is. Known header names decide, then the
//! shape of the first rows; delimiters inside the data are never counted.

use super::excerpt::excerpt;
use super::headers;
use super::record::{self, Field};
use super::scan::Place;
use crate::note::{Matter, Note};

/// Delimiters in use, in the order in which ties are broken.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Rows that are looked at for a header.
pub(super) const HEAD_ROWS: usize = 20;

/// What the first lines of a text say.
#[derive(Debug)]
pub(super) struct Dialect {
    pub delimiter: u8,
    /// Header cells as they stand in the file.
    pub header: Vec<String>,
    /// Row of the header.
    pub header_row: u32,
    /// Start of the first row below the header.
    pub body: Place,
    pub notes: Vec<Note>,
}

/// One of the first rows, read with one delimiter.
struct Row {
    cells: Vec<String>,
    /// Its number as a spreadsheet shows it.
    number: u32,
    /// Start of the next row.
    next: Place,
}

/// Finds delimiter and header of `text` from `offset` on; `Err` says why the text holds no table.
pub(super) fn detect(text: &[u8], offset: usize, forced: Option<u8>) -> Result<Dialect, Note> {
    let mut notes = Vec::new();
    let mut start = Place { offset, row: 1, line: 1 };
    let declared = preamble(text, &mut start, &mut notes);
    let wanted = forced.or(declared);
    let delimiters = wanted.as_ref().map_or(&DELIMITERS[..], std::slice::from_ref);

    let candidates: Vec<(u8, Vec<Row>)> =
        delimiters.iter().map(|&delimiter| (delimiter, first_rows(text, start, delimiter))).collect();
    let by_name = candidates.iter().filter_map(|(delimiter, rows)| {
        let (at, known) = headers::find(rows.iter().map(|row| row.cells.as_slice()))?;
        Some(((known, rows[at].cells.len()), *delimiter, rows, at))
    });
    // `max_by_key` takes the last of equals, the list of delimiters has the likeliest first.
    let best = by_name.rev().max_by_key(|(score, ..)| *score);
    let (delimiter, rows, at) = match best {
        Some((_, delimiter, rows, at)) => (delimiter, rows, at),
        None => by_shape(&candidates),
    };
    let Some(header) = rows.get(at) else {
        return Err(Note::file(
            Matter::Empty,
            "has no header and no rows; the export found nothing or was cut off, make it again",
        ));
    };
    refuse_lost_exports(&header.cells, rows.get(at + 1))?;
    if at > 0 {
        let text =
            format!("{at} title lines above the header are skipped, the first is `{}`", excerpt(&rows[0].cells[0]));
        notes.push(Note::file(Matter::Understood, text).at(rows[0].number, None));
    }
    if best_is_data(&header.cells) {
        let text = format!(
            "the first row looks like data, not like a header: `{}`; give the file a header row",
            excerpt(&header.cells.join(" "))
        );
        notes.push(Note::file(Matter::Header, text).at(header.number, None));
    }
    Ok(Dialect { delimiter, header: header.cells.clone(), header_row: header.number, body: header.next, notes })
}

/// Skips `#TYPE` and `sep=` lines; gives the delimiter that the latter declares.
fn preamble(text: &[u8], start: &mut Place, notes: &mut Vec<Note>) -> Option<u8> {
    let mut declared = None;
    loop {
        let line = line_at(text, start.offset);
        let content = line.strip_prefix(b"\"").unwrap_or(line);
        if content.len() >= 4 && content[..4].eq_ignore_ascii_case(b"sep=") {
            declared = content.get(4).copied().filter(u8::is_ascii).or(declared);
        } else if is_type_line(line) {
            let name = String::from_utf8_lossy(&content[b"#TYPE".len()..]);
            let name = name.trim_matches(|c: char| c.is_whitespace() || ",;|\"".contains(c));
            notes.push(Note::file(Matter::Understood, format!("the rows were objects of type `{}`", excerpt(name))));
        } else {
            return declared;
        }
        let end = start.offset + line.len();
        *start = Place { offset: record::after_line_end(text, end), row: start.row + 1, line: start.line + 1 };
    }
}

/// Whether a line is the `#TYPE` line of Windows PowerShell.
pub(super) fn is_type_line(line: &[u8]) -> bool {
    line.strip_prefix(b"\"").unwrap_or(line).starts_with(b"#TYPE ")
}

fn line_at(text: &[u8], offset: usize) -> &[u8] {
    let rest = &text[offset..];
    &rest[..memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())]
}

/// The first rows that are not blank.
fn first_rows(text: &[u8], start: Place, delimiter: u8) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut here = start;
    let mut fields: Vec<Field> = Vec::new();
    while here.offset < text.len() && rows.len() < HEAD_ROWS {
        let mut found = record::read(text, here.offset, delimiter, &mut fields);
        if found.open.is_some() {
            // A quote that is never closed swallows the file: only its own line can be a header.
            let end = here.offset + line_at(text, here.offset).len();
            found = record::read(&text[..end], here.offset.min(end), delimiter, &mut fields);
            found.next = record::after_line_end(text, end);
            found.lines = 1;
        }
        let next = Place { offset: found.next, row: here.row + 1, line: here.line + found.lines };
        if !fields.iter().all(|&field| record::is_blank(text, field)) {
            let cells = fields.iter().map(|&field| record::value(text, field)).collect();
            rows.push(Row { cells, number: here.row, next });
        }
        here = next;
    }
    rows
}

/// No known header: the delimiter under which most of the first rows are equally wide, and the first
/// row of that width.
fn by_shape(candidates: &[(u8, Vec<Row>)]) -> (u8, &Vec<Row>, usize) {
    let shape = |rows: &[Row]| {
        let widths: Vec<usize> = rows.iter().map(|row| row.cells.len()).collect();
        let agreeing = |width: usize| widths.iter().filter(|&&other| other == width).count();
        widths
            .iter()
            .enumerate()
            .filter(|&(_, &width)| width > 1 && agreeing(width) * 2 > widths.len())
            .map(|(at, &width)| (agreeing(width), width, at))
            .next()
    };
    candidates
        .iter()
        .rev()
        .filter_map(|(delimiter, rows)| shape(rows).map(|(count, width, at)| ((count, width), *delimiter, rows, at)))
        .max_by_key(|(score, ..)| *score)
        .map_or_else(|| (candidates[0].0, &candidates[0].1, 0), |(_, delimiter, rows, at)| (delimiter, rows, at))
}

/// Exports that hold no data because of how they were made.
fn refuse_lost_exports(header: &[String], below: Option<&Row>) -> Result<(), Note> {
    let first = header.first().map_or("", |cell| cell.trim());
    if first.trim_start_matches('\u{FEFF}').starts_with("ClassId2e4f51ef21dd47e99d3c952918aff9cd") {
        return Err(Note::file(
            Matter::Refused,
            "holds the layout of `Format-Table` and no data; export with `Select-Object ... | Export-Csv`, without `Format-Table`",
        ));
    }
    let named: Vec<&str> = header.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    if named.len() == 1 && named[0].trim_start_matches('\u{FEFF}').eq_ignore_ascii_case("Length") {
        return Err(Note::file(
            Matter::Refused,
            "holds only the lengths of texts: `Select-Object -ExpandProperty` was piped to `Export-Csv`; export without `-ExpandProperty`",
        ));
    }
    let ruled = below.is_some_and(|row| {
        let text = row.cells.concat();
        text.contains("---") && text.chars().all(|c| c == '-' || c == ' ')
    });
    if ruled {
        return Err(Note::file(
            Matter::Refused,
            "is screen output (`Format-Table`), in which values are cut; export with `Export-Csv`",
        ));
    }
    if is_property(header) && below.is_some_and(|row| is_property(&row.cells)) {
        return Err(Note::file(
            Matter::Refused,
            "is screen output (`Format-List`), not a table; export with `Export-Csv`",
        ));
    }
    Ok(())
}

/// Whether a row is a line of `Format-List`: one name, blanks, a colon.
fn is_property(cells: &[String]) -> bool {
    let name = cells.first().and_then(|cell| cell.split_once(" :")).map_or("", |(name, _)| name.trim());
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a supposed header holds an address, which no header does.
fn best_is_data(header: &[String]) -> bool {
    header.iter().any(|cell| headers::looks_like_data(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Dialect {
        detect(text.as_bytes(), 0, None).expect("a table")
    }

    #[test]
    fn the_header_decides_the_delimiter_and_not_the_data() {
        let dialect = of("DisplayName;EmailAddresses\n\"Kim\";\"a@x.com,b@x.com,c@x.com\"\n");
        assert_eq!((dialect.delimiter, dialect.header.len()), (b';', 2));
        assert_eq!(of("Name\tAlias\n").delimiter, b'\t');
        assert_eq!(of("Name|Alias\n").delimiter, b'|');
        assert_eq!(of("EmailAddresses\na@x.com;b@x.com\n").delimiter, b',');
    }

    #[test]
    fn lines_above_the_header_count_as_rows() {
        let dialect = of("sep=;\r\n#TYPE Selected.Mailbox;;\r\nMailboxes of Contoso\r\n\r\nName;Alias\r\na;b\r\n");
        assert_eq!((dialect.header_row, dialect.body.row, dialect.body.line), (5, 6, 6));
        assert_eq!(dialect.header, ["Name", "Alias"]);
        let texts: Vec<_> = dialect.notes.iter().map(|note| note.text.as_str()).collect();
        assert!(texts[0].contains("`Selected.Mailbox`") && texts[1].contains("`Mailboxes of Contoso`"), "{texts:?}");
    }

    #[test]
    fn unknown_headers_are_found_by_shape() {
        let dialect = of("Xyzzy\nPlugh;Quux\nKim, A;Berlin\nBo;Rom\n");
        assert_eq!((dialect.delimiter, dialect.header_row), (b';', 2));
    }

    #[test]
    fn a_data_row_with_a_known_word_is_no_header() {
        let dialect = of("Xyzzy;Plugh;Quux\nKim;User;kim@x.com\nBo;User;bo@x.com\n");
        assert_eq!(dialect.header_row, 1);
    }

    #[test]
    fn exports_without_data_are_refused_in_words() {
        let refused = |text: &str| detect(text.as_bytes(), 0, None).expect_err("refused").text;
        assert!(refused("ClassId2e4f51ef21dd47e99d3c952918aff9cd,pageHeaderEntry\na,b\n").contains("Format-Table"));
        assert!(refused("#TYPE System.String\n\"Length\"\n\"12\"\n").contains("ExpandProperty"));
        assert!(refused("Name   Alias\n----   -----\nKim    kim\n").contains("screen output"));
        assert!(refused("\r\nName  : Kim\r\nAlias : kim, k\r\n\r\n").contains("Format-List"));
        assert!(refused("\r\n\r\n").contains("no header"));
    }

    #[test]
    fn a_file_without_header_says_so() {
        assert!(of("kim@x.com,Kim\nbo@x.com,Bo\n").notes[0].text.contains("looks like data"));
    }

    #[test]
    fn an_unterminated_quote_in_the_header_costs_its_line_only() {
        let dialect = of("Name,\"Alias\na,b\n");
        assert_eq!((dialect.header, dialect.body.offset), (vec!["Name".to_owned(), "Alias".to_owned()], 12));
    }
}
