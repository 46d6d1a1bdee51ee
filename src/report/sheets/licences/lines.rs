//! Lines: one row per object, with what is known about it and the units that each way to buy needs for it.

use std::borrow::Cow;

use crate::licences::{Line, Profile, State, Unplanned};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key, gigabytes};
use crate::report::purchase::{Column, Purchase, shown};
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::schema::Side;
use crate::values::size::grown;

/// Name of the sheet.
pub const NAME: &str = "Lines";
/// Titles that formulas refer to.
pub const CLASS: &str = "Class";
/// Whether the object was made to try the move; such are always counted.
pub const TEST: &str = "Test";
/// Size of the primary mailbox.
pub const BYTES: &str = "Size bytes";
/// The same once it has grown.
pub const GROWN: &str = "Bytes grown";
/// `yes`, `no` or `unknown`.
pub const ARCHIVE: &str = "Archive";
/// `yes`, `no` or `unknown`.
pub const HOLD: &str = "Hold";
/// Part number of the plan that it needs at the destination.
pub const PLAN: &str = "Destination plan";
/// Whether some way to buy needs more units once the mailbox has grown.
pub const CROSSES: &str = "Crosses an edge";

/// How exactly the size is known; what stands to the right of it stays on screen.
const SIZE_KNOWN: &str = "Size known";

const KEY: Key = Key(&[&["Object"], &[CLASS]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// The column that says whether a profile counts the object.
pub fn counted(profile: &Profile) -> String {
    format!("Counted {}", profile.name)
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns =
        view.licences.as_ref().map_or_else(|| known_heads().into_iter().chain(further_heads()).collect(), heads);
    let rows = view.licences.as_ref().map_or(0, |purchase| purchase.estimate.lines.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        if let Some(purchase) = &view.licences {
            known(purchase, row, cells);
            units(purchase, row, cells);
            further(purchase, row, cells);
            growth(purchase, row, cells);
        }
    });
    grid.print_before(SIZE_KNOWN);
    grid.empty = "No mailbox was exported";
    Sheet::Grid(grid.keyed(KEY))
}

/// What is known about an object, before its units.
fn known_heads() -> [Head; 7] {
    [
        Head::text("Object"),
        Head::text(CLASS),
        Head::new(TEST, Format::Flag),
        Head::new("Size GB", Format::Gigabytes),
        Head::new(BYTES, Format::Bytes),
        Head::new(ARCHIVE, Format::Flag),
        Head::new(HOLD, Format::Flag),
    ]
}

/// What stands behind its units.
fn further_heads() -> [Head; 7] {
    [
        Head::text(PLAN),
        Head::text(CROSSES),
        Head::prose("Rule").cap(60),
        Head::text(SIZE_KNOWN),
        Head::new("Archive GB", Format::Gigabytes),
        Head::text("Becomes"),
        Head::text("Why that plan").cap(50),
    ]
}

fn heads(purchase: &Purchase<'_>) -> Vec<Head> {
    let titled = |title: &str| Head { title: Cow::Owned(title.to_owned()), ..Head::integer("") };
    let mut heads = known_heads().to_vec();
    heads.extend(purchase.items.iter().filter_map(|item| item.column.as_ref()).map(|column| titled(&column.title)));
    heads.extend(further_heads());
    heads.push(Head::new(GROWN, Format::Bytes));
    let columns = purchase.baskets.iter().flat_map(|basket| [&basket.grown, &basket.decimal]).flatten();
    heads.extend(columns.map(|column| titled(&column.title)));
    heads.extend(purchase.estimate.profiles.iter().map(|profile| titled(&counted(profile))));
    heads
}

fn word(flag: Option<bool>) -> Cell<'static> {
    Cell::text(flag.map_or("unknown", |yes| if yes { "yes" } else { "no" }))
}

/// What is known about an object.
fn known<'a>(purchase: &'a Purchase<'a>, row: usize, cells: &mut Vec<Cell<'a>>) {
    let line = &purchase.estimate.lines[row];
    cells.extend([
        Cell::text(line.subject.as_str()),
        Cell::text(line.class.as_str()),
        Cell::text(if line.is_test { "yes" } else { "" }),
        Cell::maybe(line.bytes, Cell::Gigabytes),
        Cell::maybe(line.bytes, Cell::Int),
        word(line.archive),
        word(line.hold),
    ]);
}

/// What it becomes, and why it needs what it needs.
fn further<'a>(purchase: &'a Purchase<'a>, row: usize, cells: &mut Vec<Cell<'a>>) {
    let line = &purchase.estimate.lines[row];
    let (plan, why) = match &purchase.estimate.plans.of_line[row] {
        Ok(need) => (need.plan.map_or("none", crate::skus::Plan::part_number), need.reason),
        Err(Unplanned::NeedsData) => ("unknown", "size, archive or hold is not known"),
        Err(Unplanned::TooLarge) => ("too large", "over 100 GB: no plan holds it"),
        Err(Unplanned::NoPlan) => ("none", "groups and inactive mailboxes have no plan"),
    };
    cells.extend([
        Cell::text(plan),
        crosses(purchase, row),
        Cell::text(purchase.estimate.reason(row)),
        size_known(purchase, row, line),
        Cell::maybe(line.archive_bytes, Cell::Gigabytes),
        Cell::maybe(line.destination.map(|id| purchase.facts.subject(Side::Destination, id)), Cell::text),
        Cell::text(why),
    ]);
}

