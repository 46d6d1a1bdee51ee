//! What the checks of groups share: the groups looked at, what must be exported, and how a person is named.

use super::needs::carried;
use crate::check::{Evidence, Need, Selection};
use crate::facts::{Extent, Facts, Listed, Object, ObjectId, Party};
use crate::kinds::{
    dynamic_groups, group_members, group_memberships, groups, mailboxes, recipients, unified_groups, users,
};
use crate::schema::Side;
use crate::values::recipient::Class;

/// Members of the source's groups, in any orientation.
pub(super) const SOURCE_MEMBERS: Need = Need::on(
    Side::Source,
    carried![
        group_members.group_members::MEMBER_EMAIL,
        group_members.group_members::MEMBER_NAME,
        group_members.group_members::MEMBER_ID,
        group_members.group_members::MEMBERS,
        group_memberships.group_memberships::GROUPS,
        group_memberships.group_memberships::GROUP_EMAILS,
    ],
);

/// Members of the destination's groups.
pub(super) const DESTINATION_MEMBERS: Need = Need::on(Side::Destination, SOURCE_MEMBERS.any);

/// Whether the source's groups have members.
pub(super) const SOURCE_MEMBER_COUNTS: Need = Need::on(
    Side::Source,
    carried![
        group_members.group_members::MEMBER_EMAIL,
        group_members.group_members::MEMBER_NAME,
        group_members.group_members::MEMBER_ID,
        group_members.group_members::MEMBERS,
        group_memberships.group_memberships::GROUPS,
        group_memberships.group_memberships::GROUP_EMAILS,
        groups.groups::MEMBER_COUNT,
        unified_groups.groups::MEMBER_COUNT,
    ],
);

/// Owners of the source's groups.
pub(super) const SOURCE_OWNERS: Need = Need::on(
    Side::Source,
    carried![
        groups.groups::MANAGED_BY,
        unified_groups.groups::MANAGED_BY,
        dynamic_groups.groups::MANAGED_BY,
        groups.groups::OWNER_COUNT,
        unified_groups.groups::OWNER_COUNT,
        group_members.group_members::MEMBER_ROLE,
        group_members.group_members::MEMBER_TYPE,
    ],
);

/// Owners of the destination's groups.
pub(super) const DESTINATION_OWNERS: Need = Need::on(Side::Destination, SOURCE_OWNERS.any);

/// Columns of every kind of group.
macro_rules! of_groups {
    ($($column:ident),* $(,)?) => {
        carried![$(groups.groups::$column, unified_groups.groups::$column, dynamic_groups.groups::$column),*]
    };
}

/// Who may send to the source's groups, and who moderates them.
pub(super) const SOURCE_RESTRICTIONS: Need = Need::on(
    Side::Source,
    of_groups![
        ACCEPT_MESSAGES_ONLY_FROM,
        ACCEPT_MESSAGES_ONLY_FROM_DL_MEMBERS,
        ACCEPT_MESSAGES_ONLY_FROM_SENDERS_OR_MEMBERS,
        REJECT_MESSAGES_FROM,
        REJECT_MESSAGES_FROM_DL_MEMBERS,
        REJECT_MESSAGES_FROM_SENDERS_OR_MEMBERS,
        MODERATED_BY,
        BYPASS_MODERATION,
    ],
);

/// Some setting of the source's groups that is compared after the move.
pub(super) const SOURCE_SETTINGS: Need = Need::on(
    Side::Source,
    of_groups![
        REQUIRE_SENDER_AUTHENTICATION,
        ALLOW_EXTERNAL_SENDERS,
        HIDDEN_FROM_ADDRESS_LISTS,
        MODERATION_ENABLED,
        ACCEPT_MESSAGES_ONLY_FROM,
        ACCEPT_MESSAGES_ONLY_FROM_DL_MEMBERS,
        ACCEPT_MESSAGES_ONLY_FROM_SENDERS_OR_MEMBERS,
        REJECT_MESSAGES_FROM,
        REJECT_MESSAGES_FROM_DL_MEMBERS,
        REJECT_MESSAGES_FROM_SENDERS_OR_MEMBERS,
        MODERATED_BY,
        BYPASS_MODERATION,
    ],
);

/// The same of the destination's groups.
pub(super) const DESTINATION_SETTINGS: Need = Need::on(Side::Destination, SOURCE_SETTINGS.any);

/// People of the source, so that a member who is not among them is nobody.
pub(super) const SOURCE_PEOPLE: Need = Need::on(
    Side::Source,
    carried![
        mailboxes.mailboxes::PRIMARY_SMTP_ADDRESS,
        mailboxes.mailboxes::USER_PRINCIPAL_NAME,
        mailboxes.mailboxes::EMAIL_ADDRESSES,
        recipients.recipients::PRIMARY_SMTP_ADDRESS,
        recipients.recipients::EMAIL_ADDRESSES,
        users.users::USER_PRINCIPAL_NAME,
    ],
);

/// Dynamic groups of the source, or an export in which they would be seen.
pub(super) const SOURCE_DYNAMIC_GROUPS: Need = Need::on(
    Side::Source,
    carried![
        dynamic_groups.groups::RECIPIENT_FILTER,
        dynamic_groups.groups::PRIMARY_SMTP_ADDRESS,
        groups.groups::RECIPIENT_FILTER,
        unified_groups.groups::RECIPIENT_FILTER,
        recipients.recipients::RECIPIENT_TYPE_DETAILS,
    ],
);

