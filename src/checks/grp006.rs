//! GRP006 group-empty: a group has no members.

use super::belonging;
use crate::check::{Check, Hit, PRIMARY_COLUMNS, Selection, Severity};
use crate::facts::{Extent, Facts};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP006",
    name: "group-empty",
    severity: Severity::Info,
    title: "A group has no members",
    why: "It need perhaps not be created at the destination. A group is empty if the exports say so: a count of 0, an empty cell \
          beside filled ones, a row without a member, or no row at all where one member a row was exported for other groups of \
          its sort (distribution and security groups, or Microsoft 365 groups), because the cmdlets write no row for a group \
          without members. Not so where that export has exactly 1,000 rows (INP003) or a row may be of this group. Owners are \
          no members; dynamic groups hold none (GRP003)",
    fix: "Ask its owner whether it is still needed; else leave it out with the Decision column",
    message: "`{subject}` has no members",
    needs: &[belonging::SOURCE_MEMBER_COUNTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in belonging::groups_with_members(facts) {
        selection.examine();
        if !facts.members.members(Side::Source, id).is_empty() {
            continue;
        }
        if facts.members.member_extent(Side::Source, id) == Extent::Whole {
            let columns = [&[&crate::kinds::groups::MEMBER_COUNT][..], PRIMARY_COLUMNS].concat();
            let hit = Hit::new(Side::Source, facts.subject(Side::Source, id), "0");
            selection.hit(hit.seen(facts.evidence(Side::Source, object, &columns)));
        } else {
            selection.undecided();
        }
    }
}
