//! GRP004 restriction-not-moving: somebody whom a restriction of a group names has no destination object.

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Arrival, Facts, members};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP004",
    name: "restriction-not-moving",
    severity: Severity::Major,
    title: "An allowed sender, refused sender or moderator of a group has no destination object",
    why: "Without its allowed senders a group takes mail from nobody, without its moderators mail waits until it expires, and \
          without its refused senders it takes mail that it should not. What a union (`...SendersOrMembers`) says again after \
          the separate properties is named once. A name that no export holds has no destination object either; one of several \
          objects counts only where none of them has one. The migration account is set aside",
    fix: "Create the person's destination object or name it in the identity map, then set the property at the destination with \
          `Set-DistributionGroup`, `Set-DynamicDistributionGroup` or `Set-UnifiedGroup`; else leave the entry out knowingly",
    message: "`{person}`, in `{property}` of `{subject}`, has no destination object",
    needs: &[belonging::SOURCE_RESTRICTIONS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, _) in belonging::all_groups(facts) {
        if facts.members.has_unknown_restrictions(Side::Source, id) {
            selection.examine();
            selection.undecided();
        }
        for entry in facts.members.restrictions(Side::Source, id) {
            selection.examine();
            match facts.arrival(&entry.party, facts.text(entry.text)) {
                Arrival::Nowhere => {
                    let property = members::property(entry.column);
                    let person = belonging::person(facts, entry);
                    let hit = Hit::new(Side::Source, facts.subject(Side::Source, id), format!("{property}:{person}"))
                        .with("person", person)
                        .with("property", property)
                        .seen(Some(belonging::seen(facts, entry)));
                    selection.hit(hit);
                }
                Arrival::Unclear => selection.undecided(),
                Arrival::At(_) | Arrival::Apart(_) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::belonging::testing::groups;

    #[test]
    fn every_property_names_its_people() {
        let columns = ",AcceptMessagesOnlyFrom,AcceptMessagesOnlyFromDLMembers,RejectMessagesFrom,\
                       RejectMessagesFromDLMembers,ModeratedBy,BypassModerationFromSendersOrMembers";
        let cells = [
            ",kim;jane,Gone;Sub,kim.akers@contoso.com,Gone,Kim Akers;svc,Gone;sam1",
            ",jane,,,,,",
            ",,,,,Organization Gone,",
            ",,,,,,",
        ];
        insta::assert_snapshot!(groups(columns, cells).findings(&super::CHECK), @r"
        major source all@contoso.com AcceptMessagesOnlyFrom:kim.akers@contoso.com
        major source all@contoso.com AcceptMessagesOnlyFromDLMembers:gone@contoso.com
        major source all@contoso.com BypassModerationFromSendersOrMembers:gone@contoso.com
        major source all@contoso.com BypassModerationFromSendersOrMembers:sam1@contoso.com
        major source all@contoso.com ModeratedBy:kim.akers@contoso.com
        major source all@contoso.com RejectMessagesFrom:kim.akers@contoso.com
        major source all@contoso.com RejectMessagesFromDLMembers:gone@contoso.com
        major source empty@contoso.com ModeratedBy:Organization Gone
        ");
    }

    #[test]
    fn a_union_repeats_nothing_and_says_what_stands_in_no_part() {
        let columns = ",AcceptMessagesOnlyFromSendersOrMembers,AcceptMessagesOnlyFrom,AcceptMessagesOnlyFromDLMembers,\
                       RejectMessagesFromSendersOrMembers";
        let cells = [",kim;Gone;sam1,Kim Akers,gone@contoso.com,", ",,,,kim", ",,,,", ",,,,"];
        insta::assert_snapshot!(groups(columns, cells).findings(&super::CHECK), @r"
        major source all@contoso.com AcceptMessagesOnlyFrom:kim.akers@contoso.com
        major source all@contoso.com AcceptMessagesOnlyFromDLMembers:gone@contoso.com
        major source all@contoso.com AcceptMessagesOnlyFromSendersOrMembers:sam1@contoso.com
        major source sub@contoso.com RejectMessagesFromSendersOrMembers:kim.akers@contoso.com
        ");
    }

    #[test]
    fn what_is_lost_or_fits_several_is_undecidable_and_sentences_are_no_senders() {
        let cells = [",System.Object[]", ",Sam Lee", ",jane", ","];
        insta::assert_snapshot!(groups(",ModeratedBy", cells).findings(&super::CHECK), @"undecidable 2 of 3");
        let cells = [
            ",Only Senders in Your Organization",
            ",Senders inside & Outside of Your Organization",
            ",\"kim@contoso.com,jane@contoso.com\"",
            ",Only Senders in Your Organization",
        ];
        insta::assert_snapshot!(
            groups(",AuthorizedSenders", cells).findings(&super::CHECK),
            @"major source empty@contoso.com AcceptMessagesOnlyFrom:kim.akers@contoso.com"
        );
    }

    #[test]
    fn groups_whose_export_has_no_restrictions_are_undecidable() {
        let tenants = groups(",ModeratedBy", [",jane", ",", ",", ","]).source(
            "unified.csv",
            "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,AccessType\nTeam,team@contoso.com,GroupMailbox,Private\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }

    #[test]
    fn without_restrictions_it_does_not_run() {
        insta::assert_snapshot!(
            groups("", [""; 4]).findings(&super::CHECK),
            @"not run: source: groups `AcceptMessagesOnlyFrom`"
        );
    }
}
