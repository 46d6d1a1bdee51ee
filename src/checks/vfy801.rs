//! VFY801 content-short: a mailbox arrived with fewer items than it had.

use super::arrived::{self, Arrived};
use crate::check::{Carried, Check, Hit, Need, Selection, Severity};
use crate::facts::{Facts, RowRef, Sizes};
use crate::kinds::{archive_statistics, mailbox_statistics, mailbox_usage, mailboxes};
use crate::schema::{Column, Side};

const ITEMS: &[Carried] = &[
    Carried { kind: &mailbox_statistics::KIND, column: &mailbox_statistics::ITEM_COUNT },
    Carried { kind: &mailbox_usage::KIND, column: &mailbox_usage::ITEM_COUNT },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::ITEM_COUNT },
];

/// Item counts of the source.
const SOURCE_ITEMS: Need = Need { side: Some(Side::Source), moment: None, any: ITEMS };

/// Item counts of the destination.
const DESTINATION_ITEMS: Need = Need { side: Some(Side::Destination), moment: None, any: ITEMS };

/// The check.
pub static CHECK: Check = Check {
    code: "VFY801",
    name: "content-short",
    severity: Severity::Major,
    title: "The mailbox has fewer items than in the baseline",
    why: "What is not there after the last pass is lost when the old tenant goes. Items are counted, and no bytes, since each \
          tenant counts those differently; less by up to the tolerance (1 % unless said otherwise) is no gap, nor is more. The \
          archive is compared apart from the primary mailbox where the baseline has one. A count that one side does not show is \
          undecidable",
    fix: "Look at the errors of the mover for this mailbox and run another pass",
    message: "The {part} of {subject} had {before} items, and {pair} has {now}: {percent} % less",
    needs: &[SOURCE_ITEMS, DESTINATION_ITEMS],
    wants: &[],
    select,
};

/// A part of a mailbox that is counted by itself.
struct Part {
    name: &'static str,
    items: fn(&Sizes) -> Option<u64>,
    at: fn(&Sizes) -> Option<RowRef>,
}

const PRIMARY: Part = Part { name: "mailbox", items: |sizes| sizes.items, at: |sizes| sizes.at };
const ARCHIVE: Part = Part { name: "archive", items: |sizes| sizes.archive_items, at: |sizes| sizes.archive_at };

fn select(facts: &Facts, selection: &mut Selection) {
    for arrived in arrived::each(facts).filter(|arrived| arrived.object.class.is_mailbox()) {
        compare(facts, arrived, &PRIMARY, selection);
        let sizes = facts.source.sizes[arrived.id.index()];
        if sizes.archive == Some(true) || sizes.archive_items.is_some() {
            compare(facts, arrived, &ARCHIVE, selection);
        }
    }
}

fn compare(facts: &Facts, Arrived { id, object, pair, other }: Arrived, part: &Part, selection: &mut Selection) {
    selection.examine();
    let sizes = &facts.source.sizes[id.index()];
    let items = |sizes: &Sizes| (part.items)(sizes);
    let (Some(before), Some(now)) = (items(sizes), items(&facts.destination.sizes[pair.index()])) else {
        selection.undecided();
        return;
    };
    if is_short(before, now, facts.plan.tolerance_percent) {
        let percent = (before - now) as f64 * 100.0 / before as f64;
        let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{before}>{now}"))
            .with("part", part.name)
            .with("before", before.to_string())
            .with("pair", facts.text(other.subject))
            .with("now", now.to_string())
            .with("percent", format!("{percent:.1}"))
            .seen((part.at)(sizes).map(|at| facts.at(Side::Source, at, column(facts, at))));
        selection.hit(hit);
    }
}

/// Whether more is missing than the tolerance allows; exactly the tolerance is not.
fn is_short(before: u64, now: u64, tolerance_percent: f64) -> bool {
    let lost = before.saturating_sub(now);
    lost > 0 && lost as f64 * 100.0 > before as f64 * tolerance_percent
}

/// The column in which an export counts items.
fn column(facts: &Facts, at: RowRef) -> Option<&'static Column> {
    let table = &facts.source.tables[at.table as usize];
    let archives = Carried { kind: &archive_statistics::KIND, column: &archive_statistics::ITEM_COUNT };
    let mut columns = ITEMS.iter().copied().chain([archives]);
    columns.find(|carried| table.is(carried.kind) && table.has(carried.column)).map(|carried| carried.column)
}
