//! VFY302 right-extra: somebody may do more at the destination than at the source.

use super::comparison;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY302",
    name: "right-extra",
    severity: Severity::Minor,
    title: "A right that the source did not have",
    why: "Somebody can open or send what nobody let them: mostly a right that was granted to the wrong person, or one of the \
          work on the move that was left. Asked of rights at the destination whose owner and grantee both moved; what the \
          destination's baseline had already is none, and neither is a level of a folder that differs (VFY303). A \
          folder that the source's list of folders leaves out had no rights; where the source's exports do not tell of that \
          kind of right at all, or a cell of the owner is lost, it is undecidable",
    fix: "Ask the owner, then `Remove-MailboxPermission`, `Remove-RecipientPermission`, \
          `Set-Mailbox -GrantSendOnBehalfTo @{Remove='...'}`, `Remove-MailboxFolderPermission`",
    message: "`{subject}` became `{pair}`, on which `{grantee}` has {right}, and had not at the source",
    needs: &[super::SOURCE_DELEGATES, super::DESTINATION_DELEGATES, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT_OF_BOTH,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Destination;
    for moved in facts.moved.rights.iter().filter(|moved| moved.destination.is_some()) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Extra => selection.hit(comparison::right(facts, moved)),
            Outcome::Undecided(_) if moved.source.is_none() => selection.undecided_on(side),
            _ => {}
        }
    }
    for _ in 0..facts.rights.undecided(side) {
        selection.examine_on(side);
        selection.undecided_on(side);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::{folders, rights};

    #[test]
    fn rights_between_people_who_moved_that_nobody_had() {
        let tenants = rights(
            "Box,kim,FullAccess,False,False\n",
            "Box,kim,FullAccess,False,False\n\
             Box,Sam Lee,FullAccess,False,False\n\
             Box,xaver@fabrikam.com,FullAccess,False,False\n\
             xaver@fabrikam.com,kim,FullAccess,False,False\n\
             Box,svc@fabrikam.com,FullAccess,False,False\n\
             Box,S-1-5-21-1-2-3-4,FullAccess,False,False\n\
             Box,sam,FullAccess,True,False\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source box@contoso.com full-access:sam@contoso.com");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"`box@contoso.com` became `box@contoso.com`, on which `sam@contoso.com` has Full Access, and had not at the source");
    }

    #[test]
    fn what_the_destination_had_before_is_not_extra() {
        let before = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
                      box@fabrikam.com,box@fabrikam.com,SharedMailbox,Box,box\nsam@fabrikam.com,sam@fabrikam.com,UserMailbox,Sam Lee,sam\n\
                      kim@fabrikam.com,kim@fabrikam.com,UserMailbox,Kim Akers,kim\n";
        let head = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias,EmailAddresses\n";
        let now = format!(
            "{head}box@contoso.com,box@contoso.com,SharedMailbox,Box,box,smtp:box@fabrikam.com\n\
             sam@contoso.com,sam@contoso.com,UserMailbox,Sam Lee,sam,smtp:sam@fabrikam.com\n\
             kim@contoso.com,kim@contoso.com,UserMailbox,Kim Akers,kim,smtp:kim@fabrikam.com\n"
        );
        let ids = |text: &str| {
            let row = |(at, line): (usize, &str)| {
                let id = if at == 0 { "ExternalDirectoryObjectId".to_owned() } else { format!("2b7a9a5e-3c1f-4a55-9d3e-{at:012}") };
                format!("{line},{id}\n")
            };
            text.lines().enumerate().map(row).collect::<String>()
        };
        let tenants = rights("sam,pat1,FullAccess,False,False\n", "Box,Sam Lee,FullAccess,False,False\nBox,kim,FullAccess,False,False\n")
            .destination("mailboxes.csv", &ids(&now))
            .destination_before("mailboxes.csv", &ids(before))
            .destination_before(
                "permissions.csv",
                "Identity,User,AccessRights,IsInherited,Deny\nbox@fabrikam.com,Sam Lee,FullAccess,False,False\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source box@contoso.com full-access:kim@contoso.com");
    }

    #[test]
    fn another_level_is_no_extra_right_and_another_folder_is() {
        let tenants = folders(
            "kim,Calendar,Sam Lee,Editor\n",
            "kim,Calendar,sam,Reviewer\nkim,Inbox,sam,Reviewer\nkim,Calendar,Default,AvailabilityOnly\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source kim@contoso.com folder:inbox:reviewer:sam@contoso.com");
    }

    #[test]
    fn a_folder_that_the_source_leaves_out_had_no_rights() {
        let tenants = folders(
            "kim,Calendar,Default,AvailabilityOnly\n",
            "kim,Calendar,Default,AvailabilityOnly\nsam,Calendar,Default,AvailabilityOnly\nsam,Calendar,kim,Reviewer\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source sam@contoso.com folder:calendar:reviewer:kim@contoso.com");
    }

    #[test]
    fn what_the_source_does_not_tell_is_undecidable() {
        let ambiguous = rights("Box,Pat,FullAccess,False,False\n", "Box,pat1,FullAccess,False,False\n");
        insta::assert_snapshot!(ambiguous.findings(&super::CHECK), @"undecidable 1 of 1");
        let now = "Mailbox,FolderName,User,AccessRights\nkim,Calendar,sam,Reviewer\n";
        let not_exported = rights("Box,kim,FullAccess,False,False\n", "Box,kim,FullAccess,False,False\n").destination("folders.csv", now);
        insta::assert_snapshot!(not_exported.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
