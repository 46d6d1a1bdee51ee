//! What checks need to have been exported.

use crate::check::{Carried, Need};
use crate::kinds::{
    accepted_domains, addresses, contacts, dns_records, domains, dynamic_groups, groups, mailboxes, recipients,
    unified_groups, user_licences, users,
};
use crate::schema::{Moment, Side};

/// Columns with the kinds that carry them, as `kind.module::COLUMN`.
macro_rules! carried {
    ($($kind:ident . $module:ident :: $column:ident),* $(,)?) => {
        const { &[$($crate::check::Carried { kind: &$kind::KIND, column: &$module::$column }),*] }
    };
}
pub(super) use carried;

/// Every column that lists addresses.
const ADDRESSES: &[Carried] = carried![
    mailboxes.mailboxes::EMAIL_ADDRESSES,
    recipients.recipients::EMAIL_ADDRESSES,
    addresses.addresses::ADDRESS,
    users.users::PROXY_ADDRESSES,
    groups.groups::EMAIL_ADDRESSES,
    unified_groups.groups::EMAIL_ADDRESSES,
    dynamic_groups.groups::EMAIL_ADDRESSES,
    contacts.contacts::EMAIL_ADDRESSES,
];

/// Addresses of the source.
pub(super) const SOURCE_ADDRESSES: Need = Need::on(Side::Source, ADDRESSES);

/// Addresses of the destination.
pub(super) const DESTINATION_ADDRESSES: Need = Need::on(Side::Destination, ADDRESSES);

/// Addresses of either side.
pub(super) const ANY_ADDRESSES: Need = Need::either(ADDRESSES);

const ALIASES: &[Carried] = carried![
    mailboxes.mailboxes::ALIAS,
    recipients.recipients::ALIAS,
    groups.groups::ALIAS,
    unified_groups.groups::ALIAS,
    dynamic_groups.groups::ALIAS,
    contacts.contacts::ALIAS,
];

/// Aliases of the source.
pub(super) const SOURCE_ALIASES: Need = Need::on(Side::Source, ALIASES);

/// Aliases of the destination.
pub(super) const DESTINATION_ALIASES: Need = Need::on(Side::Destination, ALIASES);

const UPNS: &[Carried] = carried![
    mailboxes.mailboxes::USER_PRINCIPAL_NAME,
    users.users::USER_PRINCIPAL_NAME,
    recipients.recipients::USER_PRINCIPAL_NAME,
    recipients.recipients::WINDOWS_LIVE_ID,
    contacts.contacts::USER_PRINCIPAL_NAME,
];

/// UPNs of the source.
pub(super) const SOURCE_UPNS: Need = Need::on(Side::Source, UPNS);

/// UPNs of the destination.
pub(super) const DESTINATION_UPNS: Need = Need::on(Side::Destination, UPNS);

const OBJECTS: &[Carried] = carried![
    mailboxes.mailboxes::PRIMARY_SMTP_ADDRESS,
    mailboxes.mailboxes::USER_PRINCIPAL_NAME,
    mailboxes.mailboxes::EMAIL_ADDRESSES,
    recipients.recipients::PRIMARY_SMTP_ADDRESS,
    recipients.recipients::EMAIL_ADDRESSES,
    users.users::USER_PRINCIPAL_NAME,
    groups.groups::PRIMARY_SMTP_ADDRESS,
    groups.groups::EMAIL_ADDRESSES,
    unified_groups.groups::PRIMARY_SMTP_ADDRESS,
    unified_groups.groups::EMAIL_ADDRESSES,
    dynamic_groups.groups::PRIMARY_SMTP_ADDRESS,
    contacts.contacts::PRIMARY_SMTP_ADDRESS,
    contacts.contacts::EXTERNAL_EMAIL_ADDRESS,
    addresses.addresses::ADDRESS,
];

/// Objects of the source that can be named.
pub(super) const SOURCE_OBJECTS: Need = Need::on(Side::Source, OBJECTS);

/// Objects of the destination that can be found.
pub(super) const DESTINATION_OBJECTS: Need = Need::on(Side::Destination, OBJECTS);

const PRIMARIES: &[Carried] = carried![
    mailboxes.mailboxes::PRIMARY_SMTP_ADDRESS,
    mailboxes.mailboxes::EMAIL_ADDRESSES,
    recipients.recipients::PRIMARY_SMTP_ADDRESS,
    recipients.recipients::EMAIL_ADDRESSES,
    contacts.contacts::PRIMARY_SMTP_ADDRESS,
    contacts.contacts::EMAIL_ADDRESSES,
    addresses.addresses::ADDRESS,
    users.users::MAIL,
    users.users::PROXY_ADDRESSES,
];

