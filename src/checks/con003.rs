//! CON003 contact-points-back: a contact of the source points to the tenant that people join.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, Object};
use crate::schema::Side;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "CON003",
    name: "contact-points-back",
    severity: Severity::Minor,
    title: "A source contact points to a destination mailbox or group",
    why: "The contact stands for somebody of the destination. After the move the people who used it are in \
          that tenant themselves: it would point at itself or at nothing. It takes no part in pairing",
    fix: "Do not create it at the destination; add its LegacyExchangeDN as an X500 address to the mailbox or \
          group it points to, so that replies to old mail arrive",
    message: "The {class} {subject} points to `{value}`, which is {target} at the destination",
    needs: &[super::SOURCE_CONTACTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let is_contact = |object: &Object| matches!(object.class, Class::Contact | Class::MailUser);
    selection.examined = facts.source.in_scope().filter(|(_, object)| is_contact(object)).count() as u64;
    for (id, address) in &facts.pairs.pointing_back {
        let contact = facts.source.object(*id);
        let target = facts.destination.holders(*address).first();
        let target = target.map_or("nobody", |holder| facts.subject(Side::Destination, holder.object));
        let hit = Hit::new(Side::Source, facts.text(contact.subject), facts.text(*address))
            .with("class", contact.class.as_str())
            .with("target", target)
            .seen(facts.evidence(Side::Source, contact, super::EXTERNAL_COLUMNS));
        selection.hit(hit);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::pai009;
    use crate::checks::testing::Tenants;

    const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n";

    #[test]
    fn a_contact_of_somebody_at_the_destination_takes_no_part() {
        let tenants = Tenants::new()
            .source(
                "contacts.csv",
                &format!(
                    "{CONTACTS}Bob,bob.ext@contoso.com,SMTP:Bob@Fabrikam.com,MailContact\n\
                     Bob's alias,bb.ext@contoso.com,SMTP:bb@fabrikam.com,MailUser\n\
                     Gone,gone@contoso.com,SMTP:gone@fabrikam.com,MailContact\n\
                     Vendor,vendor@contoso.com,SMTP:v@tailspin.com,MailContact\n\
                     Unknown,unknown@contoso.com,SMTP:nobody@fabrikam.com,MailContact\n"
                ),
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,WhenSoftDeleted\n\
                 bob@fabrikam.com,bob@fabrikam.com,UserMailbox,SMTP:bob@fabrikam.com;smtp:bb@fabrikam.com,\n\
                 gone@fabrikam.com,gone@fabrikam.com,UserMailbox,SMTP:gone@fabrikam.com,2026-01-05 10:00:00\n",
            )
            .destination("contacts.csv", &format!("{CONTACTS}Vendor,ext-v@fabrikam.com,SMTP:v@tailspin.com,MailContact\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source bb.ext@contoso.com bb@fabrikam.com
        minor source bob.ext@contoso.com bob@fabrikam.com
        ");
        insta::assert_snapshot!(tenants.findings(&pai009::CHECK), @r"
        minor source gone@contoso.com gone@contoso.com
        minor source unknown@contoso.com unknown@contoso.com
        minor source vendor@contoso.com vendor@contoso.com
        ");
    }
}
