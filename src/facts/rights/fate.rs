//! What becomes of whoever has a right, once the move is done.

use std::collections::BTreeSet;

use crate::facts::{Arrival, Extent, Facts, Naming, Object, ObjectId, Party, Right};
use crate::schema::Side;
use crate::values::address::guest_address;
use crate::values::recipient::Class;

/// What becomes of the grantee of a right of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// A source object that becomes this object of the destination.
    Becomes(ObjectId),
    /// Somebody whom the destination has already: a person of it, or one for whom a guest or contact stands.
    There(ObjectId),
    /// A source object without a destination object.
    Stays,
    /// Several match equally well, or no export of the destination would show them.
    Unclear,
    /// An object of the service, which takes no part in the move.
    Apart(&'static str),
    /// Somebody outside both tenants, perhaps through a guest of the source.
    Outside,
    /// The name fits several objects.
    Several,
    /// The name fits no object of the exports.
    Nobody,
}

/// Says what becomes of grantees.
#[derive(Debug)]
pub struct Fates<'a> {
    facts: &'a Facts,
    naming: Naming<'a>,
}

impl Facts {
    /// Says what becomes of the grantees of source rights.
    pub fn fates(&self) -> Fates<'_> {
        Fates { facts: self, naming: self.naming() }
    }
}

impl Fates<'_> {
    /// What becomes of the grantee of a source right.
    ///
    /// A guest is no person: where it stands for somebody of the destination the right can be granted to that person,
    /// and where it has an outside address the grantee is outside. A contact or mail user is an object of its own.
    pub fn of(&self, right: &Right) -> Fate {
        match &right.grantee {
            Party::Own(id) => self.of_object(*id),
            Party::Other(id) => Fate::There(*id),
            Party::Outside => Fate::Outside,
            Party::Several(_) => Fate::Several,
            Party::Nobody => Fate::Nobody,
        }
    }

    fn of_object(&self, id: ObjectId) -> Fate {
        if let Some(destination) = self.facts.pairs.of(id).destination {
            return Fate::Becomes(destination);
        }
        let arrival = self.facts.arrival_of(id);
        let object = self.facts.source.object(id);
        match arrival {
            Arrival::At(person) => Fate::There(person),
            Arrival::Nowhere | Arrival::Unclear if self.is_outside(object) => Fate::Outside,
            Arrival::Nowhere => Fate::Stays,
            Arrival::Unclear => Fate::Unclear,
            Arrival::Apart(what) => Fate::Apart(what),
        }
    }

    /// Whether a guest stands for somebody outside both tenants.
    fn is_outside(&self, object: &Object) -> bool {
        if object.class != Class::Guest {
            return false;
        }
        let text = |symbol| self.facts.text(symbol).to_owned();
        let invited = || guest_address(self.facts.text(object.upn));
        let address = if object.external.is_empty() {
            invited().unwrap_or_else(|| text(object.primary))
        } else {
            text(object.external)
        };
        self.naming.is_outside(&address)
    }

    /// What a group lacks at the destination, where it becomes `there`, to give its members a right: in words, `None`
    /// where it lacks nothing, and an error where the exports do not tell who its members are.
    pub fn group_lacks(&self, group: ObjectId, there: ObjectId) -> Result<Option<String>, MembersUnknown> {
        let class = self.facts.destination.object(there).class;
        if class != Class::Security {
            return Ok(Some(format!("is a {} group there and no security group", class.as_str())));
        }
        let extent = |side, id| self.facts.members.member_extent(side, id);
        let (own, theirs) = (extent(Side::Source, group), extent(Side::Destination, there));
        if own == Extent::Unknown || theirs == Extent::Unknown {
            return Err(MembersUnknown);
        }
        match (&self.lacking_members(group, there)[..], own, theirs) {
            ([], Extent::Whole, _) => Ok(None),
            ([only], _, Extent::Whole) => Ok(Some(format!("lacks its member `{only}` there"))),
            ([first, rest @ ..], _, Extent::Whole) => {
                Ok(Some(format!("lacks its member `{first}` and {} more there", rest.len())))
            }
            _ => Err(MembersUnknown),
        }
    }

    /// Members of a source group whose destination objects are no members of the group that it becomes, by name.
    fn lacking_members(&self, group: ObjectId, there: ObjectId) -> Vec<&str> {
        let facts = self.facts;
        let members = |side, id| facts.members.members(side, id).iter().filter_map(|member| member.party.own());
        let theirs: BTreeSet<ObjectId> = members(Side::Destination, there).collect();
        let is_lacking = |id: &ObjectId| facts.pairs.of(*id).destination.is_some_and(|pair| !theirs.contains(&pair));
        let lacking = members(Side::Source, group).filter(is_lacking);
        let mut lacking: Vec<&str> = lacking.map(|id| facts.subject(Side::Source, id)).collect();
        lacking.sort_unstable();
        lacking.dedup();
        lacking
    }
}

/// The exports do not tell who the members of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MembersUnknown;
