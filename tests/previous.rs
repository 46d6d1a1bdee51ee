//! Two runs with a person's edit in between: what was written into the workbook stays with the rows it belongs to.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook};
use tenantcheck::error::Error;
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::schema::Side;
use tenantcheck::{Report, report};

const HEADER: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n";

/// A project of three mailboxes and a group in a folder.
struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        project.write(
            "source/groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType,ManagedBy\nAll,all@contoso.com,Universal,ann\n",
        );
        project.write(
            "destination/mailboxes.csv",
            &format!("{HEADER}ann@fabrikam.com,ann@fabrikam.com,UserMailbox,Ann\n"),
        );
        project.mailboxes(&["ann", "ben", "cleo"]);
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn out(&self) -> PathBuf {
        self.path("assessment.xlsx")
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// The mailboxes that the source has from now on.
    fn mailboxes(&self, names: &[&str]) {
        let rows = names.iter().map(|name| format!("{name}@contoso.com,{name}@contoso.com,UserMailbox,{name}\n"));
        self.write("source/mailboxes.csv", &format!("{HEADER}{}", rows.collect::<String>()));
    }

    fn plan(&self, previous: Option<PathBuf>) -> Plan {
        let mut plan = Plan::new(Command::Assess);
        plan.source.paths = vec![self.path("source")];
        plan.source.initial_domain = Some("contoso.onmicrosoft.com".to_owned());
        plan.destination.paths = vec![self.path("destination")];
        plan.destination.initial_domain = Some("fabrikam.onmicrosoft.com".to_owned());
        plan.moving_domains = Some(vec!["contoso.com".to_owned()]);
        plan.output.workbook = Some(self.out());
        plan.output.csv = Some(self.path("csv"));
        plan.previous = previous;
        plan
    }

    fn first_run(&self) -> Book {
        run(&self.plan(None));
        Book::open(&self.out())
    }

    /// A run whose previous workbook is the one that it replaces.
    fn run_again(&self) -> Book {
        run(&self.plan(Some(self.out())));
        Book::open(&self.out())
    }

    fn refused(&self, previous: &Path) -> String {
        let mut plan = self.plan(Some(previous.to_owned()));
        plan.output.workbook = Some(self.path("new/assessment.xlsx"));
        let error = tenantcheck::run(&plan, &Unwatched).expect_err("it is none of ours");
        assert!(!self.path("new").exists(), "nothing is written");
        assert!(matches!(error, Error::Previous { .. }), "{error}");
        assert!(error.hint().is_some_and(|hint| hint.contains("`--previous` takes a workbook")));
        error.to_string().replace(&self.folder.path().display().to_string(), "")
    }
}

fn run(plan: &Plan) -> Report {
    let report = tenantcheck::run(plan, &Unwatched).expect("the exports can be read");
    report::write(&report, &Unwatched).expect("the folder can be written");
    report
}

/// The cells of a workbook, and how a person writes it anew.
struct Book {
    sheets: Vec<(String, Vec<Vec<Data>>)>,
}

