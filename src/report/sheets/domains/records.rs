//! The records of the moving domains: those that a way back needs with their verdict, the others counted by type.

use std::collections::BTreeMap;

use crate::facts::Facts;
use crate::facts::clock::LOWERED;
use crate::facts::dns::{Record, Spf, Wanted};
use crate::report::grid::{Cell, Format, Head};
use crate::report::page::{Block, Table};
use crate::report::view::View;
use crate::schema::Side;

const SIDE: Side = Side::Source;

/// The wanted records of each moving domain, missing ones too, and how many others were captured.
pub fn blocks<'a>(view: &'a View<'a>) -> Vec<Block<'a>> {
    let facts = view.facts;
    let heading = Block::Heading("Records that a way back needs".into());
    if facts.dns.of(SIDE).is_empty() {
        let text = "No DNS export was given with the source: give the zone file, or the DNS host's list of records, with the exports \
                    of the source. After the cutover nobody can look up what the zone said.";
        return vec![heading, Block::Text(text.into())];
    }
    let mut rows = Vec::new();
    for domain in &facts.domains.moving {
        for wanted in Wanted::ALL {
            let records = facts.dns.wanted(SIDE, domain, wanted);
            if !facts.dns.has_captured(SIDE, domain, wanted) {
                rows.push(missing(domain, wanted));
            }
            let mut shown: Vec<String> = Vec::new();
            for record in records {
                // What several exports show stands here once.
                let key = format!("{} {} {} {:?}", record.name, record.kind, record.shown(), record.ttl);
                if !shown.contains(&key) {
                    rows.push(row(view, wanted, record));
                    shown.push(key);
                }
            }
        }
    }
    let columns = vec![
        (Head::text("For"), 1),
        (Head::text("Name"), 3),
        (Head::text("Type"), 1),
        (Head::prose("Data"), 4),
        (Head::new("TTL (s)", Format::Flag), 1),
        (Head::new("Verdict", Format::Text), 2),
    ];
    let table = Block::Table(Table { columns, rows });
    vec![heading, table, Block::Text(others(facts).into())]
}

fn missing(domain: &str, wanted: Wanted) -> Vec<Cell<'_>> {
    vec![
        Cell::text(label(wanted)),
        Cell::text(domain),
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        Cell::text(if wanted == Wanted::Dkim { "not both captured (DNS004)" } else { "not captured (DNS004)" }),
    ]
}

fn row<'a>(view: &View<'a>, wanted: Wanted, record: &'a Record) -> Vec<Cell<'a>> {
    vec![
        Cell::text(label(wanted)),
        Cell::text(record.name.as_str()),
        Cell::text(record.kind.as_str()),
        Cell::text(record.shown()),
        Cell::maybe(record.ttl, |ttl| Cell::Int(u64::from(ttl))),
        Cell::text(verdict(view.facts, wanted, record)),
    ]
}

const fn label(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Mx => "MX",
        Wanted::Spf => "SPF",
        Wanted::Autodiscover => "Autodiscover",
        Wanted::Dkim => "DKIM",
        Wanted::Dmarc => "DMARC",
    }
}

fn verdict(facts: &Facts, wanted: Wanted, record: &Record) -> &'static str {
    let Some(data) = record.data.as_deref() else { return "the export lost the data" };
    match wanted {
        Wanted::Mx => match record.ttl {
            Some(ttl) if ttl > LOWERED => "TTL too long (DNS001)",
            Some(_) => "captured, TTL short enough",
            None => "captured, TTL not known",
        },
        Wanted::Spf => match facts.dns.spf(SIDE, data) {
            Spf::Includes => "captured, includes Exchange",
            Spf::Lacks => "lacks Exchange (DNS002)",
            Spf::Elsewhere => "redirects to what was not exported",
        },
        _ => "captured",
    }
}

/// The other records of the moving domains, counted by type.
fn others(facts: &Facts) -> String {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for domain in &facts.domains.moving {
        let wanted: Vec<&Record> =
            Wanted::ALL.iter().flat_map(|wanted| facts.dns.wanted(SIDE, domain, *wanted)).collect();
        for record in
            facts.dns.below(SIDE, domain).filter(|record| !wanted.iter().any(|own| std::ptr::eq(*own, *record)))
        {
            *counts.entry(if record.kind.is_empty() { "of no type" } else { &record.kind }).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return "No other records of the moving domains were captured.".to_owned();
    }
    let counts: Vec<String> = counts.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    format!("Also captured for the moving domains: {}.", counts.join(", "))
}
