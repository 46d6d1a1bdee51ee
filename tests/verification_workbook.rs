//! The workbook of a verification: a complete move, changed a little, written and read back; and what an earlier
//! workbook says about progress.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::report::since::Since;
use tenantcheck::report::verdict;
use tenantcheck::{Report, checks, report};

/// A copy of a move that is complete and correct.
struct Move {
    folder: tempfile::TempDir,
}

impl Move {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/moved"), folder.path());
        let made = Self { folder };
        // Folders shared as before give the very same file, which no two exports of real tenants are.
        made.edit("after/destination/folder-permissions.csv", |text| format!("{text}\n"));
        made
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn edit(&self, file: &str, change: impl FnOnce(&str) -> String) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).expect("an export");
        fs::write(&path, change(&text)).expect("an export");
    }

    /// Takes a text out of an export, or puts another one in its place.
    fn replace(&self, file: &str, from: &str, to: &str) {
        self.edit(file, |text| {
            assert!(text.contains(from), "`{from}` in {file}");
            text.replace(from, to)
        });
    }

    /// Takes the rows of an export that hold a text.
    fn without_rows(&self, file: &str, holding: &str) {
        self.edit(file, |text| {
            let rows: Vec<&str> = text.lines().filter(|row| !row.contains(holding)).collect();
            assert!(rows.len() < text.lines().count(), "`{holding}` in {file}");
            rows.join("\n")
        });
    }

    fn plan(&self, command: Command, out: &str, previous: Option<&str>) -> Plan {
        let codes: Vec<_> = checks::ALL.iter().map(|check| check.code).collect();
        let project = Project::read(&self.path("migration.toml"), &codes).expect("a project file");
        let mut plan = project.into_plan(command);
        plan.output.workbook = Some(self.path(out));
        plan.previous = previous.map(|name| self.path(name));
        plan
    }

    fn verify(&self, out: &str, previous: Option<&str>) -> (Report, Book) {
        let report = tenantcheck::run(&self.plan(Command::Verify, out, previous), &Unwatched).expect("a run");
        report::write(&report, &Unwatched).expect("the folder can be written");
        (report, Book::open(&self.path(out)))
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).expect("a copy");
        }
    }
}

/// The cells of a workbook.
struct Book(BTreeMap<String, Range<Data>>);

impl Book {
    fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).expect("it is a workbook");
        Self(book.worksheets().into_iter().collect())
    }

    /// All texts of a page.
    fn page(&self, sheet: &str) -> String {
        let texts = self.0[sheet].rows().flatten().filter(|cell| **cell != Data::Empty).map(ToString::to_string);
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Some columns of the rows of a sheet that hold `key` in its first column.
    fn rows(&self, sheet: &str, key: &str, titles: &[&str]) -> Vec<String> {
        let range = &self.0[sheet];
        let header: Vec<String> = range.rows().next().expect("a header").iter().map(ToString::to_string).collect();
        let place = |title: &&str| {
            header.iter().position(|known| known == title).unwrap_or_else(|| panic!("no column `{title}` in {sheet}"))
        };
        let places: Vec<usize> = titles.iter().map(place).collect();
        let text = |row: &[Data]| places.iter().map(|at| row[*at].to_string()).collect::<Vec<_>>().join(" ~ ");
        range.rows().skip(1).filter(|row| row[0] == *key).map(text).collect()
    }

    /// The different texts of a column.
    fn words(&self, sheet: &str, title: &str) -> Vec<String> {
        let range = &self.0[sheet];
        let at = range.rows().next().expect("a header").iter().position(|cell| *cell == *title).expect(title);
        let mut words: Vec<String> = range.rows().skip(1).map(|row| row[at].to_string()).collect();
        words.retain(|word| !word.is_empty());
        words.sort_unstable();
        words.dedup();
        words
    }
}

const MAILBOXES: &str = "after/destination/mailboxes.csv";

#[test]
fn a_complete_move_is_complete_in_every_sheet() {
    let made = Move::new();
    let (report, book) = made.verify("v.xlsx", None);
    assert_eq!(verdict::of(&report).text, "complete", "{:?}", report.answer.findings);
    assert!(book.page("Summary").contains("\ncomplete\n"));
    assert_eq!(book.words("Objects", "Standing"), ["complete"]);
    assert_eq!(book.words("Objects", "Content"), ["n.a.", "ok"]);
    assert_eq!(book.words("Aliases", "Outcome"), ["arrived"]);
    assert_eq!(book.words("Contacts", "Outcome"), ["complete"]);
    assert_eq!(book.words("Groups", "Standing"), ["complete"]);
    assert!(book.page("Left over").contains("Nothing found that is left over"));
    assert!(!book.0.contains_key("Progress"), "there is no earlier workbook");
    let objects = report.facts.source.in_scope().filter(|(id, _)| !report.facts.pairs.points_back(*id)).count();
    assert_eq!(book.0["Objects"].height(), objects + 1);
}

