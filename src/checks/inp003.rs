//! INP003 default-result-size: exactly as many rows as a cmdlet returns when it is not asked for all.

use std::collections::HashMap;

use super::inputs;
use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::{Facts, Resolution, RowRef};
use crate::kinds::{
    dns_records, folder_permissions, group_members, groups, identity_map, licence_reference, mailbox_permissions,
    recipient_permissions,
};
use crate::normalize::Table;
use crate::schema::{Column, Kind, Side};

/// How many objects a cmdlet of Exchange returns unless told otherwise.
const DEFAULT: u64 = 1_000;

/// The check.
pub static CHECK: Check = Check {
    code: "INP003",
    name: "default-result-size",
    severity: Severity::Major,
    title: "An export has exactly 1,000 rows",
    why: "Cmdlets of Exchange return 1,000 objects unless told otherwise and warn on the screen only, so that exactly 1,000 \
          rows, members of one group or rights of one mailbox most likely lack the rest. 999 and 1,001 are no sign; blank \
          lines and repeated headers are not counted, nor are owners among the members. Files that no cmdlet makes are not meant",
    fix: "Export again with `-ResultSize Unlimited`",
    message: "`{subject}` has exactly {value} {what}, the number that cmdlets return without `-ResultSize Unlimited`",
    needs: &[],
    wants: &[],
    select,
};

/// Kinds that people, portals or DNS tools make.
static NO_CMDLET: [&Kind; 3] = [&identity_map::KIND, &dns_records::KIND, &licence_reference::KIND];

/// Kinds with one member or right a row: the columns that name the group or mailbox, best first.
static LISTS: [(&Kind, &[&Column], &str); 4] = [
    (&group_members::KIND, &[&group_members::GROUP_EMAIL, &group_members::GROUP_ID, &group_members::GROUP], "members"),
    (&mailbox_permissions::KIND, &[&mailbox_permissions::MAILBOX], "rights"),
    (&recipient_permissions::KIND, &[&recipient_permissions::MAILBOX], "rights"),
    (&folder_permissions::KIND, &[&folder_permissions::MAILBOX], "rights"),
];

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, file) in inputs::files(facts) {
        let Some(kind) = file.kind else { continue };
        if NO_CMDLET.iter().any(|other| std::ptr::eq(*other, kind)) {
            continue;
        }
        selection.examine();
        if file.data_rows() == DEFAULT {
            let hit = Hit::new(inputs::side(file), file.subject(), DEFAULT.to_string()).with("what", "rows");
            selection.hit(hit.seen(Some(Evidence { file: id, row: None, column: None })));
        }
    }
    for (facts, side) in facts.states() {
        for (number, table) in facts.tenant(side).tables.iter().enumerate() {
            for (_, owners, what) in LISTS.iter().filter(|(kind, ..)| std::ptr::eq(*kind, table.kind)) {
                listed_one_a_row(facts, side, (number as u16, table), (owners, what), selection);
            }
        }
        listed_in_one_cell(facts, side, selection);
    }
}

