//! ADR005 no-fallback-address: an object would have no address left once the moving domains leave.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, domain_of};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR005",
    name: "no-fallback-address",
    severity: Severity::Major,
    title: "No address in the initial domain to fall back to",
    why: "When a domain leaves the tenant, an object needs an address in the initial domain to stay \
          reachable and to be renamed to. Any address there will do; one in `*.mail.onmicrosoft.com` will \
          not",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='smtp:{value}'}`, for groups `Set-DistributionGroup` or \
          `Set-UnifiedGroup`",
    message: "{subject} has addresses in a moving domain and none in `{domain}`; expected `{value}`",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(initial) = facts.domains.source.initial.as_deref() else {
        selection.examined = facts.source.in_scope().count() as u64;
        selection.undecidable = selection.examined;
        return;
    };
    for (_, object) in facts.source.in_scope().filter(|(_, object)| object.class.is_mailbox() || object.class.is_group()) {
        let mut addresses = facts.source.smtp_addresses(object).chain([object.upn]);
        if !addresses.any(|address| facts.domains.is_moving(facts.text(address))) {
            continue;
        }
        selection.examine();
        if object.proxies.is_none() {
            selection.undecided();
            continue;
        }
        let has_fallback =
            facts.source.smtp_addresses(object).any(|address| domain_of(facts.text(address)) == Some(initial));
        if !has_fallback {
            let local = super::alias_or_local_part(facts, object);
            let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{local}@{initial}"))
                .with("domain", initial)
                .seen(facts.evidence(Side::Source, object, super::ADDRESS_COLUMNS));
            selection.hit(hit);
        }
    }
}
