//! Writes a workbook as .xlsx. This folder is the only place that knows the Excel writer.

mod chart;
mod formula;
mod page;
mod pen;
mod plan;
mod rows;
mod style;
pub mod text;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use jiff::civil::DateTime;
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Worksheet, XlsxError};

pub use self::page::PAGE_COLUMNS;
use self::plan::{Content, Part, Plan};
use self::style::Palette;
use super::place::{Place, Placed};
use super::{Properties, Workbook, csv};
use crate::error::Error;

/// Where sheets change their form; the numbers are Excel's or leave room below them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Rows of the longest table; a longer sheet is streamed to disk and has a filter instead.
    pub table_rows: usize,
    /// Rows of a sheet; Excel ends at 1,048,576.
    pub sheet_rows: usize,
    /// Rows of a grid in the workbook; of a longer one, all rows go to a CSV file beside it.
    pub workbook_rows: usize,
    /// Links on a sheet; Excel drops those after 65,530.
    pub links: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { table_rows: 100_000, sheet_rows: 1_000_000, workbook_rows: 5_000_000, links: 65_530 }
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The workbook.
    pub workbook: Placed,
    /// CSV files for the grids that are too long for it.
    pub beside: Vec<Placed>,
}

/// Writes the workbook to `place`, and the grids that are too long for it beside it.
pub fn save(workbook: &Workbook<'_>, limits: Limits, place: &Place) -> Result<Saved, Error> {
    let stem = place.path().file_stem().unwrap_or_default().to_string_lossy();
    let plan = Plan::new(workbook, limits, &stem);
    let beside = plan
        .overlong
        .iter()
        .map(|grid| csv::write_one(&place.beside(&plan::file_beside(grid)), grid))
        .collect::<Result<_, _>>()?;
    let workbook = place.fill(|to| write_plan(&plan, &workbook.properties, to))?;
    Ok(Saved { workbook, beside })
}

/// Writes the workbook to `to`; `stem` begins the names of files beside it that sheets mention.
pub fn write(workbook: &Workbook<'_>, limits: Limits, stem: &str, to: impl Write + Send) -> io::Result<()> {
    write_plan(&Plan::new(workbook, limits, stem), &workbook.properties, to)
}

fn write_plan(plan: &Plan<'_, '_>, properties: &Properties, to: impl Write + Send) -> io::Result<()> {
    build(plan, properties).and_then(|mut book| book.save_to_writer(to)).map_err(|error| match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    })
}

fn build(plan: &Plan<'_, '_>, properties: &Properties) -> Result<rust_xlsxwriter::Workbook, XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_properties(&document_properties(properties)?);
    let palette = Palette::new();
    let mut sheets = plan
        .parts
        .iter()
        .map(|part| new_sheet(&mut book, part, &palette))
        .collect::<Result<Vec<Worksheet>, XlsxError>>()?;
    sheets
        .par_iter_mut()
        .zip(&plan.parts)
        .try_for_each(|(sheet, part)| fill(sheet, part, plan, properties, &palette))?;
    // A sheet of more than 4 GB needs the large form of the archive; only streamed ones get there.
    book.use_zip_large_file(plan.parts.iter().any(Part::is_streamed));
    for sheet in sheets {
        book.push_worksheet(sheet);
    }
    Ok(book)
}

/// An empty sheet. Streamed ones share the numbering of formats, so that is fixed here, before
/// threads race for it.
fn new_sheet(
    book: &mut rust_xlsxwriter::Workbook,
    part: &Part<'_, '_>,
    palette: &Palette,
) -> Result<Worksheet, XlsxError> {
    if !part.is_streamed() {
        return Ok(Worksheet::new());
    }
    let mut sheet = book.new_worksheet_with_constant_memory()?;
    for style in palette.all() {
        sheet.write_blank(0, 0, style)?;
    }
    Ok(sheet)
}

fn fill<'p, 'b>(
    sheet: &mut Worksheet,
    part: &Part<'p, 'b>,
    plan: &Plan<'p, 'b>,
    properties: &Properties,
    palette: &Palette,
) -> Result<(), XlsxError> {
    sheet.set_name(&part.name)?;
    // A formula that gives an empty text would be shown as 0.
    sheet.set_formula_result_default("");
    set_print(sheet, &part.name, properties);
    match &part.content {
        Content::Page(content) => page::write(sheet, content, plan, palette),
        Content::Rows(content) => rows::write(sheet, content, plan, palette),
    }
}

fn set_print(sheet: &mut Worksheet, name: &str, properties: &Properties) {
    const A4: u8 = 9;
    let Properties { title, project, program, made } = properties;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.6, 0.5, 0.3, 0.3);
    // `&D` is the day on which somebody prints the sheet.
    let day = made.map_or_else(|| "&D".to_owned(), |made| made.date().to_string());
    sheet.set_header(format!("&L{}&C{}&R{day}", printed(project), printed(&format!("{title} – {name}"))));
    sheet.set_footer(format!("&L{}&RPage &P of &N", printed(program)));
}

/// Text for a printed header: its own codes begin with `&`, and 255 characters are all it takes.
fn printed(text: &str) -> String {
    const LONGEST: usize = 80;
    let short: String = text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    short.replace('&', "&&")
}

/// What the properties of an undated report say: the first day that a ZIP archive can name.
const UNDATED: DateTime = jiff::civil::datetime(1980, 1, 1, 0, 0, 0, 0);

fn document_properties(properties: &Properties) -> Result<DocProperties, XlsxError> {
    let Properties { title, project, program, made } = properties;
    // The writer would read the clock.
    let made = made.unwrap_or(UNDATED);
    let (date, time) = (made.date(), made.time());
    let created =
        ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())?
            .and_hms(
                u16::from(time.hour().unsigned_abs()),
                time.minute().unsigned_abs(),
                time.second().unsigned_abs(),
            )?;
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(project)
        .set_author(program)
        .set_comment(format!("Made by {program}"))
        .set_creation_datetime(&created))
}
