//! Lists of identities: names, addresses, distinguished and canonical names.

use memchr::memchr;

use super::separators::{pieces, push, unwrap};
use crate::values::address::{looks_like_address, strip_prefix};
use crate::values::guid::looks_like_guid;
use crate::values::identity::is_canonical;
use crate::values::text::{is_blank, is_placeholder, trim};

/// Appends the elements of a list of identities: names, addresses, DNs, canonical names, GUIDs.
///
/// Separators in order of strength: line end, `|`, `;`, then `,`. Between braces only the comma
/// separates. A comma inside a DN, quotes or brackets never does, nor one inside the last part of
/// canonical names. Blanks separate addresses, GUIDs, SIDs, DNs and canonical names, never names.
///
/// `Akers, Kim` without braces may be one name or two: a cell with a one-word name before or after a
/// comma and blank comes back whole, whereas `Kim Akers, Sam Lee` and `Kim,Sam` are split. A caller who
/// knows the names can try [`identities_by`] on such an element.
pub fn identities<'a>(cell: &'a str, out: &mut Vec<&'a str>) {
    let (list, braced) = unwrap(cell);
    if is_placeholder(list) {
        return;
    }
    let strong = ['\n', '|', ';'].into_iter().find(|c| !braced && memchr(*c as u8, list.as_bytes()).is_some());
    if let Some(separator) = strong {
        identities_by(list, separator, out);
    } else if memchr(b',', list.as_bytes()).is_some() {
        comma_list(list, braced, out);
    } else {
        blank_list(list, out);
    }
}

/// Appends the elements of a list whose separator is known; quotes, brackets and escapes protect it.
pub fn identities_by<'a>(cell: &'a str, separator: char, out: &mut Vec<&'a str>) {
    let (list, _) = unwrap(cell);
    pieces(list, |c, _| c == separator, |piece| push(piece, out));
}

/// Names rarely, addresses often stand with nothing but blanks between them.
fn blank_list<'a>(list: &'a str, out: &mut Vec<&'a str>) {
    let words = || list.split(is_blank).filter(|word| !word.is_empty());
    let is_short =
        |word: &str| looks_like_address(strip_prefix(word)) || looks_like_guid(word) || word.starts_with("S-1-");
    if words().nth(1).is_some() && words().all(is_short) {
        out.extend(words());
    } else {
        separated(list, out);
    }
}

/// Appends one element, or those that nothing but blanks separate and whose starts can be told.
fn separated<'a>(text: &'a str, out: &mut Vec<&'a str>) {
    let start = trim(text);
    if is_dn(start) {
        push_dns(text, out);
    } else if is_legacy_dn(start) {
        at_starts(text, is_legacy_dn, out);
    } else if is_canonical(start) {
        at_starts(text, is_canonical, out);
    } else {
        push(text, out);
    }
}

/// Cuts at the blanks behind which an element recognisably starts.
fn at_starts<'a>(list: &'a str, starts: impl Fn(&str) -> bool, out: &mut Vec<&'a str>) {
    let mut start = 0;
    for (at, blank) in list.match_indices(is_blank) {
        if starts(&list[at + blank.len()..]) && at > start {
            push(&list[start..at], out);
            start = at;
        }
    }
    push(&list[start..], out);
}

fn comma_list<'a>(list: &'a str, braced: bool, out: &mut Vec<&'a str>) {
    // Where the shell writes comma and blank, a comma alone belongs to a name.
    let needs_blank = braced && list.contains(", ") && !list.contains("\",\"");
    let mut elements: Vec<&'a str> = Vec::new();
    let is_separator = |c: char, rest: &str| c == ',' && (!needs_blank || rest.starts_with(is_blank));
    let mut offset = 0;
    let mut merged = 0..0;
    pieces(list, is_separator, |piece| {
        let range = offset..offset + piece.len();
        offset = range.end + 1;
        if range.start > 0 && continues(&list[merged.clone()], piece) {
            merged.end = range.end;
            return;
        }
        if range.start > 0 {
            elements.push(&list[merged.clone()]);
        }
        merged = range;
    });
    elements.push(&list[merged]);
    if braced || !is_one_name(list, &elements) {
        for element in elements {
            separated(element, out);
        }
    } else {
        push(list, out);
    }
}

/// Whether a piece behind a comma belongs to the element before it.
fn continues(before: &str, piece: &str) -> bool {
    let (before, piece) = (trim(before), trim(piece));
    if is_dn(before) {
        let starts_next = is_dn(piece) && ends_dn(before);
        return attribute(piece).is_some() && !starts_next;
    }
    (is_canonical(before) || is_legacy_dn(before)) && !is_atom(piece)
}

/// Appends DNs of which several may be joined by blanks (`...,DC=COM CN=Sam Lee,...`).
fn push_dns<'a>(text: &'a str, out: &mut Vec<&'a str>) {
    let mut start = 0;
    for (at, _) in text.match_indices(" CN=") {
        if ends_dn(&text[start..at]) {
            push(&text[start..at], out);
            start = at + 1;
        }
    }
    push(&text[start..], out);
}

