//! Kind `cas-mailboxes`: protocol settings of mailboxes.
//! Blank in `EwsEnabled` means that the organisation decides.

use crate::kinds::columns::columns;
use crate::kinds::mailboxes;
use crate::schema::{Export, Kind};

columns! {
    IDENTITY: Identity = ["Identity", "Name", "DisplayName", "Guid"];
    PRIMARY_SMTP_ADDRESS: Address = ["PrimarySmtpAddress", "Mailbox", "Email", "EmailAddress"];
    ACTIVE_SYNC_ENABLED: Flag = ["ActiveSyncEnabled"];
    OWA_ENABLED: Flag = ["OWAEnabled"];
    POP_ENABLED: Flag = ["PopEnabled"];
    IMAP_ENABLED: Flag = ["ImapEnabled"];
    MAPI_ENABLED: Flag = ["MAPIEnabled"];
    EWS_ENABLED: Switch = ["EwsEnabled"];
    ECP_ENABLED: Flag = ["ECPEnabled"];
    SMTP_CLIENT_AUTHENTICATION_DISABLED: Flag = ["SmtpClientAuthenticationDisabled"];
    OUTLOOK_MOBILE_ENABLED: Flag = ["OutlookMobileEnabled"];
    UNIVERSAL_OUTLOOK_ENABLED: Flag = ["UniversalOutlookEnabled"];
    OWA_MAILBOX_POLICY: Text = ["OwaMailboxPolicy"];
    ACTIVE_SYNC_MAILBOX_POLICY: Text = ["ActiveSyncMailboxPolicy"];
    USER_PRINCIPAL_NAME: Address = ["UserPrincipalName", "UPN"];
    LEGACY_EXCHANGE_DN: LegacyDn = ["ServerLegacyDN"];
    EWS_ALLOW_OUTLOOK: Flag = ["EwsAllowOutlook"];
    EWS_APPLICATION_ACCESS_POLICY: Text = ["EwsApplicationAccessPolicy"];
    HAS_ACTIVE_SYNC_DEVICE: Flag = ["HasActiveSyncDevicePartnership"];
}

/// Protocol settings of mailboxes.
pub static KIND: Kind = Kind {
    name: "cas-mailboxes",
    title: "Protocol settings of mailboxes",
    columns: COLUMNS,
    key: &[&PRIMARY_SMTP_ADDRESS, &USER_PRINCIPAL_NAME, &IDENTITY],
    signatures: &[
        &[&OWA_ENABLED],
        &[&POP_ENABLED],
        &[&IMAP_ENABLED],
        &[&ACTIVE_SYNC_ENABLED],
        &[&MAPI_ENABLED],
        &[&EWS_ENABLED, &PRIMARY_SMTP_ADDRESS],
        &[&EWS_ENABLED, &USER_PRINCIPAL_NAME],
        &[&EWS_ENABLED, &IDENTITY],
    ],
    unless: &[
        &mailboxes::RECIPIENT_TYPE_DETAILS,
        &mailboxes::EXCHANGE_GUID,
        &mailboxes::FORWARDING_ADDRESS,
        &mailboxes::FORWARDING_SMTP_ADDRESS,
        &mailboxes::SIZE,
    ],
    export: Export {
        command: r"Get-CASMailbox -ResultSize Unlimited | Select-Object PrimarySmtpAddress, Identity, EwsEnabled, OWAEnabled, PopEnabled, ImapEnabled, MAPIEnabled, ActiveSyncEnabled, SmtpClientAuthenticationDisabled | Export-Csv cas-mailboxes.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'cas-mailboxes' 'cas-mailboxes.csv' @(
    'Identity', 'PrimarySmtpAddress', 'ActiveSyncEnabled', 'OWAEnabled', 'PopEnabled',
    'ImapEnabled', 'MAPIEnabled', 'EwsEnabled', 'ECPEnabled', 'SmtpClientAuthenticationDisabled',
    'OutlookMobileEnabled', 'UniversalOutlookEnabled', 'OwaMailboxPolicy',
    'ActiveSyncMailboxPolicy'
) {
    Get-CASMailbox -ResultSize Unlimited
}
",
        file: "cas-mailboxes.csv",
    },
};
