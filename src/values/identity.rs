//! The forms in which Exchange and people name an object; which object it is, the resolver decides.

use std::borrow::Cow;

use super::address::{looks_like_address, strip_prefix};
use super::guid;
use super::text::trim;

/// One way to name an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form<'a> {
    /// A GUID with hyphens, in normal form: directory object, Exchange object or mailbox, or a name
    /// that is one.
    Guid(Cow<'a, str>),
    /// An address or UPN, without prefix, as exported (see [`super::address::smtp`] for its normal form).
    Address(&'a str),
    /// An `/o=...` distinguished name of Exchange.
    LegacyDn(&'a str),
    /// A directory distinguished name.
    DistinguishedName {
        /// The common name, unescaped.
        cn: Cow<'a, str>,
    },
    /// A canonical name, `contoso.com/Users/Kim Akers`.
    Canonical {
        /// Its last part, the name of the object.
        leaf: Cow<'a, str>,
    },
    /// `CONTOSO\kim`.
    DomainUser {
        /// Before the backslash.
        domain: &'a str,
        /// Behind it.
        user: &'a str,
    },
    /// A security identifier without `NT:`: a trustee that is gone, or a well-known one.
    Sid(&'a str),
    /// An object in the container of deleted ones.
    SoftDeleted {
        /// Its name.
        name: Cow<'a, str>,
    },
    /// Anything else: alias, name or display name.
    Name(&'a str),
}

/// The form of one identity.
///
/// The address or DN in brackets wins over a display name before it (`"Kim" [EX:/o=...]`,
/// `Kim Akers <kim@contoso.com>`).
pub fn form(text: &str) -> Form<'_> {
    let text = trim(text);
    if let Some(guid) = guid::bare(text) {
        return Form::Guid(lower(guid));
    }
    let text = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).map_or(text, trim);
    let text = bracketed(text);
    let stripped = trim(strip_prefix(text));
    if looks_like_address(stripped) {
        return Form::Address(external(stripped));
    }
    if let Some(sid) = sid(text) {
        return Form::Sid(sid);
    }
    let bare = strip_ignoring_case(text, "EX:").or(strip_ignoring_case(text, "X500:")).unwrap_or(text);
    if strip_ignoring_case(bare, "/o=").is_some() {
        return Form::LegacyDn(bare);
    }
    if let Some(rest) = strip_ignoring_case(text, "CN=") {
        return distinguished(rest);
    }
    if let Some((domain, user)) = text.split_once('\\') {
        return if domain.eq_ignore_ascii_case(DELETED) {
            Form::SoftDeleted { name: Cow::Borrowed(user) }
        } else if domain.is_empty() || user.is_empty() || is_canonical(text) || user.contains('\\') {
            path(text)
        } else {
            Form::DomainUser { domain, user }
        };
    }
    path(text)
}

/// Name of the container of deleted objects.
const DELETED: &str = "Soft Deleted Objects";

/// Last fixed part of canonical names in Exchange Online; the tenant and the object follow.
const HOSTED: &str = "Microsoft Exchange Hosted Organizations";

fn strip_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

fn lower(guid: &str) -> Cow<'_, str> {
    if guid.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(guid.to_ascii_lowercase())
    } else {
        Cow::Borrowed(guid)
    }
}

/// What stands in `[...]` or `<...>` at the end, where that is an address or a DN.
fn bracketed(text: &str) -> &str {
    let inner = match text.as_bytes().last() {
        Some(b']') => text.rfind('[').map(|open| &text[open + 1..text.len() - 1]),
        Some(b'>') => text.rfind('<').map(|open| &text[open + 1..text.len() - 1]),
        _ => None,
    };
    inner
        .map(trim)
        .filter(|inner| {
            looks_like_address(strip_prefix(inner))
                || strip_ignoring_case(inner, "EX:/o=").or(strip_ignoring_case(inner, "/o=")).is_some()
        })
        .unwrap_or(text)
}

/// The address of an outside person whom a calendar is published to.
fn external(address: &str) -> &str {
    strip_ignoring_case(address, "ExchangePublishedUser.").filter(|rest| looks_like_address(rest)).unwrap_or(address)
}

/// `S-1-5-21-...`, also behind `NT:` or `NT User:`.
fn sid(text: &str) -> Option<&str> {
    let bare = strip_ignoring_case(text, "NT:").or(strip_ignoring_case(text, "NT User:")).map_or(text, trim);
    let digits = strip_ignoring_case(bare, "S-1-")?;
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'-')).then_some(bare)
}

/// A DN behind its `CN=`.
fn distinguished(rest: &str) -> Form<'_> {
    let mut escaped = false;
    let end = rest.find(|c| {
        let ends = c == ',' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    });
    let (cn, container) = rest.split_at(end.unwrap_or(rest.len()));
    let cn = unescape(cn);
    let deleted = container.as_bytes().windows(DELETED.len()).any(|part| part.eq_ignore_ascii_case(DELETED.as_bytes()));
    if deleted { Form::SoftDeleted { name: cn } } else { Form::DistinguishedName { cn } }
}

