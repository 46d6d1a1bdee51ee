//! Who has a licence, of whatever product.

use std::collections::HashSet;

use super::quotas::{LICENCE_LISTS, UNLICENSED};
use super::{Facts, Object};
use crate::intern::Symbol;
use crate::kinds::{mailboxes, user_licences, users};
use crate::schema::Side;
use crate::skus;

/// The licences of a tenant.
#[derive(Debug)]
pub struct Licensed<'a> {
    facts: &'a Facts,
    side: Side,
    /// Users in exports with one licence a row.
    listed: HashSet<Symbol>,
}

impl<'a> Licensed<'a> {
    /// Looks through the exports that have one licence a row.
    pub fn of(facts: &'a Facts, side: Side) -> Self {
        let mut listed = HashSet::new();
        for table in facts.tenant(side).of_kind(&user_licences::KIND) {
            let users = table.symbols(&user_licences::USER_PRINCIPAL_NAME);
            for licences in [table.symbols(&user_licences::SKU), table.symbols(&user_licences::PRODUCT_NAME)] {
                let is_licence = |record: &usize| is_licence(facts.text(licences.or_empty(*record)));
                listed.extend((0..table.len()).filter(is_licence).map(|record| users.or_empty(record)));
            }
        }
        listed.remove(&Symbol::EMPTY);
        Self { facts, side, listed }
    }

    /// Whether an object has any licence; `None` where no export tells.
    pub fn get(&self, object: &Object) -> Option<bool> {
        if self.listed.contains(&object.upn) {
            return Some(true);
        }
        let lists = LICENCE_LISTS.iter().filter_map(|column| self.facts.list(self.side, object, &[column]));
        let flags = [&users::IS_LICENSED, &users::SKU_ASSIGNED, &mailboxes::SKU_ASSIGNED];
        let flags = flags.into_iter().filter_map(|column| self.facts.flag(self.side, object, &[column]));
        let has_one =
            |list: &[crate::normalize::Entry]| list.iter().any(|entry| is_licence(self.facts.text(entry.text)));
        lists.map(has_one).chain(flags).reduce(|known, other| known || other)
    }
}

/// Whether a text is a licence and not the word for none.
fn is_licence(text: &str) -> bool {
    !text.is_empty() && skus::fold(text) != UNLICENSED
}
