//! DEL003 delegate-ambiguous: a right names somebody by a name that several objects have.

use super::delegation;
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Fate, Party};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "DEL003",
    name: "delegate-ambiguous",
    severity: Severity::Major,
    title: "A delegate's name fits several objects",
    why: "Whoever grants the right again by this name may open a mailbox to a stranger. An address, alias or GUID of one \
          object is never ambiguous, nor is a display name that a live object shares with a deleted one. Permissions of \
          folders show display names: there the unique Name of one object is ambiguous too where others display it. PAI006 \
          says the same once for each bearer of the name, this check once for each right",
    fix: "Find out who is meant, `Get-MailboxPermission | Select-Object User, UserSid`, and export the delegation again with \
          addresses in place of names",
    message: "`{grantee}` has {right} `{subject}`, and {count} objects have that name: {bearers}",
    needs: &[super::SOURCE_DELEGATES, super::SOURCE_OBJECTS],
    wants: super::EACH_RIGHT,
    select,
};

/// How many bearers of a name a message lists.
const SHOWN: usize = 4;

fn select(facts: &Facts, selection: &mut Selection) {
    let fates = facts.fates();
    delegation::each(facts, selection, |selection, right, owner| {
        if fates.of(right) != Fate::Several {
            return;
        }
        let Party::Several(ids) = &right.grantee else { return };
        let mut bearers: Vec<String> =
            ids.iter().take(SHOWN).map(|id| format!("`{}`", facts.subject(Side::Source, *id))).collect();
        if ids.len() > SHOWN {
            bearers.push("...".to_owned());
        }
        let hit = delegation::hit(facts, right, owner)
            .with("count", ids.len().to_string())
            .with("bearers", bearers.join(", "));
        selection.hit(hit);
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::{full_access, tenants};

    #[test]
    fn names_of_several_and_nothing_else() {
        let trustees = ["PAT", "pat1@contoso.com", "pat2", "Kim Akers", "Nobody"];
        insta::assert_snapshot!(full_access(&trustees).findings(&super::CHECK), @"major source box@contoso.com full-access:pat");
        insta::assert_snapshot!(full_access(&trustees).messages(&super::CHECK), @"`pat` has Full Access to `box@contoso.com`, and 2 objects have that name: `pat1@contoso.com`, `pat2@contoso.com`");
    }

    #[test]
    fn on_folders_the_name_of_one_may_be_the_display_name_of_another() {
        let tenants = tenants()
            .source("more.csv", "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Name\n\
                 anna1@contoso.com,anna1@contoso.com,UserMailbox,Anna Berg,Anna Berg\n\
                 anna2@contoso.com,anna2@contoso.com,UserMailbox,Anna Berg,5c77642d-469d-4f54-9df5-2a9c5e8fd8c5\n\
                 only@contoso.com,only@contoso.com,UserMailbox,Only One,Only One\n")
            .source("permissions.csv", "Identity,User,AccessRights,IsInherited,Deny\nbox@contoso.com,Anna Berg,FullAccess,False,False\n")
            .source("folders.csv", "Mailbox,FolderName,User,AccessRights\nbox@contoso.com,Kalender,ANNA Berg,Editor\n\
                 box@contoso.com,Kalender,Only One,Editor\nbox@contoso.com,Kalender,anna1@contoso.com,Editor\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source box@contoso.com folder:calendar:editor:anna berg");
    }
}