impl Book {
    fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).expect("it is a workbook");
        let sheets = book.worksheets().into_iter();
        let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
        Self { sheets: sheets.map(|(name, range)| (name, rows(range))).collect() }
    }

    fn names(&self) -> Vec<&str> {
        self.sheets.iter().map(|(name, _)| name.as_str()).collect()
    }

    fn rows(&mut self, sheet: &str) -> &mut Vec<Vec<Data>> {
        let found = self.sheets.iter_mut().find(|(name, _)| name == sheet);
        &mut found.unwrap_or_else(|| panic!("no sheet `{sheet}`")).1
    }

    fn column(&mut self, sheet: &str, title: &str) -> usize {
        let at = self.rows(sheet)[0].iter().position(|cell| *cell == *title);
        at.unwrap_or_else(|| panic!("no column `{title}` in `{sheet}`"))
    }

    fn row(&mut self, sheet: &str, key: &str) -> usize {
        let at = self.rows(sheet).iter().position(|row| row.iter().any(|cell| *cell == *key));
        at.unwrap_or_else(|| panic!("no row `{key}` in `{sheet}`"))
    }

    /// Types into the cell of a row that holds `key`.
    fn set(&mut self, sheet: &str, key: &str, title: &str, value: impl Into<Data>) {
        let (row, column) = (self.row(sheet, key), self.column(sheet, title));
        let row = &mut self.rows(sheet)[row];
        row.resize(row.len().max(column + 1), Data::Empty);
        row[column] = value.into();
    }

    fn get(&mut self, sheet: &str, key: &str, title: &str) -> Data {
        let (row, column) = (self.row(sheet, key), self.column(sheet, title));
        self.rows(sheet)[row].get(column).cloned().unwrap_or(Data::Empty)
    }

    /// Adds a column at `at`.
    fn insert_column(&mut self, sheet: &str, at: usize, title: &str) {
        for (number, row) in self.rows(sheet).iter_mut().enumerate() {
            row.resize(row.len().max(at), Data::Empty);
            row.insert(at, if number == 0 { Data::String(title.to_owned()) } else { Data::Empty });
        }
    }

    /// The rows of a sheet as text.
    fn texts(&mut self, sheet: &str) -> Vec<String> {
        let text = |row: &Vec<Data>| {
            // The way back to the first page stands two columns further on.
            let filled = row.iter().filter(|cell| **cell != Data::Empty);
            filled.map(ToString::to_string).collect::<Vec<_>>().join(" ~ ")
        };
        self.rows(sheet)[1..].iter().map(text).collect()
    }

    /// Writes the cells anew with another program's look: no tables, no widths, values only.
    fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_subject("Tenant-to-tenant migration"));
        for (name, rows) in &self.sheets {
            let sheet = book.add_worksheet().set_name(name).expect("a legal name");
            for (row, cells) in (0..).zip(rows) {
                for (column, cell) in (0..).zip(cells) {
                    match cell {
                        Data::String(text) if text.starts_with("==") => {
                            sheet.write_formula(row, column, Formula::new(&text[1..]).set_result("seven"))
                        }
                        Data::String(text) => sheet.write_string(row, column, text),
                        Data::Float(number) => sheet.write_number(row, column, *number),
                        Data::DateTime(at) => {
                            let date = ExcelDateTime::from_serial_datetime(at.as_f64()).expect("a date");
                            let format = Format::new().set_num_format("d.m.yyyy");
                            sheet.write_datetime_with_format(row, column, date, &format)
                        }
                        _ => continue,
                    }
                    .expect("a cell");
                }
            }
        }
        book.save(path).expect("the workbook can be written");
    }
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn cells_stay_with_their_rows_whatever_was_sorted_moved_or_added() {
    let project = Project::new();
    let mut book = project.first_run();
    let day = calamine::ExcelDateTime::new(46_368.0, calamine::ExcelDateTimeType::DateTime, false);
    book.set("Mailboxes", "ann@contoso.com", "Decision", text("move"));
    book.set("Mailboxes", "ann@contoso.com", "Wave", 2.0);
    book.set("Mailboxes", "ben@contoso.com", "Note", text("=1+1 is text\nin two lines"));
    book.set("Mailboxes", "ben@contoso.com", "Owner", Data::DateTime(day));
    book.set("Mailboxes", "cleo@contoso.com", "Decision", text("no word of the list"));
    book.set("Mailboxes", "cleo@contoso.com", "Note", text("==3+4"));
    let finding = book.rows("Findings")[1][1].to_string();
    book.set("Findings", &finding, "Done", text("yes"));
    book.set("Groups", "all@contoso.com", "Decision", text("merge"));
    // A column of the person's own in the middle, the columns turned round, the rows too, and titles above.
    book.insert_column("Mailboxes", 2, "Phone");
    book.set("Mailboxes", "ben@contoso.com", "Phone", text("+61 2 5550 1000"));
    let rows = book.rows("Mailboxes");
    let width = rows.iter().map(Vec::len).max().expect("rows");
    for row in rows.iter_mut() {
        row.resize(width, Data::Empty);
        row.reverse();
    }
    rows[1..].reverse();
    rows.splice(0..0, [vec![text("Contoso, wave planning")], vec![]]);
    book.save(&project.out());

    let mut again = project.run_again();
    for (key, title, value) in [
        ("ann@contoso.com", "Decision", text("move")),
        ("ann@contoso.com", "Wave", Data::Float(2.0)),
        ("ben@contoso.com", "Note", text("=1+1 is text\nin two lines")),
        ("ben@contoso.com", "Decision", Data::Empty),
        ("cleo@contoso.com", "Decision", text("no word of the list")),
        ("cleo@contoso.com", "Note", text("seven")),
        ("ben@contoso.com", "Phone", text("+61 2 5550 1000")),
        ("ann@contoso.com", "Phone", Data::Empty),
    ] {
        assert_eq!(again.get("Mailboxes", key, title), value, "{title} of {key}");
    }
    let owner = again.get("Mailboxes", "ben@contoso.com", "Owner");
    assert!(matches!(owner, Data::DateTime(at) if (at.as_f64() - 46_368.0).abs() < 1e-9), "{owner:?}");
    assert_eq!(again.get("Findings", &finding, "Done"), text("yes"));
    assert_eq!(again.get("Groups", "all@contoso.com", "Decision"), text("merge"));
    assert!(!again.names().contains(&"Carried over"), "all found their rows: {:?}", again.texts("Carried over"));
    let csv = fs::read_to_string(project.path("csv/Mailboxes.csv")).expect("the CSV of the sheet");
    assert!(csv.lines().next().is_some_and(|header| header.ends_with("\"Note\",\"Phone\"")), "{csv}");
    assert!(
        csv.contains("\"2026-12-12\"") && csv.contains("\"'=1+1 is text\nin two lines\",\"'+61 2 5550 1000\""),
        "{csv}"
    );
}

