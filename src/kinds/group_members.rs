//! Kind `group-members`: one row per group and member.

use crate::kinds::columns::columns;
use crate::kinds::{groups, mailboxes};
use crate::schema::{Export, Kind};

columns! {
    GROUP: Identity = ["Group", "GroupName", "DistroGroupName", "DL Name", "GroupDisplayName"] or [
        "DisplayName", "Name", "SourceName",
    ];
    GROUP_EMAIL: Address = [
        "GroupEmailAddress", "Group Primary Email", "GroupAddress", "GroupSMTP",
        "GroupPrimarySmtpAddress", "GroupEmail", "GroupMail",
    ] or ["PrimarySmtpAddress", "EmailAddresses"];
    GROUP_ID: Guid = ["GroupID", "GroupObjectID"];
    MEMBER_NAME: Identity = ["MemberName", "Group Members", "Member"] or ["Members", "User"];
    MEMBER_EMAIL: Address = [
        "MemberEmail", "MemberUserPrincipalName", "Group Members ID", "MemberPrimarySmtpAddress",
        "MemberAddress", "MemberSmtp", "MemberMail", "MemberUPN",
    ] or ["EmailAddress", "userPrincipalName", "PrimarySmtpAddress", "Member"];
    MEMBER_ID: Guid = ["MemberID"] or ["id"];
    MEMBER_TYPE: Text = ["RecipientType", "RecipientTypeDetails", "MemberObjectType", "objectType"] or [
        "MemberType",
    ];
    MEMBER_ROLE: Text = ["Role", "LinkType"] or ["MemberType", "Permission"];
    NESTED_GROUP: Identity = ["Nested DL Name"];
    /// All members of the group in one cell; only beside a kind of group that serves the same file.
    MEMBERS: Identities = [] or [
        "Members", "Membership", "MemberEmails", "membersName", "membersSmtp",
        "MembersPrimarySmtpAddress",
    ];
}

/// Members of groups.
pub static KIND: Kind = Kind {
    name: "group-members",
    title: "Members of groups",
    columns: COLUMNS,
    key: &[&GROUP_ID, &GROUP_EMAIL, &GROUP],
    signatures: &[
        &[&GROUP, &MEMBER_NAME],
        &[&GROUP, &MEMBER_EMAIL],
        &[&GROUP_EMAIL, &MEMBER_NAME],
        &[&GROUP_EMAIL, &MEMBER_EMAIL],
        &[&GROUP_ID, &MEMBER_ID],
        &[&GROUP_ID, &MEMBER_NAME],
    ],
    unless: &[&mailboxes::EXCHANGE_GUID, &mailboxes::LEGACY_EXCHANGE_DN, &groups::MEMBER_JOIN_RESTRICTION],
    export: Export {
        command: r"Get-DistributionGroup -ResultSize Unlimited | ForEach-Object { $g = $_; Get-DistributionGroupMember ([string]$g.Guid) -ResultSize Unlimited | Select-Object @{n='GroupEmailAddress';e={$g.PrimarySmtpAddress}}, @{n='MemberName';e={$_.DisplayName}}, @{n='MemberEmail';e={$_.PrimarySmtpAddress}}, @{n='MemberId';e={$_.ExternalDirectoryObjectId}} } | Export-Csv group-members.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'group-members' 'group-members.csv' @(
    'Group', 'GroupEmailAddress', 'GroupId', 'MemberName', 'MemberEmail', 'MemberId',
    'MemberObjectType', 'Role'
) {
    Get-Each (Get-DistributionGroup -ResultSize Unlimited) {
        param($group)
        Get-DistributionGroupMember -Identity ([string]$group.Guid) -ResultSize Unlimited |
            Select-Object -Property @{ n = 'Group'; e = { $group.DisplayName } },
                @{ n = 'GroupEmailAddress'; e = { $group.PrimarySmtpAddress } },
                @{ n = 'GroupId'; e = { $group.ExternalDirectoryObjectId } },
                @{ n = 'MemberName'; e = { $_.DisplayName } },
                @{ n = 'MemberEmail'; e = { $_.PrimarySmtpAddress } },
                @{ n = 'MemberId'; e = { $_.ExternalDirectoryObjectId } },
                @{ n = 'MemberObjectType'; e = { $_.RecipientTypeDetails } },
                @{ n = 'Role'; e = { 'Member' } }
    }
    Get-Each (Get-UnifiedGroup -ResultSize Unlimited) {
        param($group)
        Get-UnifiedGroupLinks -Identity ([string]$group.Guid) -LinkType Members -ResultSize Unlimited |
            Select-Object -Property @{ n = 'Group'; e = { $group.DisplayName } },
                @{ n = 'GroupEmailAddress'; e = { $group.PrimarySmtpAddress } },
                @{ n = 'GroupId'; e = { $group.ExternalDirectoryObjectId } },
                @{ n = 'MemberName'; e = { $_.DisplayName } },
                @{ n = 'MemberEmail'; e = { $_.PrimarySmtpAddress } },
                @{ n = 'MemberId'; e = { $_.ExternalDirectoryObjectId } },
                @{ n = 'MemberObjectType'; e = { $_.RecipientTypeDetails } },
                @{ n = 'Role'; e = { 'Member' } }
        Get-UnifiedGroupLinks -Identity ([string]$group.Guid) -LinkType Owners -ResultSize Unlimited |
            Select-Object -Property @{ n = 'Group'; e = { $group.DisplayName } },
                @{ n = 'GroupEmailAddress'; e = { $group.PrimarySmtpAddress } },
                @{ n = 'GroupId'; e = { $group.ExternalDirectoryObjectId } },
                @{ n = 'MemberName'; e = { $_.DisplayName } },
                @{ n = 'MemberEmail'; e = { $_.PrimarySmtpAddress } },
                @{ n = 'MemberId'; e = { $_.ExternalDirectoryObjectId } },
                @{ n = 'MemberObjectType'; e = { $_.RecipientTypeDetails } },
                @{ n = 'Role'; e = { 'Owner' } }
    }
}
",
        file: "group-members.csv",
    },
};
