//! BCK101 upn-not-restored: somebody does not sign in as before.

use super::restoring;
use crate::check::{Check, Need, Severity};
use crate::facts::Object;
use crate::facts::ledger::Attribute;
use crate::schema::{Moment, Side};
use crate::values::recipient::Class;

const BEFORE: Need = restoring::of(Side::Source, Moment::Before, super::SOURCE_UPNS.any);
const NOW: Need = restoring::of(Side::Source, Moment::Now, super::SOURCE_UPNS.any);

/// The check.
pub static CHECK: Check = Check {
    code: "BCK101",
    name: "upn-not-restored",
    severity: Severity::Major,
    title: "A UPN is not what it was before the move",
    why: "The cutover renames every UPN in the domain that leaves; until it is renamed back nobody signs in with the known name \
          (steps 112, 113). Mailboxes, mail users and also directory users without a mailbox, whose UPNs were renamed with the others; \
          guests, system, deleted objects and the migration account are left out. A mailbox that is gone is BCK108",
    fix: "Rename it: `Update-MgUser -UserId ... -UserPrincipalName`; the file `restore-upn.csv` of `--actions` has all of them",
    message: "The UPN of the {class} {subject} was `{value}`{now}",
    needs: &[BEFORE, NOW],
    wants: &[],
    select: |facts, selection| {
        let has_upn = |object: &Object| !object.class.is_group() && object.class != Class::Contact;
        let is_whole = |_: &_, object: &Object| !object.upn.is_empty();
        restoring::select(facts, selection, has_upn, is_whole, |value| value.attribute == Attribute::Upn);
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::restoring::testing::mailboxes;

    #[test]
    fn a_upn_that_is_still_in_the_initial_domain() {
        let before = "jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com,$1\n\
            Kim@Contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com,$2\n\
            gone@contoso.com,gone@contoso.com,UserMailbox,SMTP:gone@contoso.com,$3\n\
            room@contoso.com,room@contoso.com,RoomMailbox,SMTP:room@contoso.com,$4\n";
        let now = "jane@contoso.onmicrosoft.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com,$1\n\
            kim@contoso.com,kim@contoso.onmicrosoft.com,UserMailbox,SMTP:kim@contoso.onmicrosoft.com,$2\n\
            ,room@contoso.com,RoomMailbox,SMTP:room@contoso.com,$4\n";
        let tenants = mailboxes(before, now);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source jane@contoso.com jane@contoso.com
        undecidable 1 of 4
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"The UPN of the user jane@contoso.com was `jane@contoso.com`; now it is `jane@contoso.onmicrosoft.com`");
    }

    #[test]
    fn directory_users_are_renamed_back_too_and_guests_are_not_asked() {
        let head = "UserPrincipalName,DisplayName,UserType,ObjectId\n";
        let tenants = mailboxes("", "")
            .source_before(
                "users.csv",
                &super::super::restoring::testing::with_ids(head, "svc@contoso.com,Scanner,Member,$5\nguest@contoso.com,Kim,Guest,$6\n"),
            )
            .source(
                "users.csv",
                &super::super::restoring::testing::with_ids(
                    head,
                    "svc@contoso.onmicrosoft.com,Scanner,Member,$5\nguest@contoso.onmicrosoft.com,Kim,Guest,$6\n",
                ),
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source svc@contoso.com svc@contoso.com");
    }

    #[test]
    fn without_the_exports_of_now_it_does_not_run() {
        let tenants = crate::checks::testing::Tenants::of(crate::plan::Command::Backout).source_before(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\njane@contoso.com,jane@contoso.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: mailboxes `UserPrincipalName`");
    }
}
