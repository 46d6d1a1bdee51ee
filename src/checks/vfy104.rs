//! VFY104 upn-not-final: people cannot sign in with the name they know.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY104",
    name: "upn-not-final",
    severity: Severity::Major,
    title: "The destination UPN is not yet the future one",
    why: "People sign in with the UPN, and expect the one that they had. Asked of pairs whose UPN at the source \
          lies in a domain that is carried; the value is the UPN that is to be set. UPNs in the initial domain of \
          the source have no future form, and groups and contacts have no UPN",
    fix: "`Update-MgUser -UserPrincipalName`, or `Set-Mailbox -MicrosoftOnlineServicesID`; for users mastered \
          on-premises in the directory there",
    message: "{pair} still has the UPN `{now}`; the UPN of {subject} is to be `{value}`",
    needs: &[super::SOURCE_UPNS, super::DESTINATION_UPNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        let Some(future) = facts.future(object.upn) else { continue };
        if other.class.is_group() || other.class == Class::Contact {
            continue;
        }
        selection.examine();
        if other.upn.is_empty() {
            selection.undecided();
        } else if other.upn != future {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(future))
                .with("pair", facts.text(other.subject))
                .with("now", facts.text(other.upn))
                .seen(facts.evidence(Side::Source, object, super::UPN_COLUMNS));
            selection.hit(hit);
        }
    }
}
