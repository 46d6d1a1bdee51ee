//! Everything that holds a domain which leaves its tenant, in the order in which it must be removed. The checks
//! select from it, and sheets and action files show it whole.

use std::sync::Arc;

use rayon::prelude::*;

use super::licensed::Licensed;
use super::{Facts, Object, ObjectId, domain_of};
use crate::intern::Symbol;
use crate::kinds::users;
use crate::schema::Side;
use crate::values::address::{self, Prefix};
use crate::values::recipient::Class;

/// In which attribute an object holds an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribute {
    /// User principal name.
    Upn,
    /// Primary SMTP address.
    Primary,
    /// Another SMTP address.
    Alias,
    /// The directory's `mail`, where it is none of the proxy addresses.
    Mail,
    /// A proxy address of another type than SMTP.
    Typed(Prefix),
    /// The address that a contact or mail user points to.
    External,
}

impl Attribute {
    /// The word shown in sheets and messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upn => "UPN",
            Self::Primary => "primary address",
            Self::Alias => "alias",
            Self::Mail => "mail attribute",
            Self::Typed(Prefix::Sip) => "SIP address",
            Self::Typed(Prefix::Eum) => "EUM address",
            Self::Typed(Prefix::X400) => "X400 address",
            Self::Typed(Prefix::X500) => "X500 address",
            Self::Typed(Prefix::Spo) => "SPO address",
            Self::Typed(_) => "address of another type",
            Self::External => "external address",
        }
    }
}

/// What ties a domain to its tenant: one check each, because each is loosened in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// A UPN (DOM001).
    Upn,
    /// The primary address of a mailbox, contact, mail user or guest (DOM002).
    Primary,
    /// Any other SMTP address of these, and every one of a directory user with a licence or of whose licences
    /// nothing is known (DOM003).
    Alias,
    /// A SIP, EUM or other address that is none of SMTP (DOM004).
    OtherType,
    /// An SMTP address of a group (DOM005).
    Group,
    /// An SMTP address of a directory user without a licence (DOM006).
    Unlicensed,
    /// An SMTP address in a subdomain that does not leave by itself (DOM009).
    Subdomain,
    /// The address that a contact points to (DOM011): it keeps no domain from leaving, but mail to it is lost.
    Target,
}

impl Tie {
    /// Whether the domain cannot be removed, or only by force, as long as the tie is there.
    pub const fn holds(self) -> bool {
        !matches!(self, Self::Subdomain | Self::Target)
    }
}

/// When an entry is removed; each stage after the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// UPNs of everybody: the sign-in follows, and some addresses with it.
    Upn,
    /// Primary addresses of mailboxes.
    Primary,
    /// Their other addresses.
    Alias,
    /// SIP and EUM addresses, which go with the licence.
    Sip,
    /// Contacts, mail users and guests.
    Contact,
    /// Groups.
    Group,
    /// Unlicensed users, subdomains and addresses of rare types.
    Rest,
}

impl Stage {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Upn => "UPN",
            Self::Primary => "primary",
            Self::Alias => "alias",
            Self::Sip => "SIP",
            Self::Contact => "contacts",
            Self::Group => "groups",
            Self::Rest => "the rest",
        }
    }

    /// Its place in the order of removal, from 1.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    const fn of(tie: Tie, attribute: Attribute, class: Class) -> Self {
        match (tie, attribute) {
            (Tie::Upn, _) => Self::Upn,
            (Tie::OtherType, Attribute::Typed(Prefix::Sip | Prefix::Eum)) => Self::Sip,
            (Tie::OtherType | Tie::Unlicensed | Tie::Subdomain, _) => Self::Rest,
            (Tie::Group, _) => Self::Group,
            (Tie::Target, _) => Self::Contact,
            (Tie::Primary | Tie::Alias, _) if is_contact(class) => Self::Contact,
            (Tie::Primary, _) => Self::Primary,
            (Tie::Alias, _) => Self::Alias,
        }
    }
}

