//! Kind `mailbox-permissions`: Full Access and the other rights of Get-MailboxPermission.
//! Reports with several rights, one a row, are of this kind; the right says what the row is.

use crate::kinds::columns::columns;
use crate::kinds::{folder_permissions, inbox_rules, mailboxes, recipient_permissions, user_licences, users};
use crate::schema::{Export, Kind};

columns! {
    MAILBOX: Identity = [
        "Mailbox address", "MailboxPrimarySMTP", "PrimarySmtpAddress", "SharedMailboxAddress",
        "UserPrincipalName", "UPN", "Email", "Identity", "Mailbox", "Object", "DisplayName",
    ], coalesced;
    MAILBOX_TYPE: Text = ["Mailbox type", "RecipientTypeDetails", "TypeDetails", "RecipientType"];
    TRUSTEE: Identity = [
        "GrantedSMTP", "UserWithAccess", "User", "Granted", "GrantedTo", "AssignedTo",
        "UserGrantedPermission", "Trustee", "Full Access", "MbxAccess", "Grantee", "Delegate",
        "TrusteePrimarySmtpAddress", "UserPrimarySmtpAddress",
    ], coalesced;
    TRUSTEE_SID: Text = ["UserSid"];
    /// `FullAccess`; combined reports also name Send As, Send on Behalf and calendar rights here.
    ACCESS_RIGHTS: Words = [
        "AccessRights", "AccessRight", "Permission", "Permissions", "AccessType",
        "User Access Rights", "Roles",
    ];
    IS_INHERITED: Flag = ["IsInherited", "Inherited"];
    DENY: Flag = ["Deny"];
    INHERITANCE_TYPE: Text = ["InheritanceType"];
    IS_VALID: Flag = ["IsValid"];
    IS_SOFT_DELETED: Flag = ["Is soft-deleted"];
}

/// Mailbox permissions.
pub static KIND: Kind = Kind {
    name: "mailbox-permissions",
    title: "Mailbox permissions",
    columns: COLUMNS,
    key: &[&MAILBOX],
    signatures: &[
        &[&MAILBOX, &TRUSTEE, &ACCESS_RIGHTS],
        &[&MAILBOX, &TRUSTEE, &DENY],
        &[&MAILBOX, &TRUSTEE, &IS_INHERITED],
        &[&MAILBOX, &TRUSTEE],
    ],
    unless: &[
        &mailboxes::EXCHANGE_GUID,
        &mailboxes::LEGACY_EXCHANGE_DN,
        &mailboxes::PROHIBIT_SEND_QUOTA,
        &mailboxes::HIDDEN_FROM_ADDRESS_LISTS,
        &mailboxes::LITIGATION_HOLD,
        &folder_permissions::SHARING_PERMISSION_FLAGS,
        &recipient_permissions::ACCESS_CONTROL_TYPE,
        &inbox_rules::FORWARD_AS_ATTACHMENT_TO,
        &user_licences::SERVICE_PLAN,
        &user_licences::SKU,
        &users::LICENCES,
    ],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | ForEach-Object { $m = $_; Get-MailboxPermission ([string]$m.ExchangeGuid) -ResultSize Unlimited | Select-Object @{n='Mailbox';e={$m.PrimarySmtpAddress}}, User, @{n='AccessRights';e={$_.AccessRights -join ';'}}, IsInherited, Deny } | Export-Csv mailbox-permissions.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'mailbox-permissions' 'mailbox-permissions.csv' @(
    'Mailbox', 'User', 'UserSid', 'AccessRights', 'IsInherited', 'Deny', 'InheritanceType'
) {
    Get-Each (Get-LiveMailbox) {
        param($mailbox)
        Get-MailboxPermission -Identity ([string]$mailbox.ExchangeGuid) -ResultSize Unlimited |
            Select-Object -Property *, @{ n = 'Mailbox'; e = { $mailbox.PrimarySmtpAddress } }
    }
}
",
        file: "mailbox-permissions.csv",
    },
};
