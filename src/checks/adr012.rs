//! ADR012 sip-on-moving-domain: a SIP address keeps the domain in the old tenant.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::address::Prefix;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR012",
    name: "sip-on-moving-domain",
    severity: Severity::Minor,
    title: "A SIP address in a moving domain",
    why: "SIP addresses keep a domain from being removed and come back as long as a Teams or Skype licence \
          is assigned. SIP addresses in other domains are no trouble",
    fix: "Before the domain is removed, take the Teams and Skype service plans off or change the UPN, then \
          remove the address with `Set-Mailbox -EmailAddresses @{Remove='sip:...'}`",
    message: "The SIP address `{value}` of {subject} lies in a moving domain",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (_, object) in facts.source.in_scope() {
        selection.examine();
        if object.proxies.is_none() {
            selection.undecided();
        }
        for proxy in facts.source.proxies(object).iter().filter(|proxy| proxy.prefix == Prefix::Sip) {
            if facts.domains.is_moving(facts.text(proxy.key)) {
                let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(proxy.key))
                    .seen(facts.proxy_evidence(Side::Source, proxy));
                selection.hit(hit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn only_the_moving_domain_itself_counts() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;SIP:Jane@Contoso.com\n\
             kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com;sip:kim@contoso.onmicrosoft.com;sip:kim@eu.contoso.com;sip:kim@maxcontoso.com\n\
             lee@contoso.com,lee@contoso.com,UserMailbox,SMTP:lee@contoso.com\n\
             max@contoso.com,max@contoso.com,UserMailbox,System.Collections.ArrayList\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source jane@contoso.com jane@contoso.com
        undecidable 1 of 4
        ");
    }

    #[test]
    fn without_address_lists_it_does_not_run() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: mailboxes `EmailAddresses`");
    }
}
