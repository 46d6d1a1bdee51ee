//! Kind `forwarding`: lists that hold nothing but the forwarding of mailboxes.
//! A mailbox export carries the same columns and is only of kind `mailboxes`, so that nothing counts twice.

use crate::kinds::columns::columns;
use crate::kinds::{inbox_rules, mailboxes};
use crate::schema::{Export, Kind};

columns! {
    MAILBOX: Identity = [
        "Mailbox address", "PrimarySmtpAddress", "UserPrincipalName", "UPN", "Email", "Mailbox",
        "Identity", "Mailbox Name", "Name",
    ], coalesced;
    /// One report writes this address, without its prefix, under `ForwardingAddress`.
    FORWARDING_SMTP_ADDRESS: Address = ["ForwardingSmtpAddress"] or ["ForwardingAddress"];
    DISPLAY_NAME: Text = ["DisplayName"];
    MAILBOX_TYPE: Text = ["Mailbox type", "RecipientTypeDetails"];
    FORWARDING_ADDRESS: Identity = [
        "InternalForwardingAddress", "ForwardingAddressWithDisplayNames",
    ] or ["Forward To", "ForwardingAddress"];
    FORWARD_TO_ANY: Identity = ["Forwarding to"] or ["ForwardTo"];
    FORWARDING_VIA: Text = ["Forwarding via", "ForwardingType"];
    DELIVER_TO_MAILBOX_AND_FORWARD: Flag = ["DeliverToMailboxAndForward", "Keep original message"];
    IS_EXTERNAL: Text = ["IsExternal"];
    INBOX_RULE: Text = ["InboxRule"];
    /// Whether the rule in `INBOX_RULE` runs; of attributes it says nothing.
    RULE_ENABLED: Flag = [] or ["Enabled"];
    /// Whether the report has removed the rule in `INBOX_RULE`.
    RULE_REMOVED: Flag = ["Rule Removed"];
}

/// Mailbox forwarding.
pub static KIND: Kind = Kind {
    name: "forwarding",
    title: "Mailbox forwarding",
    columns: COLUMNS,
    key: &[&MAILBOX],
    signatures: &[
        &[&MAILBOX, &FORWARDING_SMTP_ADDRESS],
        &[&MAILBOX, &FORWARDING_ADDRESS],
        &[&MAILBOX, &FORWARD_TO_ANY],
        &[&FORWARD_TO_ANY, &FORWARDING_VIA],
    ],
    unless: &[
        &mailboxes::EMAIL_ADDRESSES,
        &mailboxes::ALIAS,
        &mailboxes::SEND_ON_BEHALF,
        &inbox_rules::REDIRECT_TO,
        &inbox_rules::FORWARD_AS_ATTACHMENT_TO,
        &mailboxes::EXCHANGE_GUID,
        &mailboxes::LEGACY_EXCHANGE_DN,
        &mailboxes::PROHIBIT_SEND_QUOTA,
        &mailboxes::HIDDEN_FROM_ADDRESS_LISTS,
        &mailboxes::LITIGATION_HOLD,
    ],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | Select-Object UserPrincipalName, PrimarySmtpAddress, ForwardingAddress, ForwardingSmtpAddress, DeliverToMailboxAndForward | Export-Csv forwarding.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "forwarding.csv",
    },
};
