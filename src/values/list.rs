//! Lists in one cell: proxy addresses, identities, words. A caller asks [`super::lossy::loss`] first.

use memchr::{memchr, memchr_iter};

use super::address::{looks_like_address, strip_prefix};
use super::guid::looks_like_guid;
use super::proxy::{Prefix, Proxy};
use super::separators::{element, pieces, unwrap};
use super::text::{is_blank, is_placeholder, trim};

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
fn prefix_before(
    cell: &str,
    from: usize,
    colon: usize,
    current: Option<Prefix>,
) -> Option<(usize, Prefix)> {
    let before = &cell[from..colon];
    let length = before
        .bytes()
        .rev()
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let start = colon - length;
    let word = &cell[start..colon];
    if length > LONGEST_PREFIX || !word.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_start = cell[from..start]
        .chars()
        .next_back()
        .map_or(from == 0, |c| {
            is_blank(c) || matches!(c, ',' | ';' | '|' | '+' | '"' | '{' | '[')
        });
    let prefix = Prefix::of(word);
    // Inside a value that may hold anything only a known prefix begins the next one.
    let is_free = matches!(
        current,
        Some(Prefix::X500 | Prefix::X400 | Prefix::Eum | Prefix::Other)
    );
    (is_start && !(is_free && prefix == Prefix::Other)).then_some((start, prefix))
}

/// Appends what stands between two prefixes.
fn segment<'a>(text: &'a str, prefix: Option<Prefix>, out: &mut Vec<Proxy<'a>>) {
    let is_loose = |c: char| is_blank(c) || matches!(c, ',' | ';' | '|' | '+');
    // Quotes that stand around each element end behind the value and begin before the next prefix.
    let text = text
        .trim_start_matches(is_loose)
        .trim_end_matches(|c| is_loose(c) || c == '"');
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
    for piece in text
        .split([',', ';', '|', '\n', '\r'])
        .map(element)
        .filter(|piece| !piece.is_empty())
    {
        if piece
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("/o="))
        {
            out.extend(Proxy::new(Prefix::X500, piece, true));
        } else {
            addresses(piece, |address| {
                out.extend(Proxy::new(Prefix::Smtp, address, true))
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

/// Appends the elements of a list of identities: names, addresses, DNs, canonical names, GUIDs.
///
/// Separators in order of strength: line end, `|`, `;`, then `,`. Between braces only the comma
/// separates. A comma inside a DN, quotes or brackets never does, nor one inside the last part of
/// canonical names. Blanks separate only when every piece is an address or a GUID.
///
/// `Akers, Kim` without braces may be one name or two: a cell with a one-word name before or after a
/// comma and blank comes back whole, whereas `Kim Akers, Sam Lee` and `Kim,Sam` are split. A caller who
/// knows the names can try [`identities_by`] on such an element.
pub fn identities<'a>(cell: &'a str, out: &mut Vec<&'a str>) {
    let (list, braced) = unwrap(cell);
    if is_placeholder(list) {
        return;
    }
    let strong = ['\n', '|', ';']
        .into_iter()
        .find(|c| !braced && memchr(*c as u8, list.as_bytes()).is_some());
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

fn push<'a>(piece: &'a str, out: &mut Vec<&'a str>) {
    let piece = element(piece);
    if !piece.is_empty() && !is_placeholder(piece) {
        out.push(piece);
    }
}

/// Names rarely, addresses often stand with nothing but blanks between them.
fn blank_list<'a>(list: &'a str, out: &mut Vec<&'a str>) {
    let words = || list.split(is_blank).filter(|word| !word.is_empty());
    let is_atom = |word: &str| looks_like_address(strip_prefix(word)) || looks_like_guid(word);
    if words().nth(1).is_some() && words().all(is_atom) {
        out.extend(words());
    } else {
        push(list, out);
    }
}

fn comma_list<'a>(list: &'a str, braced: bool, out: &mut Vec<&'a str>) {
    // Where the shell writes comma and blank, a comma alone belongs to a name.
    let needs_blank = braced && list.contains(", ") && !list.contains("\",\"");
    let mut elements: Vec<&'a str> = Vec::new();
    let is_separator =
        |c: char, rest: &str| c == ',' && (!needs_blank || rest.starts_with(is_blank));
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
            // Blanks may still separate DNs and addresses.
            if is_dn(trim(element)) {
                push_dns(element, out)
            } else {
                push(element, out)
            }
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
    (is_canonical(before)
        || before
            .get(..3)
            .is_some_and(|start| start.eq_ignore_ascii_case("/o=")))
        && !is_atom(piece)
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

fn is_dn(text: &str) -> bool {
    text.get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("CN="))
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

/// Whether a text begins like a canonical name: a host, then `/`.
pub(super) fn is_canonical(text: &str) -> bool {
    text.split_once('/').is_some_and(|(host, _)| {
        host.contains('.')
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
    })
}

/// Appends the words of a list of holds, capabilities or licences.
///
/// Separators in order of strength: line end, `|`, `;`, `+` without blanks around it, `,`. Product names
/// keep their ` + ` and `, Enterprise Edition`, part numbers their `,_` and `1,000`. Blanks separate
/// only when every piece is a code (`contoso:SPE_E3 contoso:FLOW_FREE`). `@{SkuPartNumber=SPE_E3}`
/// gives its first value.
pub fn words<'a>(cell: &'a str, out: &mut Vec<&'a str>) {
    let (list, _) = unwrap(cell);
    if is_placeholder(list) {
        return;
    }
    let strong = ['\n', '|', ';']
        .into_iter()
        .find(|c| memchr(*c as u8, list.as_bytes()).is_some() && !list.starts_with("@{"));
    if let Some(separator) = strong {
        pieces(list, |c, _| c == separator, |piece| codes(piece, out));
        return;
    }
    let plus = joining_plus(list);
    if plus.is_empty() {
        pieces(
            list,
            |c, rest| c == ',' && is_list_comma(rest),
            |piece| codes(piece, out),
        );
    } else {
        let mut start = 0;
        for at in plus {
            push(&list[start..at], out);
            start = at + 1;
        }
        push(&list[start..], out);
    }
}

