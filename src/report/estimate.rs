//! The licence estimate in words: the verdict, and what a person should hear at the end of a run.

use std::fmt::Write as _;

use super::page::Tone;
use super::verdict::Verdict;
use crate::check::Severity;
use crate::licences::{Estimate, Rule, Total, Window};
use crate::values::price::Money;
use crate::values::text::counted;

/// Unknown products that are named; the others are counted.
const NAMED: usize = 5;

/// The verdict: what the first basket of the chosen profile holds, and what is missing in it.
pub fn verdict(estimate: &Estimate) -> Verdict {
    let Some((rule, total)) = estimate.rules.iter().zip(&estimate.totals).next() else {
        return Verdict { tone: Tone::Severity(Severity::Major), text: "nothing to buy is known".to_owned() };
    };
    let mut text = format!("{} ({})", bought(estimate, rule, total), rule.basket.name);
    let lacking = estimate.needs_data().count() as u64;
    let crossing = estimate.crossing().count() as u64;
    if lacking > 0 {
        let verb = if lacking == 1 { "lacks" } else { "lack" };
        let _ = write!(text, "; {} {verb} data", counted(lacking, "object"));
    }
    if crossing > 0 {
        let verb = if crossing == 1 { "needs" } else { "need" };
        let _ = write!(text, "; {} {verb} more by the cutover", counted(crossing, "object"));
    }
    let is_late = matches!(estimate.temporary.window, Some(Window::TooLate { .. }));
    if is_late {
        text += "; the cutover lies behind the end of Exchange Web Services";
    }
    let tone = match (is_late, lacking > 0 || total.is_floor()) {
        (true, _) => Tone::Severity(Severity::Blocker),
        (false, true) => Tone::Severity(Severity::Major),
        (false, false) => Tone::Good,
    };
    Verdict { tone, text }
}

/// What a basket holds, e.g. `at least 412 Mailbox Migration licences, 5768.00 USD`.
fn bought(estimate: &Estimate, rule: &Rule, total: &Total) -> String {
    let title = |name: &str| {
        let unit = estimate.profiles.iter().find_map(|profile| profile.unit(name));
        unit.map_or_else(|| name.to_owned(), |unit| unit.title.clone())
    };
    let needed = total.units.iter().filter(|(name, units)| **units > 0 || **name == rule.unit.name);
    let words: Vec<String> = needed.map(|(name, units)| counted(*units, &title(name))).collect();
    let mut text = words.join(" and ");
    let owned: u64 = total.owned.values().sum();
    if owned > 0 {
        let _ = write!(text, " ({owned} owned)");
    }
    if let Some(cost) = total.cost {
        let _ = write!(text, ", {}", money(cost, estimate));
    }
    if total.is_floor() { format!("at least {text}") } else { text }
}

fn money(amount: Money, estimate: &Estimate) -> String {
    match &estimate.prices.currency {
        Some(currency) => format!("{amount} {currency}"),
        None => amount.to_string(),
    }
}

/// What else there is to know before ordering, a line each.
pub fn remarks(estimate: &Estimate) -> Vec<String> {
    let mut lines: Vec<String> = estimate
        .rules
        .iter()
        .zip(&estimate.totals)
        .map(|(rule, total)| format!("{}: {}{}", rule.basket.name, bought(estimate, rule, total), stays(total)))
        .collect();
    lines.extend(destination(estimate));
    lines.extend(left_out(estimate));
    lines.extend(prices(estimate));
    lines.extend(unknown(estimate));
    lines
}

/// What a basket does not move.
fn stays(total: &Total) -> String {
    let mut words = String::new();
    if total.blocked > 0 {
        let _ = write!(words, "; {} on hold cannot be moved this way", total.blocked);
    }
    if total.archives_left > 0 {
        let verb = if total.archives_left == 1 { "stays" } else { "stay" };
        let _ = write!(words, "; {} {verb} behind", counted(total.archives_left, "archive"));
    }
    if total.open > 0 {
        let verb = if total.open == 1 { "lies" } else { "lie" };
        let _ = write!(words, "; {} {verb} at the edge of a block", counted(total.open, "rounded size"));
    }
    words
}

/// Plans of the destination, and those for the time of the move.
fn destination(estimate: &Estimate) -> Vec<String> {
    let mut lines = Vec::new();
    let lacking = estimate.plans.lacking();
    for (plan, seat) in &estimate.plans.seats {
        if seat.needed > 0 {
            let least = if lacking > 0 { "at least " } else { "" };
            let (needed, owned, to_buy) = (seat.needed, seat.owned(), seat.to_buy());
            let owned = if estimate.plans.is_exported {
                format!("{owned} owned")
            } else {
                format!("{owned} in use, free seats not exported")
            };
            lines.push(format!("destination: {least}{needed} {}, {owned}, {to_buy} to buy", plan.title()));
        }
    }
    let temporary = estimate.temporary.mailboxes.len() as u64;
    if temporary > 0 {
        let product = &estimate.temporary.product;
        lines.push(format!(
            "for the time of the move: {temporary} {product}, as Exchange Web Services refuse mailboxes with Kiosk only"
        ));
    }
    lines
}

/// Classes that no basket counts.
fn left_out(estimate: &Estimate) -> Option<String> {
    let total = estimate.totals.first()?;
    let classes: Vec<String> =
        total.left_out.iter().map(|(class, count)| counted(*count, &format!("{class} mailbox"))).collect();
    let classes: Vec<String> = classes.iter().map(|words| words.replace("mailboxs", "mailboxes")).collect();
    (!classes.is_empty()).then(|| format!("not counted: {}", classes.join(", ")))
}

/// Prices that are missing, and those for something else.
fn prices(estimate: &Estimate) -> Vec<String> {
    let unsold = estimate.prices.unsold.iter().map(|unsold| {
        format!(
            "the price of `{}` is used nowhere: nothing here is called so; did you mean `{}`?",
            unsold.name, unsold.nearest
        )
    });
    let is_priced = !estimate.prices.of.is_empty() || !estimate.prices.unsold.is_empty();
    let baskets = estimate.rules.iter().zip(&estimate.totals);
    let unpriced = baskets.filter(|(_, total)| is_priced && !total.unpriced.is_empty()).map(|(rule, total)| {
        let units: Vec<String> = total.unpriced.iter().map(|unit| format!("`{unit}`")).collect();
        format!("{} has no total: no price for {}", rule.basket.name, units.join(" and "))
    });
    unsold.chain(unpriced).collect()
}

/// Products that nobody knows.
fn unknown(estimate: &Estimate) -> Option<String> {
    let unknown = &estimate.unknown;
    if unknown.is_empty() {
        return None;
    }
    let mut names: Vec<String> = unknown.iter().take(NAMED).map(|product| format!("`{}`", product.name)).collect();
    if unknown.len() > NAMED {
        names.push(format!("{} more", unknown.len() - NAMED));
    }
    let noun = counted(unknown.len() as u64, "product");
    Some(format!(
        "{noun} not known, so that no mailbox plan is seen in them: {}; an export of the licence reference says more",
        names.join(", ")
    ))
}
