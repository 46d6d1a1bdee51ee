//! Kind `archive-statistics`: sizes and item counts of archives.
//! Recognised by archive spellings alone, by `IsArchiveMailbox`, or beside the kind that serves a combined file; a
//! plain file made with `-Archive` looks like `mailbox-statistics` and is told apart by its GUIDs.

use crate::kinds::columns::columns;
use crate::kinds::{folder_permissions, groups, mailbox_usage, mailboxes};
use crate::schema::{Export, Kind};

columns! {
    USER_PRINCIPAL_NAME: Address = ["UserPrincipalName", "UPN"];
    PRIMARY_SMTP_ADDRESS: Address = [
        "PrimarySmtpAddress", "Email", "Primary Email Address", "Email Address", "PrimaryEmail",
    ] or ["Mailbox"];
    DISPLAY_NAME: Text = ["DisplayName", "Name", "Mailbox", "Mailbox Name"];
    /// The archive's own GUID in a native export.
    MAILBOX_GUID: Guid = ["MailboxGuid", "ArchiveGuid"] or ["ExchangeGuid"];
    MAILBOX_OWNER: Identity = ["MailboxOwnerId", "OwnerADGuid", "Identity"];
    EXTERNAL_DIRECTORY_OBJECT_ID: Guid = ["ExternalDirectoryObjectId", "ObjectID"];
    LEGACY_DN: LegacyDn = ["LegacyDN", "LegacyExchangeDN"];
    MAILBOX_TYPE: Text = [
        "MailboxType", "MailboxTypeDetail", "RecipientTypeDetails", "Recipient Type",
    ];
    /// Archive spellings first; the plain ones in a file made with `-Archive`.
    ITEM_COUNT: Count = ["ArchiveItemCount", "ArchiveItems"] or [
        "ItemCount", "MailboxItemCount", "Mailbox Items", "Items", "Primary Item Count",
    ];
    /// As `item_count`.
    TOTAL_ITEM_SIZE: Size = [
        "ArchiveSize", "ArchiveSizeGB", "ArchiveTotalItemSizeMB", "Archive Mailbox Size",
        "Archive Size (Mb)", "Total Archive Size (Mb)", "ArchiveSizeMB", "ArchiveTotalItemSize",
        "ArchiveTotalItemSizeGB", "Archive Size (GB)",
    ] or [
        "TotalItemSize", "Total Size", "Primary Size", "MailboxSize", "Size", "Storage Used",
        "MailboxSizeGB", "MailboxSizeMB", "TotalItemSizeMB", "MbxSizeGB", "SizeGB",
        "Mailbox Size (Mb)", "Total Mailbox Size (Mb)", "MB Size", "Total Size (GB)",
    ];
    /// Beside a rounded size, the exact one.
    TOTAL_ITEM_SIZE_BYTES: Size = [
        "Archive Mailbox Size(Bytes)", "Archive Size (Bytes)", "ArchiveSizeBytes",
        "ArchiveTotalItemSizeInBytes",
    ] or ["Total Size (Bytes)", "Storage Used (Bytes)", "Storage Used (Byte)"];
    DELETED_ITEM_COUNT: Count = ["ArchiveDeletedItemCount"] or [
        "DeletedItemCount", "MailboxDeletedItemsCount",
    ];
    TOTAL_DELETED_ITEM_SIZE: Size = ["ArchiveTotalDeletedItemSizeMB", "ArchiveTotalDeletedItemSize"] or [
        "TotalDeletedItemSize", "Deleted Item Size", "TotalDeletedItemSizeMB",
        "MailboxDeletedSize",
    ];
    ARCHIVE_STATUS: Text = ["Archive Status", "Archive"];
    LAST_LOGON_TIME: Date = [
        "LastLogonTime", "Last Mailbox Logon", "MailboxLogOn", "LastUserActionTime",
    ];
    IS_ARCHIVE: Flag = ["IsArchiveMailbox"];
}

/// Sizes and items of archives.
pub static KIND: Kind = Kind {
    name: "archive-statistics",
    title: "Sizes and items of archives",
    columns: COLUMNS,
    key: &[&MAILBOX_GUID, &USER_PRINCIPAL_NAME, &PRIMARY_SMTP_ADDRESS, &MAILBOX_OWNER, &DISPLAY_NAME],
    signatures: &[&[&TOTAL_ITEM_SIZE], &[&TOTAL_ITEM_SIZE_BYTES], &[&ITEM_COUNT]],
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
        command: r"Get-Mailbox -Archive -ResultSize Unlimited | ForEach-Object { $m = $_; Get-MailboxStatistics ([string]$m.ExchangeGuid) -Archive | Select-Object @{n='UserPrincipalName';e={$m.UserPrincipalName}}, @{n='IsArchiveMailbox';e={$true}}, MailboxGuid, DisplayName, ItemCount, TotalItemSize } | Export-Csv archive-statistics.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'archive-statistics' 'archive-statistics.csv' @(
    'UserPrincipalName', 'PrimarySmtpAddress', 'DisplayName', 'RecipientTypeDetails',
    'MailboxGuid', 'ItemCount', 'TotalItemSize', 'DeletedItemCount', 'TotalDeletedItemSize',
    'LastLogonTime', 'LastUserActionTime', 'StorageLimitStatus', 'IsArchiveMailbox'
) {
    Get-Each (Get-LiveMailbox | Where-Object { $_.ArchiveGuid -ne [guid]::Empty }) {
        param($mailbox)
        Get-MailboxStatistics -Identity ([string]$mailbox.ExchangeGuid) -Archive | Select-Object -Property *,
            @{ n = 'UserPrincipalName'; e = { $mailbox.UserPrincipalName } },
            @{ n = 'PrimarySmtpAddress'; e = { $mailbox.PrimarySmtpAddress } },
            @{ n = 'RecipientTypeDetails'; e = { $mailbox.RecipientTypeDetails } },
            @{ n = 'IsArchiveMailbox'; e = { $true } } -ExcludeProperty 'IsArchiveMailbox'
    }
}
",
        file: "archive-statistics.csv",
    },
};
