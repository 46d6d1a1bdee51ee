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
