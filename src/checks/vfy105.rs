//! VFY105 primary-not-final: mail goes out under another address.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY105",
    name: "primary-not-final",
    severity: Severity::Major,
    title: "The destination primary address is not yet the future one",
    why: "People send and are answered under the primary address. Asked of all pairs whose primary address at the \
          source lies in a domain that is carried; the value is the address that is to be primary. Only which \
          address is primary is asked: whether the object has it at all is VFY201 and VFY202",
    fix: "`Set-Mailbox -WindowsEmailAddress`, for groups `Set-DistributionGroup -PrimarySmtpAddress` or \
          `Set-UnifiedGroup -PrimarySmtpAddress`",
    message: "The primary address of {pair} is `{now}`; that of {subject} is to be `{value}`",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        let Some(future) = facts.future(object.primary) else { continue };
        selection.examine();
        if other.primary.is_empty() {
            selection.undecided();
        } else if other.primary != future {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(future))
                .with("pair", facts.text(other.subject))
                .with("now", facts.text(other.primary))
                .seen(facts.address_evidence(Side::Source, object, object.primary));
            selection.hit(hit);
        }
    }
}
