//! Kind `groups`: distribution and mail-enabled security groups, and directory lists of all groups.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    DISPLAY_NAME: Text = [
        "DisplayName", "Group Name", "DistroGroupName", "DLName", "DLs Name",
        "Group Display Name",
    ] or ["Name"];
    PRIMARY_SMTP_ADDRESS: Address = [
        "PrimarySmtpAddress", "PrimaryEmail", "Group Primary Email", "GroupEmailAddress",
        "EmailAddress", "Group Email", "DLs Email Adddress", "Mail", "Email",
        "WindowsEmailAddress",
    ] or ["Address", "Identifier"];
    ALIAS: Text = ["Alias", "MailNickName"];
    EMAIL_ADDRESSES: Addresses = [
        "EmailAddresses", "Group Emails", "Group email aliases", "proxyAddresses",
    ] or ["Alias"];
    GROUP_TYPE: Text = ["GroupType", "GroupTypes"];
    SECURITY_ENABLED: Flag = ["SecurityEnabled"];
    MAIL_ENABLED: Flag = ["MailEnabled"];
    OBJECT_ID: Guid = ["ExternalDirectoryObjectId", "GroupObjectID", "GroupID", "Object Id"] or [
        "Id",
    ];
    GUID: Guid = ["Guid"];
    IDENTITY: Identity = ["Identity"], unread;
    MANAGED_BY: Identities = [
        "ManagedBy", "ManagedByWithDisplayNames", "ManagedByDetails", "Manager", "Managers",
        "Owners", "Owner", "Group Owners", "Group Owner", "OwnerEmails", "Owner Principal Name",
        "PrimaryOwnerSMTP", "OwnersSMTP",
    ];
    OWNER_COUNT: Count = ["OwnerCount"];
    /// The members in one cell; read as `group-members` of the same file.
    MEMBERS: Identities = [
        "Members", "Membership", "MemberEmails", "membersName", "membersSmtp",
        "MembersPrimarySmtpAddress",
    ];
    MEMBER_COUNT: Count = ["MemberCount", "GroupMembersCount", "GroupMemberCount"];
    EXTERNAL_MEMBER_COUNT: Count = ["External Member Count", "GroupExternalMemberCount"];
    MEMBER_COUNT_BY_TYPE: Text = ["MembersCountByType"];
    HAS_NESTED_GROUPS: Flag = ["HasNestedGroups"];
    HIDDEN_FROM_ADDRESS_LISTS: Flag = ["HiddenFromAddressListsEnabled", "HiddenFromAddressList"];
    /// `True`: senders outside the organisation are refused.
    REQUIRE_SENDER_AUTHENTICATION: Flag = [
        "RequireSenderAuthenticationEnabled", "ExternalSendersBlocked",
    ];
    ALLOW_EXTERNAL_SENDERS: Flag = ["AllowExternalSenders", "External senders allowed"];
    ACCEPT_MESSAGES_ONLY_FROM: Identities = ["AcceptMessagesOnlyFrom", "AuthorizedSenders"];
    SEND_ON_BEHALF: Identities = ["GrantSendOnBehalfTo", "GrantSendOnBehalfToWithDisplayNames"];
    MODERATED_BY: Identities = ["ModeratedBy", "ModeratedByWithDisplayNames"];
    MODERATION_ENABLED: Flag = ["ModerationEnabled"];
    BYPASS_MODERATION: Identities = [
        "BypassModerationFromSendersOrMembers",
        "BypassModerationFromSendersOrMembersWithDisplayNames",
    ];
    MEMBER_JOIN_RESTRICTION: Text = ["MemberJoinRestriction", "JoinGroupWithoutApproval"];
    MEMBER_DEPART_RESTRICTION: Text = ["MemberDepartRestriction", "LeaveGroupWithoutApproval"];
    ACCESS_TYPE: Text = ["AccessType", "Visibility", "Privacy"];
    /// Says `Team` where the group backs a team.
    IS_TEAMS: Words = ["IsMicrosoftTeam", "resourceProvisioningOptions"];
    IS_DIR_SYNCED: Flag = ["IsDirSynced", "DirSync", "DirSyncEnabled", "OnPremisesSyncEnabled"];
    LEGACY_EXCHANGE_DN: LegacyDn = ["LegacyExchangeDN"];
    RECIPIENT_FILTER: Text = ["RecipientFilter", "MembershipRule"];
    DESCRIPTION: Text = ["Description", "Notes", "MailTip"];
    WHEN_CREATED: Date = ["WhenCreated", "WhenCreatedUTC", "CreationTime", "createdDateTime"];
    /// The object's name; serves as the display name where there is none.
    NAME: Text = [] or ["Name", "Id"];
    RECIPIENT_TYPE: Text = ["RecipientType"];
    RECIPIENT_TYPE_DETAILS: Text = ["RecipientTypeDetails"];
    /// Groups whose members may send; kept apart so that findings can name the property.
    ACCEPT_MESSAGES_ONLY_FROM_DL_MEMBERS: Identities = [
        "AcceptMessagesOnlyFromDLMembers", "AcceptMessagesOnlyFromDLMembersWithDisplayNames",
    ];
    /// The union of the two columns before.
    ACCEPT_MESSAGES_ONLY_FROM_SENDERS_OR_MEMBERS: Identities = [
        "AcceptMessagesOnlyFromSendersOrMembers",
        "AcceptMessagesOnlyFromSendersOrMembersWithDisplayNames",
    ];
    REJECT_MESSAGES_FROM: Identities = ["RejectMessagesFrom", "RejectMessagesFromWithDisplayNames"];
    REJECT_MESSAGES_FROM_DL_MEMBERS: Identities = [
        "RejectMessagesFromDLMembers", "RejectMessagesFromDLMembersWithDisplayNames",
    ];
    REJECT_MESSAGES_FROM_SENDERS_OR_MEMBERS: Identities = [
        "RejectMessagesFromSendersOrMembers",
        "RejectMessagesFromSendersOrMembersWithDisplayNames",
    ];
    BYPASS_NESTED_MODERATION: Flag = ["BypassNestedModerationEnabled"];
    REPORT_TO_MANAGER: Flag = ["ReportToManagerEnabled"];
    REPORT_TO_ORIGINATOR: Flag = ["ReportToOriginatorEnabled"];
    SEND_OOF_TO_ORIGINATOR: Flag = ["SendOofMessageToOriginatorEnabled"];
    HIDDEN_GROUP_MEMBERSHIP: Flag = ["HiddenGroupMembershipEnabled"];
    DISTINGUISHED_NAME: Text = ["DistinguishedName"], unread;
    EXCHANGE_OBJECT_ID: Guid = ["ExchangeObjectId"], unread;
    CUSTOM_ATTRIBUTE: Text = [
        "CustomAttribute1", "CustomAttribute2", "CustomAttribute3", "CustomAttribute4",
        "CustomAttribute5", "CustomAttribute6", "CustomAttribute7", "CustomAttribute8",
        "CustomAttribute9", "CustomAttribute10", "CustomAttribute11", "CustomAttribute12",
        "CustomAttribute13", "CustomAttribute14", "CustomAttribute15",
    ], unread;
    ORGANIZATION_ID: Text = ["OrganizationId"];
    WHEN_CHANGED: Date = ["WhenChanged", "WhenChangedUTC"];
}

