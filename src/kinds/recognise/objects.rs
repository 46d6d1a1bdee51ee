//! Which objects a table holds: mailboxes, groups, contacts, users, or recipients of all sorts.
//! The recipient types in the rows decide; without them, the headers do.

use super::mapping::{Mapping, map};
use super::table::Table;
use crate::kinds::{contacts, dynamic_groups, groups, mailboxes, recipients, unified_groups, users};
use crate::schema::{Column, Kind};
use crate::values::recipient::{Class, Recipient, System, recipient};

/// The kinds that are told apart here.
static KINDS: [&Kind; 7] = [
    &mailboxes::KIND,
    &dynamic_groups::KIND,
    &unified_groups::KIND,
    &groups::KIND,
    &contacts::KIND,
    &users::KIND,
    &recipients::KIND,
];

/// Whether the kind holds objects.
pub(super) fn is_object_kind(kind: &Kind) -> bool {
    KINDS.iter().any(|own| own.name == kind.name)
}

/// The kind of objects in the table, where there are any.
pub(super) fn recognise(table: &Table) -> Option<Mapping> {
    by_types(table).into_iter().chain(by_headers(table)).map(|kind| map(kind, table)).find(Mapping::is_complete)
}

/// What a recipient type stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Mailbox,
    Group,
    Dynamic,
    Unified,
    Contact,
    Directory,
    Other,
}

/// The family of a recipient type of Exchange, or of a portal's word for it.
fn family(value: &str) -> Family {
    match recipient(value) {
        Some(Recipient::Object(class)) => match class {
            Class::Distribution | Class::Security => Family::Group,
            Class::Dynamic => Family::Dynamic,
            Class::Microsoft365 => Family::Unified,
            Class::Contact | Class::MailUser | Class::Guest => Family::Contact,
            Class::DirectoryUser => Family::Directory,
            Class::User | Class::Shared | Class::Room | Class::Equipment | Class::Scheduling => Family::Mailbox,
        },
        Some(Recipient::System(System::GroupWithoutMail)) => Family::Group,
        Some(Recipient::System(System::PublicFolder | System::Internal)) | None => Family::Other,
        Some(Recipient::System(_)) => Family::Mailbox,
    }
}

/// The families in the best column of types; empty where there is none with values.
fn families(table: &Table) -> Vec<Family> {
    let headers = [
        "recipienttypedetails",
        "recipienttypedetail",
        "typedetails",
        "mailboxtype",
        "mailboxtypes",
        "sourcemailboxtype",
        "recipienttype",
        "type",
    ];
    let place =
        headers.iter().find_map(|header| table.find(&[header]).filter(|place| !table.values(*place).is_empty()));
    let Some(place) = place else {
        return Vec::new();
    };
    let mut all: Vec<Family> = table.values(place).iter().map(|value| family(value)).collect();
    // Portals say `User` for a user mailbox; a directory says it for a user without one.
    let native = table.header[place].starts_with("recipienttypedetail");
    if !native
        || all.iter().all(|family| matches!(family, Family::Directory | Family::Mailbox))
            && !table.values(place).iter().any(|value| value.to_lowercase().ends_with("mailbox"))
    {
        for family in &mut all {
            if *family == Family::Directory {
                *family = Family::Mailbox;
            }
        }
    }
    all
}

/// The kind that the recipient types in the rows say.
fn by_types(table: &Table) -> Option<&'static Kind> {
    let all = families(table);
    let is = |family: Family| all.contains(&family);
    let only = |wanted: &[Family]| all.iter().all(|family| wanted.contains(family));
    if all.is_empty() || only(&[Family::Other]) {
        None
    } else if is(Family::Directory) && table.has(&contacts::USER_PRINCIPAL_NAME) {
        Some(&users::KIND)
    } else if only(&[Family::Dynamic]) {
        Some(&dynamic_groups::KIND)
    } else if only(&[Family::Unified]) {
        Some(&unified_groups::KIND)
    } else if only(&[Family::Group, Family::Dynamic, Family::Unified]) {
        Some(&groups::KIND)
    } else if only(&[Family::Contact]) {
        Some(&contacts::KIND)
    } else if only(&[Family::Mailbox, Family::Unified, Family::Other])
        && !is_get_recipient(table)
        && !(is(Family::Mailbox) && is(Family::Unified) && is_bare(table))
    {
        Some(&mailboxes::KIND)
    } else {
        Some(&recipients::KIND)
    }
}

/// Get-Recipient writes columns of several sorts of objects and no UPN, but the `WindowsLiveID` that scripts
/// take for it; a mailbox export under that header has columns of mailboxes besides.
fn is_get_recipient(table: &Table) -> bool {
    let is_mixed = table.has_any(&[&recipients::EXTERNAL_EMAIL_ADDRESS, &recipients::MANAGED_BY]);
    let is_typed = table.has_any(&[&recipients::RECIPIENT_TYPE_DETAILS, &recipients::RECIPIENT_TYPE]);
    let has_live_id = || table.has(&recipients::WINDOWS_LIVE_ID) && is_typed && !table.has_any(&SETTINGS);
    (is_mixed || has_live_id()) && !table.has(&contacts::USER_PRINCIPAL_NAME) && !is_native_source(table)
}

/// Neither UPN nor setting: where mailboxes and Microsoft 365 groups stand together, Get-Recipient wrote it.
fn is_bare(table: &Table) -> bool {
    !table.has(&contacts::USER_PRINCIPAL_NAME) && !table.has_any(&SETTINGS) && !is_native_source(table)
}