/// Primary addresses of the source's mailboxes and contacts.
pub(super) const SOURCE_PRIMARIES: Need = Need::on(Side::Source, PRIMARIES);

const GROUP_ADDRESSES: &[Carried] = carried![
    groups.groups::EMAIL_ADDRESSES,
    groups.groups::PRIMARY_SMTP_ADDRESS,
    unified_groups.groups::EMAIL_ADDRESSES,
    unified_groups.groups::PRIMARY_SMTP_ADDRESS,
    dynamic_groups.groups::EMAIL_ADDRESSES,
    dynamic_groups.groups::PRIMARY_SMTP_ADDRESS,
    recipients.recipients::EMAIL_ADDRESSES,
    recipients.recipients::PRIMARY_SMTP_ADDRESS,
    addresses.addresses::ADDRESS,
];

/// Addresses of the source's groups.
pub(super) const SOURCE_GROUP_ADDRESSES: Need = Need::on(Side::Source, GROUP_ADDRESSES);

/// Addresses of the source's directory users.
pub(super) const SOURCE_USER_ADDRESSES: Need =
    Need::on(Side::Source, carried![users.users::PROXY_ADDRESSES, users.users::MAIL, addresses.addresses::ADDRESS]);

/// Licences of the source's directory users.
pub(super) const SOURCE_LICENCES: Need = Need::on(
    Side::Source,
    carried![
        users.users::LICENCES,
        users.users::LICENCES_DIRECT,
        users.users::LICENCES_BY_GROUP,
        users.users::IS_LICENSED,
        users.users::SKU_ASSIGNED,
        user_licences.user_licences::SKU,
        user_licences.user_licences::PRODUCT_NAME,
    ],
);

/// Exports that tell a directory user from the bearer of a mailbox.
pub(super) const SOURCE_MAILBOXES: Need = Need::on(
    Side::Source,
    carried![
        mailboxes.mailboxes::PRIMARY_SMTP_ADDRESS,
        mailboxes.mailboxes::USER_PRINCIPAL_NAME,
        recipients.recipients::PRIMARY_SMTP_ADDRESS,
    ],
);

/// Where contacts of the source point to.
pub(super) const SOURCE_TARGETS: Need = Need::on(
    Side::Source,
    carried![contacts.contacts::EXTERNAL_EMAIL_ADDRESS, recipients.recipients::EXTERNAL_EMAIL_ADDRESS],
);

/// Which domain of the source is the default one.
pub(super) const SOURCE_DEFAULT_DOMAIN: Need =
    Need::on(Side::Source, carried![domains.domains::IS_DEFAULT, accepted_domains.accepted_domains::IS_DEFAULT]);

/// How users of the source's domains sign in.
pub(super) const SOURCE_AUTHENTICATION: Need = Need::on(
    Side::Source,
    carried![domains.domains::AUTHENTICATION, accepted_domains.accepted_domains::AUTHENTICATION],
);

const TYPES: &[Carried] = carried![
    mailboxes.mailboxes::RECIPIENT_TYPE_DETAILS,
    mailboxes.mailboxes::RECIPIENT_TYPE,
    recipients.recipients::RECIPIENT_TYPE_DETAILS,
    recipients.recipients::RECIPIENT_TYPE,
    groups.groups::GROUP_TYPE,
    groups.groups::RECIPIENT_TYPE_DETAILS,
    groups.groups::RECIPIENT_TYPE,
    unified_groups.groups::PRIMARY_SMTP_ADDRESS,
    dynamic_groups.groups::PRIMARY_SMTP_ADDRESS,
    contacts.contacts::RECIPIENT_TYPE_DETAILS,
];

/// Types of the source's objects.
pub(super) const SOURCE_TYPES: Need = Need::on(Side::Source, TYPES);

/// Types of the destination's objects.
pub(super) const DESTINATION_TYPES: Need = Need::on(Side::Destination, TYPES);

const CONTACTS: &[Carried] = carried![
    contacts.contacts::EXTERNAL_EMAIL_ADDRESS,
    contacts.contacts::PRIMARY_SMTP_ADDRESS,
    contacts.contacts::EMAIL_ADDRESSES,
    recipients.recipients::EXTERNAL_EMAIL_ADDRESS,
    recipients.recipients::PRIMARY_SMTP_ADDRESS,
    recipients.recipients::EMAIL_ADDRESSES,
    users.users::USER_TYPE,
];

/// Contacts, mail users and guests of the source.
pub(super) const SOURCE_CONTACTS: Need = Need::on(Side::Source, CONTACTS);

