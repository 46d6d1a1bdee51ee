//! Exports that are missing, cut or given in the wrong place never lead to an all-clear, nor to gaps that are none.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tenantcheck::Report;
use tenantcheck::error::Error;
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::report::verdict;

/// A copy of the move that is complete and correct.
fn moved() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/moved"), folder.path());
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let (path, to) = entry.map(|entry| (entry.path(), to.join(entry.file_name()))).expect("an entry");
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a copy");
        }
    }
}

fn plan(folder: &Path, command: Command) -> Plan {
    Project::read(&folder.join("migration.toml"), &[]).expect("a project").into_plan(command)
}

fn run(folder: &Path, command: Command) -> Report {
    tenantcheck::run(&plan(folder, command), &Unwatched).expect("an answer")
}

fn has(report: &Report, code: &str) -> bool {
    report.answer.findings.iter().any(|finding| finding.code == code)
}

/// The exports in a folder whose absence hides something from a verification.
fn exports(folder: &Path) -> Vec<PathBuf> {
    // The project names the domains, and what DNS needs follows from them.
    let is_needed = |path: &PathBuf| !path.ends_with("accepted-domains.csv") && !path.ends_with("dns-settings.csv");
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.filter(is_needed).collect()
}

#[test]
fn no_export_can_be_missing_from_what_is_called_complete() {
    let folder = moved();
    assert_eq!(verdict::of(&run(folder.path(), Command::Verify)).text, "complete");
    let now = ["after/destination", "after/source"].map(|part| exports(&folder.path().join(part))).concat();
    for path in &now {
        let text = fs::read(path).expect("an export");
        fs::remove_file(path).expect("one export less");
        let report = run(folder.path(), Command::Verify);
        let said = verdict::of(&report).text;
        assert!(said.contains("cannot say"), "without {}: {said}", path.display());
        assert!(!has(&report, "VFY101"), "without {}: nobody knows that an object is missing", path.display());
        assert!(!has(&report, "VFY402"), "without {}: nobody knows where a forward leads", path.display());
        fs::write(path, text).expect("the export again");
    }
    for path in exports(&folder.path().join("before/source")) {
        // Nothing else tells that there was a dynamic group.
        if path.ends_with("dynamic-groups.csv") {
            continue;
        }
        let text = fs::read(&path).expect("an export");
        fs::remove_file(&path).expect("one export less");
        let report = run(folder.path(), Command::Verify);
        let said = verdict::of(&report).text;
        assert!(said.contains("cannot say"), "without {}: {said}", path.display());
        assert!(!has(&report, "VFY304"), "without {}: a name that no export explains is no leaver", path.display());
        assert!(!has(&report, "VFY604"), "without {}: nobody knows who was meant", path.display());
        fs::write(&path, text).expect("the export again");
    }
}

#[test]
fn a_baseline_without_groups_is_no_baseline_of_a_tenant_without_groups() {
    let folder = moved();
    for name in ["groups.csv", "unified-groups.csv", "dynamic-groups.csv"] {
        fs::remove_file(folder.path().join("before/source").join(name)).expect("one export less");
    }
    let said = verdict::of(&run(folder.path(), Command::Verify)).text;
    assert!(said.contains("the baseline of the source lists no groups"), "{said}");
}

#[test]
fn an_export_that_may_have_stopped_forbids_the_all_clear() {
    let folder = moved();
    let path = folder.path().join("after/destination/mailbox-permissions.csv");
    let mut text = fs::read_to_string(&path).expect("an export");
    for row in text.lines().count()..=1000 {
        let _ = writeln!(text, "x{row}@fabrikam.com,NT AUTHORITY\\SELF,FullAccess,False,False");
    }
    fs::write(&path, text).expect("a longer export");
    let said = verdict::of(&run(folder.path(), Command::Verify)).text;
    assert_eq!(said, "cannot say: the exports have 1 fault");
}

#[test]
fn groups_that_were_not_exported_again_are_not_gone() {
    let folder = moved();
    let mut plan = plan(folder.path(), Command::Backout);
    let now = folder.path().join("now");
    copy(&folder.path().join("before/source"), &now);
    fs::remove_file(now.join("unified-groups.csv")).expect("one export less");
    plan.source.paths = vec![now];
    let report = tenantcheck::run(&plan, &Unwatched).expect("an answer");
    assert!(!has(&report, "BCK108"), "{:?}", report.answer.findings);
    let line = report.answer.coverage.iter().find(|line| line.code == "BCK108").expect("a line");
    assert_eq!(line.undecidable, 1);
}

#[test]
fn the_destination_of_before_is_not_that_of_now() {
    let folder = moved();
    let mut plan = plan(folder.path(), Command::Verify);
    plan.destination.paths = plan.baseline.destination.clone();
    let error = tenantcheck::run(&plan, &Unwatched).expect_err("no answer");
    assert!(matches!(error, Error::SameInput { .. }), "{error}");
}

#[test]
fn a_domain_of_the_other_tenant_is_told() {
    let folder = moved();
    let mut plan = plan(folder.path(), Command::Cutover);
    plan.source.paths = plan.baseline.source.clone();
    plan.cutover_of.domains = vec!["fabrikam.com".to_owned()];
    let report = tenantcheck::run(&plan, &Unwatched).expect("an answer");
    let said: Vec<String> = report.facts.cautions().into_iter().map(|caution| caution.text).collect();
    let expected = "`fabrikam.com` is a domain of the destination, not of the source; `--side destination` asks what holds it there";
    assert_eq!(said, [expected]);
}
