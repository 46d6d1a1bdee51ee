//! Lays a page out on twelve equal columns between two margins: column A is the left margin.

use std::borrow::Cow;

use rust_xlsxwriter::{Color, Format as Style, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::chart;
use super::pen::Pen;
use super::plan::Plan;
use super::rows::lines_of;
use super::style::{self, Palette};
use crate::check::Severity;
use crate::report::grid::{Cell, Computed, Format, Head};
use crate::report::page::{Block, Bullet, Chart, Page, Table, Tile, Tone};

/// First column of the layout and number of columns.
const LEFT: u16 = 1;
const COLUMNS: u16 = 12;

/// Columns that a page takes, its left margin among them.
pub const PAGE_COLUMNS: u16 = LEFT + COLUMNS;

/// Width of a layout column and of a margin, and height of a line, in pixels.
pub const COLUMN: u32 = 88;
const MARGIN: u32 = 18;
pub const LINE: u32 = 20;
/// Columns of a tile; of a figure's table.
const TILE: u16 = 2;
const HALF: u16 = 6;
/// Margins at both sides of a printed page, in inches: wide ones make the layout smaller, so that more
/// of it stands on a page.
const PRINTED_MARGIN: f64 = 0.9;
/// Height that fits on a printed page, in pixels: A4 across, less the margins, when the layout is as
/// wide as it.
const PRINTED: u32 = 780;
/// Height of a chart at least, in pixels.
const CHART: u32 = 10 * LINE;
/// Height of a bar with its distance to the next one, in pixels: a label has room in it.
const BAR: u32 = 20;
/// Rows of a list or table that stay with its heading, so that none of them stands alone on a printed page.
const TOGETHER: usize = 2;
/// A link that needs no other words.
const SHOW: &str = "show ▸";

/// Writes a page from top to bottom.
pub fn write(sheet: &mut Worksheet, page: &Page<'_>, plan: &Plan<'_, '_>, palette: &Palette) -> Result<(), XlsxError> {
    sheet.set_column_width_pixels(0, MARGIN)?;
    sheet.set_column_range_width_pixels(LEFT, LEFT + COLUMNS - 1, COLUMN)?;
    sheet.set_column_width_pixels(LEFT + COLUMNS, MARGIN)?;
    sheet.set_screen_gridlines(false);
    sheet.set_tab_color(style::MAIN);
    let mut layout =
        Layout { sheet, pen: Pen::new(plan, palette), name: page.name, row: 0, heights: Vec::new(), seams: Vec::new() };
    layout.title(page)?;
    for block in &page.blocks {
        layout.block(block)?;
    }
    let last = layout.row;
    let breaks = breaks(&layout.heights, &layout.seams, last);
    sheet.set_page_breaks(&breaks)?;
    sheet.set_margins(PRINTED_MARGIN, PRINTED_MARGIN, 0.6, 0.5, 0.3, 0.3);
    sheet.set_print_area(0, 0, last, LEFT + COLUMNS)?;
    Ok(())
}

struct Layout<'s, 'b> {
    sheet: &'s mut Worksheet,
    pen: Pen<'s, 'b>,
    name: &'static str,
    /// The next free row.
    row: u32,
    /// Heights of the rows so far, in pixels.
    heights: Vec<u32>,
    /// Rows before which a printed page may end.
    seams: Vec<u32>,
}

impl Layout<'_, '_> {
    fn title(&mut self, page: &Page<'_>) -> Result<(), XlsxError> {
        let style = Style::new().set_bold().set_font_size(22).set_font_color(style::MAIN);
        self.line(&Cell::text(&*page.title), &style, 44)?;
        let style = Style::new().set_font_color(style::QUIET);
        for line in &page.subtitle {
            self.line(&Cell::text(&**line), &style, LINE)?;
        }
        self.gap(10)
    }

    fn block(&mut self, block: &Block<'_>) -> Result<(), XlsxError> {
        match block {
            Block::Verdict { tone, text } => {
                let (fill, ink) = style::tone(*tone);
                let style = Style::new()
                    .set_bold()
                    .set_font_size(16)
                    .set_font_color(ink)
                    .set_background_color(fill)
                    .set_indent(1)
                    .set_text_wrap()
                    .set_align(FormatAlign::VerticalCenter);
                // Sixteen points are half as wide again as the eleven that are measured.
                let lines = lines_of(&text.display(), COLUMN * u32::from(COLUMNS) * 11 / 17, 6);
                self.line(text, &style, 18 + lines * 28)?;
                self.gap(14)
            }
            Block::Heading(text) => self.heading(text),
            Block::Tiles(tiles) => {
                for tiles in tiles.chunks(usize::from(COLUMNS / TILE)) {
                    self.tiles(tiles)?;
                }
                self.gap(6)
            }
            Block::Table(table) => {
                let extent = self.table(table)?;
                let first = extent.header + 1;
                self.seams.extend((first..first + extent.rows).skip(TOGETHER));
                self.gap(14)
            }
            Block::Figure { table, chart } => self.figure(table, chart),
            Block::Bullets(bullets) => {
                for (i, bullet) in bullets.iter().enumerate() {
                    if i >= TOGETHER {
                        self.seams.push(self.row);
                    }
                    self.bullet(bullet)?;
                }
                self.gap(14)
            }
            Block::Text(text) => {
                let style = Style::new().set_text_wrap().set_align(FormatAlign::Top);
                let lines = lines_of(text, COLUMN * u32::from(COLUMNS), 40);
                self.line(&Cell::text(&**text), &style, lines * LINE)?;
                self.gap(8)
            }
        }
    }

    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.seams.push(self.row);
        let style = Style::new()
            .set_bold()
            .set_font_size(14)
            .set_font_color(style::MAIN)
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Medium)
            .set_border_bottom_color(style::MAIN);
        self.line(&Cell::text(text), &style, 32)?;
        self.gap(8)
    }

    fn tiles(&mut self, tiles: &[Tile<'_>]) -> Result<(), XlsxError> {
        let heights = [26, 38, 24, 8];
        for (row, height) in (self.row..).zip(heights) {
            self.height(row, height)?;
        }
        for (col, tile) in (LEFT..).step_by(usize::from(TILE)).zip(tiles) {
            let surface = Style::new()
                .set_background_color(style::SURFACE)
                .set_indent(1)
                .set_align(FormatAlign::Left)
                .set_align(FormatAlign::VerticalCenter)
                .set_border_right(FormatBorder::Thick)
                .set_border_right_color(Color::White);
            let label = surface.clone().set_font_color(style::QUIET).set_font_size(10);
            let figure = numbers(surface, tile_format(&tile.value))
                .set_bold()
                .set_font_size(20)
                .set_font_color(style::figure(tile.tone));
            let remark = match tile.to {
                Some(_) => label.clone().set_font_color(style::MAIN),
                None => label.clone(),
            };
            self.put((self.row, col), TILE, &Cell::text(&*tile.label), &label)?;
            self.put((self.row + 1, col), TILE, &tile.value, &figure)?;
            let text = match tile.to {
                Some(to) if tile.remark.is_empty() => Cell::Link { text: SHOW.into(), to },
                Some(to) => Cell::Link { text: format!("{} ▸", tile.remark).into(), to },
                None => Cell::text(&*tile.remark),
            };
            self.put((self.row + 2, col), TILE, &text, &remark)?;
        }
        self.row += heights.len() as u32;
        Ok(())
    }

    /// Writes a table; answers the row of its header and the first column of each of its columns.
    fn table(&mut self, table: &Table<'_>) -> Result<Extent, XlsxError> {
        let header = self.row;
        let mut columns = Vec::with_capacity(table.columns.len());
        let mut col = LEFT;
        for &(ref head, span) in &table.columns {
            let style = head_style(head);
            self.put((header, col), span, &Cell::text(head.title.as_ref()), &style)?;
            columns.push((col, span));
            col += span;
        }
        self.height(header, 24)?;
        self.row += 1;
        for cells in &table.rows {
            assert_eq!(cells.len(), table.columns.len(), "cells of a table on page `{}`", self.name);
            let mut lines = 1;
            for ((cell, (head, _)), (col, span)) in cells.iter().zip(&table.columns).zip(&columns) {
                let style = body_style(cell, head.format);
                self.put((self.row, *col), *span, cell, &style)?;
                if matches!(head.format, Format::Prose | Format::Text) {
                    lines = lines.max(lines_of(&cell.display(), COLUMN * u32::from(*span), 12));
                }
            }
            self.height(self.row, lines * LINE + 4)?;
            self.row += 1;
        }
        Ok(Extent { header, rows: table.rows.len() as u32, columns })
    }

    fn figure(&mut self, table: &Table<'_>, chart: &Chart<'_>) -> Result<(), XlsxError> {
        let top = self.row;
        let extent = self.table(table)?;
        let height = CHART.max(extent.rows * BAR + chart::FRAME);
        let drawn = chart::draw(chart, self.name, &extent, COLUMN * u32::from(HALF) - 16, height);
        if extent.rows > 0 {
            self.sheet.insert_chart_with_offset(top, LEFT + HALF, &drawn, 16, 0)?;
        }
        let beside: u32 = self.heights[top as usize..].iter().sum();
        self.row += height.saturating_sub(beside).div_ceil(LINE);
        self.gap(10)
    }

    fn bullet(&mut self, bullet: &Bullet<'_>) -> Result<(), XlsxError> {
        let style = Style::new().set_text_wrap().set_align(FormatAlign::VerticalCenter).set_indent(1);
        let (mut col, mut span) = (LEFT, COLUMNS);
        if let Some(severity) = bullet.severity {
            let style = severity_style(severity);
            self.put((self.row, col), 1, &Cell::Severity(severity), &style)?;
            (col, span) = (col + 1, span - 1);
        }
        // The link has a cell of its own: some viewers do not wrap a text that leads somewhere.
        if let Some(to) = bullet.to {
            span -= 1;
            let cell = Cell::Link { text: SHOW.into(), to };
            let style = style.clone().set_font_color(style::MAIN);
            self.put((self.row, col + span), 1, &cell, &style)?;
        }
        let text = quoted(&bullet.text);
        self.put((self.row, col), span, &Cell::text(&*text), &style)?;
        let lines = lines_of(&text, COLUMN * u32::from(span) - 12, 12);
        self.height(self.row, lines * LINE + 6)?;
        self.row += 1;
        Ok(())
    }

    /// One cell over the full width.
    fn line(&mut self, cell: &Cell<'_>, style: &Style, height: u32) -> Result<(), XlsxError> {
        self.put((self.row, LEFT), COLUMNS, cell, style)?;
        self.height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    /// Sets the height of a row and keeps the sum; rows that are not set have [`LINE`].
    fn height(&mut self, row: u32, pixels: u32) -> Result<(), XlsxError> {
        self.heights.resize(self.heights.len().max(row as usize + 1), LINE);
        self.heights[row as usize] = pixels;
        self.sheet.set_row_height_pixels(row, pixels).map(drop)
    }

    fn gap(&mut self, height: u32) -> Result<(), XlsxError> {
        self.height(self.row, height)?;
        self.row += 1;
        Ok(())
    }

    /// A cell that spans `span` columns.
    fn put(&mut self, at: (u32, u16), span: u16, cell: &Cell<'_>, style: &Style) -> Result<(), XlsxError> {
        if span > 1 {
            self.sheet.merge_range(at.0, at.1, at.0, at.1 + span - 1, "", style)?;
        }
        self.pen.put(self.sheet, at, cell, Some(style))
    }
}

/// Rows before which a printed page ends: each page is filled as far as the seams allow. `end` is the
/// row behind the last one.
fn breaks(heights: &[u32], seams: &[u32], end: u32) -> Vec<u32> {
    let height =
        |from: u32, to: u32| -> u32 { (from..to).map(|row| heights.get(row as usize).copied().unwrap_or(LINE)).sum() };
    let mut breaks = Vec::new();
    let mut top = 0;
    for (i, &start) in seams.iter().enumerate() {
        let next = seams.get(i + 1).copied().unwrap_or(end);
        if start > top && height(top, next) > PRINTED {
            breaks.push(start);
            top = start;
        }
    }
    breaks
}

/// Where a table stands on its page.
pub struct Extent {
    /// Row of its header, from 0.
    pub header: u32,
    /// Number of rows below the header.
    pub rows: u32,
    /// First layout column and span of each of its columns.
    pub columns: Vec<(u16, u16)>,
}

/// Values in typographic quotes instead of the backticks of a terminal; text whose backticks come in
/// no pairs stays as it is.
fn quoted(text: &str) -> Cow<'_, str> {
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len() == 1 || parts.len().is_multiple_of(2) {
        return Cow::Borrowed(text);
    }
    let mut quoted = String::with_capacity(text.len() + 2 * parts.len());
    for (i, part) in parts.iter().enumerate() {
        quoted.push_str(match i {
            0 => "",
            _ if i % 2 == 1 => "“",
            _ => "”",
        });
        quoted.push_str(part);
    }
    Cow::Owned(quoted)
}