/// A common name without its escapes: `\,` and `\C3\A9`. What the directory appends to the name of a
/// deleted object (`\0ADEL:...`) is left out.
fn unescape(cn: &str) -> Cow<'_, str> {
    if !cn.contains('\\') {
        return Cow::Borrowed(cn);
    }
    let cn = cn.split("\\0ADEL:").next().unwrap_or(cn);
    let bytes = cn.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16)).map(|digit| digit as u8);
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte != b'\\' {
            plain.push(byte);
            at += 1;
        } else if let (Some(high), Some(low)) = (hex(at + 1), hex(at + 2)) {
            plain.push(high << 4 | low);
            at += 3;
        } else {
            plain.extend(bytes.get(at + 1));
            at += 2;
        }
    }
    String::from_utf8(plain).map_or_else(|_| Cow::Borrowed(cn), Cow::Owned)
}

/// A canonical name, else a plain name.
fn path(text: &str) -> Form<'_> {
    if !is_canonical(text) {
        return Form::Name(text);
    }
    let leaf = match text.splitn(4, '/').collect::<Vec<_>>()[..] {
        // The name itself may hold a slash; only here the number of containers is known.
        [_, HOSTED, _, rest] => rest,
        _ => last_part(text),
    };
    let deleted = strip_ignoring_case(leaf, DELETED).and_then(|name| name.strip_prefix('/'));
    let in_deleted =
        text.strip_suffix(leaf).and_then(|path| path.strip_suffix('/')).is_some_and(|path| path.ends_with(DELETED));
    let plain = |name: &'_ str| name.contains("\\/").then(|| name.replace("\\/", "/"));
    match deleted {
        Some(name) => Form::SoftDeleted { name: plain(name).map_or(Cow::Borrowed(name), Cow::Owned) },
        None if in_deleted => Form::SoftDeleted { name: plain(leaf).map_or(Cow::Borrowed(leaf), Cow::Owned) },
        None => Form::Canonical { leaf: plain(leaf).map_or(Cow::Borrowed(leaf), Cow::Owned) },
    }
}

/// Whether a text begins like a canonical name: a host, then `/`.
pub(super) fn is_canonical(text: &str) -> bool {
    text.split_once('/').is_some_and(|(host, _)| {
        host.contains('.') && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    })
}

/// What follows the last slash that no backslash escapes.
fn last_part(path: &str) -> &str {
    path.rmatch_indices('/').find(|(at, _)| !path[..*at].ends_with('\\')).map_or(path, |(at, _)| &path[at + 1..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn canonical(leaf: &str) -> Form<'_> {
        Form::Canonical { leaf: Cow::Borrowed(leaf) }
    }

    fn cn(name: &str) -> Form<'_> {
        Form::DistinguishedName { cn: Cow::Borrowed(name) }
    }

    fn deleted(name: &str) -> Form<'_> {
        Form::SoftDeleted { name: Cow::Borrowed(name) }
    }

    #[test]
    fn all_forms() {
        let legacy = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43bd-Kim";
        let quoted = format!("\"Kim Akers\" [EX:{legacy}]");
        for (text, expected) in [
            ("{2B7A9A5E-3C1F-4A55-9D3E-6D1F0C9E8A77}", Form::Guid("2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77".into())),
            (" smtp:Kim@contoso.com", Form::Address("Kim@contoso.com")),
            ("Kim Akers <kim@contoso.com>", Form::Address("kim@contoso.com")),
            ("\"Kim Home\" [SMTP:kim@fabrikam.com]", Form::Address("kim@fabrikam.com")),
            ("ExchangePublishedUser.kim@fabrikam.com", Form::Address("kim@fabrikam.com")),
            (
                "kim_fabrikam.com#EXT#@contoso.onmicrosoft.com",
                Form::Address("kim_fabrikam.com#EXT#@contoso.onmicrosoft.com"),
            ),
            ("{Kim Akers}", Form::Name("Kim Akers")),
            (legacy, Form::LegacyDn(legacy)),
            (&quoted, Form::LegacyDn(legacy)),
            ("NT:S-1-5-21-1-2-3", Form::Sid("S-1-5-21-1-2-3")),
            ("NT User:S-1-5-21-1-2-3", Form::Sid("S-1-5-21-1-2-3")),
            (r"NT AUTHORITY\SELF", Form::DomainUser { domain: "NT AUTHORITY", user: "SELF" }),
            (r"Soft Deleted Objects\kim", deleted("kim")),
            ("contoso.com/Soft Deleted Objects/kim", deleted("kim")),
            ("CN=kim,OU=Soft Deleted Objects,DC=COM", deleted("kim")),
            (r"CN=Akers\, Kim\C3\A9,OU=x,DC=COM", cn("Akers, Kimé")),
            ("cn=A/B", cn("A/B")),
            ("contoso.local/Users/Kim Akers", canonical("Kim Akers")),
            (
                "EURPR04A010.prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/Kim/Akers",
                canonical("Kim/Akers"),
            ),
            ("contoso.onmicrosoft.com/Kim Akers", canonical("Kim Akers")),
            (r"contoso.com/Users/A\/B", canonical("A/B")),
            ("Akers, Kim", Form::Name("Akers, Kim")),
            ("Sales / EMEA", Form::Name("Sales / EMEA")),
            ("S-1-Team", Form::Name("S-1-Team")),
            ("0f1e2d3c4b5a69788796a5b4c3d2e1f0", Form::Name("0f1e2d3c4b5a69788796a5b4c3d2e1f0")),
        ] {
            assert_eq!(form(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_form(text in "(CN=|/o=|a.b/|NT:|\\[|)[a-zA-Z0-9@.:,/\\\\<>\\[\\]é-]{0,24}|.*") {
            let _ = form(&text);
        }
    }
}
