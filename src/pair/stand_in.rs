//! Objects that stand for people of the other tenant while both tenants exist.

use crate::intern::{Pool, Symbol};
use crate::tenant::{ObjectId, Role, State, Tenant};
use crate::values::address;
use crate::values::recipient::Class;

/// A destination contact, mail user or guest that holds, or points to, today's address of a source
/// mailbox or group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StandIn {
    /// The contact, mail user or guest.
    pub contact: ObjectId,
    /// For whom it stands.
    pub source: ObjectId,
    /// The address that shows it.
    pub address: Symbol,
}

/// All stand-ins at the destination, sorted by contact.
pub(super) fn find(source: &Tenant, destination: &Tenant, pool: &Pool) -> Vec<StandIn> {
    let mut stand_ins = Vec::new();
    let outsiders = destination
        .ids()
        .filter(|(_, object)| matches!(object.class, Class::Contact | Class::MailUser | Class::Guest))
        .filter(|(_, object)| object.state == State::Live);
    for (contact, object) in outsiders {
        let mut take = |address: Symbol| {
            for holder in source.holders(address) {
                let person = source.object(holder.object);
                // A guest is often invited by the UPN, which need not be one of the addresses.
                let is_own = holder.role != Role::External;
                if is_own && person.in_scope() && (person.class.is_mailbox() || person.class.is_group()) {
                    stand_ins.push(StandIn { contact, source: holder.object, address });
                }
            }
        };
        destination.held(contact, |address, _| take(address));
        let invited = if object.class == Class::Guest { address::guest_address(pool.text(object.upn)) } else { None };
        if let Some(invited) = invited.and_then(|invited| pool.find(&invited)) {
            take(invited);
        }
    }
    stand_ins.sort_unstable();
    stand_ins.dedup();
    stand_ins
}

/// Source contacts and mail users in scope that point to a destination mailbox or group, sorted by contact.
pub(super) fn pointing_back(source: &Tenant, destination: &Tenant) -> Vec<(ObjectId, Symbol)> {
    let points_to = |address: Symbol| {
        destination.holders(address).iter().any(|holder| {
            let object = destination.object(holder.object);
            let is_own = matches!(holder.role, Role::Primary | Role::Alias);
            is_own && object.state == State::Live && (object.class.is_mailbox() || object.class.is_group())
        })
    };
    let mut pointing = Vec::new();
    for (id, object) in source.in_scope().filter(|(_, object)| matches!(object.class, Class::Contact | Class::MailUser))
    {
        let address = if object.external.is_empty() { object.primary } else { object.external };
        if !address.is_empty() && points_to(address) {
            pointing.push((id, address));
        }
    }
    pointing
}