/// Where `+` stands without a blank on either side.
fn joining_plus(list: &str) -> Vec<usize> {
    let bytes = list.as_bytes();
    memchr_iter(b'+', bytes)
        .filter(|at| {
            *at > 0 && bytes[at - 1] != b' ' && bytes.get(at + 1).is_some_and(|next| *next != b' ')
        })
        .collect()
}

/// Whether a comma separates: not in `vCPU,_64_GB`, `1,000_units` and `, Enterprise Edition`.
fn is_list_comma(rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let in_name = rest.starts_with('_') || rest.trim_start().starts_with("Enterprise Edition");
    let in_number =
        digits == 3 && !rest[3..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    !in_name && !in_number
}

/// Appends one piece, or the codes that blanks separate in it.
fn codes<'a>(piece: &'a str, out: &mut Vec<&'a str>) {
    let piece = element(piece);
    if let Some(object) = piece
        .strip_prefix("@{")
        .and_then(|rest| rest.strip_suffix('}'))
    {
        let value = object
            .split(';')
            .next()
            .and_then(|pair| pair.split_once('='))
            .map_or(object, |(_, value)| value);
        return push(value, out);
    }
    let parts = || piece.split(is_blank).filter(|part| !part.is_empty());
    if parts().nth(1).is_some() && parts().all(is_code) {
        out.extend(parts());
    } else {
        push(piece, out);
    }
}

/// Whether a word is a code and no part of a name: `contoso:SPE_E3`, `mbx9696...:1`, a GUID.
fn is_code(word: &str) -> bool {
    let is_hold = ["UniH", "mbx", "-mbx", "cld", "-cld", "skp", "grp"]
        .iter()
        .any(|start| word.starts_with(start));
    word.contains(['_', ':']) || looks_like_guid(word) || (is_hold && word.len() > 12)
}

#[cfg(test)]
mod tests;
