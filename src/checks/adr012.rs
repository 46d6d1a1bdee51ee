//! ADR012 sip-on-moving-domain: a SIP address keeps the domain in the old tenant.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::address::Prefix;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR012",
    name: "sip-on-moving-domain",
    severity: Severity::Minor,
    title: "A SIP address in a moving domain",
    why: "SIP addresses keep a domain from being removed and come back as long as a Teams or Skype licence \
          is assigned. SIP addresses in other domains are no trouble",
    fix: "Before the domain is removed, take the Teams and Skype service plans off or change the UPN, then \
          remove the address with `Set-Mailbox -EmailAddresses @{Remove='sip:...'}`",
    message: "The SIP address `{value}` of {subject} lies in a moving domain",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (_, object) in facts.source.in_scope().filter(|(_, object)| object.proxies.is_some()) {
        selection.examine();
        for proxy in facts.source.proxies(object).iter().filter(|proxy| proxy.prefix == Prefix::Sip) {
            if facts.domains.is_moving(facts.text(proxy.key)) {
                let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(proxy.key))
                    .seen(facts.proxy_evidence(Side::Source, proxy));
                selection.hit(hit);
            }
        }
    }
}
