//! DNS: every captured record of the domains that leave, and what has to stand there after the move.

use crate::facts::clock::LOWERED;
use crate::facts::dns::{Record, Required, Wanted};
use crate::facts::{Facts, domain_of};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::page::Tone;
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::schema::Side;
use crate::severity::Severity;

/// Name of the sheet.
pub const NAME: &str = "DNS";

/// By which columns a row is found again.
const KEY: Key = Key(&[&["Name"], &["Type"], &["Before"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// One row: what was captured, what is needed, or both.
struct Row<'a> {
    domain: &'a str,
    name: String,
    kind: String,
    record: Option<&'a Record>,
    after: String,
    change: (&'static str, Tone),
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Domain").cap(28),
        Head::text("Name").cap(40),
        Head::text("Type"),
        Head::prose("Before").cap(56),
        Head::new("TTL (s)", Format::Flag),
        Head::prose("After the move").cap(56),
        Head::text("Change").cap(30),
        Head::person_made("Done", &["yes", "no"]),
        Head::person_made("Note", &[]),
    ];
    let facts = view.facts;
    let rows: Vec<Row<'a>> = facts.leaving().into_iter().flat_map(|domain| of_domain(facts, domain)).collect();
    let mut grid = Grid::new(NAME, columns, rows.len(), move |at, cells| {
        let row = &rows[at];
        cells.extend([
            Cell::text(row.domain),
            Cell::text(row.name.clone()),
            Cell::text(row.kind.clone()),
            Cell::maybe(row.record, |record| Cell::text(record.shown())),
            Cell::maybe(row.record.and_then(|record| record.ttl), |ttl| Cell::Int(u64::from(ttl))),
            Cell::text(row.after.clone()),
            Cell::Toned { text: row.change.0.into(), tone: row.change.1 },
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.empty = "No domain that leaves is known";
    Sheet::Grid(grid.keyed(KEY))
}

/// What has to change first; what stays comes behind it.
fn of_domain<'a>(facts: &'a Facts, domain: &'a str) -> Vec<Row<'a>> {
    let required = facts.required_records(domain);
    let mut shown: Vec<(&str, &str, String)> = Vec::new();
    let mut rows: Vec<Row<'a>> = Vec::new();
    for record in facts.dns.below(Side::Source, domain) {
        let key = (record.name.as_str(), record.kind.as_str(), record.shown());
        // What several exports show stands here once.
        if shown.contains(&key) {
            continue;
        }
        shown.push(key);
        let needed = required.iter().find(|required| required.name == record.name && required.kind == record.kind);
        let (after, change) = match needed {
            Some(needed) => (said(needed), change(needed, record)),
            None => unneeded(facts, domain, record),
        };
        rows.push(Row {
            domain,
            name: record.name.clone(),
            kind: record.kind.clone(),
            record: Some(record),
            after,
            change,
        });
    }
    for needed in required {
        if rows.iter().all(|row| row.name != needed.name || row.kind != needed.kind) {
            let words = if facts.dns.of(Side::Source).is_empty() { "set; not captured" } else { "add" };
            let change = (words, Tone::Severity(Severity::Major));
            let after = said(&needed);
            rows.push(Row { domain, name: needed.name, kind: needed.kind.to_owned(), record: None, after, change });
        }
    }
    rows.sort_by_key(|row| (row.change.1 == Tone::Neutral, row.name.clone(), row.kind.clone()));
    rows
}

fn said(required: &Required) -> String {
    let data: Vec<&str> = required.data.iter().flatten().map(String::as_str).collect();
    let text = data.join("\n");
    if required.is_assumed {
        format!("{text} (what every tenant has; compare with the domain's settings)")
    } else {
        text
    }
}

fn change(required: &Required, record: &Record) -> (&'static str, Tone) {
    let is_there = record.data.is_some() && required.data.contains(&record.data);
    let is_slow = required.kind == "MX" && record.ttl.is_some_and(|ttl| ttl > LOWERED);
    match (is_there, is_slow) {
        // Where the name of the host does not tell tenants apart, the record may well be right already.
        (true, true) => ("same; lower the TTL first", Tone::Severity(Severity::Minor)),
        (true, false) => ("same", Tone::Neutral),
        (false, true) => ("change; lower the TTL first", Tone::Severity(Severity::Major)),
        (false, false) => ("change", Tone::Severity(Severity::Major)),
    }
}

/// A record of which the destination says nothing.
fn unneeded(facts: &Facts, domain: &str, record: &Record) -> (String, (&'static str, Tone)) {
    let is =
        |wanted: Wanted| facts.dns.wanted(Side::Source, domain, wanted).iter().any(|own| std::ptr::eq(*own, record));
    let initial = || facts.domains.destination.initial.as_deref().unwrap_or("<initial domain>");
    let warned = Tone::Severity(Severity::Minor);
    if is(Wanted::Dkim) {
        let selector = record.name.split('.').next().unwrap_or("selector1");
        let label = initial().split('.').next().unwrap_or_default().to_owned();
        let text = format!(
            "{selector}-{}._domainkey.{label}.onmicrosoft.com, or as the destination shows it",
            domain.replace('.', "-")
        );
        return (text, ("change", warned));
    }
    if is(Wanted::Spf) {
        return ("the same senders, with `include:spf.protection.outlook.com`".to_owned(), ("check", warned));
    }
    if record.is_text() && record.data.as_deref().is_some_and(|data| data.trim().to_lowercase().starts_with("ms=ms")) {
        return ("the verification record that the destination shows".to_owned(), ("replace", warned));
    }
    let is_old =
        record.data.as_deref().is_some_and(|data| domain_of(data).is_none() && data.ends_with(".onmicrosoft.com"));
    if is_old {
        return (String::new(), ("points to the old tenant: check", warned));
    }
    (String::new(), ("keep", Tone::Neutral))
}
