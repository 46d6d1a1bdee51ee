//! DEL004 delegate-group: a right is held through a group that will not give it any more.

use std::collections::BTreeMap;

use super::delegation;
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Fate, MembersUnknown, ObjectId};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "DEL004",
    name: "delegate-group",
    severity: Severity::Minor,
    title: "A right is held through a group that is not ready at the destination",
    why: "A right that a group holds works for its members only while the group exists, is a mail-enabled security group, and \
          has them all. A group without a destination object is this and not DEL001. A member who does not move is \
          GRP001 and no trouble here; members are looked at one level deep. A group with several candidates (PAI002), and \
          one whose members were not exported on both sides, is undecidable",
    fix: "Create the group as a security group with its members, `New-DistributionGroup -Type Security`, \
          `Add-DistributionGroupMember`, then grant the right to it",
    message: "The group `{grantee}` has {right} `{subject}` and {lack}",
    needs: &[super::SOURCE_DELEGATES, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let fates = facts.fates();
    let mut known: BTreeMap<ObjectId, Result<Option<String>, MembersUnknown>> = BTreeMap::new();
    delegation::each(facts, selection, |selection, right, owner| {
        let Some(group) = right.grantee.own().filter(|id| facts.source.object(*id).class.is_group()) else { return };
        let lack = known.entry(group).or_insert_with(|| match fates.of(right) {
            Fate::Becomes(there) | Fate::There(there) => fates.group_lacks(group, there),
            Fate::Stays => Ok(Some("does not exist at the destination".to_owned())),
            Fate::Unclear => Err(MembersUnknown),
            Fate::Apart(_) | Fate::Outside | Fate::Several | Fate::Nobody => Ok(None),
        });
        match lack {
            Ok(Some(lack)) => selection.hit(delegation::hit(facts, right, owner).with("lack", lack.as_str())),
            Ok(None) => {}
            Err(MembersUnknown) => selection.undecided_on(Side::Source),
        }
    });
    debug_assert!(known.keys().all(|id| facts.tenant(Side::Source).object(*id).class.is_group()));
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::full_access;
    use crate::checks::testing::Tenants;

    const GROUPS: &str = "DisplayName,PrimarySmtpAddress,Alias,RecipientTypeDetails,ManagedBy\n";
    const MEMBERS: &str = "GroupName,GroupEmailAddress,Member,MemberEmail,Role\n";

    /// The group Sales has Full Access on Box; Kim and Eve are its members, and `there` are those at the destination.
    fn held(class: &str, there: &str) -> Tenants {
        full_access(&["Sales"])
            .source("groups.csv", &format!("{GROUPS}Sales,sales@contoso.com,sales,MailUniversalSecurityGroup,kim\n"))
            .source(
                "members.csv",
                &format!(
                    "{MEMBERS}Sales,sales@contoso.com,Kim,kim@contoso.com,Member\n\
                     Sales,sales@contoso.com,Eve,eve@contoso.com,Member\n"
                ),
            )
            .destination("groups.csv", &format!("{GROUPS}Sales,sales@fabrikam.com,sales,{class},kim\n"))
            .destination("members.csv", &format!("{MEMBERS}{there}"))
    }

    #[test]
    fn a_group_that_is_not_there_is_this_check_only() {
        let tenants = full_access(&["Sales"])
            .source("groups.csv", &format!("{GROUPS}Sales,sales@contoso.com,sales,MailUniversalSecurityGroup,kim\n"))
            .destination("groups.csv", &format!("{GROUPS}Other,other@fabrikam.com,other,MailUniversalSecurityGroup,kim\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source box@contoso.com full-access:sales@contoso.com");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"The group `sales@contoso.com` has Full Access to `box@contoso.com` and does not exist at the destination");
        insta::assert_snapshot!(tenants.findings(&crate::checks::del001::CHECK), @"");
    }

    #[test]
    fn a_distribution_group_gives_no_rights() {
        let tenants = held("MailUniversalDistributionGroup", "Sales,sales@fabrikam.com,Kim,kim@fabrikam.com,Member\n");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"The group `sales@contoso.com` has Full Access to `box@contoso.com` and is a distribution group there and no security group");
    }

    #[test]
    fn a_paired_member_must_be_there_and_another_one_need_not() {
        let complete = "Sales,sales@fabrikam.com,Kim,kim@fabrikam.com,Member\n";
        assert_eq!(held("MailUniversalSecurityGroup", complete).findings(&super::CHECK), "");
        let other = "Sales,sales@fabrikam.com,Xaver,xaver@fabrikam.com,Member\n";
        insta::assert_snapshot!(held("MailUniversalSecurityGroup", other).messages(&super::CHECK), @"The group `sales@contoso.com` has Full Access to `box@contoso.com` and lacks its member `kim@contoso.com` there");
    }

    #[test]
    fn without_members_of_the_destination_it_cannot_be_decided() {
        let tenants = full_access(&["Sales", "kim"])
            .source("groups.csv", &format!("{GROUPS}Sales,sales@contoso.com,sales,MailUniversalSecurityGroup,kim\n"))
            .destination("groups.csv", &format!("{GROUPS}Sales,sales@fabrikam.com,sales,MailUniversalSecurityGroup,kim\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
