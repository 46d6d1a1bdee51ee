//! Which object of a tenant a text names: GUID, address, UPN, DN, canonical name, legacy DN, name, alias or
//! display name. What fits several objects stays ambiguous.

use hashbrown::HashMap;

use super::Tenant;
use super::object::{ObjectId, State};
use crate::intern::Pool;
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
    fn of(mut found: Vec<ObjectId>) -> Self {
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

type Index = HashMap<String, Vec<ObjectId>, foldhash::fast::FixedState>;

/// The names of all objects of a tenant.
#[derive(Debug, Default)]
pub struct Resolver {
    exact: Index,
    names: Index,
    display_names: Index,
}

impl Resolver {
    /// Collects the names of a tenant.
    pub fn of(tenant: &Tenant, pool: &Pool) -> Self {
        let mut resolver = Self::default();
        for (id, object) in tenant.ids() {
            for symbol in [object.object_id, object.guid, object.exchange_guid, object.legacy_key] {
                add(&mut resolver.exact, pool.text(symbol), id);
            }
            for proxy in tenant.proxies(object).iter().filter(|proxy| !proxy.is_smtp()) {
                add(&mut resolver.exact, pool.text(proxy.key), id);
            }
            for symbol in [object.name, object.alias] {
                add(&mut resolver.names, &text::fold_name(pool.text(symbol)), id);
            }
            add(&mut resolver.display_names, &text::fold_name(pool.text(object.display_name)), id);
        }
        resolver
    }

    /// The object that a text names; live objects win over deleted ones.
    pub fn resolve(&self, cell: &str, tenant: &Tenant, pool: &Pool) -> Resolution {
        let cell = text::trim(cell);
        let found = match identity::form(cell) {
            Form::Guid(guid) => get(&self.exact, &guid),
            Form::Address(address) => self.by_address(address, tenant, pool),
            Form::LegacyDn(dn) => get(&self.exact, &dn.to_lowercase()),
            Form::DistinguishedName { cn } => self.by_name(&cn),
            Form::Canonical { leaf } => self.by_name(&leaf),
            Form::DomainUser { user, .. } => self.by_name(user),
            Form::Sid(_) => Vec::new(),
            Form::SoftDeleted { name } => self.by_name(&name),
            Form::Name(name) => self.by_name(name),
        };
        live_before_deleted(found, tenant)
    }

    /// Everybody who bears a name: as Name, alias or display name. Live objects win over deleted ones.
    pub fn bearers(&self, name: &str, tenant: &Tenant) -> Resolution {
        let folded = text::fold_name(name);
        let mut found = get(&self.names, &folded);
        found.extend(get(&self.display_names, &folded));
        live_before_deleted(found, tenant)
    }

    /// The objects that have a display name, compared without regard to case.
    pub fn by_display_name(&self, name: &str) -> Vec<ObjectId> {
        get(&self.display_names, &text::fold_name(name))
    }

    fn by_address(&self, address: &str, tenant: &Tenant, pool: &Pool) -> Vec<ObjectId> {
        let Some(symbol) = pool.find(&address.to_lowercase()) else {
            return self.by_name(address);
        };
        let holders = tenant.holders(symbol);
        // Own addresses say more than the external address of a contact that merely points there.
        let own = holders.iter().filter(|holder| holder.role != super::Role::External);
        let own: Vec<ObjectId> = own.map(|holder| holder.object).collect();
        if own.is_empty() { holders.iter().map(|holder| holder.object).collect() } else { own }
    }

    /// Names and aliases are unique in a tenant, display names are not: they are asked last.
    fn by_name(&self, name: &str) -> Vec<ObjectId> {
        let folded = text::fold_name(name);
        if let Some(guid) = guid::guid(name) {
            return get(&self.exact, &guid);
        }
        let by_name = get(&self.names, &folded);
        if by_name.is_empty() { get(&self.display_names, &folded) } else { by_name }
    }
}

fn live_before_deleted(found: Vec<ObjectId>, tenant: &Tenant) -> Resolution {
    let live: Vec<ObjectId> = found.iter().copied().filter(|id| tenant.object(*id).state == State::Live).collect();
    Resolution::of(if live.is_empty() { found } else { live })
}

fn add(index: &mut Index, name: &str, id: ObjectId) {
    if !name.is_empty() {
        index.entry_ref(name).or_default().push(id);
    }
}

fn get(index: &Index, name: &str) -> Vec<ObjectId> {
    index.get(name).cloned().unwrap_or_default()
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
    fn a_name_that_is_the_object_id_resolves_in_every_path() {
        let id = "2b7a9a5e-3c1f-4a55-9d3e-000000000009";
        let texts = [id.to_owned(), format!("CN={id},OU=x,DC=y"), format!("contoso.local/Users/{id}")];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(named(&texts), ["ann@contoso.com"; 3]);
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
