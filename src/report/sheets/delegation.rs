//! Delegation: one row per right of the source, what becomes of owner and delegate, and what was found about it.

use hashbrown::HashMap;

use super::{Declared, findings};
use crate::facts::{Facts, Fate, ObjectId, Party, Right, RightKind};
use crate::movers;
use crate::report::Sheet;
use crate::report::grid::{Cell, Grid, Head, Key, Target};
use crate::report::page::Tone;
use crate::report::view::View;
use crate::schema::Side;
use crate::severity::Severity;

/// Name of the sheet.
pub const NAME: &str = "Delegation";

/// By which columns a row is found again.
const KEY: Key = Key(&[&["Owner"], &["Kind"], &["Folder"], &["Level"], &["Resolves to", "Grantee"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// What each check says about a right, in a few words.
const WORDS: [(&str, &str); 7] = [
    ("DEL001", "delegate does not move"),
    ("DEL002", "delegate unknown"),
    ("DEL003", "delegate ambiguous"),
    ("DEL004", "group not ready"),
    ("DEL005", "grant again after the move"),
    ("DEL006", "cut by wave"),
    ("DEL007", "delegate outside"),
];

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Owner").cap(32),
        Head::text("Kind"),
        Head::text("Folder").cap(24),
        Head::text("Level").cap(20),
        Head::text("Grantee").cap(34),
        Head::text("Resolves to").cap(32),
        Head::text("Grantee's class"),
        Head::text("Destination owner").cap(32),
        Head::text("Destination grantee").cap(32),
        Head::text("Owner's wave").cap(14),
        Head::text("Grantee's wave").cap(14),
        Head::text("Verdict").cap(38),
        Head::text("Findings").cap(22),
        Head::text("File").cap(30),
        Head::integer("Row"),
        Head::person_made("Decision", &["grant again", "grant to somebody else", "drop"]),
        Head::person_made("Note", &[]),
        Head::person_made("Done", &["yes", "no"]),
    ];
    let found = Found::of(view);
    let fates = view.facts.fates();
    let mut grid = Grid::new(NAME, columns, view.rights.len(), move |row, cells| {
        let right = view.rights[row];
        let facts = view.facts;
        let fate = fates.of(right);
        parties(view, right, fate, cells);
        waves(facts, right, cells);
        let found = found.about(facts, right);
        cells.push(verdict(facts, right, fate, &found));
        cells.push(link(&found));
        let seen = facts.at(Side::Source, right.at, None);
        cells.extend([
            Cell::text(facts.file(seen.file).subject()),
            Cell::maybe(seen.row, |row| Cell::Int(u64::from(row))),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.print_before("Findings");
    grid.empty = "No rights in the exports: see Coverage for whether they were exported";
    Sheet::Grid(grid.keyed(KEY))
}

/// Who has which right on what, today and at the destination.
fn parties<'a>(view: &'a View<'a>, right: &'a Right, fate: Fate, cells: &mut Vec<Cell<'a>>) {
    let facts = view.facts;
    let side = Side::Source;
    let there = |id| Cell::text(facts.subject(Side::Destination, id));
    let owner = match right.owner_id() {
        Some(id) => view.object_cell(side, facts.subject(side, id)),
        None => view.text(right.owner_text),
    };
    let grantee = right.grantee.own();
    let on_folder = right.kind == RightKind::Folder;
    cells.extend([
        owner,
        Cell::text(right.kind.as_str()),
        if on_folder { view.text(right.folder) } else { Cell::Blank },
        if on_folder { view.text(right.level) } else { Cell::Blank },
        view.text(right.grantee_text),
        match (grantee, fate) {
            (Some(id), _) => view.object_cell(side, facts.subject(side, id)),
            (None, Fate::There(id)) => there(id),
            (None, _) => Cell::Blank,
        },
        match (grantee, fate) {
            (Some(id), _) => Cell::text(facts.source.object(id).class.as_str()),
            (None, Fate::There(id)) => Cell::text(facts.destination.object(id).class.as_str()),
            (None, Fate::Outside) => Cell::text("outside"),
            (None, Fate::Several) => Cell::text("several objects"),
            (None, _) => Cell::text("nobody"),
        },
        Cell::maybe(right.owner_id().and_then(|id| facts.pairs.of(id).destination), there),
        match fate {
            Fate::Becomes(id) | Fate::There(id) => there(id),
            _ => Cell::Blank,
        },
    ]);
}

fn waves<'a>(facts: &'a Facts, right: &Right, cells: &mut Vec<Cell<'a>>) {
    for id in [right.owner_id(), right.grantee.own()] {
        cells.push(Cell::maybe(id.and_then(|id| facts.wave(id)), Cell::text));
    }
}

/// What becomes of a right: the words of its findings, the worst first, else why there are none.
fn verdict<'a>(facts: &Facts, right: &Right, fate: Fate, found: &[One]) -> Cell<'a> {
    let unknown = |text: &'static str| Cell::Toned { text: text.into(), tone: Tone::Severity(Severity::Minor) };
    let Some(owner) = right.owner_id() else {
        return unknown(match right.owner {
            Party::Several(_) => "not decidable: owner ambiguous",
            _ => "not decidable: owner unknown",
        });
    };
    if !facts.source.object(owner).in_scope() {
        return Cell::text("owner out of scope");
    }
    let Some(worst) = found.first() else {
        let silent = silent(facts, right, owner, fate);
        return if fate == Fate::Unclear { unknown(silent) } else { Cell::text(silent) };
    };
    let words = found.iter().filter_map(|one| WORDS.iter().find(|(code, _)| *code == one.code));
    let words: Vec<&str> = words.map(|(_, words)| *words).collect();
    Cell::Toned { text: words.join("; ").into(), tone: Tone::Severity(worst.severity) }
}

/// What is said about a right without findings.
fn silent(facts: &Facts, right: &Right, owner: ObjectId, fate: Fate) -> &'static str {
    match fate {
        Fate::Becomes(_) | Fate::There(_) if facts.pairs.of(owner).destination.is_none() => "owner has no destination",
        Fate::Becomes(_) if movers::of(facts.plan.mover).carries(right.kind.as_str()) => "carried by the mover",
        Fate::Becomes(_) => "grant again after the move",
        Fate::There(_) => "grant to the person of the destination",
        Fate::Unclear => "not decidable: delegate has no certain pair",
        Fate::Apart(what) => what,
        Fate::Stays => "delegate does not move",
        Fate::Outside => "delegate outside",
        Fate::Several => "delegate ambiguous",
        Fate::Nobody => "delegate unknown",
    }
}

/// The codes of some findings, with a link to the first of them.
fn link<'a>(found: &[One]) -> Cell<'a> {
    let Some(first) = found.first() else { return Cell::Blank };
    let codes: Vec<&str> = found.iter().map(|one| one.code).collect();
    Cell::Link { text: codes.join(", ").into(), to: Target::row(findings::NAME, first.row) }
}

/// A finding about a right.
#[derive(Clone, Copy)]
struct One {
    code: &'static str,
    severity: Severity,
    /// Row in the sheet Findings.
    row: usize,
}

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// The findings about rights, by owner and right, the worst first.
struct Found<'a>(Map<(&'a str, &'a str), Vec<One>>);

impl<'a> Found<'a> {
    fn of(view: &View<'a>) -> Self {
        let mut found: Map<(&'a str, &'a str), Vec<One>> = Map::default();
        for (row, &finding) in view.findings.iter().enumerate().filter(|(_, finding)| finding.code.starts_with("DEL")) {
            let one = One { code: finding.code, severity: finding.severity, row };
            found.entry((&finding.subject, &finding.value)).or_default().push(one);
        }
        Self(found)
    }

    fn about(&self, facts: &Facts, right: &Right) -> Vec<One> {
        let Some(owner) = right.owner_id().filter(|id| facts.source.object(*id).in_scope()) else { return Vec::new() };
        let value = facts.right_value(Side::Source, right);
        self.0.get(&(facts.subject(Side::Source, owner), value.as_str())).cloned().unwrap_or_default()
    }
}
