//! `tenantcheck inspect PATH...`: what each file is, how it was read, what is wrong with it.

use std::io::{self, Write};

use rayon::prelude::*;
use tenantcheck::error::Error;
use tenantcheck::input::{self, Opened, Sheet};
use tenantcheck::note::Note;
use tenantcheck::progress::Progress;

use crate::cli::{InspectOptions, Volume};
use crate::layout;
use crate::terminal::Bar;

/// Notes of one table that are shown without `-v`.
const SHOWN: usize = 10;

const HEAD: [&str; 7] = ["file", "sheet", "kind", "rows", "encoding", "delimiter", "notes"];

pub fn run(options: &InspectOptions, volume: Volume) -> Result<(), Error> {
    let found = input::find(&options.paths)?;
    let bar = Bar::new(volume.quiet);
    bar.stage("reading", found.len());
    let reading = options.reading.options();
    let files: Vec<Vec<Line>> = found
        .par_iter()
        .map(|found| {
            bar.step(&found.shown);
            lines(&input::open(found, &reading))
        })
        .collect();
    drop(bar);
    let mut out = Vec::new();
    write(&mut out, &files.concat(), volume.verbose)?;
    super::print(out)
}

/// What is said about one table, or about a file without one.
#[derive(Debug, Clone)]
struct Line {
    cells: [String; 7],
    notes: Vec<String>,
}

fn lines(opened: &Opened) -> Vec<Line> {
    if opened.sheets.is_empty() {
        let notes: Vec<_> = opened.notes.iter().map(note).collect();
        let cells = [&opened.shown, "", "not read", "", "", "", &notes.len().to_string()].map(str::to_owned);
        return vec![Line { cells, notes }];
    }
    let mut lines: Vec<_> = opened.sheets.iter().map(|sheet| line(&opened.shown, sheet)).collect();
    // What concerns the whole file is said once.
    if let Some(first) = lines.first_mut() {
        first.notes.splice(0..0, opened.notes.iter().map(note));
        first.cells[6] = first.notes.len().to_string();
    }
    lines
}

fn line(file: &str, sheet: &Sheet) -> Line {
    let tally = sheet.read(&[], &|_, _| {});
    let (kinds, unknown) = kinds(sheet);
    let notes = sheet.notes.iter().chain(&tally.rejected).chain(&tally.notes).map(note);
    let notes: Vec<_> = unknown.into_iter().chain(notes).collect();
    let cells = [
        file.to_owned(),
        sheet.name.clone().unwrap_or_default(),
        kinds,
        tally.delivered.to_string(),
        sheet.encoding.clone(),
        sheet.delimiter.map(delimiter).unwrap_or_default(),
        notes.len().to_string(),
    ];
    Line { cells, notes }
}

/// The kinds of a table, or what it might have been.
fn kinds(_sheet: &Sheet) -> (String, Option<String>) {
    ("unknown".to_owned(), None)
}

/// A delimiter as it can be seen.
fn delimiter(delimiter: char) -> String {
    if delimiter == '\t' { "tab".to_owned() } else { delimiter.to_string() }
}

/// A note with its place.
pub fn note(note: &Note) -> String {
    let place = match (note.line, note.row) {
        (Some(line), _) => format!("line {line}: "),
        (None, Some(row)) => format!("row {row}: "),
        (None, None) => String::new(),
    };
    let column = note.column.as_ref().map(|name| format!("column `{name}`: ")).unwrap_or_default();
    format!("{place}{column}{}", note.text)
}

fn write(out: &mut impl Write, lines: &[Line], verbose: bool) -> io::Result<()> {
    let rows: Vec<_> =
        std::iter::once(HEAD.map(str::to_owned)).chain(lines.iter().map(|line| line.cells.clone())).collect();
    layout::columns(out, &rows)?;
    for line in lines.iter().filter(|line| !line.notes.is_empty()) {
        let sheet = if line.cells[1].is_empty() { String::new() } else { format!("#{}", line.cells[1]) };
        writeln!(out, "\n{}{sheet}", line.cells[0])?;
        let shown = if verbose { line.notes.len() } else { SHOWN.min(line.notes.len()) };
        for note in &line.notes[..shown] {
            writeln!(out, "  {note}")?;
        }
        if shown < line.notes.len() {
            writeln!(out, "  and {} more; `-v` lists all", line.notes.len() - shown)?;
        }
    }
    Ok(())
}
