//! Kind `delegation-by-trustee`: one row per trustee and right, with the mailboxes it opens.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    TRUSTEE: Identity = ["User Name"];
    ACCESS_RIGHTS: Words = ["AccessType"];
    MAILBOX_LIST: Identities = ["Delegated Mailbox Name"];
}

/// Delegation, one row per trustee.
pub static KIND: Kind = Kind {
    name: "delegation-by-trustee",
    title: "Delegation, one row per trustee",
    columns: COLUMNS,
    key: &[&TRUSTEE],
    signatures: &[&[&TRUSTEE, &MAILBOX_LIST]],
    unless: &[],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | ForEach-Object { Get-MailboxPermission ([string]$_.ExchangeGuid) -ResultSize Unlimited } | Select-Object Identity, User, @{n='AccessRights';e={$_.AccessRights -join ';'}}, IsInherited, Deny | Export-Csv mailbox-permissions.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "delegation-by-trustee.csv",
    },
};
