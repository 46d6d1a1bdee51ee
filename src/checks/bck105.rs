//! BCK105 contact-not-recreated: the destination no longer knows somebody of the source.

use super::{EXTERNAL_COLUMNS, restoring};
use crate::check::{Check, Hit, Need, Selection, Severity};
use crate::facts::Facts;
use crate::facts::restored::Outcome;
use crate::schema::{Moment, Side};

const BEFORE: Need = restoring::of(Side::Destination, Moment::Before, super::DESTINATION_CONTACTS.any);
const NOW: Need = restoring::of(Side::Destination, Moment::Now, super::DESTINATION_CONTACTS.any);

/// The check.
pub static CHECK: Check = Check {
    code: "BCK105",
    name: "contact-not-recreated",
    severity: Severity::Major,
    title: "A contact at the destination that stood for a source object is gone",
    why: "Once the domain is back at the source, the people of the destination reach those of the source through contacts again, and forwards \
          lead to them (step 101). A contact, mail user or guest of the destination's baseline stood for a source mailbox or group if it \
          held, or pointed to, one of its addresses. One made anew under another name or id counts if it holds or points to such \
          an address. One finding for each contact: the address that it pointed to",
    fix: "Make it anew with all its addresses, its old LegacyExchangeDN as X500: `New-MailContact`, `New-MailUser`, `New-MgInvitation` for a guest; \
          the file `recreate-contacts.csv` of `--actions` has them",
    message: "The {class} {subject}, which stood for {person} with `{value}`, is gone",
    needs: &[restoring::OBJECTS_BEFORE, BEFORE, NOW],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(before) = facts.before(Side::Destination) else { return };
    for restored in &facts.restored.contacts {
        selection.examine_on(Side::Destination);
        let contact = before.destination.object(restored.contact);
        match restored.outcome {
            Outcome::Gone => selection.hit(
                Hit::new(Side::Destination, facts.text(contact.subject), facts.text(restored.address))
                    .with("class", contact.class.as_str())
                    .with("person", before.subject(Side::Source, restored.source))
                    .seen(before.evidence(Side::Destination, contact, EXTERNAL_COLUMNS)),
            ),
            Outcome::Unknown => selection.undecided_on(Side::Destination),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::restoring::testing::{mailboxes, with_ids};

    const SOURCE: &str = "jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@contoso.com,$1\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com,$2\n\
        lee@contoso.com,lee@contoso.com,UserMailbox,SMTP:lee@contoso.com,$3\n";
    const HEAD: &str =
        "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses,ExternalDirectoryObjectId\n";
    const CONTACTS: &str = "Jane,jane.ext@fabrikam.com,SMTP:jane@contoso.com,MailContact,SMTP:jane.ext@fabrikam.com;smtp:j@contoso.com,$5\n\
        Kim,kim.ext@fabrikam.com,SMTP:kim@contoso.com,MailContact,SMTP:kim.ext@fabrikam.com,$6\n\
        Lee,lee@contoso.com,SMTP:lee@contoso.com,MailUser,SMTP:lee@contoso.com,$7\n\
        Vendor,v@fabrikam.com,SMTP:v@tailspin.com,MailContact,SMTP:v@fabrikam.com,$8\n";

    #[test]
    fn gone_and_made_anew() {
        let now = "Jane,jane2@fabrikam.com,SMTP:kim.a@contoso.com,MailContact,SMTP:jane2@fabrikam.com,$5\n\
            Lee (new),lee.new@fabrikam.com,SMTP:Lee@Contoso.com,MailContact,SMTP:lee.new@fabrikam.com,$9\n";
        let tenants = mailboxes(SOURCE, SOURCE)
            .destination_before("contacts.csv", &with_ids(HEAD, CONTACTS))
            .destination("contacts.csv", &with_ids(HEAD, now));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major destination kim.ext@fabrikam.com kim@contoso.com");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"The contact kim.ext@fabrikam.com, which stood for kim@contoso.com with `kim@contoso.com`, is gone");
    }

    #[test]
    fn one_finding_for_a_contact_with_several_addresses() {
        let vendor = CONTACTS.lines().last().expect("four contacts");
        let tenants = mailboxes(SOURCE, SOURCE)
            .destination_before("contacts.csv", &with_ids(HEAD, CONTACTS.lines().next().expect("four contacts")))
            .destination("contacts.csv", &with_ids(HEAD, vendor));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major destination jane.ext@fabrikam.com jane@contoso.com");
    }

    #[test]
    fn a_mailbox_at_the_destination_is_not_the_contact() {
        let contact = CONTACTS.lines().nth(2).expect("four contacts");
        let mailbox = "lee@contoso.com,lee@contoso.com,UserMailbox,SMTP:lee@contoso.com,$7\n";
        let vendor = CONTACTS.lines().last().expect("four contacts");
        let tenants = mailboxes(SOURCE, SOURCE)
            .destination_before("contacts.csv", &with_ids(HEAD, contact))
            .destination("mailboxes.csv", &with_ids(crate::checks::restoring::testing::HEAD, mailbox));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: contacts `ExternalEmailAddress`");
        let tenants = tenants.destination("contacts.csv", &with_ids(HEAD, vendor));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major destination lee@contoso.com lee@contoso.com");
    }

    #[test]
    fn any_export_of_contacts_shows_that_one_is_gone() {
        let recipients = "Name,PrimarySmtpAddress,ExternalEmailAddress,RecipientType,RecipientTypeDetails\n\
            Kim,kim.ext@fabrikam.com,SMTP:kim@contoso.com,MailContact,MailContact\n\
            Amy,amy@fabrikam.com,,UserMailbox,UserMailbox\n";
        let guest = "Guest,g@tailspin.com,SMTP:g@tailspin.com,GuestMailUser,SMTP:g@tailspin.com,$9\n";
        let tenants = mailboxes(SOURCE, SOURCE)
            .destination_before("recipients.csv", recipients)
            .destination("contacts.csv", &with_ids(HEAD, guest));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major destination kim.ext@fabrikam.com kim@contoso.com");
    }
}
