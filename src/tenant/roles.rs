//! Which column of which kind of export says what about an object.

use crate::kinds::{contacts, dynamic_groups, groups, mailboxes, recipients, unified_groups, users};
use crate::schema::{Column, Kind};
use crate::values::recipient::Class;

/// The columns of one kind that describe an object; `&[]` where the kind has none.
pub(super) struct Roles {
    pub kind: &'static Kind,
    /// Class of a row whose type is unknown.
    pub class: Class,
    /// Columns with a recipient type or a group type, best first.
    pub types: &'static [&'static Column],
    pub display_name: &'static [&'static Column],
    pub name: &'static [&'static Column],
    pub alias: &'static [&'static Column],
    pub upn: &'static [&'static Column],
    pub primary: &'static [&'static Column],
    /// A mail attribute that is mostly, but not always, the primary address.
    pub mail: &'static [&'static Column],
    pub external: &'static [&'static Column],
    pub addresses: &'static [&'static Column],
    pub object_id: &'static [&'static Column],
    pub guid: &'static [&'static Column],
    pub exchange_guid: &'static [&'static Column],
    pub archive_guid: &'static [&'static Column],
    pub legacy_dn: &'static [&'static Column],
    pub dir_synced: &'static [&'static Column],
    /// True means blocked.
    pub blocked: &'static [&'static Column],
    /// True means enabled.
    pub enabled: &'static [&'static Column],
    /// A date means soft-deleted.
    pub deleted: &'static [&'static Column],
    /// True means soft-deleted.
    pub is_deleted: &'static [&'static Column],
    /// True means inactive.
    pub inactive: &'static [&'static Column],
    pub security_enabled: &'static [&'static Column],
    pub mail_enabled: &'static [&'static Column],
}

const NOTHING: Roles = Roles {
    kind: &mailboxes::KIND,
    class: Class::User,
    types: &[],
    display_name: &[],
    name: &[],
    alias: &[],
    upn: &[],
    primary: &[],
    mail: &[],
    external: &[],
    addresses: &[],
    object_id: &[],
    guid: &[],
    exchange_guid: &[],
    archive_guid: &[],
    legacy_dn: &[],
    dir_synced: &[],
    blocked: &[],
    enabled: &[],
    deleted: &[],
    is_deleted: &[],
    inactive: &[],
    security_enabled: &[],
    mail_enabled: &[],
};

