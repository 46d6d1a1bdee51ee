//! The charts of the Summary, each beside the numbers that it shows.

use std::collections::BTreeMap;

use crate::check::Severity;
use crate::facts::ObjectId;
use crate::report::grid::{Cell, Head, Target};
use crate::report::page::{Block, Chart, Ink, Shape, Table};
use crate::report::sheets::{contacts, findings, groups, mailboxes};
use crate::report::view::View;
use crate::values::recipient::Class;

/// Findings by family and severity; nothing where there are none.
pub fn families<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    // For each family, count and first row by severity.
    let mut families: BTreeMap<&str, [(u64, usize); 4]> = BTreeMap::new();
    for (row, finding) in view.findings.iter().enumerate() {
        let slot = &mut families.entry(family(finding.code)).or_default()[finding.severity as usize];
        if slot.0 == 0 {
            slot.1 = row;
        }
        slot.0 += 1;
    }
    if families.is_empty() {
        return Vec::new();
    }
    let cell = |(count, row): &(u64, usize)| count_cell(*count, Target::row(findings::NAME, *row));
    let rows = families
        .iter()
        .map(|(family, counts)| std::iter::once(Cell::text(*family)).chain(counts.iter().map(cell)).collect());
    let severities = Severity::ALL.map(|severity| (Head::integer(title(severity)), 1));
    let mut columns = vec![(Head::text("Family"), 2)];
    columns.extend(severities);
    figure(
        "Findings",
        Table { columns, rows: rows.collect() },
        Chart {
            shape: Shape::StackedBar,
            title: "Findings by family and severity".into(),
            categories: "Family",
            values: "Findings",
            series: (1..).zip(Severity::ALL.map(Ink::Severity)).collect(),
        },
    )
}

/// The family of a check in a word; a code of a later version stands for itself.
fn family(code: &'static str) -> &'static str {
    match &code[..3] {
        "INP" => "Exports",
        "PAI" => "Pairing",
        "ADR" => "Addresses",
        "CON" => "Contacts",
        "DEL" => "Delegation",
        "DNS" => "DNS",
        "FWD" => "Forwarding",
        "GRP" => "Groups",
        "MBX" => "Mailboxes",
        other => other,
    }
}

const fn title(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "Blocker",
        Severity::Major => "Major",
        Severity::Minor => "Minor",
        Severity::Info => "Info",
    }
}

/// What the columns of the readiness mean.
const READINESS: &str = "Ready: has a destination object and no finding but those for information. Open: has a \
    destination object and findings to settle. Unpaired: has no destination object.";

/// How many objects of each class are ready to move.
pub fn readiness<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let mut classes: BTreeMap<Class, [u64; 3]> = BTreeMap::new();
    for (id, object) in view.facts.source.in_scope() {
        classes.entry(object.class).or_default()[state(view, id)] += 1;
    }
    let rows = classes.iter().map(|(class, counts)| {
        let to = Target::top(sheet_of(*class));
        std::iter::once(Cell::text(class.as_str())).chain(counts.iter().map(|count| count_cell(*count, to))).collect()
    });
    let mut blocks = figure(
        "Readiness",
        Table {
            columns: vec![
                (Head::text("Class"), 3),
                (Head::integer("Ready"), 1),
                (Head::integer("Open"), 1),
                (Head::integer("Unpaired"), 1),
            ],
            rows: rows.collect(),
        },
        Chart {
            shape: Shape::StackedBar,
            title: "Readiness by class".into(),
            categories: "Class",
            values: "Objects",
            series: vec![(1, Ink::Good), (2, Ink::Severity(Severity::Minor)), (3, Ink::Rest)],
        },
    );
    blocks.push(Block::Text(READINESS.into()));
    blocks
}

/// 0: paired and nothing worse than a remark; 1: paired with findings; 2: unpaired.
fn state(view: &View<'_>, id: ObjectId) -> usize {
    let is_clean = view.tally_of(id).is_none_or(|tally| tally.worst == Severity::Info);
    match view.facts.pairs.of(id).destination {
        Some(_) if is_clean => 0,
        Some(_) => 1,
        None => 2,
    }
}

const fn sheet_of(class: Class) -> &'static str {
    if class.is_mailbox() {
        mailboxes::NAME
    } else if class.is_group() {
        groups::NAME
    } else {
        contacts::NAME
    }
}

const GB: u64 = 1 << 30;
/// Upper edges of the size bands in bytes; the licence block and the quotas of the plans are edges.
const BANDS: [(u64, &str); 5] = [
    (GB, "below 1 GB"),
    (10 * GB, "1 to 10 GB"),
    (50 * GB, "10 to 50 GB"),
    (100 * GB, "50 to 100 GB"),
    (u64::MAX, "100 GB and more"),
];

/// The band of a size; an edge belongs to the band above it.
fn band(bytes: u64) -> usize {
    BANDS.iter().take_while(|(edge, _)| bytes >= *edge).count().min(BANDS.len() - 1)
}

/// Mailboxes by the size of the primary mailbox.
pub fn sizes<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    if view.mailboxes.is_empty() {
        return Vec::new();
    }
    let mut counts = [0_u64; BANDS.len()];
    let mut unknown = 0;
    for id in &view.mailboxes {
        match view.facts.source.sizes[id.index()].bytes {
            Some(bytes) => counts[band(bytes)] += 1,
            None => unknown += 1,
        }
    }
    let row = |label: &'static str, count| vec![Cell::text(label), count_cell(count, Target::top(mailboxes::NAME))];
    let mut rows: Vec<_> = BANDS.iter().zip(counts).map(|((_, label), count)| row(label, count)).collect();
    rows.push(row("unknown", unknown));
    figure(
        "Mailbox sizes",
        Table { columns: vec![(Head::text("Size"), 4), (Head::integer("Mailboxes"), 2)], rows },
        Chart {
            shape: Shape::Column,
            title: "Mailboxes by size".into(),
            categories: "Size of the primary mailbox",
            values: "Mailboxes",
            series: vec![(1, Ink::Main)],
        },
    )
}

pub(in crate::report::sheets) fn figure<'a>(
    heading: &'static str,
    table: Table<'a>,
    chart: Chart<'a>,
) -> Vec<Block<'a>> {
    vec![Block::Heading(heading.into()), Block::Figure { table, chart }]
}

/// A count that leads to its rows where there are any.
pub(in crate::report::sheets) fn count_cell(count: u64, to: Target) -> Cell<'static> {
    if count == 0 { Cell::Int(0) } else { Cell::Count { count, to } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_belongs_to_the_upper_band() {
        assert_eq!(band(GB - 1), 0);
        assert_eq!(band(GB), 1);
        assert_eq!(band(50 * GB), 3);
        assert_eq!(band(u64::MAX), 4);
    }
}
