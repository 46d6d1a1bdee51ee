//! VFY201 alias-missing: mail to an old address bounces.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY201",
    name: "alias-missing",
    severity: Severity::Major,
    title: "An address did not arrive",
    why: "Mail to it bounces. Asked of every address of a pair in a domain that is carried, in its future form, \
          the primary among them; a UPN alone receives no mail, and a contact receives at the address that it \
          points to. Where another destination object holds the address it is VFY202. Addresses in other domains, \
          as the initial one, stay behind. A lost list of addresses is undecidable",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='smtp:...'}`, for groups `Set-DistributionGroup` or \
          `Set-UnifiedGroup`, for contacts `Set-MailContact`",
    message: "`{value}` of {subject} is not an address of {pair}",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    arrived::missing(facts, selection, |selection, missing| {
        if missing.holders.is_empty() {
            let Arrived { object, other, .. } = missing.of;
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(missing.future))
                .with("pair", facts.text(other.subject))
                .seen(facts.address_evidence(Side::Source, object, missing.address));
            selection.hit(hit);
        }
    });
}