/// One address of one object in a domain that leaves.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The domain that leaves; of an address in a subdomain, its parent.
    pub domain: Arc<str>,
    /// Who holds it.
    pub object: ObjectId,
    /// What has to be loosened.
    pub tie: Tie,
    /// In which attribute it stands.
    pub attribute: Attribute,
    /// When it is removed.
    pub stage: Stage,
    /// The address or UPN, lower case, without prefix.
    pub value: Symbol,
    /// Whether the object has a licence; `None` where that is unknown.
    pub licensed: Option<bool>,
}

/// All that holds the domains of a cutover, at the tenant that they leave.
#[derive(Debug, Clone)]
pub struct Ledger {
    /// That tenant.
    pub side: Side,
    /// What holds them: by stage, then by the name of the object, then by address.
    pub entries: Vec<Entry>,
}

impl Ledger {
    /// Looks through every object of the tenant, in scope or not; [`Facts::ledger`] is what a cutover found.
    pub(super) fn of(facts: &Facts) -> Self {
        Self::at(facts, facts.plan.cutover_of.side, facts.leaving())
    }

    /// The same for other domains, which are sorted, at the tenant of a side.
    pub fn at(facts: &Facts, side: Side, leaving: Vec<&str>) -> Self {
        let leaving = leaving.into_iter().map(Arc::from).collect();
        let search = Search { facts, side, leaving, licensed: Licensed::of(facts, side) };
        let objects = facts.tenant(side).objects.par_iter().enumerate();
        let of_object = |(number, object): (usize, &Object)| search.object(ObjectId(number as u32), object);
        let mut entries: Vec<Entry> = objects.flat_map_iter(of_object).collect();
        let subject = |entry: &Entry| facts.subject(side, entry.object);
        entries.par_sort_by(|a, b| {
            let key = |entry: &Entry| (entry.stage, subject(entry), entry.object);
            let value = |entry: &Entry| (facts.text(entry.value), entry.attribute);
            key(a).cmp(&key(b)).then_with(|| value(a).cmp(&value(b)))
        });
        Self { side, entries }
    }

    /// The number of objects that keep a domain from being removed.
    pub fn holders(&self, domain: &str) -> usize {
        let holding = self.entries.iter().filter(|entry| &*entry.domain == domain && entry.tie.holds());
        let mut objects: Vec<ObjectId> = holding.map(|entry| entry.object).collect();
        objects.sort_unstable();
        objects.dedup();
        objects.len()
    }
}

/// Contacts, mail users and guests: they have an address elsewhere.
pub(super) const fn is_contact(class: Class) -> bool {
    matches!(class, Class::Contact | Class::MailUser | Class::Guest)
}

impl Facts {
    /// The address to which a contact, mail user or guest hands mail on, lower case; `None` where no export says it,
    /// or the object is none of these.
    pub fn points_to(&self, object: &Object) -> Option<Symbol> {
        let filled = |symbol: Symbol| Some(symbol).filter(|symbol| !symbol.is_empty());
        let invited = || self.pool.find(&address::guest_address(self.text(object.upn))?);
        let of_guest =
            || if object.class == Class::Guest { invited().or_else(|| filled(object.primary)) } else { None };
        if is_contact(object.class) { filled(object.external).or_else(of_guest) } else { None }
    }

    /// The SMTP addresses of an object as its exports show them: not what a contact merely points to.
    pub(super) fn smtp_shown(&self, side: Side, object: &Object) -> Vec<(Symbol, Attribute)> {
        let tenant = self.tenant(side);
        let is_person = matches!(object.class, Class::DirectoryUser | Class::Guest);
        let mail = if is_person { self.word(side, object, &[&users::MAIL]) } else { None };
        let mail = mail.filter(|mail| address::fault(self.text(*mail)).is_none());
        let mut listed: Vec<(Symbol, Attribute)> = Vec::new();
        for address in tenant.smtp_addresses(object) {
            let is_shown = address == object.primary_column
                || address != object.external
                || mail == Some(address)
                || tenant.proxies(object).iter().any(|proxy| proxy.is_smtp() && proxy.key == address);
            if is_shown {
                let is_primary = address == object.primary;
                listed.push((address, if is_primary { Attribute::Primary } else { Attribute::Alias }));
            }
        }
        if let Some(mail) = mail.filter(|mail| listed.iter().all(|(address, _)| address != mail)) {
            listed.push((mail, Attribute::Mail));
        }
        listed
    }
}

