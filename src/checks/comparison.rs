//! What the checks share that read the comparisons of before and after: how a row becomes a finding, and which rows of
//! a list of a group are looked at.

use super::delegation;
use crate::check::{Hit, Selection};
use crate::facts::moved::{MovedMember, MovedRight, Outcome, Reason, Role};
use crate::facts::{Facts, ObjectId};
use crate::schema::Side;

/// A finding about a right: the source object is its subject, the right as it is called at the destination its value.
pub(super) fn right(facts: &Facts, moved: &MovedRight) -> Hit {
    let (side, right) = facts.moved_right(moved);
    let grantee = match moved.grantee {
        Some(id) => facts.subject(Side::Destination, id).to_owned(),
        None => facts.grantee_name(side, right),
    };
    Hit::new(Side::Source, facts.subject(Side::Source, moved.owner), facts.moved_right_value(moved))
        .with("grantee", grantee)
        .with("right", delegation::name(facts, right))
        .with("pair", pair(facts, moved.owner))
        .seen(Some(facts.at(side, right.at, Some(right.column))))
}

/// What findings call the destination object that a source object became.
pub(super) fn pair(facts: &Facts, source: ObjectId) -> &str {
    facts.pairs.of(source).destination.map_or("", |there| facts.subject(Side::Destination, there))
}

/// Finds whoever should be in a list of a group and is not (VFY601, VFY603).
///
/// Whoever has no destination object is told before the move (GRP001, GRP002) and is no row of this; where nobody
/// knows who is meant, nobody knows whether they arrived.
pub(super) fn missing(facts: &Facts, selection: &mut Selection, role: Role) {
    let side = Side::Source;
    for moved in of_role(facts, role).filter(|moved| moved.side == side) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Missing => selection.hit(member(facts, moved)),
            Outcome::Undecided(_)
            | Outcome::Untranslated(Reason::Ambiguous | Reason::SeveralCandidates | Reason::Unresolved) => {
                selection.undecided_on(side);
            }
            _ => {}
        }
    }
    unknown(facts, selection, role, side);
    if role == Role::Member {
        for _ in 0..facts.members.unplaced(side) {
            selection.examine_on(side);
            selection.undecided_on(side);
        }
    }
}

/// Finds whoever is in a list of a group and was not (VFY602).
pub(super) fn extra(facts: &Facts, selection: &mut Selection, role: Role) {
    let side = Side::Destination;
    for moved in of_role(facts, role).filter(|moved| moved.side == side || moved.outcome == Outcome::Kept) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Extra => selection.hit(member(facts, moved)),
            Outcome::Undecided(_) => selection.undecided_on(side),
            _ => {}
        }
    }
    unknown(facts, selection, role, side);
}

fn of_role(facts: &Facts, role: Role) -> impl Iterator<Item = &MovedMember> {
    facts.moved.members.iter().filter(move |moved| moved.role == role)
}

/// Counts the lists that are not known as a whole.
fn unknown(facts: &Facts, selection: &mut Selection, role: Role, side: Side) {
    for _ in facts.moved.unknown_lists.iter().filter(|list| list.role == role && list.side == side) {
        selection.examine_on(side);
        selection.undecided_on(side);
    }
}

/// A finding about a member or owner: the source group is its subject, the person at the destination its value.
fn member(facts: &Facts, moved: &MovedMember) -> Hit {
    let listed = facts.moved_member(moved);
    Hit::new(Side::Source, facts.subject(Side::Source, moved.group), facts.moved_member_value(moved))
        .with("pair", pair(facts, moved.group))
        .seen(Some(facts.at(moved.side, listed.at, Some(listed.column))))
}
