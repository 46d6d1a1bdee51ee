//! Summary: the answer on one page, with the way to the rows behind every number.

pub(super) mod figures;
pub(super) mod lists;
mod mover;
pub(super) mod tiles;

use std::borrow::Cow;

use super::Declared;
use crate::facts::age::latest;
use crate::plan::Plan;
use crate::report::Sheet;
use crate::report::page::{Block, Page};
use crate::report::verdict::verdict;
use crate::report::view::View;
use crate::report::workbook::project;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Summary";

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let verdict = verdict(view.answer);
    let mut blocks = vec![Block::Verdict { tone: verdict.tone, text: verdict.text.into() }];
    blocks.push(Block::Tiles(tiles::all(view)));
    blocks.extend(figures::families(view));
    blocks.extend(lists::worst(view));
    blocks.extend(figures::readiness(view));
    blocks.extend(figures::sizes(view));
    blocks.extend(lists::not_seen(view));
    blocks.extend(lists::inputs(view));
    blocks.extend(mover::profile(view));
    Sheet::Page(Page {
        name: NAME,
        title: format!("{}: assessment", project(&view.facts.plan)).into(),
        subtitle: subtitle(view),
        blocks,
    })
}

fn subtitle<'a>(view: &View<'a>) -> Vec<Cow<'a, str>> {
    let mut lines = vec![tenant(view, Side::Source), tenant(view, Side::Destination), domains(view)];
    lines.extend(when(&view.facts.plan));
    lines.extend(action_files(&view.facts.plan));
    lines.into_iter().map(Cow::Owned).collect()
}

/// A tenant with the day up to which its exports know.
pub(super) fn tenant(view: &View<'_>, side: Side) -> String {
    let role = match side {
        Side::Source => "Source",
        Side::Destination => "Destination",
    };
    let name = view.facts.domains.of(side).initial.as_deref().unwrap_or("initial domain not known");
    match latest(view.facts.tenant(side)) {
        Some(day) => format!("{role}: {name}, exports up to {day}"),
        None => format!("{role}: {name}, exports without a date inside"),
    }
}

fn domains(view: &View<'_>) -> String {
    let domains = &view.facts.domains;
    let moving: Vec<&str> = domains.moving.iter().map(String::as_str).collect();
    let mut line = match moving[..] {
        [] => "Moving domains: none known".to_owned(),
        _ => format!("Moving domains: {}", moving.join(", ")),
    };
    if domains.assumed {
        line.push_str(" (assumed from the primary addresses: nothing names them)");
    }
    let renamed: Vec<String> =
        domains.map.iter().filter(|(old, new)| old != new).map(|(old, new)| format!("{old} becomes {new}")).collect();
    if !renamed.is_empty() {
        line.push_str("; ");
        line.push_str(&renamed.join(", "));
    }
    line
}

/// Where the files are that close what was found.
pub(super) fn action_files(plan: &Plan) -> Option<String> {
    let folder = plan.output.actions.as_ref()?;
    Some(format!("Action files: {}, beginning with README.txt", folder.display()))
}

/// The planned cutover, and how far away it is where the plan says which day it is.
pub(super) fn when(plan: &Plan) -> Option<String> {
    let cutover = plan.cutover.as_ref()?;
    let at = cutover.strftime("%Y-%m-%d %H:%M %:z");
    let days = plan.today.map(|today| (cutover.date() - today).get_days());
    Some(match days {
        Some(0) => format!("Cutover: {at}, today"),
        Some(days) if days > 0 => format!("Cutover: {at}, in {days} days"),
        Some(_) => format!("Cutover: {at}, which has passed"),
        None => format!("Cutover: {at}"),
    })
}
