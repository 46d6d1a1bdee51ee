//! Which object of a tenant a text names: GUID, address, UPN, DN, canonical name, legacy DN, name, alias or
//! display name. What fits several objects stays ambiguous.

use hashbrown::HashMap;

use super::Tenant;
use super::object::{ObjectId, State};
use crate::intern::Pool;
use crate::values::identity::{self, Form};
use crate::values::{guid, text};

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// Exactly one object.
    One(ObjectId),
    /// Several objects, in the order of their numbers.
    Several(Vec<ObjectId>),
    /// Nothing in the exports.
    Nothing,
}

impl Resolution {
    fn of(mut found: Vec<ObjectId>) -> Self {
        found.sort_unstable();
        found.dedup();
        match found[..] {
            [] => Self::Nothing,
            [one] => Self::One(one),
            _ => Self::Several(found),
        }
    }

    /// The object, where there is exactly one.
    pub fn one(&self) -> Option<ObjectId> {
        match self {
            Self::One(id) => Some(*id),
            _ => None,
        }
    }
}

type Index = HashMap<String, Vec<ObjectId>, foldhash::fast::FixedState>;

/// The names of all objects of a tenant.
#[derive(Debug, Default)]
pub struct Resolver {
    exact: Index,
    names: Index,
    display_names: Index,
}

impl Resolver {
    /// Collects the names of a tenant.
    pub fn of(tenant: &Tenant, pool: &Pool) -> Self {
        let mut resolver = Self::default();
        for (id, object) in tenant.ids() {
            for symbol in [object.object_id, object.guid, object.exchange_guid, object.legacy_key] {
                add(&mut resolver.exact, pool.text(symbol), id);
            }
            for proxy in tenant.proxies(object).iter().filter(|proxy| !proxy.is_smtp()) {
                add(&mut resolver.exact, pool.text(proxy.key), id);
            }
            for symbol in [object.name, object.alias] {
                add(&mut resolver.names, &text::fold_name(pool.text(symbol)), id);
            }
            add(&mut resolver.display_names, &text::fold_name(pool.text(object.display_name)), id);
        }
        resolver
    }

    /// The object that a text names; live objects win over deleted ones.
    pub fn resolve(&self, cell: &str, tenant: &Tenant, pool: &Pool) -> Resolution {
        let cell = text::trim(cell);
        let found = match identity::form(cell) {
            Form::Guid(guid) => get(&self.exact, &guid),
            Form::Address(address) => self.by_address(address, tenant, pool),
            Form::LegacyDn(dn) => get(&self.exact, &dn.to_lowercase()),
            Form::DistinguishedName { cn } => self.by_name(&cn),
            Form::Canonical { leaf } => self.by_name(&leaf),
            Form::DomainUser { user, .. } => self.by_name(user),
            Form::Sid(_) => Vec::new(),
            Form::SoftDeleted { name } => self.by_name(&name),
            Form::Name(name) => self.by_name(name),
        };
        let live: Vec<ObjectId> = found.iter().copied().filter(|id| tenant.object(*id).state == State::Live).collect();
        Resolution::of(if live.is_empty() { found } else { live })
    }

    /// The objects that have a display name, compared without regard to case.
    pub fn by_display_name(&self, name: &str) -> Vec<ObjectId> {
        get(&self.display_names, &text::fold_name(name))
    }

    fn by_address(&self, address: &str, tenant: &Tenant, pool: &Pool) -> Vec<ObjectId> {
        let Some(symbol) = pool.find(&address.to_lowercase()) else {
            return self.by_name(address);
        };
        let holders = tenant.holders(symbol);
        // Own addresses say more than the external address of a contact that merely points there.
        let own = holders.iter().filter(|holder| holder.role != super::Role::External);
        let own: Vec<ObjectId> = own.map(|holder| holder.object).collect();
        if own.is_empty() { holders.iter().map(|holder| holder.object).collect() } else { own }
    }

    /// Names and aliases are unique in a tenant, display names are not: they are asked last.
    fn by_name(&self, name: &str) -> Vec<ObjectId> {
        let folded = text::fold_name(name);
        if let Some(guid) = guid::guid(name) {
            return get(&self.exact, &guid);
        }
        let by_name = get(&self.names, &folded);
        if by_name.is_empty() { get(&self.display_names, &folded) } else { by_name }
    }
}

fn add(index: &mut Index, name: &str, id: ObjectId) {
    if !name.is_empty() {
        index.entry_ref(name).or_default().push(id);
    }
}

fn get(index: &Index, name: &str) -> Vec<ObjectId> {
    index.get(name).cloned().unwrap_or_default()
}
