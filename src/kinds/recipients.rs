//! Kind `recipients`: every kind of recipient in one list, as Get-Recipient writes it.
//! Forwarding and other properties of one kind of object are blank there for everyone, and are not read.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    PRIMARY_SMTP_ADDRESS: Address = ["PrimarySmtpAddress", "WindowsEmailAddress"];
    WINDOWS_LIVE_ID: Address = ["WindowsLiveID", "MicrosoftOnlineServicesID"];
    NAME: Text = [] or ["Name"];
    DISPLAY_NAME: Text = ["DisplayName"] or ["Name"];
    RECIPIENT_TYPE: Text = ["RecipientType"];
    RECIPIENT_TYPE_DETAILS: Text = ["RecipientTypeDetails"];
    EMAIL_ADDRESSES: Addresses = ["EmailAddresses", "ProxyAddresses"];
    EXTERNAL_EMAIL_ADDRESS: Address = ["ExternalEmailAddress"];
    EXTERNAL_DIRECTORY_OBJECT_ID: Guid = ["ExternalDirectoryObjectId", "ObjectId"] or ["Id"];
    USER_PRINCIPAL_NAME: Address = ["UserPrincipalName", "UPN"];
    ALIAS: Text = ["Alias", "MailNickname"];
    LEGACY_EXCHANGE_DN: LegacyDn = ["LegacyExchangeDN"];
    OBJECT_GUID: Guid = ["Guid", "ExchangeObjectId"];
    EXCHANGE_GUID: Guid = ["ExchangeGuid"];
    ARCHIVE_GUID: Guid = ["ArchiveGuid"];
    IDENTITY: Identity = ["Identity"] or ["Id"], unread;
    DISTINGUISHED_NAME: Text = ["DistinguishedName"], unread;
    IS_DIR_SYNCED: Flag = ["IsDirSynced"];
    MANAGED_BY: Identities = ["ManagedBy"];
    HIDDEN_FROM_ADDRESS_LISTS: Flag = ["HiddenFromAddressListsEnabled"];
    CAPABILITIES: Words = ["Capabilities"];
    ORGANIZATION_ID: Text = ["OrganizationId"];
    WHEN_SOFT_DELETED: Date = ["WhenSoftDeleted"];
    WHEN_CHANGED: Date = ["WhenChanged", "WhenChangedUTC"];
    CUSTOM_ATTRIBUTE: Text = [
        "CustomAttribute1", "CustomAttribute2", "CustomAttribute3", "CustomAttribute4",
        "CustomAttribute5", "CustomAttribute6", "CustomAttribute7", "CustomAttribute8",
        "CustomAttribute9", "CustomAttribute10", "CustomAttribute11", "CustomAttribute12",
        "CustomAttribute13", "CustomAttribute14", "CustomAttribute15",
    ], unread;
}

/// All recipients.
pub static KIND: Kind = Kind {
    name: "recipients",
    title: "All recipients",
    columns: COLUMNS,
    key: &[
        &EXTERNAL_DIRECTORY_OBJECT_ID,
        &OBJECT_GUID,
        &USER_PRINCIPAL_NAME,
        &PRIMARY_SMTP_ADDRESS,
        &IDENTITY,
        &ALIAS,
        &DISPLAY_NAME,
    ],
    signatures: &[
        &[&RECIPIENT_TYPE_DETAILS, &PRIMARY_SMTP_ADDRESS],
        &[&RECIPIENT_TYPE, &PRIMARY_SMTP_ADDRESS],
        &[&RECIPIENT_TYPE_DETAILS, &EMAIL_ADDRESSES],
        &[&RECIPIENT_TYPE_DETAILS, &NAME],
        &[&RECIPIENT_TYPE_DETAILS, &DISPLAY_NAME],
        &[&WINDOWS_LIVE_ID, &PRIMARY_SMTP_ADDRESS],
    ],
    unless: &[],
    export: Export {
        command: r"Get-Recipient -ResultSize Unlimited | Select-Object DisplayName, Alias, PrimarySmtpAddress, @{n='EmailAddresses';e={$_.EmailAddresses -join ';'}}, RecipientTypeDetails, ExternalEmailAddress, WindowsLiveID, Guid, ExternalDirectoryObjectId, ExchangeGuid | Export-Csv recipients.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'recipients' 'recipients.csv' @(
    'ExternalDirectoryObjectId', 'Guid', 'Name', 'DisplayName', 'Alias', 'PrimarySmtpAddress',
    'WindowsLiveID', 'EmailAddresses', 'ExternalEmailAddress', 'RecipientType',
    'RecipientTypeDetails', 'ExchangeGuid', 'ArchiveGuid', 'Identity', 'DistinguishedName',
    'IsDirSynced', 'ManagedBy', 'HiddenFromAddressListsEnabled', 'OrganizationId',
    'WhenSoftDeleted', 'WhenChanged'
) {
    Get-Recipient -ResultSize Unlimited
    Get-Recipient -ResultSize Unlimited -IncludeSoftDeletedRecipients | Where-Object { $_.WhenSoftDeleted }
}
",
        file: "recipients.csv",
    },
};
