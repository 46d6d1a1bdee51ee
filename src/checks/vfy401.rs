//! VFY401 forwarding-left: a mailbox at the destination still sends its mail back.

use super::forwarding::{self, Asked};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::moved::Outcome;
use crate::facts::{Facts, State};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY401",
    name: "forwarding-left",
    severity: Severity::Major,
    title: "Mail is still forwarded to the source",
    why: "While both tenants were in use, mail went back to the mailbox in use. After the cutover such a forward hides mail, sends \
          it in a circle or lets it bounce. Told are ForwardingAddress and ForwardingSmtpAddress of a migrated mailbox, acting or \
          not, that lead to its source mailbox, to the contact that stands for it, to any address in a domain that stays with the \
          source, or to an address of the mailbox itself; inbox rules are the owner's own. A forward to somebody else who moved \
          is none",
    fix: "`Set-Mailbox -ForwardingAddress $null -ForwardingSmtpAddress $null`",
    message: "`{subject}` became `{pair}`, whose mail still goes to `{value}`{over} ({via})",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS, forwarding::DESTINATION_ATTRIBUTES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Destination;
    for (_, there) in facts.moved_mailboxes() {
        selection.examine_on(side);
        let known = facts.forwards.known(side, there);
        let is_live = facts.destination.object(there).state == State::Live;
        if !(known.address && known.smtp) && is_live {
            selection.undecided_on(side);
        }
    }
    for moved in facts.moved.forwards.iter().filter(|moved| moved.outcome == Outcome::LeftOver) {
        let hit = Hit {
            side: Side::Source,
            subject: facts.subject(Side::Source, moved.mailbox).to_owned(),
            ..forwarding::hit(facts, facts.moved_forward(moved))
        };
        selection.hit(hit.with("pair", super::comparison::pair(facts, moved.mailbox)));
    }
    forwarding::count_strays(facts, selection, Asked::Attributes, side);
}
