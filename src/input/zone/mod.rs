//! Zone files, as name servers and DNS hosts export them: told by their content, read into a table of records whose
//! rows are the lines of the file.

mod entry;
mod scanner;
#[cfg(test)]
mod tests;

use std::path::Path;

use self::scanner::{Read, Scanner};
use super::excerpt::excerpt;
use super::grid::Grid;
use super::{Batch, Tally};
use crate::kinds;
use crate::note::{Matter, Note};
use crate::values::text::fold_header;
use crate::values::{dns, domain};

/// Columns of the table; headers that the kind `dns-records` knows.
const HEADER: [&str; 5] = ["Zone", "Name", "TTL", "Type", "Data"];

/// Lines with content that are looked at to tell a zone file from other texts.
const LOOKED_AT: usize = 40;

/// Bytes that are looked at for them.
const HEAD: usize = 1 << 14;

/// The records of a zone file and the entries that could not be read.
#[derive(Debug)]
pub(super) struct Zone {
    rows: Grid,
    rejected: Vec<Note>,
}

impl Zone {
    /// Names of the columns.
    pub(super) fn header() -> Vec<String> {
        HEADER.map(str::to_owned).to_vec()
    }

    /// The records.
    pub(super) const fn rows(&self) -> &Grid {
        &self.rows
    }

    /// The first `rows` rows.
    pub(super) fn sample(&self, rows: usize) -> Batch {
        self.rows.sample(HEADER.len(), rows)
    }

    /// Reads all rows; see [`super::Sheet::read`].
    pub(super) fn read(&self, wanted: &[usize], sink: &(dyn Fn(usize, Batch) + Sync)) -> Tally {
        let mut tally = self.rows.read(wanted, sink);
        tally.read += self.rejected.len() as u64;
        tally.rejected.extend(self.rejected.iter().cloned());
        tally
    }
}

/// Whether a text is a zone file: its first lines are directives, comments and records. A table has a header
/// instead, and never the class or a TTL in front of a type.
pub(super) fn is_zone(text: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&text[..text.len().min(HEAD)]);
    let lines: Vec<&str> = entry::lines(&head).into_iter().filter(|line| !line.trim().is_empty()).collect();
    let (comments, content): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.trim_start().starts_with(';'));
    let Some(first) = content.first() else {
        // Nothing but comments, in words: a zone without records.
        let is_comment = |line: &&str| {
            let words = line.trim_start_matches([';', ' ', '\t']);
            !words.is_empty() && !words.contains(';')
        };
        return comments.iter().any(is_comment);
    };
    let marks: Vec<Mark> = content.iter().take(LOOKED_AT).map(|line| mark(line)).collect();
    if marks[0] == Mark::Sure {
        return true;
    }
    let cells = first.split(['\t', ',', ';', '|']);
    let known = cells.filter(|cell| kinds::is_known_header(&fold_header(cell))).count();
    let count = |wanted: &Mark| marks.iter().filter(|mark| *mark == wanted).count();
    known < 2 && count(&Mark::Sure) > count(&Mark::No)
}

/// What a line says about the file that it stands in.
#[derive(Debug, PartialEq, Eq)]
enum Mark {
    /// Only zone files have such lines.
    Sure,
    /// It may continue an entry in parentheses.
    Maybe,
    /// It is no line of a zone file.
    No,
}

fn mark(line: &str) -> Mark {
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or_default();
    let is_indented = line.starts_with([' ', '\t']);
    if first.starts_with('$') {
        let directives = ["$ORIGIN", "$TTL", "$INCLUDE", "$GENERATE"];
        return if directives.iter().any(|own| first.eq_ignore_ascii_case(own)) { Mark::Sure } else { Mark::No };
    }
    let mut before_type = 0;
    for word in is_indented.then_some(first).into_iter().chain(words).take(4) {
        let is_class = word.eq_ignore_ascii_case("IN");
        if is_class
            || word.starts_with("[Aging")
            || word.starts_with(|c: char| c.is_ascii_digit()) && (word == "1" || dns::ttl(word).is_some())
        {
            before_type += 1;
        } else if dns::record_type(word).is_some_and(|kind| kind.eq_ignore_ascii_case(word)) {
            return if before_type > 0 || word.eq_ignore_ascii_case("SOA") { Mark::Sure } else { Mark::Maybe };
        } else {
            break;
        }
    }
    if is_indented || first.starts_with(')') || first.starts_with('"') { Mark::Maybe } else { Mark::No }
}