/// How exactly the size is known.
fn size_known<'a>(purchase: &Purchase<'a>, row: usize, line: &Line) -> Cell<'a> {
    let Some((from, to)) = line.rounded else {
        return Cell::text(if line.bytes.is_some() { "to the byte" } else { "no" });
    };
    let span = format!("{:.2} to {:.2} GB", gigabytes(from), gigabytes(to));
    let open = purchase.estimate.shares[row].iter().find_map(|share| share.open);
    Cell::text(match open {
        Some((least, most)) => format!("rounded: {span}, so {least} or {most} units"),
        None => format!("rounded: {span}"),
    })
}

fn crosses<'a>(purchase: &Purchase<'a>, row: usize) -> Cell<'a> {
    let pairs: Vec<String> = purchase
        .baskets
        .iter()
        .filter_map(|basket| {
            let items: Vec<String> = purchase
                .items(basket)
                .iter()
                .filter_map(|item| Some(format!("[{}]", item.column.as_ref()?.title)))
                .collect();
            let grown = basket.grown.as_ref()?;
            Some(format!("IF(ISNUMBER([{0}]),[{0}]>SUM({1}),FALSE)", grown.title, items.join(",")))
        })
        .collect();
    let is_so = purchase.estimate.shares[row]
        .iter()
        .any(|share| matches!(share.state, State::Counted) && share.grown > share.total());
    let value = if is_so { "yes" } else { "" };
    match &pairs[..] {
        [] => Cell::Blank,
        _ => Cell::formula(format!("IF(OR({}),\"yes\",\"\")", pairs.join(",")), value),
    }
}

/// What each way to buy needs.
fn units<'a>(purchase: &'a Purchase<'a>, row: usize, cells: &mut Vec<Cell<'a>>) {
    for item in &purchase.items {
        let Some(column) = &item.column else { continue };
        cells.push(cell(purchase, row, item.basket, column, purchase.units(row, item)));
    }
}

/// What each way would need after growth or with another GB, and whether the object counts.
fn growth<'a>(purchase: &'a Purchase<'a>, row: usize, cells: &mut Vec<Cell<'a>>) {
    let estimate = purchase.estimate;
    let line = &estimate.lines[row];
    // Rounded up; ROUNDUP itself does not do that everywhere for numbers of twelve digits.
    let growth =
        format!("IF([{BYTES}]=\"\",\"\",ROUND([{BYTES}]*(100+[Options!{}@0])/100+0.4995,0))", super::options::IN_FORCE);
    cells.push(match line.bytes {
        Some(bytes) => Cell::formula(growth, grown(bytes, estimate.growth_percent)),
        None => Cell::formula(growth, ""),
    });
    for (at, basket) in purchase.baskets.iter().enumerate() {
        let share = &estimate.shares[row][at];
        for (column, value) in [(&basket.grown, share.grown), (&basket.decimal, share.decimal)] {
            let Some(column) = column else { continue };
            cells.push(cell(purchase, row, at, column, shown(share, value)));
        }
    }
    for (at, profile) in estimate.profiles.iter().enumerate() {
        let (first, last) = super::options::rows_of(at);
        let options = super::options::NAME;
        let formula = format!(
            "IF([{TEST}]=\"yes\",1,SUMIF([{options}!{}@{first}-{last}],[{CLASS}],[{options}!{}@{first}-{last}]))",
            super::options::CLASS,
            super::options::IN_FORCE
        );
        let is_counted = line.is_test || line.class.is_counted(&profile.counts);
        cells.push(Cell::formula(formula, u64::from(is_counted)));
    }
}

/// A cell of a column; where another row is counted for the destination, its formula looks at that.
fn cell<'a>(
    purchase: &'a Purchase<'a>,
    row: usize,
    basket: usize,
    column: &'a Column,
    value: crate::report::grid::Computed<'a>,
) -> Cell<'a> {
    let (Some(shared), Some(earlier)) = (&column.shared, purchase.earlier.get(&row)) else {
        return Cell::formula(column.formula.as_str(), value);
    };
    let columns = purchase.items(&purchase.baskets[basket]).iter().filter_map(|item| item.column.as_ref());
    let titles: Vec<&str> = columns.map(|column| column.title.as_str()).collect();
    let cells = earlier.iter().flat_map(|row| titles.iter().map(move |title| format!("[{NAME}!{title}@{row}]")));
    Cell::formula(shared.replace('#', &cells.collect::<Vec<_>>().join(",")), value)
}
