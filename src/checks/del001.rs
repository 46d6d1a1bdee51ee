//! DEL001 delegate-not-moving: somebody with a right does not arrive at the destination.

use super::delegation;
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Fate};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "DEL001",
    name: "delegate-not-moving",
    severity: Severity::Major,
    title: "A delegate has no destination object",
    why: "The right cannot be granted again: whoever has it today has no object at the destination. Groups are DEL004, \
          outsiders DEL007, also where a guest of the source stands for them. A contact or mail user is an object that \
          moves or not, wherever it points. A guest that stands for somebody of the destination, and a contact that points \
          back (CON003), are no trouble: the right can be granted to that person. A delegate with several candidates is settled with \
          PAI002 and undecidable until then, as is one whom no export of the destination would show. Rights on what is \
          out of scope are listed in the sheet Delegation only",
    fix: "Create the delegate's object at the destination, name it in the identity map, or agree with the owner that the \
          right ends: `Remove-MailboxPermission`, `Remove-RecipientPermission`, `Remove-MailboxFolderPermission`",
    message: "`{grantee}` has {right} `{subject}` and no destination object",
    needs: &[super::SOURCE_DELEGATES, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let fates = facts.fates();
    delegation::each(facts, selection, |selection, right, owner| {
        let is_group = right.grantee.own().is_some_and(|id| facts.tenant(Side::Source).object(id).class.is_group());
        match fates.of(right) {
            Fate::Stays if !is_group => selection.hit(delegation::hit(facts, right, owner)),
            Fate::Unclear if !is_group => selection.undecided_on(Side::Source),
            _ => {}
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::{full_access, tenants};

    #[test]
    fn who_stays_behind_and_nobody_else() {
        let trustees = ["Eve", "kim@contoso.com", "xaver@fabrikam.com", "Pat", "S-1-5-21-1-2-3-4", "p@tailspin.com"];
        insta::assert_snapshot!(full_access(&trustees).findings(&super::CHECK), @"major source box@contoso.com full-access:eve@contoso.com");
        insta::assert_snapshot!(full_access(&trustees).messages(&super::CHECK), @"`eve@contoso.com` has Full Access to `box@contoso.com` and no destination object");
    }

    #[test]
    fn deleted_delegates_and_users_of_the_directory_stay_behind_too() {
        let tenants = tenants()
            .source(
                "soft-deleted.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,WhenSoftDeleted\n\
                 old@contoso.com,old@contoso.com,UserMailbox,Old,2026-01-05 10:00:00\n",
            )
            .source("users.csv", "UserPrincipalName,DisplayName,UserType,AccountEnabled\nadm@contoso.com,Adm,Member,True\n")
            .source(
                "folders.csv",
                "Mailbox,FolderName,User,AccessRights\nbox@contoso.com,Kalender,Adm,Editor\nbox@contoso.com,Inbox,old@contoso.com,Reviewer\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source box@contoso.com folder:calendar:editor:adm@contoso.com
        major source box@contoso.com folder:inbox:reviewer:old@contoso.com
        ");
    }

    #[test]
    fn guests_stand_for_people_and_contacts_for_themselves() {
        let tenants = full_access(&["Xaver Guest", "Out Guest", "Wingtip"])
            .source(
                "users.csv",
                "UserPrincipalName,DisplayName,UserType,Mail\n\
                 xaver_fabrikam.com#EXT#@contoso.onmicrosoft.com,Xaver Guest,Guest,xaver@fabrikam.com\n\
                 o_tailspin.com#EXT#@contoso.onmicrosoft.com,Out Guest,Guest,o@tailspin.com\n",
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                 Wingtip,w@wingtip.com,SMTP:w@wingtip.com,MailUser\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 3");
        let tenants = tenants.destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
             Else,else@wingtip.com,SMTP:else@wingtip.com,MailContact\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source box@contoso.com full-access:w@wingtip.com");
    }

    #[test]
    fn unknown_owners_are_undecided_and_owners_out_of_scope_are_not_asked() {
        let tenants = tenants()
            .source(
                "soft-deleted.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,WhenSoftDeleted\n\
                 old@contoso.com,old@contoso.com,UserMailbox,Old,2026-01-05 10:00:00\n",
            )
            .source(
                "permissions.csv",
                "Identity,User,AccessRights,IsInherited,Deny\n\
                 Gone,Eve,FullAccess,False,False\nOld,Eve,FullAccess,False,False\nBox,Kim Akers,FullAccess,False,False\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }

    #[test]
    fn without_delegations_it_does_not_run() {
        insta::assert_snapshot!(tenants().findings(&super::CHECK), @"not run: source: mailboxes `GrantSendOnBehalfTo`; source: mailbox-permissions `GrantedSMTP`; source: recipient-permissions `GrantedSMTP`; source: folder-permissions `GrantedSMTP`");
    }
}
