//! What headers alone do not tell: tests on the values, and on the width of a table, that confirm
//! a kind whose signature is there.

use super::mapping::Mapping;
use super::shape::{holds_addresses, is_prefixed, share};
use super::table::Table;
use crate::kinds::folded;
use crate::kinds::{
    accepted_domains, addresses, archive_statistics, dns_records, folder_permissions, forwarding, group_members,
    group_memberships, groups, mailbox_permissions, mailbox_statistics, mailboxes, organization_config,
    recipient_permissions, send_on_behalf, user_licences,
};
use crate::schema::{Column, Kind};
use crate::values::right::{self, RightKind, Word};
use crate::values::{dns, list};

/// A test of a table whose signature is that of the kind.
type Confirm = fn(&Mapping, &Table) -> bool;

/// The kinds whose signature alone does not tell.
static CONFIRMED: [(&Kind, Confirm); 14] = [
    (&organization_config::KIND, confirms_organization),
    (&dns_records::KIND, confirms_dns),
    (&folder_permissions::KIND, confirms_folder),
    (&recipient_permissions::KIND, confirms_send_as),
    (&send_on_behalf::KIND, confirms_send_on_behalf),
    (&mailbox_permissions::KIND, confirms_mailbox_permissions),
    (&forwarding::KIND, confirms_forwarding),
    (&user_licences::KIND, confirms_user_licences),
    (&group_memberships::KIND, confirms_memberships),
    (&group_members::KIND, confirms_members),
    (&accepted_domains::KIND, confirms_accepted_domains),
    (&addresses::KIND, confirms_addresses),
    (&archive_statistics::KIND, confirms_archive),
    (&mailbox_statistics::KIND, confirms_statistics),
];

/// Whether a table with the signature of a kind is of that kind.
pub(super) fn confirms(mapping: &Mapping, table: &Table) -> bool {
    let test = CONFIRMED.iter().find(|(kind, _)| kind.name == mapping.kind.name);
    test.is_none_or(|(_, confirm)| confirm(mapping, table))
}

/// The values of a mapped column; none where it is absent.
fn values<'a>(mapping: &Mapping, table: &Table<'a>, column: &Column) -> &'a [&'a str] {
    mapping.place(column).map_or(&[], |place| table.values(place))
}

/// Whether the table names mailboxes as a mailbox export does: type, UPN and primary address.
fn names_mailboxes(table: &Table) -> bool {
    table.has(&mailboxes::RECIPIENT_TYPE_DETAILS)
        && table.has(&mailboxes::USER_PRINCIPAL_NAME)
        && table.has(&mailboxes::PRIMARY_SMTP_ADDRESS)
}

/// EWS alone is also a column of mailboxes: the organisation has one row, named without an `@`.
fn confirms_organization(mapping: &Mapping, table: &Table) -> bool {
    let only_ews = !table.has_any(&[
        &organization_config::IS_DEHYDRATED,
        &organization_config::MODERN_AUTHENTICATION,
        &organization_config::FOCUSED_INBOX,
        &organization_config::DEFAULT_PUBLIC_FOLDER_MAILBOX,
    ]);
    let names = mapping.columns.iter().map(|(_, place)| table.values(*place));
    !only_ews
        || names.flatten().all(|name| !name.contains('@'))
            && mapping.columns.iter().all(|(_, place)| table.values(*place).len() <= 1)
}

/// The directory's list has a `type` and a domain name too, but other words and headers.
fn confirms_accepted_domains(mapping: &Mapping, table: &Table) -> bool {
    let own = [&accepted_domains::DOMAIN_TYPE, &accepted_domains::MATCH_SUBDOMAINS, &accepted_domains::CATCH_ALL];
    let of_directory = ["status", "isverified", "authentication", "initial", "isinitial", "isdefault"];
    let types = values(mapping, table, &accepted_domains::DOMAIN_TYPE);
    let is_exchange = |value: &&str| {
        let value = value.to_lowercase();
        value.contains("authoritative") || value.contains("relay")
    };
    table.has_any(&own)
        || types.iter().any(is_exchange)
        || table.find(&["domainname"]).is_some() && table.find(&of_directory).is_none()
}

/// `Type` is a header of many kinds: its values must be record types, where there are any.
fn confirms_dns(mapping: &Mapping, table: &Table) -> bool {
    let types = values(mapping, table, &dns_records::TYPE);
    types.is_empty() || share(types, |value| dns::record_type(value).is_some()) >= 0.5
}

