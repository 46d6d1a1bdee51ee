//! Kind `send-on-behalf`: lists that hold nothing but who may send on behalf of whom.
//! Wider mailbox and group exports carry the same column and are read there.

use crate::kinds::columns::columns;
use crate::kinds::{folder_permissions, groups, inbox_rules, mailboxes, user_licences, users};
use crate::schema::{Export, Kind};

columns! {
    MAILBOX: Identity = [
        "Mailbox address", "Recipient Address", "PrimarySmtpAddress", "UserPrincipalName", "UPN",
        "Email", "Mailbox", "Identity", "Object", "DisplayName", "Name",
    ], coalesced;
    RECIPIENT_TYPE: Text = ["Recipient type", "RecipientTypeDetails"];
    TRUSTEE: Identities = [
        "GrantedSMTP", "UserWithAccess", "GrantSendOnBehalfTo",
        "GrantSendOnBehalfToWithDisplayNames", "Send On Behalf", "User", "AssignedTo", "Granted",
        "UserGrantedPermission",
    ], coalesced;
    ACCESS_RIGHTS: Words = ["Access Rights", "Permission", "AccessType"];
}

/// Send on Behalf permissions.
pub static KIND: Kind = Kind {
    name: "send-on-behalf",
    title: "Send on Behalf permissions",
    columns: COLUMNS,
    key: &[&MAILBOX],
    signatures: &[&[&MAILBOX, &TRUSTEE]],
    unless: &[
        &mailboxes::EMAIL_ADDRESSES,
        &mailboxes::ALIAS,
        &mailboxes::FORWARDING_SMTP_ADDRESS,
        &groups::GROUP_TYPE,
        &groups::MANAGED_BY,
        &groups::MODERATED_BY,
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
        command: r"Get-Mailbox -ResultSize Unlimited | Where-Object { $_.GrantSendOnBehalfTo } | Select-Object PrimarySmtpAddress, @{n='GrantSendOnBehalfTo';e={$_.GrantSendOnBehalfTo -join ';'}} | Export-Csv send-on-behalf.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "send-on-behalf.csv",
    },
};
