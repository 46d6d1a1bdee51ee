//! The lists of the Summary: the worst findings in words, what was not seen, what was read.

use crate::check::{Severity, Status};
use crate::facts::Caution;
use crate::plan::Command;
use crate::report::grid::{Cell, Format, Head, Target};
use crate::report::page::{Block, Bullet, Table};
use crate::report::sheets::{coverage, findings, inputs, rejected};
use crate::report::view::View;
use crate::values::text::counted;

/// Findings that are told in words.
const TOLD: usize = 10;

/// The worst findings in words: blockers, or major findings where there are none.
pub fn worst<'a>(view: &'a View<'a>) -> Vec<Block<'a>> {
    let (severity, heading) = match view.findings.first().map(|finding| finding.severity) {
        Some(Severity::Blocker) => (Severity::Blocker, in_the_way(view.facts.plan.command)),
        Some(Severity::Major) => (Severity::Major, "What to settle first"),
        _ => return Vec::new(),
    };
    let end = view.findings.partition_point(|finding| finding.severity <= severity);
    vec![Block::Heading(heading.into()), Block::Bullets(in_words(view, &(0..end).collect::<Vec<_>>()))]
}

/// What blockers are to the people who read the workbook of a command.
const fn in_the_way(command: Command) -> &'static str {
    match command {
        Command::Cutover => "What keeps the domain",
        Command::Backout => "What is in the way of the way back",
        _ => "What stops the move",
    }
}

/// Some findings in words, in the order of the sheet Findings: the first ones of every check, and how many more there
/// are. `rows` are ascending rows of the sheet.
pub(in crate::report::sheets) fn in_words<'a>(view: &'a View<'a>, rows: &[usize]) -> Vec<Bullet<'a>> {
    let code = |row: usize| view.findings[row].code;
    let lengths: Vec<usize> = rows.chunk_by(|a, b| code(*a) == code(*b)).map(<[_]>::len).collect();
    let bullet = |(place, untold): (usize, usize)| {
        let row = rows[place];
        let finding = view.findings[row];
        let more =
            if untold > 0 { format!(" ({}: {untold} more)", finding.code) } else { format!(" ({})", finding.code) };
        Bullet {
            severity: Some(finding.severity),
            text: format!("{}{more}", finding.message).into(),
            to: Some(Target::row(findings::NAME, row)),
        }
    };
    told(&lengths).into_iter().map(bullet).collect()
}

/// Rows of the findings that are told, and behind the last one of each check how many of it are not; `lengths`
/// are those of the runs of findings of one check.
///
/// Every check has its turn before any has its second one, so that hundreds of one sort hide no other.
fn told(lengths: &[usize]) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = lengths
        .iter()
        .scan(0, |next, length| {
            *next += length;
            Some(*next - length)
        })
        .collect();
    let of_run = |(run, length): (usize, &usize)| (0..TOLD.min(*length)).map(move |turn| (turn, run));
    let mut turns: Vec<(usize, usize)> = lengths.iter().enumerate().flat_map(of_run).collect();
    turns.sort_unstable();
    turns.truncate(TOLD);
    turns.sort_unstable_by_key(|(turn, run)| (*run, *turn));
    let row = |(at, (turn, run)): (usize, &(usize, usize))| {
        let is_last = turns.get(at + 1).is_none_or(|(_, next)| next != run);
        (starts[*run] + turn, if is_last { lengths[*run] - turn - 1 } else { 0 })
    };
    turns.iter().enumerate().map(row).collect()
}

/// The checks that did not run or could not decide every row.
pub fn not_seen<'a>(view: &'a View<'a>) -> Vec<Block<'a>> {
    let lines = view.answer.coverage.iter().enumerate();
    let rows: Vec<Vec<Cell<'a>>> = lines
        .filter(|(_, line)| line.status == Status::NotRun || line.undecidable > 0 || !line.needs.is_empty())
        .map(|(row, line)| {
            let state = match (line.status, line.undecidable) {
                (Status::Run, 0) => coverage::status(line).to_owned(),
                (Status::Run, rows) => format!("{rows} of {} undecided", line.examined),
                _ => coverage::status(line).to_owned(),
            };
            vec![
                Cell::Link { text: line.code.into(), to: Target::row(coverage::NAME, row) },
                Cell::text(view.check(line.code).map_or("", |check| check.title)),
                Cell::text(state),
                Cell::text(line.needs.join("\n")),
            ]
        })
        .collect();
    let heading = Block::Heading("What could not be checked".into());
    if rows.is_empty() {
        return vec![heading, Block::Text("Every check ran, and every row could be decided.".into())];
    }
    let columns = vec![
        (Head::text("Check"), 1),
        (Head::prose("Looks for"), 5),
        (Head::new("Outcome", Format::Text), 2),
        (Head::prose("Missing"), 4),
    ];
    vec![heading, Block::Table(Table { columns, rows })]
}

/// What casts doubt on the answer.
pub fn cautions<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let cautions = view.facts.cautions();
    if cautions.is_empty() {
        return Vec::new();
    }
    let bullet = |caution: Caution| {
        let severity = if caution.doubt.forbids_all_clear() { Severity::Major } else { Severity::Minor };
        Bullet { severity: Some(severity), text: caution.text.into(), to: None }
    };
    vec![Block::Heading("What casts doubt on this".into()), Block::Bullets(cautions.into_iter().map(bullet).collect())]
}

/// What was read, and what of it was left out.
pub fn inputs<'a>(view: &View<'a>) -> Vec<Block<'a>> {
    let files = &view.facts.files;
    let sum = |of: &dyn Fn(&crate::reading::InputFile) -> u64| files.iter().map(of).sum::<u64>();
    let (rows, used) = (sum(&|file| file.rows), sum(&|file| file.used));
    let skipped = sum(&|file| file.skipped.values().sum());
    let unrecognised = files.iter().filter(|file| file.kind.is_none()).count() as u64;
    let bullet = |text: String, to| Bullet { severity: None, text: text.into(), to: Some(to) };
    let mut bullets = vec![bullet(
        format!(
            "{} read with {}: {used} used, {skipped} skipped by a named rule, {} rejected",
            counted(files.len() as u64, "table"),
            counted(rows, "row"),
            view.rejected.len()
        ),
        Target::top(inputs::NAME),
    )];
    if unrecognised > 0 {
        bullets.push(bullet(
            format!("{} not recognised as an export", counted(unrecognised, "table")),
            Target::top(inputs::NAME),
        ));
    }
    if !view.rejected.is_empty() {
        bullets.push(bullet(
            format!("{} could not be used; each is listed with its reason", counted(view.rejected.len() as u64, "row")),
            Target::top(rejected::NAME),
        ));
    }
    vec![Block::Heading("What was read".into()), Block::Bullets(bullets)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_its_turn() {
        assert_eq!(told(&[2, 1]), [(0, 0), (1, 0), (2, 0)]);
        // Ten turns: one of each of the three, then one of each of the two that have more, and so on.
        let rows: Vec<usize> = told(&[100, 1, 20]).iter().map(|(row, _)| *row).collect();
        assert_eq!(rows, [0, 1, 2, 3, 4, 100, 101, 102, 103, 104]);
        assert_eq!(told(&[100, 1, 20])[4], (4, 95), "of the first check 95 are left");
        assert_eq!(told(&[1; 12]).len(), TOLD);
    }
}
