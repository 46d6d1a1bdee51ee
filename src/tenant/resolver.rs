//! Which object of a tenant a text names: GUID, address, UPN, DN, canonical name, legacy DN, name, alias or
//! display name. What fits several objects stays ambiguous.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::Tenant;
use super::object::{ObjectId, State};
use crate::intern::{Pool, Symbol};
use crate::values::identity::{self, Form};
use crate::values::{guid, text};

/// What a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// Exactly one object.
    One(ObjectId),
    /// Several objects, in the order of their numbers.
    Several(Vec<ObjectId>),
    /// Nothing in the exports.
    Nothing,
}

impl Resolution {
    /// Live objects win over deleted ones.
    fn of(found: &[ObjectId], tenant: &Tenant) -> Self {
        if let [one] = *found {
            return Self::One(one);
        }
        let live = found.iter().copied().filter(|id| tenant.object(*id).state == State::Live);
        let live: Vec<ObjectId> = live.collect();
        let mut found = if live.is_empty() { found.to_vec() } else { live };
        found.sort_unstable();
        found.dedup();
        match found[..] {
            [] => Self::Nothing,
            [one] => Self::One(one),
            _ => Self::Several(found),
        }
    }

    /// The object, where there is exactly one.
    pub fn one(&self) -> Option<ObjectId> {
        match self {
            Self::One(id) => Some(*id),
            _ => None,
        }
    }
}

type Index<K> = HashMap<K, Ids, foldhash::fast::FixedState>;

/// The objects with one name, each once: nearly always a single one, which then needs no list.
#[derive(Debug)]
enum Ids {
    One(ObjectId),
    Several(Vec<ObjectId>),
}

impl Ids {
    fn add(&mut self, id: ObjectId) {
        match self {
            Self::One(known) if *known == id => {}
            Self::One(known) => *self = Self::Several(vec![*known, id]),
            // The objects come in the order of their numbers.
            Self::Several(known) if known.last() == Some(&id) => {}
            Self::Several(known) => known.push(id),
        }
    }

    fn as_slice(&self) -> &[ObjectId] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Several(ids) => ids,
        }
    }
}

/// The names of all objects of a tenant.
#[derive(Debug, Default)]
pub struct Resolver {
    /// GUIDs, legacy DNs and X500 addresses: they are among all texts as they are compared.
    exact: Index<Symbol>,
    names: Index<Box<str>>,
    display_names: Index<Box<str>>,
}

impl Resolver {
    /// Collects the names of a tenant.
    pub fn of(tenant: &Tenant, pool: &Pool) -> Self {
        let mut resolver = Self::default();
        let mut folded = String::new();
        let mut add = |index: &mut Index<Box<str>>, name: Symbol, id: ObjectId| {
            text::fold_name_into(pool.text(name), &mut folded);
            if let Some(ids) = index.get_mut(folded.as_str()) {
                ids.add(id);
            } else if !folded.is_empty() {
                index.insert(folded.as_str().into(), Ids::One(id));
            }
        };
        for (id, object) in tenant.ids() {
            let own = [object.object_id, object.guid, object.exchange_guid, object.legacy_key];
            let proxies = tenant.proxies(object).iter().filter(|proxy| !proxy.is_smtp()).map(|proxy| proxy.key);
            for symbol in own.into_iter().chain(proxies).filter(|symbol| !symbol.is_empty()) {
                resolver.exact.entry(symbol).and_modify(|ids| ids.add(id)).or_insert(Ids::One(id));
            }
            add(&mut resolver.names, object.name, id);
            if object.alias != object.name {
                add(&mut resolver.names, object.alias, id);
            }
            add(&mut resolver.display_names, object.display_name, id);
        }
        resolver
    }

    /// The object that a text names; live objects win over deleted ones.
    pub fn resolve(&self, cell: &str, tenant: &Tenant, pool: &Pool) -> Resolution {
        let found = match identity::form(text::trim(cell)) {
            Form::Guid(guid) => self.by_guid(&guid, pool),
            Form::Address(address) => return self.by_address(address, tenant, pool),
            Form::LegacyDn(dn) => self.exactly(&dn.to_lowercase(), pool),
            Form::DistinguishedName { cn } => self.by_name(&cn, pool),
            Form::Canonical { leaf } => self.by_name(&leaf, pool),
            Form::DomainUser { user, .. } => self.by_name(user, pool),
            Form::Sid(_) => &[],
            Form::SoftDeleted { name } => self.by_name(&name, pool),
            Form::Name(name) => self.by_name(name, pool),
        };
        Resolution::of(found, tenant)
    }

    /// Everybody who bears a name: as Name, alias or display name. Live objects win over deleted ones.
    pub fn bearers(&self, name: &str, tenant: &Tenant) -> Resolution {
        let folded = text::fold_name(name);
        let of = |index: &Index<Box<str>>| index.get(folded.as_str()).map_or(Vec::new(), |ids| ids.as_slice().to_vec());
        Resolution::of(&[of(&self.names), of(&self.display_names)].concat(), tenant)
    }

