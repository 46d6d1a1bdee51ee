//! CON002 contact-dn-lost: the Exchange address of a contact dies with it.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, ObjectId};
use crate::movers;
use crate::pair::is_prepared;
use crate::schema::Side;
use crate::values::address::Prefix;

/// The check.
pub static CHECK: Check = Check {
    code: "CON002",
    name: "contact-dn-lost",
    severity: Severity::Major,
    title: "The LegacyExchangeDN of a contact is lost when it is deleted",
    why: "People at the destination have the contact in their Outlook cache under its LegacyExchangeDN. When \
          the contact is deleted, their replies bounce unless the mailbox or group of the person has that DN \
          as an X500 address",
    fix: "Before the contact is deleted: `Set-Mailbox -EmailAddresses @{Add='X500:...'}` on the mailbox (or \
          `Set-DistributionGroup`, `Set-UnifiedGroup`) of the person",
    message: "When {subject} is deleted its LegacyExchangeDN is lost: {person} does not have it as an X500 address",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_CONTACTS, super::DESTINATION_CONTACT_DNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let mover = movers::of(facts.plan.mover);
    let mut seen: Vec<(ObjectId, ObjectId)> = Vec::new();
    for stand_in in &facts.pairs.stand_ins {
        let contact = facts.destination.object(stand_in.contact);
        let source = facts.source.object(stand_in.source);
        let Some(pair) = facts.pairs.of(stand_in.source).destination else { continue };
        let is_target = pair == stand_in.contact || (mover.needs(movers::Need::PreparedMailUsers) && is_prepared(source, contact));
        if is_target || seen.last() == Some(&(stand_in.contact, pair)) {
            continue;
        }
        seen.push((stand_in.contact, pair));
        selection.examine();
        let person = facts.destination.object(pair);
        let (Some(dn), true) = (contact.legacy_dn, person.proxies.is_some()) else {
            selection.undecided();
            continue;
        };
        let theirs = facts.destination.proxies(person);
        let is_carried = theirs.iter().any(|proxy| proxy.prefix == Prefix::X500 && proxy.key == contact.legacy_key);
        if !is_carried {
            let hit = Hit::new(Side::Destination, facts.text(contact.subject), facts.text(dn))
                .with("person", facts.text(person.subject))
                .seen(facts.evidence(Side::Destination, contact, super::LEGACY_DN_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const DN: &str = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=ab12-Jane";

    /// Jane of the source, her mailbox at the destination with some addresses, and her contact there.
    fn tenants(mailbox_addresses: &str, contact_dn: &str) -> Tenants {
        Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@contoso.com\n\
                 kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com\n",
            )
            .destination(
                "mailboxes.csv",
                &format!(
                    "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                     jane@fabrikam.com,jane@fabrikam.com,UserMailbox,{mailbox_addresses}\n\
                     o@fabrikam.com,o@fabrikam.com,UserMailbox,SMTP:o@fabrikam.com\n"
                ),
            )
            .destination(
                "contacts.csv",
                &format!(
                    "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses,LegacyExchangeDN\n\
                     Jane,jane.ext@fabrikam.com,SMTP:jane@contoso.com,MailContact,SMTP:jane.ext@fabrikam.com;smtp:j@contoso.com,{contact_dn}\n\
                     Kim,kim.ext@fabrikam.com,SMTP:kim@contoso.com,MailContact,SMTP:kim.ext@fabrikam.com,/o=ExchangeLabs/cn=kim\n\
                     Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,SMTP:v@tailspin.com,/o=ExchangeLabs/cn=v\n"
                ),
            )
    }

    #[test]
    fn the_contact_of_a_paired_person_leaves_a_dn_behind() {
        // Kim has no pair yet, and the vendor stands for nobody.
        insta::assert_snapshot!(
            tenants("SMTP:jane@fabrikam.com", DN).findings(&super::CHECK),
            @"major destination jane.ext@fabrikam.com /o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=ab12-Jane"
        );
        let carried = format!("SMTP:jane@fabrikam.com;x500:{}", DN.to_uppercase());
        insta::assert_snapshot!(tenants(&carried, DN).findings(&super::CHECK), @"");
    }

    #[test]
    fn an_unknown_dn_or_list_is_undecidable() {
        insta::assert_snapshot!(tenants("SMTP:jane@fabrikam.com", "").findings(&super::CHECK), @"undecidable 1 of 1");
        insta::assert_snapshot!(tenants("System.String[]", DN).findings(&super::CHECK), @"undecidable 1 of 1");
    }
}
