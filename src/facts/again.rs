//! Which object of a tenant before the move is which one now. UPNs, addresses and names were changed in between, so
//! that identifiers which the service gives decide, and the address in the initial domain, which stays.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{Object, ObjectId, State, Tenant, domain_of};
use crate::intern::{Pool, Symbol};
use crate::schema::Moment;
use crate::values::address::Prefix;

type Map = HashMap<Symbol, Found, foldhash::fast::FixedState>;

/// What holds a key now.
#[derive(Debug, Clone, Copy)]
enum Found {
    One(ObjectId),
    Several,
}

/// The objects of one tenant at two moments.
#[derive(Debug)]
pub struct Again {
    now: Vec<Option<ObjectId>>,
    before: Vec<Option<ObjectId>>,
}

impl Again {
    /// Finds the objects of a tenant again; `moment` is that of the first of the two. `initial` is the tenant's
    /// initial domain.
    pub(super) fn of(moment: Moment, tenants: [&Tenant; 2], initial: Option<&str>, pool: &Pool) -> Self {
        let [before, now] = match moment {
            Moment::Before => tenants,
            Moment::Now => [tenants[1], tenants[0]],
        };
        let keys: Vec<Index<'_>> = KEYS.par_iter().map(|key| Index::of(now, *key, initial, pool)).collect();
        let find = |object: &Object| {
            keys.iter().find_map(|index| index.find(before, object)).filter(|id| is_one(object, now.object(*id)))
        };
        let found: Vec<Option<ObjectId>> = before.objects.par_iter().map(find).collect();
        let mut back = vec![None; now.objects.len()];
        for (number, id) in found.iter().enumerate() {
            if let Some(id) = id {
                back[id.index()].get_or_insert(ObjectId(number as u32));
            }
        }
        Self { now: found, before: back }
    }

    /// What an object of before is now; `None` where it is gone.
    pub fn now(&self, before: ObjectId) -> Option<ObjectId> {
        self.now.get(before.index()).copied().flatten()
    }

    /// What an object of now was before; `None` where it is new.
    pub fn before(&self, now: ObjectId) -> Option<ObjectId> {
        self.before.get(now.index()).copied().flatten()
    }
}

/// What an object is found again by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    ObjectId,
    ExchangeGuid,
    Guid,
    LegacyDn,
    Fallback,
    Upn,
    Primary,
    External,
}

/// The strongest first.
const KEYS: [Key; 8] =
    [Key::ObjectId, Key::ExchangeGuid, Key::Guid, Key::LegacyDn, Key::Fallback, Key::Upn, Key::Primary, Key::External];

impl Key {
    /// The values of an object under this key.
    fn of(self, tenant: &Tenant, object: &Object, initial: Option<&str>, pool: &Pool) -> Vec<Symbol> {
        let mut values = match self {
            Self::ObjectId => vec![object.object_id],
            Self::ExchangeGuid => vec![object.exchange_guid],
            Self::Guid => vec![object.guid],
            Self::LegacyDn => {
                let x500 = tenant.proxies(object).iter().filter(|proxy| proxy.prefix == Prefix::X500);
                std::iter::once(object.legacy_key).chain(x500.map(|proxy| proxy.key)).collect()
            }
            Self::Fallback => {
                let is_initial = |address: &Symbol| domain_of(pool.text(*address)) == initial && initial.is_some();
                tenant.smtp_addresses(object).chain([object.upn]).filter(is_initial).collect()
            }
            Self::Upn => vec![object.upn],
            Self::Primary => vec![object.primary],
            Self::External => vec![object.external],
        };
        values.retain(|value| !value.is_empty());
        values
    }
}

/// The objects of now under one key.
struct Index<'a> {
    key: Key,
    initial: Option<&'a str>,
    pool: &'a Pool,
    objects: Map,
}

