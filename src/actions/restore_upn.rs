//! restore-upn: everybody at the source signs in as before the move.

use super::{Action, Gaps, Steps, Target, Tenant, addresses, family};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "restore-upn",
    title: "Give users of the source their UPNs back",
    note: "When the domain is back (steps 112, 113). Needs a session with Microsoft Graph too.",
    family: &family::ADDRESSES,
    written: &[(Command::Backout, Tenant::Of(Side::Source))],
    closes: &["BCK101"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let (Some(before), Some(now)) = (gaps.facts.before(Side::Source), gaps.facts.now(Side::Source)) else { return };
    for ((finding, _, object), id) in gaps.again("BCK101", Side::Source, steps) {
        let (upn, present) = (before.text(object.upn), now.source.object(id));
        if !steps.leave_if_synced(finding, present) {
            let target = Target::user(now, Side::Source, id, upn);
            steps.push(addresses::upn(&target, upn, now.text(present.upn)));
        }
    }
}
