//! VFY602 member-extra: somebody is in the group who was not.

use super::{belonging, comparison};
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Role;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY602",
    name: "member-extra",
    severity: Severity::Info,
    title: "A member whom the group did not have",
    why: "They read mail that was not meant for them, unless somebody added them on purpose. Whoever was in the group in the \
          destination's baseline is none, nor is the migration account. Where the source's list was not exported as a whole, or \
          a name of it fits several objects, it is undecidable",
    fix: "Ask the owner, then `Remove-DistributionGroupMember` or `Remove-UnifiedGroupLinks -LinkType Members`",
    message: "`{subject}` became `{pair}`, which has `{value}` among its members; the source's group had not",
    needs: &[belonging::SOURCE_MEMBERS, belonging::DESTINATION_MEMBERS, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    comparison::extra(facts, selection, Role::Member);
}