#[test]
fn what_is_taken_away_is_a_gap_of_its_object_and_of_its_aspect_only() {
    let made = Move::new();
    made.replace(MAILBOXES, "smtp:m.kent@contoso.com;", "");
    made.replace(MAILBOXES, "van@contoso.com,van@contoso.com,", "van@fabrikam.com,van@contoso.com,");
    made.without_rows(MAILBOXES, "blue.room");
    let (report, book) = made.verify("v.xlsx", None);
    let verdict = verdict::of(&report).text;
    assert!(verdict.contains(" gaps: not complete"), "{verdict}");
    let aspects = ["Standing", "Exists", "UPN", "Aliases", "X500"];
    assert_eq!(book.rows("Objects", "martha.kent@contoso.com", &aspects), ["gaps ~ ok ~ ok ~ gap ~ ok"]);
    assert_eq!(book.rows("Objects", "van@contoso.com", &aspects), ["gaps ~ ok ~ gap ~ ok ~ ok"]);
    assert_eq!(book.rows("Objects", "omar.haddad@contoso.com", &aspects), ["complete ~ ok ~ ok ~ ok ~ ok"]);
    assert_eq!(book.rows("Objects", "blue.room@contoso.com", &aspects), ["missing ~ gap ~ n.a. ~ n.a. ~ n.a."]);
    let of_martha = book.rows("Aliases", "martha.kent@contoso.com", &["Address", "Outcome", "Holder", "Finding"]);
    assert!(of_martha.contains(&"m.kent@contoso.com ~ missing ~  ~ VFY201".to_owned()), "{of_martha:?}");
    let held = "martha@contoso.com ~ arrived ~ martha.kent@contoso.com ~ ".to_owned();
    assert!(of_martha.contains(&held), "{of_martha:?}");
    let of_room = book.rows("Aliases", "blue.room@contoso.com", &["Outcome"]);
    assert!(!of_room.is_empty() && of_room.iter().all(|outcome| outcome == "object missing"), "{of_room:?}");
}

#[test]
fn without_an_export_nobody_says_complete_and_the_command_is_named() {
    let made = Move::new();
    fs::remove_file(made.path("after/destination/mailbox-statistics.csv")).expect("an export less");
    let (report, book) = made.verify("v.xlsx", None);
    let verdict = verdict::of(&report).text;
    assert!(
        verdict.starts_with("cannot say: 1 check could not run without destination: mailbox-statistics"),
        "{verdict}"
    );
    let summary = book.page("Summary");
    assert!(summary.contains("What to export, so that more can be said") && summary.contains("Get-"), "{summary}");
    assert_eq!(book.words("Objects", "Content"), ["n.a.", "unknown"]);
    assert_eq!(
        book.rows("Objects", "martha.kent@contoso.com", &["Standing", "Worst", "Findings"]),
        ["cannot say ~  ~ 0"]
    );
}

/// What the sheet Objects calls unknown is what the checks call undecided.
#[test]
fn as_many_objects_are_unknown_as_rows_are_undecided() {
    let made = Move::new();
    made.replace(MAILBOXES, "ines.costa@contoso.com,ines.costa@contoso.com,", ",ines.costa@contoso.com,");
    made.replace(MAILBOXES, ",Front Desk,", ",,");
    made.without_rows("after/destination/mailbox-statistics.csv", "van@contoso.com");
    let (report, book) = made.verify("v.xlsx", None);
    for (title, code) in [("UPN", "VFY104"), ("Display name", "VFY103"), ("Primary", "VFY105"), ("Content", "VFY801")] {
        let range = &book.0["Objects"];
        let at = range.rows().next().expect("a header").iter().position(|cell| *cell == *title).expect(title);
        let unknown = range.rows().filter(|row| row[at] == *"unknown").count() as u64;
        let line = report.answer.coverage.iter().find(|line| line.code == code).expect("it is in the catalogue");
        assert_eq!(unknown, line.undecidable, "{title}");
    }
}

