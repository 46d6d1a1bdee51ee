//! Domains and DNS: by when what has to be done at the DNS host, the domains of both tenants, and the records of
//! the moving domains that a way back needs.

pub(super) mod clock;
mod records;

use std::collections::{BTreeMap, BTreeSet};

use super::Declared;
use crate::facts::{Facts, domain_of};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Head, Target};
use crate::report::page::{Block, Page, Table};
use crate::report::sheets::findings;
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Domains and DNS";

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut blocks = clock::blocks(view.facts);
    let counted = "Source and Destination: how many SMTP addresses each tenant has in the domain.";
    blocks.extend([Block::Heading("Domains of both tenants".into()), domains(view), Block::Text(counted.into())]);
    blocks.extend(records::blocks(view));
    let subtitle = vec!["When the mail exchanger changes, which domains move, and what the zones say today".into()];
    Sheet::Page(Page { name: NAME, title: NAME.into(), subtitle, blocks })
}

/// One row per domain that a tenant has or an address uses in the move.
fn domains<'a>(view: &'a View<'a>) -> Block<'a> {
    let facts = view.facts;
    let mut rows = Vec::new();
    for side in [Side::Source, Side::Destination] {
        let listed = facts.listed_domains(side);
        let mut names: BTreeSet<&str> = listed.keys().copied().collect();
        names.extend(facts.domains.of(side).accepted.iter().flat_map(BTreeMap::keys).map(String::as_str));
        names.extend(facts.domains.of(side).initial.as_deref());
        if side == Side::Source {
            names.extend(facts.domains.map.keys().map(String::as_str));
        }
        let counts = [Side::Source, Side::Destination].map(|side| addresses(facts, side, &names));
        // What moves stands first.
        let mut names: Vec<&str> = names.into_iter().collect();
        names.sort_by_key(|name| (becomes(facts, side, name).is_none(), *name));
        for name in names {
            let domain = listed.get(name).cloned().unwrap_or_default();
            let tally = view.tally(side, name);
            let count = |side: Side| Cell::Int(counts[side as usize].get(name).copied().unwrap_or_default());
            rows.push(vec![
                Cell::text(name),
                Cell::text(side.as_str()),
                Cell::text(role(facts, side, name, domain.is_default)),
                Cell::flag(facts.domains.of(side).accepted.as_ref().map(|accepted| accepted.contains_key(name))),
                Cell::maybe(domain.authentication, Cell::text),
                Cell::text(becomes(facts, side, name).unwrap_or_default()),
                count(Side::Source),
                count(Side::Destination),
                Cell::maybe(tally, |tally| Cell::Count {
                    count: tally.count,
                    to: Target::row(findings::NAME, tally.first),
                }),
            ]);
        }
    }
    let columns = vec![
        (Head::text("Domain"), 3),
        (Head::text("Side"), 1),
        (Head::text("Role"), 1),
        (Head::new("Accepted", Format::Flag), 1),
        (Head::text("Sign-in"), 1),
        (Head::text("After the move"), 2),
        (Head::integer("Source"), 1),
        (Head::integer("Destination"), 1),
        (Head::integer("Findings"), 1),
    ];
    Block::Table(Table { columns, rows })
}

/// What a domain is to its tenant.
fn role(facts: &Facts, side: Side, name: &str, is_default: Option<bool>) -> &'static str {
    let is_initial = facts.domains.of(side).initial.as_deref() == Some(name);
    match (is_initial, is_default == Some(true)) {
        (true, true) => "initial, default",
        (true, false) => "initial",
        (false, true) => "default",
        (false, false) => "",
    }
}

/// What becomes of a domain; `None` where it stays.
fn becomes(facts: &Facts, side: Side, name: &str) -> Option<String> {
    let new = facts.domains.map.get(name).filter(|_| side == Side::Source)?;
    let moves = facts.domains.moving.contains(name);
    Some(match (moves, new == name) {
        (true, true) => "moves".to_owned(),
        (true, false) => format!("moves; addresses become {new}"),
        (false, _) => format!("stays; addresses become {new}"),
    })
}

/// How many SMTP addresses lie in each of some domains.
fn addresses<'n>(facts: &Facts, side: Side, names: &BTreeSet<&'n str>) -> BTreeMap<&'n str, u64> {
    let tenant = facts.tenant(side);
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, object) in tenant.ids() {
        for address in tenant.smtp_addresses(object) {
            if let Some(name) = domain_of(facts.text(address)).and_then(|name| names.get(name)) {
                *counts.entry(name).or_default() += 1;
            }
        }
    }
    counts
}
