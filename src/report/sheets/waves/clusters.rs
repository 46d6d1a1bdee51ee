//! Clusters: mailboxes that rights tie together, one row per cluster, the largest first.

use super::members;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::waves::words;

/// Name of the sheet.
pub const NAME: &str = "Clusters";

/// By what people's columns find their rows again; the numbers of clusters change.
const KEY: Key = Key(&[&["Members"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// Members that are named before the rest is counted.
const NAMED: usize = 8;

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::integer("Cluster"),
        Head::integer("Objects"),
        Head::new("Size GB", Format::Gigabytes),
        Head::new("Size bytes", Format::Bytes),
        Head::integer("Sizes unknown"),
        Head::text("Proposed waves").cap(30),
        Head::integer("Rights"),
        Head::integer("Rights cut"),
        Head::prose("Members").cap(44),
        Head::prose("Strongest links").cap(60),
        Head::prose("Weakest link").cap(50),
        Head::integer("Weight of weakest link"),
    ];
    let rows = view.waves.as_ref().map_or(0, |waves| waves.proposal.clusters.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(waves) = &view.waves else { return };
        let (facts, proposal) = (view.facts, waves.proposal);
        let cluster = &proposal.clusters[row];
        let names: Vec<&str> = cluster.waves.iter().map(|wave| proposal.waves[*wave as usize].name.as_str()).collect();
        let first: Target = waves.place(cluster.members[0]);
        cells.extend([
            Cell::Count { count: row as u64 + 1, to: first },
            Cell::Int(cluster.members.len() as u64),
            Cell::Gigabytes(cluster.known_bytes),
            Cell::Int(cluster.known_bytes),
            Cell::Int(cluster.unknown),
            Cell::text(names.join(", ")),
            Cell::Int(cluster.rights),
            Cell::Int(cluster.cuts),
            Cell::text(some(&cluster.members, |member| words::name(facts, proposal, member))),
            Cell::text(words::links(facts, proposal, cluster)),
            Cell::text(words::weakest(facts, proposal, cluster)),
            Cell::maybe(cluster.weakest, |(.., weight)| Cell::Int(weight)),
        ]);
    });
    grid.empty = "No cluster: no right between two mailboxes was found; see Summary for what was exported";
    Sheet::Grid(grid.keyed(KEY))
}

/// The first members, a line each, and how many more there are.
fn some<'n>(members: &[u32], name: impl Fn(u32) -> &'n str) -> String {
    let mut lines: Vec<String> = members.iter().take(NAMED).map(|member| name(*member).to_owned()).collect();
    if members.len() > NAMED {
        lines.push(format!("and {} more: see {}", members.len() - NAMED, members::NAME));
    }
    lines.join("\n")
}