#[test]
fn what_belongs_to_no_row_is_carried_over_until_it_does_again() {
    let project = Project::new();
    let mut book = project.first_run();
    book.set("Mailboxes", "ben@contoso.com", "Decision", text("leave"));
    book.set("Mailboxes", "ben@contoso.com", "Wave", 3.0);
    book.insert_column("Mailboxes", 0, "Desk");
    book.set("Mailboxes", "ben@contoso.com", "Desk", text("B7"));
    book.set("Mailboxes", "cleo@contoso.com", "Note", text("stays"));
    let below = vec![text("a remark in no row")];
    book.rows("Mailboxes").push(below);
    book.save(&project.out());

    project.mailboxes(&["ann", "cleo"]);
    for _ in 0..3 {
        let mut gone = project.run_again();
        assert_eq!(
            gone.texts("Carried over"),
            [
                "Mailboxes ~ ben@contoso.com ~ Decision ~ leave",
                "Mailboxes ~ ben@contoso.com ~ Desk ~ B7",
                "Mailboxes ~ ben@contoso.com ~ Wave ~ 3",
                "Mailboxes ~ row 5 ~ Desk ~ a remark in no row",
            ]
        );
        assert_eq!(gone.get("Mailboxes", "cleo@contoso.com", "Note"), text("stays"));
    }

    project.mailboxes(&["ann", "ben", "cleo"]);
    let mut back = project.run_again();
    assert_eq!(back.get("Mailboxes", "ben@contoso.com", "Decision"), text("leave"));
    assert_eq!(back.get("Mailboxes", "ben@contoso.com", "Wave"), Data::Float(3.0));
    assert_eq!(back.get("Mailboxes", "ben@contoso.com", "Desk"), text("B7"));
    assert_eq!(back.texts("Carried over"), ["Mailboxes ~ row 5 ~ Desk ~ a remark in no row"]);
}

