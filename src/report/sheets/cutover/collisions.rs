//! Collisions: one row per object that falls back to an address which somebody else has or needs (ADR006).

use crate::check::Finding;
use crate::facts::Facts;
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key, Target};
use crate::report::sheets::{Declared, findings};
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Collisions";

/// The check whose findings stand here.
const CODE: &str = "ADR006";

/// By which columns a row is found again.
const KEY: Key = Key(&[&["Fallback address"], &["Object"], &["Holder"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Fallback address").cap(40),
        Head::text("Object").cap(36),
        Head::text("Class"),
        Head::text("Holder").cap(36),
        Head::text("Holder's class"),
        Head::prose("What it means").cap(60),
        Head::prose("Fix").cap(60),
        Head::person_made("Decision", &["give another address", "change holder", "accept"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let mut rows: Vec<(usize, &Finding)> = view
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| finding.code == CODE)
        .map(|(row, one)| (row, *one))
        .collect();
    rows.sort_by_key(|(_, finding)| (&finding.value, &finding.subject));
    let mut grid = Grid::new(NAME, columns, rows.len(), move |row, cells| {
        let (at, finding) = rows[row];
        let holder = finding.holder.as_deref().unwrap_or_default();
        let class = |subject: &str| class_of(view.facts, finding.side, subject).map_or(Cell::Blank, Cell::text);
        cells.extend([
            Cell::Link { text: finding.value.as_str().into(), to: Target::row(findings::NAME, at) },
            view.object_cell(finding.side, &finding.subject),
            class(&finding.subject),
            Cell::text(holder),
            class(holder),
            Cell::text(finding.message.as_str()),
            Cell::text(finding.fix),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.empty = "No collisions: every object that falls back to an address has it for itself";
    Sheet::Grid(grid.keyed(KEY))
}

/// The class of the object that findings call so.
fn class_of(facts: &Facts, side: Side, subject: &str) -> Option<&'static str> {
    let tenant = facts.tenant(side);
    let address = facts.pool.find(subject)?;
    let holders = tenant.holders(address).iter().map(|holder| tenant.object(holder.object));
    holders.filter(|object| object.subject == address).map(|object| object.class.as_str()).next()
}
