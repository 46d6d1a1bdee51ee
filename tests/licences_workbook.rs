//! `licences.xlsx` is edited as a person would, recalculated by `LibreOffice`, and compared with what the program says
//! for the same prices and options.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command as Process;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::values::price::Money;
use tenantcheck::{Report, report};

/// One cell that a person fills: sheet, texts that begin its row, title of its column, what is typed.
type Edit = (&'static str, &'static [&'static str], &'static str, &'static str);

/// Prices of both units of the mover.
const PRICED: &[Edit] = &[
    ("Prices", &["migrationwiz-mailbox"], "Your price", "14"),
    ("Prices", &["migrationwiz-bundle"], "Your price", "17.5"),
];
/// Every edit that is recalculated; each begins with the workbook as it was written.
const EDITS: &[(&str, &[Edit])] = &[
    ("nothing", &[]),
    ("prices", PRICED),
    (
        "a bundle that costs as much as two licences is not cheaper than two",
        &[
            ("Prices", &["migrationwiz-mailbox"], "Your price", "0.1"),
            ("Prices", &["migrationwiz-bundle"], "Your price", "0.3"),
            ("Prices", &["EXCHANGESTANDARD"], "Your price", "4.25"),
            ("Prices", &["EXCHANGEENTERPRISE"], "Your price", "8"),
        ],
    ),
    (
        "classes",
        &[
            ("Options", &["migrationwiz", "Count shared mailboxes"], "Your value", "0"),
            ("Options", &["migrationwiz", "Count group mailboxes"], "Your value", "1"),
            ("Options", &["microsoft-native", "Count room mailboxes"], "Your value", "0"),
        ],
    ),
    ("growth", &[("Options", &["all", "Growth in percent"], "Your value", "37.5")]),
    ("no growth", &[("Options", &["all", "Growth in percent"], "Your value", "0")]),
    (
        "owned",
        &[
            ("Prices", &["migrationwiz-mailbox"], "Your owned", "5"),
            ("Prices", &["migrationwiz-mailbox"], "Your price", "14"),
            ("Prices", &["microsoft-cross-tenant"], "Your owned", "500"),
        ],
    ),
];

/// The exports: object, class, bytes, archive, litigation hold.
const MAILBOXES: &[(&str, &str, &str, &str, &str)] = &[
    ("edge", "UserMailbox", "53687091200", "None", "False"),
    ("over", "UserMailbox", "53687091201", "None", "False"),
    ("grows", "UserMailbox", "48806446546", "None", "False"),
    ("large", "UserMailbox", "161061273601", "None", "False"),
    ("small", "UserMailbox", "1024", "None", "False"),
    ("empty", "UserMailbox", "0", "None", "False"),
    ("decimal", "UserMailbox", "51000000000", "None", "True"),
    ("archive", "UserMailbox", "1073741824", "Active", "False"),
    ("bigarchive", "UserMailbox", "60000000000", "Active", "True"),
    ("nosize", "UserMailbox", "", "None", "False"),
    ("noarchive", "UserMailbox", "1073741824", "", "False"),
    ("team", "SharedMailbox", "53794465383", "None", "False"),
    ("held", "SharedMailbox", "1073741824", "None", "True"),
    ("room", "RoomMailbox", "1073741824", "None", "False"),
    ("group", "GroupMailbox", "1073741824", "None", "False"),
];

struct Project {
    folder: tempfile::TempDir,
    /// The profile, where it is not the default one.
    profile: Option<&'static str>,
}

impl Project {
    fn new(profile: Option<&'static str>) -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder"), profile };
        let (mut mailboxes, mut sizes) = (
            String::from("PrimarySmtpAddress,RecipientTypeDetails,ArchiveStatus,LitigationHoldEnabled\n"),
            String::from("PrimarySmtpAddress,TotalItemSize,ItemCount\n"),
        );
        let mut map = String::from("Source,Destination\n");
        for (name, class, bytes, archive, hold) in MAILBOXES {
            let _ = writeln!(mailboxes, "{name}@contoso.com,{class},{archive},{hold}");
            if !bytes.is_empty() {
                let _ = writeln!(sizes, "{name}@contoso.com,{bytes},7");
            }
            // Two mailboxes go into one.
            let becomes = if *name == "over" { "edge" } else { name };
            let _ = writeln!(map, "{name}@contoso.com,{becomes}@fabrikam.com");
        }
        project.write("source/mailboxes.csv", &mailboxes);
        project.write("source/statistics.csv", &sizes);
        let mut destination = String::from("PrimarySmtpAddress,RecipientTypeDetails\n");
        for (name, ..) in MAILBOXES {
            let _ = writeln!(destination, "{name}@fabrikam.com,UserMailbox");
        }
        project.write("destination/mailboxes.csv", &destination);
        project.write("map.csv", &map);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// Writes the workbook `out` and says what is in it.
    fn run(&self, previous: Option<&Path>, out: &Path) -> Report {
        let mut plan = Plan::new(Command::Licences);
        plan.source.paths = vec![self.path("source")];
        plan.source.initial_domain = Some("contoso.onmicrosoft.com".to_owned());
        plan.source.test_accounts = vec!["test1@contoso.com".to_owned()];
        plan.destination.paths = vec![self.path("destination")];
        plan.destination.initial_domain = Some("fabrikam.onmicrosoft.com".to_owned());
        plan.moving_domains = Some(vec!["contoso.com".to_owned()]);
        plan.map = Some(self.path("map.csv"));
        plan.licences.profile = self.profile.map(tenantcheck::plan::Rules::named);
        plan.previous = previous.map(Path::to_owned);
        plan.output.workbook = Some(out.to_owned());
        let report = tenantcheck::run(&plan, &Unwatched).expect("the exports can be read");
        report::write(&report, &Unwatched).expect("the folder can be written");
        report
    }
}

/// The parts of a workbook by name.
fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).expect("the workbook")).expect("an archive");
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("a sound part");
        parts.push((part.name().expect("a name in UTF-8").into_owned(), bytes));
    }
    parts
}

