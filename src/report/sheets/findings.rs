//! Findings: one row each, the worst first.

use super::Declared;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = "Findings";

/// What makes a finding unique.
pub const KEY: Key = Key(&[&["Code"], &["Side"], &["Subject"], &["Value"], &["Holder"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::new("Severity", Format::Severity),
        Head::text("Code"),
        Head::prose("Title").cap(24),
        Head::text("Side"),
        Head::text("Subject").cap(32),
        Head::text("Value").cap(32),
        Head::text("Holder").cap(32),
        Head::prose("Message").cap(52),
        Head::prose("Fix").cap(52),
        Head::text("File").cap(30),
        Head::integer("Row"),
        Head::text("Column").cap(24),
        Head::person_made("Decision", &["fix at source", "fix at destination", "accept", "later"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let mut grid = Grid::new(NAME, columns, view.findings.len(), move |row, cells| {
        let finding = view.findings[row];
        let file = || finding.file.as_deref().unwrap_or(&finding.subject);
        let to = view.row_of(finding.side, &finding.subject).or_else(|| view.row_of_file(finding.side, file()));
        let subject = match to {
            Some(to) => Cell::Link { text: finding.subject.as_str().into(), to },
            None => Cell::text(finding.subject.as_str()),
        };
        cells.extend([
            Cell::Severity(finding.severity),
            Cell::text(finding.code),
            Cell::text(view.check(finding.code).map_or("", |check| check.title)),
            Cell::text(finding.side.as_str()),
            subject,
            Cell::text(finding.value.as_str()),
            Cell::text(finding.holder.as_deref().unwrap_or_default()),
            Cell::text(finding.message.as_str()),
            Cell::text(finding.fix),
            Cell::text(finding.file.as_deref().unwrap_or_default()),
            Cell::maybe(finding.row, |row| Cell::Int(row.into())),
            Cell::text(finding.column.as_deref().unwrap_or_default()),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.key = KEY;
    grid.pinned = 2;
    grid.print_before("File");
    grid.empty = "No findings: see Coverage for what was checked";
    Sheet::Grid(grid)
}
