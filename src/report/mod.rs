//! Reports: sheets declared as data and the writers of workbook, CSV and JSON. What the sheets say
//! comes from the caller; only `xlsx` knows the Excel writer.

pub mod csv;
pub mod document;
pub mod grid;
pub mod json;
pub mod page;
pub mod place;
pub mod xlsx;

use grid::Grid;
use jiff::civil::DateTime;
use page::Page;

/// A workbook: pages first, then grids, as the tabs stand from left to right.
#[derive(Debug)]
pub struct Workbook<'a> {
    /// What the document properties and the printed header say.
    pub properties: Properties,
    /// The sheets in the order of the tabs.
    pub sheets: Vec<Sheet<'a>>,
}

/// A sheet of either form.
#[derive(Debug)]
pub enum Sheet<'a> {
    /// Free layout.
    Page(Page<'a>),
    /// Rows under a header.
    Grid(Grid<'a>),
}

impl Sheet<'_> {
    /// Name on the tab.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Page(page) => page.name,
            Self::Grid(grid) => grid.name,
        }
    }
}

impl<'a> Workbook<'a> {
    /// The grids in order, for the writers that know no pages.
    pub fn grids(&self) -> impl Iterator<Item = &Grid<'a>> {
        self.sheets.iter().filter_map(|sheet| match sheet {
            Sheet::Grid(grid) => Some(grid),
            Sheet::Page(_) => None,
        })
    }
}

/// What a workbook says about itself.
#[derive(Debug, Clone)]
pub struct Properties {
    /// `Assessment`, `Licences`, ...
    pub title: String,
    /// The project.
    pub project: String,
    /// Name and version of the program.
    pub program: String,
    /// When the report was made, as the caller wants it known; no clock is read here, so that the
    /// same input gives the same bytes.
    pub made: DateTime,
}