/// The kind of the rights in a cell: that of a level where it says `None`, and a right on the mailbox where it is
/// none of the others.
fn right(cell: &str) -> RightKind {
    let mut entries = Vec::new();
    list::words(cell, &mut entries);
    let words: Vec<Word> = entries.into_iter().flat_map(right::words).collect();
    let is_of = |kind: RightKind| words.contains(&Word::Kind(kind));
    let is_level = |word: &Word| matches!(word, Word::Level(level) if right::is_level(level));
    if is_of(RightKind::SendOnBehalf) {
        RightKind::SendOnBehalf
    } else if is_of(RightKind::SendAs) {
        RightKind::SendAs
    } else if words.is_empty() || words.iter().any(is_level) {
        RightKind::Folder
    } else {
        RightKind::FullAccess
    }
}

/// Whether there are rights and all of them are of one sort.
fn all_rights(mapping: &Mapping, table: &Table, column: &Column, wanted: RightKind) -> bool {
    let rights = values(mapping, table, column);
    !rights.is_empty() && rights.iter().all(|value| right(value) == wanted)
}

fn confirms_folder(mapping: &Mapping, table: &Table) -> bool {
    let own = [&folder_permissions::SHARING_PERMISSION_FLAGS, &folder_permissions::DEFAULT_LEVEL];
    let rights = values(mapping, table, &folder_permissions::ACCESS_RIGHTS);
    table.has(&folder_permissions::FOLDER)
        || table.has_any(&own)
        || table.find(&["mailboxemaildyn"]).is_some()
        || !rights.is_empty() && share(rights, |value| right(value) == RightKind::Folder) > 0.9
}

fn confirms_send_as(mapping: &Mapping, table: &Table) -> bool {
    let own = ["trustee", "accesscontroltype", "extendedrights", "sendas", "sendaccess"];
    let rights = values(mapping, table, &recipient_permissions::ACCESS_RIGHTS);
    let all = all_rights(mapping, table, &recipient_permissions::ACCESS_RIGHTS, RightKind::SendAs);
    // With a column per right the table is one of Full Access too, and that is its main kind.
    let beside = table.find(&["fullaccess", "mbxaccess"]).is_some();
    !beside && (all || rights.is_empty() && table.find(&own).is_some())
}

fn confirms_send_on_behalf(mapping: &Mapping, table: &Table) -> bool {
    let own = ["grantsendonbehalfto", "grantsendonbehalftowithdisplaynames", "sendonbehalf"];
    let beside = table.find(&["fullaccess", "mbxaccess"]).is_some();
    let named = table.find(&own).is_some() && !names_mailboxes(table);
    let all = all_rights(mapping, table, &send_on_behalf::ACCESS_RIGHTS, RightKind::SendOnBehalf);
    !beside && (named || all)
}

/// `User` alone beside a name may be anybody: without rights, a header must speak of mailboxes.
fn confirms_mailbox_permissions(mapping: &Mapping, table: &Table) -> bool {
    let rights = [&mailbox_permissions::ACCESS_RIGHTS, &mailbox_permissions::DENY, &mailbox_permissions::IS_INHERITED];
    let speaks = table.find(&["user"]).is_none() || table.header.iter().any(|header| header.contains("mailbox"));
    rights.iter().any(|column| mapping.place(column).is_some()) || speaks && !table.has(&mailboxes::ALIAS)
}

/// A mailbox export has these columns too; a list of forwards has some of its own, or is narrower.
fn confirms_forwarding(mapping: &Mapping, table: &Table) -> bool {
    let own = [&forwarding::FORWARDING_VIA, &forwarding::FORWARD_TO_ANY];
    !names_mailboxes(table) || own.iter().any(|column| mapping.place(column).is_some())
}

/// `License` may hold all licences of a user: then users do not repeat.
fn confirms_user_licences(mapping: &Mapping, table: &Table) -> bool {
    let own = [
        &user_licences::SKU,
        &user_licences::PRODUCT_NAME,
        &user_licences::SERVICE_PLAN,
        &user_licences::ASSIGNMENT_PATH,
    ];
    let user = mapping.place(&user_licences::USER_PRINCIPAL_NAME);
    table.has_any(&own) || user.is_some_and(|place| table.repeats(place))
}

/// `DLs Name` and `DLs Email Adddress` also name one group a row: then a header must speak of the member.
fn confirms_memberships(mapping: &Mapping, table: &Table) -> bool {
    let of_member = ["identifier", "userprincipalname", "upn", "userdisplayname"];
    let own = ["groups", "groupmembershipsatsource"];
    let is_group =
        table.has_any(&[&groups::GROUP_TYPE, &groups::ALIAS, &groups::MANAGED_BY, &groups::RECIPIENT_FILTER]);
    table.find(&own).is_some()
        || mapping.place(&group_memberships::GROUP_COUNT).is_some()
        || !is_group && table.find(&of_member).is_some()
}

