//! What the checks after the move share: what was expected and has arrived, and which of its addresses did not.

use crate::check::Selection;
use crate::facts::{Facts, Holder, Object, ObjectId, Role};
use crate::intern::Symbol;
use crate::values::recipient::Class;

/// A source object that is looked at, with what it became.
#[derive(Clone, Copy)]
pub(super) struct Arrived<'a> {
    /// The number of the source object.
    pub id: ObjectId,
    /// The source object.
    pub object: &'a Object,
    /// Its pair.
    pub pair: ObjectId,
    /// The same as an object of the destination.
    pub other: &'a Object,
}

/// The source objects that are asked for and have a pair.
pub(super) fn each(facts: &Facts) -> impl Iterator<Item = Arrived<'_>> {
    facts.source.in_scope().filter(|(id, _)| facts.is_asked(*id)).filter_map(|(id, object)| {
        let pair = facts.pairs.of(id).destination?;
        Some(Arrived { id, object, pair, other: facts.destination.object(pair) })
    })
}

/// An address that did not arrive.
pub(super) struct Missing<'a> {
    /// Whose it is.
    pub of: Arrived<'a>,
    /// The address as it is at the source.
    pub address: Symbol,
    /// The address as it should be.
    pub future: Symbol,
    /// The destination objects that hold it instead.
    pub holders: Vec<Holder>,
}

/// Gives each future address that is not on the destination object to a check (VFY201, VFY202). Lists of addresses
/// that are unknown on one side cannot be decided; the primary address alone is then looked for.
pub(super) fn missing<'a>(facts: &'a Facts, selection: &mut Selection, take: impl Fn(&mut Selection, &Missing<'a>)) {
    for of in each(facts) {
        if of.object.proxies.is_none() {
            selection.examine();
            selection.undecided();
        }
        for address in facts.source.smtp_addresses(of.object) {
            let Some(future) = facts.future(address) else { continue };
            selection.examine();
            let holders = facts.destination.holders(future);
            if holders.iter().any(|holder| holder.object == of.pair && receives(of.other, holder.role)) {
                continue;
            }
            if of.other.proxies.is_none() {
                selection.undecided();
                continue;
            }
            let holders = holders.iter().filter(|holder| holder.object != of.pair).copied().collect();
            take(selection, &Missing { of, address, future, holders });
        }
    }
}

/// Whether an object receives mail at an address that it holds in a role. A contact does at the address it points to,
/// which Exchange keeps among its own; nobody does at a UPN.
const fn receives(object: &Object, role: Role) -> bool {
    match role {
        Role::Primary | Role::Alias => true,
        Role::External => matches!(object.class, Class::Contact),
        Role::Upn => false,
    }
}
