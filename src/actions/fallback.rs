//! What objects are called when a domain has left: addresses and UPNs in the initial domain, or those of before.

use std::collections::BTreeMap;

use crate::facts::{Facts, Object, ObjectId, domain_of};
use crate::intern::Symbol;
use crate::pair::local_part;
use crate::schema::Side;
use crate::values::recipient::Class;

/// Gives the objects of a tenant addresses that stay, and none to two of them.
pub(super) struct Fallback<'a> {
    /// The facts with the tenant that a domain leaves.
    pub facts: &'a Facts,
    /// That tenant.
    pub side: Side,
    /// The tenant before the move, where objects get back what they had.
    before: Option<&'a Facts>,
    leaving: Vec<String>,
    given: BTreeMap<String, ObjectId>,
}

impl<'a> Fallback<'a> {
    /// Nothing is given yet.
    pub(super) fn of(facts: &'a Facts, side: Side) -> Self {
        let leaving = facts.leaving().into_iter().map(str::to_owned).collect();
        Self { facts, side, before: None, leaving, given: BTreeMap::new() }
    }

    /// Objects get back what they had before the move, as far as `facts` knows it.
    pub(super) fn as_before(&mut self, facts: &'a Facts) {
        self.before = facts.before(self.side);
        self.leaving = facts.leaving().into_iter().map(str::to_owned).collect();
    }

    /// The address that an object has as its primary one, once its own has left; an error says why there is none.
    ///
    /// What it had before, else one in the initial domain that it has already, else for a contact the address that it
    /// points to, else its alias in the initial domain, for a group the local part of its primary address.
    pub(super) fn address(&mut self, id: ObjectId) -> Result<String, String> {
        let object = self.object(id);
        if let Some(before) = self.object_before(id).map(|before| before.primary)
            && self.stays(before)
        {
            return self.give(id, self.facts.text(before).to_owned());
        }
        let own: Vec<Symbol> = self.facts.tenant(self.side).smtp_addresses(object).collect();
        let (alias, primary) = (self.facts.text(object.alias_key), self.facts.text(object.primary));
        let initial = self.facts.domains.of(self.side).initial.as_deref();
        let local = if object.class.is_group() || alias.is_empty() { local_part(primary) } else { Some(alias) };
        let wanted = initial.zip(local).map(|(initial, local)| format!("{local}@{initial}"));
        let in_initial: Vec<&str> = own
            .iter()
            .map(|own| self.facts.text(*own))
            .filter(|own| domain_of(own) == initial && initial.is_some())
            .collect();
        if let Some(own) = in_initial.iter().find(|own| Some(**own) == wanted.as_deref()).or_else(|| in_initial.first())
        {
            return Ok((*own).to_owned());
        }
        if matches!(object.class, Class::Contact | Class::MailUser) && self.stays(object.external) {
            return self.give(id, self.facts.text(object.external).to_owned());
        }
        self.give(id, wanted.ok_or("the initial domain of the tenant is not known")?)
    }

    /// The UPN that a user has once its own has left: that of before, else its local part in the initial domain.
    pub(super) fn upn(&mut self, id: ObjectId) -> Result<String, String> {
        let object = self.object(id);
        if object.class == Class::Guest {
            return Err("a guest: invite it again".to_owned());
        }
        if let Some(before) = self.object_before(id).map(|before| before.upn)
            && self.stays(before)
        {
            return self.give(id, self.facts.text(before).to_owned());
        }
        let initial = self.facts.domains.of(self.side).initial.as_deref();
        let upn =
            initial.zip(local_part(self.facts.text(object.upn))).map(|(initial, local)| format!("{local}@{initial}"));
        self.give(id, upn.ok_or("the initial domain of the tenant is not known")?)
    }

    fn object(&self, id: ObjectId) -> &'a Object {
        self.facts.tenant(self.side).object(id)
    }

    fn object_before(&self, id: ObjectId) -> Option<&'a Object> {
        let before = self.before?;
        let id = self.facts.again(self.side).or_else(|| before.again(self.side))?.before(id)?;
        Some(before.tenant(self.side).object(id))
    }

    /// Whether an address lies in no domain that leaves.
    pub(super) fn stays(&self, address: Symbol) -> bool {
        domain_of(self.facts.text(address)).is_some_and(|domain| self.leaving.iter().all(|leaving| leaving != domain))
    }

    /// Gives an address to an object, if no other one has it or needs it.
    fn give(&mut self, id: ObjectId, address: String) -> Result<String, String> {
        let tenant = self.facts.tenant(self.side);
        let holders = self.facts.pool.find(&address).map_or(&[][..], |symbol| tenant.holders(symbol));
        let other = holders.iter().map(|holder| holder.object).find(|holder| *holder != id);
        let other = other.or_else(|| self.given.get(&address).copied().filter(|other| *other != id));
        if let Some(other) = other {
            let other = self.facts.subject(self.side, other);
            return Err(format!("`{address}` is what `{other}` has or needs too (ADR006): choose another one"));
        }
        self.given.insert(address.clone(), id);
        Ok(address)
    }
}
