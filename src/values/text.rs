//! Plain text: trimming, comparison keys for headers and names, placeholders, excerpts for messages.

use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// Longest excerpt of a value in a message, in characters.
const EXCERPT: usize = 60;

/// Whether a character is blank in an export: white space, no-break spaces and zero-width remains.
pub fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{a0}' | '\u{2007}' | '\u{200b}' | '\u{202f}' | '\u{feff}'
    )
}

/// The text without blanks (see [`is_blank`]) at both ends.
pub fn trim(text: &str) -> &str {
    match (text.as_bytes().first(), text.as_bytes().last()) {
        (Some(b'!'..=b'~'), Some(b'!'..=b'~')) => text,
        _ => text.trim_matches(is_blank),
    }
}

/// The key under which a header is compared: lower case, letters and digits only.
///
/// Remains of a byte-order mark (also misread as `ï»¿`), quotes, blanks, hyphens, underscores and
/// other punctuation fall away. A unit in brackets stays, because it changes what the column means:
/// `Storage Used (Byte)` becomes `storageused(byte)`.
pub fn fold_header(header: &str) -> String {
    let mut rest = header;
    while let Some(shorter) = rest.strip_prefix("ï»¿").or_else(|| rest.strip_prefix(|c| is_blank(c) || c == '"')) {
        rest = shorter;
    }
    let (name, unit) = split_unit(rest.trim_end_matches(|c| is_blank(c) || c == '"'));
    let mut key = String::with_capacity(rest.len());
    if name.is_ascii() {
        key.extend(name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
    } else {
        // Composed again, for what was dropped may have kept two characters apart.
        key.extend(name.nfc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).nfc());
    }
    if let Some(unit) = unit {
        key.push('(');
        key.extend(unit.chars().map(|c| c.to_ascii_lowercase()));
        key.push(')');
    }
    key
}

/// Splits `Size (in MB)` into `Size ` and `MB`.
fn split_unit(header: &str) -> (&str, Option<&str>) {
    const UNITS: [&str; 13] =
        ["b", "byte", "bytes", "kb", "kib", "mb", "mib", "gb", "gib", "tb", "tib", "octet", "octets"];
    let Some(open) = header.rfind(['(', '[']) else {
        return (header, None);
    };
    let Some(inner) = header[open + 1..].strip_suffix([')', ']']) else {
        return (header, None);
    };
    let inner = trim(inner);
    let unit = inner.get(..3).filter(|word| word.eq_ignore_ascii_case("in ")).map_or(inner, |_| &inner[3..]);
    if UNITS.iter().any(|known| known.eq_ignore_ascii_case(unit)) {
        (&header[..open], Some(unit))
    } else {
        (header, None)
    }
}

/// Whether a cell of an identity, list or text column says in a word that there is nothing
/// (`-`, `N/A`, `None`, `No Members`, `{}`), or only that the export failed (see [`is_failure`]).
///
/// Not for typed columns: `None` is a real archive state and a real folder right.
pub fn is_placeholder(cell: &str) -> bool {
    const WORDS: [&str; 26] = [
        "-",
        "--",
        "---",
        "–",
        "—",
        "n/a",
        "#n/a",
        "n.a.",
        "none",
        "(none)",
        "<none>",
        "null",
        "(null)",
        "<null>",
        "$null",
        "never",
        "no members",
        "no member",
        "no roles",
        "no owners",
        "no owner",
        "not set",
        "not available",
        "not applicable",
        "{}",
        "[]",
    ];
    let cell = trim(cell);
    // The longest of these words has 15 bytes; a longer cell is decided without a look at it.
    (cell.len() <= 15 && WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell))) || is_failure(cell)
}

/// Whether a cell says that the exporting script failed: the value is unknown, not empty.
pub fn is_failure(cell: &str) -> bool {
    matches!(trim(cell), "Error" | "ERROR" | "Error fetching links")
}

/// The value for a message: at most 60 characters, control and invisible characters as escapes,
/// `…` where something was left out.
pub fn excerpt(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(4 * EXCERPT));
    let mut room = EXCERPT;
    let mut escape = String::new();
    for (at, c) in text.char_indices() {
        escape.clear();
        push_visible(&mut escape, c);
        let width = escape.chars().count();
        let is_last = at + c.len_utf8() == text.len();
        if width > room || (width == room && !is_last) {
            shown.push('…');
            break;
        }
        room -= width;
        shown.push_str(&escape);
    }
    shown
}

/// Appends a character, or its escape where it would not be seen or would move the cursor.
fn push_visible(out: &mut String, c: char) {
    match c {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
        c if c.is_control() => {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
        }
        c => out.push(c),
    }
}

