//! remove-service-access: Full Access of the migration's own account.

use super::rights::{self, Granted};
use super::{Action, Gaps, Steps, Target, Tenant, family};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "remove-service-access",
    title: "Take Full Access from the migration account",
    note: "When the last pass is done (step 95).",
    family: &family::RIGHTS,
    written: &[(Command::Verify, Tenant::Of(Side::Destination))],
    closes: &["VFY701"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    for (finding, id, _) in gaps.objects("VFY701", (facts, Side::Destination), steps) {
        let trustee = match gaps.named(facts, Side::Destination, &finding.value) {
            [account] => Target::of(facts, Side::Destination, *account),
            _ => Target { identity: finding.value.clone(), or_identity: String::new(), object: finding.value.clone() },
        };
        let right = Granted { kind: "full-access", folder: String::new(), level: String::new(), trustee };
        steps.push(rights::revoke(&Target::of(facts, Side::Destination, id), &right));
    }
}