#[test]
fn a_deleted_row_or_column_and_a_changed_address_lose_nothing_else() {
    let project = Project::new();
    let mut book = project.first_run();
    for name in ["ann", "ben", "cleo"] {
        book.set("Mailboxes", &format!("{name}@contoso.com"), "Note", text(name));
    }
    let (ben, primary) = (book.row("Mailboxes", "ben@contoso.com"), book.column("Mailboxes", "Primary address"));
    book.rows("Mailboxes").remove(ben);
    for row in book.rows("Mailboxes") {
        row.remove(primary);
    }
    book.save(&project.out());
    let mut again = project.run_again();
    let notes: Vec<Data> =
        ["ann", "ben", "cleo"].map(|name| again.get("Mailboxes", &format!("{name}@contoso.com"), "Note")).into();
    assert_eq!(notes, [text("ann"), Data::Empty, text("cleo")], "the UPN stands in for the deleted column");

    project.write(
        "source/mailboxes.csv",
        &format!(
            "{HEADER}ann@contoso.com,anna@contoso.com,UserMailbox,ann\ncl@contoso.com,cl@contoso.com,UserMailbox,cleo\n"
        ),
    );
    let mut renamed = project.run_again();
    assert_eq!(renamed.get("Mailboxes", "anna@contoso.com", "Note"), text("ann"), "the UPN is still the same");
    assert_eq!(renamed.get("Mailboxes", "cl@contoso.com", "Note"), Data::Empty, "a name alone is not a person");
    assert_eq!(renamed.texts("Carried over"), ["Mailboxes ~ cleo@contoso.com ~ Note ~ cleo"]);
}

#[test]
fn continued_copied_and_headless_sheets_lose_nothing_else() {
    let project = Project::new();
    let mut book = project.first_run();
    for name in ["ann", "ben", "cleo"] {
        book.set("Mailboxes", &format!("{name}@contoso.com"), "Note", text(name));
    }
    // A sheet that goes on, a copy in which one cell differs, and one whose header was deleted.
    let rows = book.rows("Mailboxes").clone();
    let mut further = vec![rows[0].clone(), rows[3].clone()];
    book.rows("Mailboxes").truncate(3);
    book.sheets.push(("Mailboxes (2)".to_owned(), further.clone()));
    further.push(rows[1].clone());
    book.sheets.push(("Mailboxes (3)".to_owned(), further));
    book.set("Mailboxes (3)", "ann@contoso.com", "Note", text("another word"));
    book.sheets.push(("Mailboxes (4)".to_owned(), vec![rows[1].clone()]));
    book.save(&project.out());
    let report = run(&project.plan(Some(project.out())));
    let mut again = Book::open(&project.out());
    for name in ["ann", "ben", "cleo"] {
        assert_eq!(again.get("Mailboxes", &format!("{name}@contoso.com"), "Note"), text(name));
    }
    assert_eq!(again.texts("Carried over"), ["Mailboxes ~ ann@contoso.com ~ Note ~ another word"]);
    let previous = report.facts.previous.expect("it was read");
    assert!(!previous.is_whole && previous.warnings.len() == 1, "{:?}", previous.warnings);
    assert!(previous.warnings[0].contains("`Mailboxes (4)` has lost its header"));
}

#[test]
fn columns_without_a_title_and_notes_on_carried_rows_are_kept() {
    let project = Project::new();
    let mut book = project.first_run();
    let width = book.rows("Mailboxes")[0].len();
    let ann = book.row("Mailboxes", "ann@contoso.com");
    let row = &mut book.rows("Mailboxes")[ann];
    row.resize(width + 1, Data::Empty);
    row.push(text("beside the table"));
    book.rows("Groups").push(vec![Data::Empty, text("a | b@contoso.com")]);
    book.set("Groups", "a | b@contoso.com", "Owner", text("Kim"));
    book.save(&project.out());
    let mut once = project.run_again();
    assert_eq!(once.get("Mailboxes", "ann@contoso.com", "Untitled"), text("beside the table"));
    assert_eq!(once.texts("Carried over"), ["Groups ~ a | b@contoso.com ~ Owner ~ Kim"]);
    once.insert_column("Carried over", 4, "Asked | whom");
    once.set("Carried over", "Kim", "Asked | whom", text("Lee"));
    once.save(&project.out());
    for _ in 0..2 {
        let kept = ["Groups ~ a | b@contoso.com ~ Asked | whom ~ Lee", "Groups ~ a | b@contoso.com ~ Owner ~ Kim"];
        assert_eq!(project.run_again().texts("Carried over"), kept);
    }
}

