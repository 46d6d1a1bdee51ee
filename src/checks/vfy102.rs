//! VFY102 type-changed: the destination object is of another type.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY102",
    name: "type-changed",
    severity: Severity::Major,
    title: "The object arrived as something else",
    why: "A shared mailbox that became a user mailbox needs a licence, a security group that became a distribution \
          group gives nobody access any more, and a directory user or mail user without a mailbox receives \
          nothing. After the move this also holds for mail users that the native mover was to move onto: the \
          mailbox is not there yet. Equipment that became a room is another type as well",
    fix: "Convert it (`Set-Mailbox -Type Shared`), license the user, finish its move, or make the object anew with \
          the right type",
    message: "{subject} was {from} and became {pair}, which is {to}",
    needs: &[super::SOURCE_TYPES, super::DESTINATION_TYPES, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        selection.examine();
        if object.class == other.class {
            continue;
        }
        let (from, to) = (object.class.as_str(), other.class.as_str());
        let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{from}>{to}"))
            .with("from", from)
            .with("to", to)
            .with("pair", facts.text(other.subject))
            .seen(facts.evidence(Side::Source, object, super::TYPE_COLUMNS));
        selection.hit(hit);
    }
}
