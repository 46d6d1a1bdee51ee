//! The later states of the sample project, by the command line: the night of the move, the morning after, a back-out.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tenantcheck::checks;

/// One command over the sample project.
struct Stage {
    line: &'static str,
    /// The tables in `tests/expected`, without their endings.
    table: &'static str,
    /// The family of codes that all have their trouble in it.
    family: &'static str,
}

const CUTOVER: Stage =
    Stage { line: "cutover --domain contoso.com --source samples/cutover/source", table: "cutover", family: "DOM" };

const VERIFY: Stage = Stage {
    line: "verify --source samples/after/source --destination samples/after/destination",
    table: "verification",
    family: "VFY",
};

const BACKOUT: Stage = Stage {
    line: "backout --source samples/backout/source --destination samples/backout/destination",
    table: "backout",
    family: "BCK",
};

/// The JSON document of a stage.
fn run(stage: &Stage) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_tenantcheck"))
        .args(stage.line.split_whitespace())
        .args(["--project", "samples/migration.toml", "--no-workbook", "--json", "-", "--quiet"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}: {}", stage.line, String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The rows of a table of expectations, without comments and header.
fn expected(table: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected").join(table);
    let text = std::fs::read_to_string(path).expect("a table of expectations");
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).skip(1);
    rows.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// The findings of a document as rows of the tables: code, side, subject, value, holder.
fn findings(document: &Value) -> Vec<Vec<String>> {
    let cell = |finding: &Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let row = |finding| ["code", "side", "subject", "value", "holder"].map(|key| cell(finding, key)).to_vec();
    document["findings"].as_array().expect("findings").iter().map(row).collect()
}

/// Neither more nor less than the tables say; what an export lacks (INP) is not judged.
fn assert_stage(stage: &Stage) {
    let document = run(stage);
    let found: BTreeSet<Vec<String>> =
        findings(&document).into_iter().filter(|row| !row[0].starts_with("INP")).collect();
    let wanted: BTreeSet<Vec<String>> = expected(&format!("{}.tsv", stage.table)).into_iter().collect();
    let missing: Vec<String> = wanted.difference(&found).map(|row| row.join("\t")).collect();
    let surplus: Vec<String> = found.difference(&wanted).map(|row| row.join("\t")).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "{}: missing: {missing:#?}\nsurplus: {surplus:#?}", stage.table);
    for row in expected(&format!("{}_silent.tsv", stage.table)) {
        let is_it = |found: &&Vec<String>| found[..3] == row[..3] && (row[3] == "*" || found[3] == row[3]);
        assert_eq!(found.iter().find(is_it), None, "{}: {}", stage.table, row[4]);
    }
}

#[test]
fn the_night_of_the_move_gives_what_a_person_expects() {
    assert_stage(&CUTOVER);
}

#[test]
fn the_morning_after_gives_what_a_person_expects() {
    assert_stage(&VERIFY);
}

#[test]
fn the_back_out_gives_what_a_person_expects() {
    assert_stage(&BACKOUT);
}

/// The domains that move are those of the project, unless the line names others.
#[test]
fn without_a_domain_the_moving_ones_are_asked_for() {
    let moving = Stage { line: "cutover --source samples/cutover/source", ..CUTOVER };
    assert_eq!(findings(&run(&moving)), findings(&run(&CUTOVER)));
}

/// Every check of a family runs in its stage and fires there, on a trouble that a person has planted.
#[test]
fn every_check_has_its_trouble_in_its_stage() {
    for stage in [CUTOVER, VERIFY, BACKOUT] {
        let document = run(&stage);
        let planted: BTreeSet<String> =
            expected(&format!("{}.tsv", stage.table)).into_iter().map(|row| row[0].clone()).collect();
        for check in checks::ALL.iter().filter(|check| check.family() == stage.family) {
            assert!(planted.contains(check.code), "{} has no trouble in {}", check.code, stage.table);
            let mut lines = document["coverage"].as_array().expect("coverage").iter();
            let line = lines.find(|line| line["code"] == check.code).expect("a line of coverage");
            assert_eq!(line["status"], "run", "{}: {line}", check.code);
        }
    }
}
