//! Kind `addresses`: one address a row, with the object that holds it.
//! A file is of this kind only when every header belongs to it; the object columns of other kinds rule it out.

use crate::kinds::columns::columns;
use crate::kinds::mailboxes;
use crate::schema::{Export, Kind};

columns! {
    OWNER: Identity = [
        "Recipient", "MailboxSmtp", "PrimaryAddress", "Primary SMTP address", "UPN", "user",
    ] or ["Alias"];
    RECIPIENT_TYPE: Text = ["Recipient type", "Recipient Type Details"];
    ADDRESS: Addresses = [
        "EmailAddress", "Address", "Aliases", "Email Aliases", "AliasSmtp", "AliasValue",
        "Proxyaddresses",
    ] or ["Alias", "PrefixedAddress"];
    SIP_ADDRESS: Addresses = ["SIP Aliases"];
    SPO_ADDRESS: Addresses = ["SPO Aliases"];
    EXTERNAL_EMAIL_ADDRESS: Address = ["External email address"];
    DISPLAY_NAME: Text = ["DisplayName"];
}

/// Addresses, one a row.
pub static KIND: Kind = Kind {
    name: "addresses",
    title: "Addresses, one a row",
    columns: COLUMNS,
    key: &[&OWNER],
    signatures: &[&[&OWNER, &ADDRESS], &[&OWNER, &SIP_ADDRESS]],
    unless: &[&mailboxes::EXCHANGE_GUID, &mailboxes::LEGACY_EXCHANGE_DN, &mailboxes::FORWARDING_SMTP_ADDRESS, &mailboxes::PROHIBIT_SEND_QUOTA],
    export: Export {
        command: r"Get-Recipient -ResultSize Unlimited | ForEach-Object { $r = $_; $r.EmailAddresses | ForEach-Object { [pscustomobject]@{Recipient=$r.PrimarySmtpAddress; Address=$_} } } | Export-Csv addresses.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "addresses.csv",
    },
};
