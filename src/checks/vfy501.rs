//! VFY501 contact-left: mail goes on to the old tenant.

use super::needs::DESTINATION_OUTSIDERS;
use super::outsiders;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY501",
    name: "contact-left",
    severity: Severity::Blocker,
    title: "A contact that stood for somebody who has moved still exists",
    why: "Mail inside the destination goes to the contact and so to the old tenant, and the address cannot be \
          added to the mailbox while the contact holds it. It is left if it holds, or points to, an address that a \
          mailbox or group had in the baseline; contacts, mail users and guests are looked at. A mail user that \
          the native mover moves onto is none: if it is still there, its mailbox did not arrive (VFY102)",
    fix: "Delete it, after its LegacyExchangeDN is an X500 address of the mailbox: `Remove-MailContact`, \
          `Remove-MailUser`, `Remove-MgUser` for a guest",
    message: "The {class} {subject} still holds or points to `{value}`, an address of {person}",
    needs: &[super::SOURCE_ADDRESSES, DESTINATION_OUTSIDERS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    outsiders::each(facts, selection, |hit, person| hit.with("person", person));
}