/// What is looked for, and where.
struct Search<'f> {
    facts: &'f Facts,
    side: Side,
    /// The domains that leave, sorted.
    leaving: Vec<Arc<str>>,
    licensed: Licensed<'f>,
}

impl Search<'_> {
    fn object(&self, id: ObjectId, object: &Object) -> Vec<Entry> {
        let facts = self.facts;
        let tenant = facts.tenant(self.side);
        let mut entries = Vec::new();
        let mut add = |domain: &Arc<str>, tie: Tie, attribute: Attribute, value: Symbol| {
            let stage = Stage::of(tie, attribute, object.class);
            let domain = domain.clone();
            entries.push(Entry { domain, object: id, tie, attribute, stage, value, licensed: None });
        };
        if let Some(domain) = self.leaving(facts.text(object.upn)) {
            add(domain, Tie::Upn, Attribute::Upn, object.upn);
        }
        let target = facts.points_to(object);
        let is_target = |address: Symbol| target == Some(address);
        // What a contact points to at the destination is meant to be there, in whatever attribute it stands.
        let is_meant = |address: Symbol| self.side == Side::Destination && is_target(address);
        for (address, attribute) in
            facts.smtp_shown(self.side, object).into_iter().filter(|(address, _)| !is_meant(*address))
        {
            if let Some(domain) = self.leaving(facts.text(address)) {
                add(domain, self.smtp_tie(object, attribute), attribute, address);
            } else if let Some(parent) = self.parent(facts.text(address)) {
                add(parent, Tie::Subdomain, attribute, address);
            }
        }
        for proxy in tenant.proxies(object).iter().filter(|proxy| !proxy.is_smtp()) {
            if let Some(domain) = self.leaving_typed(proxy.prefix, facts.text(proxy.key)) {
                add(domain, Tie::OtherType, Attribute::Typed(proxy.prefix), proxy.key);
            }
        }
        let has_target = matches!(object.class, Class::Contact | Class::MailUser);
        let external = Some(object.external).filter(|address| has_target && !is_meant(*address));
        if let Some((external, domain)) =
            external.and_then(|external| Some((external, self.leaving(facts.text(external))?)))
        {
            add(domain, Tie::Target, Attribute::External, external);
        }
        if !entries.is_empty() {
            let licensed = self.licensed.get(object);
            for entry in &mut entries {
                entry.licensed = licensed;
            }
        }
        entries
    }

    fn smtp_tie(&self, object: &Object, attribute: Attribute) -> Tie {
        match object.class {
            class if class.is_group() => Tie::Group,
            Class::DirectoryUser if self.licensed.get(object) == Some(false) => Tie::Unlicensed,
            Class::DirectoryUser => Tie::Alias,
            _ if attribute == Attribute::Primary => Tie::Primary,
            _ => Tie::Alias,
        }
    }

    /// The domain of an address, if it leaves.
    fn leaving(&self, address: &str) -> Option<&Arc<str>> {
        self.among(domain_of(address)?)
    }

    fn among(&self, domain: &str) -> Option<&Arc<str>> {
        self.leaving.binary_search_by(|leaving| (**leaving).cmp(domain)).ok().map(|at| &self.leaving[at])
    }

    /// The nearest leaving domain above that of an address.
    fn parent(&self, address: &str) -> Option<&Arc<str>> {
        let domain = domain_of(address)?;
        domain.match_indices('.').find_map(|(dot, _)| self.among(&domain[dot + 1..]))
    }

    /// The domain of an address of another type, if it leaves: an X500 address has none, and an EUM address goes on
    /// behind it.
    fn leaving_typed(&self, prefix: Prefix, value: &str) -> Option<&Arc<str>> {
        let address = value.split(';').next().filter(|_| prefix != Prefix::X500)?;
        self.leaving(address)
    }
}
