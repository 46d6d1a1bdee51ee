//! VFY101 object-missing: what was to be moved is not there.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY101",
    name: "object-missing",
    severity: Severity::Blocker,
    title: "A mailbox or group of the baseline has no destination object",
    why: "Its mail has nowhere to be, and mail to it bounces. Pairs are looked for anew, baseline against \
          destination of now, by the same ranks as before the move. Where several destination objects match \
          equally well none is missing: that is PAI002. Contacts are VFY106. Where no export of the destination \
          shows objects of the class at all, that is undecidable",
    fix: "Create it (`New-Mailbox`, `New-MgUser` with a licence, `New-DistributionGroup`, `New-UnifiedGroup`) and \
          move its content, or name the destination object in the identity map",
    message: "The {class} {subject} has no destination object; expected `{value}`{suggested}",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::unpaired(facts, selection, |class| class.is_mailbox() || class.is_group());
}
