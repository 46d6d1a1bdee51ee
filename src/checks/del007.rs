//! DEL007 delegate-outside: somebody outside both tenants has a right.

use super::delegation;
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Fate};

/// The check.
pub static CHECK: Check = Check {
    code: "DEL007",
    name: "delegate-outside",
    severity: Severity::Minor,
    title: "A delegate is outside both tenants",
    why: "Mostly a calendar shared with a partner: the share does not move and must be offered again, if it is still wanted. A \
          guest of the source with an outside address counts as the outsider for whom it stands, unless it has a destination \
          object of its own; a contact or mail user without one is DEL001. Addresses in the domains of either tenant are no outsiders",
    fix: "Ask the owner whether the share is still wanted, and have it offered again after the move, \
          `Add-MailboxFolderPermission`; invite a guest again with `New-MgInvitation`",
    message: "`{grantee}`, who is outside both tenants, has {right} `{subject}`",
    needs: &[super::SOURCE_DELEGATES],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let fates = facts.fates();
    delegation::each(facts, selection, |selection, right, owner| {
        if fates.of(right) == Fate::Outside {
            selection.hit(delegation::hit(facts, right, owner));
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::{full_access, tenants};

    #[test]
    fn outside_addresses_in_any_form() {
        let tenants = tenants().source(
            "folders.csv",
            "Mailbox,FolderName,User,AccessRights\n\
             box@contoso.com,Calendar,ExchangePublishedUser.p@tailspin.com,LimitedDetails\n\
             box@contoso.com,Calendar,q@tailspin.com,Reviewer\n\
             box@contoso.com,Calendar,gone@contoso.com,Reviewer\n\
             box@contoso.com,Calendar,xaver@fabrikam.com,Reviewer\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source box@contoso.com folder:calendar:limiteddetails:exchangepublisheduser.p@tailspin.com
        minor source box@contoso.com folder:calendar:reviewer:q@tailspin.com
        ");
    }

    #[test]
    fn guests_with_an_outside_address() {
        let tenants = full_access(&["Out Guest", "Wingtip", "Xaver Guest"])
            .source(
                "users.csv",
                "UserPrincipalName,DisplayName,UserType,Mail\n\
                 o_tailspin.com#EXT#@contoso.onmicrosoft.com,Out Guest,Guest,o@tailspin.com\n\
                 xaver_fabrikam.com#EXT#@contoso.onmicrosoft.com,Xaver Guest,Guest,xaver@fabrikam.com\n",
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                 Wingtip,wing@contoso.com,SMTP:w@wingtip.com,MailUser\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source box@contoso.com full-access:o@tailspin.com");
    }
}
