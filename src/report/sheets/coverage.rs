//! Coverage: how far each check could look, and what would let it see more.

use super::{Declared, findings};
use crate::check::{Coverage, Status};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = "Coverage";

const KEY: Key = Key(&[&["Code"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Code"),
        Head::text("Name"),
        Head::prose("Title").cap(50),
        Head::new("Severity", Format::Severity),
        Head::text("Status"),
        Head::integer("Examined"),
        Head::integer("Findings"),
        Head::integer("Undecidable"),
        Head::prose("Missing").cap(50),
        Head::prose("Command").cap(80),
    ];
    let coverage = &view.answer.coverage;
    let grid = Grid::new(NAME, columns, coverage.len(), move |row, cells| {
        let line = &coverage[row];
        let check = view.check(line.code);
        let did_run = line.status == Status::Run;
        let counted = |count: u64| if did_run { Cell::Int(count) } else { Cell::Blank };
        let found = match view.first_of(line.code) {
            Some(row) => Cell::Count { count: line.findings, to: Target::row(findings::NAME, row) },
            None => counted(line.findings),
        };
        cells.extend([
            Cell::text(line.code),
            Cell::maybe(check, |check| Cell::text(check.name)),
            Cell::maybe(check, |check| Cell::text(check.title)),
            Cell::maybe(check, |check| Cell::Severity(check.severity)),
            Cell::text(status(line)),
            counted(line.examined),
            found,
            counted(line.undecidable),
            Cell::text(line.needs.join("\n")),
            Cell::text(commands(line)),
        ]);
    });
    Sheet::Grid(grid.keyed(KEY))
}

/// Whether it ran, in words.
pub fn status(line: &Coverage) -> &'static str {
    match line.status {
        Status::Run if line.needs.is_empty() => "run",
        Status::Run => "run, in part",
        Status::NotRun => "not run",
        Status::Off => "off",
    }
}

/// The commands that export what is missing, each once.
fn commands(line: &Coverage) -> String {
    let mut commands: Vec<&str> = Vec::new();
    for command in &line.commands {
        if !commands.contains(command) {
            commands.push(command);
        }
    }
    commands.join("\n")
}
