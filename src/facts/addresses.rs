//! Exports with one address a row: their addresses join the objects that own them.

use hashbrown::HashMap;

use super::object::{ProxyAddress, RowRef};
use super::union::Draft;
use crate::intern::{Interner, Symbol};
use crate::kinds::addresses;
use crate::normalize::Table;
use crate::values::address::looks_like_address;
use crate::values::recipient::{self, Class, Recipient};

/// The addresses of all such exports with the number of their object, sorted by object.
///
/// An owner is found by primary address or UPN, else by a name that one object has. An owner that no
/// other export describes becomes an object of its own, of the class that the row gives.
pub(super) fn collect(tables: &[Table], drafts: &mut Vec<Draft>, interner: &Interner) -> Vec<(u32, ProxyAddress)> {
    let mut collected = Vec::new();
    let lists = tables.iter().enumerate().filter(|(_, table)| std::ptr::eq(table.kind, &addresses::KIND));
    let mut owners: Option<Owners> = None;
    for (number, table) in lists {
        let owners = owners.get_or_insert_with(|| Owners::of(drafts, interner));
        let names = table.symbols(&addresses::OWNER);
        let types = table.symbols(&addresses::RECIPIENT_TYPE);
        for column in [&addresses::ADDRESS, &addresses::SIP_ADDRESS] {
            let Some(list) = table.list(column) else { continue };
            for record in 0..table.len() {
                let owner = interner.lower(names.or_empty(record));
                let at = RowRef { table: number as u16, record: record as u32 };
                let Some(entries) = list.get(record).filter(|_| !owner.is_empty()) else { continue };
                let object = match owners.0.get(&owner) {
                    Some(Some(object)) => *object,
                    Some(None) => continue,
                    None => {
                        let object = drafts.len() as u32;
                        drafts.push(unknown_owner(owner, types.or_empty(record), at, interner));
                        owners.0.insert(owner, Some(object));
                        object
                    }
                };
                collected.extend(entries.iter().map(|entry| {
                    (
                        object,
                        ProxyAddress { prefix: entry.prefix, bare: entry.bare, key: entry.key, text: entry.text, at },
                    )
                }));
            }
        }
    }
    collected.sort_by_key(|(object, _)| *object);
    collected
}

struct Owners(HashMap<Symbol, Option<u32>, foldhash::fast::FixedState>);

impl Owners {
    fn of(drafts: &[Draft], interner: &Interner) -> Self {
        let mut owners = HashMap::default();
        let mut add = |name: Symbol, object: u32| {
            if !name.is_empty() {
                let known = owners.entry(name).or_insert(Some(object));
                if *known != Some(object) {
                    *known = None;
                }
            }
        };
        for (number, draft) in drafts.iter().enumerate() {
            let names = [draft.primary_column, draft.upn, draft.mail, draft.alias, draft.name, draft.display_name];
            let mut names = names.map(|name| interner.lower(name));
            names.sort_unstable();
            let mut before = Symbol::EMPTY;
            for name in names {
                if name != before {
                    add(name, number as u32);
                }
                before = name;
            }
        }
        Self(owners)
    }
}

fn unknown_owner(owner: Symbol, type_name: Symbol, at: RowRef, interner: &Interner) -> Draft {
    let class = match interner.with(type_name, recipient::recipient) {
        Some(Recipient::Object(class)) => class,
        _ => Class::User,
    };
    let is_address = interner.with(owner, looks_like_address);
    let (primary_column, alias) = if is_address { (owner, Symbol::EMPTY) } else { (Symbol::EMPTY, owner) };
    Draft { class, primary_column, alias, ..Draft::empty(at) }
}
