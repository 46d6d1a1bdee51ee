//! Guards over the catalogue of checks as a whole; what one check finds is tested beside it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tenantcheck::check::{Check, Coverage, Need, Status};
use tenantcheck::checks::{self, ALL};
use tenantcheck::engine;
use tenantcheck::facts::Facts;
use tenantcheck::intern::Interner;
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::reading::{self, Reading};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The plan of a project file.
fn plan(project: &Path, command: Command) -> Plan {
    let codes: Vec<&str> = ALL.iter().map(|check| check.code).collect();
    Project::read(project, &codes).expect("a project file").into_plan(command)
}

/// The facts of a project without the tables that `taken` names.
fn facts(plan: &Plan, taken: Option<&Need>) -> Facts {
    let interner = Interner::default();
    let mut reading = reading::read(plan, &interner, &Unwatched).expect("exports of both sides");
    if let Some(need) = taken {
        take_away(&mut reading, need);
    }
    Facts::build(plan, reading, interner)
}

/// Removes every table that could satisfy a need.
fn take_away(reading: &mut Reading, need: &Need) {
    let carries =
        |table: &tenantcheck::normalize::Table| need.any.iter().any(|carried| std::ptr::eq(carried.kind, table.kind));
    for (snapshot, tables) in &mut reading.tables {
        if need.side.is_none_or(|side| side == snapshot.side) {
            tables.retain(|table| !carries(table));
        }
    }
}

#[test]
fn codes_are_unique_ascending_and_each_has_a_file_of_its_name() {
    let mut order: Vec<&str> = ALL.iter().map(|check| check.code).collect();
    order.sort_unstable();
    order.dedup();
    assert_eq!(order, ALL.iter().map(|check| check.code).collect::<Vec<_>>());
    for check in ALL {
        let file = source(check);
        assert!(file.contains(&format!("code: \"{}\"", check.code)), "{} stands in another file", check.code);
        let first = format!("//! {} {}: ", check.code, check.name);
        assert!(file.starts_with(&first), "the file of {} must open with `{first}`", check.code);
    }
    let mut names: Vec<&str> = ALL.iter().map(|check| check.name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "two checks have one name");
}

fn source(check: &Check) -> String {
    let path: PathBuf = root().join("src/checks").join(format!("{}.rs", check.code.to_lowercase()));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_placeholder_of_a_message_has_a_word() {
    let folder = fs::read_dir(root().join("src/checks")).expect("the catalogue");
    let all: String =
        folder.map(|entry| fs::read_to_string(entry.expect("a file").path()).expect("a source file")).collect();
    for check in ALL {
        for part in check.message.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or_default();
            let is_given = ["subject", "value", "holder", "side"].contains(&name);
            let is_made = all.contains(&format!(".with(\"{name}\"")) || all.contains(&format!("(\"{name}\","));
            assert!(is_given || is_made, "{}: nothing fills `{{{name}}}`", check.code);
        }
    }
}

#[test]
fn sentences_are_sentences() {
    for check in ALL {
        for text in [check.title, check.why, check.fix, check.message] {
            assert!(!text.is_empty() && !text.ends_with('.') && !text.contains("  "), "{}: `{text}`", check.code);
        }
    }
}

#[test]
fn needs_name_columns_of_their_kinds() {
    for check in ALL {
        for need in check.needs.iter().chain(check.wants) {
            assert!(!need.any.is_empty(), "{} needs one of nothing", check.code);
            for carried in need.any {
                let found = carried.kind.column(carried.column.name);
                assert!(
                    found.is_some_and(|column| std::ptr::eq(column, carried.column)),
                    "{} needs `{}` of {}, which has no such column",
                    check.code,
                    carried.column.name,
                    carried.kind.name
                );
            }
        }
    }
}

/// Both sample projects carry, between them, what every check needs; without it, it does not run.
#[test]
fn without_a_need_a_check_does_not_run() {
    assert_each_need(&plan(&root().join("samples/migration.toml"), Command::Assess));
}

#[test]
fn without_a_need_a_check_after_the_move_does_not_run() {
    assert_each_need(&plan(&root().join("tests/data/moved/migration.toml"), Command::Verify));
}

fn assert_each_need(plan: &Plan) {
    let checks = checks::of(plan.command);
    let whole = facts(plan, None);
    let all = engine::run(&checks, &whole, &Unwatched);
    let ran: BTreeMap<&str, Status> = all.coverage.iter().map(|coverage| (coverage.code, coverage.status)).collect();
    for &check in &checks {
        assert_eq!(ran[check.code], Status::Run, "{} does not run on the samples", check.code);
        for need in check.needs {
            let without = engine::run(&[check], &facts(plan, Some(need)), &Unwatched);
            let coverage = &without.coverage[0];
            assert_eq!(coverage.status, Status::NotRun, "{} runs without {}", check.code, need.describe(plan));
            assert!(coverage.needs.contains(&need.describe(plan)), "{}: {:?}", check.code, coverage.needs);
            assert!(without.findings.is_empty() && !coverage.commands.is_empty(), "{}", check.code);
        }
    }
}

#[test]
fn nothing_is_found_in_a_clean_pair_of_tenants() {
    let plan = plan(&root().join("tests/data/clean/migration.toml"), Command::Assess);
    let answer = engine::run(&checks::of(plan.command), &facts(&plan, None), &Unwatched);
    let found: Vec<String> = answer
        .findings
        .iter()
        .map(|finding| {
            format!("{} {} {} {}: {}", finding.code, finding.side, finding.subject, finding.value, finding.message)
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    // Domains and members bear no date, so that their age cannot be decided.
    let decides = |line: &Coverage| line.undecidable == 0 || line.code == "INP014";
    let blind = answer.coverage.iter().filter(|line| line.status != Status::Run || !decides(line));
    let blind: Vec<String> = blind
        .map(|line| {
            format!("{} {:?}, {} undecidable; needs {:?}", line.code, line.status, line.undecidable, line.needs)
        })
        .collect();
    assert!(blind.is_empty(), "{}", blind.join("\n"));
}
