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

/// Heads of the cells of [`shown`], for members and owners.
const SHOWN: [Head; 8] = [
    Head::integer("Members before"),
    Head::integer("Members missing"),
    Head::integer("Members now"),
    Head::prose("Missing members").cap(36),
    Head::integer("Owners before"),
    Head::integer("Owners missing"),
    Head::integer("Owners now"),
    Head::prose("Missing owners").cap(36),
];

/// Heads of the cells of [`further`], for members and owners.
const FURTHER: [Head; 6] = [
    Head::integer("Members kept"),
    Head::integer("Members not moved"),
    Head::integer("Members extra"),
    Head::integer("Owners kept"),
    Head::integer("Owners not moved"),
    Head::integer("Owners extra"),
];

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = vec![
        Head::text("Name").cap(32),
        Head::text("Primary address").cap(36),
        Head::text("Class"),
        Head::text("Destination").cap(36),
        Head::text("Standing"),
    ];
    columns.extend(pairing::FOUND);
    columns.extend(SHOWN);
    columns.push(Head::prose("Settings that differ").cap(50));
    columns.push(Head::text("Finding"));
    columns.extend(FURTHER);
    columns.push(Head::text("Destination class"));
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
            standing(entry.standing),
        ]);
        let subject = facts.text(object.subject);
        pairing::found(view, Side::Source, subject, cells);
        let of_roles = [Role::Member, Role::Owner].map(|role| lists.of_group(facts, entry, role));
        for list in &of_roles {
            shown(list, cells);
        }
        cells.push(Cell::text(lists.settings.get(&entry.id).map(|lines| lines.join("\n")).unwrap_or_default()));
        let first = ["VFY601", "VFY603", "VFY604"].into_iter().find_map(|code| {
            let (_, row) = view.verification.as_ref()?.found(code, subject)?;
            Some(finding_cell(code, row))
        });
        cells.push(first.unwrap_or(Cell::Blank));
        for list in &of_roles {
            further(list, cells);
        }
        cells.push(Cell::maybe(entry.there, |there| Cell::text(facts.destination.object(there).class.as_str())));
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    grid.print_before("Finding");
    grid.empty = "No groups in the baseline";
    Sheet::Grid(grid.keyed(groups::KEY))
}

/// A list of a group then and now; `None` where the exports do not tell.
struct List<'l> {
    before: Option<usize>,
    now: Option<usize>,
    counts: &'l Counts,
}

impl List<'_> {
    /// A count that only both sides together tell.
    fn number<'a>(&self, count: u64) -> Cell<'a> {
        if self.before.is_some() && self.now.is_some() { Cell::Int(count) } else { Cell::Blank }
    }
}

/// How long a list was and is, and who is missing.
fn shown(list: &List<'_>, cells: &mut Vec<Cell<'_>>) {
    let counts = list.counts;
    let length = |length: Option<usize>| Cell::maybe(length, |length| Cell::Int(length as u64));
    let more = counts.missing - counts.names.len() as u64;
    let more = (more > 0).then(|| format!("and {more} more"));
    let names: Vec<String> = counts.names.iter().cloned().chain(more).collect();
    cells.extend([length(list.before), list.number(counts.missing), length(list.now), Cell::text(names.join("\n"))]);
}

/// The other counts.
fn further(list: &List<'_>, cells: &mut Vec<Cell<'_>>) {
    let Counts { kept, apart, extra, .. } = list.counts;
    cells.extend([*kept, *apart, *extra].map(|count| list.number(count)));
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
    nothing: Counts,
    settings: Map<ObjectId, Vec<String>>,
}

impl Lists {
    fn of(facts: &Facts) -> Self {
        let mut lists = Self { counts: Map::default(), nothing: Counts::default(), settings: Map::default() };
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
            let line = format!("{}: {} > {}", moved.property, or_empty(&moved.expected), or_empty(&moved.actual));
            lists.settings.entry(moved.group).or_default().push(line);
        }
        lists
    }

    /// A list of a group, of both sides; a filter has no members of its own.
    fn of_group(&self, facts: &Facts, entry: &Entry, role: Role) -> List<'_> {
        let is_filter = facts.source.object(entry.id).class == Class::Dynamic && role == Role::Member;
        let length = |side, id| {
            let (list, extent) = match role {
                Role::Member => (facts.members.members(side, id), facts.members.member_extent(side, id)),
                Role::Owner => (facts.members.owners(side, id), facts.members.owner_extent(side, id)),
            };
            (!is_filter && extent != Extent::Unknown).then_some(list.len())
        };
        List {
            before: length(Side::Source, entry.id),
            now: entry.there.and_then(|there| length(Side::Destination, there)),
            counts: self.counts.get(&(role, entry.id)).unwrap_or(&self.nothing),
        }
    }
}

fn or_empty(text: &str) -> &str {
    if text.is_empty() { "(empty)" } else { text }
}
