//! VFY202 alias-elsewhere: an old address is somebody else's now.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY202",
    name: "alias-elsewhere",
    severity: Severity::Blocker,
    title: "An address arrived at another object",
    why: "Mail for one person goes to another, and the address cannot be added to its owner before the other gives \
          it up. Asked of every future address of a pair that is missing there. Held means primary, alias, \
          external address or UPN, by any class: contacts that were left (VFY501 as well), soft-deleted and \
          inactive objects included. One finding for each holder, instead of VFY201",
    fix: "Remove it at the holder (`Set-Mailbox`, `Set-DistributionGroup`, `Set-UnifiedGroup` or `Set-MailContact` \
          with `-EmailAddresses @{Remove='smtp:...'}`, or delete the contact), then add it to the owner",
    message: "`{value}` of {subject} is not an address of {pair}, but {holder} ({class}, {state}) holds it as {role}",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    arrived::missing(facts, selection, |selection, missing| {
        let Arrived { object, other, .. } = missing.of;
        for holder in &missing.holders {
            let holding = facts.destination.object(holder.object);
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(missing.future))
                .held_by(facts.text(holding.subject))
                .with("pair", facts.text(other.subject))
                .with("class", holding.class.as_str())
                .with("state", holding.state.as_str())
                .with("role", holder.role.as_str())
                .seen(facts.address_evidence(Side::Source, object, missing.address));
            selection.hit(hit);
        }
    });
}
