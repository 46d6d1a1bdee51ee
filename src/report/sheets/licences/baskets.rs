//! Baskets: the ways to buy with their totals, a row per kind of unit, and the parameters of their rules.

use crate::licences::Total;
use crate::licences::profile::{Archive, Per};
use crate::report::Sheet;
use crate::report::grid::{Cell, Computed, Format, Grid, Head, Key};
use crate::report::purchase::{AT_LEAST, Basket, Item, NEEDS_DATA, NO_PRICE, ON_HOLD, Purchase, Role};
use crate::report::sheets::Declared;
use crate::report::view::View;

use super::{lines, prices};

/// Name of the sheet.
pub const NAME: &str = "Baskets";
/// Titles that other sheets refer to: how many of the unit are needed.
pub const NEEDED: &str = "Needed";
/// How many of them are there.
pub const OWNED: &str = "Owned";
/// How many are left to buy.
pub const TO_BUY: &str = "To buy";
/// What one costs.
pub const PRICE: &str = "Price";
/// What those to buy cost.
pub const COST: &str = "Cost";
/// What stands before a total that is a lower bound.
pub const FLOOR: &str = "Floor";
/// All units of the basket.
pub const ALL: &str = "All units";
/// What the basket costs.
pub const TOTAL: &str = "Total cost";
/// All units once mailboxes have grown.
pub const AFTER_GROWTH: &str = "After growth";
/// All units if a GB has 10⁹ bytes.
pub const DECIMAL: &str = "If GB is 10^9";
/// Objects that lack data.
pub const LACKING: &str = "Lack data";
/// Objects on hold, which cannot be moved this way.
pub const BLOCKED: &str = "On hold";
/// Objects with archives that are not moved.
pub const LEFT: &str = "Archives left";
/// Objects of which it is not known whether they have an archive that is not moved.
pub const OPEN: &str = "Archives unknown";
/// Bytes that one unit covers.
pub const BLOCK: &str = "Block bytes";
/// The same with a GB of 10⁹ bytes.
pub const BLOCK_DECIMAL: &str = "Block at 10^9";
/// Greatest number of units for one object.
pub const AT_MOST: &str = "At most";
/// Units from which another one is cheaper.
pub const OTHER_FROM: &str = "Cheaper from";

