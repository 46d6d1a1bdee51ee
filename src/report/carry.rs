//! Puts what people wrote into an earlier workbook beside the rows that it belongs to, and keeps the rest in the
//! sheet Carried over.

use std::borrow::Cow;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::grid::{Cell, Grid, Head};
use super::xlsx::text::fit;
use super::{Sheet, Workbook};
use crate::previous::{CARRIED, CARRIED_KEY, CARRIED_TITLES, Carried, Name, Previous, Row, Value, Written, folded};
use crate::values::text::fold_name;

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// Fills the grids of a workbook from an earlier one and appends the sheet Carried over, if anything is left.
/// `sheets` are the names of all sheets that such a workbook can have: what stands in a sheet of another workbook of
/// ours stays there.
pub fn carry<'a>(workbook: &mut Workbook<'a>, previous: &'a Previous, sheets: &[&str]) {
    let mut taken = vec![false; previous.carried.len()];
    let mut left: Vec<Line<'a>> = Vec::new();
    for (name, written) in previous.sheets.iter().filter(|(name, _)| sheets.contains(name)) {
        if !workbook.grids().any(|grid| grid.name == *name) {
            left.extend((0..written.rows.len()).flat_map(|row| lines(name, written, row)));
        }
    }
    for sheet in &mut workbook.sheets {
        let Sheet::Grid(grid) = sheet else { continue };
        let written = previous.sheets.get(grid.name);
        let is_carried = previous.carried.iter().any(|carried| carried.sheet == grid.name);
        if written.is_some() || is_carried {
            Matching::of(grid, written, &previous.carried).fill(grid, &mut taken, &mut left);
        }
    }
    left.extend(previous.carried.iter().zip(taken).filter(|(_, taken)| !taken).map(|(carried, _)| Line::of(carried)));
    if !left.is_empty() {
        let place = |line: &Line<'_>| sheets.iter().position(|name| *name == line.sheet).unwrap_or(usize::MAX);
        left.sort_by_cached_key(|line| (place(line), line.sheet, line.key, line.column, line.value.display()));
        workbook.sheets.push(Sheet::Grid(grid(left)));
    }
}

/// A row of the sheet Carried over.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    sheet: &'a str,
    key: &'a str,
    column: &'a str,
    value: &'a Value,
}

impl<'a> Line<'a> {
    fn of(carried: &'a Carried) -> Self {
        let Carried { sheet, key, column, value } = carried;
        Self { sheet, key, column, value }
    }
}

/// The cells of a row that found no place.
fn lines<'a>(sheet: &'a str, written: &'a Written, row: usize) -> impl Iterator<Item = Line<'a>> {
    let row = &written.rows[row];
    row.cells.iter().map(move |(at, value)| Line { sheet, key: &row.shown, column: &written.titles[*at], value })
}

/// The sheet when there is nothing in it.
pub fn empty() -> Sheet<'static> {
    Sheet::Grid(grid(Vec::new()))
}

fn grid(lines: Vec<Line<'_>>) -> Grid<'_> {
    let [sheet, key, column, value] = CARRIED_TITLES;
    let columns =
        vec![Head::text(sheet), Head::prose(key).cap(70), Head::text(column), Head::person_made(value, &[]).cap(70)];
    let grid = Grid::new(CARRIED, columns, lines.len(), move |row, cells| {
        let Line { sheet, key, column, value } = lines[row];
        cells.extend([Cell::text(sheet), Cell::text(key), Cell::text(column), cell(value)]);
    });
    grid.keyed(CARRIED_KEY)
}

fn cell(value: &Value) -> Cell<'_> {
    match value {
        Value::Text(text) => Cell::Text(Cow::Borrowed(text)),
        Value::Number(number) => Cell::Number(*number),
        Value::Date(day) => Cell::Date(*day),
        Value::DateTime(at) => Cell::DateTime(*at),
    }
}

