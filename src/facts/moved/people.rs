//! Who somebody of a list is at the destination: members, owners and the people whom restrictions name.

use super::{Outcome, Reason};
use crate::facts::{Arrival, Facts, ObjectId, Party, Skip};
use crate::intern::Symbol;
use crate::values::recipient::{Class, System};

/// Whom somebody of a list of the source becomes.
pub(super) fn translated(facts: &Facts, party: &Party, text: Symbol) -> Result<ObjectId, Outcome> {
    let several = || party.own().is_some_and(|id| !facts.pairs.of(id).candidates.is_empty());
    Err(match party {
        // Of several people with the name nobody knows which one is meant.
        Party::Several(_) => Outcome::Untranslated(Reason::Ambiguous),
        Party::Nobody if !facts.source.shows(Class::User) => Outcome::Undecided(Reason::NotShown),
        Party::Nobody => Outcome::Untranslated(Reason::Unresolved),
        _ => match facts.arrival(party, facts.text(text)) {
            Arrival::At(person) => return Ok(person),
            Arrival::Nowhere if *party == Party::Outside => Outcome::Untranslated(Reason::Outside),
            Arrival::Nowhere if party.own().is_some_and(|id| facts.source.object(id).class.is_group()) => {
                Outcome::Untranslated(Reason::GroupNotMoved)
            }
            Arrival::Nowhere => Outcome::Untranslated(Reason::NotMoved),
            Arrival::Unclear if several() => Outcome::Untranslated(Reason::SeveralCandidates),
            Arrival::Unclear => Outcome::Undecided(Reason::NotShown),
            Arrival::Apart(_) => Outcome::SetAside(Reason::Apart),
        },
    })
}

/// Who it is whom an export of the destination names: a person of it, or one of the source who became one.
pub(super) fn there(facts: &Facts, party: &Party) -> Option<ObjectId> {
    match party {
        Party::Own(id) => Some(*id),
        Party::Other(source) => facts.pairs.of(*source).destination,
        _ => None,
    }
}

/// Whether a destination object takes no part in the move: the migration's account, or one of the service.
pub(super) fn is_apart(facts: &Facts, person: ObjectId) -> bool {
    match facts.destination.object(person).skip {
        Some(Skip::System(system)) => system != System::GroupWithoutMail,
        skip => skip == Some(Skip::ServiceAccount),
    }
}
