//! The columns in which the evidence of checks stands, the one that says most first.

use crate::kinds::{addresses, contacts, groups, mailboxes, recipients, users};
use crate::schema::Column;

pub(super) use crate::check::PRIMARY_COLUMNS;

/// Columns with proxy addresses.
pub(super) const ADDRESS_COLUMNS: &[&Column] = &[
    &mailboxes::EMAIL_ADDRESSES,
    &groups::EMAIL_ADDRESSES,
    &contacts::EMAIL_ADDRESSES,
    &recipients::EMAIL_ADDRESSES,
    &users::PROXY_ADDRESSES,
    &addresses::ADDRESS,
];

/// Columns with the UPN.
pub(super) const UPN_COLUMNS: &[&Column] = &[
    &mailboxes::USER_PRINCIPAL_NAME,
    &contacts::USER_PRINCIPAL_NAME,
    &recipients::USER_PRINCIPAL_NAME,
    &recipients::WINDOWS_LIVE_ID,
    &users::USER_PRINCIPAL_NAME,
];

/// Columns with the Alias.
pub(super) const ALIAS_COLUMNS: &[&Column] = &[&mailboxes::ALIAS, &groups::ALIAS, &contacts::ALIAS, &recipients::ALIAS];

/// Columns with the display name.
pub(super) const DISPLAY_NAME_COLUMNS: &[&Column] = &[
    &mailboxes::DISPLAY_NAME,
    &groups::DISPLAY_NAME,
    &contacts::DISPLAY_NAME,
    &recipients::DISPLAY_NAME,
    &users::DISPLAY_NAME,
];

/// Columns with the type.
pub(super) const TYPE_COLUMNS: &[&Column] = &[
    &mailboxes::RECIPIENT_TYPE_DETAILS,
    &mailboxes::RECIPIENT_TYPE,
    &groups::RECIPIENT_TYPE_DETAILS,
    &groups::GROUP_TYPE,
    &contacts::RECIPIENT_TYPE_DETAILS,
    &recipients::RECIPIENT_TYPE_DETAILS,
    &recipients::RECIPIENT_TYPE,
];

/// Columns with the address that a contact points to.
pub(super) const EXTERNAL_COLUMNS: &[&Column] = &[
    &contacts::EXTERNAL_EMAIL_ADDRESS,
    &recipients::EXTERNAL_EMAIL_ADDRESS,
    &contacts::PRIMARY_SMTP_ADDRESS,
    &recipients::PRIMARY_SMTP_ADDRESS,
    &users::MAIL,
    &users::USER_PRINCIPAL_NAME,
];

/// Columns with the `LegacyExchangeDN`.
pub(super) const LEGACY_DN_COLUMNS: &[&Column] = &[
    &mailboxes::LEGACY_EXCHANGE_DN,
    &groups::LEGACY_EXCHANGE_DN,
    &contacts::LEGACY_EXCHANGE_DN,
    &recipients::LEGACY_EXCHANGE_DN,
];

/// Columns that say what is mastered on-premises.
pub(super) const SYNC_COLUMNS: &[&Column] = &[
    &mailboxes::IS_DIR_SYNCED,
    &groups::IS_DIR_SYNCED,
    &contacts::IS_DIR_SYNCED,
    &recipients::IS_DIR_SYNCED,
    &users::DIR_SYNC_ENABLED,
];
