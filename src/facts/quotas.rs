//! How large a mailbox may become at a tenant: its own quota, else its licences, else its class.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Facts, Object, ObjectId};
use crate::intern::Symbol;
use crate::kinds::{mailboxes, user_licences, users};
use crate::schema::{Column, Side};
use crate::skus::{self, Known, Plan, Product};
use crate::values::recipient::Class;
use crate::values::size::Unit;

/// One GiB; Exchange counts in powers of two and writes GB.
const GIB: u64 = Unit::Gb.bytes();

/// What a shared, room, equipment or scheduling mailbox may hold without a licence, in GiB.
const WITHOUT_LICENCE: u64 = 50;

/// What the largest plan of a user holds, in GiB.
const LARGEST_PLAN: u64 = 100;

/// What portals write for users without a licence.
pub(super) const UNLICENSED: &str = "unlicensed";

/// The columns that list licences in one cell.
pub(super) const LICENCE_LISTS: [&Column; 5] = [
    &users::LICENCES,
    &users::LICENCES_DIRECT,
    &users::LICENCES_BY_GROUP,
    &mailboxes::LICENCE,
    &mailboxes::ACCOUNT_SKU_ID,
];

/// From where a quota is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// `ProhibitSendReceiveQuota` of the mailbox.
    Own,
    /// The largest plan among its licences.
    Plan,
    /// What its class may hold without a licence.
    Class,
    /// Neither quota nor licence is known: what the largest plan of a user holds.
    Largest,
}

impl Basis {
    /// The word used in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "its own quota",
            Self::Plan => "its licences",
            Self::Class => "its class",
            Self::Largest => "the largest plan",
        }
    }
}

/// The quotas of a tenant.
#[derive(Debug)]
pub struct Quotas<'a> {
    facts: &'a Facts,
    side: Side,
    /// Products of a user in exports with one licence a row.
    products: HashMap<Symbol, Vec<&'a Product>>,
}

impl<'a> Quotas<'a> {
    /// Looks through the exports that have one licence a row.
    pub fn of(facts: &'a Facts, side: Side) -> Self {
        let mut products: HashMap<Symbol, Vec<&'a Product>> = HashMap::new();
        for table in facts.tenant(side).of_kind(&user_licences::KIND) {
            let names = table.symbols(&user_licences::USER_PRINCIPAL_NAME);
            for licences in [table.symbols(&user_licences::SKU), table.symbols(&user_licences::PRODUCT_NAME)] {
                for record in 0..table.len() {
                    if let Some(product) = facts.products.find(facts.text(licences.or_empty(record))).product() {
                        products.entry(names.or_empty(record)).or_default().push(product);
                    }
                }
            }
        }
        products.remove(&Symbol::EMPTY);
        Self { facts, side, products }
    }

    /// The size from which a mailbox receives nothing any more, in bytes (`u64::MAX`: unlimited), and how that is
    /// known; `None` where neither quota, licences nor class tell.
    pub fn get(&self, id: ObjectId) -> Option<(u64, Basis)> {
        let tenant = self.facts.tenant(self.side);
        let object = tenant.object(id);
        let own = self.facts.number(self.side, object, &[&mailboxes::PROHIBIT_SEND_RECEIVE_QUOTA]);
        let own = own.or(tenant.sizes[id.index()].quota);
        let class = || match object.class {
            Class::Shared | Class::Room | Class::Equipment | Class::Scheduling => Some((WITHOUT_LICENCE, Basis::Class)),
            Class::User => Some((LARGEST_PLAN, Basis::Largest)),
            _ => None,
        };
        own.map(|quota| (quota, Basis::Own))
            .or_else(|| self.plan(object).map(|quota| (quota * GIB, Basis::Plan)))
            .or_else(|| class().map(|(quota, basis)| (quota * GIB, basis)))
    }

    /// Whether an object has a licence with a mailbox; `None` where the exports do not tell, or name licences of
    /// which none is known to hold one.
    pub fn has_licence(&self, id: ObjectId) -> Option<bool> {
        let object = self.facts.tenant(self.side).object(id);
        let flag = || self.facts.flag(self.side, object, &[&mailboxes::SKU_ASSIGNED, &users::SKU_ASSIGNED]);
        let lists = || LICENCE_LISTS.iter().filter_map(|column| self.facts.list(self.side, object, &[column]));
        let is_without = || {
            let is_licensed = self.facts.flag(self.side, object, &[&users::IS_LICENSED]);
            let (mut known, mut listed) = (is_licensed == Some(false), is_licensed == Some(true));
            for list in lists() {
                known = true;
                listed |= !list.is_empty();
            }
            known && !listed
        };
        match self.plan(object) {
            Some(_) => Some(true),
            None => flag().or_else(|| is_without().then_some(false)),
        }
    }

    /// The largest quota among the licences of an object, in GiB.
    fn plan(&self, object: &Object) -> Option<u64> {
        self.products(object).map(|product| product.quota_gib).max()
    }

    /// The largest mailbox plan among the licences of an object; `None` where no export names one.
    pub fn mailbox_plan(&self, id: ObjectId) -> Option<Plan> {
        let object = self.facts.tenant(self.side).object(id);
        self.products(object).map(|product| product.plan).max()
    }

    /// Products of users of which nobody knows what is in them, each with the number of its users.
    pub fn unknown(&self) -> BTreeMap<&'a str, u64> {
        let facts = self.facts;
        let tenant = facts.tenant(self.side);
        let mut users: BTreeMap<&'a str, BTreeSet<Symbol>> = BTreeMap::new();
        let mut add = |name: &'a str, user: Symbol| {
            users.entry(name).or_default().insert(user);
        };
        let is_unknown = |name: &str| {
            !name.is_empty() && skus::fold(name) != UNLICENSED && facts.products.find(name) == Known::Unknown
        };
        for (_, object) in tenant.ids() {
            let lists = LICENCE_LISTS.iter().filter_map(|column| facts.list(self.side, object, &[column]));
            for name in lists.flatten().map(|entry| facts.text(entry.text)).filter(|name| is_unknown(name)) {
                add(name, object.subject);
            }
        }
        for table in tenant.of_kind(&user_licences::KIND) {
            let user = table.symbols(&user_licences::USER_PRINCIPAL_NAME);
            let columns = [table.symbols(&user_licences::SKU), table.symbols(&user_licences::PRODUCT_NAME)];
            for record in 0..table.len() {
                let cells = columns.iter().map(|cells| facts.text(cells.or_empty(record)));
                let mut names = cells.filter(|name| !name.is_empty());
                if names.clone().all(is_unknown)
                    && let Some(name) = names.next()
                {
                    add(name, user.or_empty(record));
                }
            }
        }
        users.into_iter().map(|(name, users)| (name, users.len() as u64)).collect()
    }

    fn products(&self, object: &Object) -> impl Iterator<Item = &'a Product> {
        let listed = LICENCE_LISTS.iter().filter_map(|column| self.facts.list(self.side, object, &[column])).flatten();
        let facts = self.facts;
        let listed = listed.filter_map(|entry| facts.products.find(facts.text(entry.text)).product());
        listed.chain(self.products.get(&object.upn).into_iter().flatten().copied())
    }
}
