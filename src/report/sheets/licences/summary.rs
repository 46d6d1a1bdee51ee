//! Summary of the estimate: the ways to buy side by side, and what each leaves out. Its totals are formulas over the
//! other sheets; in a workbook without those, as the assessment is, they are the same numbers.

use super::{baskets, lines, needs_data, options, plans, prices};
use crate::check::Severity;
use crate::licences::{Counted, Window};
use crate::report::Sheet;
use crate::report::grid::{Cell, Computed, Format, Head, Target};
use crate::report::page::{Block, Bullet, Chart, Ink, Page, Shape, Table, Tile, Tone};
use crate::report::purchase::{AT_LEAST, Basket, NO_PRICE, Purchase};
use crate::report::sheets::{Declared, summary};
use crate::report::verdict::counted;
use crate::report::view::View;
use crate::report::workbook::project;
use crate::schema::Side;
use crate::skus::Plan;

/// The Summary of `licences.xlsx`.
pub static SHEET: Declared = Declared { name: summary::NAME, build };

/// The sheet of `assessment.xlsx`.
pub static IN_ASSESSMENT: Declared = Declared { name: "Licences", build: build_in_assessment };

/// Objects that are told by name.
const TOLD: usize = 8;

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut blocks = Vec::new();
    if let Some(purchase) = &view.licences {
        blocks.push(verdict(purchase));
        blocks.push(Block::Tiles(tiles(purchase)));
        blocks.extend(body(purchase));
    }
    blocks.extend(summary::lists::not_seen(view));
    blocks.extend(summary::lists::inputs(view));
    page(view, summary::NAME, "licences", blocks)
}

fn build_in_assessment<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut blocks = Vec::new();
    if let Some(purchase) = &view.licences {
        blocks.push(verdict(purchase));
        blocks.push(Block::Text(
            "`tenantcheck licences` writes the same totals to licences.xlsx, with a row for every object, and with prices \
             and options that can be changed there"
                .into(),
        ));
        blocks.extend(body(purchase));
    }
    page(view, IN_ASSESSMENT.name, "licences", blocks)
}

fn page<'a>(view: &'a View<'a>, name: &'static str, what: &str, blocks: Vec<Block<'a>>) -> Sheet<'a> {
    let sides = [Side::Source, Side::Destination];
    let mut subtitle: Vec<_> = sides.map(|side| summary::tenant(view, side).into()).into();
    if let Some(purchase) = &view.licences {
        let shown: Vec<&str> = purchase.estimate.profiles.iter().map(|profile| profile.title.as_str()).collect();
        subtitle.push(format!("Side by side: {}", shown.join(", ")).into());
    }
    Sheet::Page(Page { name, title: format!("{}: {what}", project(&view.facts.plan)).into(), subtitle, blocks })
}

fn body<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let mut blocks = side_by_side(purchase);
    blocks.extend(figures(purchase));
    blocks.extend(reasons(purchase));
    blocks.extend(left_out(purchase));
    blocks.extend(open(purchase));
    blocks.extend(seats(purchase));
    blocks.extend(temporary(purchase));
    blocks.extend(duration(purchase));
    blocks
}

/// A reference to a cell of the sheet Baskets.
fn at(title: &str, row: usize) -> String {
    format!("[{}!{title}@{row}]", baskets::NAME)
}

/// A number with separators for thousands, as `FIXED` writes it.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| std::str::from_utf8(group).ok()).collect();
    groups.join(",")
}

/// What to buy by the first basket, and by when it is too late.
fn verdict<'a>(purchase: &'a Purchase<'a>) -> Block<'a> {
    let estimate = purchase.estimate;
    let Some(basket) = purchase.baskets.first() else {
        return Block::Verdict { tone: Tone::Neutral, text: Cell::text("No rule to count by") };
    };
    let total = &estimate.totals[basket.number];
    let to_buy: u64 = total.to_buy.values().sum();
    let name = &basket.rule.basket.name;
    let floor = if total.is_floor() { format!("{AT_LEAST} ") } else { String::new() };
    let (tone, late) = match estimate.temporary.window {
        Some(Window::TooLate { ends }) => (
            Tone::Severity(Severity::Blocker),
            format!("; the cutover lies after the end of Exchange Web Services on {ends}"),
        ),
        _ if total.is_floor() => (Tone::Severity(Severity::Major), String::new()),
        _ => (Tone::Neutral, String::new()),
    };
    let now =
        format!("Basket {name}: {floor}{} units, {floor}{} to buy{late}", thousands(total.all()), thousands(to_buy));
    let floor = format!("IF({}=\"\",\"\",\"{AT_LEAST} \")", at(baskets::FLOOR, basket.first));
    let buy = format!("SUM([{}!{}@{}-{}])", baskets::NAME, baskets::TO_BUY, basket.first, basket.last);
    // The name of a basket is not of our making when the profile is a person's own.
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || "-_. ".contains(c));
    let formula = format!(
        "\"Basket {name}: \"&{floor}&FIXED({},0)&\" units, \"&{floor}&FIXED({buy},0)&\" to buy{late}\"",
        at(baskets::ALL, basket.first)
    );
    Block::Verdict { tone, text: if is_plain { Cell::formula(formula, now) } else { Cell::from(now) } }
}

