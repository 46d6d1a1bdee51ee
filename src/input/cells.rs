//! The cells of a workbook with their types, one row at a time, for workbooks that people fill in. Which rows are
//! headers and what the cells mean is said elsewhere.

use std::fs;
use std::io::{Cursor, ErrorKind};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxFormulaMetadata};
use jiff::civil::{Date, DateTime, Time};

use super::guard::{self, Limits};
use super::sniff::{self, Content};
use super::{cell, workbook};

/// What a person sees in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, also of a cell that holds a truth value, an error or a time without a day.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// A day and time.
    DateTime(DateTime),
}

/// What a workbook says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    /// Its title; our workbooks say there which command they answer.
    pub title: Option<String>,
    /// Its subject; our workbooks say the project there.
    pub subject: Option<String>,
}

/// A row of filled cells, each with its column, from 0.
pub type Cells = Vec<(u16, Value)>;

/// A workbook whose parts are sound.
pub struct Workbook {
    reader: Xlsx<Cursor<Vec<u8>>>,
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("sheets", &self.reader.sheet_names()).finish()
    }
}

const DAMAGED: &str = "is a damaged workbook; save it as `.xlsx` in Excel and try again";

impl Workbook {
    /// Opens a workbook; `Err` says why it is none, in a sentence whose subject is the file.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, String> {
        let bytes = fs::read(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => "does not exist".to_owned(),
            ErrorKind::IsADirectory => "is a folder".to_owned(),
            _ => format!("cannot be read: {error}; close it in other programs and check that you may open it"),
        })?;
        match sniff::content(&bytes) {
            Content::Zip => {}
            Content::Refused(why) => return Err(why.to_owned()),
            Content::Text if bytes.is_empty() => return Err("is empty".to_owned()),
            Content::Text => return Err("is a text file and no workbook".to_owned()),
        }
        guard::inspect(&bytes, limits)?;
        // As for exports: numbers that no spreadsheet program writes can make the reader panic.
        let opened = panic::catch_unwind(|| Xlsx::new(Cursor::new(bytes)));
        let reader = opened.map_err(|_| DAMAGED.to_owned())?.map_err(|error| workbook::unreadable(&error))?;
        Ok(Self { reader })
    }

    /// What the document properties say; of blank ones nothing.
    pub fn properties(&mut self) -> Properties {
        let properties = panic::catch_unwind(AssertUnwindSafe(|| self.reader.workbook_properties()));
        let Ok(Ok(properties)) = properties else { return Properties::default() };
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        Properties { title: filled(properties.title), subject: filled(properties.subject) }
    }

    /// The names of all sheets, and whether they hold cells.
    pub fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = self.reader.sheets_metadata().iter();
        sheets.map(|sheet| (sheet.name.clone(), sheet.typ == SheetType::WorkSheet)).collect()
    }

    /// Hands every row that holds something to `take`, with its number as a spreadsheet shows it; hidden rows too.
    pub fn rows(&mut self, sheet: &str, mut take: impl FnMut(u32, Cells)) -> Result<(), String> {
        let read = panic::catch_unwind(AssertUnwindSafe(|| self.read(sheet, &mut take)));
        read.map_err(|_| DAMAGED.to_owned())?.map_err(|error| {
            format!("has a damaged sheet `{sheet}` ({error}); save the workbook again in Excel and try again")
        })
    }

    fn read(&mut self, sheet: &str, take: &mut impl FnMut(u32, Cells)) -> Result<(), calamine::XlsxError> {
        let from_1904 = self.reader.has_1904_epoch();
        let mut reader = self.reader.worksheet_cells_reader(sheet)?;
        let (mut row, mut cells) = (0, Cells::new());
        while let Some(found) = reader.next_cell_with_formula_metadata()? {
            let (at, column) = (found.pos.0 + 1, found.pos.1 as u16);
            if at != row {
                if !cells.is_empty() {
                    take(row, std::mem::take(&mut cells));
                }
                row = at;
            }
            let value = match (&found.value, &found.formula) {
                (DataRef::Empty, Some(formula)) => Some(unsolved(formula)),
                (value, _) => value_of(value, from_1904),
            };
            cells.extend(value.map(|value| (column, value)));
        }
        if !cells.is_empty() {
            take(row, cells);
        }
        Ok(())
    }
}