/// The groups of the source that take part in the move.
pub(super) fn all_groups(facts: &Facts) -> impl Iterator<Item = (ObjectId, &Object)> {
    facts.source.in_scope().filter(|(_, object)| object.class.is_group())
}

/// Those of them that hold a list of members; a dynamic group has a filter (GRP003).
pub(super) fn groups_with_members(facts: &Facts) -> impl Iterator<Item = (ObjectId, &Object)> {
    all_groups(facts).filter(|(_, object)| object.class != Class::Dynamic)
}

/// The members of those groups; groups whose members are not all known, and members of groups that are in no
/// export, count as undecidable.
pub(super) fn members<'a>(facts: &'a Facts, selection: &mut Selection) -> Vec<&'a Listed> {
    let mut members = Vec::new();
    for (id, _) in groups_with_members(facts) {
        if facts.members.member_extent(Side::Source, id) != Extent::Whole {
            selection.examine();
            selection.undecided();
        }
        members.extend(facts.members.members(Side::Source, id));
    }
    let unplaced = facts.members.unplaced(Side::Source);
    selection.examined += unplaced;
    selection.undecidable += unplaced;
    members
}

/// What findings call somebody: the object that the text names, else the text, an address in lower case.
pub(super) fn person(facts: &Facts, listed: &Listed) -> String {
    match listed.party {
        Party::Own(id) => facts.subject(Side::Source, id).to_owned(),
        _ => facts.exported(listed.text).into_owned(),
    }
}

/// What somebody is, where the exports say it, with a blank behind it: `shared mailbox `; else nothing.
pub(super) fn class(facts: &Facts, listed: &Listed) -> String {
    let Some(class) = listed.party.own().map(|id| facts.source.object(id).class) else { return String::new() };
    let what = if class.is_group() {
        "group "
    } else if class.is_mailbox() {
        "mailbox "
    } else {
        ""
    };
    format!("{} {what}", class.as_str())
}

/// Where somebody is named.
pub(super) fn seen(facts: &Facts, listed: &Listed) -> Evidence {
    facts.at(Side::Source, listed.at, Some(listed.column))
}

/// Groups with people who move and people who do not, for the tests of the checks.
#[cfg(test)]
pub(super) mod testing {
    use crate::checks::testing::Tenants;

    /// Header of exports of mailboxes.
    pub(crate) const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Name\n";

    /// Header of exports of members, one a row.
    pub(crate) const MEMBERS: &str = "GroupName,GroupEmailAddress,Member,MemberEmail,MemberType\n";

    /// Jane and Ann move, Kim does not; three people are called Sam Lee, of whom the first does not move.
    pub(crate) fn people() -> Tenants {
        Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}jane@contoso.com,jane@contoso.com,UserMailbox,Jane Doe,jane\n\
                     ann@contoso.com,ann@contoso.com,SharedMailbox,Ann,ann\n\
                     kim@contoso.com,kim.akers@contoso.com,UserMailbox,Kim Akers,kim\n\
                     sam1@contoso.com,sam1@contoso.com,UserMailbox,Sam Lee,sam1\n\
                     sam2@contoso.com,sam2@contoso.com,UserMailbox,Sam Lee,sam2\n\
                     sam3@contoso.com,sam3@contoso.com,UserMailbox,Sam Lee,sam3\n\
                     svc@contoso.com,svc@contoso.com,UserMailbox,Migration,svc\n"
                ),
            )
            .destination(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}jane@fabrikam.com,jane@fabrikam.com,UserMailbox,Jane Doe,jane\n\
                     ann@fabrikam.com,ann@fabrikam.com,SharedMailbox,Ann,ann\n\
                     sam2@fabrikam.com,sam2@fabrikam.com,UserMailbox,Sam Lee,sam2\n\
                     sam3@fabrikam.com,sam3@fabrikam.com,UserMailbox,Sam Lee,sam3\n\
                     bob@fabrikam.com,bob@fabrikam.com,UserMailbox,Bob,bob\n"
                ),
            )
            .plan(|plan| plan.source.service_accounts = vec!["svc@contoso.com".to_owned()])
    }

    /// The same people with the groups All, Sub and Empty, which move, and Gone, which does not; `columns` and a
    /// cell for each of the four stand at the end.
    pub(crate) fn groups(columns: &str, cells: [&str; 4]) -> Tenants {
        let mut text = format!("DisplayName,PrimarySmtpAddress,GroupType{columns}\n");
        for (name, cell) in ["All", "Sub", "Empty", "Gone"].iter().zip(cells) {
            let line = format!("{name},{}@contoso.com,Universal{cell}\n", name.to_lowercase());
            text.push_str(&line);
        }
        people().source("groups.csv", &text).destination(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType\n\
             All,all@fabrikam.com,Universal\nSub,sub@fabrikam.com,Universal\nEmpty,empty@fabrikam.com,Universal\n",
        )
    }

    /// The same groups, of which nothing more is said.
    pub(crate) fn plain() -> Tenants {
        groups("", [""; 4])
    }
}
