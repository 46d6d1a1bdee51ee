//! PAI002 ambiguous-pair: several destination objects match equally well.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI002",
    name: "ambiguous-pair",
    severity: Severity::Major,
    title: "Several destination objects match equally well",
    why: "None of them is taken, since a wrong pair sends the mail of one person to another. One finding for \
          each candidate of the first rank that has any",
    fix: "Name the right one in the identity map (columns `Source` and `Destination`)",
    message: "{subject} matches {count} destination objects equally well, one of them {value}; none is taken",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        selection.examine();
        let candidates = &facts.pairs.of(id).candidates;
        for candidate in candidates {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.subject(Side::Destination, *candidate))
                .with("count", candidates.len().to_string())
                .seen(facts.evidence(Side::Source, object, super::PRIMARY_COLUMNS));
            selection.hit(hit);
        }
    }
}
