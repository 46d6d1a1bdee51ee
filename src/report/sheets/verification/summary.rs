//! Summary of a verification: whether everything arrived, by class, what was kept, the gaps in words, what could not
//! be looked at, and what was compared.

mod gauges;
mod lists;
mod tiles;

use std::borrow::Cow;

use crate::facts::age::latest;
use crate::report::Sheet;
use crate::report::page::{Block, Page};
use crate::report::sheets::Declared;
use crate::report::sheets::summary::{self, lists as shared};
use crate::report::verification::verdict::verdict;
use crate::report::view::View;
use crate::report::workbook::project;
use crate::schema::Snapshot;
use crate::values::text::counted;

/// The sheet.
pub static SHEET: Declared = Declared { name: summary::NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let verdict = verdict(view.facts, view.answer);
    let mut blocks = vec![Block::Verdict { tone: verdict.tone, text: verdict.text.into() }];
    blocks.push(Block::Tiles(tiles::all(view)));
    blocks.extend(shared::cautions(view));
    blocks.extend(gauges::classes(view));
    blocks.extend(gauges::kept(view));
    blocks.extend(lists::gaps(view));
    blocks.extend(lists::lacking(view));
    blocks.extend(shared::not_seen(view));
    blocks.extend(shared::inputs(view));
    Sheet::Page(Page {
        name: summary::NAME,
        title: format!("{}: verification", project(&view.facts.plan)).into(),
        subtitle: subtitle(view),
        blocks,
    })
}

/// What was compared: the exports of each moment with the day up to which they know, and which objects.
fn subtitle<'a>(view: &'a View<'a>) -> Vec<Cow<'a, str>> {
    let facts = view.facts;
    let line = |role: &str, snapshot: Snapshot| {
        let Some(at) = facts.at_moment(snapshot) else { return format!("{role}: not given") };
        let name = facts.domains.of(snapshot.side).initial.as_deref().unwrap_or("initial domain not known");
        let files = facts.files.iter().filter(|file| file.snapshot() == Some(snapshot)).count() as u64;
        let tables = counted(files, "table");
        match latest(at.tenant(snapshot.side)) {
            Some(day) => format!("{role}: {name}, {tables}, exports up to {day}"),
            None => format!("{role}: {name}, {tables}, exports without a date inside"),
        }
    };
    let asked = view.verification.as_ref().map_or(0, |verification| verification.objects.len() as u64);
    let scope = match facts.scope.in_words(facts) {
        Some(words) => format!("Scope: {words}"),
        None => format!("Scope: all of the baseline, {}", counted(asked, "object")),
    };
    let mut lines: Vec<Cow<'a, str>> = vec![
        line("Baseline of the source", Snapshot::SOURCE_BEFORE).into(),
        line("Destination now", Snapshot::DESTINATION).into(),
        line("Baseline of the destination", Snapshot::DESTINATION_BEFORE).into(),
        line("Source now", Snapshot::SOURCE).into(),
        scope.into(),
    ];
    lines.extend(summary::action_files(&facts.plan).map(Cow::Owned));
    lines
}
