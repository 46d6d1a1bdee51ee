//! Left over: what served the move and is still there, the migration account's access, forwards and contacts.

use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::sheets::Declared;
use crate::report::sheets::verification::finding_cell;
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = "Left over";

const KEY: Key = Key(&[&["What"], &["Object"], &["Left"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::new("Severity", Format::Severity),
        Head::text("What"),
        Head::text("Side"),
        Head::text("Object").cap(38),
        Head::text("Left").cap(38),
        Head::prose("Message").cap(60),
        Head::prose("Fix").cap(60),
        Head::text("Finding"),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let rows = view.verification.as_ref().map_or(0, |verification| verification.left.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(verification) = &view.verification else { return };
        let at = verification.left[row];
        let finding = view.findings[at];
        cells.extend([
            Cell::Severity(finding.severity),
            Cell::text(what(finding.code)),
            Cell::text(finding.side.as_str()),
            view.object_cell(finding.side, &finding.subject),
            Cell::text(finding.value.as_str()),
            Cell::text(finding.message.as_str()),
            Cell::text(finding.fix),
            finding_cell(finding.code, at),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.empty = "Nothing found that is left over: see Coverage for what was looked at";
    Sheet::Grid(grid.keyed(KEY))
}

/// What is left over, in a word.
fn what(code: &str) -> &'static str {
    match code {
        "VFY401" => "forward",
        "VFY501" => "contact",
        "VFY701" => "access of the migration account",
        _ => "",
    }
}
