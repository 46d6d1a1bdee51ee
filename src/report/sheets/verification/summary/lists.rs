//! The lists of the Summary: the gaps in words, and what to export so that more can be said.

use crate::check::Severity;
use crate::report::grid::{Cell, Head, Target};
use crate::report::page::{Block, Bullet, Table};
use crate::report::sheets::coverage;
use crate::report::sheets::summary::lists::in_words;
use crate::report::verification::{is_gap, lacking as missing};
use crate::report::view::View;

/// The gaps in words, the worst first; every check has its turn.
pub fn gaps<'a>(view: &'a View<'a>) -> Vec<Block<'a>> {
    let mut bullets: Vec<Bullet<'a>> = Vec::new();
    for severity in [Severity::Blocker, Severity::Major, Severity::Minor] {
        let is_meant = |row: &usize| view.findings[*row].severity == severity && is_gap(view.findings[*row]);
        let rows: Vec<usize> = (0..view.findings.len()).filter(is_meant).collect();
        bullets.extend(in_words(view, &rows));
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("What is to be closed".into()), Block::Bullets(bullets)]
}

/// What is missing for the checks that could not run, with the commands that export it.
pub fn lacking<'a>(view: &'a View<'a>) -> Vec<Block<'a>> {
    let lacking = missing(view.answer);
    if lacking.is_empty() {
        return Vec::new();
    }
    let place = |code: &str| view.answer.coverage.iter().position(|line| line.code == code);
    let rows = lacking.iter().map(|one| {
        let codes = one.codes.join(", ");
        vec![
            Cell::text(one.what),
            Cell::Link {
                text: codes.into(),
                to: place(one.codes[0]).map_or(Target::top(coverage::NAME), |row| Target::row(coverage::NAME, row)),
            },
            Cell::text(one.command.unwrap_or_default()),
        ]
    });
    let columns =
        vec![(Head::prose("Missing"), 3), (Head::prose("Checks that wait for it"), 3), (Head::prose("Command"), 6)];
    let table = Table { columns, rows: rows.collect() };
    vec![Block::Heading("What to export, so that more can be said".into()), Block::Table(table)]
}
