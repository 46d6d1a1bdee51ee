//! DOM002 domain-on-primary: a mailbox or contact has its primary address in the domain that leaves.

use std::collections::BTreeSet;

use super::{SOURCE_PRIMARIES, holding};
use crate::check::{Check, Selection, Severity};
use crate::facts::ledger::Tie;
use crate::facts::{Facts, Object, ObjectId};

/// The check.
pub static CHECK: Check = Check {
    code: "DOM002",
    name: "domain-on-primary",
    severity: Severity::Blocker,
    title: "The primary address of a mailbox or contact lies in the domain that leaves",
    why: "A domain cannot be removed while an address lies in it (steps 71, 72). The primary address must be changed before it can \
          be removed as an alias. Mailboxes of every type, contacts, mail users and guests, in scope or not; groups are DOM005, \
          directory users without a mailbox DOM003 or DOM006. A contact of which only the external address is known is DOM011. At \
          the destination the address that a contact points to is meant to be there",
    fix: "Make the address in the initial domain primary: `Set-Mailbox -WindowsEmailAddress`, `Set-MailContact \
          -WindowsEmailAddress`, `Set-MailUser -WindowsEmailAddress`; where it is mastered on-premises, `proxyAddresses` there",
    message: "The {attribute} `{value}` of the {class} {subject} lies in `{domain}`{note}",
    needs: &[SOURCE_PRIMARIES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let malformed = facts.tenant(facts.plan.cutover_of.side).malformed();
    let malformed: BTreeSet<ObjectId> = malformed.iter().map(|malformed| malformed.object).collect();
    let is_shown = |object: &Object| {
        let merely_external = object.primary == object.external && object.primary_column.is_empty();
        !object.primary.is_empty() && (!merely_external || object.proxies.is_some())
    };
    holding::select(
        facts,
        selection,
        Tie::Primary,
        |object| holding::is_recipient(object.class),
        |id, object| is_shown(object) || malformed.contains(&id),
    );
}

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    #[test]
    fn mailboxes_and_contacts_of_every_state_and_no_group_or_directory_user() {
        let tenants = cutover(Side::Source)
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,IsInactiveMailbox,IsDirSynced\n\
                 j@x.org,Jane@Contoso.com,UserMailbox,SMTP:Jane@Contoso.com,False,True\n\
                 old@x.org,old@contoso.com,SharedMailbox,SMTP:old@contoso.com,True,False\n\
                 d@x.org,disc@contoso.com,DiscoveryMailbox,SMTP:disc@contoso.com,False,False\n\
                 e@x.org,e@eu.contoso.com,UserMailbox,SMTP:e@eu.contoso.com,False,False\n\
                 f@x.org,f@contoso.onmicrosoft.com,UserMailbox,SMTP:f@contoso.onmicrosoft.com;smtp:f@contoso.com,False,False\n",
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
                 Vendor,vendor@contoso.com,SMTP:vendor@tailspin.com,MailContact,SMTP:vendor@contoso.com\n",
            )
            .source("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n")
            .source("users.csv", "UserPrincipalName,DisplayName,UserType,Mail\ns@x.org,Scanner,Member,scan@contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source disc@contoso.com disc@contoso.com
        blocker source jane@contoso.com jane@contoso.com
        blocker source old@contoso.com old@contoso.com
        blocker source vendor@contoso.com vendor@contoso.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The primary address `disc@contoso.com` of the user disc@contoso.com lies in `contoso.com`
        The primary address `jane@contoso.com` of the user jane@contoso.com lies in `contoso.com`; mastered on-premises: change it there
        The primary address `old@contoso.com` of the shared old@contoso.com lies in `contoso.com`; the mailbox is inactive: it is kept by a hold
        The primary address `vendor@contoso.com` of the contact vendor@contoso.com lies in `contoso.com`
        ");
    }

    #[test]
    fn what_a_contact_of_the_destination_points_to_is_meant_to_be_there() {
        let contacts = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
            Jane,jane@contoso.com,SMTP:jane@contoso.com,MailContact,SMTP:jane@contoso.com\n\
            Kim,kim@contoso.com,SMTP:kim@contoso.onmicrosoft.com,MailContact,SMTP:kim@contoso.com\n";
        let tenants = |side| cutover(side).source("contacts.csv", contacts).destination("contacts.csv", contacts);
        insta::assert_snapshot!(tenants(Side::Source).findings(&super::CHECK), @r"
        blocker source jane@contoso.com jane@contoso.com
        blocker source kim@contoso.com kim@contoso.com
        ");
        insta::assert_snapshot!(tenants(Side::Destination).findings(&super::CHECK), @"blocker destination kim@contoso.com kim@contoso.com");
    }

    #[test]
    fn a_mailbox_without_a_known_primary_is_undecided() {
        let tenants = cutover(Side::Source).source(
            "mailboxes.csv",
            "UserPrincipalName,RecipientTypeDetails,EmailAddresses\n\
             jane@contoso.com,UserMailbox,System.Collections.ArrayList\n\
             kim@contoso.com,UserMailbox,SMTP:kim@contoso.onmicrosoft.com;smtp:kim@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
        let tenants = cutover(Side::Source).source("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: mailboxes `PrimarySmtpAddress`");
    }
}
