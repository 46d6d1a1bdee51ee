//! One tenant: its tables, its objects with their addresses, and who holds which address. Knows nothing of
//! the other tenant, of pairs, or of checks.

mod addresses;
mod build;
mod domains;
mod draft;
mod object;
mod resolver;
mod roles;
mod sizes;
mod union;

use crate::intern::{Pool, Symbol};
use crate::normalize::Table;
use crate::schema::{Column, Kind, Side};

pub use domains::{Domains, TenantDomains, domain_of};
pub use object::{Object, ObjectId, ProxyAddress, Role, RowRef, Skip, State};
pub use resolver::{Resolution, Resolver};
pub use sizes::Sizes;
pub use union::Twin;

/// Everything that is known about one tenant.
#[derive(Debug)]
pub struct Tenant {
    /// Which one.
    pub side: Side,
    /// The exports, in the order in which they were found.
    pub tables: Vec<Table>,
    /// All objects, in the order of their exports.
    pub objects: Vec<Object>,
    /// Sizes of mailboxes and archives, one per object.
    pub sizes: Vec<Sizes>,
    /// Rows that describe an object which another row of the same kind describes already.
    pub twins: Vec<Twin>,
    /// Tables that were taken for statistics of archives because they are the second such file.
    pub second_files: Vec<u16>,
    proxies: Vec<ProxyAddress>,
    row_refs: Vec<RowRef>,
    /// Who holds what, sorted by address.
    holders: Vec<Holder>,
    malformed: Vec<Malformed>,
}

/// An object that holds an address, in its best role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holder {
    /// The address.
    pub address: Symbol,
    /// Who holds it.
    pub object: ObjectId,
    /// The best role in which it does: primary, alias, external, UPN.
    pub role: Role,
}

/// An address that cannot be used, and who has it.
#[derive(Debug, Clone, Copy)]
pub struct Malformed {
    /// Who has it.
    pub object: ObjectId,
    /// The address, lower case.
    pub address: Symbol,
    /// Where it stands.
    pub at: RowRef,
}

impl Tenant {
    /// The object with this number.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.index()]
    }

    /// All objects with their numbers.
    pub fn ids(&self) -> impl Iterator<Item = (ObjectId, &Object)> + Clone {
        self.objects.iter().enumerate().map(|(number, object)| (ObjectId(number as u32), object))
    }

    /// The objects that take part in the move.
    pub fn in_scope(&self) -> impl Iterator<Item = (ObjectId, &Object)> + Clone {
        self.ids().filter(|(_, object)| object.in_scope())
    }

    /// All proxies of an object, none where they are unknown.
    pub fn proxies(&self, object: &Object) -> &[ProxyAddress] {
        object.proxies.map_or(&[], |(start, end)| &self.proxies[start as usize..end as usize])
    }

    /// The rows that describe an object, best first.
    pub fn row_refs(&self, object: &Object) -> &[RowRef] {
        &self.row_refs[object.rows.0 as usize..object.rows.1 as usize]
    }

    /// The row with this number.
    pub(super) fn row_ref(&self, number: u32) -> RowRef {
        self.row_refs[number as usize]
    }

    /// The SMTP addresses of an object, the primary first, each once; malformed ones are not among them.
    pub fn smtp_addresses<'a>(&'a self, object: &'a Object) -> impl Iterator<Item = Symbol> + 'a {
        let primary = (!object.primary.is_empty()).then_some(object.primary);
        let aliases = self.proxies(object).iter().filter(|proxy| proxy.is_smtp()).map(|proxy| proxy.key);
        primary.into_iter().chain(aliases.filter(move |address| *address != object.primary))
    }

    /// Every address that an object holds, with its best role first: primary, alias, external, UPN.
    pub fn held(&self, id: ObjectId, mut take: impl FnMut(Symbol, Role)) {
        let object = self.object(id);
        for address in self.smtp_addresses(object) {
            take(address, if address == object.primary { Role::Primary } else { Role::Alias });
        }
        if !object.external.is_empty() {
            take(object.external, Role::External);
        }
        if !object.upn.is_empty() {
            take(object.upn, Role::Upn);
        }
    }

    /// Who holds an address, each object once.
    pub fn holders(&self, address: Symbol) -> &[Holder] {
        let start = self.holders.partition_point(|holder| holder.address < address);
        let end = start + self.holders[start..].iter().take_while(|holder| holder.address == address).count();
        &self.holders[start..end]
    }

    /// The holders of every address that more than one object holds.
    pub fn shared_addresses(&self) -> impl Iterator<Item = &[Holder]> {
        self.holders.chunk_by(|a, b| a.address == b.address).filter(|holders| holders.len() > 1)
    }

    /// Addresses that are no usable SMTP addresses; they are in no list of addresses.
    pub fn malformed(&self) -> &[Malformed] {
        &self.malformed
    }

    /// The tables of one kind.
    pub fn of_kind(&self, kind: &'static Kind) -> impl Iterator<Item = &Table> {
        self.tables.iter().filter(move |table| table.is(kind))
    }

    /// Whether some export of the kind holds anything.
    pub fn has_rows(&self, kind: &'static Kind) -> bool {
        self.of_kind(kind).any(|table| !table.is_empty())
    }

    /// Whether some export of the kind carries the column.
    pub fn has(&self, kind: &'static Kind, column: &'static Column) -> bool {
        self.of_kind(kind).any(|table| table.has(column))
    }

    /// Whether some export of the kind carries the column, or would if there were anything to list: a header without
    /// rows says that there is nothing.
    pub fn lists(&self, kind: &'static Kind, column: &'static Column) -> bool {
        self.of_kind(kind).any(|table| table.has(column) || table.is_empty() && table.header(column).is_some())
    }

    /// The rows of one kind that describe an object.
    pub fn rows_of<'a>(&'a self, object: &'a Object, kind: &'static Kind) -> impl Iterator<Item = (&'a Table, usize)> {
        self.row_refs(object)
            .iter()
            .map(|row| (&self.tables[row.table as usize], row.record as usize))
            .filter(move |(table, _)| table.is(kind))
    }

    /// What an object is called in findings.
    pub fn subject<'p>(&self, id: ObjectId, pool: &'p Pool) -> &'p str {
        pool.text(self.object(id).subject)
    }
}
