//! Lists in the cells of groups and mailboxes: members, owners and the people whom restrictions name.

use hashbrown::HashMap;

use super::Extent;
use super::collect::{Collection, List};
use crate::facts::{Object, ObjectId, RowRef, Tenant};
use crate::intern::Symbol;
use crate::kinds::{group_members, groups, mailboxes};
use crate::normalize::Table;
use crate::schema::Column;
use crate::values::identity::{Form, form};

/// The role group that Exchange enters where nobody owns a group.
const NO_OWNER: &str = "organization management";

/// What stands in `AuthorizedSenders` of some reports in place of a list.
const NO_SENDERS: [&str; 2] = ["only senders in", "senders inside"];

/// The columns of restrictions with Exchange's names of the properties, and the number of the union that each
/// belongs to; the unions stand behind their parts.
static RESTRICTIONS: [(&Column, &str); 16] = [
    (&groups::ACCEPT_MESSAGES_ONLY_FROM, "AcceptMessagesOnlyFrom"),
    (&mailboxes::ACCEPT_MESSAGES_ONLY_FROM, "AcceptMessagesOnlyFrom"),
    (&groups::ACCEPT_MESSAGES_ONLY_FROM_DL_MEMBERS, "AcceptMessagesOnlyFromDLMembers"),
    (&mailboxes::ACCEPT_MESSAGES_ONLY_FROM_DL_MEMBERS, "AcceptMessagesOnlyFromDLMembers"),
    (&groups::ACCEPT_MESSAGES_ONLY_FROM_SENDERS_OR_MEMBERS, "AcceptMessagesOnlyFromSendersOrMembers"),
    (&mailboxes::ACCEPT_MESSAGES_ONLY_FROM_SENDERS_OR_MEMBERS, "AcceptMessagesOnlyFromSendersOrMembers"),
    (&groups::REJECT_MESSAGES_FROM, "RejectMessagesFrom"),
    (&mailboxes::REJECT_MESSAGES_FROM, "RejectMessagesFrom"),
    (&groups::REJECT_MESSAGES_FROM_DL_MEMBERS, "RejectMessagesFromDLMembers"),
    (&mailboxes::REJECT_MESSAGES_FROM_DL_MEMBERS, "RejectMessagesFromDLMembers"),
    (&groups::REJECT_MESSAGES_FROM_SENDERS_OR_MEMBERS, "RejectMessagesFromSendersOrMembers"),
    (&mailboxes::REJECT_MESSAGES_FROM_SENDERS_OR_MEMBERS, "RejectMessagesFromSendersOrMembers"),
    (&groups::MODERATED_BY, "ModeratedBy"),
    (&mailboxes::MODERATED_BY, "ModeratedBy"),
    (&groups::BYPASS_MODERATION, "BypassModerationFromSendersOrMembers"),
    (&mailboxes::BYPASS_MODERATION, "BypassModerationFromSendersOrMembers"),
];

/// Exchange's name of the property in which a restriction stands; empty for a column of another meaning.
pub fn property(column: &Column) -> &'static str {
    RESTRICTIONS.iter().find(|(own, _)| std::ptr::eq(*own, column)).map_or("", |(_, property)| property)
}

/// How much the exports of a tenant tell about one restriction of an object.
pub fn restriction_extent(tenant: &Tenant, object: &Object, property: &str) -> Extent {
    let columns = || RESTRICTIONS.iter().filter(|(_, own)| *own == property).map(|(column, _)| *column);
    let cells = tenant.row_refs(object).iter().flat_map(|row| {
        let table = &tenant.tables[row.table as usize];
        columns().filter_map(move |column| own_list(table, column)).map(|list| list.get(row.record as usize).is_some())
    });
    cells.fold(Extent::Unknown, |extent, is_readable| match (extent, is_readable) {
        (Extent::Part, _) | (_, false) => Extent::Part,
        _ => Extent::Whole,
    })
}

/// The columns that list members, owners and the people in restrictions.
pub(super) fn columns() -> impl Iterator<Item = &'static Column> {
    let lists: [&'static Column; 2] = [&group_members::MEMBERS, &groups::MANAGED_BY];
    lists.into_iter().chain(RESTRICTIONS.iter().map(|(column, _)| *column))
}

/// The union column of which a property is a part.
fn is_part_of(part: &str, union: &str) -> bool {
    union
        .strip_suffix("SendersOrMembers")
        .is_some_and(|stem| part.strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest == "DLMembers"))
}