const SMALLEST: &str = "Smallest order";
/// No object needs so many units.
const NEVER: f64 = 1e9;
const KEY: Key = Key(&[&["Basket"], &["Unit"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let whole = Head::integer;
    let columns = vec![
        Head::text("Basket"),
        Head::text("Unit"),
        whole(NEEDED),
        whole(OWNED),
        whole(TO_BUY),
        Head::new(PRICE, Format::Decimal),
        Head::new(COST, Format::Decimal),
        Head::text(FLOOR),
        whole(ALL),
        Head::new(TOTAL, Format::Decimal),
        whole(AFTER_GROWTH),
        whole(DECIMAL),
        whole(LACKING),
        whole(BLOCKED),
        whole(LEFT),
        whole(OPEN),
        Head::new(BLOCK, Format::Bytes),
        Head::new(BLOCK_DECIMAL, Format::Bytes),
        whole(AT_MOST),
        whole(OTHER_FROM),
        whole(SMALLEST),
        Head::text("Mover"),
        Head::prose("When it is the right one").cap(60),
        Head::person_made("Note", &[]),
    ];
    let rows = view.licences.as_ref().map_or(0, |purchase| purchase.items.len());
    let mut grid = Grid::new(NAME, columns, rows, move |row, cells| {
        let Some(purchase) = &view.licences else { return };
        let item = &purchase.items[row];
        let basket = &purchase.baskets[item.basket];
        let total = &purchase.estimate.totals[item.basket];
        unit(purchase, item, total, cells);
        if row == basket.first {
            whole_basket(purchase, basket, total, cells);
            parameters(purchase, basket, cells);
        } else {
            cells.extend(std::iter::repeat_n(Cell::Blank, 13));
        }
        let smallest =
            [&basket.rule.unit, &basket.rule.archive_unit].into_iter().find(|unit| unit.name == item.unit.name);
        cells.extend([
            Cell::maybe(smallest.and_then(|unit| unit.minimum_order), Cell::Int),
            Cell::text(basket.profile.title.as_str()),
            Cell::text(basket.rule.basket.reason.as_str()),
            Cell::Blank,
        ]);
    });
    grid.pinned = 2;
    Sheet::Grid(grid.keyed(KEY))
}

/// One kind of unit: what is needed, there and left to buy.
fn unit<'a>(purchase: &'a Purchase<'a>, item: &'a Item<'a>, total: &Total, cells: &mut Vec<Cell<'a>>) {
    let name = &item.unit.name;
    let of = |counts: &std::collections::BTreeMap<String, u64>| counts.get(name).copied().unwrap_or_default();
    let needed = purchase.needed(item);
    let to_buy = of(&total.to_buy);
    let price = purchase.estimate.prices.of.get(name);
    let basket = &purchase.baskets[item.basket];
    let cost: Computed<'a> = match price {
        _ if to_buy == 0 => 0.0.into(),
        Some(price) => (*price * to_buy).amount().into(),
        None => NO_PRICE.into(),
    };
    cells.extend([
        Cell::text(basket.rule.basket.name.as_str()),
        Cell::text(name.as_str()),
        match needed_formula(basket, item) {
            Some(formula) => Cell::formula(formula, needed),
            None => Cell::Int(needed),
        },
        Cell::formula(format!("[{}!{}@{}]", prices::NAME, prices::OWNED_USED, item.good), owned(purchase, name)),
        Cell::formula(format!("IF([{NEEDED}]>[{OWNED}],MAX([{NEEDED}]-[{OWNED}],[{SMALLEST}]),0)"), to_buy),
        Cell::formula(
            format!("[{}!{}@{}]", prices::NAME, prices::PRICE_USED, item.good),
            price.map_or(Computed::from(""), |price| price.amount().into()),
        ),
        Cell::formula(format!("IF([{TO_BUY}]=0,0,IF(ISNUMBER([{PRICE}]),[{TO_BUY}]*[{PRICE}],\"{NO_PRICE}\"))"), cost),
    ]);
}

fn owned(purchase: &Purchase<'_>, unit: &str) -> u64 {
    purchase.estimate.owned.get(unit).copied().unwrap_or_default()
}

/// What is needed of an item; `None` where nothing that a person can change decides it.
fn needed_formula(basket: &Basket<'_>, item: &Item<'_>) -> Option<String> {
    if let Some(column) = &item.column {
        return Some(format!("SUM([{}!{}])", lines::NAME, column.title));
    }
    if basket.rule.unit.per != Per::Volume || item.role != Role::Mailbox || basket.rule.unit.block_gb.is_none() {
        return None;
    }
    let counted = lines::counted(basket.profile);
    let (sheet, bytes) = (lines::NAME, lines::BYTES);
    let sum = format!("{{SUMIF([{sheet}!{counted}],1,[{sheet}!{bytes}])}}");
    Some(format!("QUOTIENT(MAX({sum}-1,0),[{BLOCK}])+1"))
}

/// What is said about a basket as a whole.
fn whole_basket<'a>(purchase: &'a Purchase<'a>, basket: &'a Basket<'a>, total: &Total, cells: &mut Vec<Cell<'a>>) {
    let (first, last) = (basket.first, basket.last);
    let floor = format!("IF([{LACKING}]+[{LEFT}]+[{OPEN}]>0,\"{AT_LEAST}\",\"\")");
    let cost = format!(
        "IF(COUNT([{0}!{1}])=0,\"{NO_PRICE}\",IF(COUNTIF([{NAME}!{COST}@{first}-{last}],\"{NO_PRICE}\")>0,\
         \"{NO_PRICE}\",SUM([{NAME}!{COST}@{first}-{last}])))",
        prices::NAME,
        prices::PRICE_USED
    );
    let column = |column: &Option<_>| match column {
        Some(crate::report::purchase::Column { title, .. }) => format!("SUM([{}!{title}])", lines::NAME),
        None => format!("[{ALL}]"),
    };
    cells.extend([
        Cell::formula(floor, if total.is_floor() { AT_LEAST } else { "" }),
        Cell::formula(format!("SUM([{NAME}!{NEEDED}@{first}-{last}])"), total.all()),
        Cell::formula(cost, total.cost.map_or(Computed::from(NO_PRICE), |cost| cost.amount().into())),
        Cell::formula(column(&basket.grown), total.grown),
        Cell::formula(column(&basket.decimal), total.decimal),
    ]);
    let Counts { lacking, blocked, left, open } = counts(purchase, basket);
    cells.extend([
        Cell::formula(lacking, total.lacking),
        Cell::formula(blocked, total.blocked),
        Cell::formula(left, total.archives_left),
        Cell::formula(open, total.archives_open),
    ]);
}

