//! Kind `identity-map`: who becomes whom, as a person or another tool decided.
//! Two columns of addresses under unknown headers are taken for one when no other kind fits.

use crate::kinds::columns::columns;
use crate::kinds::{dns_records, mailboxes};
use crate::schema::{Export, Kind};

columns! {
    SOURCE: Identity = [
        "Source", "SourceUser", "SourceEmail", "SourceEmailAddress", "ExportEmailAddress",
        "ExportName", "SourceUPN", "Source Mailbox", "OldUPN", "SourceMail", "SourceAddress",
    ] or ["userPrincipalName", "PrimarySmtp"];
    SOURCE_POST_MIGRATION: Identity = ["PostMigrationSourceEmail"];
    DESTINATION: Identity = [
        "Target", "TargetUser", "Destination", "DestinationEmail", "DestinationEmailAddress",
        "DestinationSmtp", "ImportEmailAddress", "ImportName", "customTargetAttribute",
        "targetUPN", "TargetMail", "Target Mailbox", "Destination Mailbox", "NewUPN",
        "TargetEmail", "DestinationUPN", "DestinationAddress", "DestinationUser",
    ];
    DESTINATION_STAGING: Identity = ["DestinationStagingEmail"];
    DESTINATION_POST_MIGRATION: Identity = ["PostMigrationDestinationEmail"];
    DESTINATION_ALIASES: Addresses = ["DestinationAliases"];
    DESTINATION_MAILBOX_TYPE: Text = ["DestinationMailboxType"];
    DESTINATION_OBJECT_ID: Guid = ["targetobjectID"];
    OBJECT_TYPE: Text = ["ExportObjectType", "ImportObjectType", "SourceMailboxType"] or ["Type"];
    IN_SCOPE: Flag = ["Migrate"];
    WAVE: Text = ["Wave", "Batch", "BatchName", "Batch Number"];
}

/// Identity map.
pub static KIND: Kind = Kind {
    name: "identity-map",
    title: "Identity map",
    columns: COLUMNS,
    key: &[&SOURCE],
    signatures: &[&[&SOURCE, &DESTINATION], &[&SOURCE, &DESTINATION_STAGING], &[&SOURCE, &DESTINATION_POST_MIGRATION]],
    unless: &[&mailboxes::EXCHANGE_GUID, &mailboxes::EMAIL_ADDRESSES, &mailboxes::SIZE, &dns_records::TTL],
    export: Export {
        command: r"Get-Mailbox -ResultSize Unlimited | Select-Object @{n='Source';e={$_.PrimarySmtpAddress}}, @{n='Destination';e={''}}, @{n='Wave';e={''}} | Export-Csv map.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "map.csv",
    },
};
