//! DOM007 domain-is-default: the domain that leaves is the default one.

use super::{SOURCE_DEFAULT_DOMAIN, holding};
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM007",
    name: "domain-is-default",
    severity: Severity::Blocker,
    title: "The domain that leaves is the default domain",
    why: "The default domain cannot be removed, and new objects go on getting addresses in it (step 66). Exchange and the directory each \
          have a default domain: it must be neither. A domain that no list of the tenant shows cannot be decided",
    fix: "Make the initial domain the default: `Update-MgDomain -DomainId ... -IsDefault`, `Set-AcceptedDomain -MakeDefault $true`",
    message: "`{subject}` is the default domain of `{value}`",
    needs: &[SOURCE_DEFAULT_DOMAIN],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = facts.plan.cutover_of.side;
    let tenant = facts.domains.of(side).initial.as_deref().unwrap_or(side.as_str());
    holding::select_domains(facts, selection, |row| {
        Some((row.is_default?.then_some(tenant), row.columns.is_default))
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nj@x.org,jane@contoso.com,UserMailbox\n";

    #[test]
    fn either_list_may_say_so() {
        let accepted = "Name,DomainName,DomainType,Default\n1,contoso.com,Authoritative,False\n2,eu.contoso.com,Authoritative,True\n";
        let domains = "Id,IsDefault,IsInitial,AuthenticationType\nContoso.com,True,False,Managed\n";
        let tenants = cutover(Side::Source).source("mailboxes.csv", MAILBOXES).source("accepted.csv", accepted);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        let tenants = tenants.source("domains.csv", domains);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source contoso.com contoso.onmicrosoft.com");
    }

    #[test]
    fn a_domain_that_is_not_listed_is_undecided() {
        let accepted = "Name,DomainName,DomainType,Default\n1,tailspin.com,Authoritative,True\n";
        let tenants = cutover(Side::Source).source("accepted.csv", accepted);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
        let tenants = cutover(Side::Source).source("mailboxes.csv", MAILBOXES);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: domains `Default`");
    }
}
