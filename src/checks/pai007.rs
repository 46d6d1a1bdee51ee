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

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn case_is_no_difference_and_no_primary_decides_nothing() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
             Jane@Contoso.com,jane@contoso.com,UserMailbox\n\
             k.akers@contoso.com,kim@contoso.com,UserMailbox\n\
             lee@contoso.onmicrosoft.com,lee@contoso.com,SharedMailbox\n\
             none@contoso.com,,UserMailbox\n\
             ,noupn@contoso.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source kim@contoso.com k.akers@contoso.com
        minor source lee@contoso.com lee@contoso.onmicrosoft.com
        undecidable 1 of 4
        ");
    }
}
