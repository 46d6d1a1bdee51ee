//! PAI005 map-row-unknown: the identity map names somebody whom the exports do not know.

use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI005",
    name: "map-row-unknown",
    severity: Severity::Major,
    title: "The identity map names an unknown object",
    why: "A misspelt row of the map does nothing: the object is paired by other means or not at all. A blank \
          destination is no trouble, it only says nothing",
    fix: "Correct the row, or export the object that it names",
    message: "The identity map names `{subject}`, which no export of the {side} holds",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    selection.examined = facts.pairs.map_names;
    for unknown in &facts.pairs.unknown_names {
        let evidence =
            Evidence { file: unknown.origin.file, row: Some(unknown.origin.row), column: Some(unknown.header.clone()) };
        let hit = Hit::new(unknown.side, unknown.name.as_str(), unknown.side.as_str()).seen(Some(evidence));
        selection.hit(hit);
    }
}
