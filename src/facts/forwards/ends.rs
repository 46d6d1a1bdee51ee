//! Where a forward ends: the way of a message from a text of an export through contacts to a mailbox, a group or
//! an address of neither tenant.

use hashbrown::HashMap;

use super::End;
use crate::facts::{Naming, Object, ObjectId, Party, Role, State};
use crate::intern::Symbol;
use crate::pair::Pairs;
use crate::schema::Side;
use crate::values::address;
use crate::values::identity::{Form, form};
use crate::values::recipient::Class;
use crate::values::text::trim;

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// Where a text leads.
#[derive(Debug, Clone)]
pub(super) struct Route {
    /// Where mail ends.
    pub to: End,
    /// Contacts, mail users and guests on the way, in the order of the way.
    pub labels: Vec<(Side, ObjectId)>,
}

impl Route {
    /// Nobody can read where mail goes.
    pub const UNKNOWN: Self = Self { to: End::Unknown, labels: Vec::new() };
}

/// Finds ends for the exports of one tenant; every distinct text is looked up once.
pub(super) struct Ends<'a> {
    /// The tenant whose exports are read.
    pub side: Side,
    /// The names of both tenants.
    pub naming: &'a Naming<'a>,
    pairs: &'a Pairs,
    routes: Map<Symbol, Route>,
    owners: Map<Symbol, Option<ObjectId>>,
}

impl<'a> Ends<'a> {
    pub(super) fn new(naming: &'a Naming<'a>, pairs: &'a Pairs, side: Side) -> Self {
        Self { side, naming, pairs, routes: Map::default(), owners: Map::default() }
    }

    /// The object whose mail is forwarded; `None` where the text names nobody, or several.
    pub(super) fn owner(&mut self, text: Symbol) -> Option<ObjectId> {
        let (naming, side) = (self.naming, self.side);
        *self.owners.entry(text).or_insert_with(|| naming.party(side, naming.pool.text(text)).own())
    }

    /// Where mail to the text goes.
    pub(super) fn route(&mut self, text: Symbol) -> Route {
        if let Some(known) = self.routes.get(&text) {
            return known.clone();
        }
        let route = Way { naming: self.naming, labels: Vec::new() }.reach_text(self.side, self.naming.pool.text(text));
        self.routes.insert(text, route.clone());
        route
    }

    /// Whether a route leads from an object to its own pair, or over the contact that stands for it.
    pub(super) fn is_coexistence(&self, from: ObjectId, route: &Route) -> bool {
        let destination;
        let (pair_side, pair, sources) = match self.side {
            Side::Source => {
                destination = self.pairs.of(from).destination;
                (Side::Destination, destination.as_slice(), &[from][..])
            }
            Side::Destination => {
                let sources = self.pairs.sources(from);
                (Side::Source, sources, sources)
            }
        };
        let is_pair = |side: Side, id: ObjectId| side == pair_side && pair.contains(&id);
        let stands_for = |side: Side, contact: ObjectId| {
            side == Side::Destination && sources.iter().any(|source| self.pairs.stands_for(contact, *source))
        };
        matches!(route.to, End::Object(side, id) if is_pair(side, id))
            || route.labels.iter().any(|&(side, id)| is_pair(side, id) || stands_for(side, id))
    }
}

/// The way of one message.
struct Way<'a> {
    naming: &'a Naming<'a>,
    labels: Vec<(Side, ObjectId)>,
}

