//! The contacts of the destination that stood for source objects, and whether they are there again.

use super::{Moments, Outcome, RestoredContact};
use crate::facts::ledger::is_contact;
use crate::facts::{Facts, ObjectId, State};
use crate::movers;
use crate::pair::{StandIn, is_prepared};
use crate::schema::Side;

/// Compares the contacts of the destination before and now, one entry a contact.
pub(super) fn compare(facts: &Facts) -> Option<Vec<RestoredContact>> {
    let moments = Moments::of(facts, Side::Destination)?;
    let before = moments.before;
    let mover = movers::of(facts.plan.mover);
    // What the native mover turns into the mailbox is no contact that somebody makes anew.
    let is_target = |stand_in: &StandIn| {
        let (person, contact) = (before.source.object(stand_in.source), before.destination.object(stand_in.contact));
        mover.needs(movers::Need::PreparedMailUsers) && is_prepared(person, contact)
    };
    let stand_ins: Vec<StandIn> = before.pairs.stand_ins.iter().copied().filter(|it| !is_target(it)).collect();
    let contacts = stand_ins.chunk_by(|a, b| a.contact == b.contact).map(|stand_ins| {
        let contact = before.destination.object(stand_ins[0].contact);
        let pointing = stand_ins.iter().find(|stand_in| stand_in.address == contact.external);
        let StandIn { contact, source, address } = *pointing.unwrap_or(&stand_ins[0]);
        RestoredContact { contact, source, address, outcome: moments.contact(contact, stand_ins) }
    });
    Some(contacts.collect())
}

impl Moments<'_> {
    /// A contact that was made anew has another id: it is one that holds, or points to, one of the addresses.
    fn contact(&self, id: ObjectId, stand_ins: &[StandIn]) -> Outcome {
        let tenant = &self.now.destination;
        let is_live = |id: ObjectId| tenant.object(id).state == State::Live && is_contact(tenant.object(id).class);
        let contact = self.before.destination.object(id);
        let stands_for = |address| tenant.holders(address).iter().any(|holder| is_live(holder.object));
        let is_anew = || {
            let addresses = stand_ins.iter().map(|stand_in| stand_in.address);
            addresses.chain([contact.upn]).filter(|address| !address.is_empty()).any(stands_for)
        };
        if self.again.now(id).is_some_and(is_live) || is_anew() {
            Outcome::Restored
        } else if tenant.shows(contact.class) {
            Outcome::Gone
        } else {
            Outcome::Unknown
        }
    }
}
