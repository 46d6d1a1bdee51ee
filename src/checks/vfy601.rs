//! VFY601 member-missing: somebody is not in the group any more.

use super::{belonging, comparison};
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Role;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY601",
    name: "member-missing",
    severity: Severity::Major,
    title: "A member of a group did not arrive in it",
    why: "They get no mail of the group and lose the access that it gives. Expected is what each member became; guests that the \
          destination has again, contacts that point back and people of the destination itself are expected too. A member \
          without a destination object is none (GRP001, VFY101); one whose name fits several objects or none is undecidable, and \
          so is a list that was not exported as a whole. A dynamic group has no members",
    fix: "`Add-DistributionGroupMember`, for Microsoft 365 groups `Add-UnifiedGroupLinks -LinkType Members`",
    message: "`{subject}` became `{pair}`, which lacks its member `{value}`",
    needs: &[belonging::SOURCE_MEMBERS, belonging::DESTINATION_MEMBERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    comparison::missing(facts, selection, Role::Member);
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::{groups, members};

    #[test]
    fn whoever_is_not_there_and_nobody_who_could_not_be() {
        let tenants = members(
            "All,all@contoso.com,Kim Akers,kim@contoso.com,Member\n\
             All,all@contoso.com,Sam Lee,sam@contoso.com,Member\n\
             All,all@contoso.com,Sub,sub@contoso.com,Member\n\
             All,all@contoso.com,Xaver,xaver@fabrikam.com,Member\n\
             All,all@contoso.com,Eve,eve@contoso.com,Member\n\
             All,all@contoso.com,Gone,gone@contoso.com,Member\n\
             All,all@contoso.com,Mover,svc@contoso.com,Member\n\
             Sub,sub@contoso.com,Sam Lee,sam@contoso.com,Member\n\
             Gone,gone@contoso.com,Kim Akers,kim@contoso.com,Member\n",
            "All,all@contoso.com,Sam Lee,sam@contoso.com,Member\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com kim@contoso.com
        major source all@contoso.com sub@contoso.com
        major source all@contoso.com xaver@fabrikam.com
        major source sub@contoso.com sam@contoso.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `all@contoso.com` became `all@contoso.com`, which lacks its member `kim@contoso.com`
        `all@contoso.com` became `all@contoso.com`, which lacks its member `sub@contoso.com`
        `all@contoso.com` became `all@contoso.com`, which lacks its member `xaver@fabrikam.com`
        `sub@contoso.com` became `sub@contoso.com`, which lacks its member `sam@contoso.com`
        ");
    }

    #[test]
    fn names_that_fit_several_or_nobody_are_undecidable() {
        let tenants = members(
            "All,all@contoso.com,Pat,,Member\nAll,all@contoso.com,Nobody,nobody@contoso.com,Member\n\
             Sub,sub@contoso.com,Pat,pat1@contoso.com,Member\n",
            "All,all@contoso.com,Kim Akers,kim@contoso.com,Member\nSub,sub@contoso.com,Pat,,Member\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 3 of 3");
    }

    #[test]
    fn a_list_that_is_lost_or_was_not_exported_is_undecidable() {
        let tenants = groups(",Members", [",kim;sam", ",kim", ",sam", ","], [",kim", ",System.Object[]", ","]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com sam@contoso.com
        major source empty@contoso.com sam@contoso.com
        undecidable 1 of 4
        ");
        let tenants = groups(",Members", [",System.Object[]", ",kim", ",", ","], [",kim", ",kim", ","]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }

    #[test]
    fn without_members_of_the_destination_it_does_not_run() {
        let tenants = groups("", [""; 4], [""; 3])
            .source_before("members.csv", "GroupName,GroupEmailAddress,Member,MemberEmail\nAll,all@contoso.com,Kim,kim@contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: group-members `MemberEmail`");
    }
}
