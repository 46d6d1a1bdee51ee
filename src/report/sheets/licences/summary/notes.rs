//! What the Summary says in words: what is not certain, what is needed for a time, how long it takes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::{lines, needs_data, prices};
use super::tables::money;
use crate::check::Severity;
use crate::licences::Window;
use crate::report::grid::{Cell, Computed, Format, Head, Target};
use crate::report::page::{Block, Bullet, Table};
use crate::report::purchase::{NO_PRICE, Purchase};
use crate::values::text::counted;

/// Objects that are told by name.
const TOLD: usize = 8;

fn told(names: &[&str]) -> String {
    let first = names.iter().take(TOLD).copied().collect::<Vec<_>>().join(", ");
    if names.len() > TOLD { format!("{first} and {} more", names.len() - TOLD) } else { first }
}

/// What is not certain.
pub(super) fn open<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
    let estimate = purchase.estimate;
    let mut bullets = Vec::new();
    let mut bullet = |severity, text: String, to| bullets.push(Bullet { severity, text: text.into(), to });
    let lacking = needs_data::rows(purchase);
    if !lacking.is_empty() {
        let text = format!(
            "Size or archive state is not known of {}: totals that it would change are “at least” until it is exported",
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
    let unpriced: BTreeSet<&str> =
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

/// The third purchase: what Exchange Web Services refuse without it, and until when they work.
pub(super) fn temporary<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
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
            "The licences of {} are not known, on both sides together, so that more may be needed",
            counted(temporary.unknown, "user")
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
    let mut blocks = vec![Block::Heading("For the time of the move only".into()), Block::Bullets(bullets)];
    blocks.extend(temporary_cost(purchase));
    blocks
}

/// What the temporary licences cost, where some are needed.
fn temporary_cost<'a>(purchase: &'a Purchase<'a>) -> Option<Block<'a>> {
    let temporary = &purchase.estimate.temporary;
    let count = temporary.mailboxes.len() as u64;
    let row = purchase.row_of(&temporary.product).filter(|_| count > 0)?;
    let price = purchase.estimate.prices.of.get(&temporary.product);
    let used = format!("[{}!{}@{row}]", prices::NAME, prices::PRICE_USED);
    let now = price.map_or(Computed::from(""), |price| price.amount().into());
    let cost = format!("IF(ISNUMBER({used}),{count}*{used},\"{NO_PRICE}\")");
    let cells = vec![
        Cell::text(temporary.product.as_str()),
        Cell::Int(count),
        Cell::formula(used, now),
        Cell::formula(cost, money(price.map(|price| (*price * count).amount()))),
    ];
    let columns = vec![
        (Head::text("Licence"), 4),
        (Head::integer(if temporary.unknown > 0 { "At least" } else { "Needed" }), 2),
        (Head::new("Price a month", Format::Decimal), 3),
        (Head::new("Cost a month", Format::Decimal), 3),
    ];
    Some(Block::Table(Table { columns, rows: vec![cells] }))
}

pub(super) fn duration<'a>(purchase: &'a Purchase<'a>) -> Vec<Block<'a>> {
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
        let _ = write!(text, " {archives} over 100 GB must expand at the destination, each step for up to 30 days.");
    }
    vec![
        Block::Heading("How long copying takes: an estimate".into()),
        Block::Table(Table { columns, rows }),
        Block::Text(text.into()),
    ]
}
