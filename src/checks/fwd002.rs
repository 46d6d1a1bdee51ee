//! FWD002 forward-target-missing: a forward leads to nobody, or to somebody who does not come along.

use super::forwarding::{self, Asked, Verdict};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{End, Facts, Forward, State};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD002",
    name: "forward-target-missing",
    severity: Severity::Major,
    title: "The target of a forward is nobody, or nobody at the destination",
    why: "After the move the forward cannot be set again, and mail that somebody relied on is lost. The target is missing if \
          nothing in the exports has its name or address, or if it is a source mailbox or group without a pair; one of \
          which several destination objects could be the pair has none yet (PAI002). A target outside both tenants is FWD001; \
          a contact or mail user is no target itself, only the address it points to is; a name that fits several objects \
          cannot be decided",
    fix: "Settle who gets the mail now; create the target at the destination, or end the forward: \
          `Set-Mailbox -ForwardingAddress $null -ForwardingSmtpAddress $null`, `Disable-InboxRule`",
    message: "`{subject}` forwards to `{value}`{over} ({via}), {trouble}",
    needs: &[forwarding::FORWARDS, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[forwarding::ATTRIBUTES, forwarding::RULES],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::All, |forward| match &forward.to {
        End::Nobody(_) => Verdict::Trouble(hit(facts, forward, "which is nobody in the exports")),
        End::Object(Side::Source, target) => {
            let (object, pair) = (facts.source.object(*target), facts.pairs.of(*target));
            if pair.destination.is_some() {
                Verdict::Fine
            } else if !super::could_hold(facts, object.class) {
                Verdict::Undecided
            } else if object.state != State::Live {
                Verdict::Trouble(hit(facts, forward, "which is deleted"))
            } else if pair.candidates.is_empty() {
                Verdict::Trouble(hit(facts, forward, "which has no destination object"))
            } else {
                Verdict::Trouble(hit(facts, forward, "for which several destination objects fit equally well (PAI002)"))
            }
        }
        End::Several(..) | End::Unknown => Verdict::Undecided,
        End::Object(Side::Destination, _) | End::Outside(_) => Verdict::Fine,
    });
}

fn hit(facts: &Facts, forward: &Forward, trouble: &str) -> Hit {
    forwarding::hit(facts, forward).with("trouble", trouble)
}