/// Settings of mailboxes, which Get-Recipient does not write.
static SETTINGS: [&Column; 8] = [
    &mailboxes::LITIGATION_HOLD,
    &mailboxes::RETENTION_HOLD,
    &mailboxes::ACCOUNT_DISABLED,
    &mailboxes::FORWARDING_ADDRESS,
    &mailboxes::FORWARDING_SMTP_ADDRESS,
    &mailboxes::DELIVER_TO_MAILBOX_AND_FORWARD,
    &mailboxes::PROHIBIT_SEND_QUOTA,
    &mailboxes::PROHIBIT_SEND_RECEIVE_QUOTA,
];

/// The source list of a native cross-tenant move also names external addresses.
fn is_native_source(table: &Table) -> bool {
    table.has_any(&[&mailboxes::ELC_VALUE, &mailboxes::SAFE_SENDER])
        || table.find(&["targetaddress"]).is_some() && table.has(&mailboxes::EXCHANGE_GUID)
}

/// Headers that only a group has.
static OF_GROUPS: [&Column; 12] = [
    &groups::GROUP_TYPE,
    &groups::MANAGED_BY,
    &groups::MEMBERS,
    &groups::MEMBER_COUNT,
    &groups::OWNER_COUNT,
    &groups::MEMBER_JOIN_RESTRICTION,
    &groups::SECURITY_ENABLED,
    &groups::MEMBER_COUNT_BY_TYPE,
    &groups::HAS_NESTED_GROUPS,
    &groups::IS_TEAMS,
    &groups::HIDDEN_GROUP_MEMBERSHIP,
    &groups::BYPASS_NESTED_MODERATION,
];

/// Headers that only a Microsoft 365 group has.
static OF_UNIFIED_GROUPS: [&Column; 6] = [
    &unified_groups::SHAREPOINT_SITE_URL,
    &unified_groups::AUTO_SUBSCRIBE,
    &unified_groups::SUBSCRIPTION_ENABLED,
    &unified_groups::WELCOME_MESSAGE,
    &unified_groups::CHANNELS,
    &unified_groups::EXCHANGE_STORAGE_USED,
];

/// Headers that only a mailbox has.
static OF_MAILBOXES: [&Column; 17] = [
    &mailboxes::EXCHANGE_GUID,
    &mailboxes::RECIPIENT_TYPE_DETAILS,
    &mailboxes::LEGACY_EXCHANGE_DN,
    &mailboxes::SIZE,
    &mailboxes::PROHIBIT_SEND_QUOTA,
    &mailboxes::PROHIBIT_SEND_RECEIVE_QUOTA,
    &mailboxes::RECOVERABLE_ITEMS_QUOTA,
    &mailboxes::FORWARDING_ADDRESS,
    &mailboxes::FORWARDING_SMTP_ADDRESS,
    &mailboxes::DELIVER_TO_MAILBOX_AND_FORWARD,
    &mailboxes::HIDDEN_FROM_ADDRESS_LISTS,
    &mailboxes::ARCHIVE_STATUS,
    &mailboxes::ARCHIVE_GUID,
    &mailboxes::LITIGATION_HOLD,
    &mailboxes::RETENTION_POLICY,
    &mailboxes::RESOURCE_CAPACITY,
    &mailboxes::SEND_ON_BEHALF,
];

/// The kinds that the headers allow, the likeliest first.
fn by_headers(table: &Table) -> Vec<&'static Kind> {
    let names_user = table.has(&contacts::USER_PRINCIPAL_NAME);
    let mut likely: Vec<&'static Kind> = Vec::new();
    let mut when = |holds: bool, kind: &'static Kind| {
        if holds {
            likely.push(kind);
        }
    };
    let filter = table.find(&["recipientfilter", "recipientcontainer", "includedrecipients"]);
    when(filter.is_some(), &dynamic_groups::KIND);
    // A directory's list of all groups has `visibility` too, and says the type of each.
    let of_all_sorts = table.has_any(&[&groups::GROUP_TYPE, &groups::SECURITY_ENABLED]);
    let unified =
        table.has_any(&OF_UNIFIED_GROUPS) || table.has_any(&[&groups::ACCESS_TYPE, &groups::IS_TEAMS]) && !of_all_sorts;
    when(unified && !names_user, &unified_groups::KIND);
    let named = table
        .header
        .iter()
        .any(|header| header.starts_with("group") || header.starts_with("dl") || header.starts_with("distro"));
    when((named || table.has_any(&OF_GROUPS)) && !names_user, &groups::KIND);
    let external = table.find(&["externalemailaddress", "targetaddress"]).is_some();
    when(external && !is_native_source(table), &contacts::KIND);
    when(table.has(&contacts::COMPANY) && !names_user, &contacts::KIND);
    when(table.has_any(&OF_MAILBOXES), &mailboxes::KIND);
    let addresses = table.find(&["emailaddresses", "primarysmtpaddress", "otheremailaddresses"]);
    let directory = [
        &users::LICENCES,
        &users::BLOCK_CREDENTIAL,
        &users::USER_TYPE,
        &users::IMMUTABLE_ID,
        &users::ACCOUNT_ENABLED,
        &users::IS_LICENSED,
    ];
    when(addresses.is_none() || table.has_any(&directory), &users::KIND);
    when(true, &mailboxes::KIND);
    when(true, &recipients::KIND);
    when(true, &users::KIND);
    likely
}
