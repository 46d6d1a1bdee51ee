//! The assessment of the sample project, written, opened again with another library, and compared with
//! what the library knows.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::schema::Side;
use tenantcheck::{Report, checks, report};

/// Sheets with a free layout, which are no tables.
const PAGES: [&str; 3] = ["Summary", "Domains and DNS", "Licences"];

const GRIDS: [&str; 11] = [
    "Runbook",
    "Findings",
    "Mailboxes",
    "Conflicts",
    "Groups",
    "Delegation",
    "Forwarding",
    "Contacts",
    "Coverage",
    "Inputs",
    "Rejected rows",
];

/// What a run over a project of `samples/` leaves in a folder.
struct Run {
    report: Report,
    folder: tempfile::TempDir,
}

impl Run {
    fn of(project: &str, threads: usize) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut plan = plan(project);
        plan.threads = Some(threads);
        plan.output.workbook = Some(folder.path().join("assessment.xlsx"));
        plan.output.json = Some(folder.path().join("assessment.json"));
        plan.output.csv = Some(folder.path().join("csv"));
        let report = tenantcheck::run(&plan, &Unwatched).expect("the samples can be read");
        report::write(&report, &Unwatched).expect("the folder can be written");
        Self { report, folder }
    }

    fn workbook(&self) -> PathBuf {
        self.folder.path().join("assessment.xlsx")
    }

    /// The sheets that hold rows under a header.
    fn sheets(&self) -> BTreeMap<String, Range<Data>> {
        let mut book: Xlsx<_> = open_workbook(self.workbook()).expect("it is a workbook");
        book.worksheets().into_iter().collect()
    }
}

fn plan(project: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(project);
    let codes: Vec<_> = checks::ALL.iter().map(|check| check.code).collect();
    let project = Project::read(&path, &codes).expect("a project file");
    project.into_plan(Command::Assess)
}

fn rows_below_header(range: &Range<Data>) -> usize {
    let rows = range.rows().skip(1);
    rows.filter(|row| row.iter().any(|cell| *cell != Data::Empty)).count()
}

fn column(range: &Range<Data>, title: &str) -> Vec<Data> {
    let header = range.rows().next().expect("a header");
    let at = header.iter().position(|cell| *cell == *title);
    let at = at.unwrap_or_else(|| panic!("no column `{title}`"));
    range.rows().skip(1).map(|row| row[at].clone()).collect()
}

#[test]
fn every_sheet_holds_what_the_facts_hold() {
    let run = Run::of("samples/migration.toml", 2);
    let sheets = run.sheets();
    let mut names: Vec<&str> = sheets.keys().map(String::as_str).collect();
    names.sort_unstable();
    let mut expected = [&PAGES[..], &GRIDS[..]].concat();
    expected.sort_unstable();
    assert_eq!(names, expected);

    let Report { facts, answer, .. } = &run.report;
    let in_scope = |belongs: fn(&tenantcheck::facts::Object) -> bool| {
        facts.source.in_scope().filter(|(_, object)| belongs(object)).count()
    };
    let mailboxes = in_scope(|object| object.class.is_mailbox());
    let groups = in_scope(|object| object.class.is_group());
    assert!(mailboxes > 40 && groups > 3, "the samples are two small companies");
    let rejected: usize = facts.files.iter().map(|file| file.rejected.len()).sum();
    let codes = ["ADR001", "ADR003", "ADR004", "ADR006", "CON001"];
    let conflicts = answer.findings.iter().filter(|finding| codes.contains(&finding.code)).count();
    for (name, count) in [
        ("Conflicts", conflicts),
        ("Findings", answer.findings.len()),
        ("Mailboxes", mailboxes),
        ("Groups", groups),
        ("Delegation", facts.rights.of(Side::Source).len()),
        ("Forwarding", [Side::Source, Side::Destination].map(|side| facts.forwards.of(side).len()).iter().sum()),
        ("Coverage", checks::of(Command::Assess).len()),
        ("Inputs", facts.files.len()),
        ("Rejected rows", rejected),
    ] {
        // A sheet without rows says so in one.
        assert_eq!(rows_below_header(&sheets[name]), count.max(1), "rows of {name}");
    }
    assert!(sheets["Summary"].rows().flatten().any(|cell| cell.to_string().ends_with("not ready")));
}

