//! Summary of the estimate: the ways to buy side by side, and what each leaves out. Its totals are formulas over the
//! other sheets; in a workbook without those, as the assessment is, they are the same numbers.

mod notes;
mod tables;

use self::tables::at;
use super::{baskets, lines, needs_data, options, plans, prices};
use crate::check::Severity;
use crate::licences::Window;
use crate::report::Sheet;
use crate::report::grid::{Cell, Target};
use crate::report::page::{Block, Page, Tile, Tone};
use crate::report::purchase::{AT_LEAST, Purchase};
use crate::report::sheets::{Declared, summary};
use crate::report::view::View;
use crate::report::workbook::project;
use crate::schema::Side;

/// The Summary of `licences.xlsx`.
pub static SHEET: Declared = Declared { name: summary::NAME, build };

/// The sheet of `assessment.xlsx`.
pub static IN_ASSESSMENT: Declared = Declared { name: "Licences", build: build_in_assessment };

fn build<'a>(view: &'a View<'a>) -> Sheet<'a> {
    let mut blocks = Vec::new();
    if let Some(purchase) = &view.licences {
        blocks.push(verdict(purchase));
        blocks.push(Block::Tiles(tiles(purchase)));
        blocks.extend(body(purchase, true));
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
            "“tenantcheck licences” writes the same totals to licences.xlsx, with a row for every object, and with prices \
             and options that can be changed there"
                .into(),
        ));
        blocks.extend(body(purchase, !purchase.estimate.prices.of.is_empty()));
    }
    for block in &mut blocks {
        // The sheets with the rows are in the other workbook.
        if let Block::Bullets(bullets) = block {
            for bullet in bullets {
                bullet.to = None;
            }
        }
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

/// What both workbooks say. What has formulas stands first: the same rows, whatever a person types.
fn body<'a>(purchase: &'a Purchase<'a>, shows_cost: bool) -> Vec<Block<'a>> {
    let mut blocks = tables::side_by_side(purchase);
    blocks.extend(tables::figures(purchase, shows_cost));
    blocks.extend(tables::reasons(purchase));
    blocks.extend(tables::left_out(purchase));
    blocks.extend(tables::seats(purchase));
    blocks.extend(notes::temporary(purchase));
    blocks.extend(notes::duration(purchase));
    blocks.extend(notes::open(purchase));
    blocks
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
