//! FWD006 two-forwards: both forwarding attributes are set.

use super::{forwarding, volume};
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Forward, Via};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD006",
    name: "two-forwards",
    severity: Severity::Minor,
    title: "Both forwarding attributes are set, and one of them has no effect",
    why: "Exchange ignores ForwardingSmtpAddress while ForwardingAddress is set. The owner may believe in the ignored one, and \
          it starts to act as soon as the other is removed, as at cutover. Both set to the same target is told too. Where the \
          acting one is a coexistence forward it is the project's own doing and no finding",
    fix: "Ask the owner which one is meant, and clear the other: `Set-Mailbox -ForwardingSmtpAddress $null`",
    message: "`{subject}` has both forwarding attributes; the acting one and the ignored one: `{value}`",
    needs: &[forwarding::ATTRIBUTES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, _) in volume::mailboxes(facts) {
        selection.examine();
        let forwards = facts.forwards.from(Side::Source, id);
        let set = |via: Via| forwards.iter().find(|forward| forward.via == via && !forward.target_text.is_empty());
        let known = facts.forwards.known(Side::Source, id);
        let (acting, ignored) = (set(Via::ForwardingAddress), set(Via::ForwardingSmtpAddress));
        match (acting, ignored) {
            (Some(acting), _) if acting.coexistence => {}
            (Some(acting), Some(ignored)) => {
                let value = |forward: &Forward| facts.forward_target(forward);
                let mut hit = forwarding::hit(facts, ignored);
                hit.value = format!("{}; {}", value(acting), value(ignored));
                selection.hit(hit);
            }
            _ => {
                let is_empty = (known.address && acting.is_none()) || (known.smtp && ignored.is_none());
                if !is_empty {
                    selection.undecided();
                }
            }
        }
    }
    forwarding::count_strays(facts, selection, forwarding::Asked::Attributes, Side::Source);
}