/// Groups and mailboxes that have exactly the default number of rows in one export.
fn listed_one_a_row(
    facts: &Facts,
    side: Side,
    (number, table): (u16, &Table),
    (owners, what): (&[&'static Column], &str),
    selection: &mut Selection,
) {
    let names: Vec<_> = owners.iter().map(|column| table.symbols(column)).collect();
    // Role and recipient type share a header.
    let roles = [&group_members::MEMBER_ROLE, &group_members::MEMBER_TYPE].map(|column| table.symbols(column));
    let is_owners = |record| roles.iter().any(|roles| is_owner(facts.text(roles.or_empty(record))));
    let mut counts: HashMap<&str, (u64, u32)> = HashMap::new();
    for record in 0..table.len() {
        let name = names.iter().map(|names| names.or_empty(record)).find(|name| !name.is_empty());
        let Some(name) = name.filter(|_| !is_owners(record)) else { continue };
        // `kim@contoso.com:\Calendar` names the folder too.
        let text = facts.text(name);
        let text = text.split_once(":\\").map_or(text, |(mailbox, _)| mailbox);
        counts.entry(text).or_insert((0, record as u32)).0 += 1;
    }
    selection.examined += counts.len() as u64;
    let mut full: Vec<(&str, u32)> =
        counts.into_iter().filter(|(_, (count, _))| *count == DEFAULT).map(|(name, (_, record))| (name, record)).collect();
    full.sort_unstable();
    for (name, record) in full {
        let subject = match facts.resolver(side).resolve(name, facts.tenant(side), &facts.pool) {
            Resolution::One(id) => facts.subject(side, id).to_owned(),
            _ if name.contains('@') => name.to_lowercase(),
            _ => name.to_owned(),
        };
        let column = owners.iter().copied().find(|column| table.has(column));
        let seen = facts.at(side, RowRef { table: number, record }, column);
        selection.hit(Hit::new(side, subject, DEFAULT.to_string()).with("what", what).seen(Some(seen)));
    }
}

/// Groups whose list of members has exactly the default number of entries.
fn listed_in_one_cell(facts: &Facts, side: Side, selection: &mut Selection) {
    for (id, object) in facts.tenant(side).ids().filter(|(_, object)| object.class.is_group()) {
        let Some(members) = facts.list(side, object, &[&groups::MEMBERS]) else { continue };
        selection.examine();
        if members.len() as u64 == DEFAULT {
            let hit = Hit::new(side, facts.subject(side, id), DEFAULT.to_string()).with("what", "members");
            selection.hit(hit.seen(facts.evidence(side, object, &[&groups::MEMBERS])));
        }
    }
}

fn is_owner(role: &str) -> bool {
    role.eq_ignore_ascii_case("owner") || role.eq_ignore_ascii_case("owners")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::checks::testing::Tenants;

    fn contacts(count: usize) -> String {
        let mut text = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n".to_owned();
        for number in 0..count {
            let _ = writeln!(text, "D {number},d{number}@adatum.com,SMTP:d{number}@adatum.com,MailContact");
        }
        text
    }

    #[test]
    fn exactly_a_thousand_rows_and_no_other_number() {
        let tenants = Tenants::new()
            .source("full.csv", &(contacts(1_000) + ",,,\n"))
            .source("less.csv", &contacts(999))
            .destination("more.csv", &contacts(1_001));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source full.csv 1000");
    }

    #[test]
    fn members_are_counted_by_group_without_its_owners() {
        let mut text = "GroupName,GroupEmailAddress,Member,MemberEmail,MemberType\n".to_owned();
        for (group, members) in [("all", 1_000), ("some", 999)] {
            for number in 0..members {
                let _ = writeln!(text, "{group},{group}@contoso.com,P {number},p{number}@contoso.com,Member");
            }
            let _ = writeln!(text, "{group},{group}@contoso.com,Boss,boss@contoso.com,Owner");
        }
        let tenants = Tenants::new().source("members.csv", &text);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source all@contoso.com 1000");
    }

    #[test]
    fn rights_are_counted_by_mailbox_whatever_the_folder() {
        let mut full = "Identity,User,AccessRights,IsInherited,Deny\n".to_owned();
        let mut folders = "Identity,User,AccessRights\n".to_owned();
        for number in 0..1_000 {
            let _ = writeln!(full, "all@contoso.com,p{number}@contoso.com,FullAccess,False,False");
            let _ = writeln!(full, "more@contoso.com,p{number}@contoso.com,FullAccess,False,False");
            let folder = if number % 2 == 0 { "Calendar" } else { "Inbox" };
            let _ = writeln!(folders, "kim@contoso.com:\\{folder},p{number}@contoso.com,Editor");
        }
        full.push_str("more@contoso.com,last@contoso.com,FullAccess,False,False\n");
        folders.push_str("sam@contoso.com:\\Calendar,kim@contoso.com,Editor\n");
        let tenants = Tenants::new().source("full.csv", &full).source("folders.csv", &folders);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com 1000
        major source kim@contoso.com 1000
        ");
    }

    #[test]
    fn a_map_is_no_export() {
        let mut map = "Source,Destination\n".to_owned();
        for number in 0..1_000 {
            let _ = writeln!(map, "p{number}@contoso.com,p{number}@fabrikam.com");
        }
        let tenants = Tenants::new().source("contacts.csv", &contacts(1)).map(&map);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
