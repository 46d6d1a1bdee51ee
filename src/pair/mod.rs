//! Who becomes whom: every source object with the destination object that it becomes, and how that is known.
//! The ranks are those of the catalogue of checks (PAI): the first rank with a candidate decides.

mod map;
mod stand_in;
#[cfg(test)]
mod tests;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::intern::{Pool, Symbol};
use crate::normalize::Table;
use crate::plan::{PairBy, Plan};
use crate::tenant::{Domains, Object, ObjectId, Resolver, Role, Skip, State, Tenant};
use crate::values::address::Prefix;
use crate::values::recipient::Class;

pub use map::{Names, UnknownName};
pub use stand_in::StandIn;

type Fixed = foldhash::fast::FixedState;

/// How a pair is known, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// A person said so.
    Map,
    /// Both have one `ExchangeGuid`.
    ExchangeGuid,
    /// The destination holds the source's `LegacyExchangeDN` as an X500 address.
    LegacyDn,
    /// The future primary or UPN is the destination's primary or UPN.
    Address,
    /// Both primaries have one local part.
    LocalPart,
    /// Both have one alias.
    Alias,
    /// A suggestion that `--pair-by` accepted.
    Suggested,
    /// No pair.
    None,
}

impl Method {
    /// The word used in JSON and sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::ExchangeGuid => "exchange-guid",
            Self::LegacyDn => "legacy-dn",
            Self::Address => "address",
            Self::LocalPart => "local-part",
            Self::Alias => "alias",
            Self::Suggested => "suggested",
            Self::None => "none",
        }
    }
}

/// What becomes of one source object.
#[derive(Debug, Clone)]
pub struct Pair {
    /// How it is known.
    pub method: Method,
    /// What it becomes.
    pub destination: Option<ObjectId>,
    /// Where several match equally well and none is taken: all of them.
    pub candidates: Vec<ObjectId>,
    /// Where nothing matches: objects that hold one of its addresses as an alias or have its display name.
    pub suggested: Vec<ObjectId>,
}

impl Pair {
    const NONE: Self = Self { method: Method::None, destination: None, candidates: Vec::new(), suggested: Vec::new() };
}

/// The pairs of a run.
#[derive(Debug, Default)]
pub struct Pairs {
    of_source: Vec<Pair>,
    sources: HashMap<ObjectId, Vec<ObjectId>, Fixed>,
    /// Destination contacts, mail users and guests that stand for a source mailbox or group.
    pub stand_ins: Vec<StandIn>,
    /// Source contacts that point to a destination mailbox or group, with that address (CON003).
    pub pointing_back: Vec<(ObjectId, Symbol)>,
    /// How many names the identity map holds.
    pub map_names: u64,
    /// Names in the identity map that no export holds.
    pub unknown_names: Vec<UnknownName>,
}

impl Pairs {
    /// Pairs all source objects.
    pub fn find(
        plan: &Plan,
        source: &Tenant,
        destination: &Tenant,
        domains: &Domains,
        pool: &Pool,
        maps: &[Table],
        resolvers: &[Resolver; 2],
    ) -> Self {
        let stand_ins = stand_in::find(source, destination, pool);
        let pointing_back = stand_in::pointing_back(source, destination);
        let map = map::read(maps, source, destination, resolvers, pool);
        let index = Index::of(destination, source, &stand_ins, pool);
        let matching = Matching { plan, source, destination, domains, pool, index: &index, map: &map.named };
        let mut of_source: Vec<Pair> =
            (0..source.objects.len()).into_par_iter().map(|number| matching.pair(ObjectId(number as u32))).collect();
        for (contact, _) in &pointing_back {
            of_source[contact.index()] = Pair::NONE;
        }
        let mut sources: HashMap<ObjectId, Vec<ObjectId>, Fixed> = HashMap::default();
        for (number, pair) in of_source.iter().enumerate() {
            if let Some(destination) = pair.destination {
                sources.entry(destination).or_default().push(ObjectId(number as u32));
            }
        }
        Self { of_source, sources, stand_ins, pointing_back, map_names: map.names, unknown_names: map.unknown }
    }

    /// What becomes of a source object.
    pub fn of(&self, source: ObjectId) -> &Pair {
        &self.of_source[source.index()]
    }

    /// The source objects that become a destination object.
    pub fn sources(&self, destination: ObjectId) -> &[ObjectId] {
        self.sources.get(&destination).map_or(&[], Vec::as_slice)
    }

    /// Whether a destination contact, mail user or guest stands for anybody of the source.
    pub fn is_stand_in(&self, contact: ObjectId) -> bool {
        self.stand_ins.binary_search_by_key(&contact, |stand_in| stand_in.contact).is_ok()
    }

