//! create-objects: what has no destination object and can be made without a decision.

use std::collections::BTreeSet;

use super::objects::{self, Made};
use super::{Action, Gaps, Steps, Target, Tenant, family};
use crate::facts::{Facts, Object, domain_of};
use crate::pair::local_part;
use crate::plan::{Command, Mover};
use crate::schema::Side;
use crate::values::recipient::Class;

/// The action.
pub static ACTION: Action = Action {
    name: "create-objects",
    title: "Make mailboxes, groups and contacts that the destination lacks",
    note: "An object gets its expected address where the destination takes mail for that domain already, else one in \
           the initial domain. Licences are assigned by hand, members and settings of groups come later.",
    family: &family::OBJECTS,
    written: &[
        (Command::Assess, Tenant::Of(Side::Destination)),
        (Command::Verify, Tenant::Of(Side::Destination)),
    ],
    closes: &["PAI001", "PAI009", "VFY101", "VFY106"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    let mut taken = BTreeSet::new();
    for code in ACTION.closes {
        for (finding, _, object) in gaps.objects(code, (facts, Side::Source), steps) {
            match made(facts, object, &finding.value) {
                Ok(made) => {
                    let or_identity = if object.class == Class::Contact { made.external.clone() } else { String::new() };
                    let object = finding.subject.clone();
                    let target = Target { identity: made.primary.clone(), or_identity, object };
                    if taken.insert(made.primary.clone()) {
                        steps.push(objects::create(&target, &made));
                    } else {
                        steps.leave(finding, "another object needs this address too");
                    }
                }
                Err(why) => steps.leave(finding, why),
            }
        }
    }
}

/// What a source object becomes, expected under an address; an error says why that is for people.
fn made(facts: &Facts, object: &Object, expected: &str) -> Result<Made, String> {
    let text = |symbol| facts.text(symbol).to_owned();
    match object.class {
        Class::Dynamic => return Err("its filter has to be written anew: `New-DynamicDistributionGroup`".to_owned()),
        Class::Scheduling => return Err("made in Bookings".to_owned()),
        _ => {}
    }
    let is_native = facts.plan.mover == Mover::Native && object.class.is_mailbox();
    let class = if is_native { Class::MailUser } else { object.class };
    let is_outside = matches!(object.class, Class::Contact | Class::MailUser);
    if is_outside && object.external.is_empty() {
        return Err("the exports do not say where it points to".to_owned());
    }
    let primary = if class == Class::Contact { text(object.external) } else { free(facts, expected)? };
    if let Some(holder) = holder(facts, &primary) {
        return Err(format!("`{primary}` is held by `{holder}` at the destination"));
    }
    let upn = match class {
        Class::User | Class::MailUser => facts.future(object.upn).map_or_else(|| primary.clone(), text),
        _ => String::new(),
    };
    let upn = if upn.is_empty() { upn } else { free(facts, &upn)? };
    let external = if is_native { reachable(facts, object) } else if is_outside { text(object.external) } else { String::new() };
    let guids = if is_native {
        [text(object.exchange_guid), object.archive_guid.map(text).unwrap_or_default()]
    } else {
        Default::default()
    };
    let display_name = if object.display_name.is_empty() { text(object.subject) } else { text(object.display_name) };
    let name = if object.name.is_empty() { display_name.clone() } else { text(object.name) };
    let addresses = vec![format!("SMTP:{primary}")];
    Ok(Made { class, name, display_name, alias: text(object.alias), primary, upn, external, guids, addresses })
}

/// The address, where the destination takes mail for its domain; else its local part in the initial domain.
fn free(facts: &Facts, address: &str) -> Result<String, String> {
    let domains = &facts.domains.destination;
    if domain_of(address).and_then(|domain| domains.accepts(domain)) == Some(true) {
        return Ok(address.to_owned());
    }
    match (&domains.initial, local_part(address)) {
        (Some(initial), Some(local)) => Ok(format!("{local}@{initial}")),
        _ => Err("the initial domain of the destination is not known".to_owned()),
    }
}

/// Who has an address at the destination.
fn holder<'a>(facts: &'a Facts, address: &str) -> Option<&'a str> {
    let holders = facts.destination.holders(facts.pool.find(address)?);
    holders.first().map(|holder| facts.subject(Side::Destination, holder.object))
}

/// Where mail for a mailbox arrives that has not moved yet: its address in the initial domain, else its primary one.
fn reachable(facts: &Facts, object: &Object) -> String {
    let initial = facts.domains.source.initial.as_deref();
    let stays = |address: &_| initial.is_some() && domain_of(facts.text(*address)) == initial;
    let address = facts.source.smtp_addresses(object).find(stays).unwrap_or(object.primary);
    facts.text(address).to_owned()
}
