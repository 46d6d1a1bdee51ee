//! Kind `unified-groups`: Microsoft 365 groups and teams.
//! It has the columns of `groups` and those of the group's mailbox and site.

use crate::kinds::columns::{columns, joined};
use crate::kinds::groups;
use crate::schema::{Column, Export, Kind};

columns! {
    EXCHANGE_GUID: Guid = ["ExchangeGuid"];
    SHAREPOINT_SITE_URL: Text = ["SharePointSiteUrl"];
    AUTO_SUBSCRIBE: Flag = ["AutoSubscribeNewMembers"];
    SUBSCRIPTION_ENABLED: Flag = ["SubscriptionEnabled"];
    WELCOME_MESSAGE: Flag = ["WelcomeMessageEnabled"];
    CLASSIFICATION: Text = ["Classification"];
    CHANNELS: Count = ["Channels"];
    EXCHANGE_STORAGE_USED: Size = ["Exchange Mailbox Storage Used (Byte)"];
}

/// The columns of `groups` and then those of this kind alone.
static ALL: [&Column; groups::COLUMNS.len() + COLUMNS.len()] = joined(groups::COLUMNS, COLUMNS);

/// Microsoft 365 groups.
pub static KIND: Kind = Kind {
    name: "unified-groups",
    title: "Microsoft 365 groups",
    columns: &ALL,
    key: &[
        &groups::OBJECT_ID,
        &groups::GUID,
        &groups::PRIMARY_SMTP_ADDRESS,
        &groups::IDENTITY,
        &groups::ALIAS,
        &groups::DISPLAY_NAME,
    ],
    signatures: &[
        &[&SHAREPOINT_SITE_URL],
        &[&groups::ACCESS_TYPE, &groups::DISPLAY_NAME],
        &[&groups::IS_TEAMS],
        &[&AUTO_SUBSCRIBE],
        &[&EXCHANGE_STORAGE_USED],
        &[&groups::DISPLAY_NAME, &groups::RECIPIENT_TYPE_DETAILS],
        &[&groups::PRIMARY_SMTP_ADDRESS, &groups::RECIPIENT_TYPE_DETAILS],
    ],
    unless: &[],
    export: Export {
        command: r"Get-UnifiedGroup -ResultSize Unlimited -IncludeAllProperties | Select-Object *, @{n='EmailAddresses';e={$_.EmailAddresses -join ';'}}, @{n='ManagedBy';e={$_.ManagedBy -join ';'}}, @{n='GrantSendOnBehalfTo';e={$_.GrantSendOnBehalfTo -join ';'}}, @{n='AcceptMessagesOnlyFrom';e={$_.AcceptMessagesOnlyFrom -join ';'}}, @{n='AcceptMessagesOnlyFromDLMembers';e={$_.AcceptMessagesOnlyFromDLMembers -join ';'}}, @{n='RejectMessagesFrom';e={$_.RejectMessagesFrom -join ';'}}, @{n='RejectMessagesFromDLMembers';e={$_.RejectMessagesFromDLMembers -join ';'}}, @{n='ModeratedBy';e={$_.ModeratedBy -join ';'}}, @{n='BypassModerationFromSendersOrMembers';e={$_.BypassModerationFromSendersOrMembers -join ';'}} -ExcludeProperty EmailAddresses, ManagedBy, GrantSendOnBehalfTo, AcceptMessagesOnlyFrom, AcceptMessagesOnlyFromDLMembers, RejectMessagesFrom, RejectMessagesFromDLMembers, ModeratedBy, BypassModerationFromSendersOrMembers | Export-Csv unified-groups.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'unified-groups' 'unified-groups.csv' @(
    'DisplayName', 'Name', 'PrimarySmtpAddress', 'Alias', 'EmailAddresses', 'LegacyExchangeDN',
    'Guid', 'ExternalDirectoryObjectId', 'ExchangeGuid', 'Identity', 'DistinguishedName',
    'RecipientTypeDetails', 'AccessType', 'ManagedBy', 'GrantSendOnBehalfTo',
    'HiddenFromAddressListsEnabled', 'HiddenGroupMembershipEnabled',
    'RequireSenderAuthenticationEnabled', 'AcceptMessagesOnlyFrom',
    'AcceptMessagesOnlyFromDLMembers', 'RejectMessagesFrom', 'RejectMessagesFromDLMembers',
    'ModerationEnabled', 'ModeratedBy', 'BypassModerationFromSendersOrMembers',
    'ResourceProvisioningOptions', 'SharePointSiteUrl', 'AutoSubscribeNewMembers',
    'SubscriptionEnabled', 'WelcomeMessageEnabled', 'IsDirSynced', 'OrganizationId',
    'WhenCreated', 'WhenChanged'
) {
    Get-UnifiedGroup -ResultSize Unlimited -IncludeAllProperties
}
",
        file: "unified-groups.csv",
    },
};
