//! Puts the exports of one tenant together: objects with their addresses and sizes, and who holds what.

use rayon::prelude::*;

use super::draft::{Draft, primary, subject};
use super::object::{Object, ObjectId, ProxyAddress, RowRef, Skip, State};
use super::roles::OBJECT_KINDS;
use super::union::{Union, unite};
use super::{Holder, Malformed, Tenant, addresses};
use crate::intern::{Interner, Symbol};
use crate::normalize::{Origin, Table};
use crate::schema::{Column, Side};
use crate::values::address::{self, Prefix};
use crate::values::recipient::Class;

impl Tenant {
    /// Puts the tables of one side together.
    pub fn build(side: Side, tables: Vec<Table>, service_accounts: &[String], interner: &Interner) -> Self {
        let Union { mut drafts, twins } = unite(&tables, interner);
        let extra = addresses::collect(&tables, &mut drafts, interner);
        let services: Vec<Symbol> =
            service_accounts.iter().map(|account| interner.intern(&account.to_lowercase())).collect();
        let mut tenant = Self {
            side,
            tables,
            objects: Vec::with_capacity(drafts.len()),
            sizes: Vec::new(),
            twins,
            second_files: Vec::new(),
            proxies: Vec::new(),
            row_refs: Vec::new(),
            holders: Vec::new(),
            malformed: Vec::new(),
        };
        let lists = tenant.address_lists();
        let mut extra = extra.into_iter().peekable();
        for (number, draft) in drafts.into_iter().enumerate() {
            let mut own = Vec::new();
            while let Some((_, proxy)) = extra.next_if(|(object, _)| *object as usize == number) {
                own.push(proxy);
            }
            let object = tenant.finish(ObjectId(number as u32), &draft, &lists, &own, &services, interner);
            tenant.objects.push(object);
        }
        let attached = super::sizes::attach(&tenant, interner);
        tenant.sizes = attached.sizes;
        tenant.twins.extend(attached.twins);
        tenant.second_files = attached.second_files;
        tenant.index_holders();
        tenant
    }

    /// The columns with proxy addresses of every table.
    fn address_lists(&self) -> Vec<Vec<AddressList>> {
        let of_table = |table: &Table| {
            let roles = OBJECT_KINDS.iter().find(|roles| table.is(roles.kind));
            let columns = roles.map_or(&[][..], |roles| roles.addresses);
            columns.iter().filter_map(|column| AddressList::of(table, column)).collect()
        };
        self.tables.iter().map(of_table).collect()
    }

    fn finish(
        &mut self,
        id: ObjectId,
        draft: &Draft,
        lists: &[Vec<AddressList>],
        extra: &[ProxyAddress],
        services: &[Symbol],
        interner: &Interner,
    ) -> Object {
        let start = self.proxies.len();
        let marked = self.collect_proxies(&draft.rows, lists, extra);
        self.set_malformed_aside(id, draft, start, interner);
        let proxies = marked.map(|_| (start as u32, self.proxies.len() as u32));
        let own = &self.proxies[start..];
        let is_service = services.iter().any(|service| {
            *service == draft.upn
                || *service == draft.primary_column
                || own.iter().any(|proxy| proxy.is_smtp() && proxy.key == *service)
        });
        let named = primary(draft, own, marked == Some(true));
        let malformed = &self.malformed[self.malformed.partition_point(|malformed| malformed.object < id)..];
        let usable = |address: Symbol| {
            if malformed.iter().any(|malformed| malformed.address == address) { Symbol::EMPTY } else { address }
        };
        let (primary, primary_column, external) = (usable(named), usable(draft.primary_column), usable(draft.external));
        let rows = (self.row_refs.len() as u32, (self.row_refs.len() + draft.rows.len()) as u32);
        self.row_refs.extend_from_slice(&draft.rows);
        let first = draft.rows[0];
        let table = &self.tables[first.table as usize];
        let mut object = Object {
            class: draft.class,
            state: draft.state,
            skip: None,
            display_name: draft.display_name,
            name: draft.name,
            alias: draft.alias,
            alias_key: interner.lower(draft.alias),
            upn: draft.upn,
            primary,
            primary_column,
            primary_marked: marked == Some(true),
            external,
            object_id: draft.object_id,
            guid: draft.guid,
            exchange_guid: draft.exchange_guid,
            archive_guid: draft.archive_guid,
            legacy_dn: draft.legacy_dn.filter(|dn| !dn.is_empty()),
            legacy_key: draft.legacy_dn.map_or(Symbol::EMPTY, |dn| interner.lower(dn)),
            dir_synced: draft.dir_synced,
            blocked: draft.blocked,
            proxies,
            rows,
            origin: Origin { file: table.file, row: table.rows().get(first.record as usize) },
            subject: subject(draft, named),
        };
        object.skip = skip(&object, draft, named, is_service);
        object
    }

