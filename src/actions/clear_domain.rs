//! clear-domain: everything that holds a domain lets go of it, in the order in which that has to happen.

use super::fallback::Fallback;
use super::step::{Left, Target};
use super::{Action, Gaps, Steps, Tenant, addresses, family};
use crate::facts::ledger::{Attribute, Entry, Tie};
use crate::facts::{Facts, Object, ObjectId, Role, Skip, State};
use crate::plan::Command;
use crate::schema::Side;
use crate::values::address::Prefix;
use crate::values::recipient::Class;

/// The action.
pub static ACTION: Action = Action {
    name: "clear-domain",
    title: "Take a domain off everything that holds it",
    note: "UPNs first, then primary addresses, aliases, SIP addresses, contacts and groups; in the morning of the move \
           after licences of Teams are off (step 65), in a back-out at the destination (steps 97 to 100).",
    family: &family::ADDRESSES,
    written: &[(Command::Cutover, Tenant::Left), (Command::Backout, Tenant::Of(Side::Destination))],
    closes: &["DOM001", "DOM002", "DOM003", "DOM004", "DOM005", "BCK107"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    if gaps.command() == Command::Backout {
        back_out(gaps, steps);
        return;
    }
    let Some(ledger) = &gaps.facts.ledger else { return };
    let mut clearing = Clearing { fallback: Fallback::of(gaps.facts, ledger.side), steps };
    for entry in &ledger.entries {
        clearing.entry(entry);
    }
    for (code, why) in [
        ("DOM007", "make the initial domain the default: `Update-MgDomain -IsDefault`"),
        ("DOM008", "make the domain managed, and stop directory synchronisation"),
    ] {
        gaps.found(code).for_each(|finding| steps.leave(finding, why));
    }
}

/// The destination's addresses in a domain that goes back; each object gets what it had before, where that is known.
fn back_out(gaps: &Gaps<'_>, steps: &mut Steps) {
    let Some(now) = gaps.facts.now(Side::Destination) else { return };
    let mut clearing = Clearing { fallback: Fallback::of(now, Side::Destination), steps };
    clearing.fallback.as_before(gaps.facts);
    let found = gaps.objects("BCK107", (now, Side::Destination), clearing.steps);
    for of in [Role::Upn, Role::Primary, Role::Alias] {
        for (finding, id, _) in &found {
            let mut roles = Vec::new();
            now.destination.held(*id, |address, role| {
                if now.text(address) == finding.value && role != Role::External {
                    roles.push(role);
                }
            });
            if roles.contains(&of) {
                let attribute = match of {
                    Role::Upn => Attribute::Upn,
                    Role::Primary => Attribute::Primary,
                    _ => Attribute::Alias,
                };
                clearing.loosen("BCK107", *id, attribute, &finding.value);
            }
        }
    }
}

/// Why an object cannot be changed by a script.
fn obstacle(object: &Object) -> Option<&'static str> {
    match (object.state, object.skip) {
        (State::SoftDeleted, _) => Some("soft-deleted: delete it for good, or restore it first"),
        (State::Inactive, _) => Some("an inactive mailbox: take it off its hold, or recover it first"),
        (_, Some(Skip::System(_))) => Some("an object of the service"),
        _ if object.dir_synced == Some(true) => Some("mastered on-premises: change it there"),
        _ => None,
    }
}

struct Clearing<'a, 's> {
    fallback: Fallback<'a>,
    steps: &'s mut Steps,
}

impl Clearing<'_, '_> {
    fn entry(&mut self, entry: &Entry) {
        let value = self.fallback.facts.text(entry.value);
        let (code, why) = match entry.tie {
            Tie::Upn => ("DOM001", None),
            Tie::Primary => ("DOM002", None),
            Tie::Alias => ("DOM003", None),
            Tie::OtherType => ("DOM004", None),
            Tie::Group => ("DOM005", None),
            Tie::Unlicensed => ("DOM006", Some("give a licence, take the address off, take the licence away again")),
            Tie::Subdomain => ("DOM009", Some("decide what becomes of the subdomain")),
            Tie::Target => ("DOM011", Some("let it point elsewhere, or remove it")),
        };
        match why {
            Some(why) => self.leave(code, entry.object, value, why),
            None => self.loosen(code, entry.object, entry.attribute, value),
        }
    }

    /// Adds the rows that take one address off an object.
    fn loosen(&mut self, code: &'static str, id: ObjectId, attribute: Attribute, value: &str) {
        let (facts, side): (&Facts, Side) = (self.fallback.facts, self.fallback.side);
        let object = facts.tenant(side).object(id);
        if let Some(why) = obstacle(object) {
            self.leave(code, id, value, why);
            return;
        }
        let target = self.target(id, object);
        let typed = match attribute {
            Attribute::Upn => {
                match self.fallback.upn(id) {
                    Ok(upn) => self.steps.push(addresses::upn(&Target::user(facts, side, id, &upn), &upn, value)),
                    Err(why) => self.leave(code, id, value, &why),
                }
                return;
            }
            Attribute::Primary => match self.fallback.address(id) {
                Ok(address) => {
                    if !facts.tenant(side).smtp_addresses(object).any(|own| facts.text(own) == address) {
                        self.steps.push(addresses::add(&target, &format!("smtp:{address}")));
                    }
                    self.steps.push(addresses::primary(&target, &address, value));
                    "smtp"
                }
                Err(why) => {
                    self.leave(code, id, value, &why);
                    return;
                }
            },
            Attribute::Alias if object.class == Class::DirectoryUser => {
                self.leave(code, id, value, "its addresses are in the directory: mailbox or licence first");
                return;
            }
            Attribute::Alias => "smtp",
            Attribute::Typed(Prefix::Sip) => "SIP",
            Attribute::Typed(Prefix::Eum) => "EUM",
            Attribute::Typed(Prefix::X400) => "X400",
            Attribute::Typed(Prefix::Spo) => "SPO",
            Attribute::Mail => {
                self.leave(code, id, value, "only in the directory: `Update-MgUser -Mail`");
                return;
            }
            Attribute::Typed(_) | Attribute::External => {
                self.leave(code, id, value, "an address of a rare type");
                return;
            }
        };
        self.steps.push(addresses::remove(&target, &format!("{typed}:{value}")));
    }

    /// An object by names that it has before and after its rows.
    fn target(&mut self, id: ObjectId, object: &Object) -> Target {
        let mut target = Target::of(self.fallback.facts, self.fallback.side, id);
        if !self.fallback.stays(object.primary)
            && let Ok(address) = self.fallback.address(id)
        {
            target.or_identity = address;
        }
        target
    }

    fn leave(&mut self, code: &'static str, id: ObjectId, value: &str, why: &str) {
        let subject = self.fallback.facts.subject(self.fallback.side, id).to_owned();
        self.steps.left.push(Left { code, subject, value: value.to_owned(), why: why.to_owned() });
    }
}
