//! GRP001 member-not-moving: a member of a group has no destination object.

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Arrival, Facts, Party};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP001",
    name: "member-not-moving",
    severity: Severity::Major,
    title: "A member of a group has no destination object",
    why: "The group is rebuilt at the destination from its members: whoever has no object there gets no mail of the group and \
          loses the access that it gives. Guests do not travel, so that a guest counts unless it stands for somebody of the \
          destination or the destination has a guest or contact of its address; a contact that points to somebody of the \
          destination becomes that one (CON003), and an address of the destination itself is there already. Members with \
          several candidates are settled with PAI002 and undecidable until then; those who name nobody are GRP005; the \
          migration account is set aside. The filter of a dynamic group has no members (GRP003)",
    fix: "Create the member's destination object or name it in the identity map, then `Add-DistributionGroupMember` or \
          `Add-UnifiedGroupLinks -LinkType Members`; invite a guest again with `New-MgInvitation`",
    message: "The {class}`{value}`, a member of `{subject}`, has no destination object",
    needs: &[belonging::SOURCE_MEMBERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for member in belonging::members(facts, selection) {
        if !matches!(member.party, Party::Own(_) | Party::Other(_)) {
            continue;
        }
        selection.examine();
        match facts.arrival(&member.party, facts.text(member.text)) {
            Arrival::Nowhere => {
                let group = facts.subject(Side::Source, member.group);
                let hit = Hit::new(Side::Source, group, belonging::person(facts, member))
                    .with("class", belonging::class(facts, member))
                    .seen(Some(belonging::seen(facts, member)));
                selection.hit(hit);
            }
            Arrival::Unclear => selection.undecided(),
            Arrival::At(_) | Arrival::Apart(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::belonging::testing::{MEMBERS, groups, plain};

    #[test]
    fn one_member_a_row_with_roles() {
        let tenants = plain().source(
            "members.csv",
            &format!(
                "{MEMBERS}All,all@contoso.com,Kim Akers,kim@contoso.com,Member\n\
                 All,all@contoso.com,Kim Akers,kim.akers@contoso.com,Member\n\
                 All,all@contoso.com,Jane Doe,jane@contoso.com,Member\n\
                 All,all@contoso.com,Sam Lee,sam1@contoso.com,Owner\n\
                 All,all@contoso.com,Sam Lee,,Member\n\
                 All,all@contoso.com,Nobody,nobody@contoso.com,Member\n\
                 All,all@contoso.com,Bob,bob@fabrikam.com,Member\n\
                 All,all@contoso.com,Migration,svc@contoso.com,Member\n\
                 Sub,sub@contoso.com,Gone,gone@contoso.com,Member\n"
            ),
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com kim.akers@contoso.com
        major source sub@contoso.com gone@contoso.com
        ");
    }

    /// The same memberships in every orientation: Kim and Jane in All, Gone in Sub.
    const FOUND: &str =
        "major source all@contoso.com kim.akers@contoso.com\nmajor source sub@contoso.com gone@contoso.com\n";

    #[test]
    fn a_joined_list_in_the_groups_export() {
        let cells = [",Kim Akers;Jane Doe", ",gone@contoso.com", ",", ",No Members"];
        assert_eq!(groups(",Members", cells).findings(&super::CHECK), FOUND);
        let cells = [",\"{Kim Akers, jane}\"", ",Gone", ",{}", ",{}"];
        assert_eq!(groups(",Members", cells).findings(&super::CHECK), FOUND);
    }

    #[test]
    fn a_joined_list_in_a_column_for_one_member() {
        let rows = "DistroGroupName,Member\nAll,kim@contoso.com;jane@contoso.com\nSub,Gone\nEmpty,\nGone,\n";
        assert_eq!(plain().source("members.csv", rows).findings(&super::CHECK), FOUND);
        let rows = "Group,Members\nAll,\"kim@contoso.com, jane@contoso.com\"\nSub,Gone\nEmpty,\nGone,\n";
        assert_eq!(plain().source("members.csv", rows).findings(&super::CHECK), FOUND);
        let rows = "GroupEmailAddress,Members\nall@contoso.com,Kim Akers|Jane Doe\nsub@contoso.com,Gone\n";
        assert_eq!(plain().source("members.csv", rows).findings(&super::CHECK), FOUND);
    }

    #[test]
    fn the_address_beside_the_display_name_of_a_group_is_its_own() {
        let rows = "DisplayName,EmailAddress,GroupType,Member\nAll,all@contoso.com,Universal,kim@contoso.com\n\
                    All,all@contoso.com,Universal,jane@contoso.com\nSub,sub@contoso.com,Universal,gone@contoso.com\n\
                    Empty,empty@contoso.com,Universal,No Members\nGone,gone@contoso.com,Universal,No Members\n";
        assert_eq!(plain().source("members.csv", rows).findings(&super::CHECK), FOUND);
        let documented = "Group,Member,EmailAddress,RecipientType\nAll,Kim Akers,kim.akers@contoso.com,UserMailbox\n\
                          All,Jane Doe,jane@contoso.com,UserMailbox\n\
                          Sub,Gone,gone@contoso.com,MailUniversalDistributionGroup\n";
        assert_eq!(plain().source("members.csv", documented).findings(&super::CHECK), FOUND);
    }

    #[test]
    fn all_groups_of_each_member() {
        let rows = "Identifier,RecipientTypeDetails,Groups\nkim@contoso.com,UserMailbox,\"All\"\n\
                    jane@contoso.com,UserMailbox,\"All;Elsewhere\"\n\
                    gone@contoso.com,MailUniversalDistributionGroup,sub@contoso.com\n";
        let found = plain().source("members.csv", rows).findings(&super::CHECK);
        // The members of Empty and Gone, contacts say, may be in no row; nothing is known of Elsewhere.
        assert_eq!(found, format!("{FOUND}undecidable 3 of 6\n"));
    }

    #[test]
    fn exports_of_one_group_are_a_union_and_each_member_counts_once() {
        let members = format!("{MEMBERS}All,all@contoso.com,Kim Akers,kim@contoso.com,Member\n");
        let tenants = groups(",Members", [",Kim Akers;sam1", ",", ",", ","]).source("members.csv", &members);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com kim.akers@contoso.com
        major source all@contoso.com sam1@contoso.com
        ");
        let facts = tenants.facts();
        let all = facts.source.ids().find(|(id, _)| facts.subject(crate::schema::Side::Source, *id) == "all@contoso.com");
        let (all, _) = all.expect("the group");
        assert_eq!(facts.members.members(crate::schema::Side::Source, all).len(), 2);
    }

    #[test]
    fn groups_whose_members_are_unknown_are_undecidable() {
        let members = format!(
            "{MEMBERS}All,all@contoso.com,Jane Doe,jane@contoso.com,Member\n\
             All,all@contoso.com,,,UserMailbox\n\
             Sub,sub@contoso.com,System.Object[],,Member\n\
             Elsewhere,elsewhere@contoso.com,Jane Doe,jane@contoso.com,Member\n"
        );
        // All has a member without a name, Sub one that was lost, and Elsewhere is in no export.
        insta::assert_snapshot!(plain().source("members.csv", &members).findings(&super::CHECK), @"undecidable 3 of 4");
    }

    #[test]
    fn guests_do_not_travel_unless_they_are_there_already() {
        let guests = "UserPrincipalName,DisplayName,UserType,Mail,Licenses\n\
            x_tailspin.com#EXT#@contoso.onmicrosoft.com,Guest X,Guest,x@tailspin.com,\n\
            y_tailspin.com#EXT#@contoso.onmicrosoft.com,Guest Y,Guest,y@tailspin.com,\n\
            bob_fabrikam.com#EXT#@contoso.onmicrosoft.com,Bob,Guest,,\n\
            admin@contoso.com,Admin,Member,,E3\n";
        let invited = "UserPrincipalName,DisplayName,UserType,Mail,Licenses\n\
            y_tailspin.com#EXT#@fabrikam.onmicrosoft.com,Guest Y,Guest,y@tailspin.com,\n\
            jane@fabrikam.com,Jane Doe,Member,jane@fabrikam.com,E3\n";
        let members = format!(
            "{MEMBERS}All,all@contoso.com,Guest X,x@tailspin.com,GuestMailUser\n\
             All,all@contoso.com,Guest Y,y@tailspin.com,GuestMailUser\n\
             All,all@contoso.com,Bob,bob_fabrikam.com#EXT#@contoso.onmicrosoft.com,GuestMailUser\n"
        );
        let tenants =
            plain().source("users.csv", guests).destination("users.csv", invited).source("members.csv", &members);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source all@contoso.com x@tailspin.com");
    }

    #[test]
    fn a_contact_that_points_back_becomes_whom_it_points_to() {
        let contacts = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
            Bob,bob.ext@contoso.com,SMTP:bob@fabrikam.com,MailContact\n\
            Vendor,vendor@contoso.com,SMTP:v@tailspin.com,MailContact\n";
        let members = format!(
            "{MEMBERS}All,all@contoso.com,Bob,bob.ext@contoso.com,MailContact\n\
             All,all@contoso.com,Vendor,vendor@contoso.com,MailContact\n"
        );
        let tenants = plain().source("contacts.csv", contacts).source("members.csv", &members);
        // Whether the destination has a contact for the vendor was not exported.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
        let tenants = tenants.destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
             Other,other@fabrikam.com,SMTP:o@tailspin.com,MailContact\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source all@contoso.com vendor@contoso.com");
    }

    #[test]
    fn several_candidates_are_settled_first() {
        let members = format!("{MEMBERS}All,all@contoso.com,Kim Akers,kim.akers@contoso.com,Member\n");
        let tenants = plain().source("members.csv", &members).destination(
            "more.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Name\n\
             kim.akers@fabrikam.com,kim.akers@fabrikam.com,UserMailbox,Kim Akers,k1\n\
             kim.akers@tailspin.com,kim.akers@tailspin.com,UserMailbox,Kim Akers,k2\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
    }

    #[test]
    fn without_members_it_does_not_run() {
        insta::assert_snapshot!(plain().findings(&super::CHECK), @"not run: source: group-members `MemberEmail`");
    }
}
