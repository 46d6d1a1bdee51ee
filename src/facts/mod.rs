//! What is known about both tenants together: their objects, who becomes whom, holds and quotas. Derived once
//! from the tables; checks only select from it. Knows no check and no report.

mod account;
pub mod age;
mod arrival;
pub mod clock;
pub mod dns;
mod domain_list;
pub mod forwards;
mod holds;
pub mod members;
pub mod party;
mod products;
mod quotas;
pub mod rights;
mod waves;

use std::borrow::Cow;

use crate::intern::{Interner, Pool, Symbol};
use crate::normalize::FileId;
use crate::pair::Pairs;
use crate::plan::Plan;
use crate::previous::Previous;
use crate::reading::{InputFile, PriceList, Reading};
use crate::schema::{Column, Side};
use crate::skus::Catalogue;
use crate::values::identity::{Form, form};
use crate::values::text::trim;

pub use arrival::Arrival;
pub use clock::Clock;
pub use dns::Dns;
pub use domain_list::ListedDomain;
pub use forwards::{End, Forward, Forwards, Via};
pub use holds::{Hold, Holds};
pub use members::{Extent, Listed, Members};
pub use party::{Naming, Party};
pub use quotas::{Basis, Quotas};
pub use rights::{Fate, Fates, MembersUnknown, Right, RightKind, Rights};
pub use waves::Waves;

pub use crate::tenant::{
    Domains, Holder, Malformed, Object, ObjectId, ProxyAddress, Resolution, Resolver, Role, RowRef, Sizes, Skip, State,
    Tenant, TenantDomains, Twin, domain_of,
};

/// What one licence covers unless a profile says otherwise: 50 GB, as the runbook has it and as Exchange counts them.
const BLOCK: u64 = 50 << 30;

/// Everything that checks and sheets look at.
#[derive(Debug)]
pub struct Facts {
    /// What the run was asked.
    pub plan: Plan,
    /// All texts.
    pub pool: Pool,
    /// The tenant that people leave.
    pub source: Tenant,
    /// The tenant that they join.
    pub destination: Tenant,
    /// Domains and what becomes of them.
    pub domains: Domains,
    /// Who becomes whom.
    pub pairs: Pairs,
    /// Who may open, or send as, what belongs to somebody else.
    pub rights: Rights,
    /// Who belongs to which group.
    pub members: Members,
    /// Who sends mail on, and where it ends.
    pub forwards: Forwards,
    /// What people wrote into an earlier workbook.
    pub previous: Option<Previous>,
    /// Who moves when, as people said.
    pub waves: Waves,
    /// DNS records of their domains.
    pub dns: Dns,
    /// Microsoft's products, as far as they are known.
    pub products: Catalogue,
    /// What people pay for licences, where they said so.
    pub prices: Option<PriceList>,
    /// What one licence of the mover covers, in bytes, as the chosen profile says.
    pub block: u64,
    /// The inputs; a [`FileId`] is a place here.
    pub files: Vec<InputFile>,
    resolvers: [Resolver; 2],
}

impl Facts {
    /// Derives the facts from the tables of both sides.
    pub fn build(plan: &Plan, reading: Reading, interner: Interner) -> Self {
        let Reading { source, destination, maps, previous, prices, mut files } = reading;
        let (source, destination) = rayon::join(
            || Tenant::build(Side::Source, source, &plan.source.service_accounts, &interner),
            || Tenant::build(Side::Destination, destination, &plan.destination.service_accounts, &interner),
        );
        let mut pool = interner.freeze();
        let mut domains = Domains::gather(plan, &source, &destination, &pool);
        domains.rename(&source, &mut pool);
        let (of_source, of_destination) =
            rayon::join(|| Resolver::of(&source, &pool), || Resolver::of(&destination, &pool));
        let resolvers = [of_source, of_destination];
        let pairs = Pairs::find(plan, &source, &destination, &domains, &pool, &maps, &resolvers);
        let tenants = [&source, &destination];
        let products = products::listed(tenants, &pool);
        let dns = Dns::gather(tenants, &domains, &files, &pool);
        let rights = Rights::read(plan, tenants, &resolvers, &domains, &mut pool);
        let splits = members::Splits::of(tenants, &resolvers, &domains, &mut pool);
        let naming = Naming::of(tenants, &resolvers, &domains, &pool);
        let members = Members::build(&naming, &splits);
        for tenant in tenants {
            account::objects(tenant, &mut files);
            account::skip(tenant, rights.skipped(tenant.side), &mut files);
            account::skip(tenant, members.skipped(tenant.side), &mut files);
            let unplaced = dns.unplaced(tenant.side).iter();
            account::skip(tenant, unplaced.map(|row| (row.table, "name relative to an unknown zone", 1)), &mut files);
        }
        let forwards = Forwards::gather(&naming, &pairs, &mut files);
        let waves = Waves::find(previous.as_ref(), &maps, &source, &resolvers[0], &pool, &mut files);
        Self {
            plan: plan.clone(),
            pool,
            source,
            destination,
            domains,
            pairs,
            rights,
            members,
            forwards,
            waves,
            dns,
            products,
            prices,
            block: BLOCK,
            files,
            previous,
            resolvers,
        }
    }

