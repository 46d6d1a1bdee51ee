//! Kind `folder-permissions`: calendar and other folder permissions.

use crate::kinds::columns::columns;
use crate::kinds::{mailbox_permissions, mailboxes, recipient_permissions};
use crate::schema::{Export, Kind};

columns! {
    /// Whose folder it is, which native exports do not say; in `mailbox:\folder` the folder is named too.
    MAILBOX: Identity = [
        "Mailbox address", "PrimarySMTPAddress", "Email Address", "UserPrincipalName", "UPN",
        "Email", "MailboxEmailDYN", "Mailbox", "MailboxOwnerId", "Mailbox Name", "Object",
        "DisplayName",
    ] or ["Identity"], coalesced;
    MAILBOX_TYPE: Text = ["Mailbox type", "TypeDetails"];
    /// Name or path; in `mailbox:\folder` the mailbox is named too.
    FOLDER: Text = [
        "FolderPath", "FolderName", "Folder", "Calendar folder", "Calendar Name",
        "Folder identity", "FolderId",
    ] or ["Identity"];
    TRUSTEE: Identity = [
        "GrantedSMTP", "User", "Shared To", "Assignedto", "Granted", "UserOrGroup", "Grantee",
        "Delegate", "UserPrimarySmtpAddress",
    ], coalesced;
    TRUSTEE_TYPE: Text = ["Permission Type", "User Type"];
    ACCESS_RIGHTS: Words = ["AccessRights", "Permissions", "Permission"];
    SHARING_PERMISSION_FLAGS: Words = ["SharingPermissionFlags"];
    DEFAULT_LEVEL: Text = ["Default level"];
    INTERNAL_LEVELS: Text = ["Internal levels"];
    EXTERNAL_LEVELS: Text = ["External levels"];
    ORPHANED_LEVELS: Text = ["Orphaned levels"];
    /// The role of the folder, whatever its name in the mailbox's language.
    FOLDER_TYPE: Text = ["FolderType"];
}

/// Folder and calendar permissions.
pub static KIND: Kind = Kind {
    name: "folder-permissions",
    title: "Folder and calendar permissions",
    columns: COLUMNS,
    key: &[&MAILBOX],
    signatures: &[
        &[&FOLDER, &TRUSTEE, &ACCESS_RIGHTS],
        &[&SHARING_PERMISSION_FLAGS, &TRUSTEE],
        &[&FOLDER, &DEFAULT_LEVEL],
        &[&MAILBOX, &TRUSTEE, &ACCESS_RIGHTS],
    ],
    unless: &[
        &recipient_permissions::ACCESS_CONTROL_TYPE,
        &mailbox_permissions::DENY,
        &mailboxes::EXCHANGE_GUID,
        &mailboxes::LEGACY_EXCHANGE_DN,
        &mailboxes::PROHIBIT_SEND_QUOTA,
        &mailboxes::HIDDEN_FROM_ADDRESS_LISTS,
        &mailboxes::LITIGATION_HOLD,
    ],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | ForEach-Object { $m = $_; $c = (Get-MailboxFolderStatistics ([string]$m.ExchangeGuid) -FolderScope Calendar | Where-Object { $_.FolderType -eq 'Calendar' }).FolderId; Get-MailboxFolderPermission ('{0}:{1}' -f $m.ExchangeGuid, $c) | Select-Object @{n='Mailbox';e={$m.PrimarySmtpAddress}}, FolderName, User, @{n='AccessRights';e={$_.AccessRights -join ';'}}, SharingPermissionFlags } | Export-Csv folder-permissions.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'folder-permissions' 'folder-permissions.csv' @(
    'Mailbox', 'FolderPath', 'FolderType', 'User', 'AccessRights', 'SharingPermissionFlags'
) {
    $roles = 'Calendar', 'Inbox', 'Contacts', 'SentItems', 'Tasks', 'Notes', 'Root', 'User Created'
    Get-Each (Get-LiveMailbox) {
        param($mailbox)
        $id = [string]$mailbox.ExchangeGuid
        $folders = Get-MailboxFolderStatistics -Identity $id | Where-Object { $roles -contains $_.FolderType }
        Get-Each $folders {
            param($folder)
            $folderId = if ($folder.FolderType -eq 'Root') { '\' } else { $folder.FolderId }
            Get-MailboxFolderPermission -Identity ('{0}:{1}' -f $id, $folderId) | ForEach-Object {
                $address = $_.User.RecipientPrincipal.PrimarySmtpAddress
                [pscustomobject]@{
                    Mailbox = $mailbox.PrimarySmtpAddress
                    FolderPath = $folder.FolderPath
                    FolderType = $folder.FolderType
                    User = if ($address) { $address } else { [string]$_.User }
                    AccessRights = $_.AccessRights
                    SharingPermissionFlags = $_.SharingPermissionFlags
                }
            }
        }
    }
}
",
        file: "folder-permissions.csv",
    },
};
