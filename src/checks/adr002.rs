//! ADR002 address-held-twice: one address belongs to two objects of one tenant.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR002",
    name: "address-held-twice",
    severity: Severity::Major,
    title: "One address is held by two objects of one tenant",
    why: "Exchange delivers to one of them, and every change of the other one fails with `proxy address is \
          already being used`. All roles count (primary, alias, external address, UPN), and so do \
          soft-deleted and inactive objects. An object that several exports describe is one object",
    fix: "Decide who keeps it and remove it from the other one: `Set-Mailbox -EmailAddresses \
          @{Remove='smtp:...'}` or the cmdlet of its class; purge a soft-deleted holder",
    message: "`{value}` is held by {subject} as {role} and by {holder} ({class}, {state}) as {other_role}",
    needs: &[super::ANY_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        selection.examined += tenant.objects.len() as u64;
        selection.undecidable += tenant.in_scope().filter(|(_, object)| object.proxies.is_none()).count() as u64;
        for holders in tenant.shared_addresses() {
            for holder in holders {
                for other in holders.iter().filter(|other| other.object != holder.object) {
                    let object = tenant.object(holder.object);
                    let second = tenant.object(other.object);
                    let hit = Hit::new(side, facts.text(object.subject), facts.text(holder.address))
                        .held_by(facts.text(second.subject))
                        .with("role", holder.role.as_str())
                        .with("class", second.class.as_str())
                        .with("state", second.state.as_str())
                        .with("other_role", other.role.as_str())
                        .seen(facts.address_evidence(side, object, holder.address));
                    selection.hit(hit);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn each_holder_is_told_of_the_other_without_regard_to_case() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,smtp:Sales@Contoso.com;SMTP:jane@contoso.com\n\
             omar@contoso.com,omar@contoso.com,UserMailbox,SMTP:omar@contoso.com;smtp:sales@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source jane@contoso.com sales@contoso.com < omar@contoso.com
        major source omar@contoso.com sales@contoso.com < jane@contoso.com
        ");
    }

    #[test]
    fn every_role_of_every_class_holds() {
        let tenants = Tenants::new()
            .source("users.csv", "UserPrincipalName,DisplayName,Licenses\njane@contoso.com,Jane,E3\n")
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,WhenSoftDeleted\n\
                 team@fabrikam.com,team@fabrikam.com,SharedMailbox,SMTP:team@fabrikam.com;smtp:help@fabrikam.com,\n\
                 gone@fabrikam.com,gone@fabrikam.com,UserMailbox,SMTP:gone@fabrikam.com;smtp:news@fabrikam.com,2026-01-05 10:00:00\n",
            )
            .destination(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\n\
                 News,news@fabrikam.com,Universal,SMTP:news@fabrikam.com\n",
            )
            .destination(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
                 Team,ext-team@fabrikam.com,SMTP:team@fabrikam.com,MailContact,SMTP:ext-team@fabrikam.com\n",
            )
            .destination("users.csv", "UserPrincipalName,DisplayName,Licenses\nhelp@fabrikam.com,Help,\nother@fabrikam.com,Other,E3\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major destination ext-team@fabrikam.com team@fabrikam.com < team@fabrikam.com
        major destination gone@fabrikam.com news@fabrikam.com < news@fabrikam.com
        major destination help@fabrikam.com help@fabrikam.com < team@fabrikam.com
        major destination news@fabrikam.com news@fabrikam.com < gone@fabrikam.com
        major destination team@fabrikam.com help@fabrikam.com < help@fabrikam.com
        major destination team@fabrikam.com team@fabrikam.com < ext-team@fabrikam.com
        ");
    }

    #[test]
    fn one_object_in_three_exports_and_the_other_tenant_are_no_second_holder() {
        let mailboxes = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:jane@contoso.com;SIP:omar@contoso.com\n\
             omar@contoso.com,omar@contoso.com,UserMailbox,SMTP:omar@contoso.com;smtp:jane@eu.contoso.com\n";
        let tenants = Tenants::new()
            .source("mailboxes.csv", mailboxes)
            .source(
                "recipients.csv",
                "DisplayName,PrimarySmtpAddress,RecipientType,RecipientTypeDetails,EmailAddresses,ExternalEmailAddress,WindowsLiveID\n\
                 Jane,jane@contoso.com,UserMailbox,UserMailbox,SMTP:jane@contoso.com,,jane@contoso.com\n",
            )
            .source("users.csv", "UserPrincipalName,DisplayName,Licenses\nJane@contoso.com,Jane,E3\n")
            .destination("mailboxes.csv", &format!("{mailboxes}{}", "x@fabrikam.com,x@fabrikam.com,UserMailbox,\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn an_object_whose_primary_only_its_proxies_tell_is_one_object() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,ExchangeGuid,RecipientTypeDetails,EmailAddresses\n\
                 jd@contoso.com,9f0e2d1c-7b6a-4f5e-8d4c-3b2a1f0e9d8c,UserMailbox,SMTP:jane@contoso.com;smtp:j@contoso.com\n",
            )
            .source(
                "recipients.csv",
                "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 Jane,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@contoso.com\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn a_list_that_was_lost_is_undecidable() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,System.Collections.ArrayList\n\
             omar@contoso.com,omar@contoso.com,UserMailbox,SMTP:omar@contoso.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }

    #[test]
    fn without_any_address_list_it_does_not_run() {
        let tenants = Tenants::new().source("users.csv", "UserPrincipalName,DisplayName,Licenses\njane@contoso.com,Jane,E3\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: either side: mailboxes `EmailAddresses`");
    }
}
