//! PAI001 no-destination-object: a mailbox or group has nowhere to go.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI001",
    name: "no-destination-object",
    severity: Severity::Blocker,
    title: "No destination object",
    why: "The mover needs an object at the destination for every mailbox, and people need their groups. \
          Looked for by the identity map, ExchangeGuid, LegacyExchangeDN, address, local part and alias, in \
          this order. Contacts are PAI009, several candidates PAI002",
    fix: "Create it (`New-Mailbox`, `New-MgUser` with a licence, `New-DistributionGroup`, \
          `New-UnifiedGroup`), or name the destination object in the identity map",
    message: "The {class} {subject} has no destination object; expected `{value}`{suggested}",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::unpaired(facts, selection, |class| class.is_mailbox() || class.is_group());
}