/// Where a cell is: its sheet from 1, and its address.
fn address(book: &mut Xlsx<std::io::BufReader<fs::File>>, (sheet, key, title, _): Edit) -> (usize, String) {
    let number = book.sheet_names().iter().position(|name| name == sheet).expect("the sheet") + 1;
    let range = book.worksheet_range(sheet).expect("the sheet can be read");
    let header = range.rows().next().expect("a header");
    let column = header.iter().position(|cell| *cell == *title).unwrap_or_else(|| panic!("no column `{title}`"));
    let is_meant = |row: &&[Data]| key.iter().zip(*row).all(|(text, cell)| *cell == **text);
    let row = range.rows().take_while(|row| !is_meant(row)).count();
    assert!(row < range.height(), "no row {key:?} in `{sheet}`");
    let letter = char::from(b'A' + u8::try_from(column).expect("a column of one letter"));
    (number, format!("{letter}{}", row + 1))
}

/// Writes a copy with some cells filled and without what the program computed, so that nothing but a calculator can
/// know what the formulas give.
fn edited(original: &Path, edits: &[Edit], to: &Path) {
    let mut book: Xlsx<_> = open_workbook(original).expect("it is a workbook");
    let cells: Vec<_> = edits.iter().map(|edit| (address(&mut book, *edit), edit.3)).collect();
    let mut archive = zip::ZipWriter::new(fs::File::create(to).expect("a file"));
    for (name, bytes) in parts(original) {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        if !name.starts_with("xl/worksheets/sheet") {
            archive.write_all(&bytes).expect("room");
            continue;
        }
        let mut text = String::from_utf8(bytes).expect("XML is text");
        for ((sheet, address), value) in &cells {
            if name == format!("xl/worksheets/sheet{sheet}.xml") {
                text = filled(&text, address, value);
            }
        }
        archive.write_all(without_results(&text).as_bytes()).expect("room");
    }
    archive.finish().expect("an archive");
}

/// The sheet with a number in a blank cell.
fn filled(text: &str, address: &str, value: &str) -> String {
    let start = text.find(&format!("<c r=\"{address}\"")).unwrap_or_else(|| panic!("no cell {address}"));
    let end = start + text[start..].find("/>").expect("the end of a blank cell");
    format!("{}><v>{value}</v></c>{}", &text[..end], &text[end + 2..])
}

/// The sheet without the results of its formulas.
fn without_results(text: &str) -> String {
    let mut pieces = text.split("</f><v>");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (_, rest) = piece.split_once("</v>").expect("a result ends");
        bare.push_str("</f>");
        bare.push_str(rest);
    }
    bare
}

/// Recalculates workbooks into `to`; false where `LibreOffice` is not installed.
fn recalculated(books: &[PathBuf], to: &Path) -> bool {
    let profile = to.join("profile");
    let ran = Process::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", "xlsx", "--outdir"])
        .arg(to)
        .args(books)
        .output();
    match ran {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            true
        }
        Err(_) => false,
    }
}

