//! The objects of a tenant: the union of all exports of its side. The same object in several exports is
//! one, joined by GUID, else UPN, else primary address (`semantics.md`, Objects and scope).

#[cfg(test)]
mod tests;

use hashbrown::HashMap;

use super::draft::{Draft, either, same_row};
use super::object::{RowRef, State};
use super::roles::{OBJECT_KINDS, Roles};
use crate::intern::{Interner, Symbol};
use crate::normalize::{Dates, Flags, ListColumn, Symbols, Table};
use crate::schema::{Column, Kind};
use crate::values::address::Prefix;
use crate::values::recipient::{self, Class, Recipient, System};

/// Two rows of one kind that describe one object.
#[derive(Debug, Clone, Copy)]
pub struct Twin {
    /// The object.
    pub object: u32,
    /// The row that came first.
    pub first: RowRef,
    /// The other row.
    pub second: RowRef,
    /// The column that shows that both are one object.
    pub key: &'static Column,
    /// Whether everything that both rows know is equal.
    pub identical: bool,
}

/// All objects of a side and the rows that describe an object twice.
#[derive(Debug, Default)]
pub(super) struct Union {
    pub drafts: Vec<Draft>,
    pub twins: Vec<Twin>,
}

/// Joins the rows of all tables that describe objects.
pub(super) fn unite(tables: &[Table], interner: &Interner) -> Union {
    let largest = tables.iter().map(Table::len).max().unwrap_or_default();
    let index = Index::for_objects(largest);
    let mut joining = Joining { interner, types: HashMap::default(), index, union: Union::default() };
    for roles in &OBJECT_KINDS {
        for (number, table) in tables.iter().enumerate() {
            if table.is(roles.kind) {
                joining.add_table(number as u16, table, roles, tables);
            }
        }
    }
    joining.union
}

/// Objects with one value: the first one, and the others linked behind it.
#[derive(Debug)]
struct Chain {
    first: HashMap<Symbol, u32, foldhash::fast::FixedState>,
    next: HashMap<u32, u32, foldhash::fast::FixedState>,
}

impl Chain {
    fn for_objects(count: usize) -> Self {
        let fixed = foldhash::fast::FixedState::default;
        Self { first: HashMap::with_capacity_and_hasher(count, fixed()), next: HashMap::default() }
    }

    fn add(&mut self, value: Symbol, object: u32) {
        if value.is_empty() {
            return;
        }
        match self.first.entry(value) {
            hashbrown::hash_map::Entry::Vacant(slot) => {
                slot.insert(object);
            }
            hashbrown::hash_map::Entry::Occupied(slot) => {
                let first = *slot.get();
                if let Some(second) = self.next.insert(first, object) {
                    self.next.insert(object, second);
                }
            }
        }
    }

    /// The first object with the value that fits; nothing has the empty value.
    fn find(&self, value: Symbol, mut fits: impl FnMut(u32) -> bool) -> Option<u32> {
        let mut at = self.first.get(&value).copied();
        while let Some(object) = at {
            if fits(object) {
                return Some(object);
            }
            at = self.next.get(&object).copied();
        }
        None
    }
}

#[derive(Debug)]
struct Index {
    guid: HashMap<Symbol, u32, foldhash::fast::FixedState>,
    upn: Chain,
    primary: Chain,
}

impl Index {
    /// An empty index with room for so many objects; each has up to three GUIDs.
    fn for_objects(count: usize) -> Self {
        let guid = HashMap::with_capacity_and_hasher(3 * count, foldhash::fast::FixedState::default());
        Self { guid, upn: Chain::for_objects(count), primary: Chain::for_objects(count) }
    }
}

/// A type cell of a kind of groups or of others, with the two flags that can refine it.
type TypeCell = (Symbol, bool, Option<bool>, Option<bool>);

struct Joining<'a> {
    interner: &'a Interner,
    types: HashMap<TypeCell, Option<Recipient>, foldhash::fast::FixedState>,
    index: Index,
    union: Union,
}

/// The columns of one table in the roles of its kind.
struct Access<'t> {
    types: Vec<Symbols<'t>>,
    display_name: Symbols<'t>,
    name: Symbols<'t>,
    alias: Symbols<'t>,
    upn: Symbols<'t>,
    primary: Symbols<'t>,
    mail: Symbols<'t>,
    proxies: Option<&'t ListColumn>,
    external: Symbols<'t>,
    object_id: Symbols<'t>,
    guid: Symbols<'t>,
    exchange_guid: Symbols<'t>,
    archive_guid: Symbols<'t>,
    legacy_dn: Symbols<'t>,
    dir_synced: Flags<'t>,
    blocked: Flags<'t>,
    enabled: Flags<'t>,
    deleted: Dates<'t>,
    is_deleted: Flags<'t>,
    inactive: Flags<'t>,
    security_enabled: Flags<'t>,
    mail_enabled: Flags<'t>,
}

