//! How large a mailbox may become at a tenant: its own quota, else its licences, else its class.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Facts, Object, ObjectId};
use crate::intern::Symbol;
use crate::kinds::{mailboxes, user_licences, users};
use crate::schema::{Column, Side};
use crate::values::recipient::Class;

/// One GiB; Exchange counts in powers of two and writes GB.
const GIB: u64 = 1 << 30;

/// What a shared, room, equipment or scheduling mailbox may hold without a licence, in GiB.
const WITHOUT_LICENCE: u64 = 50;

/// What the largest plan of a user holds, in GiB.
const LARGEST_PLAN: u64 = 100;

/// Plans by part number, product name and SKU id, folded, with their quota in GiB.
static PLANS: LazyLock<HashMap<String, u64>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_bytes!("../data/mailbox_skus.csv").as_slice());
    let mut plans = HashMap::new();
    for record in reader.records().flatten() {
        let quota = record.get(3).and_then(|cell| cell.parse().ok());
        // Part number, product name and, where it is known, SKU id.
        let names = record.iter().take(2).chain(record.get(5)).filter(|name| !name.is_empty());
        for name in names {
            plans.extend(quota.map(|quota| (fold(name), quota)));
        }
    }
    plans
});

/// The columns that list licences in one cell.
const LICENCE_LISTS: [&Column; 5] = [
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
    /// Largest plan of a user, in GiB, in exports with one licence a row.
    plans: HashMap<Symbol, u64>,
}

impl<'a> Quotas<'a> {
    /// Looks through the exports that have one licence a row.
    pub fn of(facts: &'a Facts, side: Side) -> Self {
        let mut plans: HashMap<Symbol, u64> = HashMap::new();
        for table in facts.tenant(side).of_kind(&user_licences::KIND) {
            let names = table.symbols(&user_licences::USER_PRINCIPAL_NAME);
            for licences in [table.symbols(&user_licences::SKU), table.symbols(&user_licences::PRODUCT_NAME)] {
                for record in 0..table.len() {
                    if let Some(quota) = gib(facts.text(licences.or_empty(record))) {
                        let known = plans.entry(names.or_empty(record)).or_default();
                        *known = quota.max(*known);
                    }
                }
            }
        }
        plans.remove(&Symbol::EMPTY);
        Self { facts, side, plans }
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

    /// The largest plan among the licences of an object, in GiB.
    fn plan(&self, object: &Object) -> Option<u64> {
        let listed = LICENCE_LISTS.iter().filter_map(|column| self.facts.list(self.side, object, &[column])).flatten();
        let listed = listed.filter_map(|entry| gib(self.facts.text(entry.text)));
        listed.chain(self.plans.get(&object.upn).copied()).max()
    }
}

/// The mailbox quota of a licence named by part number, account SKU id or product name, in GiB.
fn gib(licence: &str) -> Option<u64> {
    let folded = fold(licence);
    let without_tenant = || folded.split_once(':').and_then(|(_, part)| PLANS.get(part));
    PLANS.get(&folded).or_else(without_tenant).copied()
}

/// Part numbers hold no-break spaces and blanks at their end.
fn fold(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_known_by_part_number_sku_id_and_product() {
        assert_eq!(gib("ENTERPRISEPACK"), Some(100));
        assert_eq!(gib("contoso:enterprisepack"), Some(100));
        assert_eq!(gib("Exchange Online\u{a0}(Plan 1) "), Some(50));
        assert_eq!(gib("SPE_F1"), Some(2));
        assert_eq!(gib("05E9A617-0261-4CEE-BB44-138D3EF5D965"), Some(100), "the SKU id of SPE_E3");
        assert_eq!(gib("POWER_BI_STANDARD"), None);
    }
}
