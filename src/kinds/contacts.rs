//! Kind `contacts`: mail contacts, mail users and guests.
//! Mail users prepared for a native move carry the `ExchangeGuid` of the source mailbox.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    DISPLAY_NAME: Text = ["DisplayName"] or ["Name"];
    ALIAS: Text = ["Alias", "MailNickname"];
    EXTERNAL_EMAIL_ADDRESS: Address = ["ExternalEmailAddress", "TargetAddress"] or [
        "ExternalEmailAddressPostMove",
    ];
    PRIMARY_SMTP_ADDRESS: Address = [
        "PrimarySmtpAddress", "WindowsEmailAddress", "EmailAddress", "Email",
    ];
    EMAIL_ADDRESSES: Addresses = ["EmailAddresses", "ProxyAddresses"];
    RECIPIENT_TYPE_DETAILS: Text = ["RecipientTypeDetails"];
    HIDDEN_FROM_ADDRESS_LISTS: Flag = ["HiddenFromAddressListsEnabled"];
    LEGACY_EXCHANGE_DN: LegacyDn = ["LegacyExchangeDN"];
    IS_DIR_SYNCED: Flag = ["IsDirSynced"];
    FIRST_NAME: Text = ["FirstName"];
    LAST_NAME: Text = ["LastName"];
    COMPANY: Text = ["Company"];
    USER_PRINCIPAL_NAME: Address = ["UserPrincipalName", "UPN"];
    WINDOWS_LIVE_ID: Address = ["WindowsLiveID", "MicrosoftOnlineServicesID"];
    RECIPIENT_TYPE: Text = ["RecipientType"];
    OBJECT_GUID: Guid = ["Guid", "ExchangeObjectId"];
    EXTERNAL_DIRECTORY_OBJECT_ID: Guid = ["ExternalDirectoryObjectId", "ObjectId"] or ["Id"];
    EXCHANGE_GUID: Guid = ["ExchangeGuid", "MailboxGuid"];
    ARCHIVE_GUID: Guid = ["ArchiveGuid"];
    DISTINGUISHED_NAME: Text = ["DistinguishedName"], unread;
    IDENTITY: Identity = ["Identity"] or ["Id"], unread;
    NAME: Text = [] or ["Name"];
    SEND_ON_BEHALF: Identities = ["GrantSendOnBehalfTo"];
    LEGACY_X500: Addresses = ["X500", "AdditionalX500"];
    IS_SOFT_DELETED: Flag = ["IsSoftDeletedByRemove"];
    WHEN_SOFT_DELETED: Date = ["WhenSoftDeleted"];
    WHEN_CHANGED: Date = ["WhenChanged", "WhenChangedUTC"];
    ORGANIZATION_ID: Text = ["OrganizationId"];
    CUSTOM_ATTRIBUTE: Text = [
        "CustomAttribute1", "CustomAttribute2", "CustomAttribute3", "CustomAttribute4",
        "CustomAttribute5", "CustomAttribute6", "CustomAttribute7", "CustomAttribute8",
        "CustomAttribute9", "CustomAttribute10", "CustomAttribute11", "CustomAttribute12",
        "CustomAttribute13", "CustomAttribute14", "CustomAttribute15",
    ], unread;
}

/// Mail contacts, mail users and guests.
pub static KIND: Kind = Kind {
    name: "contacts",
    title: "Mail contacts, mail users and guests",
    columns: COLUMNS,
    key: &[
        &EXTERNAL_DIRECTORY_OBJECT_ID,
        &OBJECT_GUID,
        &PRIMARY_SMTP_ADDRESS,
        &EXTERNAL_EMAIL_ADDRESS,
        &IDENTITY,
        &ALIAS,
        &DISPLAY_NAME,
    ],
    signatures: &[
        &[&EXTERNAL_EMAIL_ADDRESS],
        &[&PRIMARY_SMTP_ADDRESS, &RECIPIENT_TYPE_DETAILS],
        &[&DISPLAY_NAME, &RECIPIENT_TYPE_DETAILS],
        &[&PRIMARY_SMTP_ADDRESS, &DISPLAY_NAME, &COMPANY],
    ],
    unless: &[],
    export: Export {
        command: r"Get-MailContact -ResultSize Unlimited | Select-Object DisplayName, Alias, PrimarySmtpAddress, ExternalEmailAddress, @{n='EmailAddresses';e={$_.EmailAddresses -join ';'}}, RecipientTypeDetails, LegacyExchangeDN, Guid, ExternalDirectoryObjectId, HiddenFromAddressListsEnabled | Export-Csv contacts.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'contacts' 'contacts.csv' @(
    'DisplayName', 'Name', 'Alias', 'PrimarySmtpAddress', 'ExternalEmailAddress',
    'EmailAddresses', 'RecipientTypeDetails', 'UserPrincipalName', 'WindowsLiveID',
    'HiddenFromAddressListsEnabled', 'LegacyExchangeDN', 'Guid', 'ExternalDirectoryObjectId',
    'ExchangeGuid', 'ArchiveGuid', 'Identity', 'DistinguishedName', 'IsDirSynced',
    'GrantSendOnBehalfTo', 'OrganizationId', 'IsSoftDeletedByRemove', 'WhenSoftDeleted',
    'WhenChanged'
) {
    Get-MailContact -ResultSize Unlimited
    Get-MailUser -ResultSize Unlimited
    Get-MailUser -ResultSize Unlimited -SoftDeletedMailUser
}
",
        file: "contacts.csv",
    },
};
