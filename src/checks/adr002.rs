//! ADR002 address-held-twice: one address belongs to two objects of one tenant.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR002",
    name: "address-held-twice",
    severity: Severity::Major,
    title: "One address is held by two objects of one tenant",
    why: "Exchange delivers to one of them, and every change of the other one fails with `proxy address is \
          already being used`. All roles count (primary, alias, external address, UPN), and so do \
          soft-deleted and inactive objects. An object that several exports describe is one object",
    fix: "Decide who keeps it and remove it from the other one: `Set-Mailbox -EmailAddresses \
          @{Remove='smtp:...'}` or the cmdlet of its class; purge a soft-deleted holder",
    message: "`{value}` is held by {subject} as {role} and by {holder} ({class}, {state}) as {other_role}",
    needs: &[super::ANY_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        selection.examined += tenant.objects.len() as u64;
        for holders in tenant.shared_addresses() {
            for holder in holders {
                for other in holders.iter().filter(|other| other.object != holder.object) {
                    let object = tenant.object(holder.object);
                    let second = tenant.object(other.object);
                    let hit = Hit::new(side, facts.text(object.subject), facts.text(holder.address))
                        .held_by(facts.text(second.subject))
                        .with("role", holder.role.as_str())
                        .with("class", second.class.as_str())
                        .with("state", second.state.as_str())
                        .with("other_role", other.role.as_str())
                        .seen(facts.address_evidence(side, object, holder.address));
                    selection.hit(hit);
                }
            }
        }
    }
}
