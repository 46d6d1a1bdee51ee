//! What becomes of somebody whom an export of the source names, once the move is done.

use super::{Facts, Holder, Object, ObjectId, Party, Role, Skip, State, Tenant};
use crate::kinds::{contacts, dynamic_groups, groups, mailboxes, recipients, unified_groups, users};
use crate::schema::{Kind, Side};
use crate::values::address::guest_address;
use crate::values::identity::{Form, form};
use crate::values::recipient::{Class, System};

/// What becomes of somebody of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// This object of the destination.
    At(ObjectId),
    /// Nobody at the destination.
    Nowhere,
    /// Several match equally well, or no export of the destination would show them.
    Unclear,
    /// They take no part in the move: the migration's own account or an object of the service.
    Apart(&'static str),
}

impl Facts {
    /// What becomes of somebody whom `text` names in an export of the source.
    ///
    /// A guest that stands for somebody of the destination becomes that person, one whose address a guest or
    /// contact of the destination has becomes that one; so does a contact that points back (CON003). An address
    /// of the other tenant is there already. Where a text fits several objects that fare differently, it is
    /// unclear.
    pub fn arrival(&self, party: &Party, text: &str) -> Arrival {
        match party {
            Party::Own(id) => self.arrival_of(*id),
            Party::Other(id) => Arrival::At(*id),
            Party::Several(ids) => {
                let mut arrivals = ids.iter().map(|id| self.arrival_of(*id));
                let first = arrivals.next().unwrap_or(Arrival::Unclear);
                let alike = |other: Arrival| std::mem::discriminant(&other) == std::mem::discriminant(&first);
                if arrivals.all(alike) { first } else { Arrival::Unclear }
            }
            Party::Outside => match form(text) {
                Form::Address(address) => self.holder_at_destination(&address.to_lowercase()),
                _ => None,
            }
            .map_or(Arrival::Nowhere, Arrival::At),
            Party::Nobody => Arrival::Nowhere,
        }
    }

    /// What becomes of a source object.
    pub fn arrival_of(&self, id: ObjectId) -> Arrival {
        let object = self.source.object(id);
        match object.skip {
            Some(Skip::System(system)) if system != System::GroupWithoutMail => return Arrival::Apart(system.as_str()),
            Some(skip @ Skip::ServiceAccount) => return Arrival::Apart(skip.as_str()),
            _ => {}
        }
        let pair = self.pairs.of(id);
        if let Some(destination) = pair.destination {
            return Arrival::At(destination);
        }
        if !pair.candidates.is_empty() {
            return Arrival::Unclear;
        }
        let is_foreign = object.class == Class::Guest || self.pairs.points_back(id);
        if is_foreign && let Some(person) = self.stands_for(object) {
            return Arrival::At(person);
        }
        if self.destination_shows(object.class) { Arrival::Nowhere } else { Arrival::Unclear }
    }

    /// The destination object that a guest or contact of the source stands for, or has the address of.
    fn stands_for(&self, object: &Object) -> Option<ObjectId> {
        let invited = guest_address(self.text(object.upn));
        let own = [object.external, object.primary].map(|symbol| self.text(symbol).to_owned());
        own.into_iter().chain(invited).find_map(|address| self.holder_at_destination(&address))
    }

    /// The live destination object that holds an address, else one that points to it.
    fn holder_at_destination(&self, address: &str) -> Option<ObjectId> {
        let holders = self.destination.holders(self.pool.find(address).filter(|symbol| !symbol.is_empty())?);
        let live = |holder: &&Holder| self.destination.object(holder.object).state == State::Live;
        holders
            .iter()
            .filter(live)
            .min_by_key(|holder| (holder.role == Role::External, holder.object))
            .map(|holder| holder.object)
    }
}

/// Kinds that hold people.
static PEOPLE: [&Kind; 3] = [&mailboxes::KIND, &recipients::KIND, &users::KIND];

/// Kinds that hold groups.
static GROUPS: [&Kind; 4] = [&groups::KIND, &unified_groups::KIND, &dynamic_groups::KIND, &recipients::KIND];

/// The kind that holds groups of one class; `None` for what is no group.
fn own_kind(class: Class) -> Option<&'static Kind> {
    match class {
        Class::Microsoft365 => Some(&unified_groups::KIND),
        Class::Dynamic => Some(&dynamic_groups::KIND),
        class if class.is_group() => Some(&groups::KIND),
        _ => None,
    }
}

/// Kinds that hold contacts and mail users.
static CONTACTS: [&Kind; 2] = [&contacts::KIND, &recipients::KIND];

/// Kinds that hold guests.
static GUESTS: [&Kind; 3] = [&users::KIND, &contacts::KIND, &recipients::KIND];

impl Facts {
    /// Whether the exports of the destination would show an object of the class if there were one.
    pub fn destination_shows(&self, class: Class) -> bool {
        let before = self.before(Side::Destination).map(|facts| &facts.destination);
        before.map_or_else(|| self.destination.shows(class), |before| self.destination.still_shows(class, before))
    }
}

impl Tenant {
    /// Whether some export of the tenant would show an object of the class, knowing what it was before: where it listed
    /// such groups in an export of their own, which is not given any more, their absence says nothing.
    fn still_shows(&self, class: Class, before: &Self) -> bool {
        let given = |kind: &'static Kind| self.of_kind(kind).next().is_some();
        let is_dropped =
            own_kind(class).is_some_and(|kind| before.has_rows(kind) && !given(kind) && !given(&recipients::KIND));
        self.shows(class) && !is_dropped
    }

    /// Whether some export of the tenant would show an object of the class if there were one.
    pub fn shows(&self, class: Class) -> bool {
        let kinds: &[&'static Kind] = match class {
            class if class.is_group() => &GROUPS,
            Class::Contact | Class::MailUser => &CONTACTS,
            Class::Guest => &GUESTS,
            _ => &PEOPLE,
        };
        kinds.iter().any(|kind| self.has_rows(kind))
    }
}