/// What is to be put into a grid, and which of its rows can take it.
struct Matching<'a> {
    /// Titles of the columns of the earlier sheet, and its rows.
    titles: &'a [String],
    written: &'a [Row],
    carried: &'a [Carried],
    /// Rows of the earlier sheet by name, for each rank of names.
    by_name: Vec<Map<&'a str, Vec<usize>>>,
    /// What was carried over from this sheet, by the key of its row.
    by_key: Map<String, Vec<usize>>,
    /// Rows of the grid that may take something, with their names.
    rows: Vec<(usize, Vec<Option<Name>>)>,
}

impl<'a> Matching<'a> {
    fn of(grid: &Grid<'a>, written: Option<&'a Written>, carried: &'a [Carried]) -> Self {
        let (titles, written) = written.map_or((&[][..], &[][..]), |written| (&written.titles, &written.rows));
        let mut by_name: Vec<Map<&str, Vec<usize>>> = vec![Map::default(); grid.key.depth()];
        for (at, row) in written.iter().enumerate() {
            for (index, name) in by_name.iter_mut().zip(&row.names) {
                if let Some(name) = name {
                    index.entry(name.text.as_str()).or_default().push(at);
                }
            }
        }
        let mut by_key: Map<String, Vec<usize>> = Map::default();
        for (at, one) in carried.iter().enumerate().filter(|(_, one)| one.sheet == grid.name) {
            by_key.entry(folded(&one.key)).or_default().push(at);
        }
        let rows = (0..grid.len)
            .into_par_iter()
            .map_init(Vec::new, |cells, row| {
                let names = names(grid, row, cells);
                let is_wanted = |(name, index): (&Option<Name>, &Map<&str, Vec<usize>>)| {
                    let name = name.as_ref().map_or("", |name| &name.text);
                    index.contains_key(name) || by_key.contains_key(name)
                };
                names.iter().zip(&by_name).any(is_wanted).then_some((row, names))
            })
            .flatten()
            .collect();
        Self { titles, written, carried, by_name, by_key, rows }
    }
}

/// The names of a row of a grid, as they were read from a workbook.
fn names<'a>(grid: &Grid<'a>, row: usize, cells: &mut Vec<Cell<'a>>) -> Vec<Option<Name>> {
    grid.read(row, cells);
    let texts: Vec<(&str, Cow<'_, str>)> = grid
        .key
        .titles()
        .filter_map(|title| {
            let at = grid.columns.iter().position(|head| head.title == title)?;
            Some((title, Cow::Owned(fit(&cells[at].display()).into_owned())))
        })
        .collect();
    grid.key.names(|title| texts.iter().find(|(known, _)| *known == title).map_or("", |(_, text)| text.as_ref()))
}

/// Cells by row and column, and the columns that they need.
#[derive(Default)]
struct Filled<'a> {
    cells: Map<usize, Vec<(usize, Cell<'a>)>>,
    added: Vec<Head>,
}

impl<'a> Filled<'a> {
    /// The column of a title that people may fill in: one of the grid, else a new one at its right. `None` where the
    /// program itself fills a column of this title.
    fn column(&mut self, grid: &Grid<'a>, title: &str) -> Option<usize> {
        let folded = fold_name(title);
        let mut heads = grid.columns.iter().chain(&self.added);
        match heads.position(|head| fold_name(&head.title) == folded) {
            Some(at) if grid.columns.get(at).is_some_and(|head| head.choices.is_none()) => None,
            Some(at) => Some(at),
            None => {
                self.added.push(Head { title: Cow::Owned(title.to_owned()), ..Head::person_made("", &[]) });
                Some(grid.columns.len() + self.added.len() - 1)
            }
        }
    }

