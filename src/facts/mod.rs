//! What is known about both tenants together: their objects, who becomes whom, holds and quotas. Derived once
//! from the tables; checks only select from it. Knows no check and no report.

mod account;
pub mod again;
pub mod age;
mod arrival;
pub mod cautions;
pub mod clock;
pub mod dns;
mod domain_list;
pub mod forwards;
mod holds;
pub mod ledger;
mod licensed;
pub mod members;
pub mod moved;
mod pairing;
pub mod party;
mod products;
mod quotas;
pub mod restored;
pub mod rights;
mod scope;
mod tenancy;
mod waves;

use std::borrow::Cow;
use std::sync::Arc;

use crate::error::Error;
use crate::intern::{Interner, Pool, Symbol};
use crate::normalize::{FileId, Table};
use crate::pair::Pairs;
use crate::plan::{Command, Plan};
use crate::previous::Previous;
use crate::reading::{InputFile, PriceList, Reading};
use crate::schema::{Column, Moment, Side, Snapshot};
use crate::skus::Catalogue;
use crate::values::identity::{Form, form};
use crate::values::text::trim;

pub use again::Again;
pub use arrival::Arrival;
pub use cautions::{Caution, Doubt, Trust};
pub use clock::Clock;
pub use dns::Dns;
pub use domain_list::{DomainRow, ListedDomain};
pub use forwards::{End, Forward, Forwards, Via};
pub use holds::{Hold, Holds};
pub use ledger::Ledger;
pub use licensed::Licensed;
pub use members::{Extent, Listed, Members};
pub use moved::Moved;
pub use party::{Naming, Party};
pub use quotas::{Basis, Quotas};
pub use restored::Restored;
pub use rights::{Fate, Fates, MembersUnknown, Right, RightKind, Rights};
pub use scope::Scope;
pub use waves::Waves;

use pairing::{Pairing, Run};

pub use crate::tenant::{
    Domains, Holder, Malformed, Object, ObjectId, ProxyAddress, Resolution, Resolver, Role, RowRef, Sizes, Skip, State,
    Tenant, TenantDomains, Twin, domain_of,
};

/// What one licence covers unless a profile says otherwise: 50 GB, as the runbook has it and as Exchange counts them.
const BLOCK: u64 = 50 << 30;

/// Everything that checks and sheets look at: two tenants that are paired with each other, and, where a command
/// compares two moments, each of them at its other moment.
#[derive(Debug)]
pub struct Facts {
    /// What the run was asked.
    pub plan: Plan,
    /// All texts.
    pub pool: Arc<Pool>,
    /// Both tenants at their other moment, with what can be derived from them; see [`Command::paired`].
    ///
    /// [`Command::paired`]: crate::plan::Command::paired
    pub counterpart: Option<Box<Facts>>,
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
    /// What became of what belongs to the objects that moved; empty unless the command compares the two.
    pub moved: Moved,
    /// What holds the domains that leave, in a cutover.
    pub ledger: Option<Ledger>,
    /// What came back to where it was; empty unless the command is a back-out.
    pub restored: Restored,
    /// What people wrote into an earlier workbook.
    pub previous: Option<Previous>,
    /// Who moves when, as people said.
    pub waves: Waves,
    /// Which source objects a verification is about.
    pub scope: Scope,
    /// How far the baselines can be trusted.
    pub trust: Trust,
    /// DNS records of their domains.
    pub dns: Dns,
    /// Microsoft's products, as far as they are known.
    pub products: Catalogue,
    /// What people pay for licences, where they said so.
    pub prices: Option<PriceList>,
    /// What one licence of the mover covers, in bytes, as the chosen profile says.
    pub block: u64,
    /// The inputs of the whole run; a [`FileId`] is a place here.
    pub files: Arc<Vec<InputFile>>,
    resolvers: [Resolver; 2],
    snapshots: [Snapshot; 2],
    again: [Option<Again>; 2],
}

