//! The Runbook sheet of the sample project against what a person worked out for every step before the move.

use std::collections::BTreeMap;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use tenantcheck::plan::Command;
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::{checks, report};

/// The Runbook sheet of a run over the sample project.
fn sheet() -> Range<Data> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let codes: Vec<_> = checks::ALL.iter().map(|check| check.code).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/migration.toml");
    let mut plan = Project::read(&path, &codes).expect("a project file").into_plan(Command::Assess);
    plan.output.workbook = Some(folder.path().join("assessment.xlsx"));
    let report = tenantcheck::run(&plan, &Unwatched).expect("the samples can be read");
    report::write(&report, &Unwatched).expect("the folder can be written");
    let mut book: Xlsx<_> = open_workbook(folder.path().join("assessment.xlsx")).expect("it is a workbook");
    book.worksheet_range("Runbook").expect("a sheet Runbook")
}

/// The numbers in a label of steps, e.g. `2-3` or `24, 31`.
fn numbers(label: &str) -> Vec<u8> {
    let number = |text: &str| text.trim().parse::<u8>().unwrap_or_else(|error| panic!("`{label}`: {error}"));
    let range = |part: &str| match part.split_once('-') {
        Some((first, last)) => (number(first)..=number(last)).collect::<Vec<u8>>(),
        None => vec![number(part)],
    };
    label.split(',').flat_map(range).collect()
}

/// The states of all steps, by number.
fn states() -> BTreeMap<u8, String> {
    let sheet = sheet();
    let mut rows = sheet.rows();
    let header = rows.next().expect("a header");
    let at = |title: &str| header.iter().position(|cell| *cell == *title).unwrap_or_else(|| panic!("no `{title}`"));
    let (step, state) = (at("Step"), at("State"));
    rows.flat_map(|row| {
        let state = row[state].to_string();
        numbers(&row[step].to_string()).into_iter().map(move |number| (number, state.clone()))
    })
    .collect()
}

/// Whether a state is the expected one; `*` is any number, and `...` at the end any rest.
fn is_as_expected(state: &str, expected: &str) -> bool {
    match expected.split_once("...").or_else(|| expected.split_once('*')) {
        Some((head, tail)) => state.starts_with(head) && state.ends_with(tail),
        None => state == expected,
    }
}

#[test]
fn every_step_before_the_move_stands_as_a_person_found() {
    let states = states();
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/runbook.tsv"))
        .expect("a table of expectations");
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut wrong = Vec::new();
    let mut judged = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let number: u8 = cells[0].parse().expect("the number of a step");
        judged.push(number);
        let state = states.get(&number).map_or("no such step", String::as_str);
        if !is_as_expected(state, cells[1]) {
            wrong.push(format!("{number}: `{state}`, not `{}` ({})", cells[1], cells[2]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(judged, (1..=40).chain(46..=61).collect::<Vec<u8>>());
}
