//! The UPNs and addresses of the source's objects before, against those of now.

use rayon::prelude::*;

use super::{Moments, Outcome, RestoredObject, RestoredValue};
use crate::facts::ledger::{Attribute, is_contact};
use crate::facts::{Facts, Object, ObjectId, Skip, State};
use crate::intern::Symbol;
use crate::kinds::{mailboxes, recipients};
use crate::schema::Side;
use crate::values::address::Prefix;
use crate::values::recipient::Class;

/// Compares the source before and now; `None` where one of them was not exported.
pub(super) fn compare(facts: &Facts) -> Option<Vec<RestoredObject>> {
    let moments = Moments::of(facts, Side::Source)?;
    let is_asked = |object: &Object| matches!(object.skip, None | Some(Skip::DirectoryUser));
    let all = moments.before.source.objects.par_iter().enumerate();
    let compare = |(number, object): (usize, &Object)| {
        let id = ObjectId(number as u32);
        (is_asked(object) && facts.is_asked(id)).then(|| moments.object(id, object))
    };
    Some(all.filter_map(compare).collect())
}

impl Moments<'_> {
    fn object(&self, id: ObjectId, object: &Object) -> RestoredObject {
        let (outcome, now) = self.presence(id, object);
        let values = self.values(object, now.map(|now| self.now.source.object(now)), outcome);
        let has_upn = object.class.is_group() || object.class == Class::Contact || !object.upn.is_empty();
        RestoredObject { object: id, now, outcome, is_whole: has_upn && object.proxies.is_some(), values }
    }

    /// Whether an object still exists. A mailbox whose user alone is left is gone, and so is a deleted one.
    fn presence(&self, id: ObjectId, object: &Object) -> (Outcome, Option<ObjectId>) {
        let tenant = &self.now.source;
        let gone = |is_shown: bool| if is_shown { (Outcome::Gone, None) } else { (Outcome::Unknown, None) };
        let Some(found) = self.again.now(id) else { return gone(self.would_show(object)) };
        let other = tenant.object(found);
        let is_mailbox_lost = object.class.is_mailbox() && !other.class.is_mailbox();
        // Directory users are listed without their mailboxes where no mailboxes were exported.
        let shows_mailboxes = || tenant.has_rows(&mailboxes::KIND) || tenant.has_rows(&recipients::KIND);
        if other.state != State::Live || (is_mailbox_lost && (is_contact(other.class) || shows_mailboxes())) {
            return gone(true);
        }
        (Outcome::Restored, Some(found))
    }

    fn values(&self, object: &Object, now: Option<&Object>, outcome: Outcome) -> Vec<RestoredValue> {
        let mut values = Vec::new();
        let mut add = |attribute, value: Symbol, text: Symbol, found: &dyn Fn(&Object) -> Found| {
            let found = now.map_or(Found { current: None, outcome }, found);
            values.push(RestoredValue { attribute, value, text, current: found.current, outcome: found.outcome });
        };
        if !object.upn.is_empty() {
            add(Attribute::Upn, object.upn, object.upn, &|now| upn(object.upn, now));
        }
        for (address, attribute) in self.before.smtp_shown(self.side, object) {
            match attribute {
                Attribute::Primary => add(attribute, address, address, &|now| self.primary(address, now)),
                _ => add(Attribute::Alias, address, address, &|now| self.alias(address, now)),
            }
        }
        for proxy in self.before.source.proxies(object).iter().filter(|proxy| !proxy.is_smtp()) {
            let typed = |now: &Object| self.typed(proxy.prefix, proxy.key, now);
            add(Attribute::Typed(proxy.prefix), proxy.key, proxy.text, &typed);
        }
        values
    }

    fn primary(&self, address: Symbol, now: &Object) -> Found {
        let current = Some(now.primary).filter(|primary| !primary.is_empty());
        let outcome = match current {
            Some(primary) if primary == address => Outcome::Restored,
            _ if self.now.source.smtp_addresses(now).any(|other| other == address) => Outcome::Demoted,
            None if now.proxies.is_none() => Outcome::Unknown,
            _ => Outcome::Missing,
        };
        Found { current, outcome }
    }

    fn alias(&self, address: Symbol, now: &Object) -> Found {
        Found::listed(now, self.now.source.smtp_addresses(now).any(|other| other == address))
    }

    fn typed(&self, prefix: Prefix, value: Symbol, now: &Object) -> Found {
        let mut proxies = self.now.source.proxies(now).iter();
        let is_own = prefix == Prefix::X500 && now.legacy_key == value;
        Found::listed(now, is_own || proxies.any(|proxy| proxy.prefix == prefix && proxy.key == value))
    }
}

fn upn(before: Symbol, now: &Object) -> Found {
    let current = Some(now.upn).filter(|upn| !upn.is_empty());
    let outcome = match current {
        Some(upn) if upn == before => Outcome::Restored,
        Some(_) => Outcome::Missing,
        None => Outcome::Unknown,
    };
    Found { current, outcome }
}

/// What stands in an attribute now.
struct Found {
    current: Option<Symbol>,
    outcome: Outcome,
}

impl Found {
    /// Of a value that is looked for in a list.
    fn listed(now: &Object, is_there: bool) -> Self {
        let outcome = match now.proxies {
            _ if is_there => Outcome::Restored,
            Some(_) => Outcome::Missing,
            None => Outcome::Unknown,
        };
        Self { current: None, outcome }
    }
}
