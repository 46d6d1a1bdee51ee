//! What the checks of delegation share: what must be exported, the rights looked at, and how one is put into a finding.

use super::needs::carried;
use crate::check::{Hit, Need, Selection};
use crate::facts::{Facts, ObjectId, Right, RightKind};
use crate::kinds::{
    contacts, delegation_by_trustee, dynamic_groups, folder_permissions, groups, mailbox_permissions, mailboxes,
    recipient_permissions, send_on_behalf, unified_groups,
};
use crate::schema::{Column, Side};

/// Who acts for whom, as far as exports name it.
pub(super) const SOURCE_DELEGATES: Need = Need::on(
    Side::Source,
    carried![
        mailboxes.mailboxes::SEND_ON_BEHALF,
        groups.groups::SEND_ON_BEHALF,
        unified_groups.groups::SEND_ON_BEHALF,
        dynamic_groups.groups::SEND_ON_BEHALF,
        contacts.contacts::SEND_ON_BEHALF,
        mailbox_permissions.mailbox_permissions::TRUSTEE,
        recipient_permissions.recipient_permissions::TRUSTEE,
        folder_permissions.folder_permissions::TRUSTEE,
        send_on_behalf.send_on_behalf::TRUSTEE,
        delegation_by_trustee.delegation_by_trustee::TRUSTEE,
    ],
);

/// Who acts for whom at the destination.
pub(super) const DESTINATION_DELEGATES: Need = Need::on(Side::Destination, SOURCE_DELEGATES.any);

/// Full Access of the source.
pub(super) const SOURCE_FULL_ACCESS: Need = Need::on(
    Side::Source,
    carried![
        mailbox_permissions.mailbox_permissions::TRUSTEE,
        delegation_by_trustee.delegation_by_trustee::TRUSTEE,
    ],
);

/// Send As of the source.
const SOURCE_SEND_AS: Need = Need::on(
    Side::Source,
    carried![
        recipient_permissions.recipient_permissions::TRUSTEE,
        delegation_by_trustee.delegation_by_trustee::TRUSTEE,
    ],
);

/// Folder permissions of the source.
pub(super) const SOURCE_FOLDERS: Need =
    Need::on(Side::Source, carried![folder_permissions.folder_permissions::TRUSTEE]);

/// Each kind of right of the source. Send on Behalf mostly comes with the mailboxes.
pub(super) static EACH_RIGHT: &[Need] = &[SOURCE_FULL_ACCESS, SOURCE_SEND_AS, SOURCE_FOLDERS];

/// Each kind of right of both sides.
pub(super) static EACH_RIGHT_OF_BOTH: &[Need] = &[
    SOURCE_FULL_ACCESS,
    SOURCE_SEND_AS,
    SOURCE_FOLDERS,
    DESTINATION_FULL_ACCESS,
    Need::on(Side::Destination, SOURCE_SEND_AS.any),
    DESTINATION_FOLDERS,
];

/// Folder permissions of the destination.
pub(super) const DESTINATION_FOLDERS: Need = Need::on(Side::Destination, SOURCE_FOLDERS.any);

/// Full Access of either side.
pub(super) const FULL_ACCESS: Need = Need::either(carried![
    mailbox_permissions.mailbox_permissions::TRUSTEE,
    delegation_by_trustee.delegation_by_trustee::TRUSTEE,
]);

/// Full Access of the destination.
pub(super) const DESTINATION_FULL_ACCESS: Need = Need::on(Side::Destination, FULL_ACCESS.any);

/// Columns that name delegates.
pub(super) const DELEGATE_COLUMNS: &[&Column] = &[
    &mailboxes::SEND_ON_BEHALF,
    &groups::SEND_ON_BEHALF,
    &contacts::SEND_ON_BEHALF,
    &mailbox_permissions::TRUSTEE,
    &recipient_permissions::TRUSTEE,
    &folder_permissions::TRUSTEE,
    &send_on_behalf::TRUSTEE,
    &delegation_by_trustee::TRUSTEE,
];

