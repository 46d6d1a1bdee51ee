//! ADR004 upn-taken: a future UPN is the UPN of somebody else at the destination.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR004",
    name: "upn-taken",
    severity: Severity::Blocker,
    title: "The future UPN is already used at the destination",
    why: "A UPN belongs to one user of a tenant: the account cannot be created or renamed, and the person \
          cannot sign in. The UPN of the own pair is no trouble",
    fix: "Rename the other account with `Update-MgUser -UserPrincipalName`, or choose another UPN in the \
          identity map",
    message: "The UPN of {subject} will be `{value}`, which is the UPN of {holder} ({class}, {state})",
    needs: &[super::SOURCE_UPNS, super::DESTINATION_UPNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope().filter(|(_, object)| !object.upn.is_empty()) {
        let Some(future) = facts.future(object.upn) else { continue };
        selection.examine();
        let pair = facts.pairs.of(id).destination;
        for holder in facts.destination.holders(future) {
            let other = facts.destination.object(holder.object);
            if Some(holder.object) == pair || other.upn != future {
                continue;
            }
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(future))
                .held_by(facts.text(other.subject))
                .with("class", other.class.as_str())
                .with("state", other.state.as_str())
                .seen(facts.evidence(Side::Source, object, super::UPN_COLUMNS));
            selection.hit(hit);
        }
    }
}