/// The units of the first basket, for the Summary of the assessment.
pub fn tile<'a>(purchase: &'a Purchase<'a>) -> Option<Tile<'a>> {
    let basket = purchase.baskets.first()?;
    let total = &purchase.estimate.totals[basket.number];
    let floor = if total.is_floor() { "at least; " } else { "" };
    Some(Tile {
        label: "Licences".into(),
        value: Cell::Int(total.all()),
        remark: format!("{floor}{}", basket.rule.basket.name).into(),
        to: Some(Target::top(IN_ASSESSMENT.name)),
        tone: if total.is_floor() { Tone::Severity(Severity::Major) } else { Tone::Neutral },
    })
}

fn tiles<'a>(purchase: &'a Purchase<'a>) -> Vec<Tile<'a>> {
    let estimate = purchase.estimate;
    let mut tiles = Vec::new();
    let mut tile = |label: String, value: Cell<'a>, remark: &'static str, to, tone| {
        tiles.push(Tile { label: label.into(), value, remark: remark.into(), to: Some(to), tone });
    };
    if let Some(basket) = purchase.baskets.first() {
        let total = &estimate.totals[basket.number];
        let (first, last) = (basket.first, basket.last);
        let name = &basket.rule.basket.name;
        let tone = if total.is_floor() { Tone::Severity(Severity::Major) } else { Tone::Neutral };
        let to = Target::row(baskets::NAME, first);
        let value = Cell::formula(at(baskets::ALL, first), total.all());
        tile(format!("Units: {name}"), value, "see the basket", to, tone);
        let buy = format!("SUM([{}!{}@{first}-{last}])", baskets::NAME, baskets::TO_BUY);
        let value = Cell::formula(buy, total.to_buy.values().sum::<u64>());
        tile("To buy".to_owned(), value, "owned ones taken off", Target::top(prices::NAME), Tone::Neutral);
        let value = Cell::formula(at(baskets::AFTER_GROWTH, first), total.grown);
        tile("After growth".to_owned(), value, "change the growth", Target::top(options::NAME), Tone::Neutral);
    }
    let crossing = format!("{{COUNTIF([{}!{}],\"yes\")}}", lines::NAME, lines::CROSSES);
    let value = Cell::formula(crossing, estimate.crossing().count() as u64);
    tile("Cross a block edge".to_owned(), value, "filter by them", Target::top(lines::NAME), Tone::Neutral);
    let lacking = needs_data::rows(purchase).len() as u64;
    let tone = if lacking > 0 { Tone::Severity(Severity::Major) } else { Tone::Neutral };
    tile("Need data".to_owned(), Cell::Int(lacking), "what to export", Target::top(needs_data::NAME), tone);
    let buy: u64 = estimate.plans.seats.values().map(|seat| seat.to_buy()).sum();
    let value = Cell::formula(format!("SUM([{}!{}])", plans::NAME, plans::TO_BUY), buy);
    tile("Plan seats to buy".to_owned(), value, "paid by the month", Target::top(plans::NAME), Tone::Neutral);
    tiles
}

fn money(cost: Option<f64>) -> Computed<'static> {
    cost.map_or(NO_PRICE.into(), Computed::from)
}

/// Every basket with its units.
fn side_by_side<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let mut rows = Vec::new();
    for (row, item) in purchase.items.iter().enumerate() {
        let basket = &purchase.baskets[item.basket];
        let total = &estimate.totals[item.basket];
        let of =
            |counts: &std::collections::BTreeMap<String, u64>| counts.get(&item.unit.name).copied().unwrap_or_default();
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
            once(Cell::formula(at(baskets::TOTAL, row), money(total.cost.map(crate::values::price::Money::amount)))),
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
fn figures<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
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
    let mut blocks = vec![figure(Head::integer("All units"), "Units of each basket", "Units", &units)];
    if !estimate.prices.of.is_empty() {
        let cost = |basket: &Basket<'a>| {
            let total = &estimate.totals[basket.number];
            Cell::formula(at(baskets::TOTAL, basket.first), money(total.cost.map(crate::values::price::Money::amount)))
        };
        blocks.push(figure(Head::new("Total cost", Format::Decimal), "Cost of each basket", "Cost", &cost));
    }
    blocks
}

/// When each basket is the right one, and what its total leaves out.
fn reasons<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
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
fn left_out<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
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
            "What is not counted is left out of every total above; the sheet Options says which classes count.".into(),
        ),
    ]
}

fn told(names: &[&str]) -> String {
    let first = names.iter().take(TOLD).copied().collect::<Vec<_>>().join(", ");
    if names.len() > TOLD { format!("{first} and {} more", names.len() - TOLD) } else { first }
}

