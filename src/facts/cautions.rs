//! What casts doubt on an answer although every export could be read: exports that are too old, a baseline that
//! nobody protected, a domain that nobody has, names in a scope that are nobody.

use std::path::PathBuf;

use hashbrown::HashSet;
use jiff::civil::Date;

use super::{Facts, Object, age, domain_of};
use crate::nearest::nearest;
use crate::plan::{Command, Cutover};
use crate::schema::Side;

/// What a doubt is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// A baseline could have been changed unseen.
    Unprotected,
    /// A baseline was kept although it lacks something.
    Incomplete,
    /// What was exported after the move is older than the baseline: nothing that it shows is the state of now.
    Stale,
    /// Neither tenant has a domain that was asked about.
    UnknownDomain,
    /// A domain is to leave a tenant that does not have it, though the other one does.
    OtherTenant,
    /// The scope names what is not there.
    Scope,
}

impl Doubt {
    /// Whether nothing can be called complete while it stands.
    pub const fn forbids_all_clear(self) -> bool {
        matches!(self, Self::Stale | Self::UnknownDomain | Self::OtherTenant | Self::Incomplete)
    }
}

/// A doubt, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caution {
    /// What it is about.
    pub doubt: Doubt,
    /// One sentence without a full stop, for a verdict.
    pub brief: String,
    /// The same with what to do about it.
    pub text: String,
}

/// How far the baselines of a run can be trusted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trust {
    /// Paths that no manifest protects from being changed.
    pub unprotected: Vec<PathBuf>,
    /// What the baselines lacked when they were kept, in words.
    pub gaps: Vec<String>,
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
        let mut say = |doubt, brief: String, advice: &str| {
            let text = format!("{brief}{advice}");
            cautions.push(Caution { doubt, brief, text });
        };
        for &side in judged_now(self.plan.command) {
            if let Some((now, baseline)) = stale(self, side) {
                let brief = format!(
                    "the exports of the {side} are older than the baseline: they know of nothing after {now}, it of {baseline}"
                );
                say(Doubt::Stale, brief, &format!("; export the {side} again"));
            }
        }
        for domain in self.unknown_domains() {
            say(Doubt::UnknownDomain, self.unknown_domain_in_words(domain), "");
        }
        let Cutover { side, .. } = self.plan.cutover_of;
        for domain in self.domains_of_the_other() {
            let other = side.other();
            let brief = format!("`{domain}` is a domain of the {other}, not of the {side}");
            say(Doubt::OtherTenant, brief, &format!("; `--side {other}` asks what holds it there"));
        }
        for path in &self.trust.unprotected {
            let brief =
                format!("the baseline `{}` has no manifest: nobody can tell whether it was changed", path.display());
            say(Doubt::Unprotected, brief, "; `tenantcheck baseline` keeps one with which that shows");
        }
        for gap in &self.trust.gaps {
            say(Doubt::Incomplete, "the baseline was kept with gaps".to_owned(), &format!(": {gap}"));
        }
        self.scope.warnings.iter().for_each(|text| say(Doubt::Scope, text.clone(), ""));
        cautions
    }

    /// What forbids to call anything complete, in words; `None` where nothing does.
    pub fn forbidding(&self) -> Option<String> {
        let cautions = self.cautions().into_iter().filter(|caution| caution.doubt.forbids_all_clear());
        let mut words: Vec<String> = cautions.map(|caution| caution.brief).collect();
        words.dedup();
        (!words.is_empty()).then(|| words.join("; "))
    }

    /// The domains that a cutover was asked about and that neither tenant has.
    pub fn unknown_domains(&self) -> Vec<&str> {
        if self.plan.command != Command::Cutover || self.plan.cutover_of.domains.is_empty() {
            return Vec::new();
        }
        self.leaving().into_iter().filter(|domain| !self.knows_domain(domain)).collect()
    }

    /// The domains that a cutover was asked about, that its tenant does not accept and the other one does.
    fn domains_of_the_other(&self) -> Vec<&str> {
        let Cutover { side, domains } = &self.plan.cutover_of;
        if self.plan.command != Command::Cutover || domains.is_empty() {
            return Vec::new();
        }
        let accepts = |side: Side, domain: &str| self.domains.of(side).accepts(domain);
        let is_of_other =
            |domain: &&str| accepts(*side, domain) == Some(false) && accepts(side.other(), domain) == Some(true);
        self.leaving().into_iter().filter(is_of_other).collect()
    }

    /// A domain that neither tenant has, in words with the nearest one that there is.
    pub fn unknown_domain_in_words(&self, domain: &str) -> String {
        let mut known: Vec<&str> = self.known_domains().into_iter().collect();
        known.sort_unstable();
        match nearest(domain, known) {
            Some(near) => format!("neither tenant has `{domain}`; did you mean `{near}`?"),
            None => format!("neither tenant has `{domain}`, and no export names any domain"),
        }
    }

    /// Whether an export of either tenant names a domain or a subdomain of it, or the project does.
    pub fn knows_domain(&self, domain: &str) -> bool {
        let below = |name: &str| name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        self.domains.map.contains_key(domain) || self.said_domains().any(below) || self.held_domains().any(below)
    }

    /// Every domain that the project names, that a tenant lists or in which somebody has an address.
    fn known_domains(&self) -> HashSet<&str, foldhash::fast::FixedState> {
        self.said_domains().chain(self.held_domains()).collect()
    }

    /// The domains that the project names or a tenant lists.
    fn said_domains(&self) -> impl Iterator<Item = &str> {
        let moving = self.domains.moving.iter().map(String::as_str);
        let renamed = self.domains.map.iter().flat_map(|(old, new)| [old.as_str(), new.as_str()]);
        let listed = self.states().flat_map(|(facts, side)| facts.listed_domains(side).into_keys());
        moving.chain(renamed).chain(listed)
    }

    /// The domain of every address, again for each that has it.
    fn held_domains(&self) -> impl Iterator<Item = &str> {
        self.states().flat_map(|(facts, side)| {
            let tenant = facts.tenant(side);
            let of_object = |object: &'_ Object| {
                let proxies = tenant.proxies(object).iter().map(|proxy| proxy.key);
                proxies.chain([object.primary, object.upn, object.external])
            };
            tenant.objects.iter().flat_map(of_object).filter_map(|address| domain_of(facts.text(address)))
        })
    }
}

