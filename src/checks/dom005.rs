//! DOM005 domain-on-group: a group has an address in the domain that leaves.

use super::{SOURCE_GROUP_ADDRESSES, holding};
use crate::check::{Check, Severity};
use crate::facts::ledger::Tie;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM005",
    name: "domain-on-group",
    severity: Severity::Blocker,
    title: "An address of a group lies in the domain that leaves",
    why: "A domain cannot be removed while an address of a group lies in it, be it the primary one or an alias (steps 69, 70, 73, 74). \
          Groups of every kind; a domain is never removed by force while a distribution or mail-enabled security group holds it",
    fix: "Make the address in the initial domain primary and remove the other: `Set-DistributionGroup -PrimarySmtpAddress` and \
          `-EmailAddresses @{remove=...}`, `Set-DynamicDistributionGroup`, for Microsoft 365 groups `Set-UnifiedGroup`; where it is \
          mastered on-premises, `proxyAddresses` there",
    message: "The {attribute} `{value}` of the group {subject} ({class}) lies in `{domain}`{note}",
    needs: &[SOURCE_GROUP_ADDRESSES],
    wants: &[],
    select: |facts, selection| {
        let is_group = |object: &crate::facts::Object| object.class.is_group();
        holding::select(facts, selection, Tie::Group, is_group, |_, object| holding::is_listed(object));
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    #[test]
    fn primary_and_alias_of_every_kind_of_group() {
        let tenants = cutover(Side::Source)
            .source(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 All,all@contoso.com,MailUniversalDistributionGroup,SMTP:all@contoso.com;smtp:Everybody@contoso.com;smtp:all@eu.contoso.com\n\
                 Sec,sec@contoso.onmicrosoft.com,MailUniversalSecurityGroup,SMTP:sec@contoso.onmicrosoft.com;smtp:sec@contoso.com\n\
                 Clean,clean@contoso.onmicrosoft.com,MailUniversalSecurityGroup,SMTP:clean@contoso.onmicrosoft.com;smtp:clean@maxcontoso.com\n\
                 Lost,lost@contoso.com,MailUniversalDistributionGroup,System.Collections.ArrayList\n",
            )
            .source("unified.csv", "DisplayName,PrimarySmtpAddress,AccessType,EmailAddresses\nTeam,team@contoso.com,Private,SMTP:team@contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source all@contoso.com all@contoso.com
        blocker source all@contoso.com everybody@contoso.com
        blocker source lost@contoso.com lost@contoso.com
        blocker source sec@contoso.onmicrosoft.com sec@contoso.com
        blocker source team@contoso.com team@contoso.com
        undecidable 1 of 5
        ");
        insta::assert_snapshot!(tenants.findings(&crate::checks::dom003::CHECK), @"");
    }
}
