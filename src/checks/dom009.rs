//! DOM009 subdomain-in-use: an address lies in a subdomain of the domain that leaves.

use super::{SOURCE_ADDRESSES, holding};
use crate::check::{Check, Severity};
use crate::facts::ledger::Tie;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM009",
    name: "subdomain-in-use",
    severity: Severity::Major,
    title: "An address lies in a subdomain of the domain that leaves",
    why: "A subdomain that inherits from the domain keeps it in the tenant, and one that the tenant never accepted bounces. SMTP \
          addresses of every object, in scope or not. A subdomain that leaves by itself is looked at as a domain; `maxcontoso.com` \
          is no subdomain of `contoso.com`",
    fix: "Remove the address, or let the subdomain leave too: `--domain`. `Set-Mailbox -EmailAddresses @{remove='smtp:...'}`, for others the \
          cmdlet of the class",
    message: "The {attribute} `{value}` of the {class} {subject} lies in a subdomain of `{domain}`{note}",
    needs: &[SOURCE_ADDRESSES],
    wants: &[],
    select: |facts, selection| {
        holding::select(facts, selection, Tie::Subdomain, |_| true, |_, object| holding::is_listed(object));
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
        j@x.org,j@eu.contoso.com,UserMailbox,SMTP:j@eu.contoso.com;smtp:j@a.b.contoso.com;smtp:j@maxcontoso.com;smtp:j@contoso.com;SIP:j@eu.contoso.com\n\
        k@eu.contoso.com,k@contoso.onmicrosoft.com,UserMailbox,System.String[]\n";

    #[test]
    fn by_whole_label() {
        let tenants = cutover(Side::Source)
            .source("mailboxes.csv", MAILBOXES)
            .source("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\nAll,all@eu.contoso.com,Universal,SMTP:all@eu.contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@eu.contoso.com all@eu.contoso.com
        major source j@eu.contoso.com j@a.b.contoso.com
        major source j@eu.contoso.com j@eu.contoso.com
        undecidable 1 of 3
        ");
    }

    #[test]
    fn a_subdomain_that_leaves_too_is_looked_at_as_a_domain() {
        let tenants = cutover(Side::Source).source("mailboxes.csv", MAILBOXES).plan(|plan| {
            plan.cutover_of.domains = vec!["contoso.com".to_owned(), "eu.contoso.com".to_owned()];
        });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source j@eu.contoso.com j@a.b.contoso.com
        undecidable 1 of 2
        ");
    }
}
