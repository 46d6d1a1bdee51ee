//! remove-contacts: contacts that stood for people while there were two tenants.

use super::{Action, Gaps, Steps, Target, Tenant, family, objects};
use crate::plan::Command;
use crate::schema::Side;
use crate::values::recipient::Class;

/// The action.
pub static ACTION: Action = Action {
    name: "remove-contacts",
    title: "Remove contacts and mail users that stood for people who are there now",
    note: "After add-x500 and after forwarding is off (steps 87, 88). Guests are removed by hand.",
    family: &family::OBJECTS,
    written: &[(Command::Verify, Tenant::Of(Side::Destination))],
    closes: &["VFY501"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    for (finding, id, object) in gaps.objects("VFY501", (facts, Side::Destination), steps) {
        if steps.leave_if_synced(finding, object) {
            continue;
        }
        if object.class == Class::Guest {
            steps.leave(finding, "a guest, who cannot be made again as it was: `Remove-MgUser` by hand");
        } else if !matches!(object.class, Class::Contact | Class::MailUser) {
            steps.leave(finding, format!("a {}, which no script removes", object.class.as_str()));
        } else if let Some((again, made)) = objects::contact(facts, Side::Destination, object) {
            // One finding for each of its addresses, and one removal.
            steps.push(objects::remove(&Target::of(facts, Side::Destination, id), &again, &made));
        } else {
            steps.leave(finding, "its addresses are not exported, so that nothing could bring it back");
        }
    }
}
