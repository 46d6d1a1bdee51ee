//! What the checks of destination contacts share that stand for people of the source (CON001 while both tenants exist,
//! VFY501 after the move).

use crate::check::{Hit, Selection};
use crate::facts::{Facts, Object};
use crate::movers;
use crate::pair::is_prepared;
use crate::schema::Side;
use crate::values::recipient::Class;

/// Selects the contacts, mail users and guests that hold or point to an address of a source mailbox or group, once for
/// each address; `finish` is told for whom they stand. The native mover moves onto mail users: those it needs.
pub(super) fn each(facts: &Facts, selection: &mut Selection, finish: impl Fn(Hit, &str) -> Hit) {
    let is_outsider = |object: &Object| matches!(object.class, Class::Contact | Class::MailUser | Class::Guest);
    selection.examined = facts.destination.ids().filter(|(_, object)| is_outsider(object)).count() as u64;
    let mover = movers::of(facts.plan.mover);
    for stand_in in facts.pairs.stand_ins.iter().filter(|stand_in| facts.is_asked(stand_in.source)) {
        let contact = facts.destination.object(stand_in.contact);
        let person = facts.source.object(stand_in.source);
        if mover.needs(movers::Need::PreparedMailUsers) && is_prepared(person, contact) {
            continue;
        }
        let hit = Hit::new(Side::Destination, facts.text(contact.subject), facts.text(stand_in.address))
            .with("class", contact.class.as_str())
            .seen(facts.evidence(Side::Destination, contact, super::EXTERNAL_COLUMNS));
        selection.hit(finish(hit, facts.text(person.subject)));
    }
}
