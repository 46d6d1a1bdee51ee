//! Destination plans: seats that the objects need, seats that are there, seats to buy; and what that leaves open.

use crate::licences::{BUSINESS_SEATS, Unplanned};
use crate::report::Sheet;
use crate::report::grid::{Cell, Computed, Format, Grid, Head, Key};
use crate::report::purchase::{NO_PRICE, Purchase};
use crate::report::sheets::Declared;
use crate::report::view::View;
use crate::skus::Plan;

use super::{lines, prices};

/// Name of the sheet.
pub const NAME: &str = "Destination plans";
/// Seats that objects need.
pub const NEEDED: &str = "Needed";
/// Seats that are there for them.
pub const OWNED: &str = "Owned";
/// Seats that are missing.
pub const TO_BUY: &str = "To buy";
/// What those cost every month.
pub const COST: &str = "Cost a month";

const PART: &str = "Part number";
const ASSIGNED: &str = "Assigned";
const FREE: &str = "Free";
const PRICE: &str = "Price a month";
const KEY: Key = Key(&[&["Plan"]]);

/// The sheet.
pub static SHEET: Declared = Declared { name: NAME, build };

/// A row of the sheet.
enum Row<'a> {
    /// A plan.
    Plan(Plan),
    /// Something that has no seats: what it is, how many objects it concerns, a remark.
    Other(&'a str, Option<u64>, String),
}

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let columns = vec![
        Head::text("Plan").cap(50),
        Head::text(PART),
        Head::integer(NEEDED),
        Head::integer(ASSIGNED),
        Head::integer(FREE),
        Head::integer(OWNED),
        Head::integer(TO_BUY),
        Head::new(PRICE, Format::Decimal),
        Head::new(COST, Format::Decimal),
        Head::prose("Remark").cap(70),
        Head::person_made("Note", &[]),
    ];
    let rows = view.licences.as_ref().map(rows).unwrap_or_default();
    let grid = Grid::new(NAME, columns, rows.len(), move |row, cells| {
        let Some(purchase) = &view.licences else { return };
        match &rows[row] {
            Row::Plan(plan) => seats(purchase, *plan, cells),
            Row::Other(what, objects, remark) => {
                cells.extend([Cell::text(*what), Cell::Blank, Cell::maybe(*objects, Cell::Int)]);
                cells.extend(std::iter::repeat_n(Cell::Blank, 6));
                cells.push(Cell::text(remark.clone()));
            }
        }
        cells.push(Cell::Blank);
    });
    Sheet::Grid(grid.keyed(KEY))
}

fn rows<'a>(purchase: &Purchase<'a>) -> Vec<Row<'a>> {
    let seats = &purchase.estimate.plans;
    let mut rows: Vec<Row<'a>> = Plan::ALL.into_iter().map(Row::Plan).collect();
    let count = |why| seats.of_line.iter().filter(|need| **need == Err(why)).count() as u64;
    let none = seats.of_line.iter().filter(|need| matches!(need, Ok(need) if need.plan.is_none())).count() as u64;
    rows.push(Row::Other(
        "No plan needed",
        Some(none),
        "Shared and resource mailboxes up to 50 GB without archive and hold".to_owned(),
    ));
    let unknown = "Every number above is at least that: see Needs data";
    let too_large = "Over 100 GB: no plan holds the primary mailbox; move mail to an archive first";
    for (what, why, remark) in
        [("Plan not known", Unplanned::NeedsData, unknown), ("Larger than any plan", Unplanned::TooLarge, too_large)]
    {
        let objects = count(why);
        if objects > 0 {
            rows.push(Row::Other(what, Some(objects), remark.to_owned()));
        }
    }
    let owned = format!(
        "The destination has {} such seats, used or not; one tenant can have {} of each Business plan, which hold what \
         Plan 1 holds. Further people need Exchange Online or Enterprise plans",
        seats.business, BUSINESS_SEATS
    );
    rows.push(Row::Other("Microsoft 365 Business plans", None, owned));
    if !seats.is_exported {
        let what = "The subscriptions of the destination were not exported: seats that are free count as none";
        rows.push(Row::Other(
            "Subscriptions",
            None,
            format!("{what}; export: {}", crate::kinds::licence_skus::KIND.export.command),
        ));
    }
    rows.extend(purchase.estimate.unknown.iter().map(|product| {
        let seats = product.seats.map(|seats| format!(", {seats} seats")).unwrap_or_default();
        let remark = format!(
            "Product that is not known, at the {}: {} users{seats}. Whether it holds a mailbox plan cannot be said, so it \
             counts for nothing",
            product.side, product.users
        );
        Row::Other(product.name.as_str(), None, remark)
    }));
    rows
}

/// The row of a plan.
pub fn row_of(plan: Plan) -> usize {
    Plan::ALL.iter().position(|known| *known == plan).unwrap_or_default()
}

fn seats<'a>(purchase: &'a Purchase<'a>, plan: Plan, cells: &mut Vec<Cell<'a>>) {
    let seat = purchase.estimate.plans.seats.get(&plan).copied().unwrap_or_default();
    let price = purchase.estimate.prices.of.get(plan.part_number());
    let needed = format!("{{COUNTIF([{}!{}],[{PART}])}}", lines::NAME, lines::PLAN);
    let price_cell =
        purchase.row_of(plan.part_number()).map(|row| format!("[{}!{}@{row}]", prices::NAME, prices::PRICE_USED));
    let cost: Computed<'a> = match price {
        _ if seat.to_buy() == 0 => 0.0.into(),
        Some(price) => (*price * seat.to_buy()).amount().into(),
        None => NO_PRICE.into(),
    };
    let used = price.map_or(Computed::from(""), |price| price.amount().into());
    let remark = match plan {
        Plan::Kiosk => {
            "For those who have it today and fit into 2 GB; refused by Exchange Web Services during the move"
        }
        Plan::Plan1 => "Up to 50 GB, archive up to 50 GB, no hold",
        Plan::Plan2 => "Up to 100 GB, holds, archives that expand; shared and resource mailboxes that need a licence",
    };
    cells.extend([
        Cell::text(plan.title()),
        Cell::text(plan.part_number()),
        Cell::formula(needed, seat.needed),
        Cell::Int(seat.assigned),
        Cell::Int(seat.free),
        Cell::formula(format!("[{ASSIGNED}]+[{FREE}]"), seat.owned()),
        Cell::formula(format!("MAX([{NEEDED}]-[{OWNED}],0)"), seat.to_buy()),
        Cell::maybe(price_cell, |cell| Cell::formula(cell, used)),
        Cell::formula(format!("IF([{TO_BUY}]=0,0,IF(ISNUMBER([{PRICE}]),[{TO_BUY}]*[{PRICE}],\"{NO_PRICE}\"))"), cost),
        Cell::text(remark),
    ]);
}
