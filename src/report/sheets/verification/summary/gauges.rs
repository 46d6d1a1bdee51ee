//! The charts of the Summary: how the classes stand, and how much of addresses, rights and members was kept.

use std::collections::BTreeMap;

use crate::check::Severity;
use crate::facts::moved::{Outcome, Role};
use crate::report::grid::{Cell, Head, Target};
use crate::report::page::{Block, Chart, Ink, Shape, Table, Tile, Tone};
use crate::report::sheets::summary::figures::{count_cell, figure};
use crate::report::sheets::verification::{aliases, groups, objects, rights};
use crate::report::verification::{Arrival, Standing};
use crate::report::view::View;
use crate::values::recipient::Class;

/// What the words of the first figure mean.
const STANDING: &str = "Complete: every aspect was looked at and is as it should be. Gaps: arrived, with something to \
    close. Missing: no object at the destination. Cannot say: no gap is known, but some aspect could not be looked at.";

/// What the words of the second figure mean.
const KEPT: &str = "Kept: at the destination as before the move, translated. Changed: there, with another level or on \
    another object. Missing: not there. Untranslated: nothing at the destination corresponds to it. Unknown: the \
    exports do not tell. What the destination has beyond them is in the sheets.";

/// How many objects of each class stand how.
pub fn classes<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let mut classes: BTreeMap<Class, [u64; 4]> = BTreeMap::new();
    for entry in view.verification.iter().flat_map(|verification| &verification.objects) {
        classes.entry(view.facts.source.object(entry.id).class).or_default()[place(entry.standing)] += 1;
    }
    if classes.is_empty() {
        return Vec::new();
    }
    let to = Target::top(objects::NAME);
    let row = |(class, counts): (&Class, &[u64; 4])| {
        std::iter::once(Cell::text(class.as_str())).chain(counts.iter().map(|count| count_cell(*count, to))).collect()
    };
    let mut blocks = figure(
        "By class",
        Table {
            columns: vec![
                (Head::text("Class"), 2),
                (Head::integer("Complete"), 1),
                (Head::integer("Gaps"), 1),
                (Head::integer("Missing"), 1),
                (Head::integer("Cannot say"), 1),
            ],
            rows: classes.iter().map(row).collect(),
        },
        Chart {
            shape: Shape::StackedBar,
            title: "Objects by class".into(),
            categories: "Class",
            values: "Objects",
            series: vec![
                (1, Ink::Good),
                (2, Ink::Severity(Severity::Minor)),
                (3, Ink::Severity(Severity::Blocker)),
                (4, Ink::Rest),
            ],
        },
    );
    blocks.push(Block::Text(STANDING.into()));
    blocks
}

const fn place(standing: Standing) -> usize {
    match standing {
        Standing::Complete => 0,
        Standing::Gaps => 1,
        Standing::Missing => 2,
        Standing::Unclear => 3,
    }
}

/// How much of something was kept.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Gauge {
    kept: u64,
    changed: u64,
    missing: u64,
    untranslated: u64,
    unknown: u64,
}

impl Gauge {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Kept => self.kept += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Missing => self.missing += 1,
            Outcome::Untranslated(_) => self.untranslated += 1,
            Outcome::Undecided(_) => self.unknown += 1,
            // These are not what the source had, or nothing that was to be kept.
            Outcome::Extra | Outcome::LeftOver | Outcome::SetAside(_) => {}
        }
    }

    const fn all(self) -> u64 {
        self.kept + self.changed + self.missing + self.untranslated + self.unknown
    }

    fn row<'a>(self, label: &'static str, sheet: &'static str) -> Vec<Cell<'a>> {
        vec![
            Cell::Link { text: label.into(), to: Target::top(sheet) },
            Cell::Int(self.kept),
            Cell::Int(self.changed),
            Cell::Int(self.missing),
            Cell::Int(self.untranslated),
            Cell::Int(self.unknown),
        ]
    }

    /// The share that was kept as a large number; what is not all is never called all.
    fn tile<'a>(self, label: &'static str, sheet: &'static str) -> Tile<'a> {
        let percent = self.kept * 100 / self.all().max(1);
        let tone = match (self.changed + self.missing, self.untranslated + self.unknown) {
            (0, 0) => Tone::Good,
            (0, _) => Tone::Severity(Severity::Minor),
            _ => Tone::Severity(Severity::Major),
        };
        Tile {
            label: format!("{label} kept").into(),
            value: Cell::text(format!("{percent} %")),
            remark: format!("{} of {}", self.kept, self.all()).into(),
            to: Some(Target::top(sheet)),
            tone,
        }
    }
}

/// How much of addresses, rights, members and owners was kept.
pub fn kept<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let Some(verification) = &view.verification else { return Vec::new() };
    let mut addresses = Gauge::default();
    for line in &verification.addresses {
        match line.outcome {
            Arrival::Arrived => addresses.kept += 1,
            Arrival::Elsewhere => addresses.changed += 1,
            Arrival::Missing | Arrival::NoObject => addresses.missing += 1,
            Arrival::Unknown => addresses.unknown += 1,
            Arrival::Extra => {}
        }
    }
    let moved = &view.facts.moved;
    let [mut granted, mut members, mut owners] = [Gauge::default(); 3];
    moved.rights.iter().for_each(|moved| granted.count(moved.outcome));
    for moved in &moved.members {
        match moved.role {
            Role::Member => members.count(moved.outcome),
            Role::Owner => owners.count(moved.outcome),
        }
    }
    let gauges = [
        (addresses, "Addresses", aliases::NAME),
        (granted, "Rights", rights::NAME),
        (members, "Members", groups::NAME),
        (owners, "Owners", groups::NAME),
    ];
    let gauges: Vec<_> = gauges.into_iter().filter(|(gauge, ..)| gauge.all() > 0).collect();
    if gauges.is_empty() {
        return Vec::new();
    }
    let rows = gauges.iter().map(|(gauge, label, sheet)| gauge.row(label, sheet)).collect();
    let columns = vec![
        (Head::text("What"), 1),
        (Head::integer("Kept"), 1),
        (Head::integer("Changed"), 1),
        (Head::integer("Missing"), 1),
        (Head::integer("Untranslated"), 1),
        (Head::integer("Unknown"), 1),
    ];
    let tiles = gauges.into_iter().map(|(gauge, label, sheet)| gauge.tile(label, sheet)).collect();
    let figure = Block::Figure {
        table: Table { columns, rows },
        chart: Chart {
            shape: Shape::ShareBar,
            title: "Kept, changed, missing, untranslated".into(),
            categories: "What",
            values: "Share of what the source had",
            series: vec![
                (1, Ink::Good),
                (2, Ink::Severity(Severity::Minor)),
                (3, Ink::Severity(Severity::Major)),
                (4, Ink::Main),
                (5, Ink::Rest),
            ],
        },
    };
    vec![Block::Heading("What was kept".into()), Block::Tiles(tiles), figure, Block::Text(KEPT.into())]
}
