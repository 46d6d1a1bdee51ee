//! The catalogue of kinds: what `cli.md` promises, every spelling of the field, and header rows that are
//! recognised as what they are.

use std::collections::{BTreeMap, BTreeSet};

use tenantcheck::kinds::recognise::{Recognised, recognise};
use tenantcheck::kinds::{self, ALL};
use tenantcheck::schema::{Column, Kind};
use tenantcheck::values::text::fold_header;

/// Recognises a header row; values follow a header after `=`, separated by `~`.
fn kinds_of(cells: &[&str]) -> Vec<&'static str> {
    let (header, values): (Vec<String>, Vec<Vec<&str>>) = cells
        .iter()
        .map(|cell| match cell.split_once('=') {
            Some((header, values)) => (header.to_owned(), values.split('~').collect()),
            None => ((*cell).to_owned(), Vec::new()),
        })
        .unzip();
    match recognise(&header, &values) {
        Recognised::Known(mappings) => mappings.iter().map(|mapping| mapping.kind.name).collect(),
        Recognised::Unknown { .. } => vec!["unknown"],
    }
}

#[test]
fn names_are_the_documented_ones() {
    let documented = [
        "accepted-domains",
        "addresses",
        "archive-statistics",
        "calendar-processing",
        "cas-mailboxes",
        "contacts",
        "delegation-by-trustee",
        "dns-records",
        "domains",
        "dynamic-groups",
        "folder-permissions",
        "forwarding",
        "group-members",
        "group-memberships",
        "groups",
        "identity-map",
        "inbox-rules",
        "licence-reference",
        "licence-skus",
        "mailbox-permissions",
        "mailbox-statistics",
        "mailbox-usage",
        "mailboxes",
        "organization-config",
        "recipient-permissions",
        "recipients",
        "send-on-behalf",
        "transport-rules",
        "unified-groups",
        "user-licences",
        "users",
    ];
    let names: BTreeSet<&str> = ALL.iter().map(|kind| kind.name).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), documented);
}

#[test]
fn each_kind_is_consistent() {
    for kind in ALL {
        let has = |column: &&&Column| kind.columns.iter().any(|own| std::ptr::eq(*own, **column));
        let parts = kind.key.iter().chain(kind.signatures.iter().copied().flatten());
        for column in parts {
            assert!(has(&column), "{}: {} is no column of it", kind.name, column.name);
        }
        assert!(!kind.key.is_empty() && !kind.signatures.is_empty(), "{}", kind.name);
        assert!(!kind.export.command.is_empty() && !kind.export.command.contains('\n'));
        assert!(kind.export.file.strip_suffix(".csv").is_some(), "{}", kind.name);

        let names: BTreeSet<&str> = kind.columns.iter().map(|column| column.name).collect();
        assert_eq!(names.len(), kind.columns.len(), "{} names a column twice", kind.name);

        let mut owner = BTreeMap::new();
        for column in kind.columns {
            for header in column.headers {
                let before = owner.insert(fold_header(header), column.name);
                assert_eq!(before, None, "{}: `{header}` is claimed twice", kind.name);
            }
        }
        for column in kind.columns {
            for header in column.shared {
                let own = owner.get(&fold_header(header));
                assert_ne!(own, Some(&column.name), "{}: `{header}` is shared and own", kind.name);
            }
        }
    }
}

/// Kinds that a key of the reference stands for.
fn served(key: &str) -> &'static [&'static str] {
    match key {
        "mailbox" => &["mailboxes"],
        "email_address" => &["addresses"],
        "mailbox_statistics" => &["mailbox-statistics"],
        "mailbox_usage_report" => &["mailbox-usage"],
        "mailbox_permission" => &["mailbox-permissions"],
        "send_as_permission" => &["recipient-permissions"],
        "send_on_behalf_permission" => &["send-on-behalf"],
        "delegation_by_trustee" => &["delegation-by-trustee"],
        "folder_permission" => &["folder-permissions"],
        "calendar_processing" => &["calendar-processing"],
        "forwarding" => &["forwarding"],
        "inbox_rule" => &["inbox-rules"],
        "transport_rule" => &["transport-rules"],
        "group" => &["groups", "dynamic-groups", "unified-groups"],
        "group_member" => &["group-members"],
        "group_membership_by_member" => &["group-memberships"],
        "contact" => &["contacts"],
        "recipient" => &["recipients"],
        "accepted_domain" => &["accepted-domains"],
        "cas_mailbox" => &["cas-mailboxes"],
        "user" => &["users"],
        "user_licence" => &["user-licences"],
        "licence_subscription" => &["licence-skus"],
        "licence_reference" => &["licence-reference"],
        "dns_record" => &["dns-records"],
        "user_mapping" => &["identity-map"],
        _ => &[],
    }
}

