//! `Grid`: a sheet declared as data, a header and a row function. How it is written is left to
//! `xlsx`, `csv` and `json`.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};

use super::page::Tone;
use crate::check::Severity;
pub use crate::previous::Key;

/// What the cells of a column hold, and with it their format and width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Short text on one line.
    Text,
    /// Sentences, wrapped in the cell.
    Prose,
    /// A whole number with thousands separators.
    Integer,
    /// A number of bytes, shown with thousands separators.
    Bytes,
    /// Bytes shown as GB of 1024³ bytes, with two decimals.
    Gigabytes,
    /// A number with two decimals.
    Decimal,
    /// A share between 0 and 1, shown in percent.
    Percent,
    /// A calendar date.
    Date,
    /// A date and time of day; its zone is named in the title.
    DateTime,
    /// A severity: coloured, with its word.
    Severity,
    /// `yes`, `no` or another short word, centred.
    Flag,
}

impl Format {
    /// Whether the cells are numbers, and therefore stand at the right.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Bytes | Self::Gigabytes | Self::Decimal | Self::Percent)
    }
}

/// The head of a column.
#[derive(Debug, Clone)]
pub struct Head {
    /// Title, unique in its grid; part of the contract, because people build formulas on it. Columns that people
    /// added have titles of their own.
    pub title: Cow<'static, str>,
    /// What the cells hold.
    pub format: Format,
    /// Greatest width in characters.
    pub cap: u16,
    /// For a column that people fill in: the values to choose from, empty for free text.
    pub choices: Option<&'static [&'static str]>,
}

impl Head {
    /// A column whose widest cell sets the width, up to a cap that suits its format.
    pub const fn new(title: &'static str, format: Format) -> Self {
        let cap = match format {
            Format::Prose => 60,
            _ => 42,
        };
        Self { title: Cow::Borrowed(title), format, cap, choices: None }
    }

    /// A column of short text.
    pub const fn text(title: &'static str) -> Self {
        Self::new(title, Format::Text)
    }

    /// A column of wrapped sentences.
    pub const fn prose(title: &'static str) -> Self {
        Self::new(title, Format::Prose)
    }

    /// A column of whole numbers.
    pub const fn integer(title: &'static str) -> Self {
        Self::new(title, Format::Integer)
    }

    /// A column that people fill in; with choices it gets a drop-down list.
    pub const fn person_made(title: &'static str, choices: &'static [&'static str]) -> Self {
        Self { title: Cow::Borrowed(title), format: Format::Text, cap: 30, choices: Some(choices) }
    }

    /// The same column with another greatest width, in characters.
    #[must_use]
    pub const fn cap(mut self, characters: u16) -> Self {
        self.cap = characters;
        self
    }
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing is known, or nothing is there; the column says which.
    Blank,
    /// Text, never read as a formula.
    Text(Cow<'a, str>),
    /// A whole number that is not negative.
    Int(u64),
    /// A whole number.
    Signed(i64),
    /// A number.
    Number(f64),
    /// Bytes, shown as GB.
    Gigabytes(u64),
    /// A calendar date.
    Date(Date),
    /// A date and time of day.
    DateTime(DateTime),
    /// A severity.
    Severity(Severity),
    /// A few words in the colour of how good or bad they are.
    Toned {
        /// What is shown.
        text: Cow<'a, str>,
        /// How good or bad it is.
        tone: Tone,
    },
    /// Text that leads to a row of a sheet.
    Link {
        /// What is shown.
        text: Cow<'a, str>,
        /// Where it leads.
        to: Target,
    },
    /// A number that leads to a row of a sheet.
    Count {
        /// What is shown.
        count: u64,
        /// Where it leads.
        to: Target,
    },
    /// A formula of the program's own making, with the value that viewers without a calculator show.
    ///
    /// No text from an export is ever part of it. Where cells stand is known to the writer only, so it refers to
    /// them by title: `[Title]` is the cell of the same row, `[Sheet!Title]` all cells of a column,
    /// `[Sheet!Title@2]` the one of row 2 of a grid, from 0, and `[Sheet!Title@2-4]` those of rows 2 to 4. What
    /// stands in braces is written once for every worksheet on which a long grid goes on, and added up.
    /// A workbook without one of these cells shows the value alone.
    Formula {
        /// The formula without its equals sign.
        formula: Cow<'a, str>,
        /// What it gives now.
        value: Computed<'a>,
    },
}

/// What a formula gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Computed<'a> {
    /// A number.
    Number(f64),
    /// A word, where there is no number.
    Text(Cow<'a, str>),
}

impl From<u64> for Computed<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<f64> for Computed<'_> {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<'a> From<&'a str> for Computed<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Computed<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

/// A row of a sheet of the same workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Name of the grid or page.
    pub sheet: &'static str,
    /// Row of the grid, from 0; `None` for the top of the sheet.
    pub row: Option<usize>,
}

impl Target {
    /// The top of a sheet.
    pub const fn top(sheet: &'static str) -> Self {
        Self { sheet, row: None }
    }

