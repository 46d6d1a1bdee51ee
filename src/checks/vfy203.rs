//! VFY203 alias-extra: an address came from nowhere.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::intern::Symbol;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY203",
    name: "alias-extra",
    severity: Severity::Info,
    title: "An address in a moving domain that the source object never had",
    why: "Somebody added it on the way, perhaps in the wrong place. What the source object held in any form is not \
          extra, its UPN included, since Exchange makes an address of it, nor is what the destination object had \
          already where a baseline of the destination is given. Addresses in domains of the destination are its \
          own business",
    fix: "Ask who added it; if nobody needs it: `Set-Mailbox -EmailAddresses @{Remove='smtp:...'}`",
    message: "{pair} has `{value}`, which {subject} never had",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for arrived @ Arrived { object, pair, other, .. } in arrived::each(facts) {
        selection.examine();
        let sources = facts.pairs.sources(pair);
        let lost = sources.iter().any(|id| facts.source.object(*id).proxies.is_none());
        if lost || other.proxies.is_none() {
            selection.undecided();
            continue;
        }
        let had = had(facts, arrived);
        for address in facts.destination.smtp_addresses(other) {
            if facts.domains.is_moving(facts.text(address)) && !had.contains(&address) {
                let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(address))
                    .with("pair", facts.text(other.subject))
                    .seen(facts.address_evidence(Side::Destination, other, address));
                selection.hit(hit);
            }
        }
    }
}

/// What the pair may hold: all that those who became it held, in both forms, and what it held itself before the move.
fn had(facts: &Facts, Arrived { pair, .. }: Arrived) -> Vec<Symbol> {
    let mut had = Vec::new();
    for source in facts.pairs.sources(pair) {
        facts.source.held(*source, |address, _| had.extend([Some(address), facts.future(address)].into_iter().flatten()));
    }
    let earlier = facts.again(Side::Destination).and_then(|again| again.before(pair));
    if let Some((before, earlier)) = facts.before(Side::Destination).zip(earlier) {
        before.destination.held(earlier, |address, _| had.push(address));
    }
    had
}