/// Whether a list without braces is rather one name with a comma in it.
fn is_one_name(list: &str, elements: &[&str]) -> bool {
    let is_word = |text: &&str| !trim(text).contains(is_blank) && !is_atom(trim(text));
    list.contains(", ")
        && elements.len() > 1
        && elements.iter().any(is_word)
        // Aliases are lower case, names are not.
        && list.contains(char::is_uppercase)
        && elements.iter().filter(|text| is_atom(trim(text))).count() == 0
}

/// Whether a piece can only be a whole identity.
fn is_atom(piece: &str) -> bool {
    looks_like_address(strip_prefix(piece))
        || looks_like_guid(piece)
        || is_dn(piece)
        || is_canonical(piece)
        || piece.starts_with("S-1-")
        || piece.starts_with(['/', '"'])
        || piece.ends_with([']', '>'])
        || (memchr(b'\\', piece.as_bytes()).is_some() && !piece.contains("\\,"))
}

fn is_legacy_dn(text: &str) -> bool {
    text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("/o="))
}

fn is_dn(text: &str) -> bool {
    text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("CN="))
}

/// Whether a DN is complete: its last component is a `DC`, and no further DN has begun behind it.
fn ends_dn(dn: &str) -> bool {
    let last = dn.rsplit(',').next().map_or("", trim);
    attribute(last).is_some_and(|name| name.eq_ignore_ascii_case("DC")) && !last.contains(" CN=")
}

/// The attribute name of a DN component, `OU` of `OU=Users`.
fn attribute(component: &str) -> Option<&str> {
    let (name, _) = component.split_once('=')?;
    ((1..=8).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphabetic())).then_some(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(cell: &str) -> Vec<&str> {
        let mut out = Vec::new();
        identities(cell, &mut out);
        out
    }

    const DN: &str =
        "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43bd-Akers, Kim";

    #[test]
    fn names_and_addresses() {
        for (cell, expected) in [
            ("{Kim Akers, Sam Lee}", &["Kim Akers", "Sam Lee"][..]),
            ("{Sales,Marketing, Kim}", &["Sales,Marketing", "Kim"]),
            ("a@x.com;b@x.com", &["a@x.com", "b@x.com"]),
            ("a@x.com, b@x.com", &["a@x.com", "b@x.com"]),
            ("a@x.com b@x.com", &["a@x.com", "b@x.com"]),
            ("Akers, Kim; Lee, Sam", &["Akers, Kim", "Lee, Sam"]),
            ("Akers, Kim", &["Akers, Kim"]),
            ("Akers, Kim (Contoso)", &["Akers, Kim (Contoso)"]),
            ("Kim Akers, Sam Lee", &["Kim Akers", "Sam Lee"]),
            ("Kim Akers,Sam Lee", &["Kim Akers", "Sam Lee"]),
            ("kimakers, samlee", &["kimakers", "samlee"]),
            ("Kim Akers Sam Lee", &["Kim Akers Sam Lee"]),
            ("Kim\r\nSam", &["Kim", "Sam"]),
            ("Kim | Sam", &["Kim", "Sam"]),
            ("\"Akers, Kim\", \"Lee, Sam\"", &["Akers, Kim", "Lee, Sam"]),
            (
                "{\"Home, Kim\" [SMTP:kim@x.com], \"Sam\" [EX:/o=A/cn=b, c]}",
                &["\"Home, Kim\" [SMTP:kim@x.com]", "\"Sam\" [EX:/o=A/cn=b, c]"],
            ),
        ] {
            assert_eq!(split(cell), expected, "{cell}");
        }
    }

    #[test]
    fn distinguished_and_canonical_names() {
        let kim = r"CN=Akers\, Kim,OU=contoso.onmicrosoft.com,DC=PROD,DC=OUTLOOK,DC=COM";
        let sam = "CN=Sam Lee,CN=Users,DC=contoso,DC=local";
        for separator in [",", ", ", ";", " ", "\n", "|"] {
            assert_eq!(split(&[kim, sam, kim].join(separator)), [kim, sam, kim], "{separator:?}");
        }
        let (kim, sam) = ("contoso.com/Users/Akers, Kim", "contoso.com/Users/Sam Lee");
        for separator in [",", ", ", ";", "\n"] {
            assert_eq!(split(&[kim, sam].join(separator)), [kim, sam], "{separator:?}");
        }
        for separator in [" ", ";", ", "] {
            assert_eq!(split(&[DN, DN].join(separator)), [DN, DN], "{separator:?}");
        }
        let hosted =
            "EURPR04A010.prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/Kim Akers";
        assert_eq!(split(&[hosted, hosted].join(" ")), [hosted, hosted]);
    }

    #[test]
    fn nothing_in_a_list() {
        for cell in ["", " ", "{}", "-", "N/A", ";;", "{ }"] {
            assert!(split(cell).is_empty(), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_split(cell in "[a-zA-Z@.:,;|+{}\"\\[\\]\\\\=/ \n…é-]{0,40}|.*") {
            prop_assert!(split(&cell).iter().all(|element| !element.is_empty()));
            identities_by(&cell, ',', &mut Vec::new());
        }
    }
}
