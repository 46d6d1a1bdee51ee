//! set-primary: primary addresses and UPNs after the move.

use super::{Action, Gaps, Steps, Target, Tenant, addresses, family};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "set-primary",
    title: "Make the expected addresses primary, and change UPNs",
    note: "After add-addresses: an address has to be there to become primary (steps 89, 90). UPNs need a session with \
           Microsoft Graph too.",
    family: &family::ADDRESSES,
    written: &[(Command::Verify, Tenant::Of(Side::Destination))],
    closes: &["VFY104", "VFY105"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    for (finding, pair, other) in gaps.pairs("VFY105", steps) {
        if steps.leave_if_synced(finding, other) {
            continue;
        }
        if let Some(held) = gaps.found("VFY202").find(|held| held.subject == finding.subject && held.value == finding.value) {
            let holder = held.holder.as_deref().unwrap_or("another object");
            steps.leave(finding, format!("`{holder}` holds this address: take it away there first"));
        } else if other.primary.is_empty() {
            steps.leave(finding, "its primary address of now is not known");
        } else {
            let target = Target::of(facts, Side::Destination, pair);
            steps.push(addresses::primary(&target, &finding.value, facts.text(other.primary)));
        }
    }
    for (finding, pair, other) in gaps.pairs("VFY104", steps) {
        if !steps.leave_if_synced(finding, other) {
            let target = Target::user(facts, Side::Destination, pair, &finding.value);
            steps.push(addresses::upn(&target, &finding.value, facts.text(other.upn)));
        }
    }
}
