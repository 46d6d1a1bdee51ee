//! CON003 contact-points-back: a contact of the source points to the tenant that people join.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, Object};
use crate::schema::Side;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "CON003",
    name: "contact-points-back",
    severity: Severity::Minor,
    title: "A source contact points to a destination mailbox or group",
    why: "The contact stands for somebody of the destination. After the move the people who used it are in \
          that tenant themselves: it would point at itself or at nothing. It takes no part in pairing",
    fix: "Do not create it at the destination; add its LegacyExchangeDN as an X500 address to the mailbox or \
          group it points to, so that replies to old mail arrive",
    message: "The {class} {subject} points to `{value}`, which is {target} at the destination",
    needs: &[super::SOURCE_CONTACTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let is_contact = |object: &Object| matches!(object.class, Class::Contact | Class::MailUser);
    selection.examined = facts.source.in_scope().filter(|(_, object)| is_contact(object)).count() as u64;
    for (id, address) in &facts.pairs.pointing_back {
        let contact = facts.source.object(*id);
        let target = facts.destination.holders(*address).first();
        let target = target.map_or("nobody", |holder| facts.subject(Side::Destination, holder.object));
        let hit = Hit::new(Side::Source, facts.text(contact.subject), facts.text(*address))
            .with("class", contact.class.as_str())
            .with("target", target)
            .seen(facts.evidence(Side::Source, contact, super::EXTERNAL_COLUMNS));
        selection.hit(hit);
    }
}
