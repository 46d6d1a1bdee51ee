//! Sizes of mailboxes and their archives, from statistics, usage reports and mailbox exports.
//!
//! Statistics name their mailbox by GUID, by address or by display name only. Those made with `-Archive`
//! look like the others: they are told apart by the GUID, by a column that says so, else by being the
//! second such file (`semantics.md`, Verification).

mod columns;
#[cfg(test)]
mod tests;

use hashbrown::HashMap;

use self::columns::{ARCHIVES, Columns, STATISTICS};
use super::Tenant;
use super::draft::same_row;
use super::object::{ObjectId, RowRef};
use super::union::Twin;
use crate::intern::{Interner, Symbol};
use crate::kinds::{archive_statistics, mailbox_statistics, mailbox_usage, mailboxes};
use crate::normalize::{Numbers, Symbols, Table};
use crate::schema::Column;

/// What is known about the volume of one object; bytes unless said otherwise.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sizes {
    /// Size of the primary mailbox.
    pub bytes: Option<u64>,
    /// The bytes, first and last, that a rounded primary size may stand for; `None` where it is exact.
    pub rounded: Option<(u64, u64)>,
    /// Items in the primary mailbox.
    pub items: Option<u64>,
    /// Size of the deleted items that can still be recovered.
    pub deleted_bytes: Option<u64>,
    /// Where that size stands.
    pub deleted_at: Option<RowRef>,
    /// How much of deleted items is kept, as a usage report says it.
    pub deleted_quota: Option<u64>,
    /// Where the primary size stands.
    pub at: Option<RowRef>,
    /// Size of the archive.
    pub archive_bytes: Option<u64>,
    /// Items in the archive.
    pub archive_items: Option<u64>,
    /// Where the archive's size stands.
    pub archive_at: Option<RowRef>,
    /// Whether there is an archive; `None` where no export says so.
    pub archive: Option<bool>,
    /// Size from which the mailbox receives nothing any more, as a usage report says it.
    pub quota: Option<u64>,
}

/// What the statistics and usage reports of a tenant say.
#[derive(Debug, Default)]
pub(super) struct Attached {
    /// The sizes of every object.
    pub sizes: Vec<Sizes>,
    /// Mailboxes that one kind measures in two rows.
    pub twins: Vec<Twin>,
    /// Tables that were taken for statistics of archives because they are the second such file.
    pub second_files: Vec<u16>,
}

type Map = HashMap<Symbol, Option<ObjectId>, foldhash::fast::FixedState>;

/// The names under which statistics know a mailbox. A name that several mailboxes share is none.
struct Names {
    exchange_guid: Map,
    archive_guid: Map,
    address: Map,
    other: Map,
    display_name: Map,
}

impl Names {
    fn of(tenant: &Tenant, interner: &Interner) -> Self {
        let mut names = Self {
            exchange_guid: Map::default(),
            archive_guid: Map::default(),
            address: Map::default(),
            other: Map::default(),
            display_name: Map::default(),
        };
        let add = |map: &mut Map, name: Symbol, id: ObjectId| {
            if !name.is_empty() {
                let known = map.entry(name).or_insert(Some(id));
                if *known != Some(id) {
                    *known = None;
                }
            }
        };
        for (id, object) in tenant.ids().filter(|(_, object)| object.class.is_mailbox()) {
            add(&mut names.exchange_guid, object.exchange_guid, id);
            add(&mut names.archive_guid, object.archive_guid.unwrap_or_default(), id);
            if object.state == super::object::State::Live {
                add(&mut names.address, object.primary, id);
                if object.upn != object.primary {
                    add(&mut names.address, object.upn, id);
                }
                add(&mut names.display_name, interner.lower(object.display_name), id);
            }
            for name in [object.object_id, object.guid, object.legacy_key] {
                add(&mut names.other, name, id);
            }
            if object.alias_key != interner.lower(object.name) {
                add(&mut names.other, interner.lower(object.name), id);
            }
            add(&mut names.other, object.alias_key, id);
        }
        names
    }
}

fn find(map: &Map, name: Symbol) -> Option<ObjectId> {
    if name.is_empty() { None } else { map.get(&name).copied().flatten() }
}

/// Which part of a mailbox a row of statistics measures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Primary,
    Archive,
    /// Nothing in the row says so.
    Unsaid,
}

/// The sizes of every object of a tenant.
pub(super) fn attach(tenant: &Tenant, interner: &Interner) -> Attached {
    let names = Names::of(tenant, interner);
    let sizes = vec![Sizes::default(); tenant.objects.len()];
    let attached = Attached { sizes, ..Attached::default() };
    let mut attaching = Attaching { tenant, interner, names: &names, attached };
    attaching.statistics();
    attaching.mailbox_exports();
    attaching.usage_reports();
    attaching.archives();
    attaching.attached
}

struct Attaching<'a> {
    tenant: &'a Tenant,
    interner: &'a Interner,
    names: &'a Names,
    attached: Attached,
}

/// The numbers of one row.
#[derive(Clone, Copy)]
struct Measured {
    bytes: Option<u64>,
    rounded: Option<(u64, u64)>,
    items: Option<u64>,
    deleted_bytes: Option<u64>,
    at: RowRef,
    /// The column that names the mailbox.
    key: &'static Column,
}

