//! VFY301 right-missing: somebody may do less at the destination than at the source.

use super::comparison;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY301",
    name: "right-missing",
    severity: Severity::Major,
    title: "A right did not arrive",
    why: "People lose access to mailboxes and calendars that they work with. Asked of every right on something that has a pair \
          and is asked for, with the grantee as it is called at the destination; a right of a group is expected of the group, \
          not of its members. Set aside on both sides are inherited and denied entries, those of the owner itself, of system and \
          service accounts, of Default and Anonymous, and the level None. A level that differs is VFY303, a grantee without \
          a destination object VFY304. A right is missing only where the destination's export would show it: a kind that was \
          not exported is undecidable, and so is a folder that no row names where every other folder shows what Default or \
          Anonymous may",
    fix: "Grant it: `Add-MailboxPermission -AccessRights FullAccess`, `Add-RecipientPermission -AccessRights SendAs`, \
          `Set-Mailbox -GrantSendOnBehalfTo @{Add='...'}`, `Add-MailboxFolderPermission`",
    message: "`{subject}` became `{pair}`, on which `{grantee}` lacks {right}",
    needs: &[super::SOURCE_DELEGATES, super::DESTINATION_DELEGATES, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT_OF_BOTH,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    for moved in facts.moved.rights.iter().filter(|moved| moved.source.is_some()) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Missing => selection.hit(comparison::right(facts, moved)),
            Outcome::Undecided(_) if moved.destination.is_none() => selection.undecided_on(side),
            _ => {}
        }
    }
    let of_nobody = facts.rights.of(side).iter().filter(|right| right.owner_id().is_none()).count() as u64;
    for _ in 0..facts.rights.undecided(side) + of_nobody {
        selection.examine_on(side);
        selection.undecided_on(side);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::{folders, rights, tenants};

    #[test]
    fn what_is_not_there_is_told_with_the_names_of_the_destination() {
        let tenants = rights(
            "Box,Kim Akers,FullAccess,False,False\n\
             box@contoso.com,sam,FullAccess,False,False\n\
             kim@contoso.com,xaver@fabrikam.com,FullAccess,False,False\n",
            "Box,\"kim@contoso.com\",\"{FullAccess, ReadPermission}\",False,False\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source box@contoso.com full-access:sam@contoso.com
        major source kim@contoso.com full-access:xaver@fabrikam.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `box@contoso.com` became `box@contoso.com`, on which `sam@contoso.com` lacks Full Access
        `kim@contoso.com` became `kim@contoso.com`, on which `xaver@fabrikam.com` lacks Full Access
        ");
    }

    #[test]
    fn the_grantee_is_called_as_at_the_destination() {
        let tenants = rights("Box,kim@contoso.com,FullAccess,False,False\n", "Box,sam,FullAccess,False,False\n").destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
             k@fabrikam.com,akers@fabrikam.com,UserMailbox,Kim Akers,kim\nb@fabrikam.com,box@fabrikam.com,SharedMailbox,Box,box\n\
             s@fabrikam.com,sam@fabrikam.com,UserMailbox,Sam Lee,sam\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source box@contoso.com full-access:akers@fabrikam.com");
    }

    #[test]
    fn what_is_set_aside_untranslated_or_on_nobody_who_moved_is_not_expected() {
        let tenants = rights(
            "Box,NT AUTHORITY\\SELF,FullAccess,False,False\n\
             Box,svc@contoso.com,FullAccess,False,False\n\
             Box,kim@contoso.com,FullAccess,True,False\n\
             Box,kim@contoso.com,FullAccess,False,True\n\
             Box,Eve,FullAccess,False,False\n\
             Box,S-1-5-21-1-2-3-4,FullAccess,False,False\n\
             Box,Pat,FullAccess,False,False\n\
             Eve,kim@contoso.com,FullAccess,False,False\n",
            "sam,kim@contoso.com,FullAccess,False,False\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn a_kind_that_was_not_exported_is_undecidable_and_an_empty_list_is_an_answer() {
        let before = "Box,Kim Akers,FullAccess,False,False\nBox,Sam Lee,FullAccess,False,False\n";
        let send_as = "Identity,Trustee,AccessRights,IsInherited\nBox,kim,SendAs,False\n";
        let tenants = rights(before, "Box,kim,FullAccess,False,False\n").source_before("send-as.csv", send_as);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source box@contoso.com full-access:sam@contoso.com
        undecidable 1 of 3
        ");
        insta::assert_snapshot!(rights(before, "").findings(&super::CHECK), @r"
        major source box@contoso.com full-access:kim@contoso.com
        major source box@contoso.com full-access:sam@contoso.com
        ");
    }

    #[test]
    fn a_lost_cell_may_hold_what_seems_to_be_missing() {
        let before = "Box,Kim Akers,FullAccess,False,False\nsam,Kim Akers,FullAccess,False,False\n";
        let now = "Box,System.Object[],FullAccess,False,False\nkim,sam,FullAccess,False,False\n";
        insta::assert_snapshot!(rights(before, now).findings(&super::CHECK), @r"
        major source sam@contoso.com full-access:kim@contoso.com
        undecidable 1 of 2
        ");
        let now = "kim,Sam Lee,FullAccess,False,False\nbox,\"Pat\",FullAccess,False,False\n";
        insta::assert_snapshot!(rights("Box,pat1,FullAccess,False,False\n", now).findings(&super::CHECK), @"undecidable 1 of 1");
    }

    #[test]
    fn an_owner_in_no_export_and_a_lost_cell_of_the_source_are_undecidable() {
        let before = "Gone,Kim Akers,FullAccess,False,False\nBox,System.Object[],FullAccess,False,False\n";
        insta::assert_snapshot!(rights(before, "Box,kim,FullAccess,False,False\n").findings(&super::CHECK), @"undecidable 2 of 2");
    }

    #[test]
    fn folders_are_found_by_role_in_any_language() {
        let tenants = folders(
            "kim@contoso.com,Kalender,Sam Lee,Editor\nkim@contoso.com,Projects,Sam Lee,Editor\nbox@contoso.com,Inbox,kim,Owner\n",
            "kim@contoso.com,Calendar,sam@contoso.com,Editor\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source box@contoso.com folder:inbox:owner:kim@contoso.com
        major source kim@contoso.com folder:projects:editor:sam@contoso.com
        ");
    }

    #[test]
    fn a_folder_that_a_full_list_does_not_show_was_not_exported() {
        let now = "kim@contoso.com,Calendar,Default,AvailabilityOnly\nkim@contoso.com,Calendar,Anonymous,None\n";
        let before = "kim@contoso.com,Calendar,Sam Lee,Editor\nbox@contoso.com,Calendar,Sam Lee,Editor\n";
        insta::assert_snapshot!(folders(before, now).findings(&super::CHECK), @r"
        major source kim@contoso.com folder:calendar:editor:sam@contoso.com
        undecidable 1 of 2
        ");
    }

    #[test]
    fn send_on_behalf_is_known_of_whoever_the_export_shows_it() {
        let header = "DisplayName,PrimarySmtpAddress,GroupType,GrantSendOnBehalfTo\n";
        let tenants = tenants()
            .source_before("groups.csv", &format!("{header}All,all@contoso.com,Universal,\"Kim Akers;Sam Lee\"\nBig,big@contoso.com,Universal,Kim Akers\n"))
            .destination("groups.csv", &format!("{header}All,all@contoso.com,Universal,sam\nBig,big@contoso.com,Universal,System.Object[]\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com send-on-behalf:kim@contoso.com
        undecidable 1 of 3
        ");
    }

    #[test]
    fn only_who_is_asked_for_is_looked_at() {
        let before = "Box,Kim Akers,FullAccess,False,False\nsam,Kim Akers,FullAccess,False,False\n";
        let tenants = rights(before, "kim,sam,FullAccess,False,False\n")
            .map("Source,Destination,Wave\nbox@contoso.com,box@contoso.com,One\n")
            .plan(|plan| plan.scope.waves = vec!["One".to_owned()]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source box@contoso.com full-access:kim@contoso.com");
    }

    #[test]
    fn without_rights_of_the_destination_it_does_not_run() {
        let tenants = tenants().source_before(
            "permissions.csv",
            "Identity,User,AccessRights,IsInherited,Deny\nBox,Kim Akers,FullAccess,False,False\n",
        );
        let found = tenants.findings(&super::CHECK);
        assert!(found.starts_with("not run: destination: mailboxes `GrantSendOnBehalfTo`"), "{found}");
    }
}
