//! CON001 contact-in-the-way: a contact at the destination stands for a person who is coming.

use super::outsiders;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "CON001",
    name: "contact-in-the-way",
    severity: Severity::Blocker,
    title: "A contact, mail user or guest stands for a source object",
    why: "While both tenants exist the destination knows the people of the source as contacts, mail users or \
          guests. At cutover each of them holds an address that the mailbox needs, and mail goes on to the \
          old tenant. It stands for the object if it holds, or points to, one of its addresses of today. A \
          mail user that the native mover moves onto is no such contact",
    fix: "Plan its removal for the cutover, after its LegacyExchangeDN is an X500 address of the mailbox \
          (CON002): `Remove-MailContact`, `Remove-MailUser`, `Remove-MgUser` for a guest",
    message: "The {class} {subject} holds or points to `{value}`, an address of {holder}",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_CONTACTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    outsiders::each(facts, selection, |hit, person| hit.held_by(person));
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Mover;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,ExchangeGuid\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j.doe@contoso.com;smtp:jane@contoso.onmicrosoft.com,11111111-1111-4111-8111-111111111111\n\
        kim@contoso.com,kim.akers@contoso.com,UserMailbox,SMTP:kim.akers@contoso.com,22222222-2222-4222-8222-222222222222\n";

    const CONTACTS: &str =
        "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses,ExchangeGuid\n";

    fn tenants(contacts: &str) -> Tenants {
        Tenants::new().source("mailboxes.csv", SOURCE).destination("contacts.csv", &format!("{CONTACTS}{contacts}"))
    }

    #[test]
    fn holding_or_pointing_to_an_address_of_today_is_in_the_way() {
        let tenants = tenants(
            "Jane,jane.ext@fabrikam.com,SMTP:Jane@Contoso.com,MailContact,SMTP:jane.ext@fabrikam.com;smtp:j.doe@contoso.com,\n\
             Route,route@fabrikam.com,SMTP:jane@contoso.onmicrosoft.com,MailUser,SMTP:route@fabrikam.com,\n\
             Max,max@fabrikam.com,SMTP:jane@maxcontoso.com,MailContact,SMTP:max@fabrikam.com,\n\
             Sub,sub@fabrikam.com,SMTP:jane@eu.contoso.com,MailContact,SMTP:sub@fabrikam.com,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker destination jane.ext@fabrikam.com j.doe@contoso.com < jane@contoso.com
        blocker destination jane.ext@fabrikam.com jane@contoso.com < jane@contoso.com
        blocker destination route@fabrikam.com jane@contoso.onmicrosoft.com < jane@contoso.com
        ");
    }

    #[test]
    fn guests_are_known_by_mail_and_by_their_upn() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "users.csv",
            "UserPrincipalName,DisplayName,UserType,Mail,Licenses\n\
             jane_contoso.com#EXT#@fabrikam.onmicrosoft.com,Jane,Guest,,\n\
             k_x.org#EXT#@fabrikam.onmicrosoft.com,Kim,Guest,Kim.Akers@contoso.com,\n\
             kim.akers_maxcontoso.com#EXT#@fabrikam.onmicrosoft.com,Other,Guest,,\n\
             amy@fabrikam.com,Amy,Member,amy@fabrikam.com,E3\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker destination jane_contoso.com#ext#@fabrikam.onmicrosoft.com jane@contoso.com < jane@contoso.com
        blocker destination kim.akers@contoso.com kim.akers@contoso.com < kim.akers@contoso.com
        ");
    }

    #[test]
    fn a_prepared_mail_user_is_in_the_way_of_every_mover_but_the_native_one() {
        let prepared = "Jane,jane@fabrikam.com,SMTP:jane@contoso.com,MailUser,SMTP:jane@fabrikam.com,11111111-1111-4111-8111-111111111111\n\
            Kim,kim@fabrikam.com,SMTP:kim.akers@contoso.com,MailUser,SMTP:kim@fabrikam.com,99999999-9999-4999-8999-999999999999\n";
        insta::assert_snapshot!(tenants(prepared).findings(&super::CHECK), @r"
        blocker destination jane@fabrikam.com jane@contoso.com < jane@contoso.com
        blocker destination kim@fabrikam.com kim.akers@contoso.com < kim.akers@contoso.com
        ");
        let native = tenants(prepared).plan(|plan| plan.mover = Mover::Native);
        insta::assert_snapshot!(native.findings(&super::CHECK), @"blocker destination kim@fabrikam.com kim.akers@contoso.com < kim.akers@contoso.com");
    }

    #[test]
    fn a_renamed_future_address_is_no_sign_of_standing_for_somebody() {
        let tenants = tenants("Jane,jane@fabrikam.com,SMTP:jane@tailspin.com,MailContact,SMTP:jane@fabrikam.com,\n").plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "fabrikam.com".to_owned());
        });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        insta::assert_snapshot!(
            tenants.findings(&crate::checks::adr001::CHECK),
            @"blocker source jane@contoso.com jane@fabrikam.com < jane@fabrikam.com"
        );
    }

    #[test]
    fn nobody_stands_for_a_contact_or_for_what_is_deleted() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,WhenSoftDeleted\n\
                 gone@contoso.com,gone@contoso.com,UserMailbox,SMTP:gone@contoso.com,2026-01-05 10:00:00\n\
                 here@contoso.com,here@contoso.com,UserMailbox,SMTP:here@contoso.com,\n",
            )
            .source("contacts.csv", &format!("{CONTACTS}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,SMTP:v@tailspin.com,\n"))
            .destination(
                "contacts.csv",
                &format!(
                    "{CONTACTS}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,SMTP:v@tailspin.com,\n\
                     Gone,g@fabrikam.com,SMTP:gone@contoso.com,MailContact,SMTP:g@fabrikam.com,\n"
                ),
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn without_contacts_of_the_destination_it_does_not_run() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nx@fabrikam.com,x@fabrikam.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: contacts `ExternalEmailAddress`");
    }
}
