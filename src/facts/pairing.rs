//! How the facts of two tenants that are paired come about, one derived table after the other.

use std::sync::Arc;

use super::{
    Again, BLOCK, Dns, Domains, Facts, Forwards, Members, Moved, Naming, Resolver, Restored, Rights, Scope, Tenant,
    Trust, Waves, account, members, products, scope,
};
use crate::intern::Pool;
use crate::normalize::Table;
use crate::pair::Pairs;
use crate::plan::Plan;
use crate::previous::Previous;
use crate::reading::{InputFile, ScopeFile};
use crate::schema::{Side, Snapshot};
use crate::skus::Catalogue;

/// What all pairings of a run share while they are made.
pub(super) struct Run<'a> {
    /// All texts; what is derived adds some.
    pub pool: Pool,
    /// The inputs, in which every row is accounted for.
    pub files: Vec<InputFile>,
    /// What people wrote into an earlier workbook.
    pub previous: Option<&'a Previous>,
    /// Identity maps.
    pub maps: &'a [Table],
    /// Which objects a verification is about.
    pub scope: Option<&'a ScopeFile>,
}

/// Two tenants and all that is derived from them.
pub(super) struct Pairing {
    tenants: [Tenant; 2],
    snapshots: [Snapshot; 2],
    resolvers: [Resolver; 2],
    again: [Option<Again>; 2],
    domains: Domains,
    pairs: Pairs,
    rights: Rights,
    members: Members,
    forwards: Forwards,
    waves: Waves,
    scope: Scope,
    dns: Dns,
    products: Catalogue,
}

impl Pairing {
    /// Derives everything from two tenants.
    pub(super) fn of(
        plan: &Plan,
        (source, destination): (Tenant, Tenant),
        snapshots: [Snapshot; 2],
        run: &mut Run,
    ) -> Self {
        let Run { pool, files, previous, maps, scope: scope_file } = run;
        let mut domains = Domains::gather(plan, &source, &destination, pool);
        domains.rename(&source, pool);
        let (of_source, of_destination) =
            rayon::join(|| Resolver::of(&source, pool), || Resolver::of(&destination, pool));
        let resolvers = [of_source, of_destination];
        let pairs = Pairs::find(plan, &source, &destination, &domains, pool, maps, &resolvers);
        let tenants = [&source, &destination];
        let products = products::listed(tenants, pool);
        let dns = Dns::gather(tenants, &domains, files, pool);
        let rights = Rights::read(plan, tenants, &resolvers, &domains, pool);
        let splits = members::Splits::of(tenants, &resolvers, &domains, pool);
        let naming = Naming::of(tenants, &resolvers, &domains, pool);
        let members = Members::build(&naming, &splits);
        for tenant in tenants {
            account::objects(tenant, files);
            account::skip(tenant, rights.skipped(tenant.side), files);
            account::skip(tenant, members.skipped(tenant.side), files);
            let unplaced = dns.unplaced(tenant.side).iter();
            account::skip(tenant, unplaced.map(|row| (row.table, "name relative to an unknown zone", 1)), files);
        }
        let forwards = Forwards::gather(&naming, &pairs, files);
        // Who moves when, and who is asked for, is said once, of the objects that are paired.
        let is_main = snapshots == plan.command.paired();
        let (waves, scope) = if is_main {
            let said = scope::resolve(*scope_file, &source, &resolvers[0], pool, files);
            let waves = Waves::find(&said, *previous, maps, &source, &resolvers[0], pool, files);
            let scope = Scope::of(plan, *scope_file, &said, &waves, &source);
            (waves, scope)
        } else {
            Default::default()
        };
        Self {
            tenants: [source, destination],
            snapshots,
            resolvers,
            again: [None, None],
            domains,
            pairs,
            rights,
            members,
            forwards,
            waves,
            scope,
            dns,
            products,
        }
    }

    /// The plan for the same tenants at their other moment.
    pub(super) fn plan_of_counterpart(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        plan.moving_domains = Some(self.domains.moving.iter().cloned().collect());
        for (tenant, side) in [(&mut plan.source, Side::Source), (&mut plan.destination, Side::Destination)] {
            tenant.initial_domain = tenant.initial_domain.take().or_else(|| self.domains.of(side).initial.clone());
        }
        plan
    }

    /// Finds the objects of each tenant at its other moment.
    pub(super) fn meet(&mut self, other: &mut Self, pool: &Pool) {
        for side in [Side::Source, Side::Destination] {
            let at = side as usize;
            let initial = self.domains.of(side).initial.as_ref().or(other.domains.of(side).initial.as_ref());
            let again = Again::of(
                self.snapshots[at].moment,
                [&self.tenants[at], &other.tenants[at]],
                initial.map(String::as_str),
                pool,
            );
            self.again[at] = Some(again);
        }
    }

    /// The facts, with what the whole run shares.
    pub(super) fn into_facts(self, plan: Plan, pool: Arc<Pool>, files: Arc<Vec<InputFile>>) -> Facts {
        let [source, destination] = self.tenants;
        Facts {
            plan,
            pool,
            counterpart: None,
            source,
            destination,
            domains: self.domains,
            pairs: self.pairs,
            rights: self.rights,
            members: self.members,
            forwards: self.forwards,
            moved: Moved::default(),
            ledger: None,
            restored: Restored::default(),
            previous: None,
            waves: self.waves,
            scope: self.scope,
            trust: Trust::default(),
            dns: self.dns,
            products: self.products,
            prices: None,
            block: BLOCK,
            files,
            resolvers: self.resolvers,
            snapshots: self.snapshots,
            again: self.again,
        }
    }
}
