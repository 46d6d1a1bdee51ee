//! PAI007 upn-differs-from-primary: people would sign in with something else than their address.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI007",
    name: "upn-differs-from-primary",
    severity: Severity::Minor,
    title: "The UPN is not the primary address",
    why: "People sign in with the UPN and are told their address: where both differ, profiles, autodiscover \
          and single sign-on ask twice, and matching by address fails. Case does not matter",
    fix: "Make them equal before the move, `Update-MgUser -UserPrincipalName` or `Set-Mailbox \
          -WindowsEmailAddress`, or tell the user",
    message: "The UPN of {subject} is `{value}`",
    needs: &[super::SOURCE_UPNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (_, object) in facts.source.in_scope().filter(|(_, object)| !object.upn.is_empty()) {
        selection.examine();
        if object.primary.is_empty() {
            selection.undecided();
        } else if object.upn != object.primary {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(object.upn))
                .seen(facts.evidence(Side::Source, object, super::UPN_COLUMNS));
            selection.hit(hit);
        }
    }
}
