//! recreate-contacts: contacts at the destination that stood for people of the source before the move.

use super::{Action, Gaps, Steps, Tenant, family, objects};
use crate::plan::Command;
use crate::schema::Side;
use crate::values::recipient::Class;

/// The action.
pub static ACTION: Action = Action {
    name: "recreate-contacts",
    title: "Make the contacts of before the move again",
    note: "When the destination has let go of the addresses (step 101). Each gets its LegacyExchangeDN of before as an \
           X500 address.",
    family: &family::OBJECTS,
    written: &[(Command::Backout, Tenant::Of(Side::Destination))],
    closes: &["BCK105"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let Some(before) = gaps.facts.before(Side::Destination) else { return };
    for (finding, _, object) in gaps.objects("BCK105", (before, Side::Destination), steps) {
        if steps.leave_if_synced(finding, object) {
            continue;
        }
        if object.class == Class::Guest {
            steps.leave(finding, "a guest: invite it again");
        } else if let Some((target, made)) = objects::contact(before, Side::Destination, object) {
            steps.push(objects::create(&target, &made));
        } else {
            steps.leave(finding, "the baseline does not list its addresses");
        }
    }
}