impl Way<'_> {
    fn end(self, to: End) -> Route {
        Route { to, labels: self.labels }
    }

    fn reach_text(self, side: Side, text: &str) -> Route {
        if let Form::Address(address) = form(text)
            && let Some(address) = address::smtp(address)
        {
            return self.reach_address(side, &address, text);
        }
        self.reach_name(side, text)
    }

    /// Mail to an address that a tenant sends: to its own holder, else to that of the other tenant. What merely
    /// points to the address is a label.
    fn reach_address(mut self, side: Side, address: &str, text: &str) -> Route {
        if let Some(found) = self.holders(side, address) {
            return self.reach_holders(side, found);
        }
        if let [only] = self.pointing(side, address)[..] {
            self.labels.push((side, only));
        }
        let other = side.other();
        let is_live = |id: &ObjectId| self.naming.tenant(other).object(*id).state == State::Live;
        if let Some(found) = self.holders(other, address).filter(|found| found.iter().all(is_live)) {
            return self.reach_holders(other, found);
        }
        if let Some(invited) = address::guest_address(address) {
            return self.reach_address(side, &invited, text);
        }
        if self.naming.is_outside(address) {
            return self.end(End::Outside(address.into()));
        }
        match self.naming.party(side, text) {
            Party::Own(id) if !is_label(self.naming.tenant(side).object(id).class) => self.end(End::Object(side, id)),
            _ => self.end(End::Nobody(address.into())),
        }
    }

    fn reach_name(self, side: Side, text: &str) -> Route {
        match self.naming.party(side, text) {
            Party::Own(id) => self.reach_object(side, id),
            Party::Other(id) => self.reach_object(side.other(), id),
            Party::Several(ids) => self.end(End::Several(side, ids)),
            Party::Outside | Party::Nobody => self.end(End::Nobody(trim(text).into())),
        }
    }

    fn reach_holders(self, side: Side, found: Vec<ObjectId>) -> Route {
        match found[..] {
            [only] => self.reach_object(side, only),
            _ => self.end(End::Several(side, found.into())),
        }
    }

    fn reach_object(mut self, side: Side, id: ObjectId) -> Route {
        let object = self.naming.tenant(side).object(id);
        if !is_label(object.class) {
            return self.end(End::Object(side, id));
        }
        self.labels.push((side, id));
        match self.pointed_to(object) {
            Some(address) => self.reach_address(side, &address, ""),
            None => self.end(End::Unknown),
        }
    }

    /// The address that a contact, mail user or guest points to; `None` where no export says it.
    fn pointed_to(&self, object: &Object) -> Option<String> {
        let text = |symbol: Symbol| Some(self.naming.pool.text(symbol)).filter(|text| !text.is_empty());
        let invited = || text(object.upn).and_then(address::guest_address);
        let primary = || {
            let primary = text(object.primary)?;
            (object.class == Class::Guest || self.naming.is_outside(primary)).then(|| primary.to_owned())
        };
        text(object.external).map(str::to_owned).or_else(invited).or_else(primary)
    }

    /// The objects of a tenant that hold an address themselves and are not on the way already: live ones before
    /// deleted ones, and one with the mail address before one with merely the UPN.
    fn holders(&self, side: Side, address: &str) -> Option<Vec<ObjectId>> {
        let tenant = self.naming.tenant(side);
        let held = tenant.holders(self.naming.pool.find(address)?);
        let mut best: Vec<ObjectId> = Vec::new();
        let mut best_rank = None;
        for holder in held {
            if holder.role == Role::External || self.labels.contains(&(side, holder.object)) {
                continue;
            }
            let rank = (tenant.object(holder.object).state != State::Live, holder.role == Role::Upn);
            if best_rank.is_none_or(|best| rank < best) {
                best.clear();
                best_rank = Some(rank);
            }
            if best_rank == Some(rank) {
                best.push(holder.object);
            }
        }
        (!best.is_empty()).then_some(best)
    }

    /// Live contacts of a tenant that point to an address and are not on the way already.
    fn pointing(&self, side: Side, address: &str) -> Vec<ObjectId> {
        let tenant = self.naming.tenant(side);
        let Some(symbol) = self.naming.pool.find(address) else { return Vec::new() };
        tenant
            .holders(symbol)
            .iter()
            .filter(|holder| holder.role == Role::External && tenant.object(holder.object).state == State::Live)
            .map(|holder| holder.object)
            .filter(|id| !self.labels.contains(&(side, *id)))
            .collect()
    }
}

/// Whether an object hands mail on to the address that it points to.
const fn is_label(class: Class) -> bool {
    matches!(class, Class::Contact | Class::MailUser | Class::Guest)
}
