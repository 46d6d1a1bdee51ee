//! Forwarding attributes of mailboxes before and after. What served the time of two tenants is expected nowhere, and
//! is left over at the destination.

use super::{MovedForward, Outcome, Reason};
use crate::facts::{End, Facts, Forward, ObjectId, domain_of};
use crate::schema::Side;
use crate::values::recipient::Class;

/// What became of the forwarding attributes of mailboxes that moved.
pub(super) fn compare(facts: &Facts) -> Vec<MovedForward> {
    let mut found = Vec::new();
    let mut only_there = Vec::new();
    for (mailbox, there) in facts.moved_mailboxes() {
        let comparison = Comparison { facts, mailbox, there, set: attributes(facts, Side::Destination, there) };
        let before = found.len();
        for (at, forward) in attributes(facts, Side::Source, mailbox) {
            found.push(comparison.of_source(at, forward));
        }
        for &(at, forward) in &comparison.set {
            // Two mailboxes that became one share its forwards: the first by name has them.
            let is_told = facts.moved_from(there) != Some(mailbox);
            let is_kept = found[before..].iter().any(|moved| moved.destination == Some(at));
            if !is_told && !is_kept {
                only_there.push(comparison.of_destination(at, forward));
            }
        }
    }
    found.append(&mut only_there);
    found
}

/// The forwarding attributes of a mailbox that are set, with their places.
fn attributes(facts: &Facts, side: Side, id: ObjectId) -> Vec<(u32, &Forward)> {
    let all = facts.forwards.of(side);
    let start = all.partition_point(|forward| forward.from.is_some_and(|from| from < id));
    let own = facts.forwards.from(side, id).iter().enumerate();
    own.map(|(at, forward)| ((start + at) as u32, forward)).filter(|(_, forward)| !forward.via.is_rule()).collect()
}

/// One mailbox on both sides.
struct Comparison<'a> {
    facts: &'a Facts,
    mailbox: ObjectId,
    there: ObjectId,
    /// What is set at the destination.
    set: Vec<(u32, &'a Forward)>,
}

