//! GRP005 member-unresolved: a member of a group names no object of the exports, or several.

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, Party};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP005",
    name: "member-unresolved",
    severity: Severity::Minor,
    title: "A member of a group names no object of the exports, or several",
    why: "Whoever rebuilds the group cannot tell whom to add. Display names are not unique; names and addresses that no export \
          holds are people who were deleted, or whose export is missing. An address in the address column goes before the name \
          beside it, and where the address is in no export, a name that fits exactly one object is taken. An address outside \
          both tenants needs a contact, and none was exported; one of the other tenant is known and is no finding",
    fix: "Look the member up (`Get-Recipient -Identity`) and export members with their address and object id, or remove what is \
          left of a deleted one (`Remove-DistributionGroupMember`)",
    message: "`{value}`, a member of `{subject}`, {fits}",
    needs: &[belonging::SOURCE_MEMBERS, belonging::SOURCE_PEOPLE],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for member in belonging::members(facts, selection) {
        selection.examine();
        let fits = match &member.party {
            Party::Own(_) | Party::Other(_) => continue,
            Party::Outside => "is an address outside both tenants that no contact of the exports has".to_owned(),
            Party::Nobody => "names no object of the exports".to_owned(),
            Party::Several(ids) => {
                let names: Vec<String> =
                    ids.iter().map(|id| format!("`{}`", facts.subject(Side::Source, *id))).collect();
                format!("fits several objects: {}", names.join(", "))
            }
        };
        let hit = Hit::new(Side::Source, facts.subject(Side::Source, member.group), belonging::person(facts, member))
            .with("fits", fits)
            .seen(belonging::seen(facts, member));
        selection.hit(hit);
    }
}
