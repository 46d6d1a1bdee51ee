//! Mailboxes: one row per source mailbox in scope. Those out of scope are counted in Inputs.

use super::Declared;
use super::holds::holds;
use super::pairing::{self, known};
use crate::facts::ObjectId;
use crate::kinds::inbox_rules;
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::view::View;
use crate::schema::Side;

/// Name of the sheet.
pub const NAME: &str = "Mailboxes";

const KEY: Key = Key(&[&["Primary address", "UPN", "Name"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut columns = vec![
        Head::text("Name").cap(30),
        Head::text("UPN").cap(32),
        Head::text("Primary address").cap(32),
        Head::text("Class"),
        Head::new("Size GB", Format::Gigabytes),
        Head::new("Size bytes", Format::Bytes),
        Head::integer("Items"),
        Head::new("Archive", Format::Flag),
        Head::new("Archive GB", Format::Gigabytes),
        Head::text("Hold"),
        Head::text("Forwards").cap(32),
        Head::integer("Rights given"),
        Head::integer("Rights held"),
    ];
    columns.extend(pairing::PAIR);
    columns.extend(pairing::FOUND);
    columns.extend([
        Head::person_made("Decision", &["move", "leave", "archive", "delete"]),
        Head::person_made("Wave", &[]),
        Head::person_made("Owner", &[]),
        Head::person_made("Note", &[]),
    ]);
    let grid = Grid::new(NAME, columns, view.mailboxes.len(), move |row, cells| {
        let id = view.mailboxes[row];
        let object = view.facts.source.object(id);
        let sizes = &view.facts.source.sizes[id.index()];
        cells.extend([
            view.text(object.display_name),
            view.text(object.upn),
            view.text(object.primary),
            Cell::text(object.class.as_str()),
            Cell::maybe(sizes.bytes, Cell::Gigabytes),
            Cell::maybe(sizes.bytes, Cell::Int),
            Cell::maybe(sizes.items, Cell::Int),
            known(sizes.archive),
            Cell::maybe(sizes.archive_bytes, Cell::Gigabytes),
            Cell::text(holds(view.facts, object)),
            forwards(view, id),
            view.rights_given(id),
            view.rights_held(id),
        ]);
        pairing::pair(view, id, cells);
        pairing::found(view, Side::Source, view.facts.text(object.subject), cells);
        cells.extend([Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank]);
    });
    Sheet::Grid(grid.keyed(KEY))
}

/// Where mail of a mailbox goes on to, with a link to its first forward; `no` only where both the attributes and
/// the rules were exported.
fn forwards<'a>(view: &'a View<'a>, id: ObjectId) -> Cell<'a> {
    let facts = view.facts;
    let known = facts.forwards.known(Side::Source, id);
    let Some(to) = view.first_forward(id) else {
        let rules_shown = facts.source.of_kind(&inbox_rules::KIND).next().is_some();
        return Cell::text(match (known.address && known.smtp, rules_shown) {
            (true, true) => "no",
            (true, false) => "not by attribute",
            (false, _) => "unknown",
        });
    };
    let forwards = facts.forwards.from(Side::Source, id).iter().filter(|forward| forward.acts != Some(false));
    let mut targets: Vec<String> = forwards.map(|forward| facts.forward_target(forward)).collect();
    targets.iter_mut().filter(|target| target.is_empty()).for_each(|target| "unknown".clone_into(target));
    targets.dedup();
    Cell::Link { text: targets.join(", ").into(), to }
}
