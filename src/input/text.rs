//! A text file as a sheet: decoded, its header and records found. The rows are read in `rows.rs`.

use std::borrow::Cow;
use std::path::Path;

use super::dialect::{self, Dialect};
use super::encoding::{self, Decoded};
use super::record;
use super::rows::TextBody;
use super::scan::{self, Chunk, Tail};
use super::zone::{self, Zone};
use super::{Body, Options, Sheet, sniff};
use crate::note::{Matter, Note};

/// A text file that has been looked at; the bytes are joined to it by [`Prepared::into_sheet`].
#[derive(Debug)]
pub(super) struct Prepared {
    /// The text, if it is not the bytes of the file as they are.
    decoded: Option<Vec<u8>>,
    /// Where the text ends.
    end: usize,
    encoding: String,
    notes: Vec<Note>,
    form: Form,
}

/// What a text is.
#[derive(Debug)]
enum Form {
    /// Rows of fields under a header.
    Delimited { dialect: Dialect, chunks: Vec<Chunk>, tail: Option<Tail> },
    /// A zone file.
    Zone(Zone),
}

/// Decodes a text, finds its header and its records. `Err` says why there is no table.
///
/// A zone file that does not say which zone it is may be named for it: that is what `path` is for.
pub(super) fn prepare(bytes: &[u8], path: &Path, options: &Options, chunk: usize) -> Result<Prepared, Note> {
    if bytes.is_empty() {
        return Err(Note::file(Matter::Empty, "is empty (0 bytes): the export found nothing or failed, make it again"));
    }
    if bytes.len() as u64 > options.limits.total.min(u64::from(u32::MAX)) {
        return Err(refused(format!("has {} bytes, which is more than is read; split it", bytes.len())));
    }
    let Decoded { mut text, encoding, mut notes } = encoding::decode(bytes, options.encoding);
    if let Some(why) = sniff::refused_text(&text) {
        return Err(refused(why));
    }
    if let Some((visible, note)) = visible_zeros(&text) {
        text = visible.into();
        notes.push(note);
    }
    let offset = bom_remains(&text);
    let own_bom = if matches!(text, Cow::Borrowed(_)) { "\u{FEFF}".len() } else { 0 };
    if offset > own_bom {
        notes.push(Note::file(Matter::Understood, "a second BOM at the start is left out"));
    }
    let end = text.len() - text.iter().rev().take_while(|&&byte| byte == 0x1A).count();
    let text_to_end = &text[..end];
    let offset = offset.min(end);
    let form = if zone::is_zone(&text_to_end[offset..]) {
        let (zone, mut said) = zone::open(&String::from_utf8_lossy(&text_to_end[offset..]), path);
        notes.append(&mut said);
        Form::Zone(zone)
    } else {
        let mut dialect = dialect::detect(text_to_end, offset, options.delimiter)?;
        let size = scan::Size::of(chunk, dialect.header.len());
        let (chunks, tail) = scan::scan(text_to_end, dialect.body, dialect.delimiter, size);
        if chunks.is_empty() && tail.is_none() {
            notes.push(Note::file(
                Matter::Understood,
                "has a header and no rows: the export found nothing, or it failed",
            ));
        }
        notes.append(&mut dialect.notes);
        Form::Delimited { dialect, chunks, tail }
    };
    let decoded = match text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    };
    Ok(Prepared { decoded, end, encoding, notes, form })
}

impl Prepared {
    /// The sheet of the file whose content is `bytes`.
    pub(super) fn into_sheet(self, bytes: Vec<u8>) -> Sheet {
        let sheet = |header, header_row, delimiter, body| Sheet {
            name: None,
            header,
            header_row,
            encoding: self.encoding,
            delimiter,
            notes: self.notes,
            body,
        };
        match self.form {
            Form::Zone(zone) => sheet(Zone::header(), 0, None, Body::Zone(zone)),
            Form::Delimited { dialect: Dialect { delimiter, header, header_row, .. }, chunks, tail } => {
                let mut text = self.decoded.unwrap_or(bytes);
                text.truncate(self.end);
                let named = header.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |at| at + 1);
                let body = TextBody { text, delimiter, header: header.clone(), named, chunks, tail };
                sheet(header, header_row, Some(char::from(delimiter)), Body::Text(body))
            }
        }
    }
}

fn refused(text: impl Into<String>) -> Note {
    Note::file(Matter::Refused, text)
}

/// NUL bytes as `\0`, which can be seen and compared.
fn visible_zeros(text: &[u8]) -> Option<(Vec<u8>, Note)> {
    let first = memchr::memchr(0, text)?;
    let mut visible = Vec::with_capacity(text.len() + 64);
    let mut count = 0_u32;
    for (at, part) in text.split(|&byte| byte == 0).enumerate() {
        if at > 0 {
            visible.extend_from_slice(b"\\0");
            count += 1;
        }
        visible.extend_from_slice(part);
    }
    let mut note = Note::file(Matter::Understood, r"NUL bytes are kept as `\0`; the file may be damaged");
    note.line = Some(record::count_line_ends(&text[..first]) + 1);
    note.count = count;
    Some((visible, note))
}

/// Length of the BOMs that are left at the start of a decoded text, one of them perhaps read as
/// Windows-1252 by somebody else.
fn bom_remains(text: &[u8]) -> usize {
    let mut rest = text;
    while let Some(after) = ["\u{FEFF}", "ï»¿"].iter().find_map(|bom| rest.strip_prefix(bom.as_bytes())) {
        rest = after;
    }
    text.len() - rest.len()
}
