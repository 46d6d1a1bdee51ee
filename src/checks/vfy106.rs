//! VFY106 contact-missing: a contact did not come along.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY106",
    name: "contact-missing",
    severity: Severity::Minor,
    title: "A contact of the baseline has no counterpart",
    why: "People lose a name from their address list, and groups lose a member. A contact or a mail user will do \
          as counterpart. Contacts that point to a mailbox or group of the destination are left out: whom they \
          stood for is in the same tenant now (CON003)",
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
    use crate::plan::Command;

    const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n";

    fn tenants() -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "contacts.csv",
                &format!(
                    "{CONTACTS}Vendor,vendor@tailspin.com,SMTP:vendor@tailspin.com,MailContact\n\
                     Courier,courier@contoso.com,SMTP:courier@wingtip.com,MailUser\n\
                     Amy,amy.ext@contoso.com,SMTP:amy@fabrikam.com,MailContact\n\
                     Guest,guest@tailspin.com,SMTP:guest@tailspin.com,GuestMailUser\n"
                ),
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\namy@fabrikam.com,amy@fabrikam.com,UserMailbox\n",
            )
    }

    #[test]
    fn a_contact_without_counterpart_is_missing_but_for_those_that_pointed_here() {
        let now = format!("{CONTACTS}Vendor,vendor@tailspin.com,SMTP:vendor@tailspin.com,MailUser\n");
        let tenants = tenants().destination("contacts.csv", &now);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source courier@contoso.com courier@contoso.com");
    }

    #[test]
    fn a_destination_whose_contacts_were_not_exported_decides_nothing() {
        insta::assert_snapshot!(tenants().findings(&super::CHECK), @"undecidable 2 of 2");
    }
}
