//! Kind `organization-config`: settings of the Exchange organisation, one row, under the cmdlet's own property names.

use crate::kinds::columns::columns;
use crate::kinds::{cas_mailboxes, mailboxes};
use crate::schema::{Export, Kind};

columns! {
    NAME: Text = ["Name"];
    IDENTITY: Identity = ["Identity", "Id"];
    DISPLAY_NAME: Text = ["DisplayName"];
    /// Blank: not set, so that the service decides.
    EWS_ENABLED: Switch = ["EwsEnabled"];
    EWS_APPLICATION_ACCESS_POLICY: Text = ["EwsApplicationAccessPolicy"];
    EWS_ALLOW_LIST: Words = ["EwsAllowList"];
    EWS_BLOCK_LIST: Words = ["EwsBlockList"];
    IS_DEHYDRATED: Flag = ["IsDehydrated"];
    MODERN_AUTHENTICATION: Flag = ["OAuth2ClientProfileEnabled"];
    AUTO_EXPANDING_ARCHIVE: Flag = ["AutoExpandingArchiveEnabled"];
    FOCUSED_INBOX: Flag = ["FocusedInboxOn"];
    DEFAULT_PUBLIC_FOLDER_MAILBOX: Identity = ["DefaultPublicFolderMailbox"];
    ORGANIZATION_ID: Text = ["OrganizationId"];
    WHEN_CHANGED: Date = ["WhenChanged"];
}

/// Settings of the organisation.
pub static KIND: Kind = Kind {
    name: "organization-config",
    title: "Settings of the organisation",
    columns: COLUMNS,
    key: &[&IDENTITY, &NAME],
    signatures: &[
        &[&IS_DEHYDRATED],
        &[&MODERN_AUTHENTICATION],
        &[&FOCUSED_INBOX],
        &[&DEFAULT_PUBLIC_FOLDER_MAILBOX],
        &[&EWS_ENABLED],
    ],
    unless: &[
        &cas_mailboxes::OWA_ENABLED,
        &cas_mailboxes::POP_ENABLED,
        &cas_mailboxes::IMAP_ENABLED,
        &cas_mailboxes::PRIMARY_SMTP_ADDRESS,
        &cas_mailboxes::USER_PRINCIPAL_NAME,
        &cas_mailboxes::ACTIVE_SYNC_ENABLED,
        &mailboxes::RECIPIENT_TYPE_DETAILS,
        &mailboxes::EXCHANGE_GUID,
    ],
    export: Export {
        command: r"Get-OrganizationConfig | Select-Object Name, Identity, DisplayName, EwsEnabled, EwsApplicationAccessPolicy, OAuth2ClientProfileEnabled, AutoExpandingArchiveEnabled | Export-Csv organization-config.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'organization-config' 'organization-config.csv' @(
    'Name', 'Identity', 'DisplayName', 'EwsEnabled', 'EwsApplicationAccessPolicy',
    'EwsAllowList', 'EwsBlockList', 'IsDehydrated', 'OAuth2ClientProfileEnabled',
    'AutoExpandingArchiveEnabled', 'FocusedInboxOn', 'OrganizationId', 'WhenChanged'
) {
    Get-OrganizationConfig
}
",
        file: "organization-config.csv",
    },
};