impl Comparison<'_> {
    /// What became of an attribute of the source.
    fn of_source(&self, at: u32, forward: &Forward) -> MovedForward {
        let mut moved = MovedForward {
            mailbox: self.mailbox,
            source: Some(at),
            destination: None,
            expected: None,
            outcome: Outcome::Missing,
        };
        match self.translated(forward) {
            Err(outcome) => moved.outcome = outcome,
            Ok(expected) => {
                (moved.outcome, moved.destination) = self.found(&expected);
                moved.expected = Some(expected);
            }
        }
        moved
    }

    /// Where a forward of the source should lead at the destination.
    fn translated(&self, forward: &Forward) -> Result<End, Outcome> {
        if forward.coexistence {
            return Err(Outcome::SetAside(Reason::Coexistence));
        }
        match forward.acts {
            Some(true) => {}
            Some(false) => return Err(Outcome::SetAside(Reason::DoesNotAct)),
            None => return Err(Outcome::Undecided(Reason::Lost)),
        }
        let end = self.end(forward);
        match end {
            End::Object(Side::Destination, id) if id == self.there => Err(Outcome::SetAside(Reason::OwnersOwn)),
            End::Object(Side::Destination, _) | End::Outside(_) => Ok(end),
            End::Object(Side::Source, target) => Err(self.unpaired(target)),
            End::Nobody(_) => Err(Outcome::Untranslated(Reason::Unresolved)),
            End::Several(..) => Err(Outcome::Untranslated(Reason::Ambiguous)),
            End::Unknown => Err(Outcome::Undecided(Reason::Lost)),
        }
    }

    /// Why a target of the source has nothing at the destination.
    fn unpaired(&self, target: ObjectId) -> Outcome {
        let class = self.facts.source.object(target).class;
        if !self.facts.pairs.of(target).candidates.is_empty() {
            Outcome::Untranslated(Reason::SeveralCandidates)
        } else if !self.facts.destination_shows(class) {
            Outcome::Undecided(Reason::NotShown)
        } else if class.is_group() {
            Outcome::Untranslated(Reason::GroupNotMoved)
        } else {
            Outcome::Untranslated(Reason::NotMoved)
        }
    }

    /// Where a forward of either side ends, a source object as what it became. A contact whose address was not
    /// exported is the end itself.
    fn end(&self, forward: &Forward) -> End {
        let pair = |side: Side, id: ObjectId| match side {
            Side::Source => self.facts.pairs.of(id).destination.map(|there| End::Object(Side::Destination, there)),
            Side::Destination => Some(End::Object(side, id)),
        };
        let object = match forward.to {
            End::Object(side, id) => Some((side, id)),
            End::Unknown => forward.label,
            _ => None,
        };
        object.and_then(|(side, id)| pair(side, id)).unwrap_or_else(|| forward.to.clone())
    }

    /// Whether the destination forwards to where it should, and which of its forwards does.
    fn found(&self, expected: &End) -> (Outcome, Option<u32>) {
        let acting = self.set.iter().filter(|(_, set)| set.acts == Some(true) && !self.is_left(set));
        let mut same = acting.filter(|(_, set)| self.end(set) == *expected);
        if let Some((at, _)) = same.next() {
            return (Outcome::Kept, Some(*at));
        }
        let is_vague = self.set.iter().any(|(_, set)| match self.end(set) {
            End::Unknown => true,
            End::Nobody(_) => !self.facts.destination_shows(Class::Contact),
            End::Several(Side::Destination, ids) => {
                ids.iter().any(|id| *expected == End::Object(Side::Destination, *id))
            }
            _ => set.acts.is_none(),
        });
        if is_vague {
            (Outcome::Undecided(Reason::Ambiguous), None)
        } else if self.facts.forwards.tell_attributes(Side::Destination, self.there) {
            (Outcome::Missing, None)
        } else {
            (Outcome::Undecided(Reason::NotExported), None)
        }
    }

    /// What an attribute is that only the destination has.
    fn of_destination(&self, at: u32, forward: &Forward) -> MovedForward {
        let outcome = if self.is_left(forward) {
            Outcome::LeftOver
        } else if matches!(forward.to, End::Unknown | End::Several(..)) {
            Outcome::Undecided(Reason::Lost)
        } else {
            Outcome::Extra
        };
        MovedForward { mailbox: self.mailbox, source: None, destination: Some(at), expected: None, outcome }
    }

    /// Whether a forward of the destination leads back to the source, or to an address of the mailbox itself.
    fn is_left(&self, forward: &Forward) -> bool {
        forward.coexistence
            || match &forward.to {
                End::Object(Side::Destination, id) => *id == self.there,
                // An address that moves leads to the destination, wherever it was held before.
                End::Object(Side::Source, _) | End::Outside(_) | End::Nobody(_) => {
                    let address = self.facts.forward_address(forward);
                    address.is_some_and(|address| self.stays(&address) || self.is_own(&address))
                }
                _ => false,
            }
    }

    /// Whether an address lies in a domain that stays with the source, its routing domain among them.
    fn stays(&self, address: &str) -> bool {
        let domains = &self.facts.domains;
        let is_left_behind = |domain: &str| {
            domains.source.own.contains(domain)
                && !domains.map.contains_key(domain)
                && !domains.destination.own.contains(domain)
        };
        domain_of(address).is_some_and(|domain| {
            is_left_behind(domain) || is_left_behind(&domain.replacen(".mail.onmicrosoft.", ".onmicrosoft.", 1))
        })
    }

    /// Whether an address is one that the mailbox has or will have.
    fn is_own(&self, address: &str) -> bool {
        let mailbox = self.facts.source.object(self.mailbox);
        self.facts.source.smtp_addresses(mailbox).any(|own| {
            let future = self.facts.future(own);
            [Some(own), future].into_iter().flatten().any(|own| self.facts.text(own) == address)
        })
    }
}
