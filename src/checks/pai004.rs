//! PAI004 type-differs: an object is something else at the destination.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::pair::is_prepared;
use crate::plan::Mover;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI004",
    name: "type-differs",
    severity: Severity::Major,
    title: "The destination object is of another type",
    why: "A shared mailbox that arrives as a user mailbox needs a licence, a security group that arrives as \
          a distribution group loses the rights given through it, and a directory user without a mailbox \
          receives nothing. A mail user that the native mover moves onto is meant to be one",
    fix: "Convert it (`Set-Mailbox -Type Shared`), licence the user, or create an object of the right type",
    message: "{subject} is {from} and becomes {pair}, which is {to}",
    needs: &[super::SOURCE_TYPES, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        let Some(pair) = facts.pairs.of(id).destination else { continue };
        let other = facts.destination.object(pair);
        selection.examine();
        let is_target = facts.plan.mover == Mover::Native && is_prepared(object, other);
        if object.class != other.class && !is_target {
            let (from, to) = (object.class.as_str(), other.class.as_str());
            let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{from}>{to}"))
                .with("from", from)
                .with("to", to)
                .with("pair", facts.text(other.subject))
                .seen(facts.evidence(Side::Source, object, super::TYPE_COLUMNS));
            selection.hit(hit);
        }
    }
}