    /// Whether a destination contact, mail user or guest stands for a source object.
    pub fn stands_for(&self, contact: ObjectId, source: ObjectId) -> bool {
        let start = self.stand_ins.partition_point(|stand_in| stand_in.contact < contact);
        self.stand_ins[start..]
            .iter()
            .take_while(|stand_in| stand_in.contact == contact)
            .any(|stand_in| stand_in.source == source)
    }

    /// Whether a source contact points to a destination mailbox or group and so takes no part in pairing.
    pub fn points_back(&self, contact: ObjectId) -> bool {
        self.pointing_back.binary_search_by_key(&contact, |(id, _)| *id).is_ok()
    }
}

/// Whether a destination mail user carries the `ExchangeGuid` of the source mailbox that it is prepared for.
pub fn is_prepared(source: &Object, destination: &Object) -> bool {
    destination.class == Class::MailUser
        && !source.exchange_guid.is_empty()
        && source.exchange_guid == destination.exchange_guid
}

/// Whether two classes can be one object before and after the move.
pub fn compatible(source: Class, destination: Class) -> bool {
    let person = |class: Class| class.is_mailbox() || matches!(class, Class::MailUser | Class::DirectoryUser);
    let contact = |class: Class| matches!(class, Class::Contact | Class::MailUser);
    let mailbox_pair = (source.is_mailbox() && person(destination)) || (person(source) && destination.is_mailbox());
    source == destination
        || mailbox_pair
        || (source.is_group() && destination.is_group())
        || (contact(source) && contact(destination))
}

/// Destination objects that can be somebody's pair, by what they are found under.
struct Index<'a> {
    is_candidate: Vec<bool>,
    exchange_guid: HashMap<Symbol, Vec<ObjectId>, Fixed>,
    x500: HashMap<Symbol, Vec<ObjectId>, Fixed>,
    local_part: HashMap<&'a str, Vec<ObjectId>, Fixed>,
    alias: HashMap<Symbol, Vec<ObjectId>, Fixed>,
    display_name: HashMap<String, Vec<ObjectId>, Fixed>,
}

impl<'a> Index<'a> {
    fn of(destination: &Tenant, source: &Tenant, stand_ins: &[StandIn], pool: &'a Pool) -> Self {
        let prepared: hashbrown::HashSet<Symbol, Fixed> =
            source.objects.iter().map(|object| object.exchange_guid).filter(|guid| !guid.is_empty()).collect();
        let mut is_candidate: Vec<bool> = destination
            .objects
            .iter()
            .map(|object| {
                let kept_out = matches!(object.skip, Some(Skip::ServiceAccount | Skip::System(_)));
                object.state == State::Live && object.class != Class::Guest && !kept_out
            })
            .collect();
        for stand_in in stand_ins {
            let contact = destination.object(stand_in.contact);
            if !(contact.class == Class::MailUser && prepared.contains(&contact.exchange_guid)) {
                is_candidate[stand_in.contact.index()] = false;
            }
        }
        let mut index = Self {
            is_candidate,
            exchange_guid: HashMap::default(),
            x500: HashMap::default(),
            local_part: HashMap::default(),
            alias: HashMap::default(),
            display_name: HashMap::default(),
        };
        for (id, object) in destination.ids().filter(|(id, _)| index.is_candidate[id.index()]) {
            let add = |map: &mut HashMap<Symbol, Vec<ObjectId>, Fixed>, key: Symbol| {
                if !key.is_empty() {
                    map.entry(key).or_default().push(id);
                }
            };
            add(&mut index.exchange_guid, object.exchange_guid);
            add(&mut index.alias, object.alias_key);
            for proxy in destination.proxies(object).iter().filter(|proxy| proxy.prefix == Prefix::X500) {
                add(&mut index.x500, proxy.key);
            }
            if let Some(local) = local_part(pool.text(object.primary)) {
                index.local_part.entry(local).or_default().push(id);
            }
            let name = crate::values::text::fold_name(pool.text(object.display_name));
            if !name.is_empty() {
                index.display_name.entry(name).or_default().push(id);
            }
        }
        index
    }
}

/// The part of an address before the last `@`.
pub fn local_part(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(local, _)| local).filter(|local| !local.is_empty())
}

struct Matching<'a> {
    plan: &'a Plan,
    source: &'a Tenant,
    destination: &'a Tenant,
    domains: &'a Domains,
    pool: &'a Pool,
    index: &'a Index<'a>,
    map: &'a HashMap<ObjectId, Vec<ObjectId>, Fixed>,
}

