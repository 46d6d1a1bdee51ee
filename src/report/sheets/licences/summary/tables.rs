//! The tables of the Summary: their numbers are formulas over the other sheets.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::{baskets, lines, plans};
use crate::licences::Counted;
use crate::report::grid::{Cell, Computed, Format, Head, Target};
use crate::report::page::{Block, Chart, Ink, Shape, Table};
use crate::report::purchase::{AT_LEAST, Basket, NO_PRICE, Purchase};
use crate::skus::Plan;
use crate::values::price::Money;
use crate::values::text::counted;

/// A reference to a cell of the sheet Baskets.
pub(super) fn at(title: &str, row: usize) -> String {
    format!("[{}!{title}@{row}]", baskets::NAME)
}

pub(super) fn money(cost: Option<f64>) -> Computed<'static> {
    cost.map_or(NO_PRICE.into(), Computed::from)
}

/// Every basket with its units.
pub(super) fn side_by_side<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let mut rows = Vec::new();
    for (row, item) in purchase.items.iter().enumerate() {
        let basket = &purchase.baskets[item.basket];
        let total = &estimate.totals[item.basket];
        let of = |counts: &BTreeMap<String, u64>| counts.get(&item.unit.name).copied().unwrap_or_default();
        let price = estimate.prices.of.get(&item.unit.name);
        let is_first = row == basket.first;
        let once = |cell: Cell<'a>| if is_first { cell } else { Cell::Blank };
        let cost =
            if of(&total.to_buy) == 0 { Some(0.0) } else { price.map(|price| (*price * of(&total.to_buy)).amount()) };
        let name = basket.rule.basket.name.as_str();
        let owned = estimate.owned.get(&item.unit.name).copied().unwrap_or_default();
        rows.push(vec![
            once(Cell::Link { text: name.into(), to: Target::row(baskets::NAME, row) }),
            Cell::text(item.unit.title.as_str()),
            once(Cell::formula(at(baskets::FLOOR, row), if total.is_floor() { AT_LEAST } else { "" })),
            Cell::formula(at(baskets::NEEDED, row), purchase.needed(item)),
            Cell::formula(at(baskets::OWNED, row), owned),
            Cell::formula(at(baskets::TO_BUY, row), of(&total.to_buy)),
            Cell::formula(at(baskets::PRICE, row), price.map_or(Computed::from(""), |price| price.amount().into())),
            Cell::formula(at(baskets::COST, row), money(cost)),
            once(Cell::formula(at(baskets::TOTAL, row), money(total.cost.map(Money::amount)))),
            once(Cell::formula(at(baskets::AFTER_GROWTH, row), total.grown)),
        ]);
    }
    let currency =
        estimate.prices.currency.as_ref().map(|currency| format!(", prices in {currency}")).unwrap_or_default();
    let columns = vec![
        (Head::text("Basket"), 2),
        (Head::text("Unit"), 2),
        (Head::text("Floor"), 1),
        (Head::integer("Needed"), 1),
        (Head::integer("Owned"), 1),
        (Head::integer("To buy"), 1),
        (Head::new("Price", Format::Decimal), 1),
        (Head::new("Cost", Format::Decimal), 1),
        (Head::new("Total", Format::Decimal), 1),
        (Head::integer("Grown"), 1),
    ];
    vec![
        Block::Heading(format!("Ways to buy, side by side{currency}").into()),
        Block::Table(Table { columns, rows }),
        Block::Text(
            "One way is bought, not several; none is recommended without the reason below. Units are bought once; \
             destination plans are paid by the month and stand apart. Grown: all units of the basket if mailboxes grow \
             until the cutover."
                .into(),
        ),
    ]
}

/// The totals as charts.
pub(super) fn figures<'a>(purchase: &'a Purchase<'a>, shows_cost: bool) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let figure = |head: Head, title: &'static str, values: &'static str, cell: &dyn Fn(&Basket<'a>) -> Cell<'a>| {
        let rows =
            purchase.baskets.iter().map(|basket| vec![Cell::text(basket.rule.basket.name.as_str()), cell(basket)]);
        let table = Table { columns: vec![(Head::text("Basket"), 4), (head, 2)], rows: rows.collect() };
        let series = vec![(1, Ink::Main)];
        let chart = Chart { shape: Shape::StackedBar, title: title.into(), categories: "Basket", values, series };
        Block::Figure { table, chart }
    };
    let units =
        |basket: &Basket<'a>| Cell::formula(at(baskets::ALL, basket.first), estimate.totals[basket.number].all());
    let heading = Block::Heading("The totals as charts".into());
    let mut blocks = vec![heading, figure(Head::integer("All units"), "Units of each basket", "Units", &units)];
    if shows_cost {
        let cost = |basket: &Basket<'a>| {
            let total = &estimate.totals[basket.number];
            Cell::formula(at(baskets::TOTAL, basket.first), money(total.cost.map(Money::amount)))
        };
        blocks.push(figure(Head::new("Total cost", Format::Decimal), "Cost of each basket", "Cost", &cost));
    }
    blocks
}