/// The words of a display name for PAI010: case, accents and punctuation folded, sorted, each once.
///
/// An apostrophe joins (`O'Brien` is `obrien`), any other punctuation separates.
pub fn fold_words(name: &str) -> Vec<String> {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            '\'' | '’' | '‘' | '`' | '´' | 'ʼ' => {}
            // Lower case of `İ` is `i` and a mark that was not there before.
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    let mut words: Vec<String> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The key under which names are compared without regard to case: lower case, composed characters,
/// blanks trimmed and inner ones collapsed to one space.
pub fn fold_name(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    fold_name_into(name, &mut key);
    key
}

/// [`fold_name`] into a reused buffer, which is cleared first.
pub fn fold_name_into(name: &str, key: &mut String) {
    key.clear();
    if name.is_ascii() {
        collapse(name.chars().map(|c| c.to_ascii_lowercase()), key);
        return;
    }
    if is_nfc_quick(name.chars()) == IsNormalized::Yes {
        collapse(name.chars().flat_map(char::to_lowercase), key);
    } else {
        collapse(name.nfc().flat_map(char::to_lowercase), key);
    }
    // Lower case may itself decompose, and a blank that was dropped may have kept characters apart.
    if is_nfc_quick(key.chars()) != IsNormalized::Yes {
        *key = key.nfc().collect();
    }
}

/// Appends characters with every run of blanks as one space, none at the ends.
fn collapse(chars: impl Iterator<Item = char>, key: &mut String) {
    let mut gap = false;
    for c in chars {
        if is_blank(c) {
            gap = !key.is_empty();
        } else {
            if gap {
                key.push(' ');
                gap = false;
            }
            key.push(c);
        }
    }
}

/// Bytes as lower-case hexadecimal digits, two a byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// A count with its noun: `1 cell`, `2 cells`, `2 mailboxes`.
pub fn counted(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ if noun.ends_with('x') => format!("{count} {noun}es"),
        _ => format!("{count} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nouns_follow_their_count() {
        assert_eq!(counted(0, "row"), "0 rows");
        assert_eq!(counted(1, "mailbox"), "1 mailbox");
        assert_eq!(counted(2, "mailbox"), "2 mailboxes");
    }

    #[test]
    fn blanks_of_all_sorts_are_trimmed() {
        assert_eq!(trim("\u{feff} \u{a0}Kim\u{a0}Akers\u{202f}\u{2007}\u{200b}\t\r\n"), "Kim\u{a0}Akers");
        assert_eq!(trim(" \u{a0} "), "");
    }

    #[test]
    fn headers_keep_only_what_distinguishes_them() {
        for (header, key) in [
            ("Storage Used (Byte)", "storageused(byte)"),
            ("Total Size[MB]", "totalsize(mb)"),
            ("Mailbox Size (in GB)", "mailboxsize(gb)"),
            ("SizeGB", "sizegb"),
            ("Assigned via(group name)", "assignedviagroupname"),
            ("Prohibit Send/Receive Quota (GB)", "prohibitsendreceivequota(gb)"),
            ("ï»¿\"Report Refresh Date\"", "reportrefreshdate"),
            ("\u{feff}Last Successful SignIn Date ", "lastsuccessfulsignindate"),
            ("Service_Plan_Id", "serviceplanid"),
            ("Bele\u{301}pés", "belépés"),
            ("---", ""),
        ] {
            assert_eq!(fold_header(header), key, "{header}");
        }
    }

    #[test]
    fn placeholders_are_whole_cells() {
        for cell in ["-", " N/A ", "none", "No Members", "{}", "Error", "Error fetching links"] {
            assert!(is_placeholder(cell), "{cell}");
        }
        for cell in ["", "None of us", "error", "NA", "Nevermind"] {
            assert!(!is_placeholder(cell), "{cell}");
        }
        assert!(is_failure("Error") && !is_failure("None"));
    }

    #[test]
    fn excerpts_are_short_and_visible() {
        assert_eq!(excerpt("a\tb\u{202e}c\u{0}"), "a\\tb\\u{202e}c\\u{0}");
        assert_eq!(excerpt(&"x".repeat(60)), "x".repeat(60));
        assert_eq!(excerpt(&"x".repeat(61)), format!("{}…", "x".repeat(59)));
    }

    #[test]
    fn words_share_what_people_share() {
        assert_eq!(fold_words("Åkers, Kim (Contoso)"), ["akers", "contoso", "kim"]);
        assert_eq!(fold_words("Łukasz O’Brien-Strauß"), ["lukasz", "obrien", "strauss"]);
        assert_eq!(fold_words("Kim kim"), ["kim"]);
    }

    #[test]
    fn names_compare_without_case_form_and_gaps() {
        assert_eq!(fold_name("  Kim\u{a0} A\u{30a}kers "), fold_name("kim ÅKERS"));
    }

    proptest! {
        #[test]
        fn normal_forms_are_idempotent(text in any::<String>()) {
            let name = fold_name(&text);
            prop_assert_eq!(fold_name(&name), name);
            let header = fold_header(&text);
            prop_assert_eq!(fold_header(&header), header);
            let words = fold_words(&text);
            prop_assert_eq!(fold_words(&words.join(" ")), words);
            prop_assert_eq!(trim(trim(&text)), trim(&text));
            prop_assert!(excerpt(&text).chars().count() <= EXCERPT);
        }
    }
}