    /// Row `row` of a grid, from 0.
    pub const fn row(sheet: &'static str, row: usize) -> Self {
        Self { sheet, row: Some(row) }
    }
}

impl<'a> Cell<'a> {
    /// A text cell; empty text is blank.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Blank } else { Self::Text(text) }
    }

    /// The cell of `value`, blank where there is none.
    pub fn maybe<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Blank, cell)
    }

    /// A formula with what it gives now.
    pub fn formula(formula: impl Into<Cow<'a, str>>, value: impl Into<Computed<'a>>) -> Self {
        Self::Formula { formula: formula.into(), value: value.into() }
    }

    /// `yes`, `no`, or blank where it is unknown.
    pub fn flag(flag: Option<bool>) -> Self {
        Self::maybe(flag, |yes| Self::Text(Cow::Borrowed(if yes { "yes" } else { "no" })))
    }

    /// The text as a person reads it, without a link and with all digits; what CSV and widths show.
    pub fn display(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => Cow::Borrowed(""),
            Self::Text(text)
            | Self::Toned { text, .. }
            | Self::Link { text, .. }
            | Self::Formula { value: Computed::Text(text), .. } => Cow::Borrowed(text),
            Self::Int(n) | Self::Count { count: n, .. } => Cow::Owned(n.to_string()),
            Self::Signed(n) => Cow::Owned(n.to_string()),
            Self::Number(n) | Self::Formula { value: Computed::Number(n), .. } => Cow::Owned(n.to_string()),
            Self::Gigabytes(bytes) => Cow::Owned(format!("{:.2}", gigabytes(*bytes))),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::DateTime(at) => Cow::Owned(at.strftime("%Y-%m-%d %H:%M:%S").to_string()),
            Self::Severity(severity) => Cow::Borrowed(severity.as_str()),
        }
    }
}

/// Bytes as GB of 1024³ bytes, the unit in which Exchange shows sizes.
pub fn gigabytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 30)
}

/// Fills `cells` with the cells of one row, as many as there are columns.
pub type Row<'a> = dyn Fn(usize, &mut Vec<Cell<'a>>) + Sync + 'a;

/// A sheet of rows under one header.
pub struct Grid<'a> {
    /// Name of the sheet, legal in Excel and unique in its workbook; part of the contract.
    pub name: &'static str,
    /// The columns from left to right; those that people fill in are the last ones.
    pub columns: Vec<Head>,
    /// By which columns a row is found again in a later workbook, so that what people wrote beside it stays with it.
    pub key: Key,
    /// How many columns at the left stay in view.
    pub pinned: u16,
    /// How many columns from the left go on paper; what only leads back to its origin stays on screen.
    pub printed: usize,
    /// What the workbook says in place of rows where there are none.
    pub empty: &'static str,
    /// Number of rows below the header.
    pub len: usize,
    /// The row function; called from several threads, each row once per output.
    pub row: Box<Row<'a>>,
}

impl<'a> Grid<'a> {
    /// A grid whose first column stays in view and whose columns are all printed.
    pub fn new(
        name: &'static str,
        columns: Vec<Head>,
        len: usize,
        row: impl Fn(usize, &mut Vec<Cell<'a>>) + Sync + 'a,
    ) -> Self {
        let printed = columns.len();
        Self {
            name,
            columns,
            key: Key::default(),
            pinned: 1,
            printed,
            empty: "Nothing to list",
            len,
            row: Box::new(row),
        }
    }

    /// The same grid with its key: needed wherever people write, which may be in any grid.
    #[must_use]
    pub const fn keyed(mut self, key: Key) -> Self {
        self.key = key;
        self
    }

    /// Keeps the column `title` and those to the right of it off paper.
    pub fn print_before(&mut self, title: &str) {
        self.printed = self.columns.iter().take_while(|head| head.title != title).count();
    }

    /// The cells of row `i` in `cells`, whose former content is dropped.
    ///
    /// # Panics
    ///
    /// When the row function does not yield as many cells as there are columns: every later cell of
    /// the row would stand under a wrong title.
    pub fn read(&self, i: usize, cells: &mut Vec<Cell<'a>>) {
        cells.clear();
        (self.row)(i, cells);
        assert_eq!(cells.len(), self.columns.len(), "cells of row {i} of sheet `{}`", self.name);
    }
}

impl std::fmt::Debug for Grid<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Grid").field("name", &self.name).field("len", &self.len).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "cells of row 0 of sheet `Short`")]
    fn a_short_row_is_a_bug() {
        let grid = Grid::new("Short", vec![Head::text("A"), Head::text("B")], 1, |_, cells| {
            cells.push(Cell::Blank);
        });
        grid.read(0, &mut Vec::new());
    }

    #[test]
    fn unknown_empty_and_false_differ() {
        assert_eq!(Cell::flag(None), Cell::Blank);
        assert_eq!(Cell::flag(Some(false)), Cell::Text("no".into()));
        assert_eq!(Cell::text(""), Cell::Blank);
    }

    #[test]
    fn sizes_are_in_binary_gigabytes() {
        assert_eq!(Cell::Gigabytes(50 << 30).display(), "50.00");
        assert_eq!(Cell::Gigabytes(50_000_000_000).display(), "46.57");
    }
}
