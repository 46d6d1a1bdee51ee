//! Whom a text of an export names: somebody of its own tenant, of the other tenant, outside both, or nobody.
//! Delegates, forwards, members and restrictions are all read through here.

use super::{Domains, ObjectId, Resolution, Resolver, Role, State, Tenant, domain_of};
use crate::intern::Pool;
use crate::schema::Side;
use crate::values::address::guest_address;
use crate::values::identity::{Form, form};

/// Whom a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Party {
    /// One object of the tenant whose export it is.
    Own(ObjectId),
    /// One object of the other tenant, known by its address; the own tenant has no object for it.
    Other(ObjectId),
    /// An address in a domain of neither tenant.
    Outside,
    /// Several objects of the own tenant, in the order of their numbers.
    Several(Box<[ObjectId]>),
    /// Nobody in the exports.
    Nobody,
}

impl Party {
    /// The object of the own tenant, where there is exactly one.
    pub const fn own(&self) -> Option<ObjectId> {
        match self {
            Self::Own(id) => Some(*id),
            _ => None,
        }
    }
}

/// The names of both tenants.
#[derive(Debug)]
pub struct Naming<'a> {
    /// All texts.
    pub pool: &'a Pool,
    tenants: [&'a Tenant; 2],
    resolvers: [&'a Resolver; 2],
    domains: &'a Domains,
}

impl<'a> Naming<'a> {
    /// The names of two tenants, the source first.
    pub fn of(tenants: [&'a Tenant; 2], resolvers: &'a [Resolver; 2], domains: &'a Domains, pool: &'a Pool) -> Self {
        Self { pool, tenants, resolvers: [&resolvers[0], &resolvers[1]], domains }
    }

    /// The tenant on this side.
    pub const fn tenant(&self, side: Side) -> &'a Tenant {
        self.tenants[side as usize]
    }

    /// Whom a text in an export of `side` names.
    pub fn party(&self, side: Side, text: &str) -> Party {
        match self.resolvers[side as usize].resolve(text, self.tenant(side), self.pool) {
            Resolution::One(id) => return Party::Own(id),
            Resolution::Several(ids) => return Party::Several(ids.into_boxed_slice()),
            Resolution::Nothing => {}
        }
        let Form::Address(address) = form(text) else { return Party::Nobody };
        let address = address.to_lowercase();
        let address = guest_address(&address).unwrap_or(address);
        if let Some(id) = self.holder(side.other(), &address) {
            return Party::Other(id);
        }
        if self.is_outside(&address) { Party::Outside } else { Party::Nobody }
    }

    /// Whom a plain name in an export of `side` names that shows display names: everybody who bears it, also where
    /// it is the unique Name of one of them. `None` where the text is no plain name of somebody.
    pub fn shown(&self, side: Side, text: &str) -> Option<Party> {
        let Form::Name(name) = form(text) else { return None };
        match self.resolvers[side as usize].bearers(name, self.tenant(side)) {
            Resolution::One(id) => Some(Party::Own(id)),
            Resolution::Several(ids) => Some(Party::Several(ids.into_boxed_slice())),
            Resolution::Nothing => None,
        }
    }

    /// Whether an address, lower case, lies in a domain of neither tenant.
    pub fn is_outside(&self, address: &str) -> bool {
        let is_own = |domain: &str| {
            [Side::Source, Side::Destination].iter().any(|side| self.domains.of(*side).own.contains(domain))
        };
        domain_of(address).is_some_and(|domain| !is_own(domain))
    }

    /// The only live object of a tenant that holds an address itself, and does not merely point to it.
    pub fn holder(&self, side: Side, address: &str) -> Option<ObjectId> {
        let tenant = self.tenant(side);
        let mut holders = tenant
            .holders(self.pool.find(address)?)
            .iter()
            .filter(|holder| holder.role != Role::External && tenant.object(holder.object).state == State::Live);
        match (holders.next(), holders.next()) {
            (Some(only), None) => Some(only.object),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;

    fn parties(texts: &[&str]) -> Vec<Party> {
        let header = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n";
        let facts = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{header}a@contoso.com,a@contoso.com,UserMailbox,Ann\nb@contoso.com,b@contoso.com,UserMailbox,Ann\n"
                ),
            )
            .destination("mailboxes.csv", &format!("{header}x@fabrikam.com,x@fabrikam.com,UserMailbox,Xaver\n"))
            .facts();
        let naming = facts.naming();
        texts.iter().map(|text| naming.party(Side::Source, text)).collect()
    }

    #[test]
    fn own_other_outside_several_nobody() {
        let (a, b, x) = (ObjectId(0), ObjectId(1), ObjectId(0));
        assert_eq!(
            parties(&[
                "A@contoso.com",
                "Ann",
                "x@fabrikam.com",
                "x_fabrikam.com#EXT#@contoso.onmicrosoft.com",
                "\"Pat\" [SMTP:pat@tailspin.com]",
                "gone@contoso.com",
                "gone@fabrikam.com",
                "S-1-5-21-1-2-3-4",
                "Xaver",
            ]),
            [
                Party::Own(a),
                Party::Several([a, b].into()),
                Party::Other(x),
                Party::Other(x),
                Party::Outside,
                Party::Nobody,
                Party::Nobody,
                Party::Nobody,
                Party::Nobody,
            ]
        );
    }
}
