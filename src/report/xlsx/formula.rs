//! Turns the titles in a formula into the addresses of cells, which depend on how long sheets are divided.

use std::fmt::Write as _;

use rust_xlsxwriter::{quote_sheet_name, utility::column_number_to_name};

use super::plan::{Content, Part, Plan, Rows};

/// The formula with addresses, see [`Cell::Formula`](crate::report::grid::Cell::Formula); `here` are the rows and the
/// row of the sheet, from 0, in which it stands. `None` where the workbook lacks something that it refers to.
pub fn resolve(plan: &Plan<'_, '_>, here: Option<(&Rows<'_, '_>, u32)>, formula: &str) -> Option<String> {
    let mut resolved = String::from("=");
    let mut rest = formula;
    while let Some(open) = rest.find('{') {
        let close = open + rest[open..].find('}')?;
        plain(plan, here, None, &rest[..open], &mut resolved)?;
        let group = &rest[open + 1..close];
        let parts = worksheets(plan, sheet_of(group)?)?.len();
        for part in 0..parts {
            resolved.push(if part == 0 { '(' } else { '+' });
            plain(plan, here, Some(part), group, &mut resolved)?;
        }
        resolved.push(')');
        rest = &rest[close + 1..];
    }
    plain(plan, here, None, rest, &mut resolved)?;
    Some(resolved)
}

/// The sheet that the first reference of a group names.
fn sheet_of(group: &str) -> Option<&str> {
    let references = group.split('[').skip(1).filter_map(|rest| rest.split_once(']'));
    references.filter_map(|(reference, _)| reference.split_once('!')).map(|(sheet, _)| sheet).next()
}

/// A formula without groups; of sheets that go on, only worksheet number `part` is meant where one is given.
fn plain(
    plan: &Plan<'_, '_>,
    here: Option<(&Rows<'_, '_>, u32)>,
    part: Option<usize>,
    formula: &str,
    resolved: &mut String,
) -> Option<()> {
    let mut pieces = formula.split('[');
    resolved.push_str(pieces.next()?);
    for piece in pieces {
        let (reference, rest) = piece.split_once(']')?;
        match reference.split_once('!') {
            None => {
                let (rows, row) = here?;
                let _ = write!(resolved, "{}{}", letters(rows, reference)?, row + 1);
            }
            Some((sheet, column)) => {
                let worksheets = worksheets(plan, sheet)?;
                match column.split_once('@') {
                    None => resolved.push_str(&columns(&worksheets, part, column)?),
                    Some((title, rows)) => resolved.push_str(&cells(&worksheets, title, rows)?),
                }
            }
        }
        resolved.push_str(rest);
    }
    Some(())
}

/// The worksheets of a grid; `None` where the workbook does not hold all of its rows.
fn worksheets<'r, 'p, 'b>(plan: &'r Plan<'p, 'b>, sheet: &str) -> Option<Vec<(&'r str, &'r Rows<'p, 'b>)>> {
    if plan.overlong.iter().any(|grid| grid.name == sheet) {
        return None;
    }
    let rows = |part: &'r Part<'p, 'b>| match &part.content {
        Content::Rows(rows) if rows.grid.name == sheet => Some((part.name.as_str(), rows)),
        _ => None,
    };
    let found: Vec<_> = plan.parts.iter().filter_map(rows).collect();
    if found.is_empty() { None } else { Some(found) }
}

/// All cells of a column below its header, on every worksheet or on one.
fn columns(worksheets: &[(&str, &Rows<'_, '_>)], part: Option<usize>, title: &str) -> Option<String> {
    let range = |(name, rows): &(&str, &Rows<'_, '_>)| {
        let letters = letters(rows, title)?;
        let (first, last) = (rows.header() + 2, rows.last() + 1);
        Some(format!("{}!${letters}${first}:${letters}${last}", quote_sheet_name(name)))
    };
    let wanted = worksheets.iter().enumerate().filter(|(at, _)| part.is_none_or(|part| part == *at));
    let ranges: Option<Vec<String>> = wanted.map(|(_, worksheet)| range(worksheet)).collect();
    ranges.map(|ranges| ranges.join(","))
}

/// The cell of one row of a grid, or those of several rows that stand on one worksheet.
fn cells(worksheets: &[(&str, &Rows<'_, '_>)], title: &str, range: &str) -> Option<String> {
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
    let (name, rows) = worksheets.iter().find(|(_, rows)| rows.range.contains(&first))?;
    let letters = letters(rows, title)?;
    let row = |at: usize| rows.header() as usize + 2 + (at - rows.range.start);
    let mut address = format!("{}!${letters}${}", quote_sheet_name(name), row(first));
    if last != first {
        rows.range.contains(&last).then_some(())?;
        let _ = write!(address, ":${letters}${}", row(last));
    }
    Some(address)
}

/// The letters of the column of this title.
fn letters(rows: &Rows<'_, '_>, title: &str) -> Option<String> {
    let at = rows.grid.columns.iter().position(|head| head.title == title)?;
    Some(column_number_to_name(u16::try_from(at).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::grid::{Cell, Grid, Head};
    use crate::report::xlsx::Limits;
    use crate::report::{Sheet, Workbook};

    /// A grid `Lines` of five rows on two worksheets, and a grid `Options` of two rows.
    fn resolved(formula: &str, workbook_rows: usize) -> Option<String> {
        let grid = |name, len| {
            Grid::new(name, vec![Head::text("Object"), Head::integer("Units")], len, |_, cells| {
                cells.extend([Cell::Blank, Cell::Blank]);
            })
        };
        let sheets = vec![Sheet::Grid(grid("Lines", 5)), Sheet::Grid(grid("All options", 2))];
        let book = Workbook { properties: crate::report::xlsx::tests::properties(), sheets };
        let limits = Limits { table_rows: 9, sheet_rows: 3, workbook_rows, links: 9 };
        let plan = Plan::new(&book, limits, "stem");
        let Content::Rows(rows) = &plan.parts[0].content else { panic!("it is a grid") };
        resolve(&plan, Some((rows, 2)), formula)
    }

    #[test]
    fn titles_become_addresses() {
        let resolved = |formula| resolved(formula, 9).expect("all cells are there");
        assert_eq!(resolved("[Units]+1"), "=B3+1");
        assert_eq!(resolved("[All options!Units@1]"), "='All options'!$B$3");
        assert_eq!(resolved("SUM([All options!Units@0-1])"), "=SUM('All options'!$B$2:$B$3)");
    }

    #[test]
    fn sheets_that_go_on_are_counted_whole() {
        let resolved = |formula| resolved(formula, 9).expect("all cells are there");
        assert_eq!(resolved("SUM([Lines!Units])"), "=SUM(Lines!$B$2:$B$4,'Lines (2)'!$B$2:$B$3)");
        assert_eq!(resolved("[Lines!Units@4]"), "='Lines (2)'!$B$3");
        assert_eq!(
            resolved("2*{COUNTIF([Lines!Units],\"x\")}"),
            "=2*(COUNTIF(Lines!$B$2:$B$4,\"x\")+COUNTIF('Lines (2)'!$B$2:$B$3,\"x\"))"
        );
    }

    #[test]
    fn what_is_not_in_the_workbook_has_no_address() {
        assert_eq!(resolved("[Prices!Price@0]", 9), None);
        assert_eq!(resolved("[Lines!Price]", 9), None);
        assert_eq!(resolved("SUM([Lines!Units])", 4), None, "a sum of the rows that fit would be wrong");
    }
}
