//! Bytes of a text file to UTF-8: BOMs, UTF-16, code pages, and files whose encoding changes half
//! way because something was appended.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::appended::{narrow_tail, wide_tail};
use super::bad_lines::BadLines;
use super::record::count_line_ends;
use crate::note::{Matter, Note};

/// A text in UTF-8.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    /// Valid UTF-8: the bytes of the file, BOM included, when that is what they are.
    pub text: Cow<'a, [u8]>,
    /// Name of the encoding, lower case.
    pub encoding: String,
    /// What was noticed.
    pub notes: Vec<Note>,
}

/// Decodes a file. A BOM decides; without one, zero bytes at every second place mean UTF-16; then
/// valid UTF-8 is UTF-8; anything else is `forced` or Windows-1252. An encoding that is no superset
/// of ASCII (UTF-16) is taken when `forced`, because its text can look like valid UTF-8.
pub(super) fn decode<'a>(bytes: &'a [u8], forced: Option<&'static Encoding>) -> Decoded<'a> {
    let (declared, bom) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (Some(encoding), length),
        None => (zero_pattern(bytes).or(forced.filter(|e| !e.is_ascii_compatible())), 0),
    };
    if declared == Some(UTF_8) && std::str::from_utf8(bytes).is_ok() {
        // The BOM stays, so that the text is the bytes of the file and need not be copied.
        return Decoded { text: bytes.into(), encoding: "utf-8".to_owned(), notes: Vec::new() };
    }
    let body = &bytes[bom..];
    match declared {
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => utf16_first(body, encoding),
        Some(encoding) if encoding != UTF_8 => code_page(body, encoding),
        declared => utf8_first(body, declared.is_some(), forced),
    }
}

/// UTF-16 without a BOM shows as zeros in every second byte of ASCII text.
fn zero_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(16) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 4);
    if head.len() < 4 {
        None
    } else if odd > half && even == 0 {
        Some(UTF_16LE)
    } else if even > half && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A file that starts in UTF-8 or a code page; UTF-16LE may have been appended with `>>`.
fn utf8_first<'a>(body: &'a [u8], declared: bool, forced: Option<&'static Encoding>) -> Decoded<'a> {
    if let Some(tail) = wide_tail(body) {
        let mut decoded = narrow(&body[..tail], declared, forced);
        let skip = if body[tail..].starts_with(b"\xFF\xFE") { 2 } else { 0 };
        let mut text = decoded.text.into_owned();
        let line = count_line_ends(&text) + 1;
        append_segments(&body[tail + skip..], UTF_16LE, &mut text, &mut decoded.notes);
        decoded.notes.push(mixed(&decoded.encoding, "utf-16le", line));
        return Decoded { text: text.into(), ..decoded };
    }
    narrow(body, declared, forced)
}

/// A file that starts in UTF-16; 8-bit text may have been appended.
fn utf16_first(body: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let mut text = Vec::with_capacity(body.len() / 2 + 16);
    let mut notes = Vec::new();
    append_segments(body, encoding, &mut text, &mut notes);
    Decoded { text: text.into(), encoding: encoding.name().to_ascii_lowercase(), notes }
}

/// Decodes `body`, which starts in UTF-16, and whatever 8-bit and UTF-16 runs follow one another.
fn append_segments(body: &[u8], encoding: &'static Encoding, text: &mut Vec<u8>, notes: &mut Vec<Note>) {
    let mut rest = body;
    loop {
        let end = narrow_tail(rest, encoding).unwrap_or(rest.len());
        wide(&rest[..end], encoding, text, notes);
        rest = &rest[end..];
        if rest.is_empty() {
            return;
        }
        let line = count_line_ends(text) + 1;
        let end = wide_tail(rest).unwrap_or(rest.len());
        let part = narrow(&rest[..end], false, None);
        notes.push(mixed(&encoding.name().to_ascii_lowercase(), &part.encoding, line));
        text.extend_from_slice(&part.text);
        rest = &rest[end..];
        rest = rest.strip_prefix(b"\xFF\xFE").unwrap_or(rest);
        if rest.is_empty() {
            return;
        }
    }
}

