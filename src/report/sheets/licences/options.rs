//! Options: how much mailboxes grow, and which classes each mover's licences are counted for; a person may change each.

use crate::licences::Counted;
use crate::licences::choices::{ALL, GROWTH, OPTIONS, YOUR_VALUE, count_option};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::purchase::Purchase;
use crate::report::sheets::Declared;
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = OPTIONS;
/// The class that an option is about.
pub const CLASS: &str = "Class";
/// The value that formulas use.
pub const IN_FORCE: &str = "In force";

const GIVEN: &str = "Given";
const KEY: Key = Key(&[&["Applies to"], &["Option"]]);
const CLASSES: usize = Counted::ALL.len();

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// First and last row of the classes of a profile; the first row of all is growth.
pub const fn rows_of(profile: usize) -> (usize, usize) {
    (1 + profile * CLASSES, (profile + 1) * CLASSES)
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Applies to"),
        Head::text("Option"),
        Head::text(CLASS),
        Head::new(GIVEN, Format::Text).cap(12),
        Head::new(IN_FORCE, Format::Text).cap(12),
        Head::prose("What it does").cap(70),
        Head::person_made(YOUR_VALUE, &[]),
        Head::person_made("Note", &[]),
    ];
    let rows = view.licences.as_ref().map_or(0, |purchase| 1 + purchase.estimate.profiles.len() * CLASSES);
    let grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(purchase) = &view.licences else { return };
        match row.checked_sub(1) {
            None => growth(purchase, cells),
            Some(at) => class(purchase, at / CLASSES, Counted::ALL[at % CLASSES], cells),
        }
        cells.extend([Cell::Blank, Cell::Blank]);
    });
    Sheet::Grid(grid.keyed(KEY))
}

fn growth<'a>(purchase: &Purchase<'a>, cells: &mut Vec<Cell<'a>>) {
    let estimate = purchase.estimate;
    let formula = format!("IF(AND(ISNUMBER([{YOUR_VALUE}]),N([{YOUR_VALUE}])>=0),[{YOUR_VALUE}],[{GIVEN}])");
    cells.extend([
        Cell::text(ALL),
        Cell::text(GROWTH),
        Cell::Blank,
        Cell::Number(estimate.given.growth_percent),
        Cell::formula(formula, estimate.growth_percent),
        Cell::text(
            "How much mailboxes grow between the export and the cutover. Totals are of today; what growth adds stands \
             beside them",
        ),
    ]);
}

fn class<'a>(purchase: &'a Purchase<'a>, profile: usize, class: Counted, cells: &mut Vec<Cell<'a>>) {
    let estimate = purchase.estimate;
    let (given, used) = (&estimate.given.counts[profile], &estimate.profiles[profile].counts);
    let typed = format!("[{YOUR_VALUE}]");
    let formula =
        format!("IF(ISNUMBER({typed}),IF({typed}=0,0,1),IF({typed}=\"yes\",1,IF({typed}=\"no\",0,[{GIVEN}])))");
    let what = match class {
        Counted::Group => "1 counts the mailboxes of Microsoft 365 groups, 0 leaves them out",
        Counted::Inactive => "1 counts inactive mailboxes, which are restored before they move; 0 leaves them out",
        _ => "1 counts them, 0 leaves them out; test accounts always count",
    };
    cells.extend([
        Cell::text(estimate.profiles[profile].name.as_str()),
        Cell::text(count_option(class)),
        Cell::text(class.as_str()),
        Cell::Int(u64::from(class.is_counted(given))),
        Cell::formula(formula, u64::from(class.is_counted(used))),
        Cell::text(what),
    ]);
}
