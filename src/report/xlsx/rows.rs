//! Writes the rows of a grid to a worksheet: as a table, or streamed with a filter where it is long.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, Note, Table, TableColumn, TableStyle, Worksheet, XlsxError,
    cell_autofit_width,
};

use super::pen::{self, Pen};
use super::plan::{Plan, Rows};
use super::style::Palette;
use crate::report::grid::{Cell, Format, Grid, Target};

/// Rows that are measured for the column widths, spread over the grid.
const SAMPLE: usize = 400;
/// Width of a digit and the padding of a cell, in pixels of the default font.
const DIGIT: u32 = 7;
const PADDING: u32 = 5;
/// The indent of text and numbers, in pixels.
const INDENT: u32 = 9;
/// Narrowest column and the room for the filter button, in pixels.
const NARROWEST: u32 = 56;
const BUTTON: u32 = 20;
/// Height of a line and of the header, in pixels.
const LINE: u32 = 20;
const HEADER: u32 = 26;
/// Lines of wrapped text that are shown; the rest of a longer cell is seen in the formula bar.
const MOST_LINES: u32 = 12;
/// Width in pixels beyond which a sheet is printed on A3: on A4 its letters would be smaller than 7 points.
const WIDE: u32 = 1650;
/// Excel's number of the paper.
const A3: u8 = 8;

/// Writes the header, the rows and what helps to read them.
pub fn write<'p, 'b>(
    sheet: &mut Worksheet,
    rows: &Rows<'p, 'b>,
    plan: &Plan<'p, 'b>,
    palette: &Palette,
) -> Result<(), XlsxError> {
    let widths = widths(rows.grid);
    set_columns(sheet, rows, &widths, palette)?;
    write_head(sheet, rows, plan, palette)?;
    let dropped = write_body(sheet, rows, plan, palette, &widths)?;
    set_choices(sheet, rows)?;
    if dropped > 0 {
        let text = format!(
            "A sheet takes {} links; the last {dropped} cells that would lead somewhere are plain text",
            plan.links()
        );
        sheet.insert_note(rows.header(), 0, &Note::new(text).set_author("tenantcheck"))?;
    }
    sheet.set_freeze_panes(rows.header() + 1, rows.grid.pinned)?;
    sheet.set_repeat_rows(rows.header(), rows.header())?;
    let printed = rows.grid.printed.clamp(1, widths.len());
    sheet.set_print_area(0, 0, rows.last(), printed as u16 - 1)?;
    if widths[..printed].iter().sum::<u32>() > WIDE {
        sheet.set_paper_size(A3);
    }
    Ok(())
}

fn set_columns(sheet: &mut Worksheet, rows: &Rows<'_, '_>, widths: &[u32], palette: &Palette) -> Result<(), XlsxError> {
    for (col, (head, width)) in (0..).zip(rows.grid.columns.iter().zip(widths)) {
        // The format of a column reaches to the last row of Excel: fine for numbers and wrapping,
        // while the tint of a person's column ends with the table where cells can carry it.
        if rows.streamed || head.choices.is_none() {
            sheet.set_column_format(col, palette.column(head, rows.streamed))?;
        }
        sheet.set_column_width_pixels(col, *width)?;
    }
    Ok(())
}

fn write_head(
    sheet: &mut Worksheet,
    rows: &Rows<'_, '_>,
    plan: &Plan<'_, '_>,
    palette: &Palette,
) -> Result<(), XlsxError> {
    let (header, last_column) = (rows.header(), rows.last_column());
    if let Some(remark) = &rows.remark {
        pen::text(sheet, (0, 0), remark, Some(&palette.remark))?;
    }
    if rows.streamed {
        for (col, head) in (0..).zip(&rows.grid.columns) {
            pen::text(sheet, (header, col), &head.title, Some(palette.header(head)))?;
        }
        sheet.autofilter(header, 0, rows.last(), last_column)?;
    } else {
        let columns: Vec<TableColumn> = rows
            .grid
            .columns
            .iter()
            .map(|head| TableColumn::new().set_header(head.title.as_ref()).set_header_format(palette.header(head)))
            .collect();
        let table =
            Table::new().set_name(table_name(rows.grid.name)).set_style(TableStyle::Light1).set_columns(&columns);
        sheet.add_table(header, 0, rows.last(), last_column, &table)?;
    }
    sheet.set_row_height_pixels(header, HEADER)?;
    if let Some(home) = plan.home {
        // Beside the table and not in it: its first row is the header, which the filter owns.
        let at = (header, last_column + 2);
        sheet.set_column_width_pixels(last_column + 1, 16)?;
        sheet.set_column_width_pixels(last_column + 2, 100)?;
        let mut pen = Pen::new(plan, palette);
        if pen.link(sheet, at, Target::top(home))? {
            pen::text(sheet, at, &format!("◂ {home}"), Some(&palette.back))?;
        }
    }
    Ok(())
}