fn head_style(head: &Head) -> Style {
    let style = Style::new()
        .set_bold()
        .set_font_color(style::QUIET)
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(style::QUIET);
    match head.format {
        format if format.is_number() => style.set_align(FormatAlign::Right).set_indent(1),
        Format::Severity | Format::Flag => style.set_align(FormatAlign::Center),
        _ => style,
    }
}

fn body_style(cell: &Cell<'_>, format: Format) -> Style {
    let line = |style: Style| {
        style
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(style::LINE)
    };
    match cell {
        Cell::Severity(of) => return line(severity_style(*of)),
        Cell::Toned { tone, .. } => return line(tone_style(*tone)),
        _ => {}
    }
    let style = line(numbers(Style::new(), format));
    let style = match cell {
        Cell::Link { .. } | Cell::Count { .. } => style.set_font_color(style::MAIN).set_bold(),
        _ => style,
    };
    match format {
        format if format.is_number() => style.set_align(FormatAlign::Right).set_indent(1),
        Format::Flag => style.set_align(FormatAlign::Center),
        _ => style.set_text_wrap(),
    }
}

fn severity_style(of: Severity) -> Style {
    tone_style(Tone::Severity(of))
}

fn tone_style(of: Tone) -> Style {
    let (fill, ink) = style::tone(of);
    Style::new()
        .set_bold()
        .set_font_color(ink)
        .set_background_color(fill)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(Color::White)
}