impl<'a> Index<'a> {
    fn of(now: &Tenant, key: Key, initial: Option<&'a str>, pool: &'a Pool) -> Self {
        let mut objects = Map::default();
        // Of an object in use and a deleted one with the same key, the one in use is meant.
        for is_live in [true, false] {
            let mut added = Map::default();
            for (id, object) in now.ids().filter(|(_, object)| (object.state == State::Live) == is_live) {
                for value in key.of(now, object, initial, pool) {
                    let entry = added.entry(value).or_insert(Found::One(id));
                    if !matches!(entry, Found::One(first) if *first == id) {
                        *entry = Found::Several;
                    }
                }
            }
            for (value, found) in added {
                objects.entry(value).or_insert(found);
            }
        }
        Self { key, initial, pool, objects }
    }

    /// The only object of now that shares a value with one of before.
    fn find(&self, before: &Tenant, object: &Object) -> Option<ObjectId> {
        let mut found = self.key.of(before, object, self.initial, self.pool).into_iter().filter_map(|value| match self
            .objects
            .get(&value)?
        {
            Found::One(id) => Some(*id),
            Found::Several => None,
        });
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}

/// Whether two objects can be one: the directory's id stays as long as an object lives, and a new mailbox or group at
/// an old address is not the old one.
fn is_one(before: &Object, now: &Object) -> bool {
    let both_known = !before.object_id.is_empty() && !now.object_id.is_empty();
    let is_kind = before.class.is_group() == now.class.is_group();
    is_kind && (!both_known || before.object_id == now.object_id)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;
    use crate::schema::Side;

    const HEAD: &str = "DisplayName,PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,EmailAddresses,ExternalDirectoryObjectId\n";
    const ID: [&str; 2] = ["0a8b1c2d-0000-4000-8000-000000000001", "0a8b1c2d-0000-4000-8000-000000000002"];

    /// `before > now` by subject, a line for each object of before.
    fn found(before: &str, now: &str) -> String {
        let facts = Tenants::of(Command::Backout)
            .source_before("mailboxes.csv", &format!("{HEAD}{before}"))
            .source("mailboxes.csv", &format!("{HEAD}{now}"))
            .facts();
        let (before, now) = (facts.before(Side::Source).expect("before"), facts.now(Side::Source).expect("now"));
        let again = facts.again(Side::Source).expect("both moments");
        let lines = before.source.ids().map(|(id, _)| {
            let found = again.now(id);
            assert!(found.is_none_or(|now| again.before(now) == Some(id)));
            let found = found.map_or("gone", |now_id| now.subject(Side::Source, now_id));
            format!("{} > {found}\n", before.subject(Side::Source, id))
        });
        lines.collect()
    }

    #[test]
    fn the_id_of_the_directory_decides_although_everything_else_changed() {
        let before = format!("Kim,kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com,{}\n", ID[0]);
        let now = format!("K,k@contoso.onmicrosoft.com,k@contoso.onmicrosoft.com,UserMailbox,,{}\n", ID[0]);
        insta::assert_snapshot!(found(&before, &now), @"kim@contoso.com > k@contoso.onmicrosoft.com");
    }

    #[test]
    fn without_ids_the_fallback_address_decides() {
        let before =
            "Kim,kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com;smtp:k1@contoso.onmicrosoft.com,\n";
        let now =
            "Kim,k1@contoso.onmicrosoft.com,k1@contoso.onmicrosoft.com,UserMailbox,SMTP:k1@contoso.onmicrosoft.com,\n";
        insta::assert_snapshot!(found(before, now), @"kim@contoso.com > k1@contoso.onmicrosoft.com");
    }

    #[test]
    fn another_mailbox_at_the_old_address_is_not_the_old_one() {
        let row = |id: &str| format!("Kim,kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com,{id}\n");
        insta::assert_snapshot!(found(&row(ID[0]), &row(ID[1])), @"kim@contoso.com > gone");
        insta::assert_snapshot!(found(&row(ID[0]), &row("")), @"kim@contoso.com > kim@contoso.com");
    }
}
