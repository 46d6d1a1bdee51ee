//! The forwards of the destination to people of the source, and whether they are set again.

use super::{Moments, Outcome, RestoredForward};
use crate::facts::{Again, End, Facts, Forward, ObjectId, State};
use crate::schema::Side;
use crate::values::recipient::Class;

/// Compares the forwarding attributes of the destination before and now.
pub(super) fn compare(facts: &Facts) -> Option<Vec<RestoredForward>> {
    let moments = Moments::of(facts, Side::Destination)?;
    let sources = facts.again(Side::Source);
    let before = moments.before.forwards.of(Side::Destination).iter().enumerate();
    let asked = before.filter(|(_, forward)| !forward.via.is_rule() && moments.leads_back(forward));
    Some(asked.map(|(number, it)| RestoredForward { forward: number, outcome: moments.forward(it, sources) }).collect())
}

impl Moments<'_> {
    /// Whether a forward leads to a source object, or to a contact that stands for one.
    fn leads_back(&self, forward: &Forward) -> bool {
        let stands_in = |id: ObjectId| self.before.pairs.is_stand_in(id);
        matches!(forward.to, End::Object(Side::Source, _))
            || forward.label.is_some_and(|(side, id)| side == Side::Destination && stands_in(id))
    }

    fn forward(&self, forward: &Forward, sources: Option<&Again>) -> Outcome {
        let tenant = &self.now.destination;
        let Some(from) = forward.from else { return Outcome::Unknown };
        let is_live = |id: &ObjectId| tenant.object(*id).state == State::Live;
        let Some(from_now) = self.again.now(from).filter(is_live) else {
            return if self.would_show(self.before.destination.object(from)) {
                Outcome::Gone
            } else {
                Outcome::Unknown
            };
        };
        let mut set = self.now.forwards.from(Side::Destination, from_now).iter().filter(|now| !now.via.is_rule());
        let known = self.now.forwards.known(Side::Destination, from_now);
        if set.clone().any(|now| self.is_same(forward, now, sources)) {
            Outcome::Restored
        } else if set.any(|now| self.is_hidden(now)) {
            Outcome::Unknown
        } else if known.address && known.smtp {
            Outcome::Missing
        } else {
            Outcome::Unknown
        }
    }

    /// Whether a forward may lead to a contact that the exports of now leave out.
    fn is_hidden(&self, now: &Forward) -> bool {
        matches!(&now.to, End::Nobody(name) if !name.contains('@')) && !self.now.destination.shows(Class::Contact)
    }

    /// Whether two forwards lead to the same person. One that now ends at the destination itself does not, even where
    /// the target has the same name: that is the mailbox which was to be left.
    fn is_same(&self, before: &Forward, now: &Forward, sources: Option<&Again>) -> bool {
        let is_person = match (&before.to, &now.to) {
            (End::Object(Side::Source, before), End::Object(Side::Source, now)) => {
                sources.and_then(|again| again.now(*before)) == Some(*now)
            }
            _ => false,
        };
        let is_label = match (before.label, now.label) {
            (Some((Side::Destination, before)), Some((Side::Destination, now))) => self.again.now(before) == Some(now),
            _ => false,
        };
        let is_here = matches!(now.to, End::Object(Side::Destination, _));
        let is_text = || {
            before.target_text == now.target_text
                || self.before.forward_target(before).eq_ignore_ascii_case(&self.now.forward_target(now))
        };
        is_person || is_label || (!is_here && is_text())
    }
}