fn numbers(style: Style, format: Format) -> Style {
    match style::number_format(format) {
        Some(format) => style.set_num_format(format),
        None => style,
    }
}

/// The format that shows the value of a tile.
fn tile_format(value: &Cell<'_>) -> Format {
    match value {
        Cell::Formula { value: Computed::Number(number), .. } if number.fract() == 0.0 => Format::Integer,
        Cell::Gigabytes(_) | Cell::Number(_) | Cell::Formula { value: Computed::Number(_), .. } => Format::Decimal,
        Cell::Int(_) | Cell::Signed(_) | Cell::Count { .. } => Format::Integer,
        Cell::Date(_) => Format::Date,
        Cell::DateTime(_) => Format::DateTime,
        _ => Format::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_at_the_last_seam_that_fits() {
        let heights = [PRINTED / 4; 8];
        assert_eq!(breaks(&heights, &[1, 2, 3, 4, 5, 6, 7], 8), [4]);
        // Rows 3 to 5 stay together, and go to the next page together.
        assert_eq!(breaks(&heights, &[1, 2, 3, 6, 7], 8), [3, 7]);
        assert!(breaks(&heights, &[1, 2, 3], 4).is_empty());
        // What is higher than a page begins on a new one.
        assert_eq!(breaks(&heights, &[1, 7], 8), [1, 7]);
    }

    #[test]
    fn values_stand_in_quotes() {
        assert_eq!(quoted("`a` becomes `b`"), "“a” becomes “b”");
        assert_eq!(quoted("a stray ` stays"), "a stray ` stays");
        assert_eq!(quoted("none"), "none");
    }
}
