//! Writes single cells: the one place where a `Cell` meets the Excel writer, so that text is never
//! taken for a formula or a link.

use jiff::civil::{Date, DateTime, date};
use rust_xlsxwriter::{Format as Style, Formula, Url, Worksheet, XlsxError};

use super::formula;
use super::plan::{Plan, Rows};
use super::style::Palette;
use super::text::fit;
use crate::report::grid::{Cell, Computed, Target, gigabytes};

/// Excel keeps 15 digits of a number; longer ones are written as text.
const LARGEST_EXACT: u64 = 999_999_999_999_999;

/// Writes cells of one sheet and counts its links.
#[derive(Debug)]
pub struct Pen<'p, 'b> {
    plan: &'p Plan<'p, 'b>,
    palette: &'p Palette,
    /// The rows that are written, for formulas that refer to cells beside them.
    rows: Option<&'p Rows<'p, 'b>>,
    links_left: u32,
    /// Links that were written as plain text because a sheet takes no more of them.
    pub dropped: u64,
}

impl<'p, 'b> Pen<'p, 'b> {
    /// A pen for a new sheet.
    pub const fn new(plan: &'p Plan<'p, 'b>, palette: &'p Palette) -> Self {
        Self { plan, palette, rows: None, links_left: plan.links(), dropped: 0 }
    }

    /// The same pen for rows of a grid.
    pub const fn on(mut self, rows: &'p Rows<'p, 'b>) -> Self {
        self.rows = Some(rows);
        self
    }

    /// Writes `cell`. Without a style it looks as its column does, links and severities apart.
    pub fn put(
        &mut self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        cell: &Cell<'_>,
        style: Option<&Style>,
    ) -> Result<(), XlsxError> {
        match cell {
            Cell::Blank => blank(sheet, at, style),
            Cell::Text(text) => self::text(sheet, at, text, style),
            Cell::Int(n) => int(sheet, at, *n, style),
            Cell::Signed(n) if n.unsigned_abs() > LARGEST_EXACT => self::text(sheet, at, &n.to_string(), style),
            Cell::Signed(n) => number(sheet, at, *n as f64, style),
            Cell::Number(n) => number(sheet, at, *n, style),
            Cell::Gigabytes(bytes) => number(sheet, at, gigabytes(*bytes), style),
            Cell::Date(day) => match serial(day.to_datetime(jiff::civil::Time::midnight())) {
                Some(days) => number(sheet, at, days, style),
                None => self::text(sheet, at, &cell.display(), style),
            },
            Cell::DateTime(moment) => match serial(*moment) {
                Some(days) => number(sheet, at, days, style),
                None => self::text(sheet, at, &cell.display(), style),
            },
            Cell::Severity(of) => {
                let style = style.unwrap_or_else(|| self.palette.severity(*of));
                self::text(sheet, at, of.as_str(), Some(style))
            }
            Cell::Toned { text, tone } => {
                self::text(sheet, at, text, Some(style.unwrap_or_else(|| self.palette.toned(*tone))))
            }
            Cell::Link { text, to } => {
                if self.link(sheet, at, *to)? {
                    self::text(sheet, at, text, Some(style.unwrap_or(&self.palette.link)))
                } else {
                    self::text(sheet, at, text, style)
                }
            }
            Cell::Count { count, to } => {
                self.link(sheet, at, *to)?;
                int(sheet, at, *count, style)
            }
            Cell::Formula { formula, value } => self.formula(sheet, at, (formula, value), style),
        }
    }

    /// A formula, or what it gives where cells that it refers to are not in the workbook.
    fn formula(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        (formula, value): (&str, &Computed<'_>),
        style: Option<&Style>,
    ) -> Result<(), XlsxError> {
        let here = self.rows.map(|rows| (rows, at.0));
        let Some(formula) = formula::resolve(self.plan, here, formula) else {
            return match value {
                Computed::Number(n) => number(sheet, at, *n, style),
                Computed::Text(text) => self::text(sheet, at, text, style),
            };
        };
        let result = match value {
            Computed::Number(n) => n.to_string(),
            Computed::Text(text) => fit(text).into_owned(),
        };
        let formula = Formula::new(formula).set_result(result);
        match style {
            Some(style) => sheet.write_formula_with_format(at.0, at.1, formula, style),
            None => sheet.write_formula(at.0, at.1, formula),
        }
        .map(drop)
    }

    /// Whether a link to `to` would be written as one.
    pub fn reaches(&self, to: Target) -> bool {
        self.links_left > 0 && self.plan.address(to).is_some()
    }

    /// Makes a cell lead to `to`; the caller writes the cell itself afterwards. False when there is
    /// no such row, or no room for another link.
    pub fn link(&mut self, sheet: &mut Worksheet, at: (u32, u16), to: Target) -> Result<bool, XlsxError> {
        let Some(address) = self.plan.address(to) else {
            return Ok(false);
        };
        if self.links_left == 0 {
            self.dropped += 1;
            return Ok(false);
        }
        self.links_left -= 1;
        let url = Url::new(address).set_text("-").set_tip(format!("Go to {}", to.sheet));
        sheet.write_url_with_format(at.0, at.1, url, &self.palette.link)?;
        Ok(true)
    }
}

fn blank(sheet: &mut Worksheet, at: (u32, u16), style: Option<&Style>) -> Result<(), XlsxError> {
    match style {
        Some(style) => sheet.write_blank(at.0, at.1, style).map(drop),
        None => Ok(()),
    }
}

/// Text as text, whatever it begins with.
pub fn text(sheet: &mut Worksheet, at: (u32, u16), text: &str, style: Option<&Style>) -> Result<(), XlsxError> {
    let text = fit(text);
    match style {
        Some(style) => sheet.write_string_with_format(at.0, at.1, text, style),
        None => sheet.write_string(at.0, at.1, text),
    }
    .map(drop)
}

fn int(sheet: &mut Worksheet, at: (u32, u16), n: u64, style: Option<&Style>) -> Result<(), XlsxError> {
    if n > LARGEST_EXACT {
        return text(sheet, at, &n.to_string(), style);
    }
    number(sheet, at, n as f64, style)
}

fn number(sheet: &mut Worksheet, at: (u32, u16), n: f64, style: Option<&Style>) -> Result<(), XlsxError> {
    match style {
        Some(style) => sheet.write_number_with_format(at.0, at.1, n, style),
        None => sheet.write_number(at.0, at.1, n),
    }
    .map(drop)
}

/// The number by which Excel knows a date: days since 1899-12-30. Before March 1900 its calendar has
/// a day that never was, so such dates are left to the caller.
fn serial(at: DateTime) -> Option<f64> {
    const FIRST: Date = date(1900, 3, 1);
    const ZERO: Date = date(1899, 12, 30);
    if at.date() < FIRST {
        return None;
    }
    let since = at.duration_since(ZERO.to_datetime(jiff::civil::Time::midnight()));
    Some(since.as_secs_f64() / 86_400.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_of_the_calendar_of_excel() {
        // Values that Excel itself shows for these dates.
        assert_eq!(serial(date(1900, 3, 1).at(0, 0, 0, 0)), Some(61.0));
        assert_eq!(serial(date(2026, 12, 12).at(12, 0, 0, 0)), Some(46_368.5));
        assert_eq!(serial(date(9999, 12, 31).at(0, 0, 0, 0)), Some(2_958_465.0));
        assert_eq!(serial(date(1601, 1, 1).at(0, 0, 0, 0)), None);
    }
}
