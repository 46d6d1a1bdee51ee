//! DNS records from the rows of their exports: full names, joined texts, several values in a cell, a column per
//! type, and summaries with a row per domain.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Dns, Record};
use crate::intern::Pool;
use crate::kinds::dns_records as columns;
use crate::normalize::{Symbols, Table};
use crate::reading::InputFile;
use crate::schema::{Column, Side};
use crate::tenant::{Domains, RowRef, Tenant};
use crate::values::{dns, domain, text};

/// Types whose data is a host.
const OF_HOSTS: [&str; 5] = ["MX", "CNAME", "NS", "PTR", "DNAME"];

/// Ends of host names that are whole although an export leaves out the dot behind them.
const WHOLE: [&str; 9] = [
    ".outlook.com",
    ".onmicrosoft.com",
    ".microsoft",
    ".microsoft.com",
    ".lync.com",
    ".windows.net",
    ".office365.us",
    ".onmicrosoft.us",
    ".outlook.cn",
];

impl Dns {
    /// Reads the records of both sides.
    pub fn gather(tenants: [&Tenant; 2], domains: &Domains, files: &[InputFile], pool: &Pool) -> Self {
        let mut found = Self::default();
        for tenant in tenants {
            let side = tenant.side as usize;
            for (number, table) in tenant.tables.iter().enumerate().filter(|(_, table)| table.is(&columns::KIND)) {
                let place = Place::of(table, tenant.side, domains, files, pool);
                let reader = Reader { table, number: number as u16, cells: Cells::of(table), place, pool };
                for record in 0..table.len() {
                    reader.row(record, &mut found.records[side], &mut found.unplaced[side]);
                }
            }
            found.records[side].sort_by(|a, b| order(a).cmp(&order(b)));
        }
        found
    }
}

fn order(record: &Record) -> (&str, &str, Option<u64>, Option<&str>, u16, u32) {
    let Record { name, kind, priority, data, at, .. } = record;
    (name, kind, *priority, data.as_deref(), at.table, at.record)
}

/// What names of a table without a zone column are relative to.
struct Place {
    /// Domains that are known from elsewhere.
    known: Vec<String>,
    /// The zone of the whole table.
    zone: Option<String>,
    /// Some name is `@`, blank or one label: then names with a dot may be relative too.
    is_relative: bool,
}

impl Place {
    fn of(table: &Table, side: Side, domains: &Domains, files: &[InputFile], pool: &Pool) -> Self {
        let accepted = domains.of(side).accepted.iter().flat_map(|accepted| accepted.keys());
        let mut known: Vec<String> = accepted.cloned().collect();
        if side == Side::Source {
            known.extend(domains.moving.iter().cloned());
        }
        // The longest first: a subdomain goes before the domain that it lies in.
        known.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        known.dedup();
        let file = files.get(table.file.0 as usize).map(|file| file.subject().to_lowercase()).unwrap_or_default();
        let of_file = known.iter().find(|name| holds_name(&file, name)).cloned();
        let moving: Vec<&String> = if side == Side::Source { domains.moving.iter().collect() } else { Vec::new() };
        let only = match moving[..] {
            [only] => Some(only.clone()),
            _ => None,
        };
        let names = table.symbols(&columns::NAME);
        let is_label = |name: &str| !text::trim(name).contains('.');
        let is_relative =
            (0..table.len()).any(|record| names.get(record).is_some_and(|name| is_label(pool.text(name))));
        Self { known, zone: of_file.or(only), is_relative }
    }

    /// The full name of a record, and the zone it is in; `None` where that cannot be known.
    fn name(&self, name: &str, zone: Option<&str>) -> Option<(String, Option<String>)> {
        let written = text::trim(name);
        let is_absolute = written.ends_with('.') && written.len() > 1;
        let name = if written == "@" { String::new() } else { domain::domain(written).unwrap_or_default() };
        if name.is_empty() && !written.is_empty() && written != "@" {
            return None;
        }
        let lies_in = |zone: &str| name.strip_suffix(zone).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        if let Some(zone) = zone {
            let full = if is_absolute || lies_in(zone) { name } else { joined(&name, zone) };
            return Some((full, Some(zone.to_owned())));
        }
        if let Some(zone) = self.known.iter().find(|zone| lies_in(zone)) {
            return Some((name.clone(), Some(zone.clone())));
        }
        let last = name.rsplit('.').next().unwrap_or_default();
        let is_whole = name.contains('.') && !last.starts_with('_');
        if is_absolute || is_whole && !self.is_relative {
            return Some((name, None));
        }
        let zone = self.zone.clone()?;
        Some((joined(&name, &zone), Some(zone)))
    }
}

