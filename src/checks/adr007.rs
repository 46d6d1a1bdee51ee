//! ADR007 domain-not-accepted: an address lies in a domain that its own tenant does not accept.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, domain_of};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR007",
    name: "domain-not-accepted",
    severity: Severity::Major,
    title: "An address in a domain that the tenant does not accept",
    why: "Mail to such an address never arrives, and the object cannot be changed or licensed until it is \
          gone. Mailboxes and groups of both sides; contacts point outside and are not meant",
    fix: "Remove the address with `Set-Mailbox` or `Set-DistributionGroup -EmailAddresses \
          @{Remove='smtp:...'}`, or add the domain to the tenant",
    message: "`{value}` of {subject} lies in `{domain}`, which is no accepted domain of the {side}",
    needs: &[super::ACCEPTED_DOMAINS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        let own = tenant.in_scope().filter(|(_, object)| object.class.is_mailbox() || object.class.is_group());
        for (_, object) in own {
            if object.proxies.is_none() {
                selection.examine();
                selection.undecided();
            }
            for address in tenant.smtp_addresses(object) {
                let Some(domain) = domain_of(facts.text(address)) else { continue };
                selection.examine();
                match facts.domains.of(side).accepts(domain) {
                    Some(true) => {}
                    None => selection.undecided(),
                    Some(false) => {
                        let hit = Hit::new(side, facts.text(object.subject), facts.text(address))
                            .with("domain", domain)
                            .seen(facts.address_evidence(side, object, address));
                        selection.hit(hit);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@EU.contoso.com;smtp:j@maxcontoso.com;\
        smtp:j@eu.contoso.onmicrosoft.com;SIP:jane@nowhere.com\n";

    #[test]
    fn subdomains_are_accepted_only_where_the_domain_says_so() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .source(
                "accepted-domains.csv",
                "Name,DomainName,DomainType,MatchSubDomains\n\
                 Contoso,Contoso.com,Authoritative,True\n\
                 Initial,contoso.onmicrosoft.com,Authoritative,False\n",
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
                 Vendor,vendor@tailspin.com,SMTP:vendor@tailspin.com,MailContact,SMTP:vendor@tailspin.com\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source jane@contoso.com j@eu.contoso.onmicrosoft.com
        major source jane@contoso.com j@maxcontoso.com
        ");
    }

    #[test]
    fn each_side_is_asked_by_its_own_domains() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .destination(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\n\
                 All,all@fabrikam.com,Universal,SMTP:all@fabrikam.com;smtp:all@contoso.com\n",
            )
            .destination("domains.csv", "DomainName,DomainType,Default\nfabrikam.com,Authoritative,True\n");
        // The source's four addresses stay open: its accepted domains were not exported.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major destination all@fabrikam.com all@contoso.com
        undecidable 4 of 6
        ");
    }

    #[test]
    fn without_accepted_domains_it_does_not_run() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: either side: accepted-domains `DomainName`");
    }
}
