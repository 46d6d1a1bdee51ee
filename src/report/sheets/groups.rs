//! Groups: one row per source group in scope, with what is known of its members and of who may write to it.

use hashbrown::HashMap;

use super::pairing::{self, known};
use super::{Declared, findings};
use crate::check::Status;
use crate::facts::{Extent, Facts, Object, ObjectId, members};
use crate::kinds::groups;
use crate::normalize::Entry;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::view::View;
use crate::schema::Side;
use crate::values::recipient::Class;

/// Name of the sheet.
pub const NAME: &str = "Groups";

/// By which columns a row is found again, after the move too.
pub const KEY: Key = Key(&[&["Primary address", "Name"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// Heads of the cells of [`lists`].
const LISTS: [Head; 10] = [
    Head::new("Members known", Format::Flag),
    Head::integer("Members"),
    Head::integer("Members not moving"),
    Head::integer("Nested groups"),
    Head::integer("Owners"),
    Head::integer("Owners not moving"),
    Head::new("External senders", Format::Flag),
    Head::new("Hidden", Format::Flag),
    Head::prose("Restrictions").cap(42),
    Head::integer("Restrictions not moving"),
];

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = vec![
        Head::text("Name").cap(32),
        Head::text("Primary address").cap(36),
        Head::text("Class"),
        Head::integer("Addresses"),
        Head::prose("All addresses").cap(40),
        Head::prose("Managed by").cap(34),
        Head::new("On-premises", Format::Flag),
    ];
    columns.extend(pairing::PAIR);
    columns.extend(pairing::FOUND);
    columns.extend(LISTS);
    columns.extend([
        Head::person_made("Decision", &["create", "merge", "leave", "delete"]),
        Head::person_made("Wave", &[]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ]);
    let troubles = Troubles::of(view);
    let grid = Grid::new(NAME, columns, view.groups.len(), move |row, cells| {
        let id = view.groups[row];
        let facts = view.facts;
        let object = facts.source.object(id);
        let addresses: Vec<&str> = facts.source.smtp_addresses(object).map(|address| facts.text(address)).collect();
        let managers = facts.list(Side::Source, object, &[&groups::MANAGED_BY]);
        let names =
            |entries: &[Entry]| entries.iter().map(|entry| facts.text(entry.text)).collect::<Vec<_>>().join("\n");
        cells.extend([
            view.text(object.display_name),
            view.text(object.primary),
            Cell::text(object.class.as_str()),
            Cell::Int(addresses.len() as u64),
            Cell::text(addresses.join("\n")),
            Cell::maybe(managers, |managers| Cell::text(names(managers))),
            known(object.dir_synced),
        ]);
        pairing::pair(view, id, cells);
        pairing::found(view, Side::Source, facts.text(object.subject), cells);
        lists(facts, &troubles, id, object, cells);
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    Sheet::Grid(grid.keyed(KEY))
}

/// Members, owners and restrictions; how many people have no destination leads to the findings about them.
fn lists<'a>(facts: &'a Facts, troubles: &Troubles<'a>, id: ObjectId, object: &Object, cells: &mut Vec<Cell<'a>>) {
    let subject = facts.text(object.subject);
    let members = facts.members.members(Side::Source, id);
    let extent = facts.members.member_extent(Side::Source, id);
    let is_filter = object.class == Class::Dynamic;
    let is_told = !is_filter && (extent != Extent::Unknown || !members.is_empty());
    let number = |told: bool, count: usize| if told { Cell::Int(count as u64) } else { Cell::Blank };
    let nested = members.iter().filter_map(|member| member.party.own());
    let nested = nested.filter(|member| facts.source.object(*member).class.is_group()).count();
    let owners = facts.members.owners(Side::Source, id);
    let has_owners = facts.members.owner_extent(Side::Source, id) != Extent::Unknown || !owners.is_empty();
    let blocked = facts.flag(Side::Source, object, &[&groups::REQUIRE_SENDER_AUTHENTICATION]);
    let allowed = facts.flag(Side::Source, object, &[&groups::ALLOW_EXTERNAL_SENDERS]);
    cells.extend([
        Cell::text(match extent {
            _ if is_filter => "filter",
            Extent::Whole if members.is_empty() => "empty",
            Extent::Whole => "yes",
            Extent::Part => "in part",
            Extent::Unknown => "unknown",
        }),
        number(is_told, members.len()),
        troubles.count("GRP001", subject, is_told),
        number(is_told, nested),
        number(has_owners, owners.len()),
        troubles.count("GRP002", subject, has_owners),
        known(blocked.map(|blocked| !blocked).or(allowed)),
        known(facts.flag(Side::Source, object, &[&groups::HIDDEN_FROM_ADDRESS_LISTS])),
        Cell::text(restrictions(facts, id)),
        troubles.count("GRP004", subject, !facts.members.has_unknown_restrictions(Side::Source, id)),
    ]);
}

/// The properties that restrict who may write, with the number of people in each.
fn restrictions(facts: &Facts, id: ObjectId) -> String {
    let mut properties: Vec<(&str, usize)> = Vec::new();
    for entry in facts.members.restrictions(Side::Source, id) {
        let property = members::property(entry.column);
        match properties.iter_mut().find(|(known, _)| *known == property) {
            Some((_, count)) => *count += 1,
            None => properties.push((property, 1)),
        }
    }
    properties.sort_unstable();
    let lines = properties.iter().map(|(property, count)| format!("{property}: {count}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Where the findings about the people of a group stand, by check and group.
struct Troubles<'a> {
    found: HashMap<(&'static str, &'a str), (u64, usize), foldhash::fast::FixedState>,
    ran: Vec<&'static str>,
}

impl<'a> Troubles<'a> {
    fn of(view: &'a View<'a>) -> Self {
        let mut found = HashMap::default();
        for (row, finding) in view.findings.iter().enumerate() {
            if ["GRP001", "GRP002", "GRP004"].contains(&finding.code) {
                let (count, _) = found.entry((finding.code, finding.subject.as_str())).or_insert((0, row));
                *count += u64::from((finding.code, finding.value.as_str()) != ("GRP002", "none"));
            }
        }
        let ran = view.answer.coverage.iter().filter(|line| line.status == Status::Run).map(|line| line.code).collect();
        Self { found, ran }
    }

    /// How many findings of a check a group has; blank where nothing could be found.
    fn count(&self, code: &'static str, group: &str, is_told: bool) -> Cell<'a> {
        match self.found.get(&(code, group)) {
            Some(&(count, row)) => Cell::Count { count, to: Target::row(findings::NAME, row) },
            None if is_told && self.ran.contains(&code) => Cell::Int(0),
            None => Cell::Blank,
        }
    }
}
