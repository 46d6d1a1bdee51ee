//! DEL005 right-not-carried: the mover leaves a right behind that could be granted again.

use super::delegation;
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Fate};
use crate::movers;

/// The check.
pub static CHECK: Check = Check {
    code: "DEL005",
    name: "right-not-carried",
    severity: Severity::Info,
    title: "The mover does not carry a right",
    why: "Owner and delegate both arrive, but the chosen mover does not copy this kind of right, so that it is gone after the \
          move unless somebody grants it again. MigrationWiz carries folder permissions; the native mover all but Send on \
          Behalf; without a mover nothing is carried. Rights whose delegate does not arrive are DEL001 to DEL004 and DEL007",
    fix: "Grant it again after the move: `Add-MailboxPermission`, `Add-RecipientPermission`, `Set-Mailbox \
          -GrantSendOnBehalfTo`, `Add-MailboxFolderPermission`",
    message: "`{grantee}` has {right} `{subject}`, which {mover} does not carry",
    needs: &[super::SOURCE_DELEGATES, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let fates = facts.fates();
    let mover = movers::of(facts.plan.mover);
    delegation::each(facts, selection, |selection, right, owner| {
        let owner_arrives = facts.pairs.of(owner).destination.is_some();
        let grantee_arrives = matches!(fates.of(right), Fate::Becomes(_));
        if owner_arrives && grantee_arrives && !mover.carries(right.kind.as_str()) {
            selection.hit(delegation::hit(facts, right, owner).with("mover", mover.title.as_str()));
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::tenants;
    use crate::checks::testing::Tenants;
    use crate::plan::Mover;

    fn rights(mover: Mover) -> Tenants {
        tenants()
            .source("full.csv", "Identity,User,AccessRights,IsInherited,Deny\nBox,Kim Akers,FullAccess,False,False\nBox,Eve,FullAccess,False,False\nEve,kim,FullAccess,False,False\n")
            .source("send-as.csv", "Identity,Trustee,AccessControlType,AccessRights,IsInherited\nBox,kim@contoso.com,Allow,SendAs,False\n")
            .source("behalf.csv", "PrimarySmtpAddress,GrantSendOnBehalfTo\nbox@contoso.com,Kim Akers\n")
            .source("folders.csv", "Mailbox,FolderName,User,AccessRights\nbox@contoso.com,Calendar,Kim Akers,Editor\n")
            .plan(|plan| plan.mover = mover)
    }

    #[test]
    fn each_mover_leaves_its_own_rights_behind() {
        insta::assert_snapshot!(rights(Mover::Migrationwiz).findings(&super::CHECK), @r"
        info source box@contoso.com full-access:kim@contoso.com
        info source box@contoso.com send-as:kim@contoso.com
        info source box@contoso.com send-on-behalf:kim@contoso.com
        ");
        insta::assert_snapshot!(rights(Mover::Native).findings(&super::CHECK), @"info source box@contoso.com send-on-behalf:kim@contoso.com");
        insta::assert_snapshot!(rights(Mover::None).findings(&super::CHECK), @r"
        info source box@contoso.com folder:calendar:editor:kim@contoso.com
        info source box@contoso.com full-access:kim@contoso.com
        info source box@contoso.com send-as:kim@contoso.com
        info source box@contoso.com send-on-behalf:kim@contoso.com
        ");
    }
}
