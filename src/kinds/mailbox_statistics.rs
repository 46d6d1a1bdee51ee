//! Kind `mailbox-statistics`: sizes and item counts of primary mailboxes, and of archives beside them.
//! Archive columns here are named for the JSON only: `archive-statistics` serves the same file and reads them.

use crate::kinds::columns::columns;
use crate::kinds::{folder_permissions, groups, mailbox_usage, mailboxes};
use crate::schema::{Export, Kind};

columns! {
    USER_PRINCIPAL_NAME: Address = ["UserPrincipalName", "UPN"];
    PRIMARY_SMTP_ADDRESS: Address = [
        "PrimarySmtpAddress", "Email", "Primary Email Address", "Email Address", "PrimaryEmail",
    ] or ["Mailbox"];
    DISPLAY_NAME: Text = ["DisplayName", "Mailbox", "Name", "Mailbox Name"];
    MAILBOX_GUID: Guid = ["MailboxGuid", "ExchangeGuid"];
    MAILBOX_OWNER: Identity = ["MailboxOwnerId", "OwnerADGuid", "Identity"];
    MAILBOX_TYPE: Text = [
        "MailboxType", "MailboxTypeDetail", "RecipientTypeDetails", "Recipient Type",
    ];
    ITEM_COUNT: Count = [
        "ItemCount", "MailboxItemCount", "Mailbox Items", "Items", "Primary Item Count",
    ];
    TOTAL_ITEM_SIZE: Size = [
        "TotalItemSize", "Total Size", "Primary Size", "MailboxSize", "Size", "Storage Used",
        "MailboxSizeGB", "MailboxSizeMB", "TotalItemSizeMB", "MbxSizeGB", "SizeGB",
        "Mailbox Size (Mb)", "Total Mailbox Size (Mb)", "MB Size", "Total Size (GB)",
        "Total Size (MB)", "TotalItemSizeGB", "TotalItemSize (MB)", "TotalItemSize (GB)",
        "Mailbox Size (GB)", "Size (MB)", "Size (GB)",
    ];
    /// Beside a rounded size, the exact one.
    TOTAL_ITEM_SIZE_BYTES: Size = [
        "Total Size (Bytes)", "Storage Used (Bytes)", "Storage Used (Byte)",
        "TotalItemSizeInBytes", "TotalItemSizeBytes", "TotalItemSize (Bytes)", "MailboxSizeBytes",
        "SizeBytes", "Size (Bytes)",
    ];
    DELETED_ITEM_COUNT: Count = ["DeletedItemCount", "MailboxDeletedItemsCount"];
    TOTAL_DELETED_ITEM_SIZE: Size = [
        "TotalDeletedItemSize", "Deleted Item Size", "TotalDeletedItemSizeMB",
        "MailboxDeletedSize", "Deleted Item Size (MB)", "Deleted Item Size (Bytes)",
    ];
    ARCHIVE_ITEM_COUNT: Count = ["ArchiveItemCount", "ArchiveItems"];
    ARCHIVE_SIZE: Size = [
        "ArchiveSize", "ArchiveSizeGB", "ArchiveTotalItemSizeMB", "Archive Mailbox Size",
        "Archive Size (Mb)", "Total Archive Size (Mb)",
    ];
    ARCHIVE_SIZE_BYTES: Size = ["Archive Mailbox Size(Bytes)"];
    ARCHIVE_STATUS: Text = ["Archive Status", "Archive"];
    LAST_LOGON_TIME: Date = [
        "LastLogonTime", "Last Mailbox Logon", "MailboxLogOn", "LastUserActionTime",
    ];
    LAST_LOGOFF_TIME: Date = ["LastLogoffTime", "MailboxLogOff"];
    STORAGE_LIMIT_STATUS: Text = ["StorageLimitStatus", "Quota Status"];
    IS_ARCHIVE: Flag = ["IsArchiveMailbox"];
    DISCONNECT_DATE: Date = ["DisconnectDate", "DisconnectReason"];
    EXTERNAL_DIRECTORY_OBJECT_ID: Guid = ["ExternalDirectoryObjectId", "ObjectID"];
    LEGACY_DN: LegacyDn = ["LegacyDN", "LegacyExchangeDN"];
    WHEN_CREATED: Date = ["WhenCreated"];
    IS_DELETED: Flag = ["Is Mailbox Deleted"];
}

/// Sizes and items of mailboxes.
pub static KIND: Kind = Kind {
    name: "mailbox-statistics",
    title: "Sizes and items of mailboxes",
    columns: COLUMNS,
    key: &[&MAILBOX_GUID, &USER_PRINCIPAL_NAME, &PRIMARY_SMTP_ADDRESS, &MAILBOX_OWNER, &DISPLAY_NAME],
    signatures: &[
        &[&TOTAL_ITEM_SIZE],
        &[&TOTAL_ITEM_SIZE_BYTES],
        &[&ITEM_COUNT, &DISPLAY_NAME],
        &[&ITEM_COUNT, &USER_PRINCIPAL_NAME],
        &[&LAST_LOGON_TIME, &DISPLAY_NAME],
        &[&LAST_LOGON_TIME, &MAILBOX_GUID],
    ],
    unless: &[
        &mailboxes::EMAIL_ADDRESSES,
        &mailboxes::ALIAS,
        &mailboxes::HIDDEN_FROM_ADDRESS_LISTS,
        &mailboxes::FORWARDING_SMTP_ADDRESS,
        &mailbox_usage::REPORT_REFRESH_DATE,
        &mailbox_usage::HAS_ARCHIVE,
        &groups::MANAGED_BY,
        &groups::IS_TEAMS,
        &folder_permissions::FOLDER,
    ],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | ForEach-Object { $m = $_; Get-MailboxStatistics ([string]$m.ExchangeGuid) | Select-Object @{n='UserPrincipalName';e={$m.UserPrincipalName}}, MailboxGuid, DisplayName, ItemCount, TotalItemSize, DeletedItemCount, TotalDeletedItemSize, LastLogonTime } | Export-Csv mailbox-statistics.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'mailbox-statistics' 'mailbox-statistics.csv' @(
    'UserPrincipalName', 'PrimarySmtpAddress', 'DisplayName', 'RecipientTypeDetails',
    'MailboxGuid', 'ItemCount', 'TotalItemSize', 'DeletedItemCount', 'TotalDeletedItemSize',
    'LastLogonTime', 'LastUserActionTime', 'StorageLimitStatus', 'IsArchiveMailbox'
) {
    Get-Each (Get-LiveMailbox) {
        param($mailbox)
        Get-MailboxStatistics -Identity ([string]$mailbox.ExchangeGuid) | Select-Object -Property *,
            @{ n = 'UserPrincipalName'; e = { $mailbox.UserPrincipalName } },
            @{ n = 'PrimarySmtpAddress'; e = { $mailbox.PrimarySmtpAddress } },
            @{ n = 'RecipientTypeDetails'; e = { $mailbox.RecipientTypeDetails } },
            @{ n = 'IsArchiveMailbox'; e = { $false } } -ExcludeProperty 'IsArchiveMailbox'
    }
}
",
        file: "mailbox-statistics.csv",
    },
};
