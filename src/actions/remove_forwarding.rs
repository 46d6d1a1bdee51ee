//! remove-forwarding: forwards that served while there were two tenants.

use super::forwarding::{self, Forwarding};
use super::{Action, Gaps, Steps, Target, Tenant, family};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "remove-forwarding",
    title: "Take off forwards to the source and to the mailbox itself",
    note: "Before contacts are removed (step 81). Inbox rules are taken off by hand.",
    family: &family::FORWARDING,
    written: &[(Command::Verify, Tenant::Of(Side::Destination))],
    closes: &["VFY401"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    for (finding, pair, _) in gaps.pairs("VFY401", steps) {
        let forwards = facts.forwards.from(Side::Destination, pair).iter();
        let (rules, attributes): (Vec<_>, Vec<_>) =
            forwards.filter(|forward| facts.forward_target(forward) == finding.value).partition(|forward| forward.via.is_rule());
        if !rules.is_empty() || attributes.is_empty() {
            steps.leave(finding, "an inbox rule: `Disable-InboxRule`, or in Outlook on the web");
        }
        for forward in attributes {
            let target = Target::of(facts, Side::Destination, pair);
            steps.push(forwarding::clear(&target, &Forwarding::of(facts, Side::Destination, forward)));
        }
    }
}