/// Formulas that count what a total leaves out.
struct Counts {
    lacking: String,
    blocked: String,
    left: String,
    open: String,
}

fn counts(purchase: &Purchase<'_>, basket: &Basket<'_>) -> Counts {
    let sheet = lines::NAME;
    let counted = lines::counted(basket.profile);
    let column = purchase.items(basket).first().and_then(|item| item.column.as_ref());
    let is_unsupported = basket.rule.basket.archive == Archive::Unsupported;
    let archives = |word: &str| {
        let is_known = column.map(|column| format!(",[{sheet}!{}],\">=0\"", column.title)).unwrap_or_default();
        let archive = lines::ARCHIVE;
        let formula = format!("{{COUNTIFS([{sheet}!{counted}],1,[{sheet}!{archive}],\"{word}\"{is_known})}}");
        if is_unsupported { formula } else { "0".to_owned() }
    };
    let word = |word: &str| column.map(|column| format!("{{COUNTIF([{sheet}!{}],\"{word}\")}}", column.title));
    let bytes = lines::BYTES;
    let lacking = match basket.rule.unit.per {
        Per::Volume => {
            format!("{{COUNTIF([{sheet}!{counted}],1)}}-{{COUNTIFS([{sheet}!{counted}],1,[{sheet}!{bytes}],\">=0\")}}")
        }
        _ => word(NEEDS_DATA).unwrap_or_else(|| "0".to_owned()),
    };
    let blocked = word(ON_HOLD).unwrap_or_else(|| "0".to_owned());
    Counts { lacking, blocked, left: archives("yes"), open: archives("unknown") }
}

/// What the formulas of Lines refer to.
fn parameters<'a>(purchase: &'a Purchase<'a>, basket: &'a Basket<'a>, cells: &mut Vec<Cell<'a>>) {
    let rule = basket.rule;
    let other = rule.basket.or_cheaper.as_deref().and_then(|name| {
        let price = |name: &str| Some(format!("[{}!{}@{}]", prices::NAME, prices::PRICE_USED, purchase.row_of(name)?));
        let (own, other) = (price(&rule.unit.name)?, price(name)?);
        // Whole ten-thousandths, in which prices are kept, divide without a rest that is none.
        let from = format!("QUOTIENT(ROUND({other}*10000,0),ROUND({own}*10000,0))+1");
        let formula = format!("IF(AND(ISNUMBER({own}),ISNUMBER({other}),N({own})>0),{from},{NEVER})");
        let now = rule.cheaper.as_ref().map_or(NEVER, |(_, other, own)| cheaper_from(other.amount(), own.amount()));
        Some(Cell::formula(formula, now))
    });
    cells.extend([
        Cell::maybe(rule.unit.block_gb, |gib| Cell::Int(gib << 30)),
        Cell::maybe(rule.unit.block_gb, |gb| Cell::Int(gb * 1_000_000_000)),
        Cell::maybe(rule.basket.at_most, Cell::Int),
        other.unwrap_or(Cell::Blank),
    ]);
}

/// The smallest number of units that cost more than the other one.
fn cheaper_from(other: f64, own: f64) -> f64 {
    if own > 0.0 { ((other * 10_000.0).round() / (own * 10_000.0).round()).floor() + 1.0 } else { NEVER }
}