impl Matching<'_> {
    fn pair(&self, id: ObjectId) -> Pair {
        let object = self.source.object(id);
        if !matches!(object.skip, None | Some(Skip::DirectoryUser)) {
            return Pair::NONE;
        }
        let ranks: [(Method, &dyn Fn() -> Vec<ObjectId>); 6] = [
            (Method::Map, &|| self.named(id)),
            (Method::ExchangeGuid, &|| found(&self.index.exchange_guid, object.exchange_guid)),
            (Method::LegacyDn, &|| self.fitting(object, &found(&self.index.x500, object.legacy_key))),
            (Method::Address, &|| self.by_address(object)),
            (Method::LocalPart, &|| self.by_local_part(object)),
            (Method::Alias, &|| self.fitting(object, &found(&self.index.alias, object.alias_key))),
        ];
        for (method, candidates) in ranks {
            let mut candidates = candidates();
            candidates.sort_unstable();
            candidates.dedup();
            match candidates[..] {
                [] => {}
                [one] => return Pair { method, destination: Some(one), ..Pair::NONE },
                _ => return Pair { candidates, ..Pair::NONE },
            }
        }
        self.suggest(object)
    }

    /// What the identity map names, unless that merely stands for somebody.
    fn named(&self, id: ObjectId) -> Vec<ObjectId> {
        let named = self.map.get(&id).map_or(&[][..], Vec::as_slice);
        named.iter().copied().filter(|id| self.index.is_candidate[id.index()]).collect()
    }

    fn fitting(&self, object: &Object, candidates: &[ObjectId]) -> Vec<ObjectId> {
        let fits = |id: &&ObjectId| compatible(object.class, self.destination.object(**id).class);
        candidates.iter().filter(fits).copied().collect()
    }

    /// The addresses under which the object will be known: its future primary and UPN.
    fn future_names(&self, object: &Object) -> impl Iterator<Item = Symbol> {
        [object.primary, object.upn].into_iter().filter_map(|address| self.domains.future(address, self.pool))
    }

    fn by_address(&self, object: &Object) -> Vec<ObjectId> {
        let mut candidates = Vec::new();
        for name in self.future_names(object) {
            for holder in self.destination.holders(name) {
                let other = self.destination.object(holder.object);
                let is_its_name = other.primary == name || other.upn == name;
                if is_its_name && self.index.is_candidate[holder.object.index()] {
                    candidates.push(holder.object);
                }
            }
        }
        self.fitting(object, &candidates)
    }

    fn by_local_part(&self, object: &Object) -> Vec<ObjectId> {
        let Some(local) = local_part(self.pool.text(object.primary)) else { return Vec::new() };
        self.fitting(object, self.index.local_part.get(local).map_or(&[], Vec::as_slice))
    }

    /// Objects that hold a future address only as an alias, or have the same display name.
    fn suggest(&self, object: &Object) -> Pair {
        let mut by_address: Vec<ObjectId> = Vec::new();
        for address in self.source.smtp_addresses(object) {
            let Some(future) = self.domains.future(address, self.pool) else { continue };
            let aliases = self.destination.holders(future).iter().filter(|holder| holder.role == Role::Alias);
            by_address.extend(aliases.map(|holder| holder.object).filter(|id| self.index.is_candidate[id.index()]));
        }
        by_address.sort_unstable();
        by_address.dedup();
        let by_address = self.fitting(object, &by_address);
        let name = crate::values::text::fold_name(self.pool.text(object.display_name));
        let by_name = self.index.display_name.get(&name).map_or(&[][..], Vec::as_slice);
        let by_name = if name.is_empty() { Vec::new() } else { self.fitting(object, by_name) };
        let accepted = match self.plan.pair_by {
            Some(PairBy::Address) => &by_address[..],
            Some(PairBy::Name) => &by_name[..],
            None => &[],
        };
        match *accepted {
            [one] => return Pair { method: Method::Suggested, destination: Some(one), ..Pair::NONE },
            [] => {}
            _ => return Pair { candidates: accepted.to_vec(), ..Pair::NONE },
        }
        let mut suggested = by_address;
        suggested.extend(by_name);
        suggested.sort_unstable();
        suggested.dedup();
        Pair { suggested, ..Pair::NONE }
    }
}

fn found(map: &HashMap<Symbol, Vec<ObjectId>, Fixed>, key: Symbol) -> Vec<ObjectId> {
    if key.is_empty() { Vec::new() } else { map.get(&key).cloned().unwrap_or_default() }
}
