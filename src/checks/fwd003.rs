//! FWD003 forwarding-loop: forwarded mail comes back.

use super::forwarding::{self, Asked};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::forwards::graph;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD003",
    name: "forwarding-loop",
    severity: Severity::Blocker,
    title: "Mail is forwarded in a circle, today or after the move",
    why: "Exchange drops mail that comes back, with or without a report, and a loop between two tenants fills mailboxes until it \
          is noticed. All acting forwards of both tenants count today, coexistence forwards too: with both directions on at \
          once, mail goes to and fro. After the move a pair is one mailbox under the source's name, an address that a source \
          object will have is that object, and coexistence forwards are gone; a loop of today is not told again under these \
          names. Where loops share mailboxes, as many are told as it takes for each forward to be in one. Disabled rules, \
          rules in error and an attribute that does not act close no loop; a group passes nothing on",
    fix: "End one of the forwards: `Set-Mailbox -ForwardingAddress $null -ForwardingSmtpAddress $null`, `Disable-InboxRule`; \
          of two coexistence forwards keep the one that leads to the mailbox in use",
    message: "Mail goes in a circle {when}: {value}",
    needs: &[forwarding::ANY_FORWARDS],
    wants: &[forwarding::FORWARDS, forwarding::DESTINATION_FORWARDS, forwarding::RULES],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        for (id, _) in facts.tenant(side).in_scope().filter(|(_, object)| object.class.is_mailbox()) {
            selection.examine();
            let forwards = facts.forwards.from(side, id);
            if !forwarding::knows_attributes(facts, side, id) || forwards.iter().any(|forward| forward.acts.is_none()) {
                selection.undecided();
            }
        }
        forwarding::count_strays(facts, selection, Asked::All, side);
    }
    for found in graph::loops(facts) {
        let Some(&(side, first)) = found.path.first() else { continue };
        let mut names: Vec<&str> = found.path.iter().map(|(side, id)| facts.subject(*side, *id)).collect();
        names.push(facts.subject(side, first));
        let hit = Hit::new(side, facts.subject(side, first), names.join(" > "))
            .with("when", if found.is_today { "today" } else { "after the move" })
            .seen(Some(forwarding::evidence(facts, found.first)));
        selection.hit(hit);
    }
}
