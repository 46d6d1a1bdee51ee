//! Workbooks are written, opened again with another library, and compared.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use jiff::civil::date;

use super::*;
use crate::check::Severity;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Target};

pub fn properties() -> Properties {
    Properties {
        title: "Assessment".to_owned(),
        project: "Contoso & Fabrikam".to_owned(),
        program: "tenantcheck 0.1.0".to_owned(),
        made: Some(date(2026, 11, 22).at(9, 30, 0, 0)),
    }
}

const WIDE: Limits = Limits { table_rows: 1000, sheet_rows: 1000, workbook_rows: 1000, links: 100 };

/// A grid of one text column.
fn texts(name: &'static str, texts: Vec<String>) -> Grid<'static> {
    Grid::new(name, vec![Head::text("Text")], texts.len(), move |i, cells| {
        cells.push(Cell::text(texts[i].clone()));
    })
}

fn book(sheets: Vec<Sheet<'_>>) -> Workbook<'_> {
    Workbook { properties: properties(), sheets }
}

fn bytes(workbook: &Workbook<'_>, limits: Limits) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(workbook, limits, "report", &mut bytes).expect("memory can be written");
    bytes
}

fn reopened(workbook: &Workbook<'_>, limits: Limits) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes(workbook, limits))).expect("it is a workbook")
}

fn column(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<String> {
    let range = book.worksheet_range(sheet).expect("the sheet is there");
    range.rows().map(|row| row[0].to_string()).collect()
}

fn every_cell(name: &'static str) -> Grid<'static> {
    let columns = vec![
        Head::new("Severity", Format::Severity),
        Head::integer("Count"),
        Head::new("GB", Format::Gigabytes),
        Head::new("Day", Format::Date),
        Head::prose("Link"),
        Head::person_made("Decision", &["move", "leave"]),
    ];
    Grid::new(name, columns, 3, |i, cells| {
        let day = [date(2026, 12, 12), date(1601, 1, 1), date(2000, 2, 29)][i];
        cells.extend([
            Cell::Severity(Severity::ALL[i]),
            Cell::Int([7, u64::MAX, 0][i]),
            Cell::Gigabytes(50 << 30),
            Cell::Date(day),
            Cell::Link { text: "there".into(), to: Target::row("Other", i) },
            Cell::Blank,
        ]);
    })
}

#[test]
fn cells_come_back_with_their_types() {
    for table_rows in [1000, 1] {
        let other = texts("Other", vec!["a".to_owned()]);
        let book = book(vec![Sheet::Grid(every_cell("All")), Sheet::Grid(other)]);
        let mut read = reopened(&book, Limits { table_rows, ..WIDE });
        let range = read.worksheet_range("All").expect("the sheet is there");
        let row = |i: usize| range.rows().nth(i).expect("a row").to_vec();
        assert_eq!(row(0)[2], Data::String("GB".to_owned()));
        assert_eq!(row(1)[0], Data::String("blocker".to_owned()));
        assert_eq!(row(1)[1], Data::Float(7.0));
        assert_eq!(row(1)[2], Data::Float(50.0));
        assert!(matches!(row(1)[3], Data::DateTime(day) if (day.as_f64() - 46_368.0).abs() < 1e-9), "{:?}", row(1));
        assert_eq!(row(1)[4], Data::String("there".to_owned()));
        assert_eq!(row(2)[1], Data::String(u64::MAX.to_string()), "all digits, so as text");
        assert_eq!(row(2)[3], Data::String("1601-01-01".to_owned()));
        assert_eq!(row(1)[5], Data::Empty);
    }
}

#[test]
fn text_is_never_a_formula_or_a_link() {
    let hostile = ["=1+1", "+1", "@SUM(A1)", "{=1}", "http://example.com", "_x0041_", "<b>&amp;"];
    for table_rows in [1000, 1] {
        let grid = texts("Text", hostile.map(str::to_owned).to_vec());
        let book = book(vec![Sheet::Grid(grid)]);
        let mut read = reopened(&book, Limits { table_rows, ..WIDE });
        assert_eq!(column(&mut read, "Text")[1..], hostile);
        assert!(read.worksheet_formula("Text").expect("the sheet is there").is_empty());
    }
}

#[test]
fn long_sheets_go_on() {
    let rows = (0..5).map(|i| i.to_string()).collect();
    let book = book(vec![Sheet::Grid(texts("Rows", rows))]);
    let mut read = reopened(&book, Limits { table_rows: 1, sheet_rows: 2, ..WIDE });
    assert_eq!(read.sheet_names(), ["Rows", "Rows (2)", "Rows (3)"]);
    assert_eq!(column(&mut read, "Rows"), ["Text", "0", "1"]);
    assert_eq!(column(&mut read, "Rows (3)"), ["Text", "4"]);
}

#[test]
fn an_overlong_grid_is_whole_in_the_file_beside() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let place = Place::prepare(&folder.path().join("report.xlsx")).expect("a place");
    let book = book(vec![Sheet::Grid(texts("Rows", vec!["x".to_owned(); 5]))]);
    let limits = Limits { table_rows: 1, workbook_rows: 3, ..WIDE };
    let saved = save(&book, limits, &place).expect("it can be saved");
    let beside = &saved.beside[0].path;
    assert_eq!(beside.file_name().expect("a name"), "report-Rows.csv");
    assert_eq!(std::fs::read_to_string(beside).expect("the file").lines().count(), 6);
}

#[test]
fn same_bytes_from_one_and_eight_threads() {
    let make = || {
        let long = (0..40).map(|i| format!("row {i}")).collect();
        book(vec![
            Sheet::Grid(every_cell("All")),
            Sheet::Grid(texts("Other", vec!["a".to_owned()])),
            Sheet::Grid(texts("Long", long)),
        ])
    };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        // Streamed and whole sheets in one workbook; several streams at once.
        pool.install(|| bytes(&make(), Limits { table_rows: 2, sheet_rows: 7, ..WIDE }))
    };
    let alone = with(1);
    for _ in 0..5 {
        assert!(alone == with(8), "the bytes differ");
    }
}

#[test]
fn links_that_find_no_room_stay_as_text() {
    let grid = Grid::new("Links", vec![Head::text("Link")], 4, |i, cells| {
        cells.push(Cell::Link { text: "here".into(), to: Target::row("Links", i) });
    });
    let book = book(vec![Sheet::Grid(grid)]);
    let mut read = reopened(&book, Limits { links: 2, ..WIDE });
    assert_eq!(column(&mut read, "Links"), ["Link", "here", "here", "here", "here"]);
}