/// A header must speak of a member. `Members` may also hold all of them: then groups do not repeat, and the table
/// is one of groups where it has their names too.
fn confirms_members(mapping: &Mapping, table: &Table) -> bool {
    let own = [
        &group_members::MEMBER_NAME,
        &group_members::MEMBER_EMAIL,
        &group_members::MEMBER_ID,
        &group_members::NESTED_GROUP,
    ];
    let names = [&group_members::GROUP, &group_members::GROUP_EMAIL];
    let repeats = |column: &&Column| mapping.place(column).is_some_and(|place| table.repeats(place));
    let of_group = [
        &groups::GROUP_TYPE,
        &groups::SECURITY_ENABLED,
        &groups::MANAGED_BY,
        &groups::EMAIL_ADDRESSES,
        &groups::MEMBER_COUNT,
    ];
    table.has_any(&own)
        || table.find(&["sourcename"]).is_some()
        || table.find(&["members", "memberemails"]).is_some()
            && !table.has_any(&of_group)
            && (names.iter().any(repeats)
                || table.find(&["group"]).is_some()
                || !table.has(&groups::DISPLAY_NAME) && table.find(&["name"]).is_none())
}

/// Every column must belong to the kind, and the rows must hold one address each.
fn confirms_addresses(mapping: &Mapping, table: &Table) -> bool {
    let own = ["recipient", "mailboxsmtp", "aliassmtp", "aliasvalue", "address", "prefixedaddress"];
    let condensed = [&addresses::SIP_ADDRESS, &addresses::SPO_ADDRESS];
    let knows = |header: &String| {
        header.is_empty()
            || mapping
                .kind
                .columns
                .iter()
                .any(|column| column.headers.iter().chain(column.shared).any(|own| folded(own) == header))
    };
    let narrow = table.header.iter().all(knows);
    let held = values(mapping, table, &addresses::ADDRESS);
    let single = |value: &str| holds_addresses(value) && value.matches('@').count() <= 2;
    let owner = mapping.place(&addresses::OWNER);
    let dump = table.header == ["alias", "emailaddress"] || table.header == ["emailaddress", "alias"];
    narrow
        && (table.find(&own).is_some()
            || table.has_any(&condensed)
            || dump && held.is_empty()
            || !held.is_empty()
                && share(held, single) > 0.9
                && (share(held, is_prefixed) > 0.5 || owner.is_some_and(|place| table.repeats(place))))
}

/// Sizes of archives alone, or a column that says of every row that it is one.
fn confirms_archive(mapping: &Mapping, table: &Table) -> bool {
    let archive = [&archive_statistics::TOTAL_ITEM_SIZE, &archive_statistics::TOTAL_ITEM_SIZE_BYTES];
    let primary = [&mailbox_statistics::TOTAL_ITEM_SIZE, &mailbox_statistics::TOTAL_ITEM_SIZE_BYTES];
    let says = values(mapping, table, &archive_statistics::IS_ARCHIVE);
    let yes = |value: &&str| crate::values::flag::flag(value) == Some(true);
    let archives = table.has_any(&archive) && !table.has_any(&primary) || !says.is_empty() && says.iter().all(yes);
    archives && confirms_statistics(mapping, table)
}

/// Sizes must be those of somebody; a mailbox export with sizes is one of mailboxes first.
fn confirms_statistics(mapping: &Mapping, table: &Table) -> bool {
    let of_mailboxes = [
        &mailboxes::LITIGATION_HOLD,
        &mailboxes::IN_PLACE_HOLDS,
        &mailboxes::RETENTION_POLICY,
        &mailboxes::SEND_ON_BEHALF,
        &mailboxes::FORWARDING_ADDRESS,
        &mailboxes::DISTINGUISHED_NAME,
        &mailboxes::ARCHIVE_GUID,
        &mailboxes::IS_DIR_SYNCED,
    ];
    let is_export = table.has_any(&of_mailboxes) || table.find(&["exchangeguid"]).is_some();
    let named = mapping.kind.key.iter().any(|column| mapping.place(column).is_some());
    named && !(names_mailboxes(table) && is_export)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_cell_say_which_kind_of_right_it_names() {
        for (cells, kind) in [
            (
                &["{FullAccess}", "FullAccess, ReadPermission", "ChangeOwner", "Calendar Folder"][..],
                RightKind::FullAccess,
            ),
            (&["Send-As", "{SendAs}", "Send As, ReadPermission"], RightKind::SendAs),
            (&["GrantSendOnBehalfTo", "Send on Behalf Of"], RightKind::SendOnBehalf),
            (
                &["Publishing Editor", "{ReadItems, CreateItems}", "DeleteAllItems", "FreeBusyTimeOnly", "{None}"],
                RightKind::Folder,
            ),
        ] {
            for cell in cells {
                assert_eq!(right(cell), kind, "{cell}");
            }
        }
    }
}
