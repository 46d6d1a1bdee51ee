//! add-addresses: fallback addresses before the move, aliases after it.

use std::collections::BTreeMap;

use super::{Action, Gaps, Steps, Target, Tenant, addresses, family};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "add-addresses",
    title: "Add addresses that are missing",
    note: "Before the move the fallback addresses of the source (steps 25 to 28), after it the aliases of the \
           destination (steps 82, 83).",
    family: &family::ADDRESSES,
    written: &[
        (Command::Assess, Tenant::Of(Side::Source)),
        (Command::Verify, Tenant::Of(Side::Destination)),
    ],
    closes: &["ADR005", "VFY201"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    fallback(gaps, steps);
    aliases(gaps, steps);
}

fn fallback(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    let found = gaps.objects("ADR005", (facts, Side::Source), steps);
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for (finding, ..) in &found {
        *wanted.entry(&finding.value).or_default() += 1;
    }
    for (finding, id, object) in &found {
        if steps.leave_if_synced(finding, object) {
            continue;
        }
        let holders = facts.pool.find(&finding.value).map_or(&[][..], |address| facts.source.holders(address));
        if let Some(holder) = holders.iter().find(|holder| holder.object != *id) {
            let holder = facts.subject(Side::Source, holder.object);
            steps.leave(finding, format!("`{holder}` holds this address (ADR006): choose another one"));
        } else if wanted[finding.value.as_str()] > 1 {
            steps.leave(finding, "several objects need this address (ADR006): choose another one");
        } else {
            let target = Target::of(facts, Side::Source, *id);
            steps.push(addresses::add(&target, &format!("smtp:{}", finding.value)));
        }
    }
}

fn aliases(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    for (finding, pair, other) in gaps.pairs("VFY201", steps) {
        if !steps.leave_if_synced(finding, other) {
            let target = Target::of(facts, Side::Destination, pair);
            steps.push(addresses::add(&target, &format!("smtp:{}", finding.value)));
        }
    }
}
