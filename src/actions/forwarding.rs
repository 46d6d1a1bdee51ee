//! Changes of what makes a mailbox forward, each with what takes it back.

use super::step::{Row, Step, Target};
use crate::facts::{End, Facts, Forward, Via};
use crate::schema::Side;
use crate::values::address::smtp;

/// The forwarding attributes of a mailbox, those that a row is about; empty ones are not touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Forwarding {
    /// A recipient of the tenant.
    pub address: String,
    /// Any address, without its type.
    pub smtp: String,
    /// Whether the mailbox keeps the mail too; `None` where that is unknown.
    pub keeps_copy: Option<bool>,
}

impl Forwarding {
    /// The attribute that makes a forward, with what it holds. A recipient of the tenant is named by its address: a
    /// contact that was made anew has another GUID.
    pub(super) fn of(facts: &Facts, side: Side, forward: &Forward) -> Self {
        let keeps_copy = forward.keeps_copy;
        let exported = facts.text(forward.target_text);
        if forward.via == Via::ForwardingSmtpAddress {
            let address = smtp(exported).map_or_else(|| exported.to_owned(), std::borrow::Cow::into_owned);
            return Self { smtp: address, keeps_copy, ..Self::default() };
        }
        let named = match (forward.label, &forward.to) {
            (Some((of, id)), _) if of == side => Some(id),
            (_, End::Object(of, id)) if *of == side => Some(*id),
            _ => None,
        };
        let address = named.map(|id| facts.text(facts.tenant(side).object(id).primary)).filter(|name| !name.is_empty());
        Self { address: address.unwrap_or(exported).to_owned(), keeps_copy, ..Self::default() }
    }
}

/// Takes forwards off.
pub(super) fn clear(target: &Target, forwarding: &Forwarding) -> Step {
    Step { forth: row("clear", target, forwarding), back: row("set", target, forwarding) }
}

/// Puts a forward back; taken back, the mailbox has that of now, if any.
pub(super) fn set(target: &Target, forwarding: &Forwarding, now: Option<&Forwarding>) -> Step {
    let back = now.map_or_else(|| row("clear", target, forwarding), |now| row("set", target, now));
    Step { forth: row("set", target, forwarding), back }
}

fn row(verb: &'static str, target: &Target, forwarding: &Forwarding) -> Row {
    let Forwarding { address, smtp, keeps_copy } = forwarding;
    let keeps = keeps_copy.map_or("", |keeps| if keeps { "True" } else { "False" });
    let cells = [address, smtp, keeps].map(str::to_owned).to_vec();
    Row { verb, target: target.clone(), cells }
}