impl Value {
    /// The value as text.
    pub fn display(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => {
                let mut text = String::new();
                cell::push(&DataRef::Float(*number), false, &mut text);
                text
            }
            Self::Date(day) => day.to_string(),
            Self::DateTime(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}

/// A formula that no program has calculated yet is kept as its text.
fn unsolved(formula: &XlsxFormulaMetadata) -> Value {
    Value::Text(match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => format!("={formula}"),
        _ => "(a formula without a value)".to_owned(),
    })
}

/// `None` for a cell in which nothing is seen.
fn value_of(value: &DataRef<'_>, from_1904: bool) -> Option<Value> {
    let number = match value {
        DataRef::Int(number) => Some(*number as f64),
        DataRef::Float(number) => Some(*number),
        _ => None,
    };
    if let Some(number) = number {
        return Some(Value::Number(number));
    }
    let mut text = String::new();
    cell::push(value, from_1904, &mut text);
    if matches!(value, DataRef::DateTime(_) | DataRef::DateTimeIso(_))
        && let Ok(at) = text.parse::<DateTime>()
    {
        return Some(if at.time() == Time::midnight() { Value::Date(at.date()) } else { Value::DateTime(at) });
    }
    (!text.trim().is_empty()).then_some(Value::Text(text))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rust_xlsxwriter as writer;

    use super::*;

    /// The cells of a workbook of one sheet.
    fn read(fill: impl FnOnce(&mut writer::Worksheet) -> Result<(), writer::XlsxError>) -> Vec<(u32, Cells)> {
        let place = tempfile::NamedTempFile::new().expect("a temporary file");
        let mut book = writer::Workbook::new();
        fill(book.add_worksheet()).expect("cells");
        book.save(place.path()).expect("a workbook");
        let mut workbook = Workbook::open(place.path(), &Limits::default()).expect("it is sound");
        let mut rows = Vec::new();
        workbook.rows("Sheet1", |row, cells| rows.push((row, cells))).expect("it can be read");
        rows
    }

    #[test]
    fn cells_keep_their_types_and_blanks_are_left_out() {
        let rows = read(|sheet| {
            let day = writer::Format::new().set_num_format("d mmm yyyy");
            let time = writer::Format::new().set_num_format("hh:mm");
            sheet.write_string(0, 1, "=1+1")?;
            sheet.write_string(0, 2, " ")?;
            sheet.write_blank(1, 0, &day)?;
            sheet.write_number(2, 0, 2.5)?;
            sheet.write_number_with_format(2, 1, 46_368.0, &day)?;
            sheet.write_number_with_format(2, 2, 46_368.75, &day)?;
            sheet.write_number_with_format(2, 3, 0.5, &time)?;
            sheet.write_boolean(2, 4, true)?;
            sheet.write_formula(2, 5, writer::Formula::new("A3*2").set_result("5"))?;
            sheet.write_rich_string(2, 6, &[(&writer::Format::new().set_bold(), "bo"), (&day, "th")])?;
            Ok(())
        });
        let text = |text: &str| Value::Text(text.to_owned());
        let day = date(2026, 12, 12);
        let expected = [
            (1, vec![(1, text("=1+1"))]),
            (
                3,
                vec![
                    (0, Value::Number(2.5)),
                    (1, Value::Date(day)),
                    (2, Value::DateTime(day.at(18, 0, 0, 0))),
                    (3, text("12:00:00")),
                    (4, text("TRUE")),
                    (5, Value::Number(5.0)),
                    (6, text("both")),
                ],
            ),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_formula_that_nobody_has_calculated_is_its_text() {
        let formula = XlsxFormulaMetadata::Normal { formula: "A1+1".to_owned() };
        assert_eq!(unsolved(&formula), Value::Text("=A1+1".to_owned()));
    }

    #[test]
    fn what_is_no_workbook_is_said() {
        let open = |path: &str| Workbook::open(Path::new(path), &Limits::default()).expect_err("it is no workbook");
        assert_eq!(open("no/such.xlsx"), "does not exist");
        assert_eq!(open("src"), "is a folder");
        assert_eq!(open("Cargo.toml"), "is a text file and no workbook");
    }
}
