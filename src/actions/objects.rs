//! Objects that are made or removed, each with what takes it back.

use super::addresses;
use super::step::{Row, Step, Target};
use crate::facts::{Facts, Object};
use crate::schema::Side;
use crate::values::recipient::Class;

/// An object that is going to be made, or made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    /// What it is going to be.
    pub class: Class,
    /// Exchange's `Name`, unique in a tenant.
    pub name: String,
    /// Display name.
    pub display_name: String,
    /// Alias.
    pub alias: String,
    /// Primary SMTP address.
    pub primary: String,
    /// UPN of somebody who signs in; empty for others.
    pub upn: String,
    /// Where a contact or mail user points to; empty for others.
    pub external: String,
    /// GUIDs of the mailbox that is going to be moved onto a mail user: its own and that of its archive.
    pub guids: [String; 2],
    /// All addresses with their types, the primary one marked.
    pub addresses: Vec<String>,
}

/// Makes an object; taken back, it goes only if this was what made it.
pub(super) fn create(target: &Target, made: &Made) -> Step {
    Step { forth: row("create", target, made), back: row("unmake", target, made) }
}

/// Removes a contact; taken back, it is made again with all that it had.
pub(super) fn remove(target: &Target, again: &Target, made: &Made) -> Step {
    Step { forth: row("remove", target, made), back: row("create", again, made) }
}

fn row(verb: &'static str, target: &Target, made: &Made) -> Row {
    let cells = vec![
        made.class.as_str().to_owned(),
        made.name.clone(),
        made.display_name.clone(),
        made.alias.clone(),
        made.primary.clone(),
        made.upn.clone(),
        made.external.clone(),
        made.guids[0].clone(),
        made.guids[1].clone(),
        addresses::list(&made.addresses),
    ];
    Row { verb, target: target.clone(), cells }
}

/// A contact as it has to be made again: with all its addresses, and with its `LegacyExchangeDN` as an X500 address, by
/// which those write to it who have written to it before. `None` where its addresses or its target are not known.
pub(super) fn contact(facts: &Facts, side: Side, object: &Object) -> Option<(Target, Made)> {
    let mut list = addresses::all(facts, side, object)?;
    let dn = object.legacy_dn.map(|dn| facts.text(dn)).filter(|dn| !dn.is_empty());
    if let Some(dn) = dn {
        let x500 = format!("X500:{dn}");
        if !list.iter().any(|address| address.eq_ignore_ascii_case(&x500)) {
            list.push(x500);
        }
    }
    if object.external.is_empty() {
        return None;
    }
    let text = |symbol| facts.text(symbol).to_owned();
    let display_name = if object.display_name.is_empty() { text(object.subject) } else { text(object.display_name) };
    let name = if object.name.is_empty() { display_name.clone() } else { text(object.name) };
    let external = text(object.external);
    let primary = if object.primary.is_empty() { external.clone() } else { text(object.primary) };
    let again = Target { identity: primary.clone(), or_identity: external.clone(), object: text(object.subject) };
    let upn = if object.class == Class::MailUser { text(object.upn) } else { String::new() };
    let guids = [String::new(), String::new()];
    let alias = text(object.alias);
    Some((
        again,
        Made { class: object.class, name, display_name, alias, primary, upn, external, guids, addresses: list },
    ))
}
