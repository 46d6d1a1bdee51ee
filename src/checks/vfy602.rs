//! VFY602 member-extra: somebody is in the group who was not.

use super::{belonging, comparison};
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Role;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY602",
    name: "member-extra",
    severity: Severity::Info,
    title: "A member whom the group did not have",
    why: "They read mail that was not meant for them, unless somebody added them on purpose. Whoever was in the group in the \
          destination's baseline is none, nor is the migration account. Where the source's list was not exported as a whole, or \
          a name of it fits several objects, it is undecidable",
    fix: "Ask the owner, then `Remove-DistributionGroupMember` or `Remove-UnifiedGroupLinks -LinkType Members`",
    message: "`{subject}` became `{pair}`, which has `{value}` among its members; the source's group had not",
    needs: &[belonging::SOURCE_MEMBERS, belonging::DESTINATION_MEMBERS, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    comparison::extra(facts, selection, Role::Member);
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::{MEMBERS, members};

    const ONE: &str = "All,all@contoso.com,Kim Akers,kim@contoso.com,Member\n";

    #[test]
    fn whoever_the_source_did_not_list() {
        let tenants = members(
            ONE,
            &format!(
                "{ONE}All,all@contoso.com,Sam Lee,sam@contoso.com,Member\n\
                 All,all@contoso.com,Xaver,xaver@fabrikam.com,Member\n\
                 All,all@contoso.com,Guest,g@tailspin.com,Member\n\
                 All,all@contoso.com,Mover,svc@fabrikam.com,Member\n"
            ),
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source all@contoso.com g@tailspin.com
        info source all@contoso.com sam@contoso.com
        info source all@contoso.com xaver@fabrikam.com
        ");
        assert_eq!(tenants.findings(&crate::checks::vfy601::CHECK), "");
    }

    #[test]
    fn members_of_the_destinations_baseline_are_not_extra() {
        let now = format!(
            "{ONE}All,all@contoso.com,Sam Lee,sam@contoso.com,Member\nAll,all@contoso.com,Xaver,xaver@fabrikam.com,Member\n"
        );
        let tenants = members(ONE, &now)
            .destination_before(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\nxaver@fabrikam.com,xaver@fabrikam.com,UserMailbox,Xaver\n",
            )
            .destination_before(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\nAll,all@contoso.com,Universal,SMTP:all@contoso.com\n",
            )
            .destination_before("members.csv", &format!("{MEMBERS}All,all@contoso.com,Xaver,xaver@fabrikam.com,Member\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"info source all@contoso.com sam@contoso.com");
    }

    #[test]
    fn what_the_source_does_not_tell_is_undecidable() {
        let tenants = members(
            &format!("{ONE}Sub,sub@contoso.com,Pat,,Member\n"),
            &format!("{ONE}Sub,sub@contoso.com,Pat,pat1@contoso.com,Member\n"),
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