    /// Appends the proxies of an object; `None` where no export lists them, else whether `SMTP:` marks the primary.
    fn collect_proxies(&mut self, rows: &[RowRef], lists: &[Vec<AddressList>], extra: &[ProxyAddress]) -> Option<bool> {
        let start = self.proxies.len();
        let mut marked = None;
        for &row in rows {
            for list in &lists[row.table as usize] {
                let table = &self.tables[row.table as usize];
                let Some(entries) = table.list(list.column).and_then(|column| column.get(row.record as usize)) else {
                    continue;
                };
                let first_list = marked.is_none();
                marked =
                    Some(marked.unwrap_or(false) | (list.marks_primary && entries.iter().any(|entry| !entry.bare)));
                for entry in entries {
                    // Only one list says which address is primary; the union must not make two of them.
                    let demote = entry.prefix == Prefix::PrimarySmtp && (!list.marks_primary || !first_list);
                    let prefix = if demote || (entry.bare && entry.prefix == Prefix::PrimarySmtp) {
                        Prefix::Smtp
                    } else {
                        entry.prefix
                    };
                    let proxy = ProxyAddress { prefix, bare: entry.bare, key: entry.key, text: entry.text, at: row };
                    add_proxy(&mut self.proxies, start, proxy);
                }
            }
        }
        let has_list = marked.is_some();
        for &proxy in extra {
            marked = Some(marked.unwrap_or(!proxy.bare));
            let demote = proxy.prefix == Prefix::PrimarySmtp && (has_list || proxy.bare);
            let prefix = if demote { Prefix::Smtp } else { proxy.prefix };
            add_proxy(&mut self.proxies, start, ProxyAddress { prefix, ..proxy });
        }
        marked
    }

    /// Takes addresses that are no addresses out of the lists, so that no other check trips over them.
    fn set_malformed_aside(&mut self, object: ObjectId, draft: &Draft, start: usize, interner: &Interner) {
        let at = draft.rows[0];
        let is_bad = |address: Symbol| interner.with(address, |text| address::fault(text).is_some());
        let mut kept = start;
        for number in start..self.proxies.len() {
            let proxy = self.proxies[number];
            if proxy.is_smtp() && is_bad(proxy.key) {
                self.malformed.push(Malformed { object, address: proxy.key, at: proxy.at });
            } else {
                self.proxies[kept] = proxy;
                kept += 1;
            }
        }
        self.proxies.truncate(kept);
        let already = |malformed: &[Malformed], address: Symbol| {
            malformed.iter().rev().take_while(|other| other.object == object).any(|other| other.address == address)
        };
        for address in [draft.primary_column, draft.external, draft.mail] {
            let is_smtp = !address.is_empty() && !interner.with(address, has_foreign_prefix);
            if is_smtp && is_bad(address) && !already(&self.malformed, address) {
                self.malformed.push(Malformed { object, address, at });
            }
        }
    }

    fn index_holders(&mut self) {
        let mut holders = Vec::with_capacity(self.proxies.len() + 2 * self.objects.len());
        for number in 0..self.objects.len() {
            let object = ObjectId(number as u32);
            self.held(object, |address, role| holders.push(Holder { address, object, role }));
        }
        holders.par_sort_unstable();
        holders.dedup_by_key(|holder| (holder.address, holder.object));
        self.holders = holders;
    }
}

/// A column of proxy addresses.
struct AddressList {
    column: &'static Column,
    /// Whether the case of `SMTP:` and `smtp:` still says which one is primary.
    marks_primary: bool,
}

impl AddressList {
    /// How many rows must look as if the case was lost before the column is believed to have lost it.
    const ROWS_THAT_SHOW_IT: usize = 3;

    fn of(table: &Table, column: &'static Column) -> Option<Self> {
        let list = table.list(column)?;
        let (mut lower, mut upper, mut many_upper) = (0_usize, 0_usize, 0_usize);
        for row in 0..table.len() {
            let entries = list.get(row).unwrap_or_default();
            let count = |prefix| entries.iter().filter(|entry| !entry.bare && entry.prefix == prefix).count();
            let primaries = count(Prefix::PrimarySmtp);
            lower += usize::from(count(Prefix::Smtp) > 0);
            upper += usize::from(primaries > 0);
            many_upper += usize::from(primaries > 1);
        }
        let all_upper = lower == 0 && many_upper >= Self::ROWS_THAT_SHOW_IT;
        let all_lower = upper == 0 && lower >= Self::ROWS_THAT_SHOW_IT;
        Some(Self { column, marks_primary: !all_upper && !all_lower && lower + upper > 0 })
    }
}

/// Whether a target address is of another type than SMTP, such as `X400:`.
fn has_foreign_prefix(address: &str) -> bool {
    address
        .split_once(':')
        .is_some_and(|(prefix, _)| !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Adds a proxy unless the object has it; a primary mark wins.
fn add_proxy(proxies: &mut Vec<ProxyAddress>, start: usize, proxy: ProxyAddress) {
    let same = |other: &&mut ProxyAddress| {
        other.key == proxy.key && (other.prefix == proxy.prefix || (other.is_smtp() && proxy.is_smtp()))
    };
    match proxies[start..].iter_mut().find(same) {
        Some(known) if proxy.prefix == Prefix::PrimarySmtp => known.prefix = Prefix::PrimarySmtp,
        Some(_) => {}
        None => proxies.push(proxy),
    }
}

fn skip(object: &Object, draft: &Draft, named: Symbol, is_service: bool) -> Option<Skip> {
    if let Some(system) = draft.system {
        Some(Skip::System(system))
    } else if is_service {
        Some(Skip::ServiceAccount)
    } else if object.state == State::SoftDeleted {
        Some(Skip::SoftDeleted)
    } else if object.state == State::Inactive {
        Some(Skip::Inactive)
    } else {
        match object.class {
            Class::Guest => Some(Skip::Guest),
            Class::DirectoryUser => Some(Skip::DirectoryUser),
            class if class.is_group() && named.is_empty() && draft.mail_enabled != Some(true) => {
                Some(Skip::NotMailEnabled)
            }
            _ => None,
        }
    }
}
