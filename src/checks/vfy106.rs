//! VFY106 contact-missing: a contact did not come along.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY106",
    name: "contact-missing",
    severity: Severity::Minor,
    title: "A contact of the baseline has no counterpart",
    why: "People lose a name from their address list, and groups lose a member. A contact or a mail user will do \
          as counterpart. Contacts that point to a mailbox or group of the destination are left out: whom they \
          stood for is in the same tenant now (CON003)",
    fix: "Create it: `New-MailContact -ExternalEmailAddress`",
    message: "The {class} {subject} has no counterpart at the destination; expected `{value}`{suggested}",
    needs: &[super::SOURCE_CONTACTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::unpaired(facts, selection, |class| matches!(class, Class::Contact | Class::MailUser));
}