    /// The objects that have a display name, compared without regard to case.
    pub fn by_display_name(&self, name: &str) -> &[ObjectId] {
        self.display_names.get(text::fold_name(name).as_str()).map_or(&[], Ids::as_slice)
    }

    fn by_address(&self, address: &str, tenant: &Tenant, pool: &Pool) -> Resolution {
        let is_lower = address.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lower = if is_lower { Cow::Borrowed(address) } else { Cow::Owned(address.to_lowercase()) };
        let holders = pool.find(&lower).map(|symbol| tenant.holders(symbol)).unwrap_or_default();
        if holders.is_empty() {
            // The Name of an object may be an address that it has no more.
            return Resolution::of(self.by_name(address, pool), tenant);
        }
        // Own addresses say more than the external address of a contact that merely points there.
        let own = holders.iter().filter(|holder| holder.role != super::Role::External);
        let own: Vec<ObjectId> = own.map(|holder| holder.object).collect();
        if !own.is_empty() {
            return Resolution::of(&own, tenant);
        }
        let pointing: Vec<ObjectId> = holders.iter().map(|holder| holder.object).collect();
        Resolution::of(&pointing, tenant)
    }

    fn exactly(&self, text: &str, pool: &Pool) -> &[ObjectId] {
        let ids = pool.find(text).and_then(|symbol| self.exact.get(&symbol));
        ids.map_or(&[], Ids::as_slice)
    }

    /// Names and aliases are unique in a tenant, display names are not: they are asked last.
    fn by_name(&self, name: &str, pool: &Pool) -> &[ObjectId] {
        match guid::guid(name) {
            Some(guid) => self.by_guid(&guid, pool),
            None => self.named(name),
        }
    }

    /// The Name of a new mailbox is its object id, and an export may hold the Name without the ids.
    fn by_guid(&self, guid: &str, pool: &Pool) -> &[ObjectId] {
        match self.exactly(guid, pool) {
            [] => self.named(guid),
            found => found,
        }
    }

    fn named(&self, name: &str) -> &[ObjectId] {
        let folded = text::fold_name(name);
        let ids = self.names.get(folded.as_str()).or_else(|| self.display_names.get(folded.as_str()));
        ids.map_or(&[], Ids::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;
    use crate::schema::Side;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Name,Alias,ExternalDirectoryObjectId,Guid,ExchangeGuid,LegacyExchangeDN,EmailAddresses,WhenSoftDeleted\n\
        kim@contoso.com,kim.akers@contoso.com,UserMailbox,\"Akers, Kim (Contoso)\",Kim Akers,kimakers,\
        2b7a9a5e-3c1f-4a55-9d3e-000000000001,2b7a9a5e-3c1f-4a55-9d3e-000000000002,2b7a9a5e-3c1f-4a55-9d3e-000000000003,\
        \"/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43bd-Kim Akers\",\
        SMTP:kim.akers@contoso.com;smtp:ka@contoso.com;X500:/o=Old/cn=Kim,\n\
        sam1@contoso.com,sam1@contoso.com,UserMailbox,Sam Lee,Sam Lee 1,sam1,,,,,SMTP:sam1@contoso.com,\n\
        sam2@contoso.com,sam2@contoso.com,UserMailbox,sam lee,Sam Lee 2,sam2,,,,,SMTP:sam2@contoso.com,\n\
        ann@contoso.com,ann@contoso.com,UserMailbox,Ann,2b7a9a5e-3c1f-4a55-9d3e-000000000009,ann,2b7a9a5e-3c1f-4a55-9d3e-000000000009,,,,SMTP:ann@contoso.com,\n\
        ann@contoso.com,ann@contoso.com,UserMailbox,Ann,Old Ann,annold,,,,,SMTP:ann@contoso.com,2026-01-05 10:00:00\n";

    /// The subjects that each of the texts names, joined with `+`.
    fn named(texts: &[&str]) -> Vec<String> {
        let facts = Tenants::new()
            .source("mailboxes.csv", MAILBOXES)
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                 Partner,partner@contoso.com,SMTP:p@tailspin.com,MailContact\n\
                 Way to Kim,way@contoso.com,SMTP:kim@contoso.com,MailContact\n",
            )
            .facts();
        let name = |text: &&str| match facts.resolver(Side::Source).resolve(text, &facts.source, &facts.pool) {
            Resolution::One(id) => facts.subject(Side::Source, id).to_owned(),
            Resolution::Several(ids) => {
                ids.iter().map(|id| facts.subject(Side::Source, *id)).collect::<Vec<_>>().join("+")
            }
            Resolution::Nothing => String::new(),
        };
        texts.iter().map(name).collect()
    }

    #[test]
    fn every_form_of_one_identity_names_its_object() {
        let forms = [
            "kimakers",
            "KIM AKERS",
            "Akers, Kim (Contoso)",
            "Kim@Contoso.com",
            "kim.akers@contoso.com",
            "smtp:KA@contoso.com",
            "2B7A9A5E-3C1F-4A55-9D3E-000000000001",
            "2b7a9a5e-3c1f-4a55-9d3e-000000000002",
            "{2b7a9a5e-3c1f-4a55-9d3e-000000000003}",
            "CN=Kim Akers,OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=PROD,DC=OUTLOOK,DC=COM",
            "EURPR04A010.prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/Kim Akers",
            "contoso.local/Users/Kim Akers",
            "/O=EXCHANGELABS/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43BD-kim akers",
            "\"Kim\" [EX:/o=Old/cn=KIM]",
            "CONTOSO\\kimakers",
            "Kim Akers <ka@contoso.com>",
        ];
        for (form, found) in forms.iter().zip(named(&forms)) {
            assert_eq!(found, "kim.akers@contoso.com", "{form}");
        }
    }

    #[test]
    fn what_fits_several_stays_ambiguous_and_unknown_names_name_nothing() {
        let texts =
            ["Sam Lee", "Sam Lee 1", "S-1-5-21-1234567890-1234567890-1234567890-1234", "nobody@contoso.com", "", "Kim"];
        assert_eq!(named(&texts), ["sam1@contoso.com+sam2@contoso.com", "sam1@contoso.com", "", "", "", ""]);
    }

    #[test]
    fn live_objects_win_over_deleted_ones_and_holders_over_those_who_point_there() {
        let texts =
            ["ann@contoso.com", "Ann", "Old Ann", "Soft Deleted Objects\\annold", "p@tailspin.com", "kim@contoso.com"];
        assert_eq!(
            named(&texts),
            [
                "ann@contoso.com",
                "ann@contoso.com",
                "ann@contoso.com",
                "ann@contoso.com",
                "partner@contoso.com",
                "kim.akers@contoso.com"
            ]
        );
    }

    #[test]
    fn a_name_that_is_an_address_of_nobody_names_its_object() {
        let facts = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Name\n\
                 kim@contoso.com,kim@contoso.com,UserMailbox,Kim,kim.old@contoso.com\n\
                 sam@contoso.com,sam@contoso.com,UserMailbox,Sam,kim@contoso.com\n",
            )
            .facts();
        let resolve = |text| facts.resolver(Side::Source).resolve(text, &facts.source, &facts.pool).one();
        let named = |text| resolve(text).map(|id| facts.subject(Side::Source, id).to_owned());
        assert_eq!(named("Kim.Old@contoso.com").as_deref(), Some("kim@contoso.com"));
        assert_eq!(named("kim@contoso.com").as_deref(), Some("kim@contoso.com"), "who holds it comes first");
    }

