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
                .with("trouble", format!("`{group}` has no owner"))
                .seen(facts.evidence(Side::Source, object, &[&groups::MANAGED_BY, &groups::OWNER_COUNT]));
            selection.hit(hit);
        }
        for owner in owners {
            match facts.arrival(&owner.party, facts.text(owner.text)) {
                Arrival::Nowhere => {
                    let person = belonging::person(facts, owner);
                    let trouble = format!("`{person}`, an owner of `{group}`, has no destination object");
                    let hit = Hit::new(Side::Source, group, person).with("trouble", trouble);
                    selection.hit(hit.seen(Some(belonging::seen(facts, owner))));
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

#[cfg(test)]
mod tests {
    use crate::checks::belonging::testing::{MEMBERS, groups, plain};

    #[test]
    fn owners_who_do_not_move_and_groups_without() {
        let cells = [",kim;jane", ",Organization Management", ",", ",gone.admin"];
        insta::assert_snapshot!(groups(",ManagedBy", cells).findings(&super::CHECK), @r"
        minor source all@contoso.com kim.akers@contoso.com
        minor source empty@contoso.com none
        minor source gone@contoso.com gone.admin
        minor source sub@contoso.com none
        ");
    }

    #[test]
    fn the_default_owner_is_none_in_every_form_and_beside_others() {
        let canonical = "EURPR04A010.prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/Organization Management";
        let cells = [
            ",\"{Organization Management, jane}\"",
            &format!(",{canonical}"),
            ",\"CN=Organization Management,OU=Microsoft Exchange Security Groups,DC=PROD,DC=OUTLOOK,DC=COM\"",
            ",svc",
        ];
        insta::assert_snapshot!(groups(",ManagedBy", cells).findings(&super::CHECK), @r"
        minor source empty@contoso.com none
        minor source sub@contoso.com none
        ");
    }

    #[test]
    fn a_name_of_several_people_says_nothing_unless_none_of_them_moves() {
        // Two of the three people who are called Sam Lee move.
        let cells = [",\"{Sam Lee, jane}\"", ",jane", ",jane", ",System.Collections.ArrayList"];
        insta::assert_snapshot!(groups(",ManagedBy", cells).findings(&super::CHECK), @"undecidable 2 of 4");
    }

    #[test]
    fn names_joined_with_blanks_or_commas_are_told_apart_where_all_are_known() {
        let cells = [",Kim Akers Jane Doe", ",\"Jane Doe, kim\"", ",\"Organization Management, jane\"", ",\"Doe, Jane\""];
        insta::assert_snapshot!(groups(",ManagedBy", cells).findings(&super::CHECK), @r"
        minor source all@contoso.com kim.akers@contoso.com
        minor source gone@contoso.com Doe, Jane
        minor source sub@contoso.com kim.akers@contoso.com
        ");
    }

    #[test]
    fn nobody_stands_anywhere_among_names() {
        let cells = [",\"jane, Organization Management\"", ",\"kim, Organization Management, jane\"", ",jane Organization Management", ",kim"];
        insta::assert_snapshot!(groups(",ManagedBy", cells).findings(&super::CHECK), @r"
        minor source gone@contoso.com kim.akers@contoso.com
        minor source sub@contoso.com kim.akers@contoso.com
        ");
    }

    #[test]
    fn owners_in_the_role_column() {
        let members = format!(
            "{MEMBERS}All,all@contoso.com,Kim Akers,kim.akers@contoso.com,Owner\n\
             All,all@contoso.com,Jane Doe,jane@contoso.com,Member\n\
             Sub,sub@contoso.com,Jane Doe,jane@contoso.com,Owner\n\
             Empty,empty@contoso.com,Jane Doe,jane@contoso.com,Member\n\
             Gone,gone@contoso.com,Jane Doe,jane@contoso.com,Owner\n"
        );
        insta::assert_snapshot!(plain().source("members.csv", &members).findings(&super::CHECK), @r"
        minor source all@contoso.com kim.akers@contoso.com
        minor source empty@contoso.com none
        ");
    }

    #[test]
    fn members_alone_say_nothing_about_owners() {
        let members = format!("{MEMBERS}All,all@contoso.com,Jane Doe,jane@contoso.com,Member\n");
        insta::assert_snapshot!(plain().source("members.csv", &members).findings(&super::CHECK), @"undecidable 4 of 4");
    }
}
