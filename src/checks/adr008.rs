//! ADR008 too-many-addresses: the object will have more addresses than Exchange bears.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR008",
    name: "too-many-addresses",
    severity: Severity::Major,
    title: "More than 300 addresses on one object",
    why: "Microsoft advises at most 300 proxy addresses on an object and documents a limit of 400. Counted \
          are the future addresses together with those that the destination object has; exactly 300 is fine",
    fix: "Drop addresses that nobody uses any more: `Set-Mailbox -EmailAddresses @{Remove=...}`",
    message: "{subject} will have {value} SMTP addresses; {limit}",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

/// Number of proxy addresses that Microsoft advises not to pass.
const ADVISED: usize = 300;
/// Documented limit of proxy addresses of one recipient.
const LIMIT: usize = 400;

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        selection.examine();
        let futures = facts.source.smtp_addresses(object).filter_map(|address| facts.future(address));
        let pair = facts.pairs.of(id).destination.map(|pair| facts.destination.object(pair));
        let theirs = pair.into_iter().flat_map(|pair| facts.destination.smtp_addresses(pair));
        let mut all: Vec<_> = futures.chain(theirs).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() > ADVISED {
            let limit = if all.len() > LIMIT {
                format!("the documented limit is {LIMIT}")
            } else {
                format!("at most {ADVISED} are advised")
            };
            let hit = Hit::new(Side::Source, facts.text(object.subject), all.len().to_string())
                .with("limit", limit)
                .seen(facts.evidence(Side::Source, object, super::ADDRESS_COLUMNS));
            selection.hit(hit);
        }
    }
}
