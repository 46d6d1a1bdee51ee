//! Exports with one member a row, and exports with one row for each member and all its groups.

use hashbrown::HashMap;

use super::Extent;
use super::collect::{Collection, List, Sort};
use super::names::GroupNamed;
use crate::facts::{ObjectId, Party, RowRef};
use crate::intern::Symbol;
use crate::kinds::{group_members, group_memberships};
use crate::normalize::Table;
use crate::schema::Column;
use crate::values::text::{fold_header, is_placeholder};

/// How many rows a cmdlet returns when it is not asked for all (INP003).
const DEFAULT_RESULT_SIZE: usize = 1_000;

/// Rule for rows whose group is not known.
const UNKNOWN_GROUP: &str = "group in no export";

/// Rule for rows whose group has the name of another one.
const SEVERAL_GROUPS: &str = "name of several groups";

/// Rule for rows that name who gets mail of a group or follows it; whoever does is a member besides.
const SUBSCRIBER: &str = "subscriber of a group";

/// Who a row names, as the role column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Member,
    Owner,
    Subscriber,
}

impl Role {
    /// Role and recipient type share a header, so that both columns are asked.
    fn of(words: [&str; 2]) -> Self {
        let says = |any: &[&str]| words.iter().any(|word| any.iter().any(|other| word.eq_ignore_ascii_case(other)));
        if says(&["owner", "owners"]) {
            Self::Owner
        } else if says(&["subscriber", "subscribers", "aggregator"]) {
            Self::Subscriber
        } else {
            Self::Member
        }
    }
}

/// The columns of an export with one member a row.
struct Columns {
    group: Vec<&'static Column>,
    /// Best first; whatever names exactly one object goes before all others.
    member: Vec<&'static Column>,
}

impl Columns {
    fn of(table: &Table) -> Self {
        let mut columns = Self {
            group: vec![&group_members::GROUP_ID, &group_members::GROUP_EMAIL, &group_members::GROUP],
            member: vec![&group_members::MEMBER_EMAIL, &group_members::MEMBER_ID, &group_members::MEMBER_NAME],
        };
        // In `DisplayName,EmailAddress,Member` both columns before the member are those of the group.
        let folded = |column| table.header(column).map(fold_header).unwrap_or_default();
        let is_of_group = ["displayname", "name"].contains(&folded(&group_members::GROUP).as_str())
            && folded(&group_members::MEMBER_EMAIL) == "emailaddress"
            && table.has(&group_members::MEMBER_NAME);
        if is_of_group {
            columns.group.insert(1, columns.member.remove(0));
        }
        columns
    }
}

/// One row of an export with one member a row.
struct Row {
    group: ObjectId,
    role: Role,
    at: RowRef,
}

/// Reads the exports with one member a row.
pub(super) fn one_a_row(collection: &mut Collection<'_>) {
    let tenant = collection.names.tenant();
    for (number, table) in tenant.tables.iter().enumerate().filter(|(_, table)| table.is(&group_members::KIND)) {
        if table.has(&group_members::MEMBERS) && !table.has(&group_members::MEMBER_NAME) {
            continue;
        }
        read(collection, number as u16, table);
    }
}

/// How many rows name a group and nobody, and how many name a member of it.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    blank: u32,
    members: u32,
    owners: u32,
}

fn read(collection: &mut Collection<'_>, number: u16, table: &Table) {
    let columns = Columns::of(table);
    let roles = [&group_members::MEMBER_ROLE, &group_members::MEMBER_TYPE].map(|column| table.symbols(column));
    let mut tallies: HashMap<ObjectId, Tally, foldhash::fast::FixedState> = HashMap::default();
    for record in 0..table.len() {
        let at = RowRef { table: number, record: record as u32 };
        let words = roles.map(|column| collection.names.text(column.or_empty(record)));
        let role = Role::of(words);
        let Some(group) = group_of(collection, &columns, table, at) else { continue };
        if role == Role::Subscriber {
            collection.skip(number, SUBSCRIBER);
            continue;
        }
        let Some(row) = innermost(collection, table, Row { group, role, at }) else { continue };
        let tally = tallies.entry(row.group).or_default();
        match place(collection, &columns, table, &row) {
            Placed::Named if role == Role::Owner => tally.owners += 1,
            Placed::Named => tally.members += 1,
            Placed::Nobody if row.group != group => {}
            Placed::Nobody if words.iter().all(|word| word.is_empty() || is_placeholder(word)) => tally.blank += 1,
            Placed::Nobody | Placed::Unreadable => known(collection, &row, Extent::Part),
        }
    }
    let mut tallies: Vec<(ObjectId, Tally)> = tallies.into_iter().collect();
    tallies.sort_unstable_by_key(|(group, _)| *group);
    for (group, tally) in tallies {
        conclude(collection, group, tally, table.len() == DEFAULT_RESULT_SIZE);
    }
}

