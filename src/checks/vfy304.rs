//! VFY304 right-untranslated: a right has nobody at the destination who could have it.

use super::comparison;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY304",
    name: "right-untranslated",
    severity: Severity::Minor,
    title: "A right cannot be translated",
    why: "Nobody can say whether it arrived, because nobody is expected to have it. The reason is one of: the grantee, or the \
          group, has no destination object; it lies outside both tenants; its name fits several objects, or several \
          destination objects fit it (PAI002); no export knows the name, as with the security identifier of somebody deleted. \
          The value is the right as the source has it. The migration account and accounts of the system are set aside. \
          Undecidable is a grantee whom no export of the destination would show",
    fix: "Agree with the owner who should have it now and grant it, name the grantee in the identity map, or drop it",
    message: "On {subject}, {grantee} has {right} and cannot be translated: {reason}",
    needs: &[super::SOURCE_DELEGATES, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    for moved in facts.moved.rights.iter().filter(|moved| moved.source.is_some()) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Untranslated(reason) => {
                selection.hit(comparison::right(facts, moved).with("reason", reason.as_str()));
            }
            Outcome::Undecided(_) if moved.grantee.is_none() => selection.undecided_on(side),
            _ => {}
        }
    }
}