#[test]
fn waves_read_the_assessment_and_leave_its_other_sheets_there() {
    let project = Project::new();
    let mut book = project.first_run();
    book.set("Mailboxes", "ann@contoso.com", "Wave", 2.0);
    book.set("Mailboxes", "ann@contoso.com", "Note", text("in the assessment"));
    book.save(&project.out());
    let mut plan = project.plan(Some(project.out()));
    plan.command = Command::Waves;
    plan.output.workbook = Some(project.path("waves.xlsx"));
    run(&plan);
    let mut book = Book::open(&project.path("waves.xlsx"));
    assert_eq!(book.get("Waves", "ann@contoso.com", "Proposed wave"), text("2"));
    assert!(!book.names().contains(&"Carried over"), "{:?}", book.names());
}

#[test]
fn waves_in_place_of_the_assessment_carry_its_other_sheets_over_and_back() {
    let project = Project::new();
    let mut book = project.first_run();
    book.set("Mailboxes", "ann@contoso.com", "Note", text("in the assessment"));
    book.save(&project.out());
    let mut plan = project.plan(Some(project.out()));
    plan.command = Command::Waves;
    run(&plan);
    let mut book = Book::open(&project.out());
    assert!(!book.names().contains(&"Mailboxes"), "it is a workbook of waves now");
    assert_eq!(book.texts("Carried over"), ["Mailboxes ~ ann@contoso.com ~ Note ~ in the assessment"]);
    let mut book = project.run_again();
    assert_eq!(book.get("Mailboxes", "ann@contoso.com", "Note"), text("in the assessment"));
    assert!(!book.names().contains(&"Carried over"), "{:?}", book.names());
}

#[test]
fn a_note_beside_a_page_keeps_the_former_workbook() {
    let project = Project::new();
    project.first_run();
    let mut book = project.run_again();
    let report = run(&project.plan(Some(project.out())));
    let warnings = report.facts.previous.map(|previous| previous.warnings).unwrap_or_default();
    assert!(warnings.is_empty(), "nothing of ours stands beside a page: {warnings:?}");
    let row = book.rows("Domains and DNS").get_mut(3).expect("a row");
    row.resize(14, Data::Empty);
    row.push(text("asked the DNS host"));
    book.save(&project.out());
    let report = run(&project.plan(Some(project.out())));
    let warnings = report.facts.previous.map(|previous| previous.warnings).unwrap_or_default();
    let path = project.out();
    let expected =
        format!("`{}`: sheet `Domains and DNS`: what stands beside its page is not carried over", path.display());
    assert_eq!(warnings, [expected]);
    assert!(project.path("assessment-before.xlsx").exists(), "the former workbook is kept");
}

#[test]
fn a_run_over_its_own_output_changes_nothing() {
    let project = Project::new();
    project.first_run();
    // The Runbook says where no earlier workbook was given.
    let mut book = project.run_again();
    let before = fs::read(project.out()).expect("the workbook");
    project.run_again();
    assert!(fs::read(project.out()).expect("the workbook") == before, "nobody wrote anything");

    book.set("Mailboxes", "ann@contoso.com", "Decision", text("move"));
    book.insert_column("Coverage", 3, "Asked whom");
    book.set("Coverage", "ADR001", "Asked whom", text("Kim"));
    book.rows("Groups").push(vec![Data::Empty, text("gone@contoso.com")]);
    book.set("Groups", "gone@contoso.com", "Note", text("lost"));
    book.save(&project.out());
    let edited = project.path("edited.xlsx");
    book.save(&edited);
    let bytes = || fs::read(project.out()).expect("the workbook");
    let runs: Vec<Vec<u8>> = [edited.clone(), edited, project.out(), project.out()]
        .into_iter()
        .map(|previous| {
            run(&project.plan(Some(previous)));
            bytes()
        })
        .collect();
    // Which workbook was the earlier one is said in the Summary.
    assert!(runs[0] == runs[1] && runs[2] == runs[3], "the same input gives the same bytes");
    let mut last = Book::open(&project.out());
    assert_eq!(last.get("Coverage", "ADR001", "Asked whom"), text("Kim"));
    assert_eq!(last.texts("Carried over"), ["Groups ~ gone@contoso.com ~ Note ~ lost"]);
}