/// Every formula of `ours` gives what `theirs` has in its place.
fn assert_same(what: &str, ours: &Path, theirs: &Path) {
    let (mut ours, mut theirs): (Xlsx<_>, Xlsx<_>) =
        (open_workbook(ours).expect("a workbook"), open_workbook(theirs).expect("a recalculated workbook"));
    let mut compared = 0;
    for sheet in ours.sheet_names() {
        let formulas = ours.worksheet_formula(&sheet).expect("formulas");
        let Some(start) = formulas.start() else { continue };
        let (here, there): (Range<Data>, Range<Data>) =
            (ours.worksheet_range(&sheet).expect("values"), theirs.worksheet_range(&sheet).expect("the same sheet"));
        for (row, column, formula) in formulas.used_cells() {
            let at = (start.0 + row as u32, start.1 + column as u32);
            let value = |range: &Range<Data>| range.get_value(at).cloned().unwrap_or_default();
            let (one, other) = (value(&here), value(&there));
            let is_same = match (&one, &other) {
                (Data::Float(one), Data::Float(other)) => (one - other).abs() < 1e-6,
                (one, other) => one.to_string() == other.to_string(),
            };
            assert!(is_same, "{what}: `{sheet}` {at:?} is {one:?}, recalculated {other:?}: ={formula}");
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared} formulas");
}

#[test]
fn libreoffice_computes_what_the_program_says() {
    for profile in [None, Some("cloudm"), Some("cloudiway")] {
        let project = Project::new(profile);
        let original = project.path("licences.xlsx");
        project.run(None, &original);
        let mut books = Vec::new();
        for (number, (_, edits)) in EDITS.iter().enumerate() {
            let book = project.path(&format!("edit{number}.xlsx"));
            edited(&original, edits, &book);
            books.push(book);
        }
        fs::create_dir(project.path("recalculated")).expect("a folder");
        if !recalculated(&books, &project.path("recalculated")) {
            #[expect(clippy::print_stderr, reason = "a test that does not test must say so")]
            {
                eprintln!("SKIPPED: LibreOffice (`soffice`) is not installed, so no formula was recalculated");
            }
            return;
        }
        for (number, (what, _)) in EDITS.iter().enumerate() {
            let again = project.path(&format!("again{number}.xlsx"));
            project.run(Some(&books[number]), &again);
            let what = format!("{what}, {}", profile.unwrap_or("the default profile"));
            assert_same(&what, &again, &project.path(&format!("recalculated/edit{number}.xlsx")));
        }
    }
}

/// What is said about the first row of a basket.
fn cell(workbook: &Path, basket: &str, title: &str) -> String {
    let mut book: Xlsx<_> = open_workbook(workbook).expect("a workbook");
    let range = book.worksheet_range("Baskets").expect("the sheet");
    let column = range.rows().next().expect("a header").iter().position(|cell| *cell == *title).expect("the column");
    let row = range.rows().find(|row| row[0] == *basket).expect("the basket");
    row[column].to_string()
}

#[test]
fn what_a_person_typed_counts_in_the_next_run() {
    let project = Project::new(None);
    let (original, typed, again) =
        (project.path("licences.xlsx"), project.path("typed.xlsx"), project.path("again.xlsx"));
    project.run(None, &original);
    // A unit for each of 13 mailboxes and the test account, and one more for those over 50 GB (`over`, `large`,
    // `bigarchive`, `team`); the group is not counted, and nothing is known about the size of `nosize`.
    assert_eq!(cell(&original, "runbook", "Needed"), "18");
    assert_eq!(cell(&original, "runbook", "Floor"), "at least");
    assert_eq!(cell(&original, "runbook", "Total cost"), "no price");
    // `large` is one byte over three blocks.
    assert_eq!(cell(&original, "mailbox-units", "Needed"), "20");
    // `decimal` and `edge` lie between the two readings of 50 GB.
    assert_eq!(cell(&original, "runbook", "If GB is 10^9"), "20");
    // `grows` lies under the edge by less than a tenth, as `decimal` does, and `edge` on it.
    assert_eq!(cell(&original, "runbook", "After growth"), "21");

    let edits: Vec<Edit> = PRICED
        .iter()
        .copied()
        .chain([
            ("Prices", &["migrationwiz-mailbox"][..], "Your owned", "5"),
            ("Options", &["migrationwiz", "Count shared mailboxes"][..], "Your value", "0"),
        ])
        .collect();
    edited(&original, &edits, &typed);
    let report = project.run(Some(&typed), &again);
    assert_eq!(cell(&again, "runbook", "Needed"), "15", "without `team` and `held`");
    assert_eq!(cell(&again, "runbook", "Total cost"), "140", "ten to buy");
    let estimate = report.licences.expect("an estimate");
    assert_eq!(estimate.totals[0].cost.map(Money::amount), Some(140.0), "the JSON says the same");
    // And it stays where it was typed.
    let mut book: Xlsx<_> = open_workbook(&again).expect("a workbook");
    let prices = book.worksheet_range("Prices").expect("the sheet");
    let mailbox = prices.rows().find(|row| row[0] == *"migrationwiz-mailbox").expect("the unit");
    assert!(mailbox.contains(&Data::Float(5.0)) && mailbox.contains(&Data::Float(14.0)), "{mailbox:?}");
    assert!(!book.sheet_names().contains(&"Carried over".to_owned()), "everything found its place");
}
