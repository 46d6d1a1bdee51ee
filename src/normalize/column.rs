//! One column of one batch being read, and the joining of batches into a typed column.
//!
//! What only the whole column can decide (day and month order, decimal comma) is kept as text until then.

use polars::prelude::{NamedFrom, Series};

use super::cell::{Scratch, push_list, symbol};
use super::naming::Naming;
use super::pending::Pending;
use super::table::{ListColumn, Rounded};
use super::wrong::{Met, Wrong, holds_names, is_usage_name};
use crate::intern::Symbol;
use crate::note::Note;
use crate::schema::{Column, Type};
use crate::values::date::{self, Order};
use crate::values::lossy::{self, Loss};
use crate::values::size::{self, Size, Unit};
use crate::values::{flag, number, text};

/// A finished column.
pub(super) enum Finished {
    /// Not one row has a value: the column was not collected.
    Blank,
    /// One value a cell.
    Scalar(Series),
    /// One size a cell, with what the rounded ones may stand for.
    Sizes(Series, Vec<Rounded>),
    /// Many values a cell.
    List(ListColumn),
}

/// The cells of one column in one batch.
pub(super) struct Part {
    column: &'static Column,
    holds_names: bool,
    is_usage_name: bool,
    unit: Option<Unit>,
    values: Values,
    filled: u64,
    order: Option<Order>,
    contradicted: bool,
    decimal_comma: Option<bool>,
    wrong: Wrong,
    /// The last cell with which nothing was wrong, and its place among the values: many columns say the same
    /// on every row, and what was read once need not be read again.
    last: String,
    last_at: usize,
    scratch: Scratch,
}

enum Values {
    /// `None` is unknown.
    Symbols(Vec<Option<u32>>),
    Flags(Vec<Option<bool>>),
    Numbers(Vec<Option<u64>>),
    Pending(Pending),
    Lists(ListColumn),
}

impl Part {
    pub(super) fn new(column: &'static Column, header: &str, rows: usize) -> Self {
        let values = match column.ty {
            Type::Text | Type::Identity | Type::Address | Type::LegacyDn | Type::Guid | Type::Domain | Type::Switch => {
                Values::Symbols(Vec::with_capacity(rows))
            }
            Type::Flag => Values::Flags(Vec::with_capacity(rows)),
            Type::Count => Values::Numbers(Vec::with_capacity(rows)),
            Type::Size | Type::Date => Values::Pending(Pending::default()),
            Type::Addresses | Type::Identities | Type::Words => Values::Lists(ListColumn::default()),
        };
        Self {
            column,
            holds_names: holds_names(column),
            is_usage_name: is_usage_name(column),
            unit: size::header_unit(&text::fold_header(header)),
            values,
            filled: 0,
            order: None,
            contradicted: false,
            decimal_comma: None,
            wrong: Wrong::default(),
            last: String::new(),
            last_at: 0,
            scratch: Scratch::default(),
        }
    }

    pub(super) fn push(&mut self, cell: &str, row: u32, naming: &mut dyn Naming) {
        let cell = text::trim(cell);
        if cell.is_empty() {
            self.push_empty();
            return;
        }
        self.filled += 1;
        if self.last == cell {
            self.values.repeat(self.last_at);
            return;
        }
        let wrong_before = self.wrong.count();
        self.push_filled(cell, row, naming);
        if self.wrong.count() == wrong_before {
            self.last.clear();
            self.last.push_str(cell);
            self.last_at = self.values.len() - 1;
        }
    }

    /// Whether the column holds symbols of the batch, not fingerprints.
    pub(super) fn is_read(&self) -> bool {
        self.column.is_read
    }

    /// Puts the symbols of the run in the place of those of the batch, which are their places in `symbols`.
    pub(super) fn take_symbols(&mut self, symbols: &[Symbol]) {
        match &mut self.values {
            Values::Symbols(values) => {
                for value in values.iter_mut().flatten() {
                    *value = symbols[*value as usize].index();
                }
            }
            Values::Lists(lists) => {
                for entry in &mut lists.entries {
                    entry.key = symbols[entry.key.index() as usize];
                    entry.text = symbols[entry.text.index() as usize];
                }
            }
            Values::Flags(_) | Values::Numbers(_) | Values::Pending(_) => {}
        }
    }

