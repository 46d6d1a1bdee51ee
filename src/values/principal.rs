//! Trustees that are no people: the owner itself and the accounts of the system, in the languages in which
//! servers write them.

use super::identity::{Form, form};
use super::text::fold_name;

/// What a trustee is that is no person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Principal {
    /// The owner of the mailbox itself.
    Owner,
    /// An account or group of the system.
    System,
}

/// Accounts and groups of the system, which stand behind a domain (`EURPR04A002\Organization Management`).
const SYSTEM: [&str; 17] = [
    "organization management",
    "view-only organization management",
    "discovery management",
    "public folder management",
    "domain admins",
    "enterprise admins",
    "administrator",
    "administrators",
    "exchange servers",
    "exchange trusted subsystem",
    "exchange services",
    "exchange domain servers",
    "managed availability servers",
    "delegated setup",
    "jitusers",
    "besadmin",
    "system",
];

/// Of these, the ones that nobody is called: they are meant without a domain too.
const NEVER_A_PERSON: [&str; 12] = [
    "organization management",
    "view-only organization management",
    "discovery management",
    "public folder management",
    "domain admins",
    "enterprise admins",
    "exchange servers",
    "exchange trusted subsystem",
    "exchange domain servers",
    "managed availability servers",
    "delegated setup",
    "jitusers",
];

/// The domain of well-known accounts as servers of several languages write it.
const AUTHORITIES: [&str; 13] = [
    "nt authority",
    "nt-autorität",
    "nt-autoritaet",
    "autorite nt",
    "autorité nt",
    "autoridad nt",
    "autoridade nt",
    "autorità nt",
    "nt-autoriteit",
    "nt-myndighet",
    "nt-myndighed",
    "nt instans",
    "zarządzanie nt",
];

/// The name of the owner itself there.
const SELVES: [&str; 12] = [
    "self",
    "selbst",
    "soi",
    "soi-même",
    "uno mismo",
    "propio",
    "próprio",
    "se stesso",
    "zelf",
    "själv",
    "selv",
    "własny",
];

/// What a trustee is, unless it may be a person or a group of people.
pub fn principal(text: &str) -> Option<Principal> {
    match form(text) {
        Form::DomainUser { domain, user } => {
            let user = fold_name(user);
            if AUTHORITIES.contains(&fold_name(domain).as_str()) {
                // All accounts of that domain are well known, and none is a person.
                return Some(if SELVES.contains(&user.as_str()) { Principal::Owner } else { Principal::System });
            }
            SYSTEM.contains(&user.as_str()).then_some(Principal::System)
        }
        Form::Sid(sid) => match sid.to_ascii_uppercase().as_str() {
            "S-1-5-10" => Some(Principal::Owner),
            "S-1-5-18" | "S-1-5-19" | "S-1-5-20" => Some(Principal::System),
            sid if sid.starts_with("S-1-5-32-") => Some(Principal::System),
            _ => None,
        },
        Form::Name(name) => {
            let name = fold_name(name);
            NEVER_A_PERSON.contains(&name.as_str()).then_some(Principal::System)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_itself_in_several_languages() {
        for text in [
            "NT AUTHORITY\\SELF",
            "nt authority\\self",
            "NT-AUTORITÄT\\SELBST",
            "AUTORITE NT\\SELF",
            "S-1-5-10",
            "NT:S-1-5-10",
        ] {
            assert_eq!(principal(text), Some(Principal::Owner), "{text}");
        }
    }

    #[test]
    fn accounts_of_the_system() {
        for text in [
            "NT AUTHORITY\\SYSTEM",
            "NT AUTHORITY\\NETWORK SERVICE",
            "EURPR04A002\\Organization Management",
            "NAMPRD03\\Administrator",
            "PRDTSB01\\JitUsers",
            "CONTOSO\\BESAdmin",
            "Exchange Trusted Subsystem",
            "S-1-5-18",
            "S-1-5-32-544",
        ] {
            assert_eq!(principal(text), Some(Principal::System), "{text}");
        }
    }

    #[test]
    fn people_and_orphans_are_none() {
        for text in [
            "EURPR04A002\\kima21341-1512837",
            "CONTOSO\\kim",
            "Administrator",
            "Self",
            "S-1-5-21-1-2-3-18",
            "kim@contoso.com",
            "Sales Team",
            "",
        ] {
            assert_eq!(principal(text), None, "{text}");
        }
    }
}
