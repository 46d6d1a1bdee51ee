//! Groups after the move: one row per group of the baseline, its members and owners expected and found, its settings.

use hashbrown::HashMap;

use super::finding_cell;
use crate::facts::moved::{Outcome, Role};
use crate::facts::{Extent, Facts, ObjectId};
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head};
use crate::report::sheets::verification::objects::standing;
use crate::report::sheets::{Declared, groups, pairing};
use crate::report::verification::Entry;
use crate::report::view::View;
use crate::schema::Side;
use crate::values::recipient::Class;

/// Name of the sheet, as in the assessment.
pub const NAME: &str = groups::NAME;

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// Names that a cell lists.
const NAMED: usize = 8;

/// Heads of the cells of [`list`], for members and owners.
const LISTS: [Head; 13] = [
    Head::integer("Members before"),
    Head::integer("Members kept"),
    Head::integer("Members missing"),
    Head::integer("Members not moved"),
    Head::integer("Members extra"),
    Head::integer("Members now"),
    Head::prose("Missing members").cap(40),
    Head::integer("Owners before"),
    Head::integer("Owners kept"),
    Head::integer("Owners missing"),
    Head::integer("Owners not moved"),
    Head::integer("Owners now"),
    Head::prose("Missing owners").cap(40),
];

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = vec![
        Head::text("Name").cap(32),
        Head::text("Primary address").cap(36),
        Head::text("Class"),
        Head::text("Destination").cap(36),
        Head::text("Destination class"),
        Head::text("Standing"),
    ];
    columns.extend(LISTS);
    columns.push(Head::prose("Settings that differ").cap(56));
    columns.push(Head::text("Finding"));
    columns.extend(pairing::FOUND);
    columns.extend([
        Head::person_made("Decision", &["fix", "accept", "delete"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ]);
    let entries: Vec<&Entry> = view.verification.iter().flat_map(|verification| &verification.objects).collect();
    let is_group = |entry: &&Entry| view.facts.source.object(entry.id).class.is_group();
    let rows: Vec<&Entry> = entries.into_iter().filter(is_group).collect();
    let lists = Lists::of(view.facts);
    let mut grid = Grid::new(NAME, columns, rows.len(), move |row, cells| {
        let (facts, entry) = (view.facts, rows[row]);
        let object = facts.source.object(entry.id);
        let there = |there| Cell::text(facts.subject(Side::Destination, there));
        cells.extend([
            view.text(object.display_name),
            view.text(object.primary),
            Cell::text(object.class.as_str()),
            Cell::maybe(entry.there, there),
            Cell::maybe(entry.there, |there| Cell::text(facts.destination.object(there).class.as_str())),
            standing(entry.standing),
        ]);
        for role in [Role::Member, Role::Owner] {
            list(facts, &lists, entry, role, cells);
        }
        let subject = facts.text(object.subject);
        cells.push(Cell::text(lists.settings.get(&entry.id).map(|lines| lines.join("\n")).unwrap_or_default()));
        let first = ["VFY601", "VFY603", "VFY604"].into_iter().find_map(|code| {
            let (_, row) = view.verification.as_ref()?.found(code, subject)?;
            Some(finding_cell(code, row))
        });
        cells.push(first.unwrap_or(Cell::Blank));
        pairing::found(view, Side::Source, subject, cells);
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    grid.empty = "No groups in the baseline";
    Sheet::Grid(grid.keyed(groups::KEY))
}

/// What a list of a group has become; blank where the exports do not tell.
fn list<'a>(facts: &'a Facts, lists: &Lists, entry: &Entry, role: Role, cells: &mut Vec<Cell<'a>>) {
    let of = |side, id| match role {
        Role::Member => (facts.members.members(side, id).len(), facts.members.member_extent(side, id)),
        Role::Owner => (facts.members.owners(side, id).len(), facts.members.owner_extent(side, id)),
    };
    let is_filter = facts.source.object(entry.id).class == Class::Dynamic && role == Role::Member;
    let (before, extent) = of(Side::Source, entry.id);
    let is_told = !is_filter && extent != Extent::Unknown;
    let now = entry.there.map(|there| of(Side::Destination, there));
    let now = now.filter(|(_, extent)| !is_filter && *extent != Extent::Unknown).map(|(count, _)| count);
    let nothing = Counts::default();
    let counts = lists.counts.get(&(role, entry.id)).unwrap_or(&nothing);
    let number = |count: u64| if is_told && now.is_some() { Cell::Int(count) } else { Cell::Blank };
    cells.push(if is_told { Cell::Int(before as u64) } else { Cell::Blank });
    cells.extend([number(counts.kept), number(counts.missing), number(counts.apart)]);
    if role == Role::Member {
        cells.push(number(counts.extra));
    }
    cells.push(Cell::maybe(now, |count| Cell::Int(count as u64)));
    let mut names = counts.names.join("\n");
    if counts.missing > counts.names.len() as u64 {
        names.push_str(&format!("\nand {} more", counts.missing - counts.names.len() as u64));
    }
    cells.push(Cell::text(names));
}

/// What became of the entries of one list.
#[derive(Debug, Default)]
struct Counts {
    kept: u64,
    missing: u64,
    apart: u64,
    extra: u64,
    names: Vec<String>,
}

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// The lists of all groups.
struct Lists {
    counts: Map<(Role, ObjectId), Counts>,
    settings: Map<ObjectId, Vec<String>>,
}

impl Lists {
    fn of(facts: &Facts) -> Self {
        let mut lists = Self { counts: Map::default(), settings: Map::default() };
        for moved in &facts.moved.members {
            let counts = lists.counts.entry((moved.role, moved.group)).or_default();
            match moved.outcome {
                Outcome::Kept => counts.kept += 1,
                Outcome::Missing => {
                    counts.missing += 1;
                    if counts.names.len() < NAMED {
                        counts.names.push(facts.moved_member_value(moved));
                    }
                }
                Outcome::Extra => counts.extra += 1,
                Outcome::Untranslated(_) => counts.apart += 1,
                _ => {}
            }
        }
        for moved in facts.moved.settings.iter().filter(|moved| moved.outcome == Outcome::Changed) {
            let line = format!("{}: {} > {}", moved.property, shown(&moved.expected), shown(&moved.actual));
            lists.settings.entry(moved.group).or_default().push(line);
        }
        lists
    }
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "(empty)" } else { text }
}
