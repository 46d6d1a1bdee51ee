//! Changes of rights, each with what takes it back.

use super::step::{Row, Step, Target};

/// A right on an object, in words of the destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Granted {
    /// The kind of right, as findings write it.
    pub kind: &'static str,
    /// Role or path of the folder; empty for what is not on a folder.
    pub folder: String,
    /// Level on the folder, or several single rights separated by commas.
    pub level: String,
    /// Who has it.
    pub trustee: Target,
}

/// Gives a right.
pub(super) fn grant(owner: &Target, right: &Granted) -> Step {
    Step { forth: row("grant", owner, right), back: row("revoke", owner, right) }
}

/// Takes a right away.
pub(super) fn revoke(owner: &Target, right: &Granted) -> Step {
    Step { forth: row("revoke", owner, right), back: row("grant", owner, right) }
}

/// Gives another level on a folder than the one of now.
pub(super) fn level(owner: &Target, right: &Granted, now: &str) -> Step {
    let former = Granted { level: now.to_owned(), ..right.clone() };
    Step { forth: row("level", owner, right), back: row("level", owner, &former) }
}

fn row(verb: &'static str, owner: &Target, right: &Granted) -> Row {
    let Granted { kind, folder, level, trustee } = right;
    let cells = [*kind, folder, level, &trustee.identity, &trustee.or_identity];
    Row { verb, target: owner.clone(), cells: cells.map(str::to_owned).to_vec() }
}
