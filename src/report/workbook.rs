//! The workbook of each command: which sheets it has, and what it says about itself.

use jiff::civil::Date;

use super::sheets::{self, Declared, findings, progress};
use super::view::View;
use super::{Properties, Sheet, Workbook};
use crate::facts::age::latest;
use crate::plan::{Command, Plan};

/// The workbook of the command that was run. Its rows are made when they are written.
pub fn of<'a>(view: &'a View<'a>) -> Workbook<'a> {
    let command = view.facts.plan.command;
    let mut sheets: Vec<Sheet<'a>> = contents(command).1.iter().map(|sheet| (sheet.build)(view)).collect();
    if view.since.is_some() {
        let before = sheets.iter().position(|sheet| sheet.name() == findings::NAME).unwrap_or(sheets.len());
        sheets.insert(before, (progress::SHEET.build)(view));
        if let Some(Sheet::Page(summary)) = sheets.first_mut() {
            // Below the verdict.
            let place = 1.min(summary.blocks.len());
            summary.blocks.splice(place..place, progress::on_summary(view));
        }
    }
    Workbook { properties: properties(view, title(command)), sheets }
}

/// What the workbook of a command is called.
pub fn title(command: Command) -> &'static str {
    contents(command).0
}

/// Title and sheets of a command's workbook, as the tabs stand.
fn contents(command: Command) -> (&'static str, &'static [&'static Declared]) {
    match command {
        Command::Assess => ("Assessment", sheets::ASSESSMENT),
        Command::Waves => ("Waves", sheets::WAVES),
        Command::Licences => ("Licences", sheets::LICENCES),
        Command::Cutover => ("Cutover", sheets::CUTOVER),
        Command::Verify => ("Verification", sheets::VERIFICATION),
        Command::Backout => ("Back-out", sheets::BACKOUT),
        Command::Baseline => ("Baseline", sheets::BASELINE),
    }
}

fn properties(view: &View<'_>, title: &str) -> Properties {
    let plan = &view.facts.plan;
    Properties {
        title: title.to_owned(),
        project: project(plan).to_owned(),
        program: format!("tenantcheck {}", env!("CARGO_PKG_VERSION")),
        made: made(view).map(|day| day.at(0, 0, 0, 0)),
    }
}

/// What the move is called.
pub fn project(plan: &Plan) -> &str {
    plan.name.as_deref().unwrap_or("Tenant-to-tenant migration")
}

/// The day that the report bears: the one that counts as today, else the latest one in the exports.
fn made(view: &View<'_>) -> Option<Date> {
    let exported = || latest(&view.facts.source).max(latest(&view.facts.destination));
    view.facts.plan.today.or_else(exported)
}
