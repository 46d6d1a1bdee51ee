//! Looks into the archive of a workbook before a workbook reader does. That reader takes the counts
//! in the file at their word and asks for the memory they claim, which ends the program and cannot be
//! caught; so parts are inflated here first, counted, and refused when they are not what they say.

use std::collections::HashSet;
use std::io::{Cursor, Read};

use memchr::{memchr, memmem};
use zip::ZipArchive;

/// Bounds of what is read of one file.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Bytes of one part of a workbook after inflating.
    pub part: u64,
    /// Bytes of all parts of a workbook, or of a text file.
    pub total: u64,
    /// How many times larger than the file its parts may be, above 100 MB.
    pub ratio: u64,
    /// Number of parts in a workbook.
    pub parts: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { part: 2 << 30, total: 4 << 30, ratio: 200, parts: 10_000 }
    }
}

/// Below this size the ratio says nothing: small parts compress well.
const RATIO_FROM: u64 = 100_000_000;

/// Bytes without a tag in an XML part; a cell holds at most 32,767 characters.
const LONGEST_TEXT: u64 = 16 << 20;

/// Bytes at the start of a part in which its root element must be.
const HEAD: usize = 1 << 16;

/// The least that a shared string takes: `<si><t/>` and a byte more.
const SHARED_STRING: u64 = 9;

/// Checks that `bytes` is a workbook that can be read safely; `Err` says what it is instead, or which
/// part is not sound, and what to do.
pub(super) fn inspect(bytes: &[u8], limits: &Limits) -> Result<(), String> {
    let damaged = |error| format!("is damaged or cut short ({error}); copy or export it again");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits.parts {
        return Err(format!("has {} parts, more than the {} that are read", archive.len(), limits.parts));
    }
    let mut names = HashSet::new();
    let mut twice = archive.has_duplicate_names().then(|| "a part".to_owned());
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).map(|name| name.map(|name| name.replace('\\', "/").to_lowercase()));
        let name = name.transpose().map_err(damaged)?.unwrap_or_default();
        if !names.insert(name.clone()) {
            twice = Some(format!("`{name}`"));
        }
    }
    if let Some(part) = twice {
        return Err(format!("holds {part} twice, which no spreadsheet program does; save it again in Excel"));
    }
    kind(&names)?;
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.into_owned();
        total += Part::new(&name, limits).inspect(part, total, bytes.len() as u64)?;
    }
    Ok(())
}

/// What an archive with these parts is.
fn kind(names: &HashSet<String>) -> Result<(), String> {
    let holds = |end: &str| names.iter().any(|name| name.ends_with(end));
    let why = if holds("workbook.xml") {
        return Ok(());
    } else if holds("workbook.bin") {
        "is a binary workbook (.xlsb); open it in Excel and save it as `.xlsx`"
    } else if holds("word/document.xml") {
        "is a Word document, not a table; export the data as CSV"
    } else if names.contains("mimetype") && names.contains("content.xml") {
        "is an OpenDocument file; save it as `.xlsx`"
    } else {
        "is a ZIP archive and no workbook; unpack it and give the files inside"
    };
    Err(why.to_owned())
}

/// One part while it is inflated.
struct Part<'a> {
    name: &'a str,
    limits: &'a Limits,
    xml: bool,
    shared_strings: bool,
}

impl<'a> Part<'a> {
    fn new(name: &'a str, limits: &'a Limits) -> Self {
        let lower = name.to_ascii_lowercase();
        let xml = [".xml", ".rels", ".vml"].iter().any(|end| lower.ends_with(end));
        Self { name, limits, xml, shared_strings: lower.ends_with("sharedstrings.xml") }
    }

    /// Inflates the part and gives its size; `before` is the size of those before it.
    fn inspect(&self, mut part: impl Read, before: u64, file: u64) -> Result<u64, String> {
        let name = self.name;
        let mut buffer = vec![0; 1 << 17];
        let mut kept = 0;
        let (mut size, mut without_tag) = (0_u64, 0_u64);
        let mut head = Vec::new();
        loop {
            let read = part.read(&mut buffer[kept..]);
            let read = read.map_err(|error| format!("is damaged in `{name}` ({error}); copy or export it again"))?;
            if read == 0 {
                break;
            }
            size += read as u64;
            self.within_limits(size, before, file)?;
            let filled = kept + read;
            if self.xml {
                let new = &buffer[kept..filled];
                head.extend_from_slice(&new[..new.len().min(HEAD.saturating_sub(head.len()))]);
                without_tag = if memchr(b'<', new).is_some() { 0 } else { without_tag + read as u64 };
                if without_tag > LONGEST_TEXT {
                    return Err(format!(
                        "has more than {LONGEST_TEXT} bytes without a cell in `{name}`; save it again in Excel"
                    ));
                }
                if memmem::find(&buffer[..filled], b"<!DOCTYPE").is_some() {
                    return Err(format!(
                        "has a document type declaration in `{name}`, which no spreadsheet program writes and which can ask for any file or amount of memory; save it again in Excel"
                    ));
                }
                // A word may be cut by the end of the buffer.
                kept = filled.min(b"<!DOCTYPE".len() - 1);
                buffer.copy_within(filled - kept..filled, 0);
            }
        }
        if self.xml && head.iter().take(4).any(|&byte| byte == 0 || byte >= 0xFE) {
            return Err(format!("has `{name}` in an encoding other than UTF-8; save it again in Excel"));
        }
        if self.shared_strings {
            self.shared_string_count(&head, size)?;
        }
        Ok(size)
    }

    fn within_limits(&self, size: u64, before: u64, file: u64) -> Result<(), String> {
        let (limits, name) = (self.limits, self.name);
        let total = before + size;
        if size > limits.part || total > limits.total {
            Err(format!(
                "inflates to more than {} bytes in `{name}`; save the exports as separate files",
                size.min(limits.part)
            ))
        } else if total > RATIO_FROM && total / limits.ratio > file {
            Err(format!(
                "has {file} bytes but inflates to more than {total} in `{name}`, as only a ZIP bomb does; export it again"
            ))
        } else {
            Ok(())
        }
    }

    /// The reader reserves memory for `uniqueCount` strings, whether they are there or not.
    fn shared_string_count(&self, head: &[u8], size: u64) -> Result<(), String> {
        let name = self.name;
        if size > HEAD as u64 && memmem::find(head, b"<!--").is_some() {
            return Err(format!(
                "has a comment in `{name}`, which no spreadsheet program writes; save it again in Excel"
            ));
        }
        let claims = memmem::find_iter(head, b"uniqueCount").filter_map(|at| {
            let after = head[at + b"uniqueCount".len()..].trim_ascii_start().strip_prefix(b"=")?;
            let digits = after.trim_ascii_start().get(1..)?;
            let digits: String = digits.iter().take_while(|b| b.is_ascii_digit()).map(|&b| char::from(b)).collect();
            (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
        });
        match claims.max() {
            Some(claimed) if claimed > size / SHARED_STRING + 1 => Err(format!(
                "is not sound: `{name}` claims {claimed} texts but has {size} bytes; save it again in Excel"
            )),
            _ => Ok(()),
        }
    }
}
