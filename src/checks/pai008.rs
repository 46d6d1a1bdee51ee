//! PAI008 directory-synced: the object is mastered on-premises.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI008",
    name: "directory-synced",
    severity: Severity::Info,
    title: "Mastered on-premises",
    why: "Addresses, UPN and type of a synchronised object cannot be changed in the cloud: every fix of this \
          report has to be made in the directory on-premises, or synchronisation has to stop first",
    fix: "Change it on-premises (`Set-ADUser`, `Set-RemoteMailbox`) and wait for the synchronisation",
    message: "{subject} is synchronised from on-premises and must be changed there",
    needs: &[super::SOURCE_SYNC],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (_, object) in facts.source.in_scope() {
        selection.examine();
        match object.dir_synced {
            None => selection.undecided(),
            Some(false) => {}
            Some(true) => {
                let hit = Hit::new(Side::Source, facts.text(object.subject), "true")
                    .seen(facts.evidence(Side::Source, object, super::SYNC_COLUMNS));
                selection.hit(hit);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,IsDirSynced\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,TRUE\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,False\n\
        lee@contoso.com,lee@contoso.com,UserMailbox,\n";

    #[test]
    fn blank_is_not_false() {
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source jane@contoso.com true
        undecidable 1 of 3
        ");
    }

    #[test]
    fn what_mailboxes_leave_open_the_users_decide() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", MAILBOXES)
            .source("users.csv", "UserPrincipalName,DisplayName,DirSyncEnabled,Licenses\nlee@contoso.com,Lee,True,E3\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source jane@contoso.com true
        info source lee@contoso.com true
        ");
    }
}
