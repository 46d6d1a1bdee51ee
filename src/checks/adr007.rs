//! ADR007 domain-not-accepted: an address lies in a domain that its own tenant does not accept.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, domain_of};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR007",
    name: "domain-not-accepted",
    severity: Severity::Major,
    title: "An address in a domain that the tenant does not accept",
    why: "Mail to such an address never arrives, and the object cannot be changed or licensed until it is \
          gone. Mailboxes and groups of both sides; contacts point outside and are not meant",
    fix: "Remove the address with `Set-Mailbox` or `Set-DistributionGroup -EmailAddresses \
          @{Remove='smtp:...'}`, or add the domain to the tenant",
    message: "`{value}` of {subject} lies in `{domain}`, which is no accepted domain of the {side}",
    needs: &[super::ACCEPTED_DOMAINS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        let own = tenant.in_scope().filter(|(_, object)| object.class.is_mailbox() || object.class.is_group());
        for (_, object) in own {
            for address in tenant.smtp_addresses(object) {
                let Some(domain) = domain_of(facts.text(address)) else { continue };
                selection.examine();
                match facts.domains.of(side).accepts(domain) {
                    Some(true) => {}
                    None => selection.undecided(),
                    Some(false) => {
                        let hit = Hit::new(side, facts.text(object.subject), facts.text(address))
                            .with("domain", domain)
                            .seen(facts.address_evidence(side, object, address));
                        selection.hit(hit);
                    }
                }
            }
        }
    }
}
