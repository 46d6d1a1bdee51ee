//! Domain names in one form, and the domains that Microsoft 365 itself gives to a tenant.

use super::text::trim;

/// Longest domain name, in bytes of its ASCII form (RFC 1035).
const LONGEST: usize = 253;

/// Endings of initial domains in the worldwide and the national clouds.
const INITIAL: [&str; 4] = [".onmicrosoft.com", ".onmicrosoft.us", ".onmicrosoft.de", ".partner.onmschina.cn"];

/// The domain in lower case and ASCII (international names as Punycode), without `@` in front and dot
/// at the end; a wildcard `*.` stays. `None` for what cannot be a domain.
pub fn domain(text: &str) -> Option<String> {
    let text = trim(text);
    let text = text.strip_prefix('@').unwrap_or(text);
    let text = text.strip_suffix('.').unwrap_or(text);
    let (wildcard, name) = text.strip_prefix("*.").map_or(("", text), |name| ("*.", name));
    let name = to_ascii(name)?;
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    (name.len() <= LONGEST && name.split('.').all(is_label)).then(|| format!("{wildcard}{name}"))
}

/// Lower case, and Punycode where the name is not ASCII.
pub(super) fn to_ascii(name: &str) -> Option<String> {
    if name.is_ascii() { Some(name.to_ascii_lowercase()) } else { idna::domain_to_ascii(name).ok() }
}

/// Whether this is the initial domain of a tenant, `contoso.onmicrosoft.com`; a routing domain is none.
pub fn is_initial(domain: &str) -> bool {
    label_before(domain).is_some_and(|label| !label.contains('.'))
}

/// Whether this is the routing domain of a hybrid tenant, `contoso.mail.onmicrosoft.com`.
pub fn is_routing(domain: &str) -> bool {
    label_before(domain)
        .and_then(|labels| labels.rsplit_once('.'))
        .is_some_and(|(tenant, mail)| mail.eq_ignore_ascii_case("mail") && !tenant.is_empty() && !tenant.contains('.'))
}

/// What stands before the ending of initial domains.
fn label_before(domain: &str) -> Option<&str> {
    let domain = domain.strip_suffix('.').unwrap_or(domain);
    INITIAL.iter().find_map(|ending| {
        let at = domain.len().checked_sub(ending.len()).filter(|at| *at > 0)?;
        domain.get(at..).filter(|tail| tail.eq_ignore_ascii_case(ending)).map(|_| &domain[..at])
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_form() {
        for (text, normal) in [
            (" Contoso.COM. ", "contoso.com"),
            ("@contoso.com", "contoso.com"),
            ("*.contoso.com", "*.contoso.com"),
            ("Bücher.example", "xn--bcher-kva.example"),
            ("XN--BCHER-KVA.example", "xn--bcher-kva.example"),
        ] {
            assert_eq!(domain(text).as_deref(), Some(normal), "{text}");
        }
        for text in ["", ".", "kim@contoso.com", "contoso .com", "contoso..com", "https://contoso.com"] {
            assert_eq!(domain(text), None, "{text}");
        }
    }

    #[test]
    fn initial_and_routing() {
        assert!(is_initial("Contoso.OnMicrosoft.com") && !is_routing("contoso.onmicrosoft.com"));
        assert!(is_routing("contoso.mail.onmicrosoft.com") && !is_initial("contoso.mail.onmicrosoft.com"));
        for name in ["onmicrosoft.com", ".onmicrosoft.com", "notonmicrosoft.com", "a.b.onmicrosoft.com", "contoso.com"]
        {
            assert!(!is_routing(name) && !is_initial(name), "{name}");
        }
        assert!(!is_initial("é.onmicrosoft.comé"));
    }

    proptest! {
        #[test]
        fn idempotent(text in "[a-zA-ZäöüéßÅ0-9.*@-]{0,20}|.*") {
            let _ = (is_initial(&text), is_routing(&text));
            if let Some(normal) = domain(&text) {
                prop_assert_eq!(domain(&normal), Some(normal));
            }
        }
    }
}
