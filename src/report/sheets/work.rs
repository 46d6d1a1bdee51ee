//! The order of work on a Summary: parts of the work by step of the runbook, and what is left of each as the checks
//! see it.

use crate::check::{Check, Coverage, Severity, Status};
use crate::report::grid::{Cell, Format, Head, Target};
use crate::report::page::{Table, Tone};
use crate::report::sheets::findings;
use crate::report::view::View;

/// A part of the work: the steps of the runbook, what is done, the checks that show what is left.
pub struct Work {
    /// Numbers of the steps.
    pub steps: &'static str,
    /// What is done in them.
    pub what: &'static str,
    /// The checks that find what is left.
    pub codes: &'static [&'static str],
}

/// How many findings some checks have, and where the first one stands.
pub fn found(view: &View<'_>, codes: &[&str]) -> (u64, Option<Target>) {
    let count = view.findings.iter().filter(|finding| codes.contains(&finding.code)).count() as u64;
    let first = codes.iter().filter_map(|code| view.first_of(code)).min();
    (count, first.map(|row| Target::row(findings::NAME, row)))
}

/// The parts of the work with what is left of each; `title` is that of the column that says what is done.
pub fn table<'a>(view: &View<'a>, title: &'static str, works: &[Work]) -> Table<'a> {
    let rows = works.iter().map(|work| {
        let (left, to) = found(view, work.codes);
        let (state, tone) = state(view, work, left);
        vec![
            Cell::text(work.steps),
            Cell::text(work.what),
            Cell::maybe(to, |to| Cell::Count { count: left, to }),
            Cell::Toned { text: state.into(), tone },
            Cell::maybe(checks(view, work).next(), |check| Cell::text(check.fix)),
        ]
    });
    Table {
        columns: vec![
            (Head::text("Step"), 1),
            (Head::prose(title), 3),
            (Head::integer("Left"), 1),
            (Head::new("State", Format::Text), 2),
            (Head::prose("How"), 5),
        ],
        rows: rows.collect(),
    }
}

/// The checks of a part of the work.
fn checks(view: &View<'_>, work: &Work) -> impl Iterator<Item = &'static Check> {
    work.codes.iter().filter_map(|code| view.check(code))
}

/// How a part of the work stands: what was not looked at is never done.
fn state(view: &View<'_>, work: &Work, left: u64) -> (String, Tone) {
    let lines: Vec<&Coverage> = view.answer.coverage.iter().filter(|line| work.codes.contains(&line.code)).collect();
    let unknown: u64 = lines.iter().map(|line| line.undecidable).sum();
    let is_blind = lines.len() < work.codes.len() || lines.iter().any(|line| line.status != Status::Run);
    let doubtful = Tone::Severity(Severity::Minor);
    match (left, is_blind, unknown) {
        (0, true, _) => ("cannot say".to_owned(), doubtful),
        (0, false, 0) => ("done".to_owned(), Tone::Good),
        (0, false, unknown) => (format!("cannot say of {unknown}"), doubtful),
        (left, ..) => {
            let worst = checks(view, work).map(|check| check.severity).min().unwrap_or(Severity::Blocker);
            (format!("open ({left})"), Tone::Severity(worst))
        }
    }
}
