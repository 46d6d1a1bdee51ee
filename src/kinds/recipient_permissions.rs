//! Kind `recipient-permissions`: Send As, on mailboxes, groups, contacts and mail users.

use crate::kinds::columns::columns;
use crate::kinds::{folder_permissions, inbox_rules, mailboxes, user_licences, users};
use crate::schema::{Export, Kind};

columns! {
    MAILBOX: Identity = [
        "Mailbox address", "Recipient Address", "PrimarySmtpAddress", "UserPrincipalName", "UPN",
        "Email", "Identity", "Mailbox", "Object", "DisplayName",
    ], coalesced;
    TRUSTEE: Identity = [
        "GrantedSMTP", "UserWithAccess", "Trustee", "User", "Granted", "GrantedTo", "AssignedTo",
        "UserGrantedPermission", "Send As", "SendAccess", "TrusteePrimarySmtpAddress", "Grantee",
        "Delegate",
    ], coalesced;
    TRUSTEE_SID: Text = ["TrusteeSidString", "User Sid"];
    ACCESS_CONTROL_TYPE: Text = ["AccessControlType"];
    ACCESS_RIGHTS: Words = [
        "AccessRights", "AccessRight", "Permission", "AccessType", "ExtendedRights",
    ];
    IS_INHERITED: Flag = ["IsInherited"];
    INHERITANCE_TYPE: Text = ["InheritanceType"];
    MAILBOX_TYPE: Text = ["RecipientTypeDetails", "Mailbox Type"];
    DENY: Flag = ["Deny"];
    IS_VALID: Flag = ["IsValid"];
}

/// Send As permissions.
pub static KIND: Kind = Kind {
    name: "recipient-permissions",
    title: "Send As permissions",
    columns: COLUMNS,
    key: &[&MAILBOX],
    signatures: &[
        &[&MAILBOX, &TRUSTEE, &ACCESS_CONTROL_TYPE],
        &[&MAILBOX, &TRUSTEE, &ACCESS_RIGHTS],
        &[&MAILBOX, &TRUSTEE],
    ],
    unless: &[
        &mailboxes::EXCHANGE_GUID,
        &mailboxes::LEGACY_EXCHANGE_DN,
        &mailboxes::PROHIBIT_SEND_QUOTA,
        &mailboxes::HIDDEN_FROM_ADDRESS_LISTS,
        &mailboxes::LITIGATION_HOLD,
        &folder_permissions::SHARING_PERMISSION_FLAGS,
        &inbox_rules::FORWARD_AS_ATTACHMENT_TO,
        &user_licences::SERVICE_PLAN,
        &user_licences::SKU,
        &users::LICENCES,
    ],
    export: Export {
        command: r"Get-RecipientPermission -ResultSize Unlimited | Select-Object Identity, Trustee, AccessControlType, @{n='AccessRights';e={$_.AccessRights -join ';'}}, IsInherited | Export-Csv recipient-permissions.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'recipient-permissions' 'recipient-permissions.csv' @(
    'Identity', 'Trustee', 'TrusteeSidString', 'AccessControlType', 'AccessRights',
    'IsInherited', 'InheritanceType'
) {
    Get-RecipientPermission -ResultSize Unlimited
}
",
        file: "recipient-permissions.csv",
    },
};