/// What is not certain.
fn open<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let mut bullets = Vec::new();
    let mut bullet = |severity, text: String, to| bullets.push(Bullet { severity, text: text.into(), to });
    let lacking = needs_data::rows(purchase);
    if !lacking.is_empty() {
        let text = format!(
            "{} lack size or archive state: totals that they would change are “at least” until these are exported",
            counted(lacking.len() as u64, "object")
        );
        bullet(Some(Severity::Major), text, Some(Target::top(needs_data::NAME)));
    }
    let open: Vec<&str> = estimate
        .lines
        .iter()
        .zip(&estimate.shares)
        .filter(|(_, shares)| shares.iter().any(|share| share.open.is_some()))
        .map(|(line, _)| line.subject.as_str())
        .collect();
    if !open.is_empty() {
        let text = format!("A size known only rounded leaves the units open: {}", told(&open));
        bullet(Some(Severity::Minor), text, Some(Target::top(lines::NAME)));
    }
    let crossing: Vec<&str> = estimate.crossing().map(|(line, ..)| line.subject.as_str()).collect();
    if !crossing.is_empty() {
        let text = format!(
            "With {} % of growth these cross a block edge by the cutover: {}",
            estimate.growth_percent,
            told(&crossing)
        );
        bullet(Some(Severity::Minor), text, Some(Target::top(lines::NAME)));
    }
    let unpriced: std::collections::BTreeSet<&str> =
        estimate.totals.iter().flat_map(|total| &total.unpriced).map(String::as_str).collect();
    if !unpriced.is_empty() && !estimate.prices.of.is_empty() {
        let names: Vec<&str> = unpriced.into_iter().collect();
        bullet(
            Some(Severity::Minor),
            format!("Without a price, so that totals with them have no cost: {}", told(&names)),
            Some(Target::top(prices::NAME)),
        );
    }
    let unsold: Vec<&str> = estimate.prices.unsold.iter().map(|unsold| unsold.name.as_str()).collect();
    if !unsold.is_empty() {
        bullet(
            Some(Severity::Minor),
            format!("Prices for what no basket holds, not used: {}", told(&unsold)),
            Some(Target::top(prices::NAME)),
        );
    }
    if bullets.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("What is not certain".into()), Block::Bullets(bullets)]
}

/// The second purchase: plans of the destination.
fn seats<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
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
        text.push_str(&format!(" At least: the plan of {} is not known.", counted(lacking, "object")));
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

/// The third purchase: what Exchange Web Services refuse without it, and until when they work.
fn temporary<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let temporary = &purchase.estimate.temporary;
    let Some(window) = temporary.window else { return Vec::new() };
    let mut bullets = Vec::new();
    let mut bullet = |severity, text: String| bullets.push(Bullet { severity, text: text.into(), to: None });
    let names: Vec<&str> = temporary.mailboxes.iter().map(|(side, id)| purchase.facts.subject(*side, *id)).collect();
    if names.is_empty() {
        bullet(None, "No mailbox is known whose only plan is refused by Exchange Web Services".to_owned());
    } else {
        let text = format!(
            "{} of {} for the time of the move, as Exchange Web Services refuse Kiosk, F1 and F3: {}",
            counted(names.len() as u64, "licence"),
            temporary.product,
            told(&names)
        );
        bullet(Some(Severity::Major), text);
    }
    if temporary.unknown > 0 {
        let text = format!(
            "The licences of {} are not known, so that more may be needed",
            counted(temporary.unknown, "user mailbox").replace("mailboxs", "mailboxes")
        );
        bullet(Some(Severity::Minor), text);
    }
    match window {
        Window::Before { ends, days } => {
            bullet(
                None,
                format!(
                    "Exchange Web Services end on {ends}, {days} days after the cutover: later passes must be done by then"
                ),
            );
        }
        Window::TooLate { ends } => {
            bullet(
                Some(Severity::Blocker),
                format!(
                    "Exchange Web Services end on {ends}, and the cutover is not before that day: the mover cannot read"
                ),
            );
        }
        Window::Unknown { ends } => {
            bullet(
                Some(Severity::Minor),
                format!("Exchange Web Services end on {ends}; no cutover is agreed to compare with"),
            );
        }
    }
    vec![Block::Heading("For the time of the move only".into()), Block::Bullets(bullets)]
}

fn duration<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let Some(duration) = &estimate.duration else { return Vec::new() };
    let row =
        |speed: &'static str, hours: f64| vec![Cell::text(speed), Cell::Number(hours), Cell::Number(hours / 24.0)];
    let rows = vec![
        row("At the low speed", duration.low),
        row("At the middle speed", duration.middle),
        row("At the high speed", duration.high),
    ];
    let columns = vec![
        (Head::text("How fast it copies"), 6),
        (Head::new("Hours", Format::Decimal), 3),
        (Head::new("Days", Format::Decimal), 3),
    ];
    let mut text = format!(
        "An estimate from figures for {}, no promise: the longer of the largest mailbox and of all together. Sizes that \
         are not known are not in it, and many small items take longer.",
        estimate.chosen().title
    );
    if duration.expanding > 0 {
        let archives = counted(duration.expanding, "archive");
        text.push_str(&format!(" {archives} over 100 GB must expand at the destination, each step for up to 30 days."));
    }
    vec![
        Block::Heading("How long copying takes: an estimate".into()),
        Block::Table(Table { columns, rows }),
        Block::Text(text.into()),
    ]
}