    fn push_filled(&mut self, cell: &str, row: u32, naming: &mut dyn Naming) {
        let is_list = !matches!(self.column.ty, Type::Text);
        match lossy::loss(cell, is_list) {
            Some(Loss::TypeName) => {
                self.wrong.type_names.here(row, cell);
                self.push_unknown();
                return;
            }
            Some(Loss::Cut) => {
                self.wrong.cut.here(row, cell);
                self.push_unknown();
                return;
            }
            None => {}
        }
        let names_somebody = matches!(self.column.ty, Type::Identity | Type::Identities);
        if names_somebody && text::is_failure(cell) {
            self.push_unknown();
            return;
        }
        if self.is_usage_name && lossy::concealed(cell) {
            self.wrong.concealed.here(row, cell);
            self.push_unknown();
            return;
        }
        if self.may_be_damaged(cell) {
            self.wrong.damaged.here(row, cell);
            self.push_unknown();
            return;
        }
        if self.holds_names && lossy::lost_characters(cell) {
            self.wrong.lost.here(row, cell);
        }
        self.push_value(cell, row, naming);
    }

    fn may_be_damaged(&self, cell: &str) -> bool {
        match self.column.ty {
            Type::Guid => lossy::spreadsheet_damage_guid(cell),
            Type::Text | Type::Identity | Type::Address | Type::LegacyDn | Type::Count => {
                lossy::spreadsheet_damage_identifier(cell)
            }
            _ => false,
        }
    }

    fn push_empty(&mut self) {
        match &mut self.values {
            Values::Symbols(values) => values.push(Some(Symbol::EMPTY.index())),
            Values::Flags(values) => values.push(None),
            Values::Numbers(values) => values.push(None),
            Values::Pending(cells) => cells.push_none(),
            Values::Lists(lists) => lists.push(Some(&[])),
        }
    }

    fn push_unknown(&mut self) {
        match &mut self.values {
            Values::Symbols(values) => values.push(None),
            Values::Flags(values) => values.push(None),
            Values::Numbers(values) => values.push(None),
            Values::Pending(cells) => cells.push_none(),
            Values::Lists(lists) => lists.push(None),
        }
    }

    fn push_value(&mut self, cell: &str, row: u32, naming: &mut dyn Naming) {
        match &mut self.values {
            Values::Symbols(values) => {
                if let Some(symbol) = symbol(self.column.ty, cell, naming) {
                    values.push(Some(symbol.index()));
                } else {
                    self.wrong.unreadable.here(row, cell);
                    values.push(None);
                }
            }
            Values::Flags(values) => {
                let flag = flag::flag(cell);
                if flag.is_none() && !text::is_placeholder(cell) {
                    self.wrong.unreadable.here(row, cell);
                }
                values.push(flag);
            }
            Values::Numbers(values) => {
                let count = number::count(cell);
                if count.is_none() && !text::is_placeholder(cell) {
                    self.wrong.unreadable.here(row, cell);
                }
                values.push(count);
            }
            Values::Pending(cells) => {
                if self.column.ty == Type::Date {
                    match (self.order, date::evidence(cell)) {
                        (Some(known), Some(seen)) if known != seen => self.contradicted = true,
                        (None, Some(seen)) => self.order = Some(seen),
                        _ => {}
                    }
                } else if self.decimal_comma.is_none() {
                    self.decimal_comma = size::decimal_comma_evidence(cell);
                }
                cells.push(cell);
            }
            Values::Lists(lists) => {
                let unreadable = push_list(lists, self.column.ty, cell, naming, &mut self.scratch);
                if unreadable {
                    self.wrong.unreadable.here(row, cell);
                }
            }
        }
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::Symbols(values) => values.len(),
            Self::Flags(values) => values.len(),
            Self::Numbers(values) => values.len(),
            Self::Pending(cells) => cells.len(),
            Self::Lists(lists) => lists.len(),
        }
    }

    /// Adds the value of another row once more.
    fn repeat(&mut self, at: usize) {
        match self {
            Self::Symbols(values) => values.push(values[at]),
            Self::Flags(values) => values.push(values[at]),
            Self::Numbers(values) => values.push(values[at]),
            Self::Pending(cells) => cells.repeat(at),
            Self::Lists(lists) => lists.repeat(at),
        }
    }
}