    /// The tenant on this side.
    pub const fn tenant(&self, side: Side) -> &Tenant {
        match side {
            Side::Source => &self.source,
            Side::Destination => &self.destination,
        }
    }

    /// The input with this number.
    pub fn file(&self, id: FileId) -> &InputFile {
        &self.files[id.0 as usize]
    }

    /// The text of a symbol.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.pool.text(symbol)
    }

    /// A text that names no object, as findings write it: as exported, an address in lower case.
    pub fn exported(&self, text: Symbol) -> Cow<'_, str> {
        let text = trim(self.text(text));
        if matches!(form(text), Form::Address(_)) { Cow::Owned(text.to_lowercase()) } else { Cow::Borrowed(text) }
    }

    /// What findings call an object.
    pub fn subject(&self, side: Side, id: ObjectId) -> &str {
        self.tenant(side).subject(id, &self.pool)
    }

    /// The wave in which a source object moves; `None` where nobody gave it one. Waves are compared as texts.
    pub fn wave(&self, source: ObjectId) -> Option<&str> {
        self.waves.of(source)
    }

    /// What an address of the source becomes; `None` where its domain is not carried.
    pub fn future(&self, address: Symbol) -> Option<Symbol> {
        self.domains.future(address, &self.pool)
    }

    /// The names of a tenant.
    pub const fn resolver(&self, side: Side) -> &Resolver {
        &self.resolvers[side as usize]
    }

    /// The names of both tenants, to say whom a text names.
    pub fn naming(&self) -> Naming<'_> {
        Naming::of([&self.source, &self.destination], &self.resolvers, &self.domains, &self.pool)
    }

    /// The address under which a source object is expected at the destination: its future primary, else its
    /// primary, else what it is called.
    pub fn expected(&self, object: &Object) -> &str {
        let primary = if object.primary.is_empty() { object.subject } else { object.primary };
        self.text(self.future(object.primary).unwrap_or(primary))
    }

    /// What has to be done by when for the mail exchanger of a moving domain; `None` where no cutover is planned.
    pub fn clock(&self, domain: &str) -> Option<Clock> {
        Clock::of(self.plan.cutover.as_ref()?, self.dns.mx_ttl(Side::Source, domain))
    }

    /// The first known flag of an object among columns of the exports that describe it.
    pub fn flag(&self, side: Side, object: &Object, columns: &[&'static Column]) -> Option<bool> {
        self.lookup(side, object, columns, |table, column, record| table.flags(column).get(record))
    }

    /// The first known number of an object among columns of the exports that describe it.
    pub fn number(&self, side: Side, object: &Object, columns: &[&'static Column]) -> Option<u64> {
        self.lookup(side, object, columns, |table, column, record| table.numbers(column).get(record))
    }

    /// The first text of an object among columns of the exports that describe it; `None` where it is blank or unknown.
    pub fn word(&self, side: Side, object: &Object, columns: &[&'static Column]) -> Option<Symbol> {
        self.lookup(side, object, columns, |table, column, record| {
            table.symbols(column).get(record).filter(|symbol| !symbol.is_empty())
        })
    }

    /// The first known list of an object among columns of the exports that describe it.
    pub fn list(&self, side: Side, object: &Object, columns: &[&'static Column]) -> Option<&[crate::normalize::Entry]> {
        self.lookup(side, object, columns, |table, column, record| table.list(column).and_then(|list| list.get(record)))
    }

    fn lookup<'a, T>(
        &'a self,
        side: Side,
        object: &Object,
        columns: &[&'static Column],
        get: impl Fn(&'a crate::normalize::Table, &'static Column, usize) -> Option<T>,
    ) -> Option<T> {
        let tenant = self.tenant(side);
        columns.iter().find_map(|&column| {
            let (start, end) = object.rows;
            (start..end).find_map(|number| {
                let row = tenant.row_ref(number);
                let table = &tenant.tables[row.table as usize];
                if table.kind.owns(column) { get(table, column, row.record as usize) } else { None }
            })
        })
    }
}