/// The tenants whose exports of now a command judges against a baseline.
const fn judged_now(command: Command) -> &'static [Side] {
    match command {
        Command::Verify => &[Side::Destination],
        Command::Backout => &[Side::Source, Side::Destination],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,WhenChanged\n";

    fn cutover(domains: &[&str]) -> Facts {
        let rows = "j@contoso.com,j@contoso.com,UserMailbox,SMTP:j@contoso.com;smtp:j@eu.wingtip.com,\n";
        let tenants = Tenants::of(Command::Cutover).source("mailboxes.csv", &format!("{HEAD}{rows}"));
        tenants.plan(|plan| plan.cutover_of.domains = domains.iter().map(|name| (*name).to_owned()).collect()).facts()
    }

    #[test]
    fn a_domain_is_known_by_the_project_by_addresses_and_by_its_subdomains() {
        let facts = cutover(&["contoso.com"]);
        for (domain, is_known) in [
            ("contoso.com", true),
            ("wingtip.com", true),
            ("eu.wingtip.com", true),
            ("gtip.com", false),
            ("contosso.com", false),
        ] {
            assert_eq!(facts.knows_domain(domain), is_known, "{domain}");
        }
        assert_eq!(cutover(&[]).cautions(), []);
    }

    #[test]
    fn a_domain_that_nobody_has_forbids_the_all_clear() {
        let facts = cutover(&["contosso.com", "contoso.com"]);
        assert_eq!(
            facts.forbidding().as_deref(),
            Some("neither tenant has `contosso.com`; did you mean `contoso.com`?")
        );
    }

    /// A verification whose exports know of these days.
    fn verify(before: &str, now: &str) -> Facts {
        let row = |address: &str, day: &str| format!("{HEAD}{address},{address},UserMailbox,SMTP:{address},{day}\n");
        Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &row("j@contoso.com", before))
            .destination("mailboxes.csv", &row("j@fabrikam.com", now))
            .facts()
    }

    #[test]
    fn exports_that_are_older_than_the_baseline_forbid_the_all_clear() {
        let days = |facts: &Facts| stale_destination(facts).map(|(now, baseline)| format!("{now} {baseline}"));
        let stale = verify("2026-12-01T08:00:00Z", "2026-11-30T08:00:00Z");
        assert_eq!(days(&stale).as_deref(), Some("2026-11-30 2026-12-01"));
        assert!(stale.forbidding().is_some());
        for (before, now) in [("2026-12-01T08:00:00Z", "2026-12-01T07:00:00Z"), ("2026-12-01T08:00:00Z", ""), ("", "")]
        {
            assert_eq!(days(&verify(before, now)), None, "{before} {now}");
        }
    }
}
