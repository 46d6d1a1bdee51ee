//! CON001 contact-in-the-way: a contact at the destination stands for a person who is coming.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, Object};
use crate::pair::is_prepared;
use crate::plan::Mover;
use crate::schema::Side;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "CON001",
    name: "contact-in-the-way",
    severity: Severity::Blocker,
    title: "A contact, mail user or guest stands for a source object",
    why: "While both tenants exist the destination knows the people of the source as contacts, mail users or \
          guests. At cutover each of them holds an address that the mailbox needs, and mail goes on to the \
          old tenant. It stands for the object if it holds, or points to, one of its addresses of today. A \
          mail user that the native mover moves onto is no such contact",
    fix: "Plan its removal for the cutover, after its LegacyExchangeDN is an X500 address of the mailbox \
          (CON002): `Remove-MailContact`, `Remove-MailUser`, `Remove-MgUser` for a guest",
    message: "The {class} {subject} holds or points to `{value}`, an address of {holder}",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_CONTACTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let is_outsider = |object: &Object| matches!(object.class, Class::Contact | Class::MailUser | Class::Guest);
    selection.examined = facts.destination.ids().filter(|(_, object)| is_outsider(object)).count() as u64;
    for stand_in in &facts.pairs.stand_ins {
        let contact = facts.destination.object(stand_in.contact);
        let person = facts.source.object(stand_in.source);
        if facts.plan.mover == Mover::Native && is_prepared(person, contact) {
            continue;
        }
        let hit = Hit::new(Side::Destination, facts.text(contact.subject), facts.text(stand_in.address))
            .held_by(facts.text(person.subject))
            .with("class", contact.class.as_str())
            .seen(facts.evidence(Side::Destination, contact, super::EXTERNAL_COLUMNS));
        selection.hit(hit);
    }
}
