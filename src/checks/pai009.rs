//! PAI009 contact-not-at-destination: a contact did not come along.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI009",
    name: "contact-not-at-destination",
    severity: Severity::Minor,
    title: "A contact has no counterpart",
    why: "People lose a name from their address list, and groups lose a member. Contacts that point to the \
          destination itself are CON003",
    fix: "Create it: `New-MailContact -ExternalEmailAddress`",
    message: "The {class} {subject} has no counterpart at the destination; expected `{value}`{suggested}",
    needs: &[super::SOURCE_CONTACTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::unpaired(facts, selection, |class| matches!(class, Class::Contact | Class::MailUser));
}