#[test]
fn numbers_are_numbers_and_text_is_text() {
    let run = Run::of("samples/migration.toml", 2);
    let sheets = run.sheets();
    for (sheet, title) in
        [("Findings", "Row"), ("Mailboxes", "Size bytes"), ("Groups", "Addresses"), ("Inputs", "Rows")]
    {
        let cells = column(&sheets[sheet], title);
        assert!(cells.iter().any(|cell| matches!(cell, Data::Float(_) | Data::Int(_))), "{sheet}, {title}");
        assert!(!cells.iter().any(|cell| matches!(cell, Data::String(_))), "{sheet}, {title}");
    }
    let sizes = column(&sheets["Mailboxes"], "Size bytes").into_iter().zip(column(&sheets["Mailboxes"], "Size GB"));
    for (bytes, gigabytes) in sizes {
        match (bytes, gigabytes) {
            (Data::Float(bytes), Data::Float(gb)) => assert!((bytes / 1_073_741_824.0 - gb).abs() < 1e-9),
            (bytes, gb) => assert_eq!((bytes, gb), (Data::Empty, Data::Empty)),
        }
    }
    let severities = column(&sheets["Findings"], "Severity");
    let rank = |cell: &Data| ["blocker", "major", "minor", "info"].iter().position(|word| *cell == **word);
    assert!(severities.iter().all(|cell| rank(cell).is_some()));
    assert!(severities.is_sorted_by_key(rank), "the worst stand first");
}

/// Every `location` of the links in a workbook, with its sheet.
fn links(workbook: &Path) -> Vec<String> {
    let file = fs::File::open(workbook).expect("the workbook");
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    let mut links = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at).expect("a part");
        if !part.name().expect("a name in UTF-8").starts_with("xl/worksheets/sheet") {
            continue;
        }
        let text = std::io::read_to_string(part).expect("XML is text");
        let locations = text.split("location=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.extend(locations.map(|link| link.replace("&apos;", "'").replace("&#39;", "'")));
    }
    links
}

#[test]
fn every_link_leads_to_a_cell_that_is_there() {
    let run = Run::of("samples/migration.toml", 2);
    let sheets = run.sheets();
    let links = links(&run.workbook());
    assert!(links.len() > run.report.answer.findings.len(), "every finding leads somewhere");
    for link in links {
        let (sheet, cell) = link.rsplit_once('!').expect("a sheet and a cell");
        let range = sheets.get(sheet.trim_matches('\'')).unwrap_or_else(|| panic!("no sheet for `{link}`"));
        let row: u32 = cell.trim_start_matches('A').parse().expect("column A");
        let (last, _) = range.end().expect("a sheet with cells");
        assert!(row <= last + 1, "`{link}` leads beyond the last row");
    }
}

#[test]
fn the_bytes_do_not_depend_on_threads() {
    let (one, eight) = (Run::of("samples/migration.toml", 1), Run::of("samples/migration.toml", 8));
    let mut files = vec!["assessment.xlsx".to_owned(), "assessment.json".to_owned()];
    let csv = fs::read_dir(one.folder.path().join("csv")).expect("the CSV files");
    files.extend(csv.map(|entry| format!("csv/{}", entry.expect("an entry").file_name().display())));
    assert_eq!(files.len(), 2 + GRIDS.len() + 1, "every table, and a manifest");
    for file in files {
        let read = |run: &Run| fs::read(run.folder.path().join(&file)).expect("a file of both runs");
        assert!(read(&one) == read(&eight), "{file} differs");
    }
    assert_eq!(report::json(&one.report), fs::read(one.folder.path().join("assessment.json")).expect("the document"));
}

#[test]
fn what_was_rejected_is_listed_with_its_row() {
    let run = Run::of("samples/damaged/migration.toml", 2);
    let sheets = run.sheets();
    let files = &run.report.facts.files;
    let rejected: usize = files.iter().map(|file| file.rejected.len()).sum();
    assert!(rejected > 0, "the damaged project holds rows that cannot be used");
    assert_eq!(rows_below_header(&sheets["Rejected rows"]), rejected);
    let sum = |title: &str| -> f64 {
        column(&sheets["Inputs"], title)
            .iter()
            .map(|cell| cell.to_string().parse::<f64>().unwrap_or_else(|_| panic!("`{cell}` is no number")))
            .sum()
    };
    assert!((sum("Rows") - sum("Used") - sum("Rejected") - sum("Skipped")).abs() < 0.5, "no row is lost");
}

#[test]
fn nothing_asked_is_nothing_written() {
    let report = tenantcheck::run(&plan("samples/migration.toml"), &Unwatched).expect("the samples can be read");
    assert_eq!(report::write(&report, &Unwatched).expect("nothing can fail"), []);
}
