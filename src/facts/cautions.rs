//! What casts doubt on an answer although every export could be read: exports that are too old, a baseline that
//! nobody protected, a domain that nobody has, names in a scope that are nobody.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Facts, age, domain_of};
use crate::nearest::nearest;
use crate::plan::Command;
use crate::schema::Side;

/// What a doubt is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A baseline could have been changed unseen.
    Unprotected,
    /// What was exported after the move is older than the baseline: nothing that it shows is the state of now.
    Stale,
    /// Neither tenant has a domain that was asked about.
    UnknownDomain,
    /// The scope names what is not there.
    Scope,
}

impl Doubt {
    /// Whether nothing can be called complete while it stands.
    pub const fn forbids_all_clear(self) -> bool {
        matches!(self, Self::Stale | Self::UnknownDomain)
    }
}

/// A doubt, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caution {
    /// What it is about.
    pub doubt: Doubt,
    /// One sentence without a full stop.
    pub text: String,
}

/// The latest days in the exports of the destination as it is now and in the baseline, where the baseline knows of a
/// later one. Only dates inside the exports count.
pub fn stale_destination(facts: &Facts) -> Option<(Date, Date)> {
    stale(facts, Side::Destination)
}

/// The same for the exports that a side has of now.
pub fn stale(facts: &Facts, side: Side) -> Option<(Date, Date)> {
    let now = age::latest(facts.now(side)?.tenant(side))?;
    let before = [Side::Source, Side::Destination].map(|side| age::latest(facts.before(side)?.tenant(side)));
    let baseline = before.into_iter().flatten().max()?;
    (now < baseline).then_some((now, baseline))
}

impl Facts {
    /// Everything that casts doubt on the answer.
    pub fn cautions(&self) -> Vec<Caution> {
        let mut cautions = Vec::new();
        let mut say = |doubt, text| cautions.push(Caution { doubt, text });
        for &side in judged_now(self.plan.command) {
            if let Some((now, baseline)) = stale(self, side) {
                let text = format!(
                    "the exports of the {side} know of nothing after {now}, the baseline of {baseline}: they were not \
                     made after the move, export the {side} again"
                );
                say(Doubt::Stale, text);
            }
        }
        for domain in self.unknown_domains() {
            say(Doubt::UnknownDomain, self.unknown_domain_in_words(domain));
        }
        for path in &self.unprotected {
            let text = format!(
                "the baseline `{}` has no manifest: whether it is as it was exported cannot be told; \
                 `tenantcheck baseline` keeps one that can",
                path.display()
            );
            say(Doubt::Unprotected, text);
        }
        self.scope.warnings.iter().for_each(|text| say(Doubt::Scope, text.clone()));
        cautions
    }

    /// The domains that a cutover was asked about and that neither tenant has.
    pub fn unknown_domains(&self) -> Vec<&str> {
        if self.plan.command != Command::Cutover || self.plan.cutover_of.domains.is_empty() {
            return Vec::new();
        }
        let known = self.known_domains();
        self.leaving().into_iter().filter(|domain| !is_known(&known, domain)).collect()
    }

    /// A domain that neither tenant has, in words with the nearest one that there is.
    pub fn unknown_domain_in_words(&self, domain: &str) -> String {
        match nearest(domain, self.known_domains()) {
            Some(near) => format!("neither tenant has `{domain}`; did you mean `{near}`?"),
            None => format!("neither tenant has `{domain}`, and no export names any domain"),
        }
    }

    /// Whether an export of either tenant names a domain or a subdomain of it, or the project does.
    pub fn knows_domain(&self, domain: &str) -> bool {
        is_known(&self.known_domains(), domain)
    }

    /// Every domain that the project names, that a tenant lists or in which somebody has an address.
    fn known_domains(&self) -> BTreeSet<&str> {
        let domains = &self.domains;
        let mut known: BTreeSet<&str> = domains.moving.iter().map(String::as_str).collect();
        known.extend(domains.map.iter().flat_map(|(old, new)| [old.as_str(), new.as_str()]));
        for (facts, side) in self.states() {
            known.extend(facts.listed_domains(side).into_keys());
            let tenant = facts.tenant(side);
            for (_, object) in tenant.ids() {
                let proxies = tenant.proxies(object).iter().map(|proxy| proxy.key);
                let addresses = proxies.chain([object.primary, object.upn, object.external]);
                known.extend(addresses.filter_map(|address| domain_of(facts.text(address))));
            }
        }
        known
    }
}

fn is_known(known: &BTreeSet<&str>, domain: &str) -> bool {
    let below = |name: &&str| name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    known.contains(domain) || known.iter().any(below)
}

/// The tenants whose exports of now a command judges against a baseline.
const fn judged_now(command: Command) -> &'static [Side] {
    match command {
        Command::Verify => &[Side::Destination],
        Command::Backout => &[Side::Source, Side::Destination],
        _ => &[],
    }
}
