//! Lists of proxy addresses.

use memchr::{memchr, memchr_iter};

use super::separators::{element, unwrap};
use crate::values::proxy::{Prefix, Proxy};
use crate::values::text::{is_blank, is_placeholder};

/// Longest word that is taken for the prefix of a proxy address.
const LONGEST_PREFIX: usize = 12;

/// Appends the proxy addresses of a cell in their order, repetitions included.
///
/// The list is cut where a prefix begins, for X500 values hold blanks and commas, X400 and EUM values
/// semicolons. An SMTP value is cut further where both parts hold an `@`, so that addresses without
/// prefix are found in any list, and `kim akers@contoso.com` stays one (malformed) address. `+`
/// separates only behind an `@`: `kim+news@contoso.com` stays whole.
pub fn proxies<'a>(cell: &'a str, out: &mut Vec<Proxy<'a>>) {
    let (cell, _) = unwrap(cell);
    if is_placeholder(cell) {
        return;
    }
    let mut current: Option<Prefix> = None;
    let mut start = 0;
    for colon in memchr_iter(b':', cell.as_bytes()) {
        let Some((word_start, prefix)) = prefix_before(cell, start, colon, current) else {
            continue;
        };
        segment(&cell[start..word_start], current, out);
        current = Some(prefix);
        start = colon + 1;
    }
    segment(&cell[start..], current, out);
}

/// The prefix that ends at a colon: a word at the start of the list or behind a separator.
fn prefix_before(cell: &str, from: usize, colon: usize, current: Option<Prefix>) -> Option<(usize, Prefix)> {
    let before = &cell[from..colon];
    let length = before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
    let start = colon - length;
    let word = &cell[start..colon];
    if length > LONGEST_PREFIX || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_start = cell[from..start]
        .chars()
        .next_back()
        .map_or(from == 0, |c| is_blank(c) || matches!(c, ',' | ';' | '|' | '+' | '"' | '{' | '['));
    let prefix = Prefix::of(word);
    // Inside a value that may hold anything only a known prefix begins the next one.
    let is_free = matches!(current, Some(Prefix::X500 | Prefix::X400 | Prefix::Eum | Prefix::Other));
    (is_start && !(is_free && prefix == Prefix::Other)).then_some((start, prefix))
}

/// Appends what stands between two prefixes.
fn segment<'a>(text: &'a str, prefix: Option<Prefix>, out: &mut Vec<Proxy<'a>>) {
    let is_loose = |c: char| is_blank(c) || matches!(c, ',' | ';' | '|' | '+');
    // Quotes that stand around each element end behind the value and begin before the next prefix.
    let text = text.trim_start_matches(is_loose).trim_end_matches(|c| is_loose(c) || c == '"');
    match prefix {
        None => bare(text, out),
        Some(prefix @ (Prefix::PrimarySmtp | Prefix::Smtp | Prefix::Sip | Prefix::Spo)) => {
            let mut next = (prefix, false);
            addresses(text, |address| {
                out.extend(Proxy::new(next.0, address, next.1));
                next = (Prefix::Smtp, true);
            });
        }
        Some(prefix) => out.extend(Proxy::new(prefix, text, false)),
    }
}

/// Appends addresses that have no prefix. Strong separators always cut here, so that one unusable
/// element does not spoil its neighbours.
fn bare<'a>(text: &'a str, out: &mut Vec<Proxy<'a>>) {
    for piece in text.split([',', ';', '|', '\n', '\r']).map(element).filter(|piece| !piece.is_empty()) {
        if piece.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("/o=")) {
            out.extend(Proxy::new(Prefix::X500, piece, true));
        } else {
            addresses(piece, |address| {
                out.extend(Proxy::new(Prefix::Smtp, address, true));
            });
        }
    }
}

