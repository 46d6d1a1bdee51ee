//! Whether the exports are those of the tenants that they were given for, by the initial domains in them: a tenant has
//! one of its own, and no other tenant can have it. Refuses only what is certain.

use std::collections::{BTreeMap, BTreeSet};

use super::{Facts, State, domain_of};
use crate::error::Error;
use crate::kinds::{accepted_domains, domains};
use crate::normalize::FileId;
use crate::schema::{Moment, Side, Snapshot};
use crate::values::domain;

/// So many mailboxes and groups with an address in the other tenant's initial domain, and none in its own, are no
/// accident.
const NO_ACCIDENT: usize = 3;

/// The initial domains that a set of exports shows to be its tenant's.
#[derive(Debug, Default)]
struct Shown {
    domains: BTreeSet<String>,
    /// They are accepted domains; else addresses of mailboxes and groups are in them.
    is_accepted: bool,
    /// How many mailboxes and groups have such an address.
    objects: usize,
}

impl Shown {
    /// Whether this proves the tenant without a second sign.
    const fn is_strong(&self) -> bool {
        self.is_accepted || self.objects >= NO_ACCIDENT
    }

    fn meets(&self, other: &Self) -> bool {
        !self.domains.is_disjoint(&other.domains)
    }

    fn first(&self) -> String {
        self.domains.first().cloned().unwrap_or_default()
    }
}

impl Facts {
    /// Refuses exports that are certainly those of another tenant than the one that they were given for.
    pub fn require_tenants(&self) -> Result<(), Error> {
        let copies = self.content_of_both_sides();
        let shown: BTreeMap<Snapshot, Shown> = self
            .states()
            .map(|(facts, side)| (facts.snapshot(side), facts.shown(side, &copies)))
            .filter(|(_, shown)| !shown.domains.is_empty())
            .collect();
        self.refuse_swapped(&shown)?;
        self.refuse_other_tenant(&shown)
    }

    /// The initial domain that the plan names for a side.
    fn said(&self, side: Side) -> Option<String> {
        self.plan.tenant(side).initial_domain.as_deref().and_then(domain::domain)
    }

    /// Exports of one side that show the initial domain of the other one, and not their own.
    fn refuse_swapped(&self, shown: &BTreeMap<Snapshot, Shown>) -> Result<(), Error> {
        let is_other = |(snapshot, shown): &(&Snapshot, &Shown)| {
            let other = self.said(snapshot.side.other()).is_some_and(|name| shown.domains.contains(&name));
            other && self.said(snapshot.side).is_none_or(|own| !shown.domains.contains(&own))
        };
        let others: Vec<_> = shown.iter().filter(is_other).collect();
        let of_both = [Side::Source, Side::Destination]
            .iter()
            .all(|side| others.iter().any(|(snapshot, _)| snapshot.side == *side));
        if let Some((snapshot, _)) = others.iter().find(|(_, shown)| of_both || shown.is_strong()) {
            let domain = self.said(snapshot.side.other()).unwrap_or_default();
            return Err(swapped(**snapshot, domain, of_both));
        }
        // Nothing names the tenants: two sides that show the same accepted domain are one tenant.
        let of = |side| shown.iter().find(move |(snapshot, shown)| snapshot.side == side && shown.is_accepted);
        if let (Some((_, source)), Some((snapshot, destination))) = (of(Side::Source), of(Side::Destination))
            && source.domains == destination.domains
        {
            return Err(swapped(*snapshot, destination.first(), false));
        }
        Ok(())
    }

    /// A baseline of another tenant than the one that is there now, or that the plan names.
    fn refuse_other_tenant(&self, shown: &BTreeMap<Snapshot, Shown>) -> Result<(), Error> {
        for (snapshot, before) in shown.iter().filter(|(snapshot, _)| snapshot.moment == Moment::Before) {
            let side = snapshot.side;
            if let Some(expected) = self.said(side).filter(|name| !before.domains.contains(name)) {
                let (whose, found, by) = (snapshot.as_str(), before.first(), "the project file");
                return Err(Error::OtherTenant { whose, found, expected, by, option: snapshot.option() });
            }
            let Some(now) = shown.get(&snapshot.opposite()).filter(|now| !now.meets(before)) else { continue };
            let at_other = |moment| shown.get(&Snapshot { side: side.other(), moment });
            let other_now = at_other(Moment::Now).is_some_and(|other| other.meets(before));
            let other_before = at_other(Moment::Before).is_some_and(|other| other.meets(now));
            if other_now && other_before {
                return Err(swapped(*snapshot, before.first(), true));
            }
            let (whose, found, expected) = (snapshot.as_str(), before.first(), now.first());
            let by = if side == Side::Source { "the source now" } else { "the destination now" };
            return Err(Error::OtherTenant { whose, found, expected, by, option: snapshot.option() });
        }
        Ok(())
    }

    /// The initial domains of a tenant that its own exports show.
    fn shown(&self, side: Side, copies: &BTreeSet<FileId>) -> Shown {
        let tenant = self.tenant(side);
        let mut shown = Shown::default();
        for table in tenant.of_kind(&accepted_domains::KIND).chain(tenant.of_kind(&domains::KIND)) {
            let names = table.symbols(&accepted_domains::DOMAIN_NAME);
            let names = (0..table.len()).map(|record| self.text(names.or_empty(record)).to_lowercase());
            if !copies.contains(&table.file) {
                shown.domains.extend(names.filter(|name| domain::is_initial(name)));
            }
        }
        if !shown.domains.is_empty() {
            return Shown { is_accepted: true, ..shown };
        }
        let own = tenant.ids().filter(|(_, object)| {
            let is_own = object.class.is_mailbox() || object.class.is_group();
            is_own && object.state == State::Live && !copies.contains(&object.origin.file)
        });
        for (_, object) in own {
            let addresses = tenant.smtp_addresses(object).chain([object.upn]);
            let names = addresses.filter_map(|address| domain_of(self.text(address)));
            let before = shown.objects;
            for name in names.filter(|name| domain::is_initial(name)) {
                shown.objects = before + 1;
                if !shown.domains.contains(name) {
                    shown.domains.insert(name.to_owned());
                }
            }
        }
        shown
    }

    /// The files whose content is given for both tenants: INP009 speaks of them, and they prove nothing.
    fn content_of_both_sides(&self) -> BTreeSet<FileId> {
        let mut sides: BTreeMap<&str, [bool; 2]> = BTreeMap::new();
        for file in self.files.iter() {
            if let Some(side) = file.side {
                sides.entry(&file.sha256).or_default()[side as usize] = true;
            }
        }
        let is_copy = |sha256: &str| sides.get(sha256) == Some(&[true, true]);
        let numbered = (0_u32..).zip(self.files.iter());
        numbered.filter(|(_, file)| is_copy(&file.sha256)).map(|(number, _)| FileId(number)).collect()
    }
}

fn swapped(snapshot: Snapshot, domain: String, both: bool) -> Error {
    let other = Snapshot { side: snapshot.side.other(), ..snapshot };
    Error::Swapped {
        given: snapshot.as_str(),
        of: other.side.as_str(),
        domain,
        options: [snapshot.option(), other.option()],
        both,
    }
}