impl Attaching<'_> {
    fn statistics(&mut self) {
        // A file that says nothing about archives is one of primary mailboxes if it is the first that
        // knows a mailbox; the file with most rows goes first, since not everybody has an archive.
        let mut tables: Vec<(usize, &Table)> = self.tenant.tables.iter().enumerate().collect();
        tables.sort_by_key(|(number, table)| (std::cmp::Reverse(table.len()), *number));
        for (number, table) in tables {
            if table.is(&mailbox_statistics::KIND) {
                self.statistics_table(number, table, Part::Unsaid, &STATISTICS);
            } else if table.is(&archive_statistics::KIND) {
                self.statistics_table(number, table, Part::Archive, &ARCHIVES);
            }
        }
    }

    fn statistics_table(&mut self, number: usize, table: &Table, part: Part, columns: &Columns) {
        let guids = table.symbols(columns.guid);
        let named = |column: &'static Column| (table.symbols(column), column);
        let addresses = [columns.primary, columns.upn].map(named);
        let others = [columns.object_id, columns.legacy_dn, columns.owner].map(named);
        let display_names = table.symbols(columns.display_name);
        let is_archive = table.flags(columns.is_archive);
        let exact = table.numbers(columns.exact_bytes);
        let rounded = table.numbers(columns.bytes);
        let items = table.numbers(columns.items);
        let deleted = table.numbers(columns.deleted);
        for record in 0..table.len() {
            let mut measured = Measured {
                bytes: exact.get(record).or_else(|| rounded.get(record)),
                rounded: match exact.get(record) {
                    Some(_) => table.rounded(columns.exact_bytes, record),
                    None => table.rounded(columns.bytes, record),
                },
                items: items.get(record),
                deleted_bytes: deleted.get(record),
                at: RowRef { table: number as u16, record: record as u32 },
                key: columns.guid,
            };
            let guid = guids.or_empty(record);
            let said = match is_archive.get(record) {
                Some(true) => Part::Archive,
                Some(false) if part == Part::Unsaid => Part::Primary,
                _ => part,
            };
            if let Some(id) = find(&self.names.archive_guid, guid) {
                self.set(id, Part::Archive, measured);
                continue;
            }
            if let Some(id) = find(&self.names.exchange_guid, guid) {
                self.set(id, if said == Part::Archive { said } else { Part::Primary }, measured);
                continue;
            }
            let by_address = || {
                let named = |&(symbols, column): &(Symbols<'_>, _)| {
                    Some((find(&self.names.address, symbols.or_empty(record))?, column))
                };
                addresses.iter().find_map(named)
            };
            let by_other = || {
                let lower = |symbols: Symbols<'_>| self.interner.lower(symbols.or_empty(record));
                let named =
                    |&(symbols, column): &(Symbols<'_>, _)| Some((find(&self.names.other, lower(symbols))?, column));
                others.iter().find_map(named)
            };
            let by_name = || {
                let name = self.interner.lower(display_names.or_empty(record));
                Some((find(&self.names.display_name, name)?, columns.display_name))
            };
            if let Some((id, key)) = by_address().or_else(by_other).or_else(by_name) {
                measured.key = key;
                let own = self.tenant.object(id).exchange_guid;
                let other_guid = !guid.is_empty() && !own.is_empty() && guid != own;
                self.set(id, if other_guid && said == Part::Unsaid { Part::Archive } else { said }, measured);
            }
        }
    }

    fn set(&mut self, id: ObjectId, part: Part, measured: Measured) {
        let sizes = &mut self.attached.sizes[id.index()];
        // The same export given twice measures no archive.
        let second_file = sizes.at.filter(|at| at.table != measured.at.table);
        let is_second =
            part == Part::Unsaid && second_file.is_some_and(|first| !are_same(self.tenant, first, measured.at));
        let is_archive = part == Part::Archive || is_second;
        match if is_archive { sizes.archive_at } else { sizes.at } {
            Some(first) => self.twin(id, first, measured.at, measured.key),
            None if is_archive => {
                sizes.archive_bytes = measured.bytes;
                sizes.archive_items = measured.items;
                sizes.archive_at = Some(measured.at);
                if is_second && !self.attached.second_files.contains(&measured.at.table) {
                    self.attached.second_files.push(measured.at.table);
                }
            }
            None => {
                sizes.bytes = measured.bytes;
                sizes.rounded = measured.rounded;
                sizes.items = measured.items;
                sizes.deleted_bytes = measured.deleted_bytes;
                sizes.deleted_at = measured.deleted_bytes.map(|_| measured.at);
                sizes.at = Some(measured.at);
            }
        }
    }

    /// Keeps in mind that one kind measures a mailbox in two rows.
    fn twin(&mut self, id: ObjectId, first: RowRef, second: RowRef, key: &'static Column) {
        let tables = &self.tenant.tables;
        if std::ptr::eq(tables[first.table as usize].kind, tables[second.table as usize].kind) {
            let identical = are_same(self.tenant, first, second);
            self.attached.twins.push(Twin { object: id.0, first, second, key, identical });
        }
    }

    /// Sizes that a mailbox export carries itself.
    fn mailbox_exports(&mut self) {
        for (id, object) in self.tenant.ids() {
            for &row in self.tenant.row_refs(object) {
                let table = &self.tenant.tables[row.table as usize];
                if table.is(&mailboxes::KIND) && self.attached.sizes[id.index()].bytes.is_none() {
                    let record = row.record as usize;
                    let get = |numbers: Numbers<'_>| numbers.get(record);
                    let bytes = get(table.numbers(&mailboxes::SIZE));
                    if bytes.is_some() {
                        let sizes = &mut self.attached.sizes[id.index()];
                        sizes.bytes = bytes;
                        sizes.rounded = table.rounded(&mailboxes::SIZE, record);
                        sizes.items = sizes.items.or_else(|| get(table.numbers(&mailboxes::ITEM_COUNT)));
                        sizes.at = Some(row);
                    }
                }
            }
        }
    }

    /// Usage reports are a day or two old: they only fill what nothing else says.
    fn usage_reports(&mut self) {
        let mut seen: HashMap<ObjectId, RowRef, foldhash::fast::FixedState> = HashMap::default();
        for (number, table) in self.tenant.tables.iter().enumerate() {
            if !table.is(&mailbox_usage::KIND) {
                continue;
            }
            let upns = table.symbols(&mailbox_usage::USER_PRINCIPAL_NAME);
            let deleted = table.flags(&mailbox_usage::IS_DELETED);
            let used = table.numbers(&mailbox_usage::STORAGE_USED);
            let items = table.numbers(&mailbox_usage::ITEM_COUNT);
            let has_archive = table.flags(&mailbox_usage::HAS_ARCHIVE);
            let quota = table.numbers(&mailbox_usage::PROHIBIT_SEND_RECEIVE_QUOTA);
            let recoverable = table.numbers(&mailbox_usage::DELETED_ITEM_SIZE);
            let recoverable_quota = table.numbers(&mailbox_usage::DELETED_ITEM_QUOTA);
            for record in 0..table.len() {
                let Some(id) = find(&self.names.address, upns.or_empty(record)) else { continue };
                if deleted.get(record) == Some(true) {
                    continue;
                }
                let at = RowRef { table: number as u16, record: record as u32 };
                if let Some(&first) = seen.get(&id) {
                    self.twin(id, first, at, &mailbox_usage::USER_PRINCIPAL_NAME);
                    continue;
                }
                seen.insert(id, at);
                let sizes = &mut self.attached.sizes[id.index()];
                if let (None, Some(bytes)) = (sizes.bytes, used.get(record)) {
                    (sizes.bytes, sizes.at) = (Some(bytes), Some(at));
                    sizes.rounded = table.rounded(&mailbox_usage::STORAGE_USED, record);
                    sizes.items = items.get(record);
                }
                if let (None, Some(bytes)) = (sizes.deleted_bytes, recoverable.get(record)) {
                    (sizes.deleted_bytes, sizes.deleted_at) = (Some(bytes), Some(at));
                }
                sizes.deleted_quota = sizes.deleted_quota.or(recoverable_quota.get(record));
                sizes.quota = sizes.quota.or(quota.get(record));
                sizes.archive = sizes.archive.or(has_archive.get(record));
            }
        }
    }

    /// Whether there is an archive: the GUID and the status columns say so, else a size does.
    fn archives(&mut self) {
        for (id, object) in self.tenant.ids().filter(|(_, object)| object.class.is_mailbox()) {
            let by_guid = object.archive_guid.map(|guid| !guid.is_empty());
            let by_status = self.tenant.rows_of(object, &mailboxes::KIND).find_map(|(table, record)| {
                [&mailboxes::ARCHIVE_STATUS, &mailboxes::ARCHIVE_STATE].iter().find_map(|column| {
                    let status = table.symbols(column).or_empty(record);
                    self.interner.with(status, archive_status)
                })
            });
            let sizes = &mut self.attached.sizes[id.index()];
            let said = match (by_guid, by_status) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), _) | (_, Some(false)) => Some(false),
                (None, None) => sizes.archive,
            };
            sizes.archive = said.or_else(|| sizes.archive_bytes.map(|bytes| bytes > 0));
            if sizes.archive == Some(false) && sizes.archive_bytes.is_some_and(|bytes| bytes > 0) {
                sizes.archive = Some(true);
            }
        }
    }
}

/// Whether two rows agree wherever both know a value.
fn are_same(tenant: &Tenant, first: RowRef, second: RowRef) -> bool {
    let row = |row: RowRef| (&tenant.tables[row.table as usize], row.record as usize);
    same_row(row(first), row(second))
}

/// Whether a status word says that there is an archive; `None` for a blank or an unknown word.
fn archive_status(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "none" | "disabled" | "false" | "no" | "inactive" => Some(false),
        "active" | "enabled" | "true" | "yes" | "local" | "hostedprovisioned" | "hostedpending" | "onpremise" => {
            Some(true)
        }
        _ => None,
    }
}