    /// Puts a value into a cell; false where another one stands there.
    fn put(&mut self, row: usize, column: usize, value: &'a Value) -> bool {
        let cells = self.cells.entry(row).or_default();
        if let Some((_, there)) = cells.iter().find(|(at, _)| *at == column) {
            return *there == cell(value);
        }
        cells.push((column, cell(value)));
        true
    }
}

impl<'a> Matching<'a> {
    /// Gives every row of the earlier sheet to one row of the grid, then what was carried over to cells that are free.
    fn fill(self, grid: &mut Grid<'a>, taken: &mut [bool], left: &mut Vec<Line<'a>>) {
        let mut filled = Filled::default();
        // Columns without a word in them are a person's too.
        let columns: Vec<Option<usize>> = self.titles.iter().map(|title| filled.column(grid, title)).collect();
        let matched = self.matched();
        for (at, row) in self.written.iter().enumerate() {
            for (title, value) in &row.cells {
                let is_placed = match (matched[at], columns[*title]) {
                    (Some(to), Some(column)) => filled.put(to, column, value),
                    (None, _) => self.is_repeated(at, &matched, (*title, value)),
                    _ => false,
                };
                if !is_placed {
                    let column = &self.titles[*title];
                    left.push(Line { sheet: grid.name, key: &row.shown, column, value });
                }
            }
        }
        for (row, names) in &self.rows {
            for name in names.iter().flatten().filter(|name| name.is_sure) {
                for &at in self.by_key.get(&name.text).map_or(&[][..], Vec::as_slice) {
                    let Carried { column, value, .. } = &self.carried[at];
                    if !taken[at]
                        && let Some(column) = filled.column(grid, column)
                    {
                        taken[at] = filled.put(*row, column, value);
                    }
                }
            }
        }
        overlay(grid, filled);
    }

    /// Whether a row of the same name that found its place has the same cell: sheets get copied.
    fn is_repeated(&self, row: usize, matched: &[Option<usize>], cell: (usize, &Value)) -> bool {
        let named = self.by_name.iter().zip(&self.written[row].names);
        let mut others = named.filter_map(|(index, name)| index.get(name.as_ref()?.text.as_str())).flatten();
        others.any(|&other| {
            matched[other].is_some() && self.written[other].cells.iter().any(|(at, value)| (*at, value) == cell)
        })
    }

    /// For every row of the earlier sheet the row of the grid that it belongs to: the best names decide, of equal
    /// ones the order.
    fn matched(&self) -> Vec<Option<usize>> {
        let mut matched = vec![None; self.written.len()];
        let mut is_served = vec![false; self.rows.len()];
        for (rank, index) in self.by_name.iter().enumerate() {
            for ((row, names), is_served) in self.rows.iter().zip(&mut is_served).filter(|(_, served)| !**served) {
                let Some(name) = &names[rank] else { continue };
                let free = index.get(name.text.as_str()).into_iter().flatten().copied().find(|&at| {
                    let other = self.written[at].names[rank].as_ref();
                    matched[at].is_none() && (name.is_sure || other.is_some_and(|other| other.is_sure))
                });
                if let Some(at) = free {
                    matched[at] = Some(*row);
                    *is_served = true;
                }
            }
        }
        matched
    }
}

/// Shows the cells in place of what the grid has there.
fn overlay<'a>(grid: &mut Grid<'a>, filled: Filled<'a>) {
    let Filled { cells: values, added } = filled;
    let own = grid.columns.len();
    if grid.printed == own {
        grid.printed += added.len();
    }
    let more = added.len();
    grid.columns.extend(added);
    let inner = std::mem::replace(&mut grid.row, Box::new(|_, _| {}));
    let name = grid.name;
    grid.row = Box::new(move |row, cells| {
        inner(row, cells);
        assert_eq!(cells.len(), own, "cells of row {row} of sheet `{name}`");
        cells.extend(std::iter::repeat_n(Cell::Blank, more));
        for (column, value) in values.get(&row).into_iter().flatten() {
            cells[*column] = value.clone();
        }
    });
}
