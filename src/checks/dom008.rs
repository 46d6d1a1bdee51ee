//! DOM008 domain-federated: sign-in with the domain that leaves goes to another identity provider.

use super::{SOURCE_AUTHENTICATION, holding};
use crate::check::{Check, Severity};

/// What exports call the authentication of a federated domain.
const FEDERATED: &str = "federated";

/// The check.
pub static CHECK: Check = Check {
    code: "DOM008",
    name: "domain-federated",
    severity: Severity::Blocker,
    title: "The domain that leaves is federated",
    why: "A federated domain cannot be removed, not even by force, and UPNs in it cannot be renamed freely: it becomes managed first, \
          and directory synchronisation stops (steps 62-64). Passwords then come from the cloud: tell the users",
    fix: "Make it managed: `Update-MgDomain -DomainId ... -AuthenticationType Managed`",
    message: "Sign-in with `{subject}` is {value}: it must be managed before the domain leaves",
    needs: &[SOURCE_AUTHENTICATION],
    wants: &[],
    select: |facts, selection| {
        holding::select_domains(facts, selection, |row| {
            let is_federated = row.authentication?.trim().eq_ignore_ascii_case(FEDERATED);
            Some((is_federated.then_some(FEDERATED), row.columns.authentication))
        });
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    #[test]
    fn federated_and_managed() {
        let domains = "Id,IsDefault,IsInitial,AuthenticationType\ncontoso.com,True,False,Federated\nsub.contoso.com,False,False,Managed\n";
        let tenants = |domain: &str| {
            let domain = domain.to_owned();
            cutover(Side::Source).source("domains.csv", domains).plan(|plan| plan.cutover_of.domains = vec![domain])
        };
        insta::assert_snapshot!(tenants("contoso.com").findings(&super::CHECK), @"blocker source contoso.com federated");
        insta::assert_snapshot!(tenants("sub.contoso.com").findings(&super::CHECK), @"");
        insta::assert_snapshot!(tenants("tailspin.com").findings(&super::CHECK), @"undecidable 1 of 1");
    }

    #[test]
    fn the_list_of_the_other_tenant_says_nothing() {
        let domains = "Id,IsDefault,AuthenticationType\ncontoso.com,True,Federated\n";
        let tenants = cutover(Side::Destination).source("domains.csv", domains).destination(
            "accepted.csv",
            "Name,DomainName,DomainType,Default\n1,contoso.com,Authoritative,False\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: domains `AuthenticationType`");
    }
}
