//! An Excel workbook as sheets of text: cells are streamed, never a whole range, because a range is
//! as large as its two farthest cells say.

use std::io::Cursor;
use std::panic;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::dialect::HEAD_ROWS;
use super::excerpt::excerpt;
use super::grid::Grid;
use super::guard::{self, Limits};
use super::{Body, Sheet, cell, headers};
use crate::note::{Matter, Note};

/// Nameless columns beside the table that are still read.
const NAMELESS_COLUMNS: u16 = 64;

/// Cells of one trouble that get a note of their own.
const MOST_CELLS: usize = 1000;

/// Cells that cannot be read before the sheet is given up.
const MOST_BAD_CELLS: u32 = 10_000;

/// Rows and columns of a worksheet in Excel.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// A row of filled cells, as text, before the header is known.
struct Row {
    row: u32,
    cells: Vec<(u16, String)>,
}

/// Reads all sheets that hold something, and notes about the others.
pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<(Vec<Sheet>, Vec<Note>), Note> {
    guard::inspect(bytes, limits).map_err(refused)?;
    // The reader's arithmetic is unchecked in places: numbers that no spreadsheet program writes can
    // make it panic, which must not end the run for the other files.
    let caught = panic::catch_unwind(|| read_sheets(bytes));
    caught.unwrap_or_else(|_| Err(refused("is a damaged workbook; save it as `.xlsx` in Excel and try again")))
}

fn read_sheets(bytes: &[u8]) -> Result<(Vec<Sheet>, Vec<Note>), Note> {
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(unreadable(&error)))?;
    let (mut sheets, mut notes) = (Vec::new(), Vec::new());
    for listed in workbook.sheets_metadata().to_vec() {
        let shown = excerpt(&listed.name);
        if listed.typ != SheetType::WorkSheet {
            notes.push(Note::file(Matter::Understood, format!("sheet `{shown}` is no worksheet and is not read")));
            continue;
        }
        match Reading::new(&listed.name).read(&mut workbook) {
            Ok(Some(mut sheet)) => {
                match listed.visible {
                    SheetVisible::Visible => {}
                    SheetVisible::Hidden => {
                        sheet.notes.push(understood("the sheet is hidden and is read all the same"));
                    }
                    SheetVisible::VeryHidden => sheet.notes.push(understood(
                        "the sheet is hidden so that Excel does not list it (very hidden) and is read all the same",
                    )),
                }
                sheets.push(sheet);
            }
            Ok(None) => notes.push(understood(format!("sheet `{shown}` is empty"))),
            Err(error) => notes.push(refused(format!(
                "sheet `{shown}` is damaged ({error}) and none of it is used; save the workbook again in Excel"
            ))),
        }
    }
    Ok((sheets, notes))
}

/// Why the reader does not open a workbook, and what to do; a sentence whose subject is the file.
pub(super) fn unreadable(error: &XlsxError) -> String {
    match error {
        XlsxError::Unrecognized { typ: "sheet:type", val } => format!(
            "holds a sheet of a sort that is not read, such as a macro sheet (`{}`); save the sheets with data as a new `.xlsx`",
            excerpt(val)
        ),
        _ => format!("is a workbook that cannot be read ({error}); save it as `.xlsx` in Excel and try again"),
    }
}

fn refused(text: impl Into<String>) -> Note {
    Note::file(Matter::Refused, text)
}

fn understood(text: impl Into<String>) -> Note {
    Note::file(Matter::Understood, text)
}

/// What is known of a sheet while its cells go by.
struct Reading<'a> {
    name: &'a str,
    head: Vec<Row>,
    /// Header row, its cells, and the rows below.
    table: Option<(Row, Grid)>,
    notes: Vec<Note>,
    /// Formulas without a value: row and column.
    unsolved: Vec<(u32, u16)>,
    /// Cells that hold an error: how many, and the first.
    errors: (u32, Option<(u32, u16)>),
    bad_cells: u32,
}

impl<'a> Reading<'a> {
    fn new(name: &'a str) -> Self {
        Self {
            name,
            head: Vec::new(),
            table: None,
            notes: Vec::new(),
            unsolved: Vec::new(),
            errors: (0, None),
            bad_cells: 0,
        }
    }

    fn read(mut self, workbook: &mut Workbook<'_>) -> Result<Option<Sheet>, XlsxError> {
        let from_1904 = workbook.has_1904_epoch();
        let mut cells = workbook.worksheet_cells_reader(self.name)?;
        loop {
            match cells.next_cell_with_formula_metadata() {
                Ok(Some(found)) if found.pos.0 >= MOST_ROWS || found.pos.1 >= MOST_COLUMNS => {
                    self.bad_cells += 1;
                }
                Ok(Some(found)) => {
                    let (row, column) = (found.pos.0 + 1, found.pos.1 as u16);
                    if matches!(found.value, DataRef::Empty)
                        && found.formula.is_some()
                        && self.unsolved.len() < MOST_CELLS
                    {
                        self.unsolved.push((row, column));
                    }
                    self.cell(row, column, &found.value, from_1904);
                }
                Ok(None) => break,
                Err(error) if self.bad_cells < MOST_BAD_CELLS && is_of_one_cell(&error) => {
                    self.bad_cells += 1;
                }
                Err(error) => return Err(error),
            }
        }
        self.settle_header();
        Ok(self.into_sheet())
    }

