//! One column of one batch being read, and the joining of batches into a typed column.
//!
//! What only the whole column can decide (day and month order, decimal comma) is kept as text until then.

use polars::prelude::{NamedFrom, Series};

use super::table::{Entry, ListColumn};
use super::wrong::{Met, Wrong, holds_names, is_usage_name};
use crate::intern::{Interner, Symbol};
use crate::note::Note;
use crate::schema::{Column, Type};
use crate::values::address::{self, Prefix, Proxy};
use crate::values::date::{self, Order};
use crate::values::lossy::{self, Loss};
use crate::values::size::{self, Unit};
use crate::values::{domain, flag, guid, list, number, text};

/// A finished column.
pub(super) enum Finished {
    /// Not one row has a value: the column was not collected.
    Blank,
    /// One value a cell.
    Scalar(Series),
    /// Many values a cell.
    List(ListColumn),
}

/// The cells of one column in one batch.
pub(super) struct Part {
    column: &'static Column,
    unit: Option<Unit>,
    values: Values,
    filled: u64,
    order: Option<Order>,
    contradicted: bool,
    decimal_comma: Option<bool>,
    wrong: Wrong,
    scratch: String,
}

enum Values {
    /// `None` is unknown.
    Symbols(Vec<Option<u32>>),
    Flags(Vec<Option<bool>>),
    Numbers(Vec<Option<u64>>),
    /// Cells kept as text until the whole column is known.
    Pending(Vec<Option<Box<str>>>),
    Lists(ListColumn),
}

impl Part {
    pub(super) fn new(column: &'static Column, header: &str, rows: usize) -> Self {
        let values = match column.ty {
            Type::Text | Type::Identity | Type::Address | Type::LegacyDn | Type::Guid | Type::Domain => {
                Values::Symbols(Vec::with_capacity(rows))
            }
            Type::Flag => Values::Flags(Vec::with_capacity(rows)),
            Type::Count => Values::Numbers(Vec::with_capacity(rows)),
            Type::Size | Type::Date => Values::Pending(Vec::with_capacity(rows)),
            Type::Addresses | Type::Identities | Type::Words => Values::Lists(ListColumn::default()),
        };
        Self {
            column,
            unit: size::header_unit(&text::fold_header(header)),
            values,
            filled: 0,
            order: None,
            contradicted: false,
            decimal_comma: None,
            wrong: Wrong::default(),
            scratch: String::new(),
        }
    }

    pub(super) fn push(&mut self, cell: &str, row: u32, interner: &Interner) {
        let cell = text::trim(cell);
        if cell.is_empty() {
            self.push_empty();
            return;
        }
        self.filled += 1;
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
        if is_usage_name(self.column) && lossy::concealed(cell) {
            self.wrong.concealed.here(row, cell);
            self.push_unknown();
            return;
        }
        if self.may_be_damaged(cell) {
            self.wrong.damaged.here(row, cell);
            self.push_unknown();
            return;
        }
        if holds_names(self.column) && lossy::lost_characters(cell) {
            self.wrong.lost.here(row, cell);
        }
        self.push_value(cell, row, interner);
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
            Values::Pending(values) => values.push(None),
            Values::Lists(lists) => lists.push(Some(&[])),
        }
    }

    fn push_unknown(&mut self) {
        match &mut self.values {
            Values::Symbols(values) => values.push(None),
            Values::Flags(values) => values.push(None),
            Values::Numbers(values) => values.push(None),
            Values::Pending(values) => values.push(None),
            Values::Lists(lists) => lists.push(None),
        }
    }

    fn push_value(&mut self, cell: &str, row: u32, interner: &Interner) {
        match &mut self.values {
            Values::Symbols(values) => match symbol(self.column.ty, cell, interner) {
                Some(symbol) => values.push(Some(symbol.index())),
                None => {
                    self.wrong.unreadable.here(row, cell);
                    values.push(None);
                }
            },
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
            Values::Pending(values) => {
                if self.column.ty == Type::Date {
                    match (self.order, date::evidence(cell)) {
                        (Some(known), Some(seen)) if known != seen => self.contradicted = true,
                        (None, Some(seen)) => self.order = Some(seen),
                        _ => {}
                    }
                } else if self.decimal_comma.is_none() {
                    self.decimal_comma = size::decimal_comma_evidence(cell);
                }
                values.push(Some(cell.into()));
            }
            Values::Lists(lists) => {
                let unreadable = push_list(lists, self.column.ty, cell, interner, &mut self.scratch);
                if unreadable {
                    self.wrong.unreadable.here(row, cell);
                }
            }
        }
    }
}