#[test]
fn what_is_none_of_ours_is_refused_in_words() {
    let project = Project::new();
    project.first_run();
    project.write("notes.csv", "Name,Decision\nAnn,move\n");
    let bytes = fs::read(project.out()).expect("the workbook");
    fs::write(project.path("cut.xlsx"), &bytes[..bytes.len() / 2]).expect("a file");
    let lunch =
        Book { sheets: vec![("Mailboxes".to_owned(), vec![vec![text("Dish"), text("Note")], vec![text("Soup")]])] };
    lunch.save(&project.path("lunch.xlsx"));
    assert_eq!(project.refused(&project.path("none.xlsx")), "`/none.xlsx` does not exist");
    assert_eq!(project.refused(&project.path("source")), "`/source` is a folder");
    assert_eq!(project.refused(&project.path("notes.csv")), "`/notes.csv` is a text file and no workbook");
    assert!(project.refused(&project.path("cut.xlsx")).starts_with("`/cut.xlsx` is damaged or cut short"));
    assert_eq!(
        project.refused(&project.path("lunch.xlsx")),
        "`/lunch.xlsx` is no workbook of tenantcheck: no sheet has the name and the columns of ours"
    );
}

#[test]
fn sheets_of_a_person_are_named_and_the_former_workbook_is_kept() {
    let project = Project::new();
    let mut book = project.first_run();
    book.sheets.push(("My sums".to_owned(), vec![vec![text("x"), Data::Float(1.0)]]));
    book.save(&project.out());
    let edited = fs::read(project.out()).expect("the workbook");
    let report = run(&project.plan(Some(project.out())));
    let warnings = report.facts.previous.map(|previous| previous.warnings).unwrap_or_default();
    let expected = format!("`{}`: sheet `My sums` is none of ours and is not carried over", project.out().display());
    assert_eq!(warnings, [expected]);
    assert!(fs::read(project.path("assessment-before.xlsx")).expect("the former workbook") == edited);

    let other = run(&project.plan(Some(project.path("assessment-before.xlsx"))));
    assert!(other.facts.previous.is_some_and(|previous| !previous.is_whole));
    assert!(!project.path("assessment-before (2).xlsx").exists(), "the workbook that was read is still there");
}

#[test]
fn a_workbook_of_another_project_is_taken_with_a_warning() {
    let project = Project::new();
    project.first_run();
    let mut plan = project.plan(Some(project.out()));
    plan.name = Some("Contoso joins Fabrikam".to_owned());
    let warnings = run(&plan).facts.previous.map(|previous| previous.warnings).unwrap_or_default();
    let said = "was made for the project `Tenant-to-tenant migration`, this one is `Contoso joins Fabrikam`";
    assert_eq!(warnings, [format!("`{}`: {said}", project.out().display())]);
}

#[test]
fn a_wave_in_the_workbook_wins_over_the_map() {
    let project = Project::new();
    let mut book = project.first_run();
    book.set("Mailboxes", "ann@contoso.com", "Wave", 2.0);
    book.set("Groups", "all@contoso.com", "Wave", text("Pilot"));
    book.save(&project.out());
    project.write("map.csv", "Source,Destination,Wave\nann@contoso.com,ann@fabrikam.com,1\nben@contoso.com,,pilot\n");
    let mut plan = project.plan(Some(project.out()));
    plan.map = Some(project.path("map.csv"));
    let facts = run(&plan).facts;
    let waves = facts.source.ids().map(|(id, object)| (facts.text(object.subject), facts.wave(id)));
    let mut waves: Vec<_> = waves.collect();
    waves.sort_unstable();
    assert_eq!(
        waves,
        [
            ("all@contoso.com", Some("Pilot")),
            ("ann@contoso.com", Some("2")),
            ("ben@contoso.com", Some("Pilot")),
            ("cleo@contoso.com", None)
        ]
    );
}