/// Contacts, mail users and guests of the destination.
pub(super) const DESTINATION_CONTACTS: Need = Need::on(Side::Destination, CONTACTS);

/// Contacts and mail users of the destination; an export of the directory alone does not show them.
pub(super) const DESTINATION_OUTSIDERS: Need = Need::on(
    Side::Destination,
    carried![
        contacts.contacts::EXTERNAL_EMAIL_ADDRESS,
        contacts.contacts::PRIMARY_SMTP_ADDRESS,
        contacts.contacts::EMAIL_ADDRESSES,
        recipients.recipients::EXTERNAL_EMAIL_ADDRESS,
        recipients.recipients::PRIMARY_SMTP_ADDRESS,
        recipients.recipients::EMAIL_ADDRESSES,
    ],
);

const NAMES: &[Carried] = carried![
    mailboxes.mailboxes::DISPLAY_NAME,
    recipients.recipients::DISPLAY_NAME,
    groups.groups::DISPLAY_NAME,
    unified_groups.groups::DISPLAY_NAME,
    dynamic_groups.groups::DISPLAY_NAME,
];

/// Display names of the source.
pub(super) const SOURCE_NAMES: Need = Need::on(Side::Source, NAMES);

/// Display names of the destination.
pub(super) const DESTINATION_NAMES: Need = Need::on(Side::Destination, NAMES);

/// Exchange addresses of the destination's contacts.
pub(super) const DESTINATION_CONTACT_DNS: Need = Need::on(
    Side::Destination,
    carried![contacts.contacts::LEGACY_EXCHANGE_DN, recipients.recipients::LEGACY_EXCHANGE_DN],
);

const LEGACY_DNS: &[Carried] = carried![
    mailboxes.mailboxes::LEGACY_EXCHANGE_DN,
    recipients.recipients::LEGACY_EXCHANGE_DN,
    groups.groups::LEGACY_EXCHANGE_DN,
    unified_groups.groups::LEGACY_EXCHANGE_DN,
    dynamic_groups.groups::LEGACY_EXCHANGE_DN,
    contacts.contacts::LEGACY_EXCHANGE_DN,
];

/// Exchange addresses of the source.
pub(super) const SOURCE_LEGACY_DN: Need = Need::on(Side::Source, LEGACY_DNS);

/// Exchange addresses of the source, the own ones or those that it carries from before.
pub(super) const SOURCE_X500: Need = Need::on(
    Side::Source,
    carried![
        mailboxes.mailboxes::LEGACY_EXCHANGE_DN,
        mailboxes.mailboxes::EMAIL_ADDRESSES,
        mailboxes.mailboxes::ADDITIONAL_X500,
        recipients.recipients::LEGACY_EXCHANGE_DN,
        recipients.recipients::EMAIL_ADDRESSES,
        groups.groups::LEGACY_EXCHANGE_DN,
        groups.groups::EMAIL_ADDRESSES,
        unified_groups.groups::LEGACY_EXCHANGE_DN,
        unified_groups.groups::EMAIL_ADDRESSES,
        contacts.contacts::LEGACY_EXCHANGE_DN,
        contacts.contacts::EMAIL_ADDRESSES,
        addresses.addresses::ADDRESS,
    ],
);

/// Domains that a tenant takes mail for.
pub(super) const ACCEPTED_DOMAINS: Need =
    Need::either(carried![accepted_domains.accepted_domains::DOMAIN_NAME, domains.domains::DOMAIN_NAME]);

/// DNS records of the source's domains, a row each or a row per domain.
pub(super) const SOURCE_DNS: Need = Need::on(
    Side::Source,
    carried![
        dns_records.dns_records::TYPE,
        dns_records.dns_records::MAIL_EXCHANGE,
        dns_records.dns_records::SPF,
        dns_records.dns_records::DMARC,
        dns_records.dns_records::MX_HOST,
    ],
);

/// DNS records as they are once the source's domains have moved.
pub(super) const DNS_NOW: Need = Need { side: Some(Side::Source), moment: Some(Moment::Now), any: SOURCE_DNS.any };

/// How long DNS records of the source live.
pub(super) const SOURCE_DNS_TTL: Need = Need::on(Side::Source, carried![dns_records.dns_records::TTL]);

/// What is mastered on-premises.
pub(super) const SOURCE_SYNC: Need = Need::on(
    Side::Source,
    carried![
        mailboxes.mailboxes::IS_DIR_SYNCED,
        users.users::DIR_SYNC_ENABLED,
        recipients.recipients::IS_DIR_SYNCED,
        groups.groups::IS_DIR_SYNCED,
        unified_groups.groups::IS_DIR_SYNCED,
        contacts.contacts::IS_DIR_SYNCED,
    ],
);
