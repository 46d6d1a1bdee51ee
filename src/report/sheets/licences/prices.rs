//! Prices: what can be bought, what it costs and how much of it is there; a person types into the tinted cells.

use crate::licences::choices::{PRICES, YOUR_OWNED, YOUR_PRICE};
use crate::report::Sheet;
use crate::report::grid::{Cell, Format, Grid, Head, Key};
use crate::report::purchase::{NO_PRICE, Purchase};
use crate::report::sheets::Declared;
use crate::report::view::View;

/// Name of the sheet.
pub const NAME: &str = PRICES;
/// The price that formulas use; empty where there is none.
pub const PRICE_USED: &str = "Price used";
/// The number of units that are there already, as formulas use it.
pub const OWNED_USED: &str = "Owned used";

const PRICE_GIVEN: &str = "Price given";
const OWNED_GIVEN: &str = "Owned given";
const NOT_READ: &str = "what was typed is no price of 0 or more: not used";
const KEY: Key = Key(&[&["Unit"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Unit"),
        Head::text("What it is"),
        Head::text("Paid"),
        Head::new(PRICE_GIVEN, Format::Decimal),
        Head::text("Currency"),
        Head::integer(OWNED_GIVEN),
        Head::new(PRICE_USED, Format::Decimal),
        Head::integer(OWNED_USED),
        Head::text("Remark").cap(50),
        Head::person_made(YOUR_PRICE, &[]),
        Head::person_made(YOUR_OWNED, &[]),
        Head::person_made("Note", &[]),
    ];
    let rows = view.licences.as_ref().map_or(0, |purchase| purchase.goods.len());
    let grid = Grid::new(NAME, columns, rows, move |row, cells| {
        if let Some(purchase) = &view.licences {
            good(purchase, row, cells);
        }
    });
    Sheet::Grid(grid.keyed(KEY))
}

fn good<'a>(purchase: &'a Purchase<'a>, row: usize, cells: &mut Vec<Cell<'a>>) {
    let (estimate, good) = (purchase.estimate, &purchase.goods[row]);
    let given = estimate.given.prices.of.get(good.name).map(|price| price.amount());
    let price = format!(
        "IF(AND(ISNUMBER([{YOUR_PRICE}]),N([{YOUR_PRICE}])>=0),[{YOUR_PRICE}],\
         IF(ISNUMBER([{PRICE_GIVEN}]),[{PRICE_GIVEN}],\"\"))"
    );
    let owned =
        format!("IF(AND(ISNUMBER([{YOUR_OWNED}]),N([{YOUR_OWNED}])>=0),INT([{YOUR_OWNED}]),N([{OWNED_GIVEN}]))");
    let used = estimate.prices.of.get(good.name).map(|price| price.amount());
    let count = |counts: &std::collections::BTreeMap<String, u64>| counts.get(good.name).copied().unwrap_or_default();
    let remark = format!(
        "IF(AND([{YOUR_PRICE}]<>\"\",OR(NOT(ISNUMBER([{YOUR_PRICE}])),N([{YOUR_PRICE}])<0)),\"{NOT_READ}\",\
         IF(ISNUMBER([{PRICE_USED}]),\"\",\"{NO_PRICE}\"))"
    );
    let remark_now = match used {
        _ if estimate.choices.unreadable.contains(good.name) => NOT_READ,
        None => NO_PRICE,
        Some(_) => "",
    };
    cells.extend([
        Cell::text(good.name),
        Cell::text(good.title),
        Cell::text(good.bought),
        Cell::maybe(given, Cell::Number),
        Cell::maybe(estimate.prices.currency.as_deref(), Cell::text),
        if good.is_unit { Cell::Int(count(&estimate.given.owned)) } else { Cell::Blank },
        match used {
            Some(used) => Cell::formula(price, used),
            None => Cell::formula(price, ""),
        },
        if good.is_unit { Cell::formula(owned, count(&estimate.owned)) } else { Cell::text("see Destination plans") },
        Cell::formula(remark, remark_now),
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
    ]);
}
