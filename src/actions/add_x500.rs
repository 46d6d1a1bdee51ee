//! add-x500: the Exchange addresses by which old mail is answered.

use super::{Action, Gaps, Steps, Target, Tenant, addresses, family};
use crate::facts::{Facts, ObjectId};
use crate::plan::Command;
use crate::schema::Side;
use crate::values::address::Prefix;

/// The action.
pub static ACTION: Action = Action {
    name: "add-x500",
    title: "Add X500 addresses, so that replies to old mail arrive",
    note: "Those of the source objects, and those of the contacts that stand for them: before the contacts are removed.",
    family: &family::ADDRESSES,
    written: &[
        (Command::Assess, Tenant::Of(Side::Destination)),
        (Command::Verify, Tenant::Of(Side::Destination)),
    ],
    closes: &["ADR011", "CON002", "VFY204"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    for code in ["ADR011", "VFY204"] {
        for (finding, pair, other) in gaps.pairs(code, steps) {
            if !steps.leave_if_synced(finding, other) {
                steps.push(addresses::add(&Target::of(facts, Side::Destination, pair), &x500(&finding.value)));
            }
        }
    }
    for (finding, contact, _) in gaps.objects("CON002", (facts, Side::Destination), steps) {
        for person in people(facts, contact) {
            if lacks(facts, person, contact) && !steps.leave_if_synced(finding, facts.destination.object(person)) {
                steps.push(addresses::add(&Target::of(facts, Side::Destination, person), &x500(&finding.value)));
            }
        }
    }
    // A contact that is removed in the same go takes its own with it.
    for finding in gaps.found("VFY501") {
        for &contact in gaps.named(facts, Side::Destination, &finding.subject) {
            let object = facts.destination.object(contact);
            let Some(dn) = object.legacy_dn.map(|dn| facts.text(dn)).filter(|dn| !dn.is_empty()) else { continue };
            for person in people(facts, contact) {
                if lacks(facts, person, contact) && facts.destination.object(person).dir_synced != Some(true) {
                    steps.push(addresses::add(&Target::of(facts, Side::Destination, person), &x500(dn)));
                }
            }
        }
    }
}

fn x500(dn: &str) -> String {
    format!("X500:{dn}")
}

/// The destination objects of those for whom a contact stands, each once.
fn people(facts: &Facts, contact: ObjectId) -> Vec<ObjectId> {
    let all = &facts.pairs.stand_ins;
    let start = all.partition_point(|stand_in| stand_in.contact < contact);
    let stand_ins = all[start..].iter().take_while(|stand_in| stand_in.contact == contact);
    let pairs = stand_ins.filter_map(|stand_in| facts.pairs.of(stand_in.source).destination);
    let mut people: Vec<ObjectId> = pairs.filter(|person| *person != contact).collect();
    people.sort_unstable();
    people.dedup();
    people
}

/// Whether somebody is known not to have the `LegacyExchangeDN` of a contact as an X500 address.
fn lacks(facts: &Facts, person: ObjectId, contact: ObjectId) -> bool {
    let key = facts.destination.object(contact).legacy_key;
    let object = facts.destination.object(person);
    let mut theirs = facts.destination.proxies(object).iter();
    object.proxies.is_some() && !theirs.any(|proxy| proxy.prefix == Prefix::X500 && proxy.key == key)
}