#[test]
fn every_sheet_says_by_what_its_rows_are_found() {
    for shape in report::shapes(None).iter().filter(|shape| !shape.columns.is_empty()) {
        let name = shape.sheet;
        assert!(shape.key.titles().count() > 0, "`{name}` has no key: people add columns to any sheet");
        for title in shape.key.titles() {
            let known = shape.columns.iter().find(|(known, _)| known == title);
            assert!(
                known.is_some_and(|(_, is_person_made)| !is_person_made),
                "`{title}` of `{name}` is no column of ours"
            );
        }
        assert!(
            shape.columns.is_sorted_by_key(|(_, is_person_made)| *is_person_made),
            "people write at the right: `{name}`"
        );
    }
}

/// Rows of one key are told apart by their order, which a person may change: it must be rare.
#[test]
fn keys_tell_the_rows_of_the_samples_apart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/migration.toml");
    let codes: Vec<_> = tenantcheck::checks::ALL.iter().map(|check| check.code).collect();
    let project = tenantcheck::project::Project::read(&project, &codes).expect("a project file");
    for command in [Command::Assess, Command::Waves, Command::Licences] {
        let mut plan = project.clone().into_plan(command);
        plan.output.workbook = Some(folder.path().join("book.xlsx"));
        run(&plan);
        let mut book = Book::open(&folder.path().join("book.xlsx"));
        let shapes = report::shapes(None);
        for name in book.names().into_iter().map(str::to_owned).collect::<Vec<_>>() {
            let shape = shapes.iter().find(|shape| shape.sheet == name).expect("a sheet of ours");
            if shape.columns.is_empty() {
                continue;
            }
            let header: Vec<String> = book.rows(&name)[0].iter().map(ToString::to_string).collect();
            let mut keys: Vec<String> = Vec::new();
            for row in &book.rows(&name)[1..] {
                let texts: Vec<String> = row.iter().map(ToString::to_string).collect();
                let cell = |title: &str| header.iter().position(|known| known == title).map_or("", |at| &texts[at]);
                keys.push(shape.key.shown(cell));
            }
            keys.sort_unstable();
            let twice = keys.windows(2).find(|pair| pair[0] == pair[1]);
            assert_eq!(twice, None, "rows of `{name}` with one key");
        }
    }
}

#[test]
fn a_workbook_of_ours_among_the_exports_is_no_export() {
    let project = Project::new();
    project.first_run();
    fs::rename(project.out(), project.path("source/old.xlsx")).expect("a folder");
    let report = run(&project.plan(None));
    let subjects: Vec<_> = report.facts.source.ids().map(|(id, _)| report.facts.subject(Side::Source, id)).collect();
    assert_eq!(subjects.len(), 4, "three mailboxes and a group: {subjects:?}");
    let found = report.answer.findings.iter().find(|finding| finding.subject == "old.xlsx").expect("it is noticed");
    assert_eq!(found.code, "INP010");
    assert!(found.message.contains("is a workbook that this program wrote"), "{}", found.message);
    assert!(fs::read(project.out()).is_ok(), "the new workbook is written");
}

#[test]
fn only_the_workbook_may_take_the_place_of_the_previous_one() {
    let project = Project::new();
    project.first_run();
    let mut plan = project.plan(Some(project.out()));
    plan.output.workbook = None;
    plan.output.json = Some(project.out());
    let error = tenantcheck::run(&plan, &Unwatched).expect_err("the workbook would be lost");
    assert!(matches!(error, Error::OutputIsInput { option: "--json", .. }), "{error}");
}
