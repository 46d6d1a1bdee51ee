//! The domains of both tenants, which of them move, and what an address becomes.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::Tenant;
use crate::intern::{Pool, Symbol};
use crate::kinds::{accepted_domains, domains};
use crate::plan::Plan;
use crate::schema::Side;
use crate::values::domain as domain_name;

/// The domains of one tenant.
#[derive(Debug, Default)]
pub struct TenantDomains {
    /// The `*.onmicrosoft.com` domain; `None` where nothing names it.
    pub initial: Option<String>,
    /// Accepted domains in lower case, and whether their subdomains are accepted too; `None` where not exported.
    pub accepted: Option<BTreeMap<String, bool>>,
}

impl TenantDomains {
    /// Whether the tenant takes mail for the domain; `None` where the accepted domains are not known.
    pub fn accepts(&self, domain: &str) -> Option<bool> {
        let accepted = self.accepted.as_ref()?;
        let parent =
            || domain.match_indices('.').any(|(dot, _)| accepted.get(&domain[dot + 1..]).copied() == Some(true));
        Some(accepted.contains_key(domain) || parent())
    }
}

/// What happens to the source's domains.
#[derive(Debug, Default)]
pub struct Domains {
    /// The source's domains.
    pub source: TenantDomains,
    /// The destination's domains.
    pub destination: TenantDomains,
    /// Domains that are transferred.
    pub moving: BTreeSet<String>,
    /// Nothing said which domains move: they were taken from the primary addresses.
    pub assumed: bool,
    /// Domain of the source to the domain after the move; moving domains map to themselves.
    pub map: BTreeMap<String, String>,
    /// Addresses and UPNs whose domain changes, with what they become.
    renamed: HashMap<Symbol, Symbol, foldhash::fast::FixedState>,
}

impl Domains {
    /// Takes the domains from the plan, else from the exports (`semantics.md`, Domains).
    pub(super) fn gather(plan: &Plan, source: &Tenant, destination: &Tenant, pool: &Pool) -> Self {
        let mut found = Self {
            source: tenant_domains(source, pool),
            destination: tenant_domains(destination, pool),
            ..Self::default()
        };
        let said = |side: Side| plan.tenant(side).initial_domain.as_deref().and_then(domain_name::domain);
        found.source.initial = said(Side::Source).or_else(|| initial(source, &found.source, pool));
        found.destination.initial = said(Side::Destination).or_else(|| initial(destination, &found.destination, pool));
        found.moving = match (&plan.moving_domains, &found.source.accepted) {
            (Some(said), _) => said.iter().filter_map(|name| domain_name::domain(name)).collect(),
            (None, Some(accepted)) => accepted.keys().filter(|name| is_custom(name)).cloned().collect(),
            (None, None) => {
                found.assumed = true;
                let primaries =
                    source.in_scope().filter(|(_, object)| object.class.is_mailbox() || object.class.is_group());
                primaries
                    .filter_map(|(_, object)| domain_of(pool.text(object.primary)))
                    .filter(|name| is_custom(name))
                    .map(str::to_owned)
                    .collect()
            }
        };
        for name in &found.moving {
            found.map.insert(name.clone(), name.clone());
        }
        for (old, new) in &plan.domain_map {
            if let (Some(old), Some(new)) = (domain_name::domain(old), domain_name::domain(new)) {
                found.map.insert(old, new);
            }
        }
        found
    }

    /// Computes what every address and UPN of the source becomes where its domain is renamed.
    pub(super) fn rename(&mut self, source: &Tenant, pool: &mut Pool) {
        if self.map.iter().all(|(old, new)| old == new) {
            return;
        }
        for (id, _) in source.ids() {
            let mut held = Vec::new();
            source.held(id, |address, _| held.push(address));
            for address in held {
                if let Some(future) = self.renamed_text(pool.text(address)) {
                    let future = pool.add(&future);
                    self.renamed.insert(address, future);
                }
            }
        }
    }

    fn renamed_text(&self, address: &str) -> Option<String> {
        let (local, domain) = address.rsplit_once('@')?;
        let new = self.map.get(domain).filter(|new| *new != domain)?;
        Some(format!("{local}@{new}"))
    }

    /// What an address of the source becomes; `None` where its domain is not carried.
    pub fn future(&self, address: Symbol, pool: &Pool) -> Option<Symbol> {
        let domain = domain_of(pool.text(address))?;
        if self.map.get(domain)? == domain { Some(address) } else { self.renamed.get(&address).copied() }
    }

    /// Whether an address lies in a domain that is transferred.
    pub fn is_moving(&self, address: &str) -> bool {
        domain_of(address).is_some_and(|domain| self.moving.contains(domain))
    }

    /// The domains of one side.
    pub const fn of(&self, side: Side) -> &TenantDomains {
        match side {
            Side::Source => &self.source,
            Side::Destination => &self.destination,
        }
    }
}

/// The part of an address behind the last `@`.
pub fn domain_of(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// Whether a domain is the customer's own and not one of Microsoft's.
fn is_custom(domain: &str) -> bool {
    !domain_name::is_initial(domain) && !domain_name::is_routing(domain)
}

fn tenant_domains(tenant: &Tenant, pool: &Pool) -> TenantDomains {
    let mut found = TenantDomains::default();
    for table in tenant.of_kind(&accepted_domains::KIND).chain(tenant.of_kind(&domains::KIND)) {
        let names = table.symbols(&accepted_domains::DOMAIN_NAME);
        let subdomains = table.flags(&accepted_domains::MATCH_SUBDOMAINS);
        let initial = table.flags(&accepted_domains::IS_INITIAL);
        let verified = table.symbols(&accepted_domains::IS_VERIFIED);
        for record in 0..table.len() {
            let name = pool.text(names.or_empty(record));
            if name.is_empty() || is_unverified(pool.text(verified.or_empty(record))) {
                continue;
            }
            let (name, wildcard) = name.strip_prefix("*.").map_or((name, false), |name| (name, true));
            let with_subdomains = wildcard || subdomains.get(record) == Some(true);
            *found.accepted.get_or_insert_default().entry(name.to_owned()).or_default() |= with_subdomains;
            if initial.get(record) == Some(true) && domain_name::is_initial(name) {
                found.initial = Some(name.to_owned());
            }
        }
    }
    found
}

fn is_unverified(word: &str) -> bool {
    matches!(word.to_lowercase().as_str(), "false" | "no" | "unverified" | "0")
}

/// The initial domain that the exports show: marked, else the only one accepted, else the most frequent.
fn initial(tenant: &Tenant, domains: &TenantDomains, pool: &Pool) -> Option<String> {
    if domains.initial.is_some() {
        return domains.initial.clone();
    }
    let accepted: Vec<&String> =
        domains.accepted.iter().flat_map(BTreeMap::keys).filter(|name| domain_name::is_initial(name)).collect();
    if let [only] = accepted[..] {
        return Some(only.clone());
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, object) in tenant.ids() {
        for address in tenant.smtp_addresses(object).chain([object.upn]) {
            if let Some(domain) = domain_of(pool.text(address)).filter(|name| domain_name::is_initial(name)) {
                *counts.entry(domain).or_default() += 1;
            }
        }
    }
    let most = counts.iter().max_by_key(|(name, count)| (**count, std::cmp::Reverse(**name)))?;
    Some((*most.0).to_owned())
}
