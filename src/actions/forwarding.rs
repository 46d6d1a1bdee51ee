//! Changes of what makes a mailbox forward, each with what takes it back.

use super::step::{Row, Step, Target};

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

/// Takes forwards off.
pub(super) fn clear(target: &Target, forwarding: &Forwarding) -> Step {
    Step { forth: row("clear", target, forwarding), back: row("set", target, forwarding) }
}

/// Puts forwards back.
pub(super) fn set(target: &Target, forwarding: &Forwarding) -> Step {
    Step { forth: row("set", target, forwarding), back: row("clear", target, forwarding) }
}

fn row(verb: &'static str, target: &Target, forwarding: &Forwarding) -> Row {
    let Forwarding { address, smtp, keeps_copy } = forwarding;
    let keeps = keeps_copy.map_or("", |keeps| if keeps { "True" } else { "False" });
    let cells = [address, smtp, keeps].map(str::to_owned).to_vec();
    Row { verb, target: target.clone(), cells }
}
