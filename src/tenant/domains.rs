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
    /// The domains whose addresses are the tenant's own: accepted and initial ones, at the source also those that
    /// are carried; where the accepted ones were not exported, those of its mailboxes' and groups' primary addresses.
    pub own: BTreeSet<String>,
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
    pub fn gather(plan: &Plan, source: &Tenant, destination: &Tenant, pool: &Pool) -> Self {
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
        found.source.own = own(source, &found.source, pool);
        found.source.own.extend(found.map.keys().cloned());
        found.destination.own = own(destination, &found.destination, pool);
        found
    }

    /// Computes what every address and UPN of the source becomes where its domain is renamed.
    pub fn rename(&mut self, source: &Tenant, pool: &mut Pool) {
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

fn own(tenant: &Tenant, known: &TenantDomains, pool: &Pool) -> BTreeSet<String> {
    let mut own: BTreeSet<String> = known.initial.iter().cloned().collect();
    if let Some(accepted) = &known.accepted {
        own.extend(accepted.keys().cloned());
    } else {
        let recipients = tenant.ids().filter(|(_, object)| object.class.is_mailbox() || object.class.is_group());
        let names: BTreeSet<&str> = recipients.filter_map(|(_, object)| domain_of(pool.text(object.primary))).collect();
        own.extend(names.into_iter().map(str::to_owned));
    }
    own
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;
    use crate::facts::Facts;

    fn mailbox(rows: &str) -> String {
        format!("UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n{rows}")
    }

    /// Nothing is said about domains: all is taken from the exports.
    fn unsaid(tenants: Tenants) -> Facts {
        let unsay = |plan: &mut Plan| {
            plan.moving_domains = None;
            plan.source.initial_domain = None;
            plan.destination.initial_domain = None;
        };
        tenants.plan(unsay).facts()
    }

    fn moving(facts: &Facts) -> Vec<&str> {
        facts.domains.moving.iter().map(String::as_str).collect()
    }

    const JANE: &str = "jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@b.onmicrosoft.com\n\
        kim@wingtip.com,kim@wingtip.com,UserMailbox,SMTP:kim@wingtip.com;smtp:k@a.onmicrosoft.com;smtp:k@a.mail.onmicrosoft.com\n\
        l@a.onmicrosoft.com,l@a.onmicrosoft.com,UserMailbox,SMTP:l@a.onmicrosoft.com;smtp:l@eu.contoso.com\n";

    #[test]
    fn the_plan_decides_before_the_exports() {
        let accepted = "Name,DomainName,DomainType,InitialDomain\nx,wingtip.com,Authoritative,False\ny,a.onmicrosoft.com,Authoritative,True\n";
        let facts = Tenants::new().source("mailboxes.csv", &mailbox(JANE)).source("accepted.csv", accepted).facts();
        assert_eq!(facts.domains.source.initial.as_deref(), Some("contoso.onmicrosoft.com"));
        assert_eq!(moving(&facts), ["contoso.com"]);
        assert!(!facts.domains.assumed);
    }

    #[test]
    fn accepted_domains_name_the_initial_one_and_all_others_move() {
        let accepted = "Name,DomainName,DomainType,InitialDomain\n\
             1,Contoso.com,Authoritative,False\n\
             2,b.onmicrosoft.com,Authoritative,True\n\
             3,a.onmicrosoft.com,Authoritative,False\n\
             4,b.mail.onmicrosoft.com,Authoritative,False\n\
             5,sub.contoso.com,InternalRelay,False\n";
        let facts = unsaid(Tenants::new().source("mailboxes.csv", &mailbox(JANE)).source("accepted.csv", accepted));
        assert_eq!(facts.domains.source.initial.as_deref(), Some("b.onmicrosoft.com"));
        assert_eq!(moving(&facts), ["contoso.com", "sub.contoso.com"]);
        assert!(!facts.domains.assumed);
    }

    #[test]
    fn without_accepted_domains_the_most_frequent_initial_domain_and_the_primaries_are_assumed() {
        let facts = unsaid(Tenants::new().source("mailboxes.csv", &mailbox(JANE)));
        // Twice in addresses and once in a UPN against once; the routing domain is none.
        assert_eq!(facts.domains.source.initial.as_deref(), Some("a.onmicrosoft.com"));
        assert_eq!(moving(&facts), ["contoso.com", "wingtip.com"]);
        assert!(facts.domains.assumed);
    }

    #[test]
    fn a_routing_domain_is_no_initial_domain() {
        let rows =
            "jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@contoso.mail.onmicrosoft.com\n";
        let facts = unsaid(Tenants::new().source("mailboxes.csv", &mailbox(rows)));
        assert_eq!(facts.domains.source.initial, None);
    }

    #[test]
    fn an_unverified_domain_is_not_accepted() {
        let domains = "DomainName,Status,Default\ncontoso.com,Verified,True\nwingtip.com,Unverified,False\n";
        let facts = unsaid(Tenants::new().source("mailboxes.csv", &mailbox(JANE)).source("domains.csv", domains));
        assert_eq!(moving(&facts), ["contoso.com"]);
    }

    #[test]
    fn an_address_becomes_what_the_map_says_and_nothing_without_it() {
        let facts = Tenants::new()
            .source("mailboxes.csv", &mailbox(JANE))
            .plan(|plan| {
                plan.domain_map.insert("Wingtip.com".to_owned(), "fabrikam.com".to_owned());
            })
            .facts();
        let future = |address: &str| {
            let symbol = facts.pool.find(address).expect("an address of the exports");
            facts.future(symbol).map(|future| facts.text(future))
        };
        assert_eq!(future("jane@contoso.com"), Some("jane@contoso.com"));
        assert_eq!(future("kim@wingtip.com"), Some("kim@fabrikam.com"));
        assert_eq!(future("l@eu.contoso.com"), None);
        assert_eq!(future("k@a.onmicrosoft.com"), None);
        // Only renamed: the domain itself stays.
        assert!(facts.domains.is_moving("jane@contoso.com") && !facts.domains.is_moving("kim@wingtip.com"));
    }

    #[test]
    fn subdomains_are_accepted_by_whole_labels() {
        let accepted = BTreeMap::from([("contoso.com".to_owned(), true), ("wingtip.com".to_owned(), false)]);
        let domains = TenantDomains { accepted: Some(accepted), ..TenantDomains::default() };
        for (domain, accepts) in
            [("contoso.com", true), ("a.b.contoso.com", true), ("maxcontoso.com", false), ("eu.wingtip.com", false)]
        {
            assert_eq!(domains.accepts(domain), Some(accepts), "{domain}");
        }
        assert_eq!(TenantDomains::default().accepts("contoso.com"), None);
    }
}
