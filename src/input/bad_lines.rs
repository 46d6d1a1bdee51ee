//! The lines in which something could not be decoded, as notes.

use super::record::count_line_ends;
use crate::note::{Matter, Note};

/// Notes about single lines before they are counted together.
const MOST_LINES: usize = 10_000;

/// Collects the lines in which something could not be decoded.
pub(super) struct BadLines {
    /// How far line ends have been counted.
    counted: usize,
    line: u32,
    lines: Vec<(u32, u32)>,
    more: u32,
}

impl BadLines {
    pub(super) fn starting_at(text: &[u8]) -> Self {
        Self { counted: text.len(), line: count_line_ends(text) + 1, lines: Vec::new(), more: 0 }
    }

    /// Something bad follows `text`.
    pub(super) fn at(&mut self, text: &[u8]) {
        self.line += count_line_ends(&text[self.counted..]);
        self.counted = text.len();
        let room = self.lines.len() < MOST_LINES;
        match self.lines.last_mut() {
            Some((line, count)) if *line == self.line => *count += 1,
            _ if room => self.lines.push((self.line, 1)),
            _ => self.more += 1,
        }
    }

    pub(super) fn into_notes(self, encoding: &str) -> Vec<Note> {
        let mut notes: Vec<Note> = self
            .lines
            .into_iter()
            .map(|(line, count)| {
                let text = format!("bytes that are not valid {encoding} are read as U+FFFD");
                Note { line: Some(line), count, ..Note::file(Matter::Undecodable, text) }
            })
            .collect();
        if self.more > 0 {
            let text = format!("more places in later lines are not valid {encoding}");
            notes.push(Note { count: self.more, ..Note::file(Matter::Understood, text) });
        }
        notes
    }
}