/// Joins the batches of a column; notes what is wrong with its cells.
pub(super) fn finish(
    column: &'static Column,
    header: &str,
    parts: Vec<Part>,
    rows: &[u32],
    notes: &mut Vec<Note>,
) -> Finished {
    let filled: u64 = parts.iter().map(|part| part.filled).sum();
    let mut wrong = Wrong::default();
    let mut unit = None;
    let mut decimal_comma = None;
    let mut orders: Vec<Order> = Vec::new();
    let mut contradicted = false;
    let mut joined: Option<Values> = None;
    for part in parts {
        wrong.join(part.wrong);
        unit = part.unit;
        decimal_comma = decimal_comma.or(part.decimal_comma);
        orders.extend(part.order);
        contradicted |= part.contradicted;
        joined = Some(match joined {
            None => part.values,
            Some(before) => join(before, part.values),
        });
    }
    let finished = match joined {
        _ if filled == 0 && (column.ty != Type::Switch || rows.is_empty()) => Finished::Blank,
        None => Finished::Blank,
        Some(Values::Symbols(values)) => Finished::Scalar(Series::new(column.name.into(), values)),
        Some(Values::Flags(values)) => Finished::Scalar(Series::new(column.name.into(), values)),
        Some(Values::Numbers(values)) => Finished::Scalar(Series::new(column.name.into(), values)),
        Some(Values::Lists(lists)) => Finished::List(lists),
        Some(Values::Pending(cells)) if column.ty == Type::Date => {
            let order =
                orders.first().copied().filter(|first| !contradicted && orders.iter().all(|order| order == first));
            Finished::Scalar(Series::new(column.name.into(), dates(&cells, order, rows, &mut wrong.unreadable)))
        }
        Some(Values::Pending(cells)) => {
            let sizes = sizes(&cells, unit, decimal_comma, rows, &mut wrong.unreadable);
            let rounded =
                (0..).zip(&sizes).filter_map(|(at, size)| (*size)?.rounded.map(|(first, last)| (at, first, last)));
            let rounded = rounded.collect();
            let bytes: Vec<Option<u64>> = sizes.iter().map(|size| size.map(|size| size.bytes)).collect();
            Finished::Sizes(Series::new(column.name.into(), bytes), rounded)
        }
    };
    wrong.note(header, notes);
    finished
}

fn join(before: Values, after: Values) -> Values {
    match (before, after) {
        (Values::Symbols(mut a), Values::Symbols(b)) => {
            a.extend(b);
            Values::Symbols(a)
        }
        (Values::Flags(mut a), Values::Flags(b)) => {
            a.extend(b);
            Values::Flags(a)
        }
        (Values::Numbers(mut a), Values::Numbers(b)) => {
            a.extend(b);
            Values::Numbers(a)
        }
        (Values::Pending(mut a), Values::Pending(b)) => {
            a.append(&b);
            Values::Pending(a)
        }
        (Values::Lists(mut a), Values::Lists(b)) => {
            a.append(&b);
            Values::Lists(a)
        }
        // All parts of one column have one type.
        (before, _) => before,
    }
}

fn dates(cells: &Pending, order: Option<Order>, rows: &[u32], unreadable: &mut Met) -> Vec<Option<i64>> {
    cells.read(|at, cell| {
        let moment = date::date(cell, order);
        // A date that could be read either way is unknown, but nothing is wrong with it.
        let is_date = || date::date(cell, Some(Order::Dmy)).or_else(|| date::date(cell, Some(Order::Mdy))).is_some();
        if moment.is_none() && !date::is_never(cell) && !text::is_placeholder(cell) && !is_date() {
            unreadable.here(rows[at], cell);
        }
        moment.map(seconds)
    })
}

/// Seconds since 1970 of a point in time without zone.
fn seconds(moment: jiff::civil::DateTime) -> i64 {
    moment.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second())
}

fn sizes(
    cells: &Pending,
    unit: Option<Unit>,
    decimal_comma: Option<bool>,
    rows: &[u32],
    unreadable: &mut Met,
) -> Vec<Option<Size>> {
    cells.read(|at, cell| {
        let size = size::size(cell, unit, decimal_comma);
        if size.is_none() && !text::is_placeholder(cell) {
            unreadable.here(rows[at], cell);
        }
        size
    })
}
