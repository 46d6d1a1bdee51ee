//! Kind `group-memberships`: one row per member, with all its groups.

use crate::kinds::columns::columns;
use crate::kinds::mailboxes;
use crate::schema::{Export, Kind};

columns! {
    MEMBER: Identity = [
        "Identifier", "User Principal Name", "UPN", "User Display Name", "DisplayName",
    ];
    GROUPS: Identities = ["Groups", "DLs Name", "GroupMembershipsAtSource"];
    GROUP_EMAILS: Identities = ["DLs Email Adddress"];
    GROUP_COUNT: Count = ["No Of DLs That User Is A Member"];
    RECIPIENT_TYPE_DETAILS: Text = ["RecipientTypeDetails"];
}

/// Groups of each member.
pub static KIND: Kind = Kind {
    name: "group-memberships",
    title: "Groups of each member",
    columns: COLUMNS,
    key: &[&MEMBER],
    signatures: &[&[&MEMBER, &GROUPS], &[&MEMBER, &GROUP_EMAILS]],
    unless: &[&mailboxes::EMAIL_ADDRESSES, &mailboxes::EXCHANGE_GUID, &mailboxes::SIZE],
    export: Export {
        command: r"Get-DistributionGroup -ResultSize Unlimited | ForEach-Object { $g = $_; Get-DistributionGroupMember ([string]$g.Guid) -ResultSize Unlimited | Select-Object @{n='GroupEmailAddress';e={$g.PrimarySmtpAddress}}, @{n='MemberEmail';e={$_.PrimarySmtpAddress}} } | Export-Csv group-members.csv -NoTypeInformation -Encoding UTF8",
        script: "",
        file: "group-memberships.csv",
    },
};