/// Cuts a text at separators that have an `@` on both sides.
fn addresses<'a>(text: &'a str, mut visit: impl FnMut(&'a str)) {
    let is_separator = |c: char| is_blank(c) || matches!(c, ',' | ';' | '|' | '+');
    let mut rest = text;
    while let Some(at) = memchr(b'@', rest.as_bytes()) {
        let Some(end) = rest[at..].find(is_separator).map(|end| at + end) else {
            break;
        };
        let tail = rest[end..].trim_start_matches(is_separator);
        if memchr(b'@', tail.as_bytes()).is_none() {
            break;
        }
        visit(element(&rest[..end]));
        rest = tail;
    }
    visit(element(rest));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(cell: &str) -> Vec<String> {
        let mut out = Vec::new();
        proxies(cell, &mut out);
        out.iter()
            .map(|proxy| format!("{:?}{} {}", proxy.prefix, if proxy.bare { "?" } else { "" }, proxy.value))
            .collect()
    }

    const DN: &str =
        "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43bd-Akers, Kim";

    #[test]
    fn every_separator_and_wrapping_gives_the_same_addresses() {
        let expected = ["PrimarySmtp kim@contoso.com", "Smtp kim+news@contoso.com", "Sip kim@contoso.com"];
        let parts = ["SMTP:Kim@contoso.com", "smtp:kim+news@contoso.com", "SIP:kim@contoso.com"];
        for separator in [" ", ",", ", ", ";", "; ", "|", " | ", "+", "\n", "\r\n"] {
            assert_eq!(shown(&parts.join(separator)), expected, "{separator:?}");
            assert_eq!(shown(&format!("{{{}}}", parts.join(separator))), expected, "{separator:?}");
        }
        assert_eq!(shown(r#"["SMTP:kim@contoso.com","smtp:kim+news@contoso.com","SIP:kim@contoso.com"]"#), expected);
    }

    #[test]
    fn values_that_hold_separators_stay_whole() {
        let x400 = "X400:C=US;A= ;P=Contoso;O=Exchange;S=Akers;G=Kim;";
        let cell =
            format!("X500:{DN} smtp:a@contoso.com {x400} EUM:4125;phone-context=dp.contoso.com;SMTP:kim@contoso.com");
        assert_eq!(
            shown(&cell),
            [
                format!("X500 {DN}"),
                "Smtp a@contoso.com".to_owned(),
                "X400 C=US;A= ;P=Contoso;O=Exchange;S=Akers;G=Kim".to_owned(),
                "Eum 4125;phone-context=dp.contoso.com".to_owned(),
                "PrimarySmtp kim@contoso.com".to_owned(),
            ]
        );
    }

    #[test]
    fn addresses_without_prefix() {
        for separator in [" ", ",", ", ", ";", "; ", "|", " | ", "+", "\n"] {
            assert_eq!(
                shown(&["kim+a@contoso.com", "kim+b@contoso.com"].join(separator)),
                ["Smtp? kim+a@contoso.com", "Smtp? kim+b@contoso.com"],
                "{separator:?}"
            );
        }
        assert_eq!(
            shown("SMTP:kim@contoso.com,kim.a@contoso.com;smtp:b@contoso.com"),
            ["PrimarySmtp kim@contoso.com", "Smtp? kim.a@contoso.com", "Smtp b@contoso.com"]
        );
        assert_eq!(shown("kim@contoso.com; junk"), ["Smtp? kim@contoso.com", "Smtp? junk"]);
    }

    #[test]
    fn malformed_addresses_stay_one() {
        assert_eq!(
            shown("SMTP:kim akers@contoso.com smtp:a,b@contoso.com"),
            ["PrimarySmtp kim akers@contoso.com", "Smtp a,b@contoso.com"]
        );
        assert_eq!(shown("smtp:a@@contoso.com"), ["Smtp a@@contoso.com"]);
    }

    #[test]
    fn nothing_in_a_list() {
        for cell in ["", " ", "{}", "-", "N/A", ";;", "{ }", "smtp:"] {
            assert!(shown(cell).is_empty(), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_split(cell in "[a-zA-Z@.:,;|+{}\"\\[\\]\\\\=/ \n…é-]{0,40}|.*") {
            prop_assert!(shown(&cell).len() <= cell.len() + 1);
        }

        #[test]
        fn joined_proxies_come_back(
            list in prop::collection::vec(
                ("(SMTP|smtp|SIP)", "[a-z][a-z0-9.+_'&-]{0,12}", "[a-z]{1,8}\\.(com|onmicrosoft\\.com)"), 1..6),
            separator in prop::sample::select(vec![" ", ",", ", ", ";", "; ", "|", " | ", "+", "\n"]),
        ) {
            let cell: Vec<String> = list.iter().map(|(prefix, local, domain)| format!("{prefix}:{local}@{domain}")).collect();
            let cell = cell.join(separator);
            let mut out = Vec::new();
            proxies(&cell, &mut out);
            prop_assert_eq!(out.len(), list.len());
            for (proxy, (prefix, local, domain)) in out.iter().zip(&list) {
                prop_assert_eq!(proxy.prefix, Prefix::of(prefix));
                prop_assert_eq!(&*proxy.value, &format!("{local}@{domain}"));
                prop_assert!(!proxy.bare);
            }
        }
    }
}