/// When each basket is the right one, and what its total leaves out.
pub(super) fn reasons<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let rows = purchase.baskets.iter().map(|basket| {
        let total = &purchase.estimate.totals[basket.number];
        let count = |title, value: u64| Cell::formula(at(title, basket.first), value);
        vec![
            Cell::text(basket.rule.basket.name.as_str()),
            Cell::text(basket.rule.basket.reason.as_str()),
            count(baskets::LACKING, total.lacking),
            count(baskets::BLOCKED, total.blocked),
            count(baskets::LEFT, total.archives_left),
            count(baskets::OPEN, total.archives_open),
            count(baskets::DECIMAL, total.decimal),
        ]
    });
    let columns = vec![
        (Head::text("Basket"), 2),
        (Head::prose("When it is the right one"), 5),
        (Head::integer("Lack data"), 1),
        (Head::integer("On hold"), 1),
        (Head::integer("Archives"), 1),
        (Head::integer("Unknown"), 1),
        (Head::integer("10⁹ GB"), 1),
    ];
    vec![
        Block::Heading("When each is the right one, and what its total leaves out".into()),
        Block::Table(Table { columns, rows: rows.collect() }),
        Block::Text(
            "Lack data: objects missing in the total. On hold: cannot be moved this way. Archives: there and not moved; \
             unknown: may be there. 10⁹ GB: all units if the vendor's GB has 10⁹ bytes; where that is more, ask before \
             you order."
                .into(),
        ),
    ]
}

/// Which classes are counted.
pub(super) fn left_out<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let lines_of = |class: Counted| estimate.lines.iter().filter(move |line| line.class == class);
    let profiles = &estimate.profiles[..estimate.profiles.len().min(3)];
    let span = 6 / (profiles.len() as u16).max(1);
    let mut columns = vec![(Head::text("Class"), 3), (Head::integer("Mailboxes"), 3)];
    columns.extend(
        profiles.iter().map(|profile| (Head { title: lines::counted(profile).into(), ..Head::integer("") }, span)),
    );
    let used = Counted::ALL.into_iter().filter(|class| lines_of(*class).next().is_some());
    let rows = used.map(|class| {
        let mut row = vec![Cell::text(class.as_str()), Cell::Int(lines_of(class).count() as u64)];
        row.extend(profiles.iter().map(|profile| {
            let sheet = lines::NAME;
            let (counted, of) = (lines::counted(profile), lines::CLASS);
            let formula = format!("{{COUNTIFS([{sheet}!{of}],\"{}\",[{sheet}!{counted}],1)}}", class.as_str());
            let now = lines_of(class).filter(|line| line.is_test || class.is_counted(&profile.counts)).count();
            Cell::formula(formula, now as u64)
        }));
        row
    });
    let table = Table { columns, rows: rows.collect() };
    vec![
        Block::Heading("What is counted".into()),
        Block::Table(table),
        Block::Text(
            "What is not counted is left out of every total above; the sheet Options of licences.xlsx says which classes count.".into(),
        ),
    ]
}

/// The second purchase: plans of the destination.
pub(super) fn seats<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let rows = Plan::ALL.into_iter().map(|plan| {
        let seat = estimate.plans.seats.get(&plan).copied().unwrap_or_default();
        let cell = |title| format!("[{}!{title}@{}]", plans::NAME, plans::row_of(plan));
        let price = estimate.prices.of.get(plan.part_number());
        let cost = if seat.to_buy() == 0 { Some(0.0) } else { price.map(|price| (*price * seat.to_buy()).amount()) };
        vec![
            Cell::Link { text: plan.title().into(), to: Target::row(plans::NAME, plans::row_of(plan)) },
            Cell::formula(cell(plans::NEEDED), seat.needed),
            Cell::formula(cell(plans::OWNED), seat.owned()),
            Cell::formula(cell(plans::TO_BUY), seat.to_buy()),
            Cell::formula(cell(plans::COST), money(cost)),
        ]
    });
    let columns = vec![
        (Head::text("Plan"), 4),
        (Head::integer("Needed"), 2),
        (Head::integer("Owned"), 2),
        (Head::integer("To buy"), 2),
        (Head::new("Cost a month", Format::Decimal), 2),
    ];
    let mut text = String::from("The smallest plan that holds mailbox, archive, hold and class of each object.");
    let lacking = estimate.plans.lacking();
    if lacking > 0 {
        let _ = write!(text, " At least: the plan of {} is not known.", counted(lacking, "object"));
    }
    if !estimate.plans.is_exported {
        text.push_str(" The subscriptions of the destination were not exported, so that free seats count as none.");
    }
    vec![
        Block::Heading("Destination plans, paid by the month".into()),
        Block::Table(Table { columns, rows: rows.collect() }),
        Block::Text(text.into()),
    ]
}
