//! ADR005 no-fallback-address: an object would have no address left once the moving domains leave.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, domain_of};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR005",
    name: "no-fallback-address",
    severity: Severity::Major,
    title: "No address in the initial domain to fall back to",
    why: "When a domain leaves the tenant, an object needs an address in the initial domain to stay \
          reachable and to be renamed to. Any address there will do; one in `*.mail.onmicrosoft.com` will \
          not",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='smtp:...'}`, for groups `Set-DistributionGroup` or \
          `Set-UnifiedGroup`",
    message: "{subject} has addresses in a moving domain and none in `{domain}`; expected `{value}`",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(initial) = facts.domains.source.initial.as_deref() else {
        selection.examined = facts.source.in_scope().count() as u64;
        selection.undecidable = selection.examined;
        return;
    };
    for (_, object) in facts.source.in_scope().filter(|(_, object)| object.class.is_mailbox() || object.class.is_group()) {
        let mut addresses = facts.source.smtp_addresses(object).chain([object.upn]);
        if !addresses.any(|address| facts.domains.is_moving(facts.text(address))) {
            continue;
        }
        selection.examine();
        let has_fallback =
            facts.source.smtp_addresses(object).any(|address| domain_of(facts.text(address)) == Some(initial));
        if has_fallback {
            continue;
        }
        if object.proxies.is_none() {
            selection.undecided();
        } else {
            let local = super::alias_or_local_part(facts, object);
            let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{local}@{initial}"))
                .with("domain", initial)
                .seen(facts.evidence(Side::Source, object, super::ADDRESS_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn mailboxes_and_groups_on_a_moving_domain_need_an_address_in_the_initial_domain() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias,EmailAddresses,WhenSoftDeleted\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,JDoe,SMTP:jane@contoso.com,\n\
                 omar@contoso.com,omar@contoso.com,UserMailbox,,SMTP:omar@contoso.com;smtp:omar@contoso.mail.onmicrosoft.com,\n\
                 lee@contoso.com,lee@contoso.com,UserMailbox,lee,SMTP:lee@contoso.com;smtp:Any.Thing@Contoso.OnMicrosoft.com,\n\
                 ann@contoso.onmicrosoft.com,ann@contoso.onmicrosoft.com,UserMailbox,ann,SMTP:ann@contoso.onmicrosoft.com,\n\
                 tom@contoso.com,tom@elsewhere.org,UserMailbox,tom,SMTP:tom@elsewhere.org,\n\
                 sub@contoso.onmicrosoft.com,sub@eu.contoso.com,UserMailbox,sub,SMTP:sub@eu.contoso.com;smtp:sub@maxcontoso.com,\n\
                 gone@contoso.com,gone@contoso.com,UserMailbox,gone,SMTP:gone@contoso.com,2026-01-05 10:00:00\n",
            )
            .source(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,Alias,EmailAddresses\n\
                 All,all@contoso.com,Universal,Everybody,SMTP:all@contoso.com\n",
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
                 Vendor,vendor@contoso.com,SMTP:vendor@tailspin.com,MailContact,SMTP:vendor@contoso.com\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com everybody@contoso.onmicrosoft.com
        major source jane@contoso.com jdoe@contoso.onmicrosoft.com
        major source omar@contoso.com omar@contoso.onmicrosoft.com
        major source tom@elsewhere.org tom@contoso.onmicrosoft.com
        ");
    }

    #[test]
    fn a_domain_that_is_only_renamed_stays_and_needs_no_fallback() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 jane@tailspin.com,jane@tailspin.com,UserMailbox,SMTP:jane@tailspin.com\n",
            )
            .plan(|plan| {
                plan.domain_map.insert("tailspin.com".to_owned(), "fabrikam.com".to_owned());
            });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn a_lost_list_decides_nothing_unless_the_primary_is_the_fallback() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,System.String[]\n\
             kim@contoso.com,kim@contoso.onmicrosoft.com,UserMailbox,System.String[]\n\
             omar@contoso.com,omar@contoso.com,UserMailbox,SMTP:omar@contoso.com;smtp:o@contoso.onmicrosoft.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 3");
    }

    #[test]
    fn without_an_initial_domain_nothing_can_be_decided() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com\n",
            )
            .plan(|plan| plan.source.initial_domain = None);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
    }
}
