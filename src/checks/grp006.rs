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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::checks::belonging::testing::{MEMBERS, groups, plain};

    #[test]
    fn no_row_beside_rows_of_other_groups_is_no_member() {
        let members = format!(
            "{MEMBERS}All,all@contoso.com,Jane Doe,jane@contoso.com,Member\n\
             Sub,sub@contoso.com,Nobody,nobody@contoso.com,Member\n\
             Gone,gone@contoso.com,Kim Akers,kim@contoso.com,Owner\n"
        );
        insta::assert_snapshot!(plain().source("members.csv", &members).findings(&super::CHECK), @r"
        info source empty@contoso.com 0
        info source gone@contoso.com 0
        ");
    }

    #[test]
    fn a_sort_of_groups_that_was_not_exported_is_unknown() {
        let members = format!("{MEMBERS}All,all@contoso.com,Jane Doe,jane@contoso.com,Member\n");
        let tenants = plain().source("members.csv", &members).source(
            "unified.csv",
            "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,AccessType\nTeam,team@contoso.com,GroupMailbox,Private\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source empty@contoso.com 0
        info source gone@contoso.com 0
        info source sub@contoso.com 0
        undecidable 1 of 5
        ");
    }

    #[test]
    fn blank_cells_words_and_counts_say_it() {
        let cells = [",jane", ",No Members", ",", ",System.Object[]"];
        insta::assert_snapshot!(groups(",Members", cells).findings(&super::CHECK), @r"
        info source empty@contoso.com 0
        info source sub@contoso.com 0
        undecidable 1 of 4
        ");
        insta::assert_snapshot!(groups(",MemberCount", [",3", ",0", ",", ",12"]).findings(&super::CHECK), @r"
        info source sub@contoso.com 0
        undecidable 3 of 4
        ");
        let unified = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,AccessType,GroupMemberCount\n\
                       Team,team@contoso.com,GroupMailbox,Private,0\nClub,club@contoso.com,GroupMailbox,Private,2\n";
        let tenants = crate::checks::testing::Tenants::new().source("unified.csv", unified);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source team@contoso.com 0
        undecidable 1 of 2
        ");
        let rows = "DistroGroupName,Member\nAll,jane@contoso.com\nSub,No Members\nEmpty,\nGone,kim@contoso.com\nGone,\n";
        insta::assert_snapshot!(plain().source("members.csv", rows).findings(&super::CHECK), @r"
        info source empty@contoso.com 0
        info source sub@contoso.com 0
        ");
    }

    #[test]
    fn an_export_that_may_be_cut_proves_nothing() {
        let mut members = MEMBERS.to_owned();
        for number in 0..1_000 {
            let _ = writeln!(members, "All,all@contoso.com,P {number},p{number}@contoso.com,Member");
        }
        insta::assert_snapshot!(plain().source("members.csv", &members).findings(&super::CHECK), @"undecidable 3 of 4");
    }

    #[test]
    fn the_groups_of_each_member_prove_nothing_about_the_others() {
        let rows = "Identifier,RecipientTypeDetails,Groups\njane@contoso.com,UserMailbox,All\n";
        insta::assert_snapshot!(plain().source("members.csv", rows).findings(&super::CHECK), @"undecidable 3 of 4");
    }

    #[test]
    fn a_row_that_may_be_of_either_group_proves_nothing_about_both() {
        let tenants = plain()
            .source(
                "more.csv",
                "DisplayName,PrimarySmtpAddress,GroupType\nTwin,twin1@contoso.com,Universal\nTwin,twin2@contoso.com,Universal\n",
            )
            .source("members.csv", "DistroGroupName,Member\nTwin,jane@contoso.com\nAll,jane@contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source empty@contoso.com 0
        info source gone@contoso.com 0
        info source sub@contoso.com 0
        undecidable 2 of 6
        ");
    }
}
