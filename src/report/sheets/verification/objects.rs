//! Objects: one row per object of the baseline that is asked for, each aspect of it, and its content then and now.

use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::page::Tone;
use crate::report::sheets::{Declared, findings, pairing};
use crate::report::verification::Standing;
use crate::report::verification::aspects::{Aspect, State, worst};
use crate::report::view::View;
use crate::schema::Side;
use crate::severity::Severity;

/// Name of the sheet.
pub const NAME: &str = "Objects";

const KEY: Key = Key(&[&["Object"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = vec![
        Head::text("Object").cap(34),
        Head::text("Class"),
        Head::text("Destination").cap(34),
        Head::text("Standing"),
    ];
    columns.extend(pairing::FOUND);
    columns.extend(Aspect::ALL.map(|aspect| Head::new(aspect.title(), Format::Flag)));
    columns.extend([
        Head::integer("Items before"),
        Head::integer("Items now"),
        Head::new("GB before", Format::Gigabytes),
        Head::new("GB now", Format::Gigabytes),
        Head::new("Bytes before", Format::Bytes),
        Head::new("Bytes now", Format::Bytes),
        Head::integer("Archive items before"),
        Head::integer("Archive items now"),
        Head::text("Method"),
        Head::text("Wave").cap(14),
    ]);
    columns.extend([
        Head::person_made("Decision", &["fix", "accept", "later"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ]);
    let rows = view.verification.as_ref().map_or(0, |verification| verification.objects.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(verification) = &view.verification else { return };
        let (facts, entry) = (view.facts, &verification.objects[row]);
        let object = facts.source.object(entry.id);
        cells.extend([
            view.text(object.subject),
            Cell::text(object.class.as_str()),
            Cell::maybe(entry.there, |there| Cell::text(facts.subject(Side::Destination, there))),
            standing(entry.standing),
        ]);
        match worst(view, entry) {
            Some((severity, count, first)) => {
                cells.extend([Cell::Severity(severity), Cell::Count { count, to: Target::row(findings::NAME, first) }]);
            }
            None => cells.extend([Cell::Blank, Cell::Int(0)]),
        }
        cells.extend(entry.aspects.iter().map(|state| aspect(view, *state)));
        let before = &facts.source.sizes[entry.id.index()];
        let now = entry.there.map(|there| facts.destination.sizes[there.index()]).unwrap_or_default();
        let number = |number: Option<u64>| Cell::maybe(number, Cell::Int);
        cells.extend([before.items, now.items].map(number));
        cells.extend([before.bytes, now.bytes].map(|bytes| Cell::maybe(bytes, Cell::Gigabytes)));
        cells.extend([before.bytes, now.bytes, before.archive_items, now.archive_items].map(number));
        cells.extend([
            Cell::text(facts.pairs.of(entry.id).method.as_str()),
            Cell::maybe(facts.wave(entry.id), Cell::text),
        ]);
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    grid.print_before("GB before");
    grid.empty = "No object of the baseline is asked for";
    Sheet::Grid(grid.keyed(KEY))
}

/// The whole of an object; what is open has a colour.
pub(super) fn standing(standing: Standing) -> Cell<'static> {
    let tone = match standing {
        Standing::Complete => return Cell::text(standing.as_str()),
        Standing::Gaps | Standing::Unclear => Tone::Severity(Severity::Minor),
        Standing::Missing => Tone::Severity(Severity::Blocker),
    };
    Cell::Toned { text: standing.as_str().into(), tone }
}

/// An aspect in a word; a gap has the colour of its first finding, which is among the worst.
fn aspect(view: &View<'_>, state: State) -> Cell<'static> {
    let toned = |text: &'static str, severity| Cell::Toned { text: text.into(), tone: Tone::Severity(severity) };
    match state {
        State::Ok => Cell::text("ok"),
        State::Gap(_, first) => toned("gap", view.findings[first].severity),
        State::Unknown => toned("unknown", Severity::Info),
        State::NotAsked => Cell::text("n.a."),
    }
}
