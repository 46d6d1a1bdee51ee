//! Inputs: every file and sheet that was looked at, how it was read, and what became of its rows.

use std::fmt::Write as _;

use super::{Declared, rejected};
use crate::note::Note;
use crate::reading::InputFile;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = "Inputs";

const KEY: Key = Key(&[&["File"], &["Sheet"], &["Side"], &["Kind"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("File").cap(44),
        Head::text("Sheet"),
        Head::text("Side"),
        Head::text("Kind"),
        Head::integer("Rows"),
        Head::integer("Used"),
        Head::integer("Rejected"),
        Head::integer("Skipped"),
        Head::prose("Skipped by rule").cap(34),
        Head::text("Encoding"),
        Head::text("Delimiter"),
        Head::new("Size bytes", Format::Bytes),
        Head::prose("Notes").cap(60),
        Head::text("Columns used").cap(44),
        Head::text("Columns ignored").cap(34),
        Head::text("Columns blank on every row").cap(34),
        Head::text("SHA-256").cap(70),
    ];
    let firsts = first_rejected(view);
    let files = &view.facts.files;
    let mut grid = Grid::new(NAME, columns, files.len(), move |row, cells| {
        let file = &files[row];
        let rejected = match file.rejected.len() as u64 {
            0 => Cell::Int(0),
            count => Cell::Count { count, to: Target::row(rejected::NAME, firsts[row]) },
        };
        cells.extend([
            Cell::text(file.file.as_str()),
            Cell::text(file.sheet.as_deref().unwrap_or_default()),
            Cell::text(file.side.map_or("both", |side| side.as_str())),
            Cell::text(file.kind.map_or("not recognised", |kind| kind.name)),
            Cell::Int(file.rows),
            Cell::Int(file.used),
            rejected,
            Cell::Int(file.skipped.values().sum()),
            Cell::text(lines(file.skipped.iter().map(|(rule, count)| format!("{count} {rule}")))),
            Cell::text(file.encoding.as_str()),
            Cell::maybe(file.delimiter, |delimiter| Cell::text(delimiter_name(delimiter))),
            Cell::Int(file.bytes),
            Cell::text(notes(file)),
            Cell::text(listed(file.columns.iter().map(|(header, name)| format!("{header} → {name}")))),
            Cell::text(listed(file.ignored.iter().cloned())),
            Cell::text(listed(file.blank_columns.iter().map(|column| column.name.to_owned()))),
            Cell::text(file.sha256.as_str()),
        ]);
    });
    grid.key = KEY;
    grid.print_before("Columns used");
    Sheet::Grid(grid)
}

/// For each file, the row of its first rejected row.
fn first_rejected(view: &View<'_>) -> Vec<usize> {
    let mut next = 0;
    let mut first = |file: &InputFile| {
        let row = next;
        next += file.rejected.len();
        row
    };
    view.facts.files.iter().map(&mut first).collect()
}

fn notes(file: &InputFile) -> String {
    let nearest = file.nearest.iter().map(|(kind, lacks)| {
        let lacks: Vec<String> = lacks.iter().map(|header| format!("`{header}`")).collect();
        format!("nearest kind is {}, which needs {}", kind.name, lacks.join(", "))
    });
    lines(nearest.chain(file.notes.iter().map(sentence)))
}

/// A note with its place before it and how often it was met behind it.
fn sentence(note: &Note) -> String {
    let mut text = String::new();
    if let Some(row) = note.row {
        let _ = write!(text, "row {row}");
    }
    if let Some(column) = &note.column {
        let _ = write!(text, "{}`{column}`", if text.is_empty() { "" } else { ", " });
    }
    let _ = write!(text, "{}{}", if text.is_empty() { "" } else { ": " }, note.text);
    if note.count > 1 {
        let _ = write!(text, " ({} times)", note.count);
    }
    text
}

fn lines(of: impl Iterator<Item = String>) -> String {
    of.collect::<Vec<_>>().join("\n")
}

/// On one line: headers are many, and rows as high as they are long could not be read.
fn listed(of: impl Iterator<Item = String>) -> String {
    of.collect::<Vec<_>>().join("; ")
}

fn delimiter_name(delimiter: char) -> String {
    match delimiter {
        ',' => "comma".to_owned(),
        ';' => "semicolon".to_owned(),
        '\t' => "tab".to_owned(),
        '|' => "pipe".to_owned(),
        other => other.to_string(),
    }
}
