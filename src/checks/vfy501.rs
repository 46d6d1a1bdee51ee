//! VFY501 contact-left: mail goes on to the old tenant.

use super::needs::DESTINATION_OUTSIDERS;
use super::outsiders;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY501",
    name: "contact-left",
    severity: Severity::Blocker,
    title: "A contact that stood for somebody who has moved still exists",
    why: "Mail inside the destination goes to the contact and so to the old tenant, and the address cannot be \
          added to the mailbox while the contact holds it. It is left if it holds, or points to, an address that a \
          mailbox or group had in the baseline; contacts, mail users and guests are looked at. A mail user that \
          the native mover moves onto is none: if it is still there, its mailbox did not arrive (VFY102)",
    fix: "Delete it, after its LegacyExchangeDN is an X500 address of the mailbox: `Remove-MailContact`, \
          `Remove-MailUser`, `Remove-MgUser` for a guest",
    message: "The {class} {subject} still holds or points to `{value}`, an address of {person}",
    needs: &[super::SOURCE_ADDRESSES, DESTINATION_OUTSIDERS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    outsiders::each(facts, selection, |hit, person| hit.with("person", person));
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::{Command, Mover};

    const CONTACTS: &str =
        "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses,ExchangeGuid\n";
    const GUID: &str = "11111111-1111-4111-8111-111111111111";

    fn tenants(contacts: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!(
                    "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,ExchangeGuid\n\
                     jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:jane@contoso.onmicrosoft.com,{GUID}\n"
                ),
            )
            .source_before(
                "contacts.csv",
                &format!("{CONTACTS}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,SMTP:v@tailspin.com,\n"),
            )
            .destination("contacts.csv", &format!("{CONTACTS}{contacts}"))
    }

    #[test]
    fn who_stands_for_somebody_who_has_moved_is_left() {
        let tenants = tenants(
            "Jane,j1@fabrikam.com,SMTP:jane@contoso.onmicrosoft.com,MailContact,SMTP:j1@fabrikam.com;smtp:jane@contoso.com,\n\
             Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,SMTP:v@tailspin.com,\n\
             Near,n@fabrikam.com,SMTP:jane@sub.contoso.com,MailContact,SMTP:n@fabrikam.com,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker destination j1@fabrikam.com jane@contoso.com
        blocker destination j1@fabrikam.com jane@contoso.onmicrosoft.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The contact j1@fabrikam.com still holds or points to `jane@contoso.com`, an address of jane@contoso.com
        The contact j1@fabrikam.com still holds or points to `jane@contoso.onmicrosoft.com`, an address of jane@contoso.com
        ");
    }

    #[test]
    fn the_target_of_the_native_mover_is_no_contact() {
        let prepared = format!("Jane,jane@fabrikam.com,SMTP:jane@contoso.com,MailUser,SMTP:jane@fabrikam.com,{GUID}\n");
        insta::assert_snapshot!(tenants(&prepared).findings(&super::CHECK), @"blocker destination jane@fabrikam.com jane@contoso.com");
        let native = tenants(&prepared).plan(|plan| plan.mover = Mover::Native);
        insta::assert_snapshot!(native.findings(&super::CHECK), @"");
    }

    #[test]
    fn an_empty_list_of_contacts_holds_nobody_and_no_list_says_nothing() {
        insta::assert_snapshot!(tenants("").findings(&super::CHECK), @"");
        let users = Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\njane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com\n",
            )
            .destination("users.csv", "UserPrincipalName,DisplayName,UserType,Mail,Licenses\njane@contoso.com,Jane,Member,jane@contoso.com,E3\n");
        insta::assert_snapshot!(users.findings(&super::CHECK), @"not run: destination: contacts `ExternalEmailAddress`");
    }
}
