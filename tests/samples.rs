//! The sample projects against what a person expects of them: findings, silences and pairs in `tests/expected`.

use std::collections::BTreeSet;
use std::path::Path;

use tenantcheck::check::{Finding, Severity, Status};
use tenantcheck::plan::Command;
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::report::document::Document;
use tenantcheck::schema::Side;
use tenantcheck::{Report, checks};

fn codes() -> Vec<&'static str> {
    checks::ALL.iter().map(|check| check.code).collect()
}

fn run(project: &str) -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(project);
    let project = Project::read(&path, &codes()).expect("a project file");
    tenantcheck::run(&project.into_plan(Command::Assess), &Unwatched).expect("a report")
}

/// The rows of a table of expectations, without comments and header.
fn expected(table: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(table);
    let text = std::fs::read_to_string(path).expect("a table of expectations");
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// A finding as a line of the tables: code, side, subject, value, holder.
fn line(finding: &Finding) -> String {
    let holder = finding.holder.as_deref().unwrap_or_default();
    [finding.code, finding.side.as_str(), &finding.subject, &finding.value, holder].join("\t")
}

/// Compares the findings of the codes that are judged with a table, line by line.
fn assert_findings(report: &Report, table: &str, is_judged: impl Fn(&str) -> bool) {
    let found: BTreeSet<String> =
        report.answer.findings.iter().filter(|finding| is_judged(finding.code)).map(line).collect();
    let known = codes();
    let rows = expected(table).into_iter().filter(|row| known.contains(&row[0].as_str()) && is_judged(&row[0]));
    let wanted: BTreeSet<String> = rows.map(|row| row.join("\t")).collect();
    let lines = |lines: Vec<&String>| lines.into_iter().flat_map(|line| ["\n  ", line]).collect::<String>();
    let missing = lines(wanted.difference(&found).collect());
    let surplus = lines(found.difference(&wanted).collect());
    assert!(missing.is_empty() && surplus.is_empty(), "{table}: missing:{missing}\nsurplus:{surplus}");
}

/// No finding may match a row of a silent table; `*` stands for any value.
fn assert_silent(report: &Report, table: &str) {
    for row in expected(table) {
        let matches = |finding: &&Finding| {
            finding.code == row[0]
                && finding.side.as_str() == row[1]
                && finding.subject == row[2]
                && (row[3] == "*" || finding.value == row[3])
        };
        let found = report.answer.findings.iter().find(matches).map(line);
        assert_eq!(found, None, "{table}: {}", row[4]);
    }
}

/// Rows read are rows used, rejected or skipped by a rule, for every sheet as every kind.
fn assert_account(report: &Report) {
    for file in report.facts.files.iter() {
        let skipped: u64 = file.skipped.values().sum();
        assert_eq!(file.rows, file.used + file.rejected.len() as u64 + skipped, "{}", file.subject());
    }
}

#[test]
fn the_sample_project_gives_what_a_person_expects() {
    let report = run("samples/migration.toml");
    assert_findings(&report, "samples.tsv", |code| code != "INP005");
    assert_silent(&report, "silent.tsv");
    assert_account(&report);
    for row in expected("samples.tsv").iter().filter(|row| row[0] == "INP005") {
        let is_there = report.answer.findings.iter().any(|finding| line(finding) == row.join("\t"));
        assert!(is_there, "{row:?}");
    }
}

#[test]
fn the_project_of_the_native_mover_gives_what_a_person_expects() {
    let report = run("samples/native/migration.toml");
    assert_findings(&report, "native.tsv", |code| code != "INP005");
    assert_silent(&report, "native_silent.tsv");
    assert_account(&report);
}

/// `[checks]` of the native project, and a check whose severity depends on the mover.
#[test]
fn severities_are_those_of_the_project_and_of_its_mover() {
    let report = run("samples/native/migration.toml");
    let severities = |code: &str| -> BTreeSet<Severity> {
        let findings = report.answer.findings.iter().filter(|finding| finding.code == code);
        findings.map(|finding| finding.severity).collect()
    };
    assert_eq!(severities("MBX005"), BTreeSet::from([Severity::Blocker]), "holds stop the native mover");
    assert_eq!(severities("MBX006"), BTreeSet::from([Severity::Minor]), "the project overrides it");
    let off = report.answer.coverage.iter().find(|line| line.code == "ADR012").expect("a line of coverage");
    assert_eq!(off.status, Status::Off);
}

/// Every check fires in a sample project, on a trouble that a person has planted.
#[test]
fn every_check_has_its_trouble_in_a_sample() {
    let tables = ["samples.tsv", "native.tsv", "damaged.tsv", "cutover.tsv", "verification.tsv", "backout.tsv"];
    let planted: BTreeSet<String> = tables.iter().flat_map(|table| expected(table)).map(|row| row[0].clone()).collect();
    let without: Vec<&str> = codes().into_iter().filter(|code| !planted.contains(*code)).collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn the_damaged_exports_give_what_a_person_expects() {
    let report = run("samples/damaged/migration.toml");
    assert_findings(&report, "damaged.tsv", |code| code.starts_with("INP") && code != "INP005");
    assert_silent(&report, "damaged_silent.tsv");
    assert_account(&report);
}

#[test]
fn the_pairs_are_those_that_a_person_finds() {
    let report = run("samples/migration.toml");
    let facts = &report.facts;
    let of = |id| facts.pairs.of(id);
    let in_scope = facts.source.in_scope().filter(|(id, _)| !facts.pairs.points_back(*id));
    let found: BTreeSet<String> = in_scope
        .map(|(id, object)| {
            let destination = of(id).destination.map_or("", |other| facts.subject(Side::Destination, other));
            [facts.text(object.subject), destination, object.class.as_str(), of(id).method.as_str()].join("\t")
        })
        .collect();
    let wanted: BTreeSet<String> = expected("pairs.tsv").into_iter().map(|row| row.join("\t")).collect();
    let missing: Vec<_> = wanted.difference(&found).collect();
    let surplus: Vec<_> = found.difference(&wanted).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "missing: {missing:#?}\nsurplus: {surplus:#?}");
}

/// What is to be bought: units and costs of every basket, seats and missing seats of every plan.
#[test]
fn the_licences_are_those_that_a_person_counts() {
    let report = run("samples/migration.toml");
    let licences = Document::of(&report).licences.expect("an assessment estimates the licences");
    let mut found: Vec<String> = Vec::new();
    for basket in &licences.baskets {
        let cost = basket.cost.map(|cost| format!("{cost:.2}")).unwrap_or_default();
        let floor = if basket.floor { "floor" } else { "whole" };
        found.extend(
            basket.units.iter().map(|(unit, needed)| {
                [basket.name.as_str(), unit.as_str(), &needed.to_string(), &cost, floor].join("\t")
            }),
        );
    }
    for plan in &licences.plans {
        assert_eq!(plan.to_buy, plan.needed.saturating_sub(plan.owned), "{}", plan.plan);
        found.push(format!("plan\t{}\t{}\t{}\t", plan.plan, plan.needed, plan.to_buy));
    }
    let wanted: Vec<String> = expected("licences.tsv").into_iter().map(|row| row.join("\t")).collect();
    assert_eq!(found, wanted);
    assert_eq!(licences.needs_data, ["aisha.khan@contoso.com"]);
}
