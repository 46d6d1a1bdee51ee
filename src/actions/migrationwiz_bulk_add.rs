//! migrationwiz-bulk-add: the mailboxes that move, as the bulk import of `MigrationWiz` takes them.

use super::{Action, Gaps, Row, Steps, Target, Tenant, family};
use crate::plan::{Command, Mover};

/// The action.
pub static ACTION: Action = Action {
    name: "migrationwiz-bulk-add",
    title: "Mailboxes to add to the MigrationWiz project",
    note: "Import it there under Add, Bulk Add. It changes no tenant, so that there is nothing to undo.",
    family: &family::MIGRATIONWIZ,
    written: &[(Command::Assess, Tenant::Mover)],
    closes: &[],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    if facts.plan.mover == Mover::Native {
        return;
    }
    let name = |primary, upn| facts.text(if facts.text(primary).is_empty() { upn } else { primary }).to_owned();
    for (id, object) in facts.source.in_scope().filter(|(_, object)| object.class.is_mailbox()) {
        let Some(pair) = facts.pairs.of(id).destination else { continue };
        let other = facts.destination.object(pair);
        let cells = vec![name(object.primary, object.upn), name(other.primary, other.upn)];
        if cells.iter().all(|cell| !cell.is_empty()) {
            let subject = facts.text(object.subject).to_owned();
            let target = Target { identity: String::new(), or_identity: String::new(), object: subject };
            steps.forth.push(Row { verb: "", target, cells });
        }
    }
}
