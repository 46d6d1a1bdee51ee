//! One e-mail address: its normal form, its parts, its faults, and what a guest's UPN says.

use std::borrow::Cow;

use memchr::{memchr, memmem, memrchr};
use unicode_normalization::UnicodeNormalization as _;

use super::domain::to_ascii;
pub use super::fault::{Fault, fault};
pub use super::proxy::{Prefix, Proxy};
use super::text::trim;

/// What stands between address and tenant in the UPN of a guest.
const GUEST: &str = "#EXT#@";

/// The address in normal form, without `smtp:` or `mailto:` in front; `None` for a blank cell.
///
/// Lower case, and an international domain in Punycode, so that every spelling compares equal. Nothing
/// is repaired: ask [`fault`] whether the address can be used. Braces that the shell put around a single
/// value are taken off.
pub fn smtp(cell: &str) -> Option<Cow<'_, str>> {
    let cell = trim(cell);
    let bare = cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).map_or(cell, trim);
    let address = trim(strip_prefix(bare));
    (!address.is_empty()).then(|| normal(address))
}

/// The text behind `smtp:` or `mailto:`.
pub(super) fn strip_prefix(cell: &str) -> &str {
    for prefix in ["smtp:", "mailto:"] {
        if let Some(start) = cell.get(..prefix.len())
            && start.eq_ignore_ascii_case(prefix)
        {
            return &cell[prefix.len()..];
        }
    }
    cell
}

/// The normal form of a trimmed address without prefix.
pub(super) fn normal(address: &str) -> Cow<'_, str> {
    if address.is_ascii() {
        if address.bytes().any(|b| b.is_ascii_uppercase()) {
            return Cow::Owned(address.to_ascii_lowercase());
        }
        return Cow::Borrowed(address);
    }
    let fold = |text: &str| -> String { text.nfc().flat_map(char::to_lowercase).nfc().collect() };
    let Some((local, domain)) = parts(address) else {
        return Cow::Owned(fold(address));
    };
    let domain = if domain.is_ascii() {
        domain.to_ascii_lowercase()
    } else {
        // A domain that cannot be converted stays visible as it is.
        to_ascii(domain).unwrap_or_else(|| fold(domain))
    };
    Cow::Owned(format!("{}@{domain}", fold(local)))
}

/// Local part and domain, split at the last `@`; `None` without one.
pub fn parts(address: &str) -> Option<(&str, &str)> {
    let at = memrchr(b'@', address.as_bytes())?;
    Some((&address[..at], &address[at + 1..]))
}

/// Whether a text has the shape of one address or UPN: one `@` with something on both sides, no fault,
/// and nothing that belongs to paths.
pub fn looks_like_address(text: &str) -> bool {
    memchr(b'@', text.as_bytes()).is_some() && fault(text).is_none() && memchr(b'/', text.as_bytes()).is_none()
}

/// Whether this is the UPN of a guest, `kim_contoso.com#EXT#@fabrikam.onmicrosoft.com`.
pub fn is_guest_upn(upn: &str) -> bool {
    guest_marker(upn).is_some()
}

/// The address that the UPN of a guest was made from, in normal form.
///
/// The UPN has `_` where the address has `@`. A domain holds no `_`, so the last one is it, even where
/// the local part holds others. `None` when what follows it is no domain with a dot.
pub fn guest_address(upn: &str) -> Option<String> {
    let upn = trim(upn);
    let (local, domain) = upn[..guest_marker(upn)?].rsplit_once('_')?;
    let is_domain = domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.');
    let address = format!("{local}@{domain}");
    (is_domain && fault(&address).is_none()).then(|| normal(&address).into_owned())
}

fn guest_marker(upn: &str) -> Option<usize> {
    memmem::find_iter(upn.as_bytes(), b"#")
        .find(|at| upn.get(*at..*at + GUEST.len()).is_some_and(|marker| marker.eq_ignore_ascii_case(GUEST)))
}

/// Whether two domains are the same, case and a final dot aside.
pub fn domain_is(domain: &str, of: &str) -> bool {
    let bare = |name: &'_ str| name.strip_suffix('.').map_or(name.len(), str::len);
    domain[..bare(domain)].eq_ignore_ascii_case(&of[..bare(of)])
}

/// Whether `domain` lies below `of` by whole labels: `sub.x.com` below `x.com`, `max.com` not.
pub fn subdomain_of(domain: &str, of: &str) -> bool {
    let Some(dot) = domain.len().checked_sub(of.len() + 1).filter(|dot| *dot > 0) else {
        return false;
    };
    !of.is_empty()
        && domain.as_bytes()[dot] == b'.'
        && domain.get(dot + 1..).is_some_and(|tail| tail.eq_ignore_ascii_case(of))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_form() {
        for (cell, normal) in [
            ("kim@contoso.com", "kim@contoso.com"),
            (" SMTP:Kim.Akers@CONTOSO.com ", "kim.akers@contoso.com"),
            ("{smtp:kim@contoso.com}", "kim@contoso.com"),
            ("mailto:kim@contoso.com", "kim@contoso.com"),
            ("Kim@Bücher.example", "kim@xn--bcher-kva.example"),
            ("JÖRG@contoso.com", "jörg@contoso.com"),
            ("kim akers@contoso.com", "kim akers@contoso.com"),
        ] {
            assert_eq!(smtp(cell).as_deref(), Some(normal), "{cell}");
        }
        assert!(matches!(smtp("smtp:kim@contoso.com"), Some(Cow::Borrowed(_))));
        assert_eq!(smtp(" \u{a0}"), None);
        assert_eq!(smtp("smtp: "), None);
    }

    #[test]
    fn shapes() {
        for text in ["kim@contoso.com", "Owner@local", "kim.o'brien+x@contoso.com"] {
            assert!(looks_like_address(text), "{text}");
        }
        for text in ["Kim Akers", "kim@", "@contoso.com", "a@b@c", "CONTOSO\\kim@x", "/o=x@y", "Kim <kim@contoso.com>"]
        {
            assert!(!looks_like_address(text), "{text}");
        }
    }

    #[test]
    fn guests() {
        let upn = "Kim_Akers_contoso.com#EXT#@fabrikam.onmicrosoft.com";
        assert!(is_guest_upn(upn) && !is_guest_upn("kim@contoso.com"));
        assert_eq!(guest_address(upn).as_deref(), Some("kim_akers@contoso.com"));
        assert_eq!(guest_address("kim#EXT#@fabrikam.onmicrosoft.com"), None);
        assert_eq!(guest_address("kim_akers#EXT#@fabrikam.onmicrosoft.com"), None);
        assert_eq!(guest_address("_contoso.com#ext#@fabrikam.onmicrosoft.com"), None);
    }

    #[test]
    fn domains_by_whole_label() {
        assert!(domain_is("X.com", "x.COM.") && !domain_is("max.com", "x.com"));
        assert!(subdomain_of("Sub.x.com", "X.com"));
        assert!(!subdomain_of("max.com", "x.com") && !subdomain_of("x.com", "x.com"));
        assert!(!subdomain_of(".x.com", "x.com") && !subdomain_of("é.com", "com.é"));
    }

    proptest! {
        #[test]
        fn idempotent(cell in any::<String>()) {
            let _ = (fault(&cell), looks_like_address(&cell), guest_address(&cell));
            let _ = (domain_is(&cell, "x.com"), subdomain_of(&cell, "x"));
            if let Some(address) = smtp(&cell) && !address.contains([':', '{']) {
                prop_assert!(normal(&address) == address, "{address}");
            }
        }
    }
}