/// Gives each right of the source on something in scope to a check. Rights on what is out of scope are none of its
/// business; those on something unknown, and lost cells, cannot be decided.
pub(super) fn each(facts: &Facts, selection: &mut Selection, mut ask: impl FnMut(&mut Selection, &Right, ObjectId)) {
    for right in facts.rights.of(Side::Source) {
        match right.owner_id() {
            Some(owner) if facts.source.object(owner).in_scope() => {
                selection.examine_on(Side::Source);
                ask(selection, right, owner);
            }
            Some(_) => {}
            None => {
                selection.examine_on(Side::Source);
                selection.undecided_on(Side::Source);
            }
        }
    }
    for _ in 0..facts.rights.undecided(Side::Source) {
        selection.examine_on(Side::Source);
        selection.undecided_on(Side::Source);
    }
}

/// A finding about a right: the owner is its subject, the right its value.
pub(super) fn hit(facts: &Facts, right: &Right, owner: ObjectId) -> Hit {
    let side = Side::Source;
    Hit::new(side, facts.subject(side, owner), facts.right_value(side, right))
        .with("grantee", facts.grantee_name(side, right))
        .with("right", words(facts, right))
        .seen(Some(facts.at(side, right.at, Some(right.column))))
}

/// The right in words that a name can follow: `Full Access to`.
fn words(facts: &Facts, right: &Right) -> String {
    let name = name(facts, right);
    match right.kind {
        RightKind::FullAccess => format!("{name} to"),
        RightKind::SendAs | RightKind::SendOnBehalf => format!("{name} on"),
        RightKind::Folder => format!("{name} of"),
    }
}

/// The right in words: `Full Access`.
pub(super) fn name(facts: &Facts, right: &Right) -> String {
    match right.kind {
        RightKind::FullAccess => "Full Access".to_owned(),
        RightKind::SendAs => "Send As".to_owned(),
        RightKind::SendOnBehalf => "Send on Behalf".to_owned(),
        RightKind::Folder => {
            format!("level `{}` on the folder `{}`", facts.text(right.level), facts.text(right.folder))
        }
    }
}

#[cfg(test)]
pub(super) mod testing {
    use std::fmt::Write as _;

    use crate::checks::testing::Tenants;

    pub const OBJECTS: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n";

    /// Kim, Sam and the shared mailbox Box move; Eve and the second Pat do not; two are called Pat.
    pub fn tenants() -> Tenants {
        let source = format!(
            "{OBJECTS}kim@contoso.com,kim@contoso.com,UserMailbox,Kim Akers,kim\n\
             sam@contoso.com,sam@contoso.com,UserMailbox,Sam Lee,sam\n\
             eve@contoso.com,eve@contoso.com,UserMailbox,Eve,eve\n\
             pat1@contoso.com,pat1@contoso.com,UserMailbox,Pat,pat1\n\
             pat2@contoso.com,pat2@contoso.com,UserMailbox,Pat,pat2\n\
             box@contoso.com,box@contoso.com,SharedMailbox,Box,box\n"
        );
        let destination = format!(
            "{OBJECTS}kim@fabrikam.com,kim@fabrikam.com,UserMailbox,Kim Akers,kim\n\
             sam@fabrikam.com,sam@fabrikam.com,UserMailbox,Sam Lee,sam\n\
             pat1@fabrikam.com,pat1@fabrikam.com,UserMailbox,Pat,pat1\n\
             box@fabrikam.com,box@fabrikam.com,SharedMailbox,Box,box\n\
             xaver@fabrikam.com,xaver@fabrikam.com,UserMailbox,Xaver,xaver\n"
        );
        Tenants::new().source("mailboxes.csv", &source).destination("mailboxes.csv", &destination)
    }

    /// The tenants with Full Access on Box for each of some people.
    pub fn full_access(trustees: &[&str]) -> Tenants {
        let mut text = "Identity,User,AccessRights,IsInherited,Deny\n".to_owned();
        for trustee in trustees {
            let _ = writeln!(text, "box@contoso.com,\"{trustee}\",FullAccess,False,False");
        }
        tenants().source("mailbox-permissions.csv", &text)
    }
}
