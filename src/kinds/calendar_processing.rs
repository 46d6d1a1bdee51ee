//! Kind `calendar-processing`: how rooms and equipment answer meeting requests, and their delegates.

use crate::kinds::columns::columns;
use crate::kinds::mailboxes;
use crate::schema::{Export, Kind};

columns! {
    MAILBOX: Identity = [
        "Primary SMTP Address", "UserPrincipalName", "UPN", "Email", "Identity", "MailboxOwnerId",
        "Mailbox", "Room Mailbox Name", "DisplayName", "Name",
    ];
    RESOURCE_DELEGATES: Identities = ["ResourceDelegates"];
    BOOK_IN_POLICY: Identities = ["BookInPolicy"];
    REQUEST_IN_POLICY: Identities = ["RequestInPolicy"];
    AUTOMATE_PROCESSING: Text = ["AutomateProcessing"];
    FORWARD_REQUESTS_TO_DELEGATES: Flag = ["ForwardRequestsToDelegates"];
    ALL_BOOK_IN_POLICY: Flag = ["AllBookInPolicy"];
    ALL_REQUEST_IN_POLICY: Flag = ["AllRequestInPolicy"];
}

/// Calendar processing of resources.
pub static KIND: Kind = Kind {
    name: "calendar-processing",
    title: "Calendar processing of resources",
    columns: COLUMNS,
    key: &[&MAILBOX],
    signatures: &[&[&RESOURCE_DELEGATES], &[&BOOK_IN_POLICY], &[&AUTOMATE_PROCESSING]],
    unless: &[&mailboxes::ALIAS, &mailboxes::EMAIL_ADDRESSES, &mailboxes::RESOURCE_CAPACITY, &mailboxes::EXCHANGE_GUID],
    export: Export {
        command: r"Get-Mailbox -RecipientTypeDetails RoomMailbox,EquipmentMailbox -ResultSize Unlimited | Get-CalendarProcessing | Select-Object Identity, AutomateProcessing, @{n='ResourceDelegates';e={$_.ResourceDelegates -join ';'}}, @{n='BookInPolicy';e={$_.BookInPolicy -join ';'}}, @{n='RequestInPolicy';e={$_.RequestInPolicy -join ';'}} | Export-Csv calendar-processing.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'calendar-processing' 'calendar-processing.csv' @(
    'Mailbox', 'AutomateProcessing', 'ResourceDelegates', 'BookInPolicy', 'RequestInPolicy',
    'AllBookInPolicy', 'AllRequestInPolicy', 'ForwardRequestsToDelegates'
) {
    $rooms = Get-LiveMailbox | Where-Object { 'RoomMailbox', 'EquipmentMailbox' -contains $_.RecipientTypeDetails }
    Get-Each $rooms {
        param($mailbox)
        Get-CalendarProcessing -Identity ([string]$mailbox.ExchangeGuid) |
            Select-Object -Property *, @{ n = 'Mailbox'; e = { $mailbox.PrimarySmtpAddress } }
    }
}
",
        file: "calendar-processing.csv",
    },
};