/// The symbol of a scalar cell; `None` where it cannot be read as its type.
fn symbol(ty: Type, cell: &str, interner: &Interner) -> Option<Symbol> {
    match ty {
        Type::Guid => {
            if guid::is_nil(cell) || text::is_placeholder(cell) {
                return Some(Symbol::EMPTY);
            }
            match guid::guid(cell) {
                Some(guid) => Some(interner.intern(&guid)),
                // Exchange's `Id` and Entra's `Id` share a header: a name in a GUID column is no GUID, and no fault.
                None => Some(Symbol::EMPTY),
            }
        }
        Type::Address => {
            if text::is_placeholder(cell) {
                return Some(Symbol::EMPTY);
            }
            Some(address::smtp(cell).map_or(Symbol::EMPTY, |address| interner.intern(&address)))
        }
        Type::Domain => domain::domain(cell).map(|domain| interner.intern(&domain)),
        Type::Identity if text::is_placeholder(cell) => Some(Symbol::EMPTY),
        _ => Some(interner.intern(cell)),
    }
}

/// Splits a list cell; returns whether it holds something that is no entry of its type.
fn push_list(lists: &mut ListColumn, ty: Type, cell: &str, interner: &Interner, scratch: &mut String) -> bool {
    if text::is_placeholder(cell) {
        lists.push(Some(&[]));
        return false;
    }
    let mut entries: Vec<Entry> = Vec::new();
    match ty {
        Type::Addresses => {
            let mut proxies: Vec<Proxy<'_>> = Vec::new();
            list::proxies(cell, &mut proxies);
            entries.extend(proxies.iter().map(|proxy| proxy_entry(proxy, interner, scratch)));
        }
        _ => {
            let mut words: Vec<&str> = Vec::new();
            if ty == Type::Identities {
                list::identities(cell, &mut words);
            } else {
                list::words(cell, &mut words);
            }
            entries.extend(words.iter().filter(|word| !text::is_placeholder(word)).map(|word| Entry {
                prefix: Prefix::Other,
                bare: true,
                key: interner.intern(&text::fold_name(word)),
                text: interner.intern(word),
            }));
        }
    }
    let mut seen: Vec<(Prefix, Symbol)> = Vec::with_capacity(entries.len());
    entries.retain(|entry| {
        let kind = if entry.prefix == Prefix::PrimarySmtp { Prefix::Smtp } else { entry.prefix };
        let primary_twin = (kind, entry.key);
        let new = !seen.contains(&primary_twin) || entry.prefix == Prefix::PrimarySmtp;
        seen.push(primary_twin);
        new
    });
    lists.push(Some(&entries));
    entries.is_empty()
}

fn proxy_entry(proxy: &Proxy<'_>, interner: &Interner, scratch: &mut String) -> Entry {
    let shown = interner.intern(&proxy.value);
    let key = match proxy.prefix {
        Prefix::PrimarySmtp | Prefix::Smtp | Prefix::Sip => shown,
        _ => {
            scratch.clear();
            scratch.extend(proxy.value.chars().flat_map(char::to_lowercase));
            interner.intern(scratch)
        }
    };
    Entry { prefix: proxy.prefix, bare: proxy.bare, key, text: shown }
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
        _ if filled == 0 => Finished::Blank,
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
        Some(Values::Pending(cells)) => Finished::Scalar(Series::new(
            column.name.into(),
            sizes(&cells, unit, decimal_comma, rows, &mut wrong.unreadable),
        )),
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
            a.extend(b);
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

fn dates(cells: &[Option<Box<str>>], order: Option<Order>, rows: &[u32], unreadable: &mut Met) -> Vec<Option<i64>> {
    let read = |(at, cell): (usize, &Option<Box<str>>)| {
        let cell = cell.as_deref()?;
        let moment = date::date(cell, order);
        // A date that could be read either way is unknown, but nothing is wrong with it.
        let is_date = || date::date(cell, Some(Order::Dmy)).or_else(|| date::date(cell, Some(Order::Mdy))).is_some();
        if moment.is_none() && !date::is_never(cell) && !text::is_placeholder(cell) && !is_date() {
            unreadable.here(rows[at], cell);
        }
        moment.map(seconds)
    };
    cells.iter().enumerate().map(read).collect()
}

/// Seconds since 1970 of a point in time without zone.
fn seconds(moment: jiff::civil::DateTime) -> i64 {
    moment.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |zoned| zoned.timestamp().as_second())
}

fn sizes(
    cells: &[Option<Box<str>>],
    unit: Option<Unit>,
    decimal_comma: Option<bool>,
    rows: &[u32],
    unreadable: &mut Met,
) -> Vec<Option<u64>> {
    let read = |(at, cell): (usize, &Option<Box<str>>)| {
        let cell = cell.as_deref()?;
        let size = size::size(cell, unit, decimal_comma);
        if size.is_none() && !text::is_placeholder(cell) {
            unreadable.here(rows[at], cell);
        }
        size.map(|size| size.bytes)
    };
    cells.iter().enumerate().map(read).collect()
}
