//! The licence estimate as the JSON contract has it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::licences::{Estimate, State};
use crate::skus;

/// The licence estimate.
#[derive(Debug, Clone, Serialize)]
pub struct Licences {
    /// Name of the rule set.
    pub profile: String,
    /// The ways to buy, side by side, those of the chosen rule set first.
    pub baskets: Vec<Basket>,
    /// One line per object that is counted, or would be if more were known, by subject.
    pub lines: Vec<LicenceLine>,
    /// Objects that cannot be priced everywhere.
    pub needs_data: Vec<String>,
    /// Objects that cross a block edge by the cutover.
    pub crossing: Vec<String>,
    /// Destination plans.
    pub plans: Vec<Plan>,
}

/// One way to buy.
#[derive(Debug, Clone, Serialize)]
pub struct Basket {
    /// `runbook`, `mailbox-units`, ...
    pub name: String,
    /// Units that the objects need, by product; those that are owned already included.
    pub units: BTreeMap<String, u64>,
    /// The price of what is to be bought of them, where all prices are known.
    pub cost: Option<f64>,
    /// Currency of the price.
    pub currency: Option<String>,
    /// Whether the totals are a lower bound because objects lack data.
    pub floor: bool,
}

/// One object of the estimate.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceLine {
    /// The object.
    pub subject: String,
    /// Its class.
    pub class: &'static str,
    /// Size of the primary mailbox in bytes, where it is known.
    pub bytes: Option<u64>,
    /// `yes`, `no` or `unknown`.
    pub archive: &'static str,
    /// `yes`, `no` or `unknown`.
    pub hold: &'static str,
    /// Units by basket; a basket that does not count it is absent.
    pub units: BTreeMap<String, u64>,
    /// The rules that gave them.
    pub reason: String,
}

/// One destination plan.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// Part number of the product that is the plan and nothing else.
    pub plan: String,
    /// Seats that the objects need.
    pub needed: u64,
    /// Seats that the tenant has for them.
    pub owned: u64,
    /// Seats to buy.
    pub to_buy: u64,
}

impl Licences {
    /// The estimate of a run.
    pub fn of(estimate: &Estimate) -> Self {
        let mut needs_data: Vec<String> = estimate.needs_data().map(|(line, _)| line.subject.clone()).collect();
        needs_data.sort();
        let mut crossing: Vec<String> = estimate.crossing().map(|(line, ..)| line.subject.clone()).collect();
        crossing.sort();
        let mut plans: Vec<Plan> = skus::Plan::ALL
            .into_iter()
            .filter_map(|plan| {
                let seat = estimate.plans.seats.get(&plan).filter(|seat| seat.needed > 0)?;
                Some(Plan {
                    plan: plan.part_number().to_owned(),
                    needed: seat.needed,
                    owned: seat.owned(),
                    to_buy: seat.to_buy(),
                })
            })
            .collect();
        plans.sort_by(|a, b| a.plan.cmp(&b.plan));
        Self {
            profile: estimate.chosen().name.clone(),
            baskets: baskets(estimate),
            lines: lines(estimate),
            needs_data,
            crossing,
            plans,
        }
    }
}

fn baskets(estimate: &Estimate) -> Vec<Basket> {
    let one = |(rule, total): (&crate::licences::Rule, &crate::licences::Total)| Basket {
        name: rule.basket.name.clone(),
        units: total.units.clone(),
        cost: total.cost.map(crate::values::price::Money::amount),
        currency: total.cost.and_then(|_| estimate.prices.currency.clone()),
        floor: total.is_floor(),
    };
    estimate.rules.iter().zip(&estimate.totals).map(one).collect()
}

fn lines(estimate: &Estimate) -> Vec<LicenceLine> {
    let word = |known: Option<bool>| match known {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    };
    let mut lines: Vec<LicenceLine> = Vec::new();
    for (at, (line, shares)) in estimate.lines.iter().zip(&estimate.shares).enumerate() {
        if shares.iter().all(|share| share.state == State::LeftOut) {
            continue;
        }
        let counted = estimate.rules.iter().zip(shares);
        let counted = counted.filter(|(_, share)| matches!(share.state, State::Counted | State::SharedDestination));
        lines.push(LicenceLine {
            subject: line.subject.clone(),
            class: line.class.as_str(),
            bytes: line.bytes,
            archive: word(line.archive),
            hold: word(line.hold),
            units: counted.map(|(rule, share)| (rule.basket.name.clone(), share.total())).collect(),
            reason: estimate.reason(at),
        });
    }
    lines.sort_by(|a, b| (&a.subject, a.class).cmp(&(&b.subject, b.class)));
    lines
}
