//! VFY603 owner-missing: somebody does not own the group any more.

use super::{belonging, comparison};
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Role;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY603",
    name: "owner-missing",
    severity: Severity::Minor,
    title: "An owner of a group did not arrive",
    why: "They cannot change the group's members or approve who joins. Expected is what each owner became; one without a \
          destination object is none (GRP002), one whose name fits several objects or none is undecidable. `Organization \
          Management` is no owner. Further owners, as whoever created the group, are no trouble",
    fix: "`Set-DistributionGroup -ManagedBy @{Add='...'}`, for Microsoft 365 groups `Add-UnifiedGroupLinks -LinkType Owners` \
          (an owner must be a member there)",
    message: "`{subject}` became `{pair}`, which lacks its owner `{value}`",
    needs: &[belonging::SOURCE_OWNERS, belonging::DESTINATION_OWNERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    comparison::missing(facts, selection, Role::Owner);
}