fn mixed(first: &str, then: &str, line: u32) -> Note {
    let mut note = Note::file(
        Matter::Understood,
        format!(
            "the file changes from {first} to {then} at line {line}, as happens after an append; both parts are read"
        ),
    );
    note.line = Some(line);
    note
}

/// Decodes UTF-16; invalid units become U+FFFD and a note per line.
fn wide(bytes: &[u8], encoding: &'static Encoding, text: &mut Vec<u8>, notes: &mut Vec<Note>) {
    let (decoded, had_errors) = encoding.decode_without_bom_handling(bytes);
    if !had_errors {
        text.extend_from_slice(decoded.as_bytes());
        return;
    }
    let little = encoding == UTF_16LE;
    let (units, rest) = bytes.as_chunks::<2>();
    let units = units.iter().map(|&unit| if little { u16::from_le_bytes(unit) } else { u16::from_be_bytes(unit) });
    let mut bad = BadLines::starting_at(text);
    let mut buffer = [0; 4];
    for unit in char::decode_utf16(units) {
        let character = unit.unwrap_or_else(|_| {
            bad.at(text);
            char::REPLACEMENT_CHARACTER
        });
        text.extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
    }
    if !rest.is_empty() {
        bad.at(text);
        text.extend_from_slice("\u{FFFD}".as_bytes());
    }
    notes.extend(bad.into_notes(encoding.name()));
}

/// Decodes 8-bit text: UTF-8, else (undeclared) a code page.
fn narrow<'a>(bytes: &'a [u8], declared: bool, forced: Option<&'static Encoding>) -> Decoded<'a> {
    if std::str::from_utf8(bytes).is_ok() {
        return Decoded { text: bytes.into(), encoding: "utf-8".to_owned(), notes: Vec::new() };
    }
    if declared {
        let mut text = Vec::with_capacity(bytes.len() + 64);
        let mut bad = BadLines::starting_at(&text);
        for chunk in bytes.utf8_chunks() {
            text.extend_from_slice(chunk.valid().as_bytes());
            if !chunk.invalid().is_empty() {
                bad.at(&text);
                text.extend_from_slice("\u{FFFD}".as_bytes());
            }
        }
        return Decoded { text: text.into(), encoding: "utf-8".to_owned(), notes: bad.into_notes("UTF-8") };
    }
    match forced.filter(|&encoding| encoding != UTF_8) {
        Some(encoding) => code_page(bytes, encoding),
        None => windows_1252_by_line(bytes),
    }
}

/// Decodes in Windows-1252 the lines that are not UTF-8: a file may hold both after an append.
fn windows_1252_by_line(bytes: &[u8]) -> Decoded<'static> {
    let mut text = Vec::with_capacity(bytes.len() + bytes.len() / 16);
    let (mut changed, mut kept, mut first) = (0_u32, 0_u32, None);
    for (number, line) in bytes.split_inclusive(|&b| b == b'\n').enumerate() {
        if std::str::from_utf8(line).is_ok() {
            kept += u32::from(!line.is_ascii());
            text.extend_from_slice(line);
        } else {
            changed += 1;
            first.get_or_insert(number as u32 + 1);
            text.extend_from_slice(WINDOWS_1252.decode_without_bom_handling(line).0.as_bytes());
        }
    }
    let also = match kept {
        0 => String::new(),
        kept => format!("; {kept} lines that are UTF-8 are read as such"),
    };
    let mut note = Note::file(
        Matter::CodePage,
        format!(
            "not UTF-8 and without a BOM: {changed} lines are read as Windows-1252{also}; `--encoding` says otherwise"
        ),
    );
    note.line = first;
    note.count = changed.max(1);
    Decoded { text: text.into(), encoding: "windows-1252".to_owned(), notes: vec![note] }
}

