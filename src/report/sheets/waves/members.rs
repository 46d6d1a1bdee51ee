//! Waves: everything that has a wave, one row each, by wave and cluster.

use super::clusters;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::schema::Side;
use crate::waves::words;

/// Name of the sheet.
pub const NAME: &str = "Waves";

/// By what people's columns find their rows again.
const KEY: Key = Key(&[&["Object", "Name"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Object").cap(36),
        Head::text("Name").cap(30),
        Head::text("Class"),
        Head::text("Proposed wave"),
        Head::integer("Cluster"),
        Head::prose("Why").cap(70),
        Head::integer("Rights cut"),
        Head::new("Size GB", Format::Gigabytes),
        Head::new("Size bytes", Format::Bytes),
        Head::text("Size remark"),
        Head::person_made("Decision", &["move", "leave", "archive", "delete"]),
        Head::person_made("Wave", &[]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ];
    let rows = view.waves.as_ref().map_or(0, |waves| waves.members.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(waves) = &view.waves else { return };
        let (proposal, number) = (waves.proposal, waves.members[row]);
        let member = proposal.member(number);
        let object = view.facts.source.object(member.id);
        let cluster = member.cluster.map(|cluster| cluster as usize);
        let cut = proposal.ties.of(number).filter(|tie| proposal.is_cut(tie)).count() as u64;
        // Waves that stood in another workbook are said again, so that this one can be given to the next run.
        let is_said = member.given && view.facts.previous.is_some();
        let said = if is_said { proposal.wave(member).name.as_str() } else { "" };
        cells.extend([
            Cell::text(view.facts.subject(Side::Source, member.id)),
            view.text(object.display_name),
            Cell::text(object.class.as_str()),
            Cell::text(proposal.wave(member).name.as_str()),
            Cell::maybe(cluster, |cluster| Cell::Count {
                count: cluster as u64 + 1,
                to: Target::row(clusters::NAME, cluster),
            }),
            Cell::text(words::why(view.facts, proposal, number)),
            Cell::Int(cut),
            Cell::maybe(member.size.bytes, Cell::Gigabytes),
            Cell::maybe(member.size.bytes, Cell::Int),
            Cell::text(words::size_remark(member)),
            Cell::Blank,
            Cell::text(said),
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.empty = "No mailbox in scope";
    Sheet::Grid(grid.keyed(KEY))
}
