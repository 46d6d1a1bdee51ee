//! GRP002 owner-not-moving: an owner of a group has no destination object, or there is no owner.

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Arrival, Extent, Facts};
use crate::kinds::groups;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP002",
    name: "owner-not-moving",
    severity: Severity::Minor,
    title: "An owner of a group has no destination object, or there is no owner",
    why: "A group without an owner can be changed by administrators only, and nobody answers for who belongs to it. \
          `Organization Management` is what Exchange enters where nobody was named, and is no owner. An owner whose name no \
          export holds has no destination object either; a name of several objects is one only where none of them has one. \
          The migration account is set aside, and a group that it owns is not without owner",
    fix: "Name an owner who is at the destination: `Set-DistributionGroup -ManagedBy`, \
          `Set-DynamicDistributionGroup -ManagedBy` or `Add-UnifiedGroupLinks -LinkType Owners`",
    message: "{trouble}",
    needs: &[belonging::SOURCE_OWNERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in belonging::all_groups(facts) {
        selection.examine();
        let group = facts.subject(Side::Source, id);
        let owners = facts.members.owners(Side::Source, id);
        let extent = facts.members.owner_extent(Side::Source, id);
        let mut is_unclear = extent != Extent::Whole;
        if owners.is_empty() && extent == Extent::Whole {
            let hit = Hit::new(Side::Source, group, "none")
                .with("trouble", format!("The {} group `{group}` has no owner", object.class.as_str()))
                .seen(facts.evidence(Side::Source, object, &[&groups::MANAGED_BY, &groups::OWNER_COUNT]));
            selection.hit(hit);
        }
        for owner in owners {
            match facts.arrival(&owner.party, facts.text(owner.text)) {
                Arrival::Nowhere => {
                    let person = belonging::person(facts, owner);
                    let trouble = format!("`{person}`, an owner of `{group}`, has no destination object");
                    let hit = Hit::new(Side::Source, group, person).with("trouble", trouble);
                    selection.hit(hit.seen(belonging::seen(facts, owner)));
                }
                Arrival::Unclear => is_unclear = true,
                Arrival::At(_) | Arrival::Apart(_) => {}
            }
        }
        if is_unclear {
            selection.undecided();
        }
    }
}