/// What the rows of one group say about the whole list.
fn conclude(collection: &mut Collection<'_>, group: ObjectId, tally: Tally, is_cut: bool) {
    let sort = Sort::of(collection.names.tenant().object(group).class);
    if tally.owners > 0 {
        collection.owners_known(group, Extent::Whole);
        collection.owners_covered.insert(sort);
    }
    // One row without a member says that there is none; beside members it is one without a name.
    match tally {
        Tally { blank: 0, members: 0, .. } => return,
        Tally { blank: 0, .. } | Tally { blank: 1, members: 0, .. } => collection.known(group, Extent::Whole),
        _ => collection.known(group, Extent::Part),
    }
    collection.covered.insert(sort);
    if is_cut {
        collection.cut.insert(sort);
    }
}

fn known(collection: &mut Collection<'_>, row: &Row, extent: Extent) {
    match row.role {
        Role::Owner => collection.owners_known(row.group, extent),
        _ => collection.known(row.group, extent),
    }
}

/// The group of a row; a row of an unknown one is left out and counted.
fn group_of(collection: &mut Collection<'_>, columns: &Columns, table: &Table, at: RowRef) -> Option<ObjectId> {
    let texts: Vec<(Symbol, &'static Column)> =
        columns.group.iter().map(|column| (table.symbols(column).or_empty(at.record as usize), *column)).collect();
    let rule = match collection.names.group(&texts) {
        GroupNamed::One(id) => return Some(id),
        GroupNamed::Several(ids) => {
            collection.doubtful.extend(ids);
            SEVERAL_GROUPS
        }
        GroupNamed::None => UNKNOWN_GROUP,
    };
    collection.unplaced += 1;
    collection.skip(at.table, rule);
    None
}

/// A row may name a nested group, which is a member itself, and a member of that one; `None` where that group is
/// not known.
fn innermost(collection: &mut Collection<'_>, table: &Table, mut row: Row) -> Option<Row> {
    let nested = table.symbols(&group_members::NESTED_GROUP).or_empty(row.at.record as usize);
    if nested.is_empty() {
        return Some(row);
    }
    collection.add(List::Members, row.group, nested, row.at, &group_members::NESTED_GROUP);
    collection.known(row.group, Extent::Whole);
    let GroupNamed::One(inner) = collection.names.group_by(nested) else {
        collection.unplaced += 1;
        return None;
    };
    row.group = inner;
    Some(row)
}

/// What a row says about its member.
enum Placed {
    Named,
    Nobody,
    Unreadable,
}

fn place(collection: &mut Collection<'_>, columns: &Columns, table: &Table, row: &Row) -> Placed {
    let record = row.at.record as usize;
    let mut texts: Vec<(Symbol, &'static Column)> = Vec::with_capacity(3);
    let mut is_unreadable = false;
    for column in columns.member.iter().filter(|column| table.has(column)) {
        match table.symbols(column).get(record) {
            Some(text) if !text.is_empty() => texts.push((text, column)),
            Some(_) => {}
            None => is_unreadable = true,
        }
    }
    let list = if row.role == Role::Owner { List::Owners } else { List::Members };
    let Some(&(first, column)) = texts.first() else {
        return if is_unreadable { Placed::Unreadable } else { Placed::Nobody };
    };
    let is_own = |collection: &mut Collection<'_>, text| matches!(collection.names.named(text).party, Party::Own(_));
    let mut chosen = (first, column);
    if !matches!(collection.names.named(first).party, Party::Own(_) | Party::Other(_) | Party::Outside) {
        chosen = texts.iter().copied().find(|(text, _)| is_own(collection, *text)).unwrap_or(chosen);
    }
    collection.add(list, row.group, chosen.0, row.at, chosen.1);
    Placed::Named
}

/// Reads the exports with one row for each member and all its groups.
///
/// A group that is in none of the rows may still have members that are in no row, such as contacts: nothing is
/// known of it.
pub(super) fn by_member(collection: &mut Collection<'_>) {
    let tenant = collection.names.tenant();
    for (number, table) in tenant.tables.iter().enumerate().filter(|(_, table)| table.is(&group_memberships::KIND)) {
        let members = table.symbols(&group_memberships::MEMBER);
        let columns = [&group_memberships::GROUP_EMAILS, &group_memberships::GROUPS];
        for record in 0..table.len() {
            let at = RowRef { table: number as u16, record: record as u32 };
            let member = members.or_empty(record);
            let mut placed = false;
            let mut lost = 0;
            for column in columns {
                let entries = table.list(column).and_then(|list| list.get(record)).unwrap_or_default();
                if entries.is_empty() || placed {
                    continue;
                }
                lost = 0;
                for entry in entries {
                    match collection.names.group_by(entry.text) {
                        GroupNamed::One(group) => {
                            collection.add(List::Members, group, member, at, &group_memberships::MEMBER);
                            collection.known(group, Extent::Whole);
                            placed = true;
                        }
                        GroupNamed::Several(ids) => {
                            collection.doubtful.extend(ids);
                            lost += 1;
                        }
                        GroupNamed::None => lost += 1,
                    }
                }
            }
            collection.unplaced += lost;
            if lost > 0 && !placed {
                collection.skip(number as u16, UNKNOWN_GROUP);
            }
        }
    }
}
