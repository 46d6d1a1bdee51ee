//! A table of the project file whose keys are asked for by name. What was asked for is what is known:
//! the rest is refused, with the line and the nearest known key.

use std::ops::Range;
use std::path::Path;

use jiff::Zoned;
use jiff::fmt::temporal::Pieces;
use jiff::tz::TimeZone;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Error;
use crate::nearest::nearest;

/// The text of a project file, for lines in messages.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// The file.
    pub path: &'a Path,
    /// Its content.
    pub text: &'a str,
}

impl Text<'_> {
    /// The line, starting at 1, of a position in bytes.
    pub fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|&byte| byte == b'\n').count()
    }
}

/// One key with its value and where it stands.
pub(super) struct Entry<'a> {
    /// The key.
    pub key: String,
    /// Where it stands, in bytes.
    at: Range<usize>,
    /// The value.
    value: DeValue<'a>,
    /// The file.
    text: Text<'a>,
}

impl<'a> Entry<'a> {
    /// The line on which the key stands.
    pub fn line(&self) -> usize {
        self.text.line(self.at.start)
    }

    /// The complaint that the value is not what the key takes.
    pub fn must_be(&self, expected: impl Into<String>) -> Error {
        Error::ProjectValue {
            path: self.text.path.to_owned(),
            line: self.line(),
            key: self.key.clone(),
            expected: expected.into(),
            found: describe(&self.value),
        }
    }

    /// A text.
    pub fn string(&self) -> Result<String, Error> {
        match &self.value {
            DeValue::String(text) => Ok(text.trim().to_owned()),
            _ => Err(self.must_be("a text in quotes")),
        }
    }

    /// A list of texts; one text is a list of one.
    fn strings(&self) -> Result<Vec<String>, Error> {
        let expected = "a list of texts, `[\"...\", \"...\"]`";
        match &self.value {
            DeValue::String(text) => Ok(vec![text.trim().to_owned()]),
            DeValue::Array(items) => items
                .iter()
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => Ok(text.trim().to_owned()),
                    _ => Err(self.must_be(expected)),
                })
                .collect(),
            _ => Err(self.must_be(expected)),
        }
    }

    /// A number, 0 or more.
    fn number(&self) -> Result<f64, Error> {
        let number = match &self.value {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => None,
        };
        number
            .filter(|number: &f64| number.is_finite() && *number >= 0.0)
            .ok_or_else(|| self.must_be("a number, 0 or more"))
    }

    /// A whole number, 0 or more.
    pub fn count(&self) -> Result<u64, Error> {
        let count = match &self.value {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        count.ok_or_else(|| self.must_be("a whole number, 0 or more"))
    }

    /// The keys of a table.
    fn table(self, name: &'static str) -> Result<Keys<'a>, Error> {
        match self.value {
            DeValue::Table(table) => Ok(Keys::new(self.text, name, table)),
            _ => Err(self.must_be("a section")),
        }
    }
}

/// The keys of one section.
pub(super) struct Keys<'a> {
    text: Text<'a>,
    name: &'static str,
    entries: Vec<Entry<'a>>,
    asked: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    /// The keys of a table; `name` is empty for the whole file.
    pub fn new(text: Text<'a>, name: &'static str, table: DeTable<'a>) -> Self {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value): (Spanned<_>, Spanned<_>)| Entry {
                at: key.span(),
                key: key.into_inner().into_owned(),
                value: value.into_inner(),
                text,
            })
            .collect();
        // The first mistake in the file is the one to speak of.
        entries.sort_by_key(|entry| entry.at.start);
        Self { text, name, entries, asked: Vec::new() }
    }

    /// The entry with this key, which is known from now on.
    pub fn entry(&mut self, key: &'static str) -> Option<Entry<'a>> {
        self.asked.push(key);
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// A text.
    pub fn string(&mut self, key: &'static str) -> Result<Option<String>, Error> {
        self.entry(key).map(|entry| entry.string()).transpose()
    }

    /// A list of texts, or one.
    pub fn strings(&mut self, key: &'static str) -> Result<Option<Vec<String>>, Error> {
        self.entry(key).map(|entry| entry.strings()).transpose()
    }

    /// A number, 0 or more.
    pub fn number(&mut self, key: &'static str) -> Result<Option<f64>, Error> {
        self.entry(key).map(|entry| entry.number()).transpose()
    }

    /// One word of a few.
    pub fn word<T: Copy>(&mut self, key: &'static str, words: &[(&str, T)]) -> Result<Option<T>, Error> {
        let Some(entry) = self.entry(key) else {
            return Ok(None);
        };
        let one = entry.string()?;
        match words.iter().find(|(word, _)| word.eq_ignore_ascii_case(&one)) {
            Some(&(_, value)) => Ok(Some(value)),
            None => Err(entry.must_be(one_of(words))),
        }
    }

    /// A point in time with its distance from UTC.
    pub fn moment(&mut self, key: &'static str) -> Result<Option<Zoned>, Error> {
        let Some(entry) = self.entry(key) else {
            return Ok(None);
        };
        let expected = "a date and time with an offset, as `2026-12-12T22:00:00+08:00`";
        let text = match &entry.value {
            DeValue::Datetime(moment) => moment.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return Err(entry.must_be(expected)),
        };
        parse_moment(text.trim()).map(Some).ok_or_else(|| entry.must_be(expected))
    }

    /// The keys of a section of this table; none where it does not stand there.
    pub fn table(&mut self, key: &'static str) -> Result<Keys<'a>, Error> {
        match self.entry(key) {
            Some(entry) => entry.table(key),
            None => Ok(Keys { text: self.text, name: key, entries: Vec::new(), asked: Vec::new() }),
        }
    }

    /// All entries, for a section whose keys people choose.
    pub fn all(self) -> Vec<Entry<'a>> {
        self.entries
    }

    /// Nothing but the keys that were asked for stands here.
    pub fn finish(self) -> Result<(), Error> {
        match self.entries.into_iter().next() {
            None => Ok(()),
            Some(entry) => Err(unknown(&entry, self.name, self.asked.iter().copied(), self.asked.clone())),
        }
    }
}

/// The complaint about a key that means nothing.
pub(super) fn unknown<'k>(
    entry: &Entry,
    section: &'static str,
    candidates: impl IntoIterator<Item = &'k str>,
    known: Vec<&'static str>,
) -> Error {
    Error::UnknownKey {
        path: entry.text.path.to_owned(),
        line: entry.line(),
        key: entry.key.clone(),
        section,
        nearest: nearest(&entry.key, candidates).unwrap_or_default().to_owned(),
        known,
    }
}

/// The words that a key takes.
pub(super) fn one_of<T>(words: &[(&str, T)]) -> String {
    let words: Vec<_> = words.iter().map(|(word, _)| format!("\"{word}\"")).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// RFC 3339 with the offset kept: the reader wants to see the hour that was written. With the name of a zone behind
/// it, `2026-10-25T04:30:00+01:00[Europe/Berlin]`, hours before a change of its clocks are shown as they were there.
fn parse_moment(text: &str) -> Option<Zoned> {
    if let Ok(zoned) = text.parse() {
        return Some(zoned);
    }
    let pieces = Pieces::parse(text).ok()?;
    let moment = pieces.date().to_datetime(pieces.time()?);
    moment.to_zoned(TimeZone::fixed(pieces.to_numeric_offset()?)).ok()
}

/// A value in words, for messages.
fn describe(value: &DeValue) -> String {
    match value {
        DeValue::String(text) => format!("\"{text}\""),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a section".to_owned(),
    }
}
