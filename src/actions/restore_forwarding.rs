//! restore-forwarding: mailboxes of the destination hand mail on to the source again, as before the move.

use super::forwarding::{self, Forwarding};
use super::{Action, Gaps, Steps, Target, Tenant, family};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "restore-forwarding",
    title: "Put the forwards of before the move back",
    note: "When the contacts are there again (step 102). Inbox rules are made by hand.",
    family: &family::FORWARDING,
    written: &[(Command::Backout, Tenant::Of(Side::Destination))],
    closes: &["BCK106"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let side = Side::Destination;
    let (Some(before), Some(now)) = (gaps.facts.before(side), gaps.facts.now(side)) else { return };
    for ((finding, before_id, _), now_id) in gaps.again("BCK106", side, steps) {
        let forwards = before.forwards.from(side, before_id).iter();
        let meant: Vec<_> = forwards.filter(|forward| before.forward_target(forward) == finding.value).collect();
        if meant.iter().all(|forward| forward.via.is_rule()) {
            steps.leave(finding, "an inbox rule: `New-InboxRule`, or in Outlook on the web");
        }
        for forward in meant.into_iter().filter(|forward| !forward.via.is_rule()) {
            let target = Target::of(now, side, now_id);
            let present = now.forwards.from(side, now_id).iter().find(|other| other.via == forward.via);
            let present = present.map(|other| Forwarding::of(now, side, other));
            steps.push(forwarding::set(&target, &Forwarding::of(before, side, forward), present.as_ref()));
        }
    }
}
