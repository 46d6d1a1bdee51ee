//! One cell becomes symbols: a scalar one, or the entries of a list.

use super::naming::Naming;
use super::table::{Entry, ListColumn};
use crate::intern::Symbol;
use crate::schema::{OFF, ON, Type};
use crate::values::address::{self, Prefix, Proxy};
use crate::values::{domain, flag, guid, list, text};

/// Room for the entries of one list cell.
#[derive(Default)]
pub(super) struct Scratch {
    key: String,
    entries: Vec<Entry>,
    seen: Vec<(Prefix, Symbol)>,
}

/// The symbol of a scalar cell; `None` where it cannot be read as its type.
pub(super) fn symbol(ty: Type, cell: &str, naming: &mut dyn Naming) -> Option<Symbol> {
    match ty {
        Type::Guid => {
            // Exchange's `Id` and Entra's `Id` share a header: a name in a GUID column is no GUID, and no fault.
            let guid = guid::guid(cell).filter(|guid| guid != guid::NIL);
            Some(guid.map_or(Symbol::EMPTY, |guid| naming.name(&guid)))
        }
        Type::Address => {
            if text::is_placeholder(cell) {
                return Some(Symbol::EMPTY);
            }
            Some(address::smtp(cell).map_or(Symbol::EMPTY, |address| naming.name(&address)))
        }
        Type::Domain => domain::domain(cell).map(|domain| naming.name(&domain)),
        Type::Switch | Type::Identity if text::is_placeholder(cell) => Some(Symbol::EMPTY),
        Type::Switch => flag::flag(cell).map(|is_on| naming.name(if is_on { ON } else { OFF })),
        _ => Some(naming.name(cell)),
    }
}

/// Splits a list cell; returns whether it holds something that is no entry of its type.
pub(super) fn push_list(
    lists: &mut ListColumn,
    ty: Type,
    cell: &str,
    naming: &mut dyn Naming,
    scratch: &mut Scratch,
) -> bool {
    if text::is_placeholder(cell) || text::is_placeholder(without_braces(cell)) {
        lists.push(Some(&[]));
        return false;
    }
    let Scratch { key, entries, seen } = scratch;
    entries.clear();
    if ty == Type::Addresses {
        let mut proxies: Vec<Proxy<'_>> = Vec::new();
        list::proxies(cell, &mut proxies);
        entries.extend(proxies.iter().map(|proxy| proxy_entry(proxy, naming, key)));
    } else {
        let mut words: Vec<&str> = Vec::new();
        if ty == Type::Identities {
            list::identities(cell, &mut words);
        } else {
            list::words(cell, &mut words);
        }
        entries.extend(words.iter().filter(|word| !text::is_placeholder(word)).map(|word| {
            text::fold_name_into(word, key);
            let text = naming.name(word);
            Entry { prefix: Prefix::Other, bare: true, key: same_or_interned(text, word, key, naming), text }
        }));
    }
    seen.clear();
    entries.retain(|entry| {
        let kind = if entry.prefix == Prefix::PrimarySmtp { Prefix::Smtp } else { entry.prefix };
        let primary_twin = (kind, entry.key);
        let new = !seen.contains(&primary_twin) || entry.prefix == Prefix::PrimarySmtp;
        seen.push(primary_twin);
        new
    });
    lists.push(Some(entries));
    entries.is_empty()
}

/// What stands between the braces that the shell puts around a list: `{None}` is a level of a folder.
fn without_braces(cell: &str) -> &str {
    cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(cell)
}

fn proxy_entry(proxy: &Proxy<'_>, naming: &mut dyn Naming, lower: &mut String) -> Entry {
    let shown = naming.name(&proxy.value);
    let key = match proxy.prefix {
        Prefix::PrimarySmtp | Prefix::Smtp | Prefix::Sip => shown,
        _ => {
            lower.clear();
            lower.extend(proxy.value.chars().flat_map(char::to_lowercase));
            same_or_interned(shown, &proxy.value, lower, naming)
        }
    };
    Entry { prefix: proxy.prefix, bare: proxy.bare, key, text: shown }
}

/// The symbol of a folded text, which mostly is the text itself.
fn same_or_interned(symbol: Symbol, text: &str, folded: &str, naming: &mut dyn Naming) -> Symbol {
    if text == folded { symbol } else { naming.name(folded) }
}
