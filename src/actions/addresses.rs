//! Changes of addresses, each with what takes it back.
//!
//! A list of addresses stands in one cell, separated by commas. An X500 address may hold commas itself: before each
//! comma and backslash that belongs to an address stands a backslash.

use super::step::{Row, Step, Target};
use crate::facts::{Facts, Object, ProxyAddress};
use crate::schema::Side;
use crate::values::address::Prefix;

/// Gives an object one more address, with its type: `smtp:kim@contoso.com`.
pub(super) fn add(target: &Target, address: &str) -> Step {
    Step { forth: row("add", target, address, ""), back: row("remove", target, address, "") }
}

/// Takes an address away that is not the primary one.
pub(super) fn remove(target: &Target, address: &str) -> Step {
    Step { forth: row("remove", target, address, ""), back: row("add", target, address, "") }
}

/// Makes an address that the object has the primary one.
pub(super) fn primary(target: &Target, address: &str, former: &str) -> Step {
    let change = |address: &str, was: &str| row("primary", target, &format!("SMTP:{address}"), was);
    Step { forth: change(address, former), back: change(former, address) }
}

/// Changes a UPN.
pub(super) fn upn(target: &Target, upn: &str, former: &str) -> Step {
    Step { forth: row("upn", target, upn, former), back: row("upn", target, former, upn) }
}

/// Gives an object all addresses that it had, and keeps what it has beyond them; taken back, it has those of now.
pub(super) fn restore(target: &Target, before: &[String], now: &[String]) -> Step {
    Step { forth: row("restore", target, &list(before), ""), back: set(target, now) }
}

/// Gives an object these addresses and no others.
pub(super) fn set(target: &Target, addresses: &[String]) -> Row {
    row("set", target, &list(addresses), "")
}

fn row(verb: &'static str, target: &Target, address: &str, was: &str) -> Row {
    Row { verb, target: target.clone(), cells: vec![address.to_owned(), was.to_owned()] }
}

/// A list of addresses as one cell.
pub(super) fn list(addresses: &[String]) -> String {
    let escaped = addresses.iter().map(|address| address.replace('\\', "\\\\").replace(',', "\\,"));
    escaped.collect::<Vec<_>>().join(",")
}

/// All addresses of an object with their types, the primary one marked and first; `None` where no export lists them.
pub(super) fn all(facts: &Facts, side: Side, object: &Object) -> Option<Vec<String>> {
    object.proxies?;
    let mut all = Vec::new();
    if !object.primary.is_empty() {
        all.push(format!("SMTP:{}", facts.text(object.primary)));
    }
    for proxy in facts.tenant(side).proxies(object) {
        let is_primary = proxy.is_smtp() && proxy.key == object.primary;
        if let Some(address) = typed(facts, proxy).filter(|address| !is_primary && !all.contains(address)) {
            all.push(address);
        }
    }
    Some(all)
}

/// An address with its type, never as the primary one; `None` for a type that the exports do not name in full, which
/// scripts leave alone.
fn typed(facts: &Facts, proxy: &ProxyAddress) -> Option<String> {
    let text = facts.text(proxy.text);
    Some(match proxy.prefix {
        Prefix::PrimarySmtp | Prefix::Smtp => format!("smtp:{text}"),
        Prefix::Sip => format!("SIP:{text}"),
        Prefix::X500 => format!("X500:{text}"),
        Prefix::X400 => format!("X400:{text}"),
        Prefix::Eum => format!("EUM:{text}"),
        Prefix::Spo => format!("SPO:{text}"),
        Prefix::Other => return None,
    })
}
