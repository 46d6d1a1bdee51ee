//! FWD007 rule-forwards: an inbox rule forwards or redirects mail.

use super::forwarding::{self, Asked, Verdict};
use crate::check::{Check, Selection, Severity};
use crate::facts::{End, Facts};

/// The check.
pub static CHECK: Check = Check {
    code: "FWD007",
    name: "rule-forwards",
    severity: Severity::Minor,
    title: "An inbox rule forwards or redirects mail",
    why: "Most movers do not carry inbox rules, and a rule that does come along names people by addresses of the old tenant: \
          it stops without a word, or goes on to the wrong mailbox. One finding for each target of a rule. Disabled rules and rules in \
          error send nothing; a rule to the person's own pair is a coexistence forward",
    fix: "Note the rule with its owner and make it anew after the move: `Get-InboxRule`, `New-InboxRule -ForwardTo`",
    message: "In `{subject}` {via} sends mail to `{value}`{over}",
    needs: &[forwarding::RULES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::Rules, |forward| match forward.to {
        End::Unknown => Verdict::Undecided,
        _ => Verdict::Trouble(forwarding::hit(facts, forward)),
    });
}
