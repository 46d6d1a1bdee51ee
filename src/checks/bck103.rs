//! BCK103 alias-not-restored: an alias of before is not on the mailbox or contact.

use super::restoring;
use crate::check::{Check, Severity};
use crate::facts::Object;
use crate::facts::ledger::Attribute;
use crate::facts::restored::RestoredObject;

/// The check.
pub static CHECK: Check = Check {
    code: "BCK103",
    name: "alias-not-restored",
    severity: Severity::Major,
    title: "An alias of before the move is not there",
    why: "Mail to the alias bounces until it is set back (steps 111, 113). Every SMTP address but the primary one (BCK102) of mailboxes, \
          contacts and mail users in scope and of directory users; groups are BCK104. One that is the primary address now is there. SIP and \
          X500 addresses are no finding: the service writes SIP itself, and both stand in the sheet Restored and in the restore file",
    fix: "Set the whole list back: `Set-Mailbox -EmailAddresses`; the file `restore-addresses.csv` of `--actions` has it, comma-separated",
    message: "The {class} {subject} had the alias `{value}` and has it no more{now}",
    needs: &[restoring::ADDRESSES_BEFORE, restoring::ADDRESSES_NOW],
    wants: &[],
    select: |facts, selection| {
        let is_asked = |object: &Object| !object.class.is_group();
        let is_whole = |_: &RestoredObject, object: &Object| object.proxies.is_some();
        restoring::select(facts, selection, is_asked, is_whole, |value| value.attribute == Attribute::Alias);
    },
};

#[cfg(test)]
mod tests {
    use crate::checks::restoring::testing::mailboxes;

    #[test]
    fn each_alias_that_is_not_there() {
        let before = "j@x.org,jane@contoso.com,UserMailbox,\"SMTP:jane@contoso.com,smtp:J1@contoso.com,smtp:j2@contoso.com,smtp:jane@contoso.onmicrosoft.com,SIP:jane@contoso.com,X500:/o=x/cn=jane\",$1\n\
            k@x.org,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com;smtp:k@contoso.com,$2\n\
            l@x.org,lee@contoso.com,UserMailbox,System.Collections.ArrayList,$3\n";
        let now = "j@x.org,jane@contoso.onmicrosoft.com,UserMailbox,SMTP:jane@contoso.onmicrosoft.com;smtp:j2@contoso.com,$1\n\
            k@x.org,kim@contoso.com,UserMailbox,System.Collections.ArrayList,$2\n\
            l@x.org,lee@contoso.com,UserMailbox,SMTP:lee@contoso.com,$3\n";
        insta::assert_snapshot!(mailboxes(before, now).findings(&super::CHECK), @r"
        major source jane@contoso.com j1@contoso.com
        undecidable 2 of 3
        ");
    }

    #[test]
    fn everything_set_back_is_nothing() {
        let rows = "j@x.org,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j1@contoso.com,$1\n";
        let now = "j@x.org,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:J1@Contoso.com;smtp:new@contoso.onmicrosoft.com,$1\n";
        insta::assert_snapshot!(mailboxes(rows, now).findings(&super::CHECK), @"");
    }
}
