//! Ledger: everything that holds the domains that leave, one row per object, attribute and address, in the order
//! in which it must be removed.

use crate::facts::ledger::Tie;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, Target};
use crate::report::page::Tone;
use crate::report::sheets::{Declared, findings};
use crate::report::view::View;
use crate::severity::Severity;
use crate::values::recipient::Class;

/// Name of the sheet.
pub const NAME: &str = "Ledger";

/// By which columns a row is found again.
const KEY: Key = Key(&[&["Object"], &["Attribute"], &["Value"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::integer("Order"),
        Head::text("Stage"),
        Head::text("Domain").cap(28),
        Head::text("Object").cap(36),
        Head::text("Name").cap(28),
        Head::text("Class"),
        Head::text("State"),
        Head::text("Attribute"),
        Head::text("Value").cap(40),
        Head::text("Mastered"),
        Head::new("Licence", Format::Flag),
        Head::text("Check"),
        Head::text("How").cap(64),
        Head::text("File").cap(30),
        Head::integer("Row"),
        Head::person_made("Done", &["yes", "no"]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ];
    let facts = view.facts;
    let side = facts.plan.cutover_of.side;
    let entries = facts.ledger.as_ref().map_or(&[][..], |ledger| &ledger.entries);
    let mut grid = Grid::new(NAME, columns, entries.len(), move |row, cells| {
        let entry = &entries[row];
        let object = facts.tenant(side).object(entry.object);
        let code = code(entry.tie);
        let check = match view.first_of(code) {
            Some(first) => Cell::Link { text: code.into(), to: Target::row(findings::NAME, first) },
            None => Cell::text(code),
        };
        let seen = facts.address_evidence(side, object, entry.value);
        cells.extend([
            Cell::Int(u64::from(entry.stage.number())),
            Cell::text(entry.stage.as_str()),
            Cell::text(&*entry.domain),
            Cell::text(facts.subject(side, entry.object)),
            view.text(object.display_name),
            Cell::text(object.class.as_str()),
            Cell::text(object.state.as_str()),
            Cell::text(entry.attribute.as_str()),
            view.text(entry.value),
            mastered(object.dir_synced, object.class),
            licence(entry.tie, entry.licensed),
            check,
            Cell::maybe(view.check(code), |check| Cell::text(check.fix)),
            Cell::maybe(seen.as_ref(), |seen| Cell::text(facts.file(seen.file).subject())),
            Cell::maybe(seen.and_then(|seen| seen.row), |row| Cell::Int(u64::from(row))),
            Cell::Blank,
            Cell::Blank,
            Cell::Blank,
        ]);
    });
    grid.pinned = 4;
    grid.print_before("Check");
    grid.empty = "Nothing in the exports holds a domain that leaves: Coverage says what was looked at";
    Sheet::Grid(grid.keyed(KEY))
}

/// The check that names what ties a domain so.
const fn code(tie: Tie) -> &'static str {
    match tie {
        Tie::Upn => "DOM001",
        Tie::Primary => "DOM002",
        Tie::Alias => "DOM003",
        Tie::OtherType => "DOM004",
        Tie::Group => "DOM005",
        Tie::Unlicensed => "DOM006",
        Tie::Subdomain => "DOM009",
        Tie::Target => "DOM011",
    }
}

/// Where the object is changed.
fn mastered<'a>(dir_synced: Option<bool>, class: Class) -> Cell<'a> {
    match dir_synced {
        Some(true) => Cell::Toned { text: "on-premises".into(), tone: Tone::Severity(Severity::Minor) },
        Some(false) => Cell::text("cloud"),
        None if class == Class::Dynamic => Cell::text("cloud"),
        None => Cell::text("unknown"),
    }
}

/// Users without a licence need the round trip of step 75.
fn licence<'a>(tie: Tie, licensed: Option<bool>) -> Cell<'a> {
    match (tie, licensed) {
        (Tie::Unlicensed, _) => Cell::text("no: round trip"),
        (_, Some(true)) => Cell::text("yes"),
        (_, Some(false)) => Cell::text("no"),
        (_, None) => Cell::Blank,
    }
}
