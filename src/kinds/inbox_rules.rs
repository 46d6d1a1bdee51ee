//! Kind `inbox-rules`: rules that users made in their mailboxes.

use crate::kinds::columns::columns;
use crate::kinds::{forwarding, transport_rules};
use crate::schema::{Export, Kind};

columns! {
    MAILBOX: Identity = [
        "Primary SMTP Address", "User Principal Name", "UPN", "Email", "MailboxOwnerId",
        "Mailbox", "Mailbox Name", "DisplayName",
    ], coalesced;
    RULE_IDENTITY: Text = ["Identity", "RuleIdentity"];
    RULE_NAME: Text = ["Name", "Inbox Rule", "Inbox Rule Name", "RuleName"];
    DESCRIPTION: Text = ["Description"];
    ENABLED: Flag = ["Enabled", "Rule Status"];
    PRIORITY: Count = ["Priority"];
    FORWARD_TO: Identities = ["ForwardTo"];
    FORWARD_AS_ATTACHMENT_TO: Identities = ["ForwardAsAttachmentTo"];
    REDIRECT_TO: Identities = ["RedirectTo"];
    STOP_PROCESSING_RULES: Flag = ["StopProcessingRules"];
    DELETE_MESSAGE: Flag = ["DeleteMessage"];
    IN_ERROR: Text = ["InError", "ErrorType"];
    MOVE_TO_FOLDER: Text = ["MoveToFolder"];
    SOFT_DELETE_MESSAGE: Flag = ["SoftDeleteMessage"];
}

/// Inbox rules.
pub static KIND: Kind = Kind {
    name: "inbox-rules",
    title: "Inbox rules",
    columns: COLUMNS,
    key: &[&MAILBOX],
    signatures: &[
        &[&RULE_NAME, &FORWARD_TO],
        &[&RULE_NAME, &REDIRECT_TO],
        &[&FORWARD_AS_ATTACHMENT_TO],
        &[&RULE_NAME, &ENABLED, &PRIORITY],
        &[&MAILBOX, &RULE_IDENTITY, &RULE_NAME, &ENABLED],
    ],
    unless: &[
        &forwarding::FORWARDING_SMTP_ADDRESS,
        &forwarding::DELIVER_TO_MAILBOX_AND_FORWARD,
        &forwarding::FORWARDING_VIA,
        &transport_rules::MODE,
        &transport_rules::STATE,
    ],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | ForEach-Object { $m = $_; Get-InboxRule -Mailbox ([string]$m.ExchangeGuid) -IncludeHidden | Select-Object @{n='Mailbox';e={$m.PrimarySmtpAddress}}, RuleIdentity, Name, Enabled, Priority, @{n='ForwardTo';e={$_.ForwardTo -join ';'}}, @{n='ForwardAsAttachmentTo';e={$_.ForwardAsAttachmentTo -join ';'}}, @{n='RedirectTo';e={$_.RedirectTo -join ';'}} } | Export-Csv inbox-rules.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'inbox-rules' 'inbox-rules.csv' @(
    'Mailbox', 'RuleIdentity', 'Name', 'Description', 'Enabled', 'Priority', 'InError',
    'ForwardTo', 'ForwardAsAttachmentTo', 'RedirectTo', 'StopProcessingRules', 'DeleteMessage',
    'MoveToFolder'
) {
    Get-Each (Get-LiveMailbox) {
        param($mailbox)
        Get-InboxRule -Mailbox ([string]$mailbox.ExchangeGuid) -IncludeHidden |
            Select-Object -Property *, @{ n = 'Mailbox'; e = { $mailbox.PrimarySmtpAddress } }
    }
}
",
        file: "inbox-rules.csv",
    },
};
