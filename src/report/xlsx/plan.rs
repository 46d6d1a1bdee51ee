//! Which worksheets a workbook gets: long grids continue on further sheets, and links have to know
//! on which one a row stands.

use std::ops::Range;

use rust_xlsxwriter::quote_sheet_name;

use super::Limits;
use crate::report::grid::{Grid, Target};
use crate::report::page::Page;
use crate::report::{Sheet, Workbook};

/// One worksheet.
#[derive(Debug)]
pub struct Part<'p, 'b> {
    /// Name on the tab.
    pub name: String,
    /// What it holds.
    pub content: Content<'p, 'b>,
}

impl Part<'_, '_> {
    /// Whether rows go to disk as they are written.
    pub const fn is_streamed(&self) -> bool {
        matches!(self.content, Content::Rows(Rows { streamed: true, .. }))
    }
}

/// What a worksheet holds.
#[derive(Debug)]
pub enum Content<'p, 'b> {
    /// A page.
    Page(&'p Page<'b>),
    /// Some or all rows of a grid.
    Rows(Rows<'p, 'b>),
}

/// Some or all rows of a grid.
#[derive(Debug)]
pub struct Rows<'p, 'b> {
    /// The grid.
    pub grid: &'p Grid<'b>,
    /// The rows of the grid that stand here.
    pub range: Range<usize>,
    /// Whether rows go to disk as they are written; such a sheet has a filter in place of a table.
    pub streamed: bool,
    /// The line above the header.
    pub remark: Option<String>,
}

impl Rows<'_, '_> {
    /// Row of the header, from 0.
    pub const fn header(&self) -> u32 {
        self.remark.is_some() as u32
    }

    /// Row of the last cell, from 0; a table has at least one row below its header.
    pub fn last(&self) -> u32 {
        self.header() + self.range.len().max(1) as u32
    }

    /// Column of the last cell, from 0.
    pub fn last_column(&self) -> u16 {
        (self.grid.columns.len() - 1) as u16
    }
}

/// The worksheets of a workbook.
#[derive(Debug)]
pub struct Plan<'p, 'b> {
    /// The worksheets as the tabs stand.
    pub parts: Vec<Part<'p, 'b>>,
    /// The page that every sheet leads back to.
    pub home: Option<&'static str>,
    /// Grids that are longer than a workbook takes.
    pub overlong: Vec<&'p Grid<'b>>,
    limits: Limits,
}

impl<'p, 'b> Plan<'p, 'b> {
    /// Divides `workbook` into worksheets; `stem` begins the names of the files beside it.
    pub fn new(workbook: &'p Workbook<'b>, limits: Limits, stem: &str) -> Self {
        let mut plan = Self { parts: Vec::new(), home: None, overlong: Vec::new(), limits };
        for sheet in &workbook.sheets {
            match sheet {
                Sheet::Page(page) => {
                    plan.home.get_or_insert(page.name);
                    let content = Content::Page(page);
                    plan.parts.push(Part { name: page.name.to_owned(), content });
                }
                Sheet::Grid(grid) => plan.divide(grid, stem),
            }
        }
        plan
    }

    fn divide(&mut self, grid: &'p Grid<'b>, stem: &str) {
        let Limits { table_rows, sheet_rows, workbook_rows, .. } = self.limits;
        let shown = grid.len.min(workbook_rows);
        let remark = (shown < grid.len).then(|| {
            self.overlong.push(grid);
            format!("The first {shown} of {} rows; all of them are in `{stem}-{}`", grid.len, file_beside(grid))
        });
        let mut start = 0;
        for number in 1.. {
            let end = shown.min(start + sheet_rows);
            let name = match number {
                1 => grid.name.to_owned(),
                _ => format!("{} ({number})", grid.name),
            };
            let rows = Rows { grid, range: start..end, streamed: shown > table_rows, remark: remark.clone() };
            self.parts.push(Part { name, content: Content::Rows(rows) });
            start = end;
            if start == shown {
                break;
            }
        }
    }

    /// The address of a target within the workbook; `None` when it has no such sheet or row.
    pub fn address(&self, to: Target) -> Option<String> {
        let cell = |name: &str, row: u32| format!("internal:{}!A{}", quote_sheet_name(name), row + 1);
        self.parts.iter().find_map(|part| match (&part.content, to.row) {
            (_, None) if part.name == to.sheet => Some(cell(&part.name, 0)),
            (Content::Rows(rows), Some(row)) if rows.grid.name == to.sheet && rows.range.contains(&row) => {
                Some(cell(&part.name, rows.header() + 1 + (row - rows.range.start) as u32))
            }
            _ => None,
        })
    }

    /// Greatest number of links on a sheet.
    pub const fn links(&self) -> u32 {
        self.limits.links
    }
}

/// Name of the file that holds all rows of an overlong grid, after the workbook's own name.
pub fn file_beside(grid: &Grid<'_>) -> String {
    format!("{}.csv", grid.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::grid::{Cell, Head};

    fn plan_of(len: usize, check: impl FnOnce(&Plan<'_, '_>)) {
        let grid = Grid::new("Rows", vec![Head::text("A")], len, |_, cells| cells.push(Cell::Blank));
        let book = Workbook { properties: crate::report::xlsx::tests::properties(), sheets: vec![Sheet::Grid(grid)] };
        let limits = Limits { table_rows: 2, sheet_rows: 3, workbook_rows: 7, links: 9 };
        check(&Plan::new(&book, limits, "stem"));
    }

    fn names(plan: &Plan<'_, '_>) -> Vec<String> {
        plan.parts.iter().map(|part| part.name.clone()).collect()
    }

    #[test]
    fn a_long_grid_goes_on() {
        plan_of(0, |plan| assert_eq!(names(plan), ["Rows"]));
        plan_of(3, |plan| assert_eq!(names(plan), ["Rows"]));
        plan_of(4, |plan| assert_eq!(names(plan), ["Rows", "Rows (2)"]));
    }

    #[test]
    fn links_find_their_sheet() {
        plan_of(7, |plan| {
            let at = |row| plan.address(Target::row("Rows", row));
            assert_eq!(at(0).as_deref(), Some("internal:Rows!A2"));
            assert_eq!(at(2).as_deref(), Some("internal:Rows!A4"));
            assert_eq!(at(3).as_deref(), Some("internal:'Rows (2)'!A2"));
            assert_eq!(at(7), None);
            assert_eq!(plan.address(Target::top("Rows")).as_deref(), Some("internal:Rows!A1"));
            assert_eq!(plan.address(Target::top("Other")), None);
        });
    }

    #[test]
    fn what_a_workbook_cannot_take_is_said_above_the_header() {
        plan_of(8, |plan| {
            let Content::Rows(rows) = &plan.parts[0].content else { panic!("it is a grid") };
            let remark = "The first 7 of 8 rows; all of them are in `stem-Rows.csv`";
            assert_eq!(rows.remark.as_deref(), Some(remark));
            assert_eq!(
                plan.address(Target::row("Rows", 0)).as_deref(),
                Some("internal:Rows!A3"),
                "the header moves down"
            );
            assert_eq!(plan.overlong.len(), 1);
        });
    }
}
