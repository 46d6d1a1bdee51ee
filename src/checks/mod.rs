//! The catalogue of checks: one file a check, listed here and nowhere else. Knows the facts, and neither
//! files nor headers nor how findings are shown.

mod arrived;
mod belonging;
mod comparison;
mod delegation;
mod evidence;
mod forwarding;
mod holding;
mod inputs;
mod needs;
mod outsiders;
mod restoring;
mod volume;
mod x500;

use crate::check::{Check, Hit, Selection};
use crate::facts::{Facts, Object};
use crate::pair::local_part;
use crate::plan::Command;
use crate::schema::Side;
use crate::values::recipient::Class;
use delegation::{
    DELEGATE_COLUMNS, DESTINATION_DELEGATES, DESTINATION_FOLDERS, EACH_RIGHT, EACH_RIGHT_OF_BOTH, FULL_ACCESS,
    SOURCE_DELEGATES, SOURCE_FOLDERS,
};
use evidence::{
    ADDRESS_COLUMNS, ALIAS_COLUMNS, DISPLAY_NAME_COLUMNS, EXTERNAL_COLUMNS, LEGACY_DN_COLUMNS, PRIMARY_COLUMNS,
    SYNC_COLUMNS, TYPE_COLUMNS, UPN_COLUMNS,
};
use needs::{
    ACCEPTED_DOMAINS, ANY_ADDRESSES, DESTINATION_ADDRESSES, DESTINATION_ALIASES, DESTINATION_CONTACT_DNS,
    DESTINATION_CONTACTS, DESTINATION_OBJECTS, DESTINATION_TYPES, DESTINATION_UPNS, SOURCE_ADDRESSES, SOURCE_ALIASES,
    SOURCE_AUTHENTICATION, SOURCE_CONTACTS, SOURCE_DEFAULT_DOMAIN, SOURCE_DNS, SOURCE_DNS_TTL, SOURCE_GROUP_ADDRESSES,
    SOURCE_LEGACY_DN, SOURCE_LICENCES, SOURCE_MAILBOXES, SOURCE_OBJECTS, SOURCE_PRIMARIES, SOURCE_SYNC, SOURCE_TARGETS,
    SOURCE_TYPES, SOURCE_UPNS, SOURCE_USER_ADDRESSES, SOURCE_X500,
};

macro_rules! catalogue {
    ($($module:ident)*) => {
        $(mod $module;)*

        /// All checks, by code.
        pub static ALL: &[&Check] = &[$(&$module::CHECK),*];
    };
}

catalogue! {
    adr001 adr002 adr003 adr004 adr005 adr006 adr007 adr008 adr009 adr010 adr011 adr012
    bck101 bck102 bck103 bck104 bck105 bck106 bck107 bck108
    con001 con002 con003
    del001 del002 del003 del004 del005 del006 del007
    dns001 dns002 dns003 dns004
    dom001 dom002 dom003 dom004 dom005 dom006 dom007 dom008 dom009 dom010 dom011
    fwd001 fwd002 fwd003 fwd004 fwd005 fwd006 fwd007
    grp001 grp002 grp003 grp004 grp005 grp006 grp007
    inp001 inp002 inp003 inp004 inp005 inp006 inp007 inp008 inp009 inp010 inp011 inp012 inp013 inp014
    mbx001 mbx002 mbx003 mbx004 mbx005 mbx006 mbx007 mbx008 mbx009 mbx010 mbx011 mbx012 mbx013
    pai001 pai002 pai003 pai004 pai005 pai006 pai007 pai008 pai009 pai010
    vfy101 vfy102 vfy103 vfy104 vfy105 vfy106 vfy201 vfy202 vfy203 vfy204
    vfy301 vfy302 vfy303 vfy304 vfy401 vfy402 vfy501 vfy601 vfy602 vfy603 vfy604 vfy701 vfy801
}

#[cfg(test)]
pub(crate) mod testing;

/// The commands that run a check.
pub fn commands(check: &Check) -> impl Iterator<Item = Command> {
    let runs = |command: &Command| of(*command).iter().any(|known| known.code == check.code);
    Command::ALL.into_iter().filter(runs)
}

/// The checks that a command runs: what an export lacks concerns every command.
pub fn of(command: Command) -> Vec<&'static Check> {
    let is_asked = |check: &&&Check| match command {
        Command::Assess => !["DOM", "VFY", "BCK"].contains(&check.family()) && check.code != "DNS003",
        Command::Waves => check.family() == "INP" || check.code == "DEL006",
        Command::Cutover => {
            matches!(check.family(), "INP" | "DOM") || ["ADR006", "DNS001", "DNS002", "DNS004"].contains(&check.code)
        }
        Command::Verify => {
            matches!(check.family(), "INP" | "VFY") || ["DNS003", "PAI002", "PAI003", "PAI005"].contains(&check.code)
        }
        Command::Backout => matches!(check.family(), "INP" | "BCK"),
        Command::Baseline => check.family() == "INP",
        Command::Licences => check.family() == "INP" || ("MBX001"..="MBX007").contains(&check.code),
    };
    ALL.iter().filter(is_asked).copied().collect()
}

/// Selects the objects in scope of some classes that have no pair and no candidates (PAI001, PAI009; after the move
/// VFY101, VFY106, of what was asked for).
fn unpaired(facts: &Facts, selection: &mut Selection, is_meant: impl Fn(Class) -> bool) {
    for (id, object) in facts.source.in_scope().filter(|(_, object)| is_meant(object.class)) {
        let pair = facts.pairs.of(id);
        if facts.pairs.points_back(id) || !facts.is_asked(id) {
            continue;
        }
        selection.examine();
        if pair.destination.is_some() || !pair.candidates.is_empty() {
            continue;
        }
        if !facts.destination_shows(object.class) {
            selection.undecided();
            continue;
        }
        let suggested: Vec<String> =
            pair.suggested.iter().map(|id| format!("`{}`", facts.subject(Side::Destination, *id))).collect();
        let suggested =
            if suggested.is_empty() { String::new() } else { format!("; perhaps it is {}", suggested.join(" or ")) };
        let hit = Hit::new(Side::Source, facts.text(object.subject), facts.expected(object))
            .with("class", object.class.as_str())
            .with("suggested", suggested)
            .seen(facts.evidence(Side::Source, object, PRIMARY_COLUMNS));
        selection.hit(hit);
    }
}

/// The local part of a fallback address: the alias, else the local part of the primary address or UPN.
fn alias_or_local_part<'a>(facts: &'a Facts, object: &Object) -> &'a str {
    let alias = facts.text(object.alias_key);
    if alias.is_empty() {
        let local = |symbol| local_part(facts.text(symbol));
        local(object.primary).or_else(|| local(object.upn)).unwrap_or_default()
    } else {
        alias
    }
}
