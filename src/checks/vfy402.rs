//! VFY402 forwarding-lost: a mailbox forwarded its mail at the source, and does not at the destination.

use std::collections::BTreeSet;

use super::forwarding::{self, Asked};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::{Outcome, Reason};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY402",
    name: "forwarding-lost",
    severity: Severity::Major,
    title: "A forward did not arrive",
    why: "Movers do not carry the attribute, and mail that somebody waits for stays in a mailbox that nobody opens. Expected is \
          what the acting one of ForwardingAddress and ForwardingSmtpAddress leads to, a source object as what it became; by which \
          of the two attributes the destination gets there makes no difference, and neither does whether a copy is kept. \
          Coexistence forwards are left out, and so are inbox rules, which movers carry with the mailbox. A target without a \
          destination object is none (FWD002 told it); one that nobody can tell apart is undecidable",
    fix: "`Set-Mailbox -ForwardingAddress` for somebody of the destination, `-ForwardingSmtpAddress` for anybody else, with \
          `-DeliverToMailboxAndForward` as before",
    message: "`{subject}` became `{pair}`, which does not forward to `{value}`",
    needs: &[
        forwarding::ATTRIBUTES,
        forwarding::DESTINATION_ATTRIBUTES,
        super::SOURCE_OBJECTS,
        super::DESTINATION_OBJECTS,
    ],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    let mut undecided = BTreeSet::new();
    for (mailbox, _) in facts.moved_mailboxes() {
        selection.examine_on(side);
        if !facts.forwards.tell_attributes(side, mailbox) {
            undecided.insert(mailbox);
        }
    }
    for moved in facts.moved.forwards.iter().filter(|moved| moved.source.is_some()) {
        match moved.outcome {
            Outcome::Missing => {
                let forward = facts.moved_forward(moved);
                let subject = facts.subject(side, moved.mailbox);
                let hit = Hit::new(side, subject, facts.moved_forward_value(moved))
                    .with("pair", super::comparison::pair(facts, moved.mailbox))
                    .seen(Some(forwarding::evidence(facts, forward)));
                selection.hit(hit);
            }
            Outcome::Undecided(_) | Outcome::Untranslated(Reason::Ambiguous | Reason::SeveralCandidates) => {
                undecided.insert(moved.mailbox);
            }
            _ => {}
        }
    }
    for _ in undecided {
        selection.undecided_on(side);
    }
    forwarding::count_strays(facts, selection, Asked::Attributes, side);
}
