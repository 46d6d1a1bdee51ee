//! Reports: sheets declared as data and the writers of workbook, CSV and JSON. What the sheets say
//! comes from the caller; only `xlsx` knows the Excel writer.

pub mod backout;
mod carry;
pub mod csv;
pub mod cutover;
pub mod document;
pub mod estimate;
mod former;
pub mod grid;
pub mod json;
pub mod page;
pub mod place;
pub mod purchase;
pub mod set;
pub mod sheets;
pub mod since;
pub mod staging;
pub mod verdict;
pub mod verification;
pub mod view;
pub mod waves;
pub mod workbook;
pub mod xlsx;

use std::io;

use jiff::civil::DateTime;

use self::document::Document;
use self::grid::{Grid, Head, Key};
use self::page::Page;
use self::place::{Place, Placed};
use self::view::View;
use crate::Report;
use crate::engine::Answer;
use crate::error::Error;
use crate::facts::Facts;
use crate::intern::Interner;
use crate::licences::{Estimate, Profile, profile};
use crate::plan::{Command, Plan};
use crate::previous::Shape;
use crate::progress::Progress;
use crate::reading::Reading;
use crate::waves::Proposal;

/// Writes what the plan asks for (workbook, JSON document, a folder of CSV files) and says where it is.
///
/// A plan that asks for nothing writes nothing.
pub fn write(report: &Report, progress: &dyn Progress) -> Result<Vec<Placed>, Error> {
    let plan = &report.facts.plan;
    crate::pool(plan)?.install(|| write_asked(report, progress))
}

fn write_asked(report: &Report, progress: &dyn Progress) -> Result<Vec<Placed>, Error> {
    let output = &report.facts.plan.output;
    let asked = [&output.workbook, &output.json, &output.csv];
    progress.stage("writing", asked.iter().filter(|path| path.is_some()).count());
    let mut placed = Vec::new();
    if let Some(path) = &output.json {
        progress.step(&path.display().to_string());
        placed.push(Place::prepare(path)?.fill(|to| write_json(report, to))?);
    }
    if output.workbook.is_none() && output.csv.is_none() {
        return Ok(placed);
    }
    let view = View::of(report);
    let mut workbook = workbook::of(&view);
    if let Some(previous) = &report.facts.previous {
        let mut sheets: Vec<&str> = workbook.sheets.iter().map(Sheet::name).collect();
        if output.workbook.as_ref().is_some_and(|path| former::is_replaced_by(previous, path)) {
            // What stands in the sheets of another workbook of ours would be gone with it.
            sheets.extend(previous.sheets.keys());
        }
        carry::carry(&mut workbook, previous, &sheets);
    }
    if let Some(path) = &output.csv {
        progress.step(&path.display().to_string());
        csv::write_set(path, &workbook.properties.program, workbook.grids())?;
        placed.push(Placed { path: path.clone(), busy: None });
    }
    if let Some(path) = &output.workbook {
        progress.step(&path.display().to_string());
        let place = Place::prepare(path)?;
        if let Some(previous) = &report.facts.previous {
            placed.extend(former::keep(previous, &place)?);
        }
        let saved = xlsx::save(&workbook, xlsx::Limits::default(), &place)?;
        placed.push(saved.workbook);
        placed.extend(saved.beside);
    }
    Ok(placed)
}

/// What the sheets of all our workbooks look like when nobody has touched them. Those of an estimate depend on its
/// profile: the ones that ship are known, and the one that was chosen.
pub fn shapes(chosen: Option<&Profile>) -> Vec<Shape> {
    let nothing = Facts::build(&Plan::new(Command::Assess), Reading::default(), Interner::default());
    let waves = Some(Proposal::of(&nothing));
    let mut report = Report { facts: nothing, answer: Answer::default(), waves, licences: None };
    let mut shapes: Vec<Shape> = Vec::new();
    let shipped = profile::names().filter_map(profile::shipped).cloned();
    for profile in shipped.chain(chosen.cloned()) {
        report.licences = Some(Estimate::of(&report.facts, &profile));
        let view = View::of(&report);
        for declared in sheets::all() {
            let shape = Shape::from(&(declared.build)(&view));
            match shapes.iter_mut().find(|known| known.sheet == shape.sheet) {
                Some(known) => known.extend(shape),
                None => shapes.push(shape),
            }
        }
    }
    shapes.push(Shape::from(&carry::empty()));
    shapes
}

impl From<&Sheet<'_>> for Shape {
    fn from(sheet: &Sheet<'_>) -> Self {
        match sheet {
            Sheet::Page(page) => Self {
                sheet: page.name,
                key: Key::default(),
                columns: Vec::new(),
                kept: &[],
                page_columns: xlsx::PAGE_COLUMNS,
            },
            Sheet::Grid(grid) => {
                let column = |head: &Head| (head.title.to_string(), head.choices.is_some());
                Self {
                    sheet: grid.name,
                    key: grid.key,
                    columns: grid.columns.iter().map(column).collect(),
                    kept: since::kept(grid.name),
                    page_columns: 0,
                }
            }
        }
    }
}

/// The JSON document of a report.
pub fn json(report: &Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Memory takes every byte, and the document has no keys that are no texts.
    let written = write_json(report, &mut bytes);
    debug_assert!(written.is_ok(), "{written:?}");
    bytes
}

fn write_json(report: &Report, to: impl io::Write) -> io::Result<()> {
    json::write(&Document::of(report), to)
}

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
    /// When the report was made, as the caller wants it known; `None` where nothing says so. No clock is
    /// read here, so that the same input gives the same bytes.
    pub made: Option<DateTime>,
}