/// Reads the column of a group export that holds all members in one cell.
pub(super) fn members(collection: &mut Collection<'_>) {
    let tenant = collection.names.tenant();
    let mut of_row: HashMap<(u16, u32), ObjectId, foldhash::fast::FixedState> = HashMap::default();
    for (id, object) in tenant.ids().filter(|(_, object)| object.class.is_group()) {
        for row in tenant.row_refs(object) {
            let table = &tenant.tables[row.table as usize];
            if table.kind.owns(&groups::MEMBERS) {
                of_row.insert((row.table, table.rows().get(row.record as usize)), id);
            }
        }
    }
    for (number, table) in tenant.tables.iter().enumerate().filter(|(_, table)| table.is(&group_members::KIND)) {
        let Some(list) = table.list(&group_members::MEMBERS) else { continue };
        for record in 0..table.len() {
            // The table of the groups themselves stands before its companion.
            let main = (number as u16).checked_sub(1);
            let Some(&group) = main.and_then(|main| of_row.get(&(main, table.rows().get(record)))) else { continue };
            let at = RowRef { table: number as u16, record: record as u32 };
            let Some(entries) = list.get(record) else {
                collection.known(group, Extent::Part);
                continue;
            };
            collection.known(group, Extent::Whole);
            for entry in entries {
                collection.add(List::Members, group, entry.text, at, &group_members::MEMBERS);
            }
        }
    }
}

/// Reads who manages the groups; `Organization Management` is nobody.
pub(super) fn owners(collection: &mut Collection<'_>) {
    let pool = collection.names.naming.pool;
    collection.owners.retain(|owner| !is_no_owner(pool.text(owner.listed.text)));
    let tenant = collection.names.tenant();
    for (id, object) in tenant.ids().filter(|(_, object)| object.class.is_group()) {
        for &row in tenant.row_refs(object) {
            let table = &tenant.tables[row.table as usize];
            let Some(list) = own_list(table, &groups::MANAGED_BY) else { continue };
            let Some(entries) = list.get(row.record as usize) else {
                collection.owners_known(id, Extent::Part);
                continue;
            };
            collection.owners_known(id, Extent::Whole);
            let texts: Vec<Symbol> = entries.iter().flat_map(|entry| collection.names_in(entry.text)).collect();
            for text in texts.into_iter().filter(|text| !is_no_owner(pool.text(*text))) {
                collection.add_one(List::Owners, id, text, row, &groups::MANAGED_BY);
            }
        }
    }
}

/// Reads who may or may not send to groups and mailboxes, who moderates, and whose mail is not moderated.
///
/// What the union of two properties says again is left out.
pub(super) fn restrictions(collection: &mut Collection<'_>) {
    let tenant = collection.names.tenant();
    let pool = collection.names.naming.pool;
    let mut said: Vec<(&'static str, (u8, u32))> = Vec::new();
    for (id, object) in tenant.ids().filter(|(_, object)| object.class.is_group() || object.class.is_mailbox()) {
        said.clear();
        let (mut is_lost, mut is_told) = (false, false);
        for (column, property) in RESTRICTIONS {
            for &row in tenant.row_refs(object) {
                let table = &tenant.tables[row.table as usize];
                let Some(list) = own_list(table, column) else { continue };
                let Some(entries) = list.get(row.record as usize) else {
                    is_lost = true;
                    continue;
                };
                is_told = true;
                let texts: Vec<Symbol> = entries.iter().flat_map(|entry| collection.names_in(entry.text)).collect();
                for text in texts.into_iter().filter(|text| !is_no_sender(pool.text(*text))) {
                    let key = collection.names.named(text).key;
                    if said.iter().any(|(part, other)| *other == key && is_part_of(part, property)) {
                        continue;
                    }
                    said.push((property, key));
                    collection.add_one(List::Restrictions, id, text, row, column);
                }
            }
        }
        if is_lost || !is_told && object.class.is_group() {
            collection.unknown_restrictions.push(id);
        }
    }
}

/// The lists of a column, where the table is of a kind that has it.
pub(super) fn own_list<'a>(table: &'a Table, column: &'static Column) -> Option<&'a crate::normalize::ListColumn> {
    if table.kind.owns(column) { table.list(column) } else { None }
}

/// Whether a text names the role group that stands for no owner, in any form.
fn is_no_owner(text: &str) -> bool {
    let is = |name: &str| name.trim().eq_ignore_ascii_case(NO_OWNER);
    match form(text) {
        Form::Name(name) => is(name),
        Form::Canonical { leaf } => is(&leaf),
        Form::DistinguishedName { cn } => is(&cn),
        Form::DomainUser { user, .. } => is(user),
        _ => false,
    }
}

/// The role group that stands for no owner, and the names before and behind it, where a text has both it and names.
pub(super) fn without_no_owner(text: &str) -> Option<(&str, [&str; 2])> {
    let at = text.to_ascii_lowercase().find(&NO_OWNER.to_ascii_lowercase())?;
    let (before, rest) = text.split_at(at);
    let (no_owner, behind) = rest.split_at(NO_OWNER.len());
    let is_between = |c: char| matches!(c, ',' | ' ');
    let is_apart =
        (before.is_empty() || before.ends_with(is_between)) && (behind.is_empty() || behind.starts_with(is_between));
    let names = [before, behind].map(|names| names.trim_matches(is_between));
    (is_apart && names != [""; 2]).then_some((no_owner, names))
}

fn is_no_sender(text: &str) -> bool {
    NO_SENDERS.iter().any(|start| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)))
}
