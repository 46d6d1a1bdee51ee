//! The columns that all sheets of source objects share: what an object becomes, and what was found.

use crate::facts::ObjectId;
use crate::report::grid::{Cell, Format, Head, Target};
use crate::report::sheets::findings;
use crate::report::view::View;
use crate::schema::Side;

/// Heads of the cells of [`pair`].
pub const PAIR: [Head; 4] = [
    Head::text("Destination").cap(32),
    Head::text("Destination class"),
    Head::text("Method"),
    Head::prose("Candidates").cap(32),
];

/// Heads of the cells of [`found`].
pub const FOUND: [Head; 2] = [Head::new("Worst", Format::Severity), Head::integer("Findings")];

/// What a source object becomes, how that is known, and who could be meant where it is not.
pub fn pair<'a>(view: &'a View<'a>, id: ObjectId, cells: &mut Vec<Cell<'a>>) {
    let pair = view.facts.pairs.of(id);
    let destination = &view.facts.destination;
    let name = |id: ObjectId| view.facts.subject(Side::Destination, id);
    let names = |ids: &[ObjectId]| ids.iter().map(|id| name(*id)).collect::<Vec<_>>().join("\n");
    let candidates = if !pair.candidates.is_empty() {
        format!("equally good:\n{}", names(&pair.candidates))
    } else if !pair.suggested.is_empty() {
        format!("perhaps:\n{}", names(&pair.suggested))
    } else {
        String::new()
    };
    cells.extend([
        Cell::maybe(pair.destination, |id| Cell::text(name(id))),
        Cell::maybe(pair.destination, |id| Cell::text(destination.object(id).class.as_str())),
        Cell::text(pair.method.as_str()),
        Cell::text(candidates),
    ]);
}

/// The worst severity and the number of findings about a subject.
pub fn found<'a>(view: &'a View<'a>, side: Side, subject: &str, cells: &mut Vec<Cell<'a>>) {
    match view.tally(side, subject) {
        Some(tally) => cells.extend([
            Cell::Severity(tally.worst),
            Cell::Count { count: tally.count, to: Target::row(findings::NAME, tally.first) },
        ]),
        None => cells.extend([Cell::Blank, Cell::Int(0)]),
    }
}

/// `yes`, `no` or `unknown`.
pub fn known(flag: Option<bool>) -> Cell<'static> {
    Cell::text(match flag {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    })
}
