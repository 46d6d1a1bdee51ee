//! INP007 object-twice: one kind of export holds an object in two rows that differ.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, ObjectId};
use crate::normalize::FileId;

/// The check.
pub static CHECK: Check = Check {
    code: "INP007",
    name: "object-twice",
    severity: Severity::Major,
    title: "An object stands in one kind of export twice, with different values",
    why: "The first row is used for whatever both say, so that an outdated one may win. Rows that agree wherever both know a \
          value are merged with a note; different kinds of export, statistics of a mailbox and of its archive, one member or \
          address a row, and two objects that share a display name are nothing of the kind",
    fix: "Keep one export of each kind and of each object: remove the older file, or the row that is outdated",
    message: "`{subject}` stands in row {first_row} of `{first_file}` and again, with other values, in row {second_row} of `{second_file}`",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (facts, side) in facts.states() {
        let tenant = facts.tenant(side);
        selection.examined += tenant.objects.len() as u64;
        for twin in tenant.twins.iter().filter(|twin| !twin.identical) {
            let [first, second] = [twin.first, twin.second].map(|row| facts.at(side, row, Some(twin.key)));
            // Sizes that an inventory of mailboxes has too are no second export of statistics.
            if first.file != second.file && (is_companion(facts, first.file) || is_companion(facts, second.file)) {
                continue;
            }
            let key = second.column.clone().or_else(|| first.column.clone());
            let key = key.unwrap_or_else(|| twin.key.headers.first().unwrap_or(&twin.key.name).to_string());
            let row = |row: Option<u32>| row.unwrap_or_default().to_string();
            let hit = Hit::new(side, facts.subject(side, ObjectId(twin.object)), key)
                .with("first_row", row(first.row))
                .with("first_file", facts.file(first.file).subject())
                .with("second_row", row(second.row))
                .with("second_file", facts.file(second.file).subject());
            selection.hit(hit.seen(Some(second)));
        }
    }
}

/// Whether a sheet serves this kind only beside another one.
fn is_companion(facts: &Facts, id: FileId) -> bool {
    let file = facts.file(id);
    let before = id.0.checked_sub(1).map(|before| facts.file(FileId(before)));
    before.is_some_and(|before| before.path == file.path && before.sheet == file.sheet && before.snapshot() == file.snapshot())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const HEAD: &str = "PrimarySmtpAddress,DisplayName,RecipientTypeDetails,ResourceCapacity\n";

    #[test]
    fn rows_that_differ_are_a_finding_and_equal_ones_are_merged() {
        let tenants = Tenants::new().source(
            "rooms.csv",
            &format!(
                "{HEAD}raum1@contoso.com,Raum,RoomMailbox,8\nraum2@contoso.com,Raum,RoomMailbox,4\n\
                 RAUM1@contoso.com,Raum,RoomMailbox,12\nraum2@contoso.com,Raum,RoomMailbox,4\n"
            ),
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source raum1@contoso.com PrimarySmtpAddress");
        let facts = tenants.facts();
        let file = &facts.files[0];
        assert_eq!((file.rows, file.used, file.skipped["identical row"]), (4, 3, 1));
        assert!(file.notes.iter().any(|note| note.matter == crate::note::Matter::Merged));
    }

    #[test]
    fn statistics_of_one_mailbox_twice() {
        const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ExchangeGuid\n\
            kim@contoso.com,kim@contoso.com,UserMailbox,2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77\n";
        const HEAD: &str = "DisplayName,MailboxGuid,ItemCount,TotalItemSize\n";
        let kim = |size: &str| format!("Kim,2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77,7,{size}\n");
        let tenants = Tenants::new()
            .source("mailboxes.csv", MAILBOXES)
            .source("statistics.csv", &format!("{HEAD}{}{}", kim("1000B"), kim("2000B")));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source kim@contoso.com MailboxGuid");
        let tenants = Tenants::new()
            .source("mailboxes.csv", MAILBOXES)
            .source("statistics.csv", &format!("{HEAD}{}", kim("1000B")))
            .source("statistics again.csv", &format!("{HEAD}{}", kim("1000B")));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn an_object_in_two_kinds_and_one_member_a_row_are_not_twice() {
        let tenants = Tenants::new()
            .source("rooms.csv", &format!("{HEAD}raum1@contoso.com,Raum,RoomMailbox,8\n"))
            .source("recipients.csv", "Name,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 R,raum1@contoso.com,RoomMailbox,SMTP:raum1@contoso.com\nAll,all@contoso.com,MailUniversalDistributionGroup,SMTP:all@contoso.com\n")
            .source("members.csv", "GroupName,GroupEmailAddress,MemberEmail\nAll,all@contoso.com,a@contoso.com\nAll,all@contoso.com,b@contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
