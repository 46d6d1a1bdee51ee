//! ADR011 x500-missing: the destination object does not know the old Exchange address.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::address::Prefix;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR011",
    name: "x500-missing",
    severity: Severity::Major,
    title: "LegacyExchangeDN or X500 address not carried over",
    why: "Outlook caches recipients and answers old mail by the LegacyExchangeDN, not by the SMTP address: \
          without it as an X500 address at the destination, replies bounce with an IMCEAEX address. Asked of \
          every pair, for the LegacyExchangeDN and all X500 addresses of the source object",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='X500:...'}`, for groups and contacts the cmdlet of the class",
    message: "{subject} becomes {pair}, which does not have the X500 address `{value}`",
    needs: &[super::SOURCE_X500, super::DESTINATION_ADDRESSES],
    wants: &[super::SOURCE_LEGACY_DN],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        let Some(pair) = facts.pairs.of(id).destination else { continue };
        let other = facts.destination.object(pair);
        selection.examine();
        if other.proxies.is_none() || (object.legacy_dn.is_none() && object.proxies.is_none()) {
            selection.undecided();
            continue;
        }
        if object.legacy_dn.is_none() {
            selection.undecided();
        }
        let own = facts.source.proxies(object).iter().filter(|proxy| proxy.prefix == Prefix::X500);
        let dn = object.legacy_dn.map(|dn| (object.legacy_key, dn, None));
        let wanted = dn.into_iter().chain(own.map(|proxy| (proxy.key, proxy.text, Some(proxy))));
        let mut seen = Vec::new();
        for (key, text, proxy) in wanted {
            let theirs = facts.destination.proxies(other);
            let has = other.legacy_key == key
                || theirs.iter().any(|proxy| proxy.prefix == Prefix::X500 && proxy.key == key);
            if has || seen.contains(&key) {
                continue;
            }
            seen.push(key);
            let evidence = match proxy {
                Some(proxy) => facts.proxy_evidence(Side::Source, proxy),
                None => facts.evidence(Side::Source, object, super::LEGACY_DN_COLUMNS),
            };
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(text))
                .with("pair", facts.text(other.subject))
                .seen(evidence);
            selection.hit(hit);
        }
    }
}
