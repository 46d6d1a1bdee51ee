//! FWD001 forwards-outside: mail of a mailbox leaves both tenants.

use super::forwarding::{self, Asked, Verdict};
use crate::check::{Check, Selection, Severity};
use crate::facts::{End, Facts};

/// The check.
pub static CHECK: Check = Check {
    code: "FWD001",
    name: "forwards-outside",
    severity: Severity::Minor,
    title: "Mail is forwarded out of both tenants",
    why: "The destination may refuse to forward outside (error 5.7.520, the outbound spam policy), and a mover does not carry \
          the attribute: the person misses mail without notice. Attributes and enabled inbox rules count, each by its own \
          target: a contact or mail user on the way is only a name for the address it points to, and where mail goes from \
          the mailbox that it is forwarded to is told at that one (FWD004). A ForwardingSmtpAddress beside a \
          ForwardingAddress does not act and is no finding",
    fix: "Ask the owner whether it is still wanted; if so allow it at the destination \
          (`Set-HostedOutboundSpamFilterPolicy -AutoForwardingMode On` for these senders) and set it again after the move \
          (`Set-Mailbox -ForwardingSmtpAddress`, `New-InboxRule -ForwardTo`)",
    message: "Mail of `{subject}` leaves both tenants: {via} sends it to `{value}`{over}",
    needs: &[forwarding::FORWARDS],
    wants: &[forwarding::ATTRIBUTES, forwarding::RULES, super::DESTINATION_OBJECTS],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::All, |forward| match forward.to {
        End::Outside(_) => Verdict::Trouble(forwarding::hit(facts, forward)),
        End::Unknown => Verdict::Undecided,
        End::Object(..) | End::Nobody(_) | End::Several(..) => Verdict::Fine,
    });
}
