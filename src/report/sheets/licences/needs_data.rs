//! Needs data: objects that are missing in some total because something about them was not exported.

use crate::kinds::{archive_statistics, mailbox_statistics, mailboxes};
use crate::licences::{Line, State};
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key};
use crate::report::purchase::Purchase;
use crate::report::sheets::Declared;
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = "Needs data";

const KEY: Key = Key(&[&["Object"], &["Class"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Object"),
        Head::text("Class"),
        Head::text("Lacks"),
        Head::prose("Missing in").cap(60),
        Head::prose("Command").cap(80),
        Head::person_made("Note", &[]),
    ];
    let rows = view.licences.as_ref().map(rows).unwrap_or_default();
    let mut grid = Grid::new(NAME, columns, rows.len(), move |row, cells| {
        let Some(purchase) = &view.licences else { return };
        let at = rows[row];
        let line = &purchase.estimate.lines[at];
        cells.extend([
            Cell::text(line.subject.as_str()),
            Cell::text(line.class.as_str()),
            Cell::text(line.lacks().join(", ")),
            Cell::text(missing_in(purchase, at)),
            Cell::text(commands(line)),
            Cell::Blank,
        ]);
    });
    grid.empty = "Nothing is missing: size and archive of every object that counts are known";
    Sheet::Grid(grid.keyed(KEY))
}

/// The lines that lack something and are counted by somebody.
pub fn rows(purchase: &Purchase<'_>) -> Vec<usize> {
    let estimate = purchase.estimate;
    let is_counted =
        |line: &Line| line.is_test || estimate.profiles.iter().any(|profile| line.class.is_counted(&profile.counts));
    let lines = estimate.lines.iter().enumerate();
    lines.filter(|(_, line)| is_counted(line) && !line.lacks().is_empty()).map(|(at, _)| at).collect()
}

/// The totals in which a line is missing.
fn missing_in(purchase: &Purchase<'_>, line: usize) -> String {
    let shares = purchase.estimate.shares[line].iter().zip(&purchase.baskets);
    let baskets: Vec<&str> = shares
        .filter(|(share, _)| share.state == State::NeedsData)
        .map(|(_, basket)| basket.rule.basket.name.as_str())
        .collect();
    if baskets.is_empty() { "none; its archive may need more".to_owned() } else { baskets.join(", ") }
}

fn commands(line: &Line) -> String {
    let size = line.bytes.is_none().then_some(mailbox_statistics::KIND.export.command);
    let archive = line
        .archive
        .is_none()
        .then_some([mailboxes::KIND.export.command, archive_statistics::KIND.export.command])
        .into_iter()
        .flatten();
    size.into_iter().chain(archive).collect::<Vec<_>>().join("\n")
}
