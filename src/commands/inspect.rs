//! `tenantcheck inspect PATH...`: what each file is, how it was read, what is wrong with it.

use std::io::{self, Write};

use tenantcheck::error::Error;
use tenantcheck::note::Note;
use tenantcheck::reading::{self, InputFile};

use crate::cli::{InspectOptions, Volume};
use crate::layout;
use crate::terminal::Bar;

/// Notes of one table that are shown without `-v`.
const SHOWN: usize = 10;

const HEAD: [&str; 7] = ["file", "sheet", "kind", "rows", "encoding", "delimiter", "notes"];

pub fn run(options: &InspectOptions, volume: Volume) -> Result<(), Error> {
    let bar = Bar::new(volume.quiet);
    let files = reading::inspect(&options.paths, &options.reading.options(), &bar)?;
    drop(bar);
    let lines: Vec<_> = files.iter().map(Line::of).collect();
    let mut out = Vec::new();
    write(&mut out, &lines, volume.verbose)?;
    super::print(out)
}

/// What is said about one table as one kind, or about a file without a table.
struct Line {
    subject: String,
    cells: [String; 7],
    notes: Vec<String>,
}

impl Line {
    fn of(file: &InputFile) -> Self {
        let nearest = match &file.nearest {
            Some((kind, lacks)) => {
                let lacks: Vec<_> = lacks.iter().map(|header| format!("`{header}`")).collect();
                let lacks = lacks.join(", ");
                Some(format!("no known kind of export; the nearest is {}, which needs {lacks}", kind.name))
            }
            None if file.kind.is_none() && file.has_table() => {
                Some("no known kind of export; none of its columns is known".to_owned())
            }
            None => None,
        };
        let notes = nearest.into_iter().chain(file.rejected.iter().chain(&file.notes).map(note));
        let notes: Vec<_> = notes.collect();
        let cells = [
            file.file.clone(),
            file.sheet.clone().unwrap_or_default(),
            file.kind.map_or("unknown", |kind| kind.name).to_owned(),
            file.rows.to_string(),
            file.encoding.clone(),
            file.delimiter.map(delimiter).unwrap_or_default(),
            notes.len().to_string(),
        ];
        Self { subject: file.subject(), cells, notes }
    }
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
        writeln!(out, "\n{}", line.subject)?;
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