    fn cell(&mut self, row: u32, column: u16, value: &DataRef<'_>, from_1904: bool) {
        if matches!(value, DataRef::Empty) {
            return;
        }
        if matches!(value, DataRef::Error(_)) {
            self.errors.0 += 1;
            self.errors.1.get_or_insert((row, column));
        }
        if self.table.is_none() && self.head.len() >= HEAD_ROWS && self.head.last().is_some_and(|last| last.row != row)
        {
            self.settle_header();
        }
        if let Some((_, grid)) = &mut self.table {
            grid.push(row, column, |out| cell::push(value, from_1904, out));
            return;
        }
        let mut text = String::new();
        cell::push(value, from_1904, &mut text);
        if text.trim().is_empty() {
            return;
        }
        match self.head.last_mut() {
            Some(last) if last.row == row => last.cells.push((column, text)),
            _ => self.head.push(Row { row, cells: vec![(column, text)] }),
        }
    }

    /// Finds the header among the rows so far and makes rows of what is below it.
    fn settle_header(&mut self) {
        if self.table.is_some() || self.head.is_empty() {
            return;
        }
        let texts: Vec<Vec<String>> =
            self.head.iter().map(|row| row.cells.iter().map(|(_, text)| text.clone()).collect()).collect();
        let at = headers::find(texts.iter().map(Vec::as_slice))
            .map(|(at, _)| at)
            .or_else(|| texts.iter().position(|cells| cells.len() > 1))
            .unwrap_or(0);
        if at > 0 {
            let text =
                format!("{at} title rows above the header are skipped, the first is `{}`", excerpt(&texts[0][0]));
            self.notes.push(understood(text).at(self.head[0].row, None));
        }
        let below = self.head.split_off(at + 1);
        let header = self.head.pop().expect("the header is one of the rows");
        let columns = || header.cells.iter().map(|&(column, _)| column);
        let first = columns().min().expect("a row of the head has a cell");
        let last = columns().max().expect("a row of the head has a cell");
        let mut grid = Grid::new(first..=last);
        for row in below {
            for (column, text) in row.cells {
                grid.push(row.row, column, |out| out.push_str(&text));
            }
        }
        self.table = Some((header, grid));
    }

    fn into_sheet(mut self) -> Option<Sheet> {
        let (header, mut grid) = self.table.take()?;
        let (first, names) = self.names(&header, &mut grid);
        if grid.len() == 0 {
            self.notes.push(understood("has a header and no rows: the export found nothing, or it failed"));
        }
        for &(row, column) in self.unsolved.iter().filter(|&&(row, _)| row > header.row) {
            let name = column.checked_sub(first).and_then(|at| names.get(usize::from(at)));
            let text = format!(
                "the formula in {} has no stored value and is taken as blank; open the workbook in Excel and save it",
                address(row, column)
            );
            let note = Note::file(Matter::Unreadable, text).at(row, None);
            self.notes.push(note.in_column(name.map_or("", String::as_str)));
        }
        if let (count, Some((row, column))) = self.errors {
            let text = format!(
                "{count} cells hold an error such as `#N/A`, the first is {}; they are read as that text",
                address(row, column)
            );
            self.notes.push(Note { count, ..understood(text) });
        }
        if self.bad_cells > 0 {
            let text = format!(
                "{} cells cannot be read and are taken as blank; save the workbook again in Excel",
                self.bad_cells
            );
            self.notes.push(Note { count: self.bad_cells, ..Note::file(Matter::Unreadable, text) });
        }
        Some(Sheet {
            name: Some(self.name.to_owned()),
            header: names,
            header_row: header.row,
            encoding: "xlsx".to_owned(),
            delimiter: None,
            notes: self.notes,
            body: Body::Grid(grid),
        })
    }

    /// First column and header of the table: nameless columns that hold something and stand beside
    /// the named ones belong to it, cells far away do not.
    fn names(&mut self, header: &Row, grid: &mut Grid) -> (u16, Vec<String>) {
        let columns = || header.cells.iter().map(|&(column, _)| column);
        let (first, last) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        let near = first.saturating_sub(NAMELESS_COLUMNS)..=last.saturating_add(NAMELESS_COLUMNS);
        let beside = || grid.outside().iter().copied().filter(|column| near.contains(column));
        let start = beside().min().unwrap_or(first).min(first);
        let end = beside().max().unwrap_or(last).max(last);
        if let Some(far) = grid.outside().iter().rev().find(|column| !near.contains(column)) {
            let text = format!("cells far from the table are not read, the farthest is in column {}", letters(*far));
            self.notes.push(understood(text));
        }
        grid.start_at(start);
        let mut names = vec![String::new(); usize::from(end - start) + 1];
        for (column, text) in &header.cells {
            names[usize::from(column - start)].clone_from(text);
        }
        (start, names)
    }
}

/// Whether the reader can go on with the next cell after this error.
fn is_of_one_cell(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::CellError(_)
            | XlsxError::CellTAttribute(_)
            | XlsxError::ParseFloat(_)
            | XlsxError::ParseInt(_)
            | XlsxError::Unexpected(_)
            | XlsxError::Unrecognized { .. }
    )
}

/// Address of a cell as Excel shows it; `column` starts at 0.
fn address(row: u32, column: u16) -> String {
    format!("`{}{row}`", letters(column))
}

fn letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
#[path = "workbook_tests.rs"]
mod tests;
