//! FWD005 forwards-without-copy: a mailbox receives nothing itself.

use super::forwarding::{self, Asked, Verdict};
use crate::check::{Check, Selection, Severity};
use crate::facts::{End, Facts, Forward};
use crate::kinds::{forwarding as list, mailboxes};
use crate::schema::Column;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD005",
    name: "forwards-without-copy",
    severity: Severity::Major,
    title: "A mailbox forwards all mail and keeps none",
    why: "Without DeliverToMailboxAndForward the mailbox itself receives nothing: if the forward is not set again after the \
          move, or its target is gone, mail that nobody expects there piles up unread, and a test mail to the mailbox seems \
          lost. The flag alone, without a target, has no effect; inbox rules are not meant (FWD007); a blank flag is unknown",
    fix: "Ask the owner; keep a copy during the move: `Set-Mailbox -DeliverToMailboxAndForward $true`",
    message: "`{subject}` keeps no copy of what {via} sends to `{value}`{over}",
    needs: &[forwarding::ATTRIBUTES, forwarding::COPIES],
    wants: &[],
    select,
};

/// The columns with the flag.
static COPY_COLUMNS: [&Column; 2] =
    [&mailboxes::DELIVER_TO_MAILBOX_AND_FORWARD, &list::DELIVER_TO_MAILBOX_AND_FORWARD];

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::Attributes, |forward| match (&forward.to, forward.keeps_copy) {
        (_, Some(true)) => Verdict::Fine,
        (End::Unknown, Some(false)) | (_, None) => Verdict::Undecided,
        (_, Some(false)) => Verdict::Trouble(forwarding::hit(facts, forward).seen(Some(evidence(facts, forward)))),
    });
}

/// The flag in the row of the forward, else the target.
fn evidence(facts: &Facts, forward: &Forward) -> crate::check::Evidence {
    let table = &facts.tenant(forward.side).tables[forward.at.table as usize];
    let flag = COPY_COLUMNS.into_iter().find(|column| table.kind.owns(column) && table.has(column));
    facts.at(forward.side, forward.at, flag.or(Some(forward.column)))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn only_where_the_flag_says_no_and_something_is_forwarded() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingAddress,ForwardingSmtpAddress,DeliverToMailboxAndForward\n\
                 a@contoso.com,a@contoso.com,UserMailbox,,x@tailspin.com,False\n\
                 b@contoso.com,b@contoso.com,UserMailbox,,x@tailspin.com,True\n\
                 c@contoso.com,c@contoso.com,UserMailbox,,,False\n\
                 d@contoso.com,d@contoso.com,UserMailbox,,x@tailspin.com,\n\
                 e@contoso.com,e@contoso.com,UserMailbox,a@contoso.com,x@tailspin.com,False\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,,jane@fabrikam.com,False\n",
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\njane@fabrikam.com,jane@fabrikam.com,UserMailbox\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source a@contoso.com x@tailspin.com
        major source e@contoso.com a@contoso.com
        undecidable 1 of 6
        ");
    }

    #[test]
    fn a_list_of_forwards_says_it_in_its_own_words() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
                 a@contoso.com,a@contoso.com,UserMailbox\nb@contoso.com,b@contoso.com,UserMailbox\n",
            )
            .source(
                "forwarding.csv",
                "Mailbox address,Mailbox type,Keep original message,Forwarding via,Forwarding to\n\
                 a@contoso.com,UserMailbox,False,ForwardingSmtpAddress attribute,x@tailspin.com\n",
            );
        // A list in which everybody forwards names those who do: `b` does not.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source a@contoso.com x@tailspin.com");
    }
}