impl Facts {
    /// Derives the facts from the tables of both sides.
    pub fn build(plan: &Plan, mut reading: Reading, interner: Interner) -> Self {
        let mut tenant = |snapshot: Snapshot| (snapshot, reading.take(snapshot));
        let paired = plan.command.paired();
        let (first, second) = (paired.map(&mut tenant), paired.map(Snapshot::opposite).map(&mut tenant));
        let build = |(snapshot, tables): (Snapshot, Vec<Table>)| {
            Tenant::build(snapshot.side, tables, &plan.tenant(snapshot.side).service_accounts, &interner)
        };
        let is_compared = plan.command.reads().len() > paired.len();
        let both =
            |[source, destination]: [(Snapshot, Vec<Table>); 2]| rayon::join(|| build(source), || build(destination));
        let (main, other) = rayon::join(|| both(first), || is_compared.then(|| both(second)));
        let mut run = Run {
            pool: interner.freeze(),
            files: reading.files,
            previous: reading.previous.as_ref(),
            maps: &reading.maps,
            scope: reading.scope.as_ref(),
        };
        let mut main = Pairing::of(plan, main, paired, &mut run);
        let other = other.map(|other| {
            // The tenants are the same, and so are their domains: what was exported after the move no longer says.
            let plan = main.plan_of_counterpart(plan);
            let mut other = Pairing::of(&plan, other, paired.map(Snapshot::opposite), &mut run);
            main.meet(&mut other, &run.pool);
            (other, plan)
        });
        let (pool, files) = (Arc::new(run.pool), Arc::new(run.files));
        let counterpart = other.map(|(other, plan)| Box::new(other.into_facts(plan, pool.clone(), files.clone())));
        let mut facts = Self {
            counterpart,
            previous: reading.previous,
            prices: reading.prices,
            ..main.into_facts(plan.clone(), pool, files)
        };
        match plan.command {
            Command::Verify => facts.moved = Moved::of(&facts),
            Command::Cutover => facts.ledger = Some(Ledger::of(&facts)),
            Command::Backout => facts.restored = Restored::of(&facts),
            _ => {}
        }
        facts
    }

    /// Which set of exports the tenant of a side was taken from.
    pub const fn snapshot(&self, side: Side) -> Snapshot {
        self.snapshots[side as usize]
    }

    /// The facts with this snapshot of a tenant; `None` where no export of it was given.
    pub fn at_moment(&self, snapshot: Snapshot) -> Option<&Self> {
        let holds =
            |facts: &&Self| facts.snapshot(snapshot.side) == snapshot && !facts.tenant(snapshot.side).tables.is_empty();
        [Some(self), self.counterpart.as_deref()].into_iter().flatten().find(holds)
    }

    /// The facts in which the tenant of a side is as it was before the move; `None` where no export of it was given.
    pub fn before(&self, side: Side) -> Option<&Self> {
        self.at_moment(Snapshot { side, moment: Moment::Before })
    }

    /// The facts in which the tenant of a side is as it is now; `None` where no export of it was given.
    pub fn now(&self, side: Side) -> Option<&Self> {
        self.at_moment(Snapshot { side, moment: Moment::Now })
    }

    /// Every snapshot of a tenant that was read for the run, with the facts that hold it.
    pub fn states(&self) -> impl Iterator<Item = (&Self, Side)> {
        let facts = [Some(self), self.counterpart.as_deref()].into_iter().flatten();
        facts.flat_map(|facts| [Side::Source, Side::Destination].map(|side| (facts, side)))
    }

    /// Which object of a tenant before the move is which one now; `None` where only one moment is known.
    pub const fn again(&self, side: Side) -> Option<&Again> {
        self.again[side as usize].as_ref()
    }

    /// The tenant on this side.
    pub const fn tenant(&self, side: Side) -> &Tenant {
        match side {
            Side::Source => &self.source,
            Side::Destination => &self.destination,
        }
    }

    /// The domains that a cutover is about: those that were asked for, else the moving ones.
    pub fn leaving(&self) -> Vec<&str> {
        let asked = &self.plan.cutover_of.domains;
        if asked.is_empty() {
            self.domains.moving.iter().map(String::as_str).collect()
        } else {
            let mut domains: Vec<&str> = asked.iter().map(String::as_str).collect();
            domains.sort_unstable();
            domains.dedup();
            domains
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

    /// Whether a verification is about a source object: all are asked for unless `--scope` or `--wave` says otherwise.
    pub fn is_asked(&self, source: ObjectId) -> bool {
        self.scope.asks(source)
    }

    /// Refuses a scope that holds no object: nothing would be looked at, and nothing found.
    pub fn require_scope(&self) -> Result<(), Error> {
        if self.scope.is_everything() || self.scope.asks_any(&self.source) {
            return Ok(());
        }
        let Scope { known_waves, warnings, .. } = &self.scope;
        Err(Error::NothingAsked {
            asked: self.scope.what().to_owned(),
            why: warnings.clone(),
            waves: known_waves.clone(),
        })
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

    /// What has to be done by when for the mail exchanger of a domain that leaves; `None` where no cutover is planned.
    pub fn clock(&self, domain: &str) -> Option<Clock> {
        Clock::of(self.plan.cutover.as_ref()?, self.dns.mx_ttl(self.plan.cutover_of.side, domain))
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
