//! What the checks of Exchange's own addresses share (ADR011 before the move, VFY204 after it): replies to old mail go
//! to them, so that the destination object has to hold those of the source object.

use super::arrived::{self, Arrived};
use crate::check::{Hit, Selection};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::address::Prefix;

/// Selects what pairs lack: the `LegacyExchangeDN` and the X500 addresses of the source object, each once.
pub(super) fn not_carried(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
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
            let has =
                other.legacy_key == key || theirs.iter().any(|proxy| proxy.prefix == Prefix::X500 && proxy.key == key);
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
