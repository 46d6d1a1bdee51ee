//! BCK102 primary-not-restored: a mailbox or contact does not send as before.

use super::restoring;
use crate::check::{Check, Need, Severity};
use crate::facts::Object;
use crate::facts::ledger::Attribute;
use crate::schema::{Moment, Side};

const BEFORE: Need = restoring::of(Side::Source, Moment::Before, super::SOURCE_PRIMARIES.any);
const NOW: Need = restoring::of(Side::Source, Moment::Now, super::SOURCE_PRIMARIES.any);

/// The check.
pub static CHECK: Check = Check {
    code: "BCK102",
    name: "primary-not-restored",
    severity: Severity::Major,
    title: "A primary address is not what it was before the move",
    why: "Until the primary address is set back people send from the initial domain, and answers to it go astray (steps 97, 111, 113). A \
          primary address that is lost, or only an alias now, is told here and not as BCK103. Mailboxes, contacts and mail users in \
          scope, and directory users; groups are BCK104. A mailbox that is gone is BCK108; a contact that is gone is told here, \
          because no other check does",
    fix: "Set the whole list back, the primary first: `Set-Mailbox -EmailAddresses`; the file `restore-addresses.csv` of `--actions` has it, \
          comma-separated; for contacts `Set-MailContact`, where one is gone `New-MailContact`",
    message: "The primary address of the {class} {subject} was `{value}`{now}",
    needs: &[BEFORE, NOW],
    wants: &[],
    select: |facts, selection| {
        let is_asked = |object: &Object| !object.class.is_group();
        let is_whole = |_: &_, object: &Object| !object.primary.is_empty() || object.skip.is_some();
        restoring::select(facts, selection, is_asked, is_whole, |value| value.attribute == Attribute::Primary);
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::restoring::testing::mailboxes;
    use crate::checks::{bck103, bck108};

    const BEFORE: &str = "j@x.org,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@contoso.com,$1\n\
        k@x.org,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com,$2\n\
        l@x.org,lee@contoso.com,SharedMailbox,SMTP:lee@contoso.com,$3\n";

    #[test]
    fn lost_or_demoted_it_is_this_and_no_alias() {
        let now = "j@x.org,j@contoso.com,UserMailbox,SMTP:j@contoso.com;smtp:jane@contoso.com,$1\n\
            k@x.org,kim@contoso.onmicrosoft.com,UserMailbox,SMTP:kim@contoso.onmicrosoft.com,$2\n\
            l@x.org,LEE@contoso.com,SharedMailbox,SMTP:LEE@contoso.com;smtp:kim@contoso.com,$3\n";
        let tenants = mailboxes(BEFORE, now);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source jane@contoso.com jane@contoso.com
        major source kim@contoso.com kim@contoso.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The primary address of the user jane@contoso.com was `jane@contoso.com`; it is an alias now; now it is `j@contoso.com`
        The primary address of the user kim@contoso.com was `kim@contoso.com`; now it is `kim@contoso.onmicrosoft.com`; lee@contoso.com holds it now
        ");
        insta::assert_snapshot!(tenants.findings(&bck103::CHECK), @"");
    }

    #[test]
    fn a_mailbox_that_is_gone_is_told_once_and_so_is_a_contact() {
        let contacts = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n";
        let vendor = "Vendor,vendor@contoso.com,v@tailspin.com,MailContact,SMTP:vendor@contoso.com;smtp:v2@contoso.com\n";
        let other = "Other,o@contoso.com,o@tailspin.com,MailContact,SMTP:o@contoso.com\n";
        let tenants = mailboxes(BEFORE, &BEFORE.lines().take(2).collect::<Vec<_>>().join("\n"))
            .source_before("contacts.csv", &format!("{contacts}{vendor}{other}"))
            .source("contacts.csv", &format!("{contacts}{other}"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source vendor@contoso.com vendor@contoso.com");
        insta::assert_snapshot!(tenants.findings(&bck103::CHECK), @"");
        insta::assert_snapshot!(tenants.findings(&bck108::CHECK), @"blocker source lee@contoso.com lee@contoso.com");
    }
}
