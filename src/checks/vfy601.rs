//! VFY601 member-missing: somebody is not in the group any more.

use super::{belonging, comparison};
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Role;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY601",
    name: "member-missing",
    severity: Severity::Major,
    title: "A member of a group did not arrive in it",
    why: "They get no mail of the group and lose the access that it gives. Expected is what each member became; guests that the \
          destination has again, contacts that point back and people of the destination itself are expected too. A member \
          without a destination object is none (GRP001, VFY101); one whose name fits several objects or none is undecidable, and \
          so is a list that was not exported as a whole. A dynamic group has no members",
    fix: "`Add-DistributionGroupMember`, for Microsoft 365 groups `Add-UnifiedGroupLinks -LinkType Members`",
    message: "`{subject}` became `{pair}`, which lacks its member `{value}`",
    needs: &[belonging::SOURCE_MEMBERS, belonging::DESTINATION_MEMBERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    comparison::missing(facts, selection, Role::Member);
}
