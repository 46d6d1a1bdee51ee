//! Conflicts: one row per address that somebody needs and somebody else has.

use hashbrown::HashMap;

use super::{Declared, findings};
use crate::check::Finding;
use crate::facts::{Facts, Object, ObjectId, Role};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Conflicts";

const KEY: Key = Key(&[&["Code"], &["Future address"], &["Source object"], &["Holder"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// The checks whose findings are conflicts over an address, alias or UPN.
const CODES: [&str; 5] = ["ADR001", "ADR003", "ADR004", "ADR006", "CON001"];

/// Whether a finding is shown here.
pub fn is_one(finding: &Finding) -> bool {
    CODES.contains(&finding.code) && finding.holder.is_some()
}

/// Who needs what, and who has it.
struct Conflict<'a> {
    /// Row of the finding.
    row: usize,
    finding: &'a Finding,
    /// The address under which mail will come.
    address: &'a str,
    source: &'a str,
    holder: &'a str,
    holder_side: Side,
    object: Option<&'a Object>,
    role: &'static str,
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::new("Severity", Format::Severity),
        Head::text("Future address").cap(40),
        Head::text("Code"),
        Head::text("Source object").cap(36),
        Head::text("Holder").cap(36),
        Head::text("Holder's side"),
        Head::text("Holder's class"),
        Head::text("State"),
        Head::text("Role"),
        Head::person_made("Decision", &["remove at holder", "give another address", "accept"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ];
    let conflicts = conflicts(view);
    let mut grid = Grid::new(NAME, columns, conflicts.len(), move |row, cells| {
        let conflict = &conflicts[row];
        cells.extend([
            Cell::Severity(conflict.finding.severity),
            Cell::text(conflict.address),
            Cell::Link { text: conflict.finding.code.into(), to: Target::row(findings::NAME, conflict.row) },
            view.object_cell(Side::Source, conflict.source),
            Cell::text(conflict.holder),
            Cell::text(conflict.holder_side.as_str()),
            Cell::maybe(conflict.object, |object| Cell::text(object.class.as_str())),
            Cell::maybe(conflict.object, |object| Cell::text(object.state.as_str())),
            Cell::text(conflict.role),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.key = KEY;
    grid.pinned = 2;
    grid.empty = "No conflicts: nobody holds an address that somebody else needs";
    Sheet::Grid(grid)
}

fn conflicts<'a>(view: &'a View<'a>) -> Vec<Conflict<'a>> {
    let facts = view.facts;
    let named = [Side::Source, Side::Destination].map(|side| by_subject(facts, side));
    let mut conflicts: Vec<Conflict<'a>> = view
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| is_one(finding))
        .filter_map(|(row, &finding)| {
            let (source, holder, holder_side) = parties(finding)?;
            let known = pool_find(facts, holder_side, &finding.value, holder);
            let id = known.map(|(id, _)| id).or_else(|| named[holder_side as usize].get(holder).copied());
            Some(Conflict {
                row,
                finding,
                address: future(facts, &finding.value),
                source,
                holder,
                holder_side,
                object: id.map(|id| facts.tenant(holder_side).object(id)),
                role: role(finding, known.map(|(_, role)| role)),
            })
        })
        .collect();
    conflicts.sort_by_key(|conflict| (conflict.address, conflict.holder, conflict.row));
    conflicts
}

/// The source object, the holder and the holder's side.
fn parties(finding: &Finding) -> Option<(&str, &str, Side)> {
    let other = finding.holder.as_deref()?;
    let subject = finding.subject.as_str();
    Some(match (finding.side, finding.code) {
        // Both need one address of the tenant that is left behind.
        (side, "ADR006") => (subject, other, side),
        (Side::Source, _) => (subject, other, Side::Destination),
        (Side::Destination, _) => (other, subject, Side::Destination),
    })
}

/// The object of this name that holds an address, and how it does.
fn pool_find(facts: &Facts, side: Side, address: &str, name: &str) -> Option<(ObjectId, Role)> {
    let tenant = facts.tenant(side);
    let holders = tenant.holders(facts.pool.find(address)?);
    holders.iter().find(|holder| facts.subject(side, holder.object) == name).map(|holder| (holder.object, holder.role))
}

fn future<'a>(facts: &'a Facts, address: &'a str) -> &'a str {
    facts.pool.find(address).and_then(|symbol| facts.future(symbol)).map_or(address, |future| facts.text(future))
}

fn role(finding: &Finding, role: Option<Role>) -> &'static str {
    match (finding.code, role) {
        ("ADR003", _) => "mailNickname",
        ("ADR006", None) => "needs it too",
        ("CON001", None) => "invited address",
        (_, Some(role)) => role.as_str(),
        (_, None) => "",
    }
}

fn by_subject(facts: &Facts, side: Side) -> HashMap<&str, ObjectId, foldhash::fast::FixedState> {
    let mut named = HashMap::default();
    for (id, object) in facts.tenant(side).ids() {
        named.entry(facts.text(object.subject)).or_insert(id);
    }
    named
}