    #[test]
    fn a_name_that_is_the_object_id_resolves_in_every_path() {
        let id = "2b7a9a5e-3c1f-4a55-9d3e-000000000009";
        let texts = [id.to_owned(), format!("CN={id},OU=x,DC=y"), format!("contoso.local/Users/{id}")];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(named(&texts), ["ann@contoso.com"; 3]);
    }

    #[test]
    fn a_name_that_is_an_object_id_resolves_where_no_ids_were_exported() {
        let id = "2b7a9a5e-3c1f-4a55-9d3e-000000000007";
        let rows = format!(
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Name\n\
             kim@contoso.com,kim@contoso.com,UserMailbox,Kim,{id}\n"
        );
        let facts = Tenants::new().source("mailboxes.csv", &rows).facts();
        for text in
            [id.to_owned(), id.to_uppercase(), format!("CN={id},OU=x,DC=y"), format!("contoso.local/Users/{id}")]
        {
            let found = facts.resolver(Side::Source).resolve(&text, &facts.source, &facts.pool).one();
            assert_eq!(found.map(|id| facts.subject(Side::Source, id)), Some("kim@contoso.com"), "{text}");
        }
    }

    #[test]
    fn groups_of_every_kind_are_named_by_name_and_path() {
        let facts = Tenants::new()
            .source(
                "groups.csv",
                "Name,DisplayName,PrimarySmtpAddress,RecipientTypeDetails\n\
                 Sales-1,Sales,sales@contoso.com,MailUniversalDistributionGroup\n",
            )
            .source(
                "unified.csv",
                "Name,DisplayName,PrimarySmtpAddress,RecipientTypeDetails,AccessType\n\
                 Team-1,Team,team@contoso.com,GroupMailbox,Private\n",
            )
            .source(
                "dynamic.csv",
                "Name,DisplayName,PrimarySmtpAddress,RecipientTypeDetails,RecipientFilter\n\
                 All-1,All,all@contoso.com,DynamicDistributionGroup,Alias -ne $null\n",
            )
            .facts();
        for (name, subject) in
            [("Sales-1", "sales@contoso.com"), ("Team-1", "team@contoso.com"), ("All-1", "all@contoso.com")]
        {
            for text in [name.to_owned(), format!("CN={name},OU=x,DC=y"), format!("contoso.local/Users/{name}")] {
                let found = facts.resolver(Side::Source).resolve(&text, &facts.source, &facts.pool).one();
                assert_eq!(found.map(|id| facts.subject(Side::Source, id)), Some(subject), "{text}");
            }
        }
    }
}
