//! Runbook: how every step of the move stands, as far as the exports tell, with room for a person's word.

use super::{Declared, coverage, domains, findings, inputs, mailboxes};
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key, Target};
use crate::report::page::Tone;
use crate::report::view::View;
use crate::runbook::{Lead, State, Step, Verdict, steps, verdicts};
use crate::severity::Severity;

/// Name of the sheet.
pub const NAME: &str = "Runbook";

/// What a row is found by in a later workbook.
const KEY: Key = Key(&[&["Step"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Step"),
        Head::text("Phase"),
        Head::prose("What is done").cap(44),
        Head::prose("State").cap(24),
        Head::prose("Detail").cap(84),
        Head::text("Look at"),
        Head::person_made("Done", &["yes", "no"]),
        Head::person_made("Note", &[]),
    ];
    let rows: Vec<(&Step, Verdict)> =
        steps::of(view.facts.plan.command).zip(verdicts(view.facts, view.answer)).collect();
    let mut grid = Grid::new(NAME, columns, rows.len(), move |row, cells| {
        let (step, verdict) = &rows[row];
        let lead = verdict.lead.and_then(|lead| target(view, lead));
        cells.extend([
            Cell::text(step.label()),
            Cell::text(step.phase.as_str()),
            Cell::text(step.what),
            Cell::Toned { text: verdict.state.to_string().into(), tone: tone(&verdict.state) },
            Cell::text(verdict.detail.clone()),
            Cell::maybe(lead, |to| Cell::Link { text: to.sheet.into(), to }),
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.print_before("Look at");
    Sheet::Grid(grid.keyed(KEY))
}

/// What cannot be decided is no better than what is open.
const fn tone(state: &State) -> Tone {
    match state {
        State::Done => Tone::Good,
        State::Open { worst, .. } => Tone::Severity(*worst),
        State::Undecidable(_) => Tone::Severity(Severity::Minor),
        State::Manual | State::By(_) => Tone::Neutral,
    }
}

fn target(view: &View<'_>, lead: Lead) -> Option<Target> {
    match lead {
        Lead::Check(code) => view.first_of(code).map(|row| Target::row(findings::NAME, row)).or_else(|| {
            let row = view.answer.coverage.iter().position(|line| line.code == code)?;
            Some(Target::row(coverage::NAME, row))
        }),
        Lead::Domains => Some(Target::top(domains::NAME)),
        Lead::Inputs => Some(Target::top(inputs::NAME)),
        Lead::Objects => Some(Target::top(mailboxes::NAME)),
    }
}
