//! ADR006 fallback-collision: two objects need one fallback address, or one that somebody else holds.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, Object, ObjectId};
use crate::intern::Symbol;
use crate::pair::local_part;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR006",
    name: "fallback-collision",
    severity: Severity::Blocker,
    title: "Two objects fall back to one address",
    why: "Once the moving domains leave, a mailbox falls back to its alias and to the local part of its UPN \
          in the initial domain, a group to the local part of its primary. Two objects with one local part \
          in two domains then need one address, and the removal of the domain stops. An object that holds \
          the address already keeps it",
    fix: "Give one of them another address before the domain leaves: `Set-Mailbox -Alias`, `Update-MgUser \
          -UserPrincipalName`, `Set-DistributionGroup -PrimarySmtpAddress` in the initial domain",
    message: "Without the moving domains {subject} needs `{value}`, which {holder} {how}",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(initial) = facts.domains.source.initial.as_deref() else {
        selection.examined = facts.source.in_scope().count() as u64;
        selection.undecidable = selection.examined;
        return;
    };
    let mut needed: BTreeMap<String, Vec<ObjectId>> = BTreeMap::new();
    for (id, object) in facts.source.in_scope() {
        for address in needed_by(facts, object, initial) {
            selection.examine();
            needed.entry(address).or_default().push(id);
        }
    }
    for (address, needing) in &needed {
        let holders = facts.pool.find(address).map_or(&[][..], |address| facts.source.holders(address));
        for id in needing.iter().filter(|id| holders.iter().all(|holder| holder.object != **id)) {
            let needing = needing.iter().map(|other| (*other, "needs too"));
            let holding = holders.iter().map(|holder| (holder.object, "holds"));
            let others = holding.chain(needing).filter(|(other, _)| other != id);
            let first = others.min_by_key(|(other, _)| facts.subject(Side::Source, *other));
            let Some((other, how)) = first else { continue };
            let object = facts.source.object(*id);
            let hit = Hit::new(Side::Source, facts.text(object.subject), address.as_str())
                .held_by(facts.subject(Side::Source, other))
                .with("how", how)
                .seen(facts.evidence(Side::Source, object, super::PRIMARY_COLUMNS));
            selection.hit(hit);
        }
    }
}

/// The addresses that an object falls back to (`semantics.md`, Fallback).
fn needed_by(facts: &Facts, object: &Object, initial: &str) -> BTreeSet<String> {
    let is_moving = |address: Symbol| facts.domains.is_moving(facts.text(address));
    let mut locals: Vec<&str> = Vec::new();
    if is_moving(object.primary) || is_moving(object.upn) {
        if object.class.is_mailbox() {
            locals.extend([facts.text(object.alias_key)].into_iter().filter(|alias| !alias.is_empty()));
            locals.extend(local_part(facts.text(object.upn)));
        } else if object.class.is_group() {
            locals.extend(local_part(facts.text(object.primary)));
        }
    }
    locals.into_iter().map(|local| format!("{local}@{initial}")).collect()
}
