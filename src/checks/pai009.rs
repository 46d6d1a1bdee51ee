//! PAI009 contact-not-at-destination: a contact did not come along.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI009",
    name: "contact-not-at-destination",
    severity: Severity::Minor,
    title: "A contact has no counterpart",
    why: "People lose a name from their address list, and groups lose a member. Contacts that point to the \
          destination itself are CON003",
    fix: "Create it: `New-MailContact -ExternalEmailAddress`",
    message: "The {class} {subject} has no counterpart at the destination; expected `{value}`{suggested}",
    needs: &[super::SOURCE_CONTACTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::unpaired(facts, selection, |class| matches!(class, Class::Contact | Class::MailUser));
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n";

    fn source() -> Tenants {
        Tenants::new().source(
            "contacts.csv",
            &format!(
                "{CONTACTS}Vendor,vendor@tailspin.com,SMTP:vendor@tailspin.com,MailContact\n\
                 Courier,courier@contoso.com,SMTP:courier@wingtip.com,MailUser\n\
                 Guest,guest@tailspin.com,SMTP:guest@tailspin.com,GuestMailUser\n"
            ),
        )
    }

    #[test]
    fn a_counterpart_is_a_contact_or_a_mail_user() {
        let tenants = source().destination(
            "contacts.csv",
            &format!("{CONTACTS}Vendor,vendor@tailspin.com,SMTP:vendor@tailspin.com,MailUser\n"),
        );
        // The guest is out of scope; the courier is expected under the address it will have.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source courier@contoso.com courier@contoso.com");
    }

    #[test]
    fn a_destination_whose_contacts_were_not_exported_decides_nothing() {
        let tenants = source().destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nx@fabrikam.com,x@fabrikam.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 2 of 2");
    }
}
