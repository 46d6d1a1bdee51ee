//! set-primary: primary addresses and UPNs after the move.

use std::collections::BTreeMap;

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
    // Who holds an address that is missing at its own object.
    let elsewhere = gaps.found("VFY202");
    let elsewhere: BTreeMap<(&str, &str), &str> = elsewhere
        .map(|held| ((held.subject.as_str(), held.value.as_str()), held.holder.as_deref().unwrap_or("another object")))
        .collect();
    for (finding, id, object) in gaps.objects("VFY105", (facts, Side::Source), steps) {
        let (Some(pair), Some(future)) = (facts.pairs.of(id).destination, facts.future(object.primary)) else { continue };
        let (other, future) = (facts.destination.object(pair), facts.text(future));
        if steps.leave_if_synced(finding, other) {
            continue;
        }
        if let Some(holder) = elsewhere.get(&(finding.subject.as_str(), future)) {
            steps.leave(finding, format!("`{holder}` holds `{future}`: when it has let go, run `verify` again"));
        } else if other.primary.is_empty() {
            steps.leave(finding, "its primary address of now is not known");
        } else {
            let target = Target::of(facts, Side::Destination, pair);
            steps.push(addresses::primary(&target, future, facts.text(other.primary)));
        }
    }
    for (finding, id, object) in gaps.objects("VFY104", (facts, Side::Source), steps) {
        let (Some(pair), Some(future)) = (facts.pairs.of(id).destination, facts.future(object.upn)) else { continue };
        let (other, future) = (facts.destination.object(pair), facts.text(future));
        if !steps.leave_if_synced(finding, other) {
            let target = Target::user(facts, Side::Destination, pair, future);
            steps.push(addresses::upn(&target, future, facts.text(other.upn)));
        }
    }
}