/// Distribution and security groups.
pub static KIND: Kind = Kind {
    name: "groups",
    title: "Distribution and security groups",
    columns: COLUMNS,
    key: &[&OBJECT_ID, &GUID, &PRIMARY_SMTP_ADDRESS, &IDENTITY, &ALIAS, &DISPLAY_NAME],
    signatures: &[
        &[&DISPLAY_NAME, &GROUP_TYPE],
        &[&DISPLAY_NAME, &MANAGED_BY],
        &[&MEMBER_JOIN_RESTRICTION],
        &[&SECURITY_ENABLED, &MAIL_ENABLED],
        &[&DISPLAY_NAME, &MEMBERS],
        &[&DISPLAY_NAME, &MEMBER_COUNT],
        &[&DISPLAY_NAME, &REQUIRE_SENDER_AUTHENTICATION],
        &[&PRIMARY_SMTP_ADDRESS, &GROUP_TYPE],
        &[&PRIMARY_SMTP_ADDRESS, &RECIPIENT_TYPE_DETAILS],
        &[&DISPLAY_NAME, &RECIPIENT_TYPE_DETAILS],
        &[&PRIMARY_SMTP_ADDRESS, &EMAIL_ADDRESSES],
        &[&PRIMARY_SMTP_ADDRESS, &DISPLAY_NAME],
    ],
    unless: &[],
    export: Export {
        command: r"Get-DistributionGroup -ResultSize Unlimited | Select-Object *, @{n='EmailAddresses';e={$_.EmailAddresses -join ';'}}, @{n='ManagedBy';e={$_.ManagedBy -join ';'}}, @{n='GrantSendOnBehalfTo';e={$_.GrantSendOnBehalfTo -join ';'}}, @{n='AcceptMessagesOnlyFrom';e={$_.AcceptMessagesOnlyFrom -join ';'}}, @{n='AcceptMessagesOnlyFromDLMembers';e={$_.AcceptMessagesOnlyFromDLMembers -join ';'}}, @{n='RejectMessagesFrom';e={$_.RejectMessagesFrom -join ';'}}, @{n='RejectMessagesFromDLMembers';e={$_.RejectMessagesFromDLMembers -join ';'}}, @{n='ModeratedBy';e={$_.ModeratedBy -join ';'}}, @{n='BypassModerationFromSendersOrMembers';e={$_.BypassModerationFromSendersOrMembers -join ';'}} -ExcludeProperty EmailAddresses, ManagedBy, GrantSendOnBehalfTo, AcceptMessagesOnlyFrom, AcceptMessagesOnlyFromDLMembers, RejectMessagesFrom, RejectMessagesFromDLMembers, ModeratedBy, BypassModerationFromSendersOrMembers | Export-Csv groups.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'groups' 'groups.csv' @(
    'DisplayName', 'Name', 'PrimarySmtpAddress', 'Alias', 'EmailAddresses', 'LegacyExchangeDN',
    'Guid', 'ExternalDirectoryObjectId', 'Identity', 'DistinguishedName', 'RecipientTypeDetails',
    'GroupType', 'ManagedBy', 'GrantSendOnBehalfTo', 'HiddenFromAddressListsEnabled',
    'HiddenGroupMembershipEnabled', 'RequireSenderAuthenticationEnabled',
    'AcceptMessagesOnlyFrom', 'AcceptMessagesOnlyFromDLMembers', 'RejectMessagesFrom',
    'RejectMessagesFromDLMembers', 'ModerationEnabled', 'ModeratedBy',
    'BypassModerationFromSendersOrMembers', 'BypassNestedModerationEnabled',
    'MemberJoinRestriction', 'MemberDepartRestriction', 'ReportToManagerEnabled',
    'ReportToOriginatorEnabled', 'SendOofMessageToOriginatorEnabled', 'IsDirSynced',
    'Description', 'OrganizationId', 'WhenCreated', 'WhenChanged', 'CustomAttribute1',
    'CustomAttribute2', 'CustomAttribute3', 'CustomAttribute4', 'CustomAttribute5',
    'CustomAttribute6', 'CustomAttribute7', 'CustomAttribute8', 'CustomAttribute9',
    'CustomAttribute10', 'CustomAttribute11', 'CustomAttribute12', 'CustomAttribute13',
    'CustomAttribute14', 'CustomAttribute15'
) {
    Get-DistributionGroup -ResultSize Unlimited
}
",
        file: "groups.csv",
    },
};