fn first_symbols<'t>(table: &'t Table, columns: &[&'static Column]) -> Symbols<'t> {
    columns.iter().find(|column| table.has(column)).map_or(Symbols::default(), |column| table.symbols(column))
}

fn first_flags<'t>(table: &'t Table, columns: &[&'static Column]) -> Flags<'t> {
    columns.iter().find(|column| table.has(column)).map_or(Flags::default(), |column| table.flags(column))
}

impl<'t> Access<'t> {
    fn of(table: &'t Table, roles: &Roles) -> Self {
        Self {
            types: roles.types.iter().filter(|column| table.has(column)).map(|column| table.symbols(column)).collect(),
            display_name: first_symbols(table, roles.display_name),
            name: first_symbols(table, roles.name),
            alias: first_symbols(table, roles.alias),
            upn: first_symbols(table, roles.upn),
            primary: first_symbols(table, roles.primary),
            mail: first_symbols(table, roles.mail),
            proxies: roles.addresses.first().and_then(|column| table.list(column)),
            external: first_symbols(table, roles.external),
            object_id: first_symbols(table, roles.object_id),
            guid: first_symbols(table, roles.guid),
            exchange_guid: first_symbols(table, roles.exchange_guid),
            archive_guid: first_symbols(table, roles.archive_guid),
            legacy_dn: first_symbols(table, roles.legacy_dn),
            dir_synced: first_flags(table, roles.dir_synced),
            blocked: first_flags(table, roles.blocked),
            enabled: first_flags(table, roles.enabled),
            deleted: roles.deleted.first().map_or(Dates::default(), |column| table.dates(column)),
            is_deleted: first_flags(table, roles.is_deleted),
            inactive: first_flags(table, roles.inactive),
            security_enabled: first_flags(table, roles.security_enabled),
            mail_enabled: first_flags(table, roles.mail_enabled),
        }
    }

    /// The only proxy that a row marks as primary.
    fn marked(&self, at: usize) -> Symbol {
        let entries = self.proxies.and_then(|proxies| proxies.get(at)).unwrap_or_default();
        let mut primaries = entries.iter().filter(|entry| !entry.bare && entry.prefix == Prefix::PrimarySmtp);
        match (primaries.next(), primaries.next()) {
            (Some(only), None) => only.key,
            _ => Symbol::EMPTY,
        }
    }
}

impl Joining<'_> {
    fn add_table(&mut self, number: u16, table: &Table, roles: &Roles, tables: &[Table]) {
        let access = Access::of(table, roles);
        for record in 0..table.len() {
            let row = RowRef { table: number, record: record as u32 };
            let draft = self.draft(&access, record, roles, row);
            match self.find(&draft, roles) {
                Some((object, key)) => self.merge(object, draft, key, tables),
                None => self.insert(draft),
            }
        }
    }

    fn draft(&mut self, access: &Access<'_>, at: usize, roles: &Roles, row: RowRef) -> Draft {
        let read = self.class(access, at, roles);
        let blocked = either(access.blocked.get(at), access.enabled.get(at).map(|enabled| !enabled));
        let name = access.name.or_empty(at);
        let state = if access.inactive.get(at) == Some(true) {
            State::Inactive
        } else if access.deleted.get(at).is_some()
            || access.is_deleted.get(at) == Some(true)
            || self.names_deleted(name)
        {
            State::SoftDeleted
        } else {
            State::Live
        };
        let (primary_column, mail) = (access.primary.or_empty(at), access.mail.or_empty(at));
        let is_named = !primary_column.is_empty() || !mail.is_empty();
        Draft {
            class: read.class,
            state,
            system: read.system,
            mail_enabled: access.mail_enabled.get(at),
            display_name: access.display_name.or_empty(at),
            name,
            alias: access.alias.or_empty(at),
            upn: access.upn.or_empty(at),
            primary_column,
            mail,
            marked: if is_named { Symbol::EMPTY } else { access.marked(at) },
            external: access.external.or_empty(at),
            object_id: access.object_id.or_empty(at),
            guid: access.guid.or_empty(at),
            exchange_guid: access.exchange_guid.or_empty(at),
            archive_guid: access.archive_guid.get(at),
            legacy_dn: access.legacy_dn.get(at),
            dir_synced: access.dir_synced.get(at),
            blocked,
            rows: vec![row],
        }
    }

    fn names_deleted(&self, name: Symbol) -> bool {
        !name.is_empty() && self.interner.with(name, |text| text.starts_with("Soft Deleted Objects\\"))
    }

    fn class(&mut self, access: &Access<'_>, at: usize, roles: &Roles) -> ReadClass {
        let mut read = ReadClass { class: roles.class, system: None };
        let security = access.security_enabled.get(at);
        let mail = access.mail_enabled.get(at);
        for column in &access.types {
            let text = column.or_empty(at);
            if text.is_empty() {
                continue;
            }
            let interner = self.interner;
            let is_group_kind = roles.class.is_group();
            let known = *self.types.entry((text, is_group_kind, security, mail)).or_insert_with(|| {
                interner.with(text, |text| {
                    if is_group_kind {
                        recipient::group_class(text, security, mail).map(Recipient::Object)
                    } else {
                        recipient::recipient(text)
                    }
                })
            });
            match known {
                Some(Recipient::Object(class)) => {
                    read.class = class;
                    return read;
                }
                Some(Recipient::System(system)) => {
                    read.system = Some(system);
                    return read;
                }
                None => {}
            }
        }
        if access.upn.or_empty(at) != Symbol::EMPTY
            && roles.class == Class::DirectoryUser
            && self.interner.with(access.upn.or_empty(at), |upn| upn.contains("#ext#"))
        {
            read.class = Class::Guest;
        }
        read
    }

    fn find(&self, draft: &Draft, roles: &Roles) -> Option<(u32, &'static Column)> {
        let guids =
            [(draft.object_id, roles.object_id), (draft.guid, roles.guid), (draft.exchange_guid, roles.exchange_guid)];
        for (guid, columns) in guids {
            if guid.is_empty() {
                continue;
            }
            if let (Some(&object), Some(&column)) = (self.index.guid.get(&guid), columns.first())
                && family(self.union.drafts[object as usize].class) == family(draft.class)
            {
                return Some((object, column));
            }
        }
        let address = draft.address();
        let join = |found: Option<u32>, columns: &[&'static Column]| found.zip(columns.first().copied());
        let by_upn = || self.index.upn.find(draft.upn, |other| self.may_join(other, draft));
        let by_primary = || {
            let differ = |other: &Draft| !other.upn.is_empty() && !draft.upn.is_empty() && other.upn != draft.upn;
            let fits = |other: u32| !differ(&self.union.drafts[other as usize]) && self.may_join(other, draft);
            self.index.primary.find(address, fits)
        };
        // Where one export gives only the UPN and the other one only the address, equal texts mean one person.
        let by_upn_as_primary = || {
            let fits = |other: u32| self.union.drafts[other as usize].upn.is_empty() && self.may_join(other, draft);
            if address.is_empty() { self.index.primary.find(draft.upn, fits) } else { None }
        };
        let by_primary_as_upn = || {
            let fits =
                |other: u32| self.union.drafts[other as usize].address().is_empty() && self.may_join(other, draft);
            if draft.upn.is_empty() { self.index.upn.find(address, fits) } else { None }
        };
        let addresses = if roles.primary.is_empty() { roles.mail } else { roles.primary };
        join(by_upn(), roles.upn)
            .or_else(|| join(by_primary(), addresses))
            .or_else(|| join(by_upn_as_primary(), roles.upn))
            .or_else(|| join(by_primary_as_upn(), addresses))
    }

    /// Whether rows without a common GUID may be one object: nothing contradicts it.
    fn may_join(&self, object: u32, draft: &Draft) -> bool {
        let other = &self.union.drafts[object as usize];
        let differ = |a: Symbol, b: Symbol| !a.is_empty() && !b.is_empty() && a != b;
        other.state == draft.state
            && family(other.class) == family(draft.class)
            && !differ(other.object_id, draft.object_id)
            && !differ(other.guid, draft.guid)
            && !differ(other.exchange_guid, draft.exchange_guid)
    }

    fn insert(&mut self, draft: Draft) {
        let object = self.union.drafts.len() as u32;
        self.index_values(object, &draft);
        self.union.drafts.push(draft);
    }

    fn index_values(&mut self, object: u32, draft: &Draft) {
        for guid in [draft.object_id, draft.guid, draft.exchange_guid] {
            if !guid.is_empty() {
                self.index.guid.entry(guid).or_insert(object);
            }
        }
        self.index.upn.add(draft.upn, object);
        self.index.primary.add(draft.address(), object);
    }

    fn merge(&mut self, object: u32, draft: Draft, key: &'static Column, tables: &[Table]) {
        let second = draft.rows[0];
        let target = &self.union.drafts[object as usize];
        let kind: &Kind = tables[second.table as usize].kind;
        let before = target.rows.iter().copied().find(|row| std::ptr::eq(tables[row.table as usize].kind, kind));
        if let Some(first) = before {
            let identical = same_row(
                (&tables[first.table as usize], first.record as usize),
                (&tables[second.table as usize], second.record as usize),
            );
            self.union.twins.push(Twin { object, first, second, key, identical });
        }
        let new_upn = if target.upn.is_empty() { draft.upn } else { Symbol::EMPTY };
        let new_primary = if target.address().is_empty() { draft.address() } else { Symbol::EMPTY };
        self.index.upn.add(new_upn, object);
        self.index.primary.add(new_primary, object);
        for guid in [draft.object_id, draft.guid, draft.exchange_guid] {
            if !guid.is_empty() {
                self.index.guid.entry(guid).or_insert(object);
            }
        }
        self.union.drafts[object as usize].fill(draft);
    }
}

struct ReadClass {
    class: Class,
    system: Option<System>,
}

/// Classes of one family can be one object that two exports describe; others never are.
fn family(class: Class) -> u8 {
    if class.is_group() {
        0
    } else if class == Class::Contact {
        1
    } else {
        2
    }
}