#[test]
fn a_second_run_says_what_was_closed_what_remains_and_what_is_new() {
    let made = Move::new();
    made.replace(MAILBOXES, "smtp:m.kent@contoso.com;", "");
    made.replace(MAILBOXES, "smtp:reception@contoso.com;", "");
    made.verify("first.xlsx", None);

    made.replace(MAILBOXES, "smtp:martha@contoso.com;", "smtp:martha@contoso.com;smtp:m.kent@contoso.com;");
    made.replace(MAILBOXES, "smtp:ines@contoso.com;", "");
    let (report, book) = made.verify("second.xlsx", Some("first.xlsx"));
    let since = Since::of(&report.facts, &report.answer, report.answer.findings.iter()).expect("two runs of verify");
    let words = format!("since {}: 1 closed, 1 remain, 1 new", made.path("first.xlsx").display());
    assert_eq!(since.words(), words);
    let new: Vec<&str> = since.new.iter().map(|place| report.answer.findings[*place].value.as_str()).collect();
    assert_eq!(new, ["ines@contoso.com"]);
    assert!(book.page("Summary").contains(&words[1..]), "the Summary says it too");
    let progress = book.page("Progress");
    assert!(progress.contains("VFY201") && progress.contains("ines@contoso.com"), "{progress}");
    assert!(!progress.contains("m.kent@contoso.com"), "what was closed is not new: {progress}");

    // The same file once more: nothing changed, and the comparison is with what stands in it.
    let (report, _) = made.verify("second.xlsx", Some("second.xlsx"));
    let since = Since::of(&report.facts, &report.answer, report.answer.findings.iter()).expect("two runs of verify");
    assert!(since.words().ends_with(": 0 closed, 2 remain, 0 new"), "{}", since.words());
}

#[test]
fn what_is_not_looked_at_now_is_not_closed() {
    let made = Move::new();
    made.edit("after/destination/mailbox-statistics.csv", |text| {
        text.replace(",1003,", ",3,").replace(",1010,", ",3,")
    });
    let (report, _) = made.verify("first.xlsx", None);
    let then = report.answer.findings.iter().filter(|finding| finding.code == "VFY801").count() as u64;
    assert!(then > 0, "content is short");
    fs::remove_file(made.path("after/destination/mailbox-statistics.csv")).expect("an export less");
    let (report, book) = made.verify("second.xlsx", Some("first.xlsx"));
    let since = Since::of(&report.facts, &report.answer, report.answer.findings.iter()).expect("two runs of verify");
    let line = since.line("VFY801").expect("it found something then");
    assert_eq!((line.closed, line.unclear, line.remark), (0, then, "the check could not run"));
    assert!(book.page("Progress").contains("the check could not run"));
}

#[test]
fn what_the_run_is_not_asked_for_is_not_closed() {
    let made = Move::new();
    made.replace(MAILBOXES, "smtp:m.kent@contoso.com;", "");
    made.replace(MAILBOXES, "smtp:reception@contoso.com;", "");
    made.verify("first.xlsx", None);
    made.replace(MAILBOXES, "SMTP:front.desk@contoso.com;", "SMTP:front.desk@contoso.com;smtp:reception@contoso.com;");
    fs::write(made.path("scope.csv"), "Source\nfront.desk@contoso.com\n").expect("a scope");
    let mut plan = made.plan(Command::Verify, "second.xlsx", Some("first.xlsx"));
    plan.scope.file = Some(made.path("scope.csv"));
    let report = tenantcheck::run(&plan, &Unwatched).expect("a run");
    let since = Since::of(&report.facts, &report.answer, report.answer.findings.iter()).expect("two runs of verify");
    assert!(since.words().ends_with(": 1 closed, 0 remain, 0 new, 1 cannot be said"), "{}", since.words());
    assert_eq!(since.line("VFY201").expect("a line").remark, "outside what this run was asked");
}

#[test]
fn a_workbook_of_another_command_says_nothing_about_progress() {
    let made = Move::new();
    let mut plan = made.plan(Command::Assess, "assessment.xlsx", None);
    plan.source.paths = plan.baseline.source.clone();
    plan.destination.paths = plan.baseline.destination.clone();
    let report = tenantcheck::run(&plan, &Unwatched).expect("a run");
    report::write(&report, &Unwatched).expect("the folder can be written");
    let (report, book) = made.verify("v.xlsx", Some("assessment.xlsx"));
    assert!(Since::of(&report.facts, &report.answer, report.answer.findings.iter()).is_none());
    assert!(!book.0.contains_key("Progress"));
}
