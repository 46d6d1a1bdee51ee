//! Cut rights: every right whose owner and grantee move in different waves, the most important first.

use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key};
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::schema::Side;
use crate::waves::words;

/// Name of the sheet.
pub const NAME: &str = "Cut rights";

const KEY: Key = Key(&[&["Owner"], &["Right"], &["Grantee"], &["Through group"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Owner").cap(34),
        Head::text("Owner's wave"),
        Head::text("Right").cap(44),
        Head::text("Grantee").cap(34),
        Head::text("Grantee's wave"),
        Head::text("Through group").cap(30),
        Head::integer("Weight"),
        Head::prose("What breaks").cap(70),
        Head::text("File").cap(30),
        Head::integer("Row"),
        Head::person_made("Decision", &["accept", "grant again", "move together"]),
        Head::person_made("Owner of task", &[]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let rows = view.waves.as_ref().map_or(0, |waves| waves.cuts.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(waves) = &view.waves else { return };
        let (facts, proposal, tie) = (view.facts, waves.proposal, waves.cuts[row]);
        let right = words::right(facts, tie);
        let seen = facts.at(Side::Source, right.at, None);
        let wave = |member| Cell::text(proposal.wave(proposal.member(member)).name.as_str());
        let name = |member| Cell::Link { text: words::name(facts, proposal, member).into(), to: waves.place(member) };
        cells.extend([
            name(tie.owner),
            wave(tie.owner),
            Cell::text(facts.right_value(Side::Source, right)),
            name(tie.grantee),
            wave(tie.grantee),
            Cell::text(words::group(facts, tie).unwrap_or_default()),
            Cell::Int(tie.weight),
            Cell::text(words::breaks(facts, proposal, tie)),
            Cell::text(facts.file(seen.file).subject()),
            Cell::maybe(seen.row, |row| Cell::Int(row.into())),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.pinned = 2;
    grid.print_before("File");
    grid.empty = "No right is cut; see Summary for what was exported";
    Sheet::Grid(grid.keyed(KEY))
}