/// Writes the cells; answers how many links found no room.
fn write_body<'p, 'b>(
    sheet: &mut Worksheet,
    rows: &Rows<'p, 'b>,
    plan: &Plan<'p, 'b>,
    palette: &Palette,
    widths: &[u32],
) -> Result<u64, XlsxError> {
    let columns = &rows.grid.columns;
    let mut pen = Pen::new(plan, palette).on(rows);
    let mut cells = Vec::with_capacity(columns.len());
    for (row, i) in (rows.header() + 1..).zip(rows.range.clone()) {
        rows.grid.read(i, &mut cells);
        let mut lines = 1;
        for (col, (cell, head)) in (0..).zip(cells.iter().zip(columns)) {
            // Only cells are ruled and tinted: the format of a column goes on below the table. A
            // severity and words with a tone have their own look.
            let style = match cell {
                Cell::Date(_) | Cell::DateTime(_) if head.choices.is_some() => palette.typed(head, cell),
                _ if rows.streamed => None,
                Cell::Severity(_) | Cell::Toned { .. } => None,
                Cell::Link { to, .. } if pen.reaches(*to) => Some(&palette.ruled_link),
                _ => Some(palette.ruled(head)),
            };
            pen.put(sheet, (row, col), cell, style)?;
            if head.format == Format::Prose && !rows.streamed {
                lines = lines.max(lines_of(&cell.display(), widths[usize::from(col)], MOST_LINES));
            }
        }
        // Not every viewer fits the height to wrapped text, and none knows where to stop.
        if lines > 1 {
            sheet.set_row_height_pixels(row, lines * LINE)?;
        }
    }
    if rows.range.is_empty() {
        for (col, head) in (1..).zip(&columns[1..]) {
            sheet.write_blank(rows.last(), col, palette.ruled(head))?;
        }
        // It runs on over the empty cells beside it.
        pen::text(sheet, (rows.last(), 0), rows.grid.empty, Some(&palette.remark))?;
    }
    Ok(pen.dropped)
}

fn set_choices(sheet: &mut Worksheet, rows: &Rows<'_, '_>) -> Result<(), XlsxError> {
    for (col, head) in (0..).zip(&rows.grid.columns) {
        let Some(choices @ [_, ..]) = head.choices else {
            continue;
        };
        let list = DataValidation::new()
            .allow_list_strings(choices)?
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title("Not in the list")?
            .set_error_message("Filters and counts know the values of the list only.")?;
        sheet.add_data_validation(rows.header() + 1, col, rows.last(), col, &list)?;
    }
    Ok(())
}

/// Lines that `text` takes when wrapped at `width` pixels; counting ends at `most`.
pub fn lines_of(text: &str, width: u32, most: u32) -> u32 {
    let full = width.saturating_sub(INDENT);
    let width = full.saturating_sub(PADDING * 2).max(DIGIT);
    // Few letters are wider than twelve pixels: short text needs no measuring.
    if text.len() as u32 * 12 < width && !text.contains('\n') {
        return 1;
    }
    let mut lines = 0;
    for line in text.split('\n') {
        let needed = cell_autofit_width(line);
        // Words that do not fit move to the next line whole, which costs about a tenth.
        lines += if needed <= full { 1 } else { (needed * 11 / 10).div_ceil(width) };
        if lines >= most {
            return most;
        }
    }
    lines
}

/// Width of each column in pixels: the widest of its title and a sample of its cells, capped.
fn widths(grid: &Grid<'_>) -> Vec<u32> {
    let mut widths: Vec<u32> = grid
        .columns
        .iter()
        .map(|head| (cell_autofit_width(&head.title) * 11 / 10 + BUTTON + INDENT).max(NARROWEST))
        .collect();
    let mut cells = Vec::with_capacity(grid.columns.len());
    for i in (0..grid.len).step_by(grid.len.div_ceil(SAMPLE).max(1)) {
        grid.read(i, &mut cells);
        for ((width, head), cell) in widths.iter_mut().zip(&grid.columns).zip(&cells) {
            let cap = u32::from(head.cap) * DIGIT + PADDING;
            *width = (*width).max(shown_width(cell, head.format).min(cap));
        }
    }
    for (width, head) in widths.iter_mut().zip(&grid.columns) {
        // A column without content yet: people will write into it.
        if head.choices.is_some_and(<[_]>::is_empty) {
            *width = (*width).max(18 * DIGIT);
        }
    }
    widths
}

fn shown_width(cell: &Cell<'_>, format: Format) -> u32 {
    let text = cell.display();
    match format {
        Format::Date => 11 * DIGIT,
        Format::DateTime => 17 * DIGIT,
        Format::Percent => 6 * DIGIT,
        _ if format.is_number() => {
            // Digits before the point with a separator for each three, and two after it.
            let whole = text.split('.').next().unwrap_or_default().len() as u32;
            let decimals = if matches!(format, Format::Gigabytes | Format::Decimal) { 3 } else { 0 };
            (whole + whole / 3 + decimals) * DIGIT + 2 * PADDING + INDENT
        }
        Format::Severity => cell_autofit_width(&text) * 11 / 10 + PADDING,
        _ => text.lines().take(3).map(cell_autofit_width).max().unwrap_or(0) + PADDING + INDENT,
    }
}

/// Name of the table of a sheet: what formulas refer to, so it depends on the sheet's name only.
fn table_name(sheet: &str) -> String {
    let mut name = String::from("tbl");
    name.extend(sheet.chars().filter(|c| c.is_alphanumeric()));
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_text_is_measured() {
        assert_eq!(lines_of("short", 200, 9), 1);
        assert_eq!(lines_of("a\nb\nc", 200, 9), 3);
        assert_eq!(lines_of(&"word ".repeat(1000), 200, 9), 9);
        // 40 letters of 7 pixels and a tenth make 308; two lines of 190 pixels take them.
        assert_eq!(lines_of(&"e".repeat(40), 200, 9), 2);
    }

    #[test]
    fn table_names_are_stable() {
        assert_eq!(table_name("Domains and DNS"), "tblDomainsandDNS");
    }
}
