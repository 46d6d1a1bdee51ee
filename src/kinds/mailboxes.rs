//! Kind `mailboxes`: Get-Mailbox, Get-EXOMailbox and the inventories built on them.
//! Forwarding, Send on Behalf and quotas are read here; sizes and items through `mailbox-statistics`.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    USER_PRINCIPAL_NAME: Address = [
        "UserPrincipalName", "UPN", "WindowsLiveID", "MicrosoftOnlineServicesID", "User ID",
        "User logon name", "Sign-in name", "Benutzerprinzipalname",
    ];
    PRIMARY_SMTP_ADDRESS: Address = [
        "PrimarySmtpAddress", "PrimarySmtp", "PrimaryEmailAddress", "PrimaryEmail",
        "PrimaryAddress", "Email Address", "Email", "SourceEmail", "SharedMailboxAddress",
        "Mailbox address", "WindowsEmailAddress", "mail",
    ];
    DISPLAY_NAME: Text = [
        "DisplayName", "Mailbox Name", "Mailbox Display Name", "Shared Mailbox Name",
        "Room Mailbox Name", "DiplayName", "dname", "Anzeigename",
    ] or ["Name"];
    /// The Exchange alias; a list of addresses under this header goes to `email_addresses`.
    ALIAS: Text = ["Alias", "MailNickname"];
    NAME: Text = ["cn"] or ["Name", "Id"];
    IDENTITY: Identity = ["Identity", "Identifier"] or ["Id"], unread;
    FIRST_NAME: Text = ["FirstName", "givenName", "fname"];
    LAST_NAME: Text = ["LastName", "surname", "sn", "lname"];
    RECIPIENT_TYPE: Text = [] or ["RecipientType"];
    RECIPIENT_TYPE_DETAILS: Text = [
        "RecipientTypeDetails", "RecipientTypeDetail", "Mailbox Type", "MailboxTypes",
        "TypeDetails", "SourceMailboxType", "Type",
    ] or ["Recipient type"];
    EMAIL_ADDRESSES: Addresses = [
        "EmailAddresses", "ProxyAddresses", "Addresses", "AllEmailAddresses", "Email Aliases",
        "Aliases", "Other Email Addresses", "AdditionalEmailAddresses", "SourceAddresses",
        "emails",
    ] or ["Alias"];
    ADDITIONAL_X500: Addresses = ["AdditionalX500", "X500", "X500Addresses"];
    LEGACY_EXCHANGE_DN: LegacyDn = ["LegacyExchangeDN", "ServerLegacyDN"];
    EXCHANGE_GUID: Guid = ["ExchangeGuid", "MailboxGuid"];
    ARCHIVE_GUID: Guid = ["ArchiveGuid"];
    OBJECT_GUID: Guid = ["Guid", "ExchangeObjectId"];
    EXTERNAL_DIRECTORY_OBJECT_ID: Guid = ["ExternalDirectoryObjectId", "ObjectID"] or ["id"];
    DISTINGUISHED_NAME: Text = ["DistinguishedName"], unread;
    SAM_ACCOUNT_NAME: Text = ["SamAccountName"], unread;
    ORGANIZATIONAL_UNIT: Text = ["OrganizationalUnit"];
    HIDDEN_FROM_ADDRESS_LISTS: Flag = [
        "HiddenFromAddressListsEnabled", "Hidden From Address Lists", "HiddenFromAddressList",
        "Hide From Address List", "MailboxHidden", "SourceHideFromGAL", "HiddenFromGAL", "Hidden",
    ];
    /// `None`, `Active`, `Enabled`, `True`, ...: an archive exists unless it says none.
    ARCHIVE_STATUS: Text = ["ArchiveStatus", "Archive", "ArchiveEnabled"];
    ARCHIVE_STATE: Text = ["ArchiveState"];
    ARCHIVE_NAME: Text = ["ArchiveName", "ArchiveDisplayName"];
    AUTO_EXPANDING_ARCHIVE: Flag = ["AutoExpandingArchiveEnabled", "AutoExpandingArchive"];
    ARCHIVE_QUOTA: Size = ["ArchiveQuota"];
    ARCHIVE_WARNING_QUOTA: Size = ["ArchiveWarningQuota"];
    ISSUE_WARNING_QUOTA: Size = [
        "IssueWarningQuota", "Issue Warning Quota (GB)", "Issue Warning Quota (Byte)",
        "Issue warning quota (MB)",
    ];
    PROHIBIT_SEND_QUOTA: Size = [
        "ProhibitSendQuota", "Prohibit Send Quota (Byte)", "Prohibit send quota (MB)",
    ];
    PROHIBIT_SEND_RECEIVE_QUOTA: Size = [
        "ProhibitSendReceiveQuota", "Prohibit Send/Receive Quota (Byte)",
        "Prohibit Send/Receive Quota (GB)", "Prohibit send receive quota (MB)", "MbxQuotaGB",
    ];
    RECOVERABLE_ITEMS_QUOTA: Size = ["RecoverableItemsQuota", "Recoverable Item Quota (MB)"];
    USE_DATABASE_QUOTA_DEFAULTS: Flag = ["UseDatabaseQuotaDefaults"];
    LITIGATION_HOLD: Flag = ["LitigationHoldEnabled", "Litigation Hold"];
    LITIGATION_HOLD_DURATION: Text = ["LitigationHoldDuration"];
    IN_PLACE_HOLDS: Words = ["InPlaceHolds"];
    RETENTION_POLICY: Text = ["RetentionPolicy"];
    RETENTION_HOLD: Flag = ["RetentionHoldEnabled", "Retention Hold"];
    FORWARDING_ADDRESS: Identity = ["ForwardingAddress", "InternalForwardingAddress", "Forward To"];
    FORWARDING_SMTP_ADDRESS: Address = ["ForwardingSmtpAddress"];
    DELIVER_TO_MAILBOX_AND_FORWARD: Flag = ["DeliverToMailboxAndForward"];
    SEND_ON_BEHALF: Identities = ["GrantSendOnBehalfTo", "GrantSendOnBehalfToWithDisplayNames"];
    ACCEPT_MESSAGES_ONLY_FROM: Identities = ["AcceptMessagesOnlyFrom"];
    IS_DIR_SYNCED: Flag = ["IsDirSynced", "DirSyncEnabled", "onPremisesSyncEnabled"];
    ACCOUNT_DISABLED: Flag = ["AccountDisabled"];
    ACCOUNT_ENABLED: Flag = ["AccountEnabled", "AccountEnabledAtSource"];
    SKU_ASSIGNED: Flag = ["SKUAssigned", "Is Licensed"];
    USAGE_LOCATION: Text = ["UsageLocation"];
    RESOURCE_CAPACITY: Count = ["ResourceCapacity", "Capacity"];
    IS_RESOURCE: Flag = ["IsResource"];
    RESOURCE_TYPE: Text = ["ResourceType"];
    LANGUAGES: Words = ["Languages", "Language"];
    WHEN_CREATED: Date = ["WhenCreated", "WhenCreatedUTC", "WhenMailboxCreated", "MailboxCreated"];
    WHEN_SOFT_DELETED: Date = ["WhenSoftDeleted"];
    IS_INACTIVE_MAILBOX: Flag = ["IsInactiveMailbox"];
    MAILBOX_LOCATIONS: Words = ["MailboxLocations"], unread;
    CUSTOM_ATTRIBUTE: Text = [
        "CustomAttribute1", "CustomAttribute2", "CustomAttribute3", "CustomAttribute4",
        "CustomAttribute5", "CustomAttribute6", "CustomAttribute7", "CustomAttribute8",
        "CustomAttribute9", "CustomAttribute10", "CustomAttribute11", "CustomAttribute12",
        "CustomAttribute13", "CustomAttribute14", "CustomAttribute15", "CustomAttribute",
    ], unread;
    LICENCE: Words = [
        "License", "AccountSKU", "LicensesAssigned", "AssignedLicensesAtSource", "License SKUs",
    ];
    /// Named for the JSON; sizes are read through `mailbox-statistics`, which serves the same file.
    SIZE: Size = [
        "MailboxSize", "MailboxSizeMB", "MailboxSizeGB", "MB Size", "TotalItemSizeMB",
        "TotalItemSize", "SizeGB", "TotalItemSizeGB", "TotalItemSizeInBytes",
        "TotalItemSizeBytes", "Mailbox Size (MB)", "Mailbox Size (GB)", "Total Size",
    ];
    /// As `size`.
    ITEM_COUNT: Count = ["ItemCount", "MailboxItemCount", "MailboxItems"];
    /// Groups whose members may send; kept apart so that findings can name the property.
    ACCEPT_MESSAGES_ONLY_FROM_DL_MEMBERS: Identities = [
        "AcceptMessagesOnlyFromDLMembers", "AcceptMessagesOnlyFromDLMembersWithDisplayNames",
    ];
    /// The union of the two columns before.
    ACCEPT_MESSAGES_ONLY_FROM_SENDERS_OR_MEMBERS: Identities = [
        "AcceptMessagesOnlyFromSendersOrMembers",
        "AcceptMessagesOnlyFromSendersOrMembersWithDisplayNames",
    ];
    REJECT_MESSAGES_FROM: Identities = ["RejectMessagesFrom", "RejectMessagesFromWithDisplayNames"];
    REJECT_MESSAGES_FROM_DL_MEMBERS: Identities = [
        "RejectMessagesFromDLMembers", "RejectMessagesFromDLMembersWithDisplayNames",
    ];
    REJECT_MESSAGES_FROM_SENDERS_OR_MEMBERS: Identities = [
        "RejectMessagesFromSendersOrMembers",
        "RejectMessagesFromSendersOrMembersWithDisplayNames",
    ];
    MODERATED_BY: Identities = ["ModeratedBy", "ModeratedByWithDisplayNames"];
    MODERATION_ENABLED: Flag = ["ModerationEnabled"];
    BYPASS_MODERATION: Identities = [
        "BypassModerationFromSendersOrMembers",
        "BypassModerationFromSendersOrMembersWithDisplayNames",
    ];
    REQUIRE_SENDER_AUTHENTICATION: Flag = ["RequireSenderAuthenticationEnabled"];
    DELAY_HOLD: Flag = ["DelayHoldApplied"];
    DELAY_RELEASE_HOLD: Flag = ["DelayReleaseHoldApplied"];
    COMPLIANCE_TAG_HOLD: Flag = ["ComplianceTagHoldApplied"];
    MAX_SEND_SIZE: Size = ["MaxSendSize"];
    MAX_RECEIVE_SIZE: Size = ["MaxReceiveSize"];
    RECOVERABLE_ITEMS_WARNING_QUOTA: Size = ["RecoverableItemsWarningQuota"];
    IS_MAILBOX_ENABLED: Flag = ["IsMailboxEnabled"];
    IS_SOFT_DELETED: Flag = ["IsSoftDeletedByRemove", "IsSoftDeletedByDisable", "Is soft-deleted"];
    WHEN_CHANGED: Date = ["WhenChanged", "WhenChangedUTC", "MailboxChanged", "Last modified time"];
    ROOM_MAILBOX_ACCOUNT_ENABLED: Flag = ["RoomMailboxAccountEnabled"];
    MAILBOX_PLAN: Text = ["MailboxPlan"];
    PERSISTED_CAPABILITIES: Words = ["PersistedCapabilities"];
    ORGANIZATION_ID: Text = ["OrganizationId", "ORGID"];
    ACCOUNT_SKU_ID: Words = ["AccountSkuId"];
    IMMUTABLE_ID: Text = ["ImmutableId", "OnPremisesImmutableId"], unread;
    EXTENSION_CUSTOM_ATTRIBUTE: Words = [
        "ExtensionCustomAttribute1", "ExtensionCustomAttribute2", "ExtensionCustomAttribute3",
        "ExtensionCustomAttribute4", "ExtensionCustomAttribute5",
    ], unread;
    OFFICE: Text = ["Office"];
    TITLE: Text = ["Title", "JobTitle"];
    DEPARTMENT: Text = ["Department"];
    /// Where a source object of a native move points to.
    TARGET_ADDRESS: Address = ["TargetAddress", "ExternalEmailAddress"];
    /// With `elc_value` a sign of the native mover's source list.
    SAFE_SENDER: Text = ["SafeSender", "SafeSenders"];
    ELC_VALUE: Text = ["ELCValue", "ELCMailboxFlags"];
}

