//! Exports with one address a row: their addresses join the objects that own them.

use hashbrown::HashMap;

use super::draft::Draft;
use super::object::{ProxyAddress, RowRef};
use crate::intern::{Interner, Symbol};
use crate::kinds::addresses;
use crate::normalize::Table;
use crate::values::address::{Prefix, looks_like_address};
use crate::values::recipient::{self, Class, Recipient};

/// The addresses of all such exports with the number of their object, sorted by object.
///
/// An owner is found by primary address or UPN, else by a name that one object has. An owner that no
/// other export describes becomes an object of its own, of the class that the row gives.
pub(super) fn collect(tables: &[Table], drafts: &mut Vec<Draft>, interner: &Interner) -> Vec<(u32, ProxyAddress)> {
    let mut collected = Vec::new();
    let lists = tables.iter().enumerate().filter(|(_, table)| table.is(&addresses::KIND));
    let mut owners: Option<Owners> = None;
    for (number, table) in lists {
        let owners = owners.get_or_insert_with(|| Owners::of(drafts, interner));
        let names = table.symbols(&addresses::OWNER);
        let types = table.symbols(&addresses::RECIPIENT_TYPE);
        for column in [&addresses::ADDRESS, &addresses::SIP_ADDRESS] {
            let Some(list) = table.list(column) else { continue };
            // A list of aliases only has no primary to mark: its prefixes say nothing about the primary.
            let marks_primary = (0..table.len())
                .filter_map(|record| list.get(record))
                .any(|entries| entries.iter().any(|entry| !entry.bare && entry.prefix == Prefix::PrimarySmtp));
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
                    let bare = entry.bare || !marks_primary;
                    (object, ProxyAddress { prefix: entry.prefix, bare, key: entry.key, text: entry.text, at })
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
    Draft { class, alias, primary_column, ..Draft::empty(at) }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::facts::Facts;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,Jane,jdoe\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,Sam,kim\n\
        lee@contoso.com,lee@contoso.com,UserMailbox,Sam,lee\n";

    fn facts(addresses: &str) -> Facts {
        Tenants::new().source("mailboxes.csv", MAILBOXES).source("addresses.csv", addresses).facts()
    }

    /// The SMTP addresses of every object.
    fn addresses(facts: &Facts) -> Vec<Vec<&str>> {
        let of = |(_, object)| facts.source.smtp_addresses(object).map(|address| facts.text(address)).collect();
        facts.source.ids().map(of).collect()
    }

    #[test]
    fn rows_join_their_owner_and_an_unknown_owner_is_an_object() {
        let facts = facts(
            "Recipient,Address\nJANE@contoso.com,smtp:J1@contoso.com\njdoe,smtp:j2@contoso.com\nSam,smtp:s@contoso.com\n\
             team@contoso.com,smtp:t@contoso.com\n",
        );
        // Two mailboxes are called Sam: the address is neither's.
        assert_eq!(
            addresses(&facts),
            [
                vec!["jane@contoso.com", "j1@contoso.com", "j2@contoso.com"],
                vec!["kim@contoso.com"],
                vec!["lee@contoso.com"],
                vec!["team@contoso.com", "t@contoso.com"]
            ]
        );
    }

    #[test]
    fn a_list_of_aliases_says_nothing_about_the_primary() {
        let aliases =
            facts("Recipient,Address\njane@contoso.com,smtp:j1@contoso.com\nkim@contoso.com,smtp:k1@contoso.com\n");
        assert!(aliases.source.objects.iter().all(|object| !object.primary_marked));
        let all =
            facts("Recipient,Address\njane@contoso.com,SMTP:jane@contoso.com\nkim@contoso.com,smtp:k1@contoso.com\n");
        assert!(all.source.objects[0].primary_marked && all.source.objects[1].primary_marked);
    }
}
