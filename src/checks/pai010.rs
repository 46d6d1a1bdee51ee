//! PAI010 doubtful-pair: a pair found by address or name, but the names of both share nothing.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::pair::Method;
use crate::schema::Side;
use crate::values::text::fold_words;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI010",
    name: "doubtful-pair",
    severity: Severity::Major,
    title: "A pair whose display names share no word",
    why: "An equal address, local part or alias can belong to two people: `info`, `m.lee`, a name given \
          again. Where the display names have no word in common, somebody should look before mail is copied. \
          Case, accents, punctuation and the order of the words do not count",
    fix: "Look at both objects; name the right pair in the identity map, which ends the doubt",
    message: "{subject} (`{own}`) is paired by {method} with {pair}, which is called `{value}`",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        let pair = facts.pairs.of(id);
        let Some(other) = pair.destination else { continue };
        if !matches!(pair.method, Method::Address | Method::LocalPart | Method::Alias) {
            continue;
        }
        let other = facts.destination.object(other);
        selection.examine();
        let (own, theirs) = (facts.text(object.display_name), facts.text(other.display_name));
        let (own_words, their_words) = (fold_words(own), fold_words(theirs));
        if own_words.is_empty() || their_words.is_empty() {
            selection.undecided();
        } else if !own_words.iter().any(|word| their_words.contains(word)) {
            let hit = Hit::new(Side::Source, facts.text(object.subject), theirs)
                .with("own", own)
                .with("method", pair.method.as_str())
                .with("pair", facts.text(other.subject))
                .seen(facts.evidence(Side::Source, object, super::DISPLAY_NAME_COLUMNS));
            selection.hit(hit);
        }
    }
}
