//! Kind `dynamic-groups`: groups whose members are a filter.
//! It has the columns of `groups` and those of the filter.

use crate::kinds::columns::{columns, joined};
use crate::kinds::groups;
use crate::schema::{Column, Export, Kind};

columns! {
    RECIPIENT_CONTAINER: Text = ["RecipientContainer"];
    INCLUDED_RECIPIENTS: Words = ["IncludedRecipients"];
}

/// The columns of `groups` and then those of this kind alone.
static ALL: [&Column; groups::COLUMNS.len() + COLUMNS.len()] = joined(groups::COLUMNS, COLUMNS);

/// Dynamic distribution groups.
pub static KIND: Kind = Kind {
    name: "dynamic-groups",
    title: "Dynamic distribution groups",
    columns: &ALL,
    key: &[
        &groups::OBJECT_ID,
        &groups::GUID,
        &groups::PRIMARY_SMTP_ADDRESS,
        &groups::IDENTITY,
        &groups::ALIAS,
        &groups::DISPLAY_NAME,
    ],
    signatures: &[
        &[&groups::RECIPIENT_FILTER],
        &[&RECIPIENT_CONTAINER],
        &[&INCLUDED_RECIPIENTS],
        &[&groups::DISPLAY_NAME, &groups::RECIPIENT_TYPE_DETAILS],
        &[&groups::PRIMARY_SMTP_ADDRESS, &groups::RECIPIENT_TYPE_DETAILS],
    ],
    unless: &[],
    export: Export {
        command: r"Get-DynamicDistributionGroup -ResultSize Unlimited | Select-Object *, @{n='EmailAddresses';e={$_.EmailAddresses -join ';'}}, @{n='ManagedBy';e={$_.ManagedBy -join ';'}}, @{n='GrantSendOnBehalfTo';e={$_.GrantSendOnBehalfTo -join ';'}}, @{n='AcceptMessagesOnlyFrom';e={$_.AcceptMessagesOnlyFrom -join ';'}}, @{n='AcceptMessagesOnlyFromDLMembers';e={$_.AcceptMessagesOnlyFromDLMembers -join ';'}}, @{n='RejectMessagesFrom';e={$_.RejectMessagesFrom -join ';'}}, @{n='RejectMessagesFromDLMembers';e={$_.RejectMessagesFromDLMembers -join ';'}}, @{n='ModeratedBy';e={$_.ModeratedBy -join ';'}}, @{n='BypassModerationFromSendersOrMembers';e={$_.BypassModerationFromSendersOrMembers -join ';'}} -ExcludeProperty EmailAddresses, ManagedBy, GrantSendOnBehalfTo, AcceptMessagesOnlyFrom, AcceptMessagesOnlyFromDLMembers, RejectMessagesFrom, RejectMessagesFromDLMembers, ModeratedBy, BypassModerationFromSendersOrMembers | Export-Csv dynamic-groups.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'dynamic-groups' 'dynamic-groups.csv' @(
    'DisplayName', 'Name', 'PrimarySmtpAddress', 'Alias', 'EmailAddresses', 'LegacyExchangeDN',
    'Guid', 'ExternalDirectoryObjectId', 'Identity', 'DistinguishedName', 'RecipientTypeDetails',
    'ManagedBy', 'GrantSendOnBehalfTo', 'HiddenFromAddressListsEnabled',
    'RequireSenderAuthenticationEnabled', 'AcceptMessagesOnlyFrom',
    'AcceptMessagesOnlyFromDLMembers', 'RejectMessagesFrom', 'RejectMessagesFromDLMembers',
    'ModerationEnabled', 'ModeratedBy', 'BypassModerationFromSendersOrMembers',
    'ReportToManagerEnabled', 'ReportToOriginatorEnabled', 'SendOofMessageToOriginatorEnabled',
    'IsDirSynced', 'Description', 'OrganizationId', 'WhenCreated', 'WhenChanged',
    'CustomAttribute1', 'CustomAttribute2', 'CustomAttribute3', 'CustomAttribute4',
    'CustomAttribute5', 'CustomAttribute6', 'CustomAttribute7', 'CustomAttribute8',
    'CustomAttribute9', 'CustomAttribute10', 'CustomAttribute11', 'CustomAttribute12',
    'CustomAttribute13', 'CustomAttribute14', 'CustomAttribute15', 'RecipientFilter',
    'RecipientContainer', 'IncludedRecipients'
) {
    Get-DynamicDistributionGroup -ResultSize Unlimited
}
",
        file: "dynamic-groups.csv",
    },
};