/// Decodes all of `bytes` in `encoding`.
fn code_page(bytes: &[u8], encoding: &'static Encoding) -> Decoded<'static> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let loss = if had_errors { ", and some bytes mean nothing in it" } else { "" };
    let note = Note::file(Matter::CodePage, format!("read as {} as asked for{loss}", encoding.name()));
    Decoded {
        text: text.into_owned().into_bytes().into(),
        encoding: encoding.name().to_ascii_lowercase(),
        notes: vec![note],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    fn text(bytes: &[u8]) -> (String, String) {
        let decoded = decode(bytes, None);
        (String::from_utf8(decoded.text.into_owned()).expect("decoded text is UTF-8"), decoded.encoding)
    }

    #[test]
    fn utf_16_is_known_by_its_bom_or_by_its_zeros() {
        for (bom, little) in [(&b"\xFF\xFE"[..], true), (b"", true), (b"\xFE\xFF", false), (b"", false)] {
            let bytes = [bom, &utf16("Name,Alias\r\nMüller,田中\r\n", little)].concat();
            let (text, encoding) = text(&bytes);
            assert_eq!(text, "Name,Alias\r\nMüller,田中\r\n");
            assert_eq!(encoding, if little { "utf-16le" } else { "utf-16be" });
        }
    }

    #[test]
    fn a_code_page_is_a_note_and_no_finding() {
        let decoded = decode(b"Name\nM\xFCller\n", None);
        assert_eq!(decoded.text.as_ref(), "Name\nMüller\n".as_bytes());
        assert_eq!((decoded.notes[0].matter, decoded.notes[0].line), (Matter::CodePage, Some(2)));
        let forced = decode(b"Name\n\xC8esky\n", Some(encoding_rs::WINDOWS_1250));
        assert_eq!(forced.text.as_ref(), "Name\nČesky\n".as_bytes());
    }

    #[test]
    fn utf_8_lines_in_a_code_page_file_stay_utf_8() {
        let bytes = [&b"M\xFCller\n"[..], "Jürgen\n".as_bytes()].concat();
        assert_eq!(text(&bytes).0, "Müller\nJürgen\n");
    }

    #[test]
    fn bytes_that_contradict_a_bom_are_noted_by_line() {
        let decoded = decode(b"\xEF\xBB\xBFa\r\nb\xFF\xFF\r\nc\xFE\r\n", None);
        let lines: Vec<_> = decoded.notes.iter().map(|n| (n.matter, n.line, n.count)).collect();
        assert_eq!(lines, [(Matter::Undecodable, Some(2), 2), (Matter::Undecodable, Some(3), 1)]);
        let lone = [&b"\xFF\xFEa\0\n\0"[..], b"\x00\xD8b\0\n\0c"].concat();
        let decoded = decode(&lone, None);
        assert_eq!(decoded.text.as_ref(), "a\n\u{FFFD}b\n\u{FFFD}".as_bytes());
        assert_eq!(decoded.notes.iter().map(|n| n.line).collect::<Vec<_>>(), [Some(2), Some(3)]);
    }

    #[test]
    fn an_append_in_another_encoding_is_read() {
        let head = "Name,Alias\r\nMüller,m\r\n";
        let tail = "\"Łucja\",l\r\nJosé,jose\r\n";
        for bom in [&b""[..], b"\xFF\xFE"] {
            let bytes = [head.as_bytes(), bom, &utf16(tail, true)].concat();
            assert_eq!(text(&bytes), (format!("{head}{tail}"), "utf-8".to_owned()));
        }
        let bytes = [&b"\xFF\xFE"[..], &utf16(head, true), b"Akers,akers\r\nJo\xE9,j\r\n", &utf16(tail, true)].concat();
        assert_eq!(text(&bytes), (format!("{head}Akers,akers\r\nJoé,j\r\n{tail}"), "utf-16le".to_owned()));
    }

    #[test]
    fn a_stray_zero_byte_is_no_utf_16() {
        assert_eq!(text(b"Name,Alias\nKim\0,k\0\0x\n").1, "utf-8");
    }
}
