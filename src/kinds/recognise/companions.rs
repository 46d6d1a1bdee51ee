//! The further kinds that one table serves beside its main kind, so that a combined export counts
//! once for each.
//!
//! | main kind | has | serves also |
//! |---|---|---|
//! | mailboxes | sizes or items | mailbox-statistics |
//! | mailboxes, mailbox-statistics | sizes of archives | archive-statistics |
//! | mailboxes | protocol settings | cas-mailboxes |
//! | mailboxes | delegates of resources | calendar-processing |
//! | mailboxes, mailbox-permissions | a column per right | the kind of that right |
//! | mailboxes | a filled destination | identity-map |
//! | groups, dynamic-groups, unified-groups | members | group-members |
//!
//! Forwarding and Send on Behalf of mailboxes and groups are columns of those kinds themselves.

use super::mapping::{Mapping, map};
use super::table::Table;
use crate::kinds::{
    archive_statistics, calendar_processing, cas_mailboxes, dynamic_groups, group_members, groups, identity_map,
    mailbox_permissions, mailbox_statistics, mailboxes, recipient_permissions, send_on_behalf, unified_groups,
};
use crate::schema::{Column, Kind};

/// The further kinds of a table, in a fixed order.
pub(super) fn companions(main: &Mapping, table: &Table) -> Vec<Mapping> {
    let name = main.kind.name;
    if name == mailboxes::KIND.name {
        of_mailboxes(table)
    } else if name == mailbox_statistics::KIND.name {
        archives(table).into_iter().collect()
    } else if name == mailbox_permissions::KIND.name {
        rights(table).into_iter().filter(|right| right.kind.name != name).collect()
    } else if [&groups::KIND, &dynamic_groups::KIND, &unified_groups::KIND].iter().any(|kind| kind.name == name) {
        members(main, table).into_iter().collect()
    } else {
        Vec::new()
    }
}

fn of_mailboxes(table: &Table) -> Vec<Mapping> {
    let served =
        |kind: &'static Kind, by: &[&Column]| table.has_any(by).then(|| map(kind, table)).filter(Mapping::is_complete);
    let sizes = [
        &mailbox_statistics::TOTAL_ITEM_SIZE,
        &mailbox_statistics::TOTAL_ITEM_SIZE_BYTES,
        &mailbox_statistics::ITEM_COUNT,
    ];
    let protocols = [
        &cas_mailboxes::EWS_ENABLED,
        &cas_mailboxes::OWA_ENABLED,
        &cas_mailboxes::IMAP_ENABLED,
        &cas_mailboxes::POP_ENABLED,
        &cas_mailboxes::MAPI_ENABLED,
        &cas_mailboxes::ACTIVE_SYNC_ENABLED,
    ];
    let resources = [
        &calendar_processing::RESOURCE_DELEGATES,
        &calendar_processing::BOOK_IN_POLICY,
        &calendar_processing::AUTOMATE_PROCESSING,
    ];
    let map_filled = |mapping: &Mapping| {
        let destination = mapping.place(&identity_map::DESTINATION);
        destination.is_some_and(|place| !table.values(place).is_empty())
    };
    served(&mailbox_statistics::KIND, &sizes)
        .into_iter()
        .chain(archives(table))
        .chain(served(&cas_mailboxes::KIND, &protocols))
        .chain(served(&calendar_processing::KIND, &resources))
        .chain(rights(table))
        .chain(served(&identity_map::KIND, &[&identity_map::DESTINATION]).filter(map_filled))
        .collect()
}

fn archives(table: &Table) -> Option<Mapping> {
    let sizes = [
        &archive_statistics::TOTAL_ITEM_SIZE,
        &archive_statistics::TOTAL_ITEM_SIZE_BYTES,
        &archive_statistics::ITEM_COUNT,
    ];
    if !table.has_any(&sizes) {
        return None;
    }
    let mut mapping = map(&archive_statistics::KIND, table);
    // Counts and sizes of the primary mailbox in the same row are not the archive's.
    mapping.columns.retain(|(column, place)| {
        let volume = sizes.iter().any(|size| size.name == column.name)
            || column.name == archive_statistics::DELETED_ITEM_COUNT.name
            || column.name == archive_statistics::TOTAL_DELETED_ITEM_SIZE.name
            || column.name == archive_statistics::LAST_LOGON_TIME.name;
        !volume
            || crate::kinds::owns(column, &table.header[*place])
                && column.name != archive_statistics::LAST_LOGON_TIME.name
    });
    Some(mapping)
}

/// Tables with one column per right name the grantees under the right.
fn rights(table: &Table) -> Vec<Mapping> {
    let columns: [(&'static Kind, &'static Column, &[&str]); 3] = [
        (&mailbox_permissions::KIND, &mailbox_permissions::TRUSTEE, &["fullaccess", "mbxaccess"]),
        (&recipient_permissions::KIND, &recipient_permissions::TRUSTEE, &["sendas", "sendaccess"]),
        (&send_on_behalf::KIND, &send_on_behalf::TRUSTEE, &["sendonbehalf"]),
    ];
    let mut found = Vec::new();
    for (kind, trustee, headers) in columns {
        if let Some(place) = table.find(headers) {
            let mut mapping = map(kind, table);
            mapping.columns.retain(|(column, at)| column.name != trustee.name && *at != place);
            mapping.columns.push((trustee, place));
            mapping.stand_ins.retain(|(column, at)| column.name != trustee.name && *at != place);
            found.push(mapping);
        }
    }
    found
}

/// The members column of a table of groups, with the columns that name the group.
fn members(main: &Mapping, table: &Table) -> Option<Mapping> {
    let own = main.place(&groups::MEMBERS)?;
    let addressed = table.find(&["memberemails", "memberssmtp", "membersprimarysmtpaddress"]);
    let mut columns = vec![(&group_members::MEMBERS, addressed.unwrap_or(own))];
    let pairs: [(&Column, &'static Column); 3] = [
        (&groups::DISPLAY_NAME, &group_members::GROUP),
        (&groups::PRIMARY_SMTP_ADDRESS, &group_members::GROUP_EMAIL),
        (&groups::OBJECT_ID, &group_members::GROUP_ID),
    ];
    for (of_group, of_member) in pairs {
        columns.extend(main.place(of_group).map(|place| (of_member, place)));
    }
    Some(Mapping { kind: &group_members::KIND, columns, stand_ins: Vec::new() })
}