/// The kinds that describe objects, the most authoritative first: where two exports of an object
/// disagree, the earlier kind is believed.
pub(super) static OBJECT_KINDS: [Roles; 7] = [
    Roles {
        kind: &mailboxes::KIND,
        class: Class::User,
        types: &[&mailboxes::RECIPIENT_TYPE_DETAILS, &mailboxes::RECIPIENT_TYPE],
        display_name: &[&mailboxes::DISPLAY_NAME],
        name: &[&mailboxes::NAME],
        alias: &[&mailboxes::ALIAS],
        upn: &[&mailboxes::USER_PRINCIPAL_NAME],
        primary: &[&mailboxes::PRIMARY_SMTP_ADDRESS],
        addresses: &[&mailboxes::EMAIL_ADDRESSES, &mailboxes::ADDITIONAL_X500],
        object_id: &[&mailboxes::EXTERNAL_DIRECTORY_OBJECT_ID],
        guid: &[&mailboxes::OBJECT_GUID],
        exchange_guid: &[&mailboxes::EXCHANGE_GUID],
        archive_guid: &[&mailboxes::ARCHIVE_GUID],
        legacy_dn: &[&mailboxes::LEGACY_EXCHANGE_DN],
        dir_synced: &[&mailboxes::IS_DIR_SYNCED],
        blocked: &[&mailboxes::ACCOUNT_DISABLED],
        enabled: &[&mailboxes::ACCOUNT_ENABLED],
        deleted: &[&mailboxes::WHEN_SOFT_DELETED],
        is_deleted: &[&mailboxes::IS_SOFT_DELETED],
        inactive: &[&mailboxes::IS_INACTIVE_MAILBOX],
        ..NOTHING
    },
    Roles {
        kind: &unified_groups::KIND,
        class: Class::Microsoft365,
        display_name: &[&groups::DISPLAY_NAME],
        name: &[&groups::NAME],
        alias: &[&groups::ALIAS],
        primary: &[&groups::PRIMARY_SMTP_ADDRESS],
        addresses: &[&groups::EMAIL_ADDRESSES],
        object_id: &[&groups::OBJECT_ID],
        guid: &[&groups::GUID],
        legacy_dn: &[&groups::LEGACY_EXCHANGE_DN],
        dir_synced: &[&groups::IS_DIR_SYNCED],
        ..NOTHING
    },
    Roles {
        kind: &groups::KIND,
        class: Class::Distribution,
        types: &[&groups::RECIPIENT_TYPE_DETAILS, &groups::GROUP_TYPE, &groups::RECIPIENT_TYPE],
        name: &[&groups::NAME],
        display_name: &[&groups::DISPLAY_NAME],
        alias: &[&groups::ALIAS],
        primary: &[&groups::PRIMARY_SMTP_ADDRESS],
        addresses: &[&groups::EMAIL_ADDRESSES],
        object_id: &[&groups::OBJECT_ID],
        guid: &[&groups::GUID],
        legacy_dn: &[&groups::LEGACY_EXCHANGE_DN],
        dir_synced: &[&groups::IS_DIR_SYNCED],
        security_enabled: &[&groups::SECURITY_ENABLED],
        mail_enabled: &[&groups::MAIL_ENABLED],
        ..NOTHING
    },
    Roles {
        kind: &dynamic_groups::KIND,
        class: Class::Dynamic,
        display_name: &[&groups::DISPLAY_NAME],
        name: &[&groups::NAME],
        alias: &[&groups::ALIAS],
        primary: &[&groups::PRIMARY_SMTP_ADDRESS],
        addresses: &[&groups::EMAIL_ADDRESSES],
        object_id: &[&groups::OBJECT_ID],
        guid: &[&groups::GUID],
        legacy_dn: &[&groups::LEGACY_EXCHANGE_DN],
        dir_synced: &[&groups::IS_DIR_SYNCED],
        ..NOTHING
    },
    Roles {
        kind: &contacts::KIND,
        class: Class::Contact,
        types: &[&contacts::RECIPIENT_TYPE_DETAILS, &contacts::RECIPIENT_TYPE],
        display_name: &[&contacts::DISPLAY_NAME],
        name: &[&contacts::NAME],
        alias: &[&contacts::ALIAS],
        upn: &[&contacts::USER_PRINCIPAL_NAME, &contacts::WINDOWS_LIVE_ID],
        primary: &[&contacts::PRIMARY_SMTP_ADDRESS],
        external: &[&contacts::EXTERNAL_EMAIL_ADDRESS],
        addresses: &[&contacts::EMAIL_ADDRESSES, &contacts::LEGACY_X500],
        object_id: &[&contacts::EXTERNAL_DIRECTORY_OBJECT_ID],
        guid: &[&contacts::OBJECT_GUID],
        exchange_guid: &[&contacts::EXCHANGE_GUID],
        archive_guid: &[&contacts::ARCHIVE_GUID],
        legacy_dn: &[&contacts::LEGACY_EXCHANGE_DN],
        deleted: &[&contacts::WHEN_SOFT_DELETED],
        is_deleted: &[&contacts::IS_SOFT_DELETED],
        dir_synced: &[&contacts::IS_DIR_SYNCED],
        ..NOTHING
    },
    Roles {
        kind: &recipients::KIND,
        class: Class::User,
        types: &[&recipients::RECIPIENT_TYPE_DETAILS, &recipients::RECIPIENT_TYPE],
        display_name: &[&recipients::DISPLAY_NAME],
        name: &[&recipients::NAME],
        alias: &[&recipients::ALIAS],
        upn: &[&recipients::USER_PRINCIPAL_NAME, &recipients::WINDOWS_LIVE_ID],
        primary: &[&recipients::PRIMARY_SMTP_ADDRESS],
        external: &[&recipients::EXTERNAL_EMAIL_ADDRESS],
        addresses: &[&recipients::EMAIL_ADDRESSES],
        object_id: &[&recipients::EXTERNAL_DIRECTORY_OBJECT_ID],
        guid: &[&recipients::OBJECT_GUID],
        exchange_guid: &[&recipients::EXCHANGE_GUID],
        archive_guid: &[&recipients::ARCHIVE_GUID],
        legacy_dn: &[&recipients::LEGACY_EXCHANGE_DN],
        deleted: &[&recipients::WHEN_SOFT_DELETED],
        dir_synced: &[&recipients::IS_DIR_SYNCED],
        ..NOTHING
    },
    Roles {
        kind: &users::KIND,
        class: Class::DirectoryUser,
        types: &[&users::USER_TYPE],
        display_name: &[&users::DISPLAY_NAME],
        upn: &[&users::USER_PRINCIPAL_NAME],
        mail: &[&users::MAIL],
        addresses: &[&users::PROXY_ADDRESSES],
        object_id: &[&users::OBJECT_ID],
        dir_synced: &[&users::DIR_SYNC_ENABLED],
        blocked: &[&users::BLOCK_CREDENTIAL],
        enabled: &[&users::ACCOUNT_ENABLED],
        deleted: &[&users::SOFT_DELETION_TIMESTAMP],
        ..NOTHING
    },
];