fn joined(name: &str, zone: &str) -> String {
    if name.is_empty() { zone.to_owned() } else { format!("{name}.{zone}") }
}

/// Whether a file is named for a domain: no letter, digit or further label stands in front of it.
fn holds_name(file: &str, name: &str) -> bool {
    file.match_indices(name).any(|(at, _)| {
        let before = file[..at].chars().next_back();
        let after = file[at + name.len()..].chars().next();
        before.is_none_or(|c| !c.is_alphanumeric()) && after.is_none_or(|c| !c.is_alphanumeric() && c != '-')
    })
}

/// The columns of a table.
struct Cells<'a> {
    zone: Symbols<'a>,
    name: Symbols<'a>,
    kind: Symbols<'a>,
    ttl: Symbols<'a>,
    value: Symbols<'a>,
    by_type: [(Symbols<'a>, &'static [&'static str]); 4],
    summary: [(Symbols<'a>, &'static str, &'static str); 3],
}

impl<'a> Cells<'a> {
    fn of(table: &'a Table) -> Self {
        let of = |column: &'static Column| table.symbols(column);
        Self {
            zone: of(&columns::ZONE),
            name: of(&columns::NAME),
            kind: of(&columns::TYPE),
            ttl: of(&columns::TTL),
            value: of(&columns::VALUE),
            by_type: [
                (of(&columns::MAIL_EXCHANGE), &["MX"]),
                (of(&columns::STRINGS), &["TXT", "SPF"]),
                (of(&columns::IP_ADDRESS), &["A", "AAAA"]),
                (of(&columns::HOST), &["CNAME", "NS", "PTR", "DNAME"]),
            ],
            summary: [
                (of(&columns::MX_HOST), "", "MX"),
                (of(&columns::SPF), "", "TXT"),
                (of(&columns::DMARC), "_dmarc", "TXT"),
            ],
        }
    }
}

/// Reads the rows of one table.
struct Reader<'a> {
    table: &'a Table,
    number: u16,
    cells: Cells<'a>,
    place: Place,
    pool: &'a Pool,
}

impl Reader<'_> {
    /// The text of a cell; `None` where it is unknown or the column is absent.
    fn text(&self, column: Symbols<'_>, record: usize) -> Option<&str> {
        column.get(record).map(|symbol| text::trim(self.pool.text(symbol)))
    }

    fn row(&self, record: usize, records: &mut Vec<Record>, unplaced: &mut Vec<RowRef>) {
        let at = RowRef { table: self.number, record: record as u32 };
        let zone = self.text(self.cells.zone, record).filter(|zone| !zone.is_empty()).map(str::to_owned);
        let before = records.len();
        if let Some(zone) = &zone {
            self.summary(record, zone, at, records);
        }
        let Some((kind, values)) = self.values(record) else { return };
        let name = self.text(self.cells.name, record).unwrap_or_default();
        // In a summary the domain alone is no record.
        if values.is_empty() || name.is_empty() && records.len() > before {
            return;
        }
        let Some((name, zone)) = self.place.name(name, zone.as_deref()) else {
            unplaced.push(at);
            return;
        };
        let ttl = self.text(self.cells.ttl, record).and_then(dns::ttl);
        for value in values {
            let (priority, data) = self.data(&kind, value.as_deref(), zone.as_deref(), record);
            records.push(Record {
                zone: zone.clone(),
                name: name.clone(),
                kind: kind.clone(),
                data,
                priority,
                ttl,
                at,
            });
        }
    }

    /// The type of a row and its values, of which one may be lost; `None` for what is no record.
    fn values(&self, record: usize) -> Option<(String, Vec<Option<Cow<'_, str>>>)> {
        let said = self.text(self.cells.kind, record).unwrap_or_default();
        let filled = |column: Symbols<'_>| column.get(record).is_some_and(|symbol| !symbol.is_empty());
        let kind = match dns::record_type(said) {
            Some(kind) => kind.to_owned(),
            None if said.is_empty() => {
                let (_, kinds) = self.cells.by_type.iter().find(|(column, _)| filled(*column))?;
                kinds[0].to_owned()
            }
            None => said.to_uppercase(),
        };
        let own = self.cells.by_type.iter().filter(|(_, kinds)| kinds.contains(&kind.as_str()));
        let columns = own.map(|(column, _)| *column).chain([self.cells.value]);
        let cell = columns.filter_map(|column| self.text(column, record)).find(|cell| !cell.is_empty());
        let values = match cell {
            Some(cell) => split(cell).into_iter().map(Some).collect(),
            None => vec![None],
        };
        Some((kind, values))
    }

    /// Priority and data of a value.
    fn data(
        &self,
        kind: &str,
        value: Option<&str>,
        zone: Option<&str>,
        record: usize,
    ) -> (Option<u64>, Option<String>) {
        let mut priority = self.table.numbers(&columns::PRIORITY).get(record);
        let Some(mut value) = value else { return (priority, None) };
        if kind == "TXT" || kind == "SPF" {
            return (None, Some(dns::strings(value)));
        }
        if kind == "MX" || kind == "SRV" {
            let parts: Vec<&str> = value.splitn(2, char::is_whitespace).collect();
            let first = parts[0].trim_matches(['[', ']', '(', ')', ',']).parse().ok();
            let is_whole = kind == "MX" || value.split_whitespace().count() == 4;
            if let (Some(number), [_, rest], true) = (first, &parts[..], is_whole) {
                priority = Some(number);
                value = text::trim(rest);
            }
        }
        if kind == "SRV" {
            return (priority, Some(self.service(value, record)));
        }
        let data = if OF_HOSTS.contains(&kind) { target(value, zone) } else { value.to_lowercase() };
        (priority.filter(|_| kind == "MX"), Some(data))
    }

    /// Weight, port and host of an SRV record, some of which may have columns of their own.
    fn service(&self, value: &str, record: usize) -> String {
        let number = |column: &'static Column| self.table.numbers(column).get(record);
        let value = value.trim_end_matches('.').to_lowercase();
        match (number(&columns::WEIGHT), number(&columns::PORT), value.contains(char::is_whitespace)) {
            (Some(weight), Some(port), false) => format!("{weight} {port} {value}"),
            _ => value,
        }
    }

    /// The records of a row that sums up a domain.
    fn summary(&self, record: usize, zone: &str, at: RowRef, records: &mut Vec<Record>) {
        for (column, label, kind) in self.cells.summary {
            let Some(text) = self.text(column, record).filter(|text| !text.is_empty()) else { continue };
            let data = if kind == "MX" { dns::host(text) } else { Some(dns::strings(text)) };
            let says = |data: &String| kind == "MX" || data.to_lowercase().starts_with("v=");
            if let Some(data) = data.filter(says) {
                let name = super::below(label, zone);
                let (zone, kind) = (Some(zone.to_owned()), kind.to_owned());
                records.push(Record { zone, name, kind, data: Some(data), priority: None, ttl: None, at });
            }
        }
    }
}

/// Several values in a cell: a line each, or a JSON list of objects with a `Value`.
fn split(cell: &str) -> Vec<Cow<'_, str>> {
    if cell.starts_with('[') && cell.contains('{') {
        let objects: Vec<BTreeMap<String, serde_json::Value>> = serde_json::from_str(cell).unwrap_or_default();
        let of = |object: &BTreeMap<String, serde_json::Value>| Some(object.get("Value")?.as_str()?.to_owned());
        let values: Vec<Cow<str>> = objects.iter().filter_map(of).map(Cow::Owned).collect();
        if !values.is_empty() {
            return values;
        }
    }
    cell.lines().map(text::trim).filter(|line| !line.is_empty()).map(Cow::Borrowed).collect()
}

/// The host that a record points to, with its full name.
fn target(value: &str, zone: Option<&str>) -> String {
    let value = text::trim(value).trim_matches('"');
    let Some(host) = domain::domain(value) else {
        return value.to_lowercase();
    };
    let Some(zone) = zone else { return host };
    if !host.contains('.') && !value.ends_with('.') {
        return format!("{host}.{zone}");
    }
    // Without its dot a host was read as relative to the zone, as name servers do; nobody means that.
    let inner = host.strip_suffix(zone).and_then(|host| host.strip_suffix('.'));
    let is_whole = |inner: &&str| {
        WHOLE.iter().any(|end| inner.ends_with(end))
            || inner.strip_suffix(zone).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    inner.filter(is_whole).map_or(host.clone(), str::to_owned)
}
