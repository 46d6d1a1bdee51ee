//! GRP001 member-not-moving: a member of a group has no destination object.

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Arrival, Facts, Party};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP001",
    name: "member-not-moving",
    severity: Severity::Major,
    title: "A member of a group has no destination object",
    why: "The group is rebuilt at the destination from its members: whoever has no object there gets no mail of the group and \
          loses the access that it gives. Guests do not travel, so that a guest counts unless it stands for somebody of the \
          destination or the destination has a guest or contact of its address; a contact that points to somebody of the \
          destination becomes that one (CON003), and an address of the destination itself is there already. Members with \
          several candidates are settled with PAI002 and undecidable until then; those who name nobody are GRP005; the \
          migration account is set aside. The filter of a dynamic group has no members (GRP003)",
    fix: "Create the member's destination object or name it in the identity map, then `Add-DistributionGroupMember` or \
          `Add-UnifiedGroupLinks -LinkType Members`; invite a guest again with `New-MgInvitation`",
    message: "The {class}`{value}`, a member of `{subject}`, has no destination object",
    needs: &[belonging::SOURCE_MEMBERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for member in belonging::members(facts, selection) {
        if !matches!(member.party, Party::Own(_) | Party::Other(_)) {
            continue;
        }
        selection.examine();
        match facts.arrival(&member.party, facts.text(member.text)) {
            Arrival::Nowhere => {
                let group = facts.subject(Side::Source, member.group);
                let hit = Hit::new(Side::Source, group, belonging::person(facts, member))
                    .with("class", belonging::class(facts, member))
                    .seen(belonging::seen(facts, member));
                selection.hit(hit);
            }
            Arrival::Unclear => selection.undecided(),
            Arrival::At(_) | Arrival::Apart(_) => {}
        }
    }
}
