//! ADR001 address-taken: a future address is held at the destination by somebody else.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR001",
    name: "address-taken",
    severity: Severity::Blocker,
    title: "A future address is already held at the destination",
    why: "An address can belong to one object of a tenant only: the address cannot be added at cutover, and mail for it \
          goes to the other object. Held means primary, alias, external address or UPN, by any class, soft-deleted and \
          inactive objects included. The object's own pair may hold it, and a contact that stands for the person is CON001",
    fix: "Remove the address at the holder (`Set-Mailbox`, `Set-DistributionGroup`, `Set-UnifiedGroup`, `Set-MailUser` or \
          `Set-MailContact` with `-EmailAddresses @{Remove='smtp:...'}`), purge the deleted object, or choose another address",
    message: "`{value}` will be an address of {subject}, but {holder} ({class}, {state}) holds it as {role}",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        let pair = facts.pairs.of(id).destination;
        if object.proxies.is_none() {
            selection.examine();
            selection.undecided();
        }
        for address in facts.source.smtp_addresses(object) {
            let Some(future) = facts.future(address) else { continue };
            selection.examine();
            for holder in facts.destination.holders(future) {
                if Some(holder.object) == pair || facts.pairs.stands_for(holder.object, id) {
                    continue;
                }
                let other = facts.destination.object(holder.object);
                let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(future))
                    .held_by(facts.text(other.subject))
                    .with("class", other.class.as_str())
                    .with("state", other.state.as_str())
                    .with("role", holder.role.as_str())
                    .seen(facts.address_evidence(Side::Source, object, address));
                selection.hit(hit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:sales@contoso.com;smtp:j@contoso.onmicrosoft.com\n";

    #[test]
    fn every_holder_but_the_pair_is_named() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@fabrikam.com,jane@fabrikam.com,UserMailbox,SMTP:jane@fabrikam.com;smtp:jane@contoso.com\n\
             team@fabrikam.com,team@fabrikam.com,SharedMailbox,SMTP:team@fabrikam.com;smtp:SALES@contoso.com\n\
             desk@fabrikam.com,desk@fabrikam.com,SharedMailbox,SMTP:desk@fabrikam.com;smtp:sales@contoso.com\n\
             near@fabrikam.com,near@fabrikam.com,UserMailbox,SMTP:near@fabrikam.com;smtp:sales@contoso.com.my\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source jane@contoso.com sales@contoso.com < desk@fabrikam.com
        blocker source jane@contoso.com sales@contoso.com < team@fabrikam.com
        ");
    }

    #[test]
    fn every_class_state_and_role_holds() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,WhenSoftDeleted\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:a1@contoso.com;smtp:a2@contoso.com;smtp:a3@contoso.com;smtp:a4@contoso.com;smtp:a5@contoso.com;SIP:a6@contoso.com,\n\
                 mover@contoso.com,mover@contoso.com,UserMailbox,SMTP:mover@contoso.com,\n\
                 gone@contoso.com,gone@contoso.com,UserMailbox,SMTP:gone@contoso.com,2026-01-05 10:00:00\n",
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,WhenSoftDeleted,IsInactiveMailbox\n\
                 soft@fabrikam.com,soft@fabrikam.com,UserMailbox,SMTP:soft@fabrikam.com;smtp:a1@new.example,2026-01-05 10:00:00,False\n\
                 still@fabrikam.com,still@fabrikam.com,UserMailbox,SMTP:still@fabrikam.com;smtp:a2@new.example,,True\n\
                 x@fabrikam.com,x@fabrikam.com,UserMailbox,SMTP:x@fabrikam.com;smtp:mover@new.example;smtp:gone@new.example;smtp:a6@new.example,,False\n",
            )
            .destination(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
                 C,c@fabrikam.com,SMTP:a3@new.example,MailContact,SMTP:c@fabrikam.com\n\
                 Jane,s@fabrikam.com,SMTP:jane@contoso.com,MailContact,SMTP:s@fabrikam.com;smtp:a3@new.example\n",
            )
            .destination(
                "users.csv",
                "UserPrincipalName,DisplayName,UserType,Mail,Licenses\n\
                 a4@new.example,Directory,Member,,E3\n\
                 k_x.org#EXT#@fabrikam.onmicrosoft.com,Guest,Guest,a5@new.example,\n",
            )
            .plan(|plan| {
                plan.domain_map.insert("contoso.com".to_owned(), "new.example".to_owned());
                plan.source.service_accounts.push("mover@contoso.com".to_owned());
            });
        // The contact that stands for Jane is CON001, and neither the service account nor the deleted mailbox moves.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source jane@contoso.com a1@new.example < soft@fabrikam.com
        blocker source jane@contoso.com a2@new.example < still@fabrikam.com
        blocker source jane@contoso.com a3@new.example < c@fabrikam.com
        blocker source jane@contoso.com a4@new.example < a4@new.example
        blocker source jane@contoso.com a5@new.example < a5@new.example
        ");
    }

    #[test]
    fn without_the_destination_it_does_not_run() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "domains.csv",
            "Name,DomainName,DomainType,Default\nfabrikam.com,fabrikam.com,Authoritative,True\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: mailboxes `EmailAddresses`");
    }
}
