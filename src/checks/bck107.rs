//! BCK107 destination-still-holds: an address of a domain that goes back is still at the destination.

use super::{holding, restoring};
use crate::check::{Check, Need, Selection, Severity};
use crate::facts::ledger::{Attribute, Ledger};
use crate::facts::Facts;
use crate::schema::{Moment, Side};

const NOW: Need = restoring::of(Side::Destination, Moment::Now, super::DESTINATION_OBJECTS.any);
const ADDRESSES: Need = restoring::of(Side::Destination, Moment::Now, super::DESTINATION_ADDRESSES.any);

/// The check.
pub static CHECK: Check = Check {
    code: "BCK107",
    name: "destination-still-holds",
    severity: Severity::Blocker,
    title: "The destination still holds an address of a domain that goes back",
    why: "The domain cannot be removed from the destination, and so not be added at the source, while anything there holds it as primary \
          address, alias or UPN (steps 104, 105). The moving domains go back; objects of every class count, in scope or not. The address \
          that a contact, mail user or guest points to is meant to be there. `cutover --side destination` shows what else holds it",
    fix: "Make the address in the destination's own domain primary and remove the other: `Set-Mailbox -EmailAddresses @{remove='smtp:...'}`, \
          `Set-DistributionGroup`, `Set-UnifiedGroup`; UPNs by `Update-MgUser -UserPrincipalName`; where it is mastered on-premises, there",
    message: "The {attribute} `{value}` of the {class} {subject} lies in `{domain}`, which goes back{note}",
    needs: &[NOW],
    wants: &[ADDRESSES],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(now) = facts.now(Side::Destination) else { return };
    for (_, object) in now.destination.ids() {
        selection.examine_on(Side::Destination);
        if !holding::is_listed(object) {
            selection.undecided_on(Side::Destination);
        }
    }
    let moving = facts.domains.moving.iter().map(String::as_str).collect();
    for entry in Ledger::at(now, Side::Destination, moving).entries {
        let is_meant = matches!(entry.attribute, Attribute::Upn | Attribute::Primary | Attribute::Alias | Attribute::Mail);
        if is_meant && entry.tie.holds() {
            selection.hit(holding::hit(now, Side::Destination, &entry));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::restoring::testing::mailboxes;

    const SOURCE: &str = "jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com,$1\n";

    #[test]
    fn every_class_and_no_address_that_a_contact_points_to() {
        let tenants = mailboxes(SOURCE, SOURCE)
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 jane@contoso.com,jane@fabrikam.com,UserMailbox,SMTP:jane@fabrikam.com;smtp:Jane@Contoso.com;smtp:j@eu.contoso.com;SIP:jane@contoso.com\n\
                 disc@fabrikam.com,disc@contoso.com,DiscoveryMailbox,SMTP:disc@contoso.com\n\
                 max@fabrikam.com,max@fabrikam.com,UserMailbox,SMTP:max@fabrikam.com;smtp:max@maxcontoso.com\n",
            )
            .destination("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\nAll,all@fabrikam.com,Universal,SMTP:all@fabrikam.com;smtp:all@contoso.com\n")
            .destination(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
                 Kim,kim@contoso.com,SMTP:kim@contoso.com,MailContact,SMTP:kim@contoso.com\n\
                 Lee,lee@fabrikam.com,SMTP:lee@contoso.com,MailContact,SMTP:lee@fabrikam.com;smtp:l@contoso.com\n",
            )
            .destination(
                "users.csv",
                "UserPrincipalName,DisplayName,UserType,Mail,ProxyAddresses\n\
                 amy_contoso.com#EXT#@fabrikam.onmicrosoft.com,Amy,Guest,amy@contoso.com,SMTP:amy@contoso.com\n",
            );
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The alias `all@contoso.com` of the distribution all@fabrikam.com lies in `contoso.com`, which goes back
        The primary address `disc@contoso.com` of the user disc@contoso.com lies in `contoso.com`, which goes back
        The UPN `jane@contoso.com` of the user jane@fabrikam.com lies in `contoso.com`, which goes back
        The alias `l@contoso.com` of the contact lee@fabrikam.com lies in `contoso.com`, which goes back
        ");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker destination all@fabrikam.com all@contoso.com
        blocker destination disc@contoso.com disc@contoso.com
        blocker destination jane@fabrikam.com jane@contoso.com
        blocker destination lee@fabrikam.com l@contoso.com
        ");
    }

    #[test]
    fn lists_that_are_not_known_are_undecided() {
        let tenants = mailboxes(SOURCE, SOURCE).destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\njane@fabrikam.com,jane@fabrikam.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
        insta::assert_snapshot!(mailboxes(SOURCE, SOURCE).findings(&super::CHECK), @"not run: destination: mailboxes `PrimarySmtpAddress`; destination: mailboxes `EmailAddresses`");
    }
}