/// Fields that are kept apart here because the checks name or need each of them.
const FINER: &[(&str, &str, &[&str])] = &[
    ("mailboxes", "accept_messages_only_from", ACCEPT),
    ("groups", "accept_messages_only_from", ACCEPT),
    ("dynamic-groups", "accept_messages_only_from", ACCEPT),
    ("unified-groups", "accept_messages_only_from", ACCEPT),
    ("groups", "group_type", TYPES),
    ("dynamic-groups", "group_type", TYPES),
    ("unified-groups", "group_type", TYPES),
    ("groups", "display_name", &["name"]),
    ("mailbox-statistics", "mailbox_owner", &["external_directory_object_id", "legacy_dn"]),
    ("mailbox-statistics", "mailbox_type", &["display_name"]),
    ("contacts", "recipient_type_details", &["recipient_type"]),
    ("dns-records", "value", &["mail_exchange", "host", "strings", "ip_address"]),
];
const ACCEPT: &[&str] = &["accept_messages_only_from_dl_members", "accept_messages_only_from_senders_or_members"];
const TYPES: &[&str] = &["recipient_type", "recipient_type_details"];

#[test]
fn every_spelling_of_the_field_means_its_column() {
    let reference: BTreeMap<String, BTreeMap<String, Vec<String>>> =
        serde_json::from_str(include_str!("data/column_synonyms.json")).expect("valid JSON");
    let mut missing = Vec::new();
    for (key, fields) in &reference {
        assert!(!served(key).is_empty(), "{key} has no kind");
        for name in served(key) {
            let kind = kinds::by_name(name).expect("the kind exists");
            for (field, headers) in fields {
                let finer = FINER.iter().filter(|(kind, of, _)| kind == name && of == field);
                let names: Vec<&str> =
                    finer.flat_map(|(_, _, names)| names.iter().copied()).chain([field.as_str()]).collect();
                for header in headers {
                    if !names.iter().any(|name| claims(kind, name, header)) {
                        missing.push(format!("{name}.{field}: `{header}`"));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

fn claims(kind: &Kind, column: &str, header: &str) -> bool {
    let header = fold_header(header);
    kind.column(column)
        .is_some_and(|column| column.headers.iter().chain(column.shared).any(|own| fold_header(own) == header))
}

#[test]
fn header_rows_of_the_field_are_recognised() {
    let sets = include_str!("data/header_sets.tsv");
    let mut wrong = Vec::new();
    let mut tried = 0;
    for line in sets.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let kind = cells.next().unwrap_or_default();
        let cells: Vec<&str> = cells.collect();
        let found = kinds_of(&cells);
        tried += 1;
        if found[0] != kind {
            wrong.push(format!("{kind}, but found {found:?}: {}", cells.join(" | ")));
        }
    }
    assert!(tried >= 60, "only {tried} header rows");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_combined_export_serves_each_kind_once() {
    let header = [
        "UserPrincipalName",
        "PrimarySmtpAddress",
        "EmailAddresses",
        "TotalItemSizeMB",
        "ItemCount",
        "ArchiveTotalItemSizeMB",
        "ArchiveItemCount",
        "ForwardingAddress",
        "EwsEnabled",
    ];
    let expected = ["mailboxes", "mailbox-statistics", "archive-statistics", "cas-mailboxes"];
    assert_eq!(kinds_of(&header), expected);
    let room = ["Room Mailbox Name", "UPN", "Primary SMTP Address", "Alias", "Resource Delegates"];
    assert_eq!(kinds_of(&room), ["mailboxes", "calendar-processing"]);
    let groups = ["Name", "PrimarySmtpAddress", "GroupType", "ManagedBy", "Members=Kim,Sam"];
    assert_eq!(kinds_of(&groups), ["groups", "group-members"]);
    let rights = ["DisplayName", "UPN", "Full Access=kim", "Send As=sam", "Send On Behalf"];
    let expected = ["mailbox-permissions", "recipient-permissions", "send-on-behalf"];
    assert_eq!(kinds_of(&rights), expected);
}

#[test]
fn values_tell_kinds_with_the_same_headers_apart() {
    let header = ["Mailbox", "User", "AccessRights"];
    let with = |rights: &'static str| kinds_of(&[header[0], header[1], rights]);
    assert_eq!(with("AccessRights=FullAccess~SendAs"), ["mailbox-permissions"]);
    assert_eq!(with("AccessRights=SendAs"), ["recipient-permissions"]);
    assert_eq!(with("AccessRights=Reviewer~{Editor}"), ["folder-permissions"]);
    assert_eq!(with("AccessRights=Send on Behalf"), ["send-on-behalf"]);

    let with = |types: &'static str| kinds_of(&["DisplayName", "PrimarySmtpAddress", types]);
    assert_eq!(with("RecipientTypeDetails=UserMailbox"), ["mailboxes"]);
    assert_eq!(with("RecipientTypeDetails=MailContact~GuestMailUser"), ["contacts"]);
    assert_eq!(with("RecipientTypeDetails=UserMailbox~MailContact"), ["recipients"]);
    assert_eq!(with("RecipientTypeDetails=GroupMailbox"), ["unified-groups"]);
    assert_eq!(with("RecipientTypeDetails=DynamicDistributionGroup"), ["dynamic-groups"]);
}

#[test]
fn one_header_may_be_another_column_by_its_values() {
    let forward = |header: &str, value: &'static str| -> Vec<&'static str> {
        let header = ["UPN".to_owned(), header.to_owned()];
        match recognise(&header, &[vec!["kim@contoso.com"], vec![value]]) {
            Recognised::Known(mappings) => mappings[0].columns.iter().map(|(column, _)| column.name).collect(),
            Recognised::Unknown { .. } => Vec::new(),
        }
    };
    assert_eq!(forward("ForwardingAddress", "Kim"), ["mailbox", "forwarding_address"]);
    assert_eq!(forward("ForwardingAddress", "kim@fabrikam.com"), ["mailbox", "forwarding_smtp_address"]);
    assert_eq!(forward("Forward To", "Kim"), ["mailbox", "forwarding_address"]);
}

#[test]
fn a_table_of_something_else_is_unknown() {
    assert_eq!(kinds_of(&["Object", "Value"]), ["unknown"]);
    assert_eq!(kinds_of(&["Length=12~7"]), ["unknown"]);
    assert_eq!(kinds_of(&["EmailAddress=kim@fabrikam.com"]), ["unknown"]);
    assert_eq!(kinds_of(&["City=Berlin", "Street=Main"]), ["unknown"]);
}

#[test]
fn the_storage_report_of_the_tenant_names_nobody() {
    let header = ["Report Refresh Date", "Storage Used (Byte)", "Report Date", "Report Period"].map(str::to_owned);
    let Recognised::Unknown { nearest, lacks } = recognise(&header, &[]) else {
        panic!("sizes of nobody are no usage of mailboxes");
    };
    assert_eq!((nearest.name, &lacks[..]), ("mailbox-usage", &["User Principal Name"][..]));
}

#[test]
fn a_group_under_the_headers_of_a_membership_report_is_a_group() {
    let group = ["DLs Email Adddress", "Display Name", "Alias", "Group email aliases", "RecipientTypeDetails"];
    assert_eq!(kinds_of(&group), ["groups"]);
    let group = ["DLs Email Adddress", "Display Name", "MailNickName", "RecipientFilter"];
    assert_eq!(kinds_of(&group), ["dynamic-groups"]);
    let memberships = ["User Principal Name", "User Display Name", "DLs Name", "DLs Email Adddress"];
    assert_eq!(kinds_of(&memberships), ["group-memberships"]);
}

#[test]
fn recipients_that_are_all_mailboxes_are_recipients_all_the_same() {
    let recipients =
        ["Name", "PrimarySmtpAddress", "WindowsLiveID", "ExchangeGuid", "RecipientTypeDetails=UserMailbox"];
    assert_eq!(kinds_of(&recipients), ["recipients"]);
    let mailboxes = ["UserPrincipalName", "PrimarySmtpAddress", "WindowsLiveID", "RecipientTypeDetails=UserMailbox"];
    assert_eq!(kinds_of(&mailboxes), ["mailboxes"]);
    let by_live_id = ["PrimarySmtpAddress", "WindowsLiveID", "MailboxType=SharedMailbox", "Litigation Hold"];
    assert_eq!(kinds_of(&by_live_id), ["mailboxes"]);
    // Nothing else writes mailboxes and Microsoft 365 groups into one list.
    let mixed = ["Name", "PrimarySmtpAddress", "EmailAddresses", "RecipientTypeDetails=UserMailbox~GroupMailbox"];
    assert_eq!(kinds_of(&mixed), ["recipients"]);
    let with_upn = ["UserPrincipalName", "PrimarySmtpAddress", "RecipientTypeDetails=UserMailbox~GroupMailbox"];
    assert_eq!(kinds_of(&with_upn), ["mailboxes"]);
}

#[test]
fn a_rare_spelling_is_known_by_addresses_with_a_prefix() {
    let header = ["RecipientTypeDetails", "PrimarySmtpAddress", "ExternalEmailAddressPostMove"].map(str::to_owned);
    let values = [vec!["MailUser"], vec!["kim@fabrikam.com"], vec!["SMTP:kim@contoso.com"]];
    let Recognised::Known(mappings) = recognise(&header, &values) else {
        panic!("mail users are contacts");
    };
    assert!(mappings[0].columns.iter().any(|(column, _)| column.name == "external_email_address"));
}

#[test]
fn an_unknown_table_names_the_nearest_kind_and_what_it_lacks() {
    let header = ["TotalItemSize".to_owned(), "Sunshine".to_owned()];
    let Recognised::Unknown { nearest, lacks } = recognise(&header, &[]) else {
        panic!("sizes of nobody are no statistics");
    };
    assert_eq!(nearest.name, "mailbox-statistics");
    assert!(lacks.is_empty() || lacks == ["DisplayName"], "{lacks:?}");
}

#[test]
fn misspelt_kinds_have_a_nearest_one() {
    assert_eq!(kinds::nearest_name("mailbox"), "mailboxes");
    assert_eq!(kinds::nearest_name("Accepted Domains"), "accepted-domains");
    assert!(kinds::is_known_header(&fold_header("Primary SMTP Address")));
    assert!(!kinds::is_known_header("sunshine"));
}