/// Reads a zone file; `path` may name the zone where the file does not.
pub(super) fn open(text: &str, path: &Path) -> (Zone, Vec<Note>) {
    let lines = entry::lines(text);
    let mut notes = Vec::new();
    let says_origin =
        lines.iter().any(|line| line.trim_start().get(..7).is_some_and(|word| word.eq_ignore_ascii_case("$ORIGIN")));
    let origin = if says_origin { None } else { origin(&lines, path) };
    if let Some((origin, source)) = &origin {
        let text =
            format!("a zone file without `$ORIGIN`: names are taken as relative to `{origin}`, as {source} says");
        notes.push(Note::file(Matter::Understood, text));
    }
    let mut scanner = Scanner::new(origin.map(|(origin, _)| format!("{origin}.")));
    let mut zone = Zone { rows: Grid::new(0..=HEADER.len() as u16 - 1), rejected: Vec::new() };
    let mut at = 0;
    while at < lines.len() {
        at += take(&lines, at, &mut scanner, &mut zone);
    }
    if scanner.dotless() > 0 {
        let text = "names that end with the zone and no dot are taken as whole names";
        notes.push(Note { count: scanner.dotless(), ..Note::file(Matter::Understood, text) });
    }
    if zone.rows.len() == 0 {
        notes.push(Note::file(Matter::Understood, "a zone file without records that can be used"));
    }
    (zone, notes)
}

/// Reads the entry at a line; gives the lines that it takes.
fn take(lines: &[&str], at: usize, scanner: &mut Scanner, zone: &mut Zone) -> usize {
    let entry = entry::entry(&lines[at..]);
    let line = at as u32 + 1;
    match scanner.read(&entry) {
        Read::Nothing => entry.lines,
        Read::Row(row) => {
            let in_zone = |zone: &&str| {
                let name = row.name.trim_end_matches('.').to_lowercase();
                name.strip_suffix(&zone.to_lowercase()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            };
            let name = scanner.zone().filter(in_zone).unwrap_or_default();
            for (column, cell) in [name, &row.name, &row.ttl, &row.kind, &row.data].into_iter().enumerate() {
                zone.rows.push(line, column as u16, |out| out.push_str(cell));
            }
            entry.lines
        }
        Read::Fault(why) => {
            let text = format!("{why}: `{}`", excerpt(lines[at].trim()));
            zone.rejected.push(Note::file(Matter::Unreadable, text).at(line, Some(line)));
            // An entry in parentheses may have swallowed others: they are read on their own.
            let swallowed = lines[at + 1..at + entry.lines].iter().any(|line| entry::begins_entry(line));
            if swallowed { 1 } else { entry.lines }
        }
    }
}

/// The domain that a file without `$ORIGIN` is about, and what says so: a comment at its head, or its name.
fn origin(lines: &[&str], path: &Path) -> Option<(String, &'static str)> {
    let host = |word: &str| domain::domain(word.trim_matches([';', ',', '"', '\''])).filter(|name| name.contains('.'));
    let comments = lines.iter().take(LOOKED_AT).filter_map(|line| line.trim_start().strip_prefix(';'));
    for comment in comments {
        let words: Vec<&str> = comment.split_whitespace().collect();
        let lower = comment.to_lowercase();
        // `; Database file contoso.com.dns for contoso.com zone.`, `;; Domain:     contoso.com.`, `; Zone: contoso.com`
        let named = if lower.contains("database file") {
            words.iter().position(|word| word.eq_ignore_ascii_case("for")).and_then(|at| words.get(at + 1))
        } else if words.iter().any(|word| {
            ["domain:", "zone:", "domain", "zone"].contains(&word.trim_matches(';').to_lowercase().as_str())
        }) {
            words.iter().find(|word| host(word).is_some())
        } else {
            None
        };
        if let Some(name) = named.and_then(|word| host(word)) {
            return Some((name, "a comment in it"));
        }
    }
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let name = name.strip_prefix("db.").unwrap_or(&name);
    let ends = [".dns", ".zone", ".db", ".txt", ".bind", ".hosts", ".csv", ".conf"];
    let stem = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let is_domain = |name: &String| name.rsplit('.').next().is_some_and(|end| end.chars().all(char::is_alphabetic));
    let named = stem.split([' ', '_', '(', ')', '[', ']']).filter_map(host).find(is_domain);
    named.map(|name| (name, "its name"))
}