/// Mailboxes.
pub static KIND: Kind = Kind {
    name: "mailboxes",
    title: "Mailboxes",
    columns: COLUMNS,
    key: &[
        &EXTERNAL_DIRECTORY_OBJECT_ID,
        &EXCHANGE_GUID,
        &USER_PRINCIPAL_NAME,
        &PRIMARY_SMTP_ADDRESS,
        &IDENTITY,
        &ALIAS,
        &DISPLAY_NAME,
    ],
    signatures: &[
        &[&EXCHANGE_GUID],
        &[&USER_PRINCIPAL_NAME, &PRIMARY_SMTP_ADDRESS],
        &[&PRIMARY_SMTP_ADDRESS, &RECIPIENT_TYPE_DETAILS],
        &[&USER_PRINCIPAL_NAME, &RECIPIENT_TYPE_DETAILS],
        &[&USER_PRINCIPAL_NAME, &EMAIL_ADDRESSES],
        &[&PRIMARY_SMTP_ADDRESS, &EMAIL_ADDRESSES],
        &[&PRIMARY_SMTP_ADDRESS, &ALIAS],
        &[&PRIMARY_SMTP_ADDRESS, &DISPLAY_NAME],
        &[&ALIAS, &RECIPIENT_TYPE_DETAILS],
    ],
    unless: &[],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | Select-Object *, @{n='EmailAddresses';e={$_.EmailAddresses -join ';'}}, @{n='GrantSendOnBehalfTo';e={$_.GrantSendOnBehalfTo -join ';'}}, @{n='InPlaceHolds';e={$_.InPlaceHolds -join ';'}}, @{n='MailboxLocations';e={$_.MailboxLocations -join ';'}} -ExcludeProperty EmailAddresses, GrantSendOnBehalfTo, InPlaceHolds, MailboxLocations | Export-Csv mailboxes.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'mailboxes' 'mailboxes.csv' @(
    'UserPrincipalName', 'PrimarySmtpAddress', 'DisplayName', 'Name', 'Alias',
    'RecipientTypeDetails', 'EmailAddresses', 'LegacyExchangeDN', 'ExchangeGuid', 'ArchiveGuid',
    'Guid', 'ExternalDirectoryObjectId', 'DistinguishedName', 'Identity',
    'HiddenFromAddressListsEnabled', 'ForwardingAddress', 'ForwardingSmtpAddress',
    'DeliverToMailboxAndForward', 'GrantSendOnBehalfTo', 'AcceptMessagesOnlyFrom',
    'AcceptMessagesOnlyFromDLMembers', 'RejectMessagesFrom', 'RejectMessagesFromDLMembers',
    'ModerationEnabled', 'ModeratedBy', 'BypassModerationFromSendersOrMembers',
    'RequireSenderAuthenticationEnabled', 'LitigationHoldEnabled', 'LitigationHoldDuration',
    'InPlaceHolds', 'RetentionPolicy', 'RetentionHoldEnabled', 'ComplianceTagHoldApplied',
    'DelayHoldApplied', 'DelayReleaseHoldApplied', 'ArchiveStatus', 'ArchiveState',
    'ArchiveName', 'ArchiveQuota', 'ArchiveWarningQuota', 'AutoExpandingArchiveEnabled',
    'IssueWarningQuota', 'ProhibitSendQuota', 'ProhibitSendReceiveQuota',
    'RecoverableItemsQuota', 'UseDatabaseQuotaDefaults', 'MaxSendSize', 'MaxReceiveSize',
    'IsDirSynced', 'SKUAssigned', 'AccountDisabled', 'IsMailboxEnabled', 'IsInactiveMailbox',
    'IsSoftDeletedByRemove', 'WhenSoftDeleted', 'IsResource', 'ResourceType', 'ResourceCapacity',
    'MailboxLocations', 'UsageLocation', 'Languages', 'OrganizationId', 'WhenCreated',
    'WhenChanged', 'CustomAttribute1', 'CustomAttribute2', 'CustomAttribute3',
    'CustomAttribute4', 'CustomAttribute5', 'CustomAttribute6', 'CustomAttribute7',
    'CustomAttribute8', 'CustomAttribute9', 'CustomAttribute10', 'CustomAttribute11',
    'CustomAttribute12', 'CustomAttribute13', 'CustomAttribute14', 'CustomAttribute15'
) {
    Get-Mailbox -ResultSize Unlimited
    Get-Mailbox -ResultSize Unlimited -SoftDeletedMailbox
    Get-Mailbox -ResultSize Unlimited -InactiveMailboxOnly
}
",
        file: "mailboxes.csv",
    },
};
