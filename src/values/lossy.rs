//! What an export lost: type names in place of values, cut lists, concealed names, letters turned
//! into `?`, and what a spreadsheet did to identifiers.

use std::sync::LazyLock;

use memchr::{memchr, memchr2, memmem};

pub use super::damage::{spreadsheet_damage_guid, spreadsheet_damage_identifier};
use super::text::trim;

/// Longest text that a spreadsheet cell holds, in UTF-16 units; longer text is cut there.
const SPREADSHEET_CELL: usize = 32_767;

/// Why the value of a cell is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Loss {
    /// A .NET type name stands where the values should be (INP001).
    TypeName,
    /// A list or an identifier was cut by the shell or a spreadsheet (INP002).
    Cut,
}

/// What the cell lost, if anything.
///
/// Pass `false` as `list_or_identifier` for free text and display names: those may end in dots, and
/// are a type name only as a whole.
pub fn loss(cell: &str, list_or_identifier: bool) -> Option<Loss> {
    let cell = trim(cell);
    if holds_type_name(cell, list_or_identifier) {
        Some(Loss::TypeName)
    } else if list_or_identifier && is_cut(cell) {
        Some(Loss::Cut)
    } else {
        None
    }
}

fn holds_type_name(cell: &str, list_or_identifier: bool) -> bool {
    let inner = cell.strip_prefix('{').map_or(cell, |rest| rest.strip_suffix('}').unwrap_or(rest));
    let inner = trim(inner);
    let bytes = inner.as_bytes();
    let Some(first) = bytes.first() else {
        return false;
    };
    let has_bracket = memchr(b'[', bytes).is_some();
    if !has_bracket && !matches!(first, b'S' | b'M' | b'D' | b'C') {
        return false;
    }
    if has_bracket && memmem::find(bytes, b"`1[").is_some_and(|at| is_dotted_name(&inner[..at])) {
        return true;
    }
    if !list_or_identifier {
        return is_type_name(inner, false);
    }
    let separators = [' ', ',', ';', '|', '\n', '\r'];
    inner.split(separators).next().is_some_and(|word| is_type_name(word, true))
        || (has_bracket && inner.split(separators).any(|word| is_type_name(word, true)))
}

/// Whether one word has the shape of a .NET type name.
fn is_type_name(word: &str, bare_array: bool) -> bool {
    if word.starts_with("CimInstance#") || word.starts_with("DnsServerResourceRecord") {
        return !word.contains(' ');
    }
    let name = word.strip_suffix("[]").unwrap_or(word);
    let is_array = name.len() < word.len();
    let name = name.split('#').next().unwrap_or(name);
    if !is_dotted_name(name) {
        return is_array && bare_array && is_type_word(name);
    }
    if is_array {
        return true;
    }
    let mut segments = name.split('.');
    let first = segments.next().unwrap_or_default();
    let second = segments.next().unwrap_or_default();
    let more = segments.next().is_some();
    match first {
        // `System.Admin` may be somebody's alias: without a third segment only known types count.
        "System" => more || is_known_type(second),
        // `Microsoft.Teams` is a product.
        "Microsoft" => more,
        "Deserialized" => true,
        "Selected" => matches!(second, "System" | "Microsoft"),
        _ => false,
    }
}

/// Whether a text is two or more type words with dots between, as `System.String`.
fn is_dotted_name(name: &str) -> bool {
    name.contains('.') && name.split('.').all(is_type_word)
}

/// Whether a text can be a segment of a type name: it begins with a capital letter (or is a keyword).
fn is_type_word(word: &str) -> bool {
    (word.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(word, "string" | "object" | "byte" | "int"))
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'+' | b'`'))
}

fn is_known_type(word: &str) -> bool {
    matches!(
        word,
        "Array"
            | "Boolean"
            | "Byte"
            | "Char"
            | "DBNull"
            | "DateTime"
            | "DateTimeOffset"
            | "Decimal"
            | "Double"
            | "Enum"
            | "Guid"
            | "Int16"
            | "Int32"
            | "Int64"
            | "Nullable"
            | "Object"
            | "Single"
            | "String"
            | "TimeSpan"
            | "UInt16"
            | "UInt32"
            | "UInt64"
            | "Uri"
            | "Version"
    )
}

/// Finds three dots; made once, for every cell is asked.
static DOTS: LazyLock<memmem::Finder> = LazyLock::new(|| memmem::Finder::new("..."));

/// Whether a list or identifier was cut: dots at its end, or at the end of one of its elements.
fn is_cut(cell: &str) -> bool {
    let end = cell.trim_end_matches(['}', ']', '"', '\'', ' ']);
    if end.ends_with("...") || end.ends_with('…') {
        return true;
    }
    if cell.len() >= SPREADSHEET_CELL && cell.encode_utf16().count() == SPREADSHEET_CELL {
        return true;
    }
    let ends_element = |rest: &str| rest.starts_with([',', ';', '|', '\n', '\r']);
    DOTS.find_iter(cell.as_bytes()).any(|at| ends_element(&cell[at + 3..]))
        || (!cell.is_ascii() && cell.match_indices('…').any(|(at, dots)| ends_element(&cell[at + dots.len()..])))
}

/// Whether a name is concealed, as usage reports do by default: 32 hexadecimal digits of one case
/// without hyphens (INP011).
pub fn concealed(name: &str) -> bool {
    let name = trim(name).as_bytes();
    name.len() == 32
        && (name.iter().all(|b| matches!(b, b'0'..=b'9' | b'A'..=b'F'))
            || name.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

/// Whether a name lost letters to an encoding: U+FFFD, or `?` beside letters (INP004).
///
/// A question is none: `Who?`, `Questions? Ask us`. Neither is `?` standing alone (`North ? South`
/// lost a dash and no letter), nor the query of a web address.
pub fn lost_characters(name: &str) -> bool {
    let bytes = name.as_bytes();
    // U+FFFD begins with the byte EF in UTF-8.
    let Some(first) = memchr2(b'?', 0xEF, bytes) else {
        return false;
    };
    if name[first.min(name.len())..].contains('\u{fffd}') {
        return true;
    }
    if memchr(b'?', bytes).is_none() || name.contains("://") {
        return false;
    }
    let name = trim(name);
    if name.starts_with("??") && name.bytes().all(|b| matches!(b, b'?' | b' ' | b'-' | b'.' | b',')) {
        return true;
    }
    name.match_indices('?').any(|(at, _)| {
        let before = name[..at].trim_end_matches('?');
        let after = name[at + 1..].trim_start_matches('?');
        let joined = after.starts_with(char::is_alphabetic);
        let ends_word = before.ends_with(char::is_alphabetic) && !asks(before);
        joined || ends_word
    })
}

/// Whether the text before a `?` is a question rather than a name.
fn asks(before: &str) -> bool {
    const OPENERS: [&str; 25] = [
        "who", "what", "where", "when", "why", "how", "which", "whose", "is", "are", "can", "could", "do", "does",
        "did", "will", "would", "should", "have", "has", "any", "need", "got", "wer", "qui",
    ];
    const ENDINGS: [&str; 6] = ["questions", "question", "help", "ready", "fragen", "huh"];
    let mut words = before.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let Some(first) = words.next() else {
        return false;
    };
    let last = words.next_back().unwrap_or(first);
    OPENERS.iter().any(|word| word.eq_ignore_ascii_case(first))
        || ENDINGS.iter().any(|word| word.eq_ignore_ascii_case(last))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn type_names_are_known_by_shape() {
        for cell in [
            "System.Collections.ArrayList",
            "System.String[]",
            "System.Object",
            "System.Collections.Generic.List`1[System.Object]",
            "Microsoft.Exchange.Data.ProxyAddressCollection",
            "Microsoft.Exchange.Data.MultiValuedProperty`1[[Microsoft.Exchange.Data.ProxyAddress, X, Version=1]]",
            "Deserialized.Microsoft.Exchange.Data.ProxyAddressCollection",
            "Microsoft.Graph.PowerShell.Models.MicrosoftGraphAssignedLicense[]",
            "{System.Object[]}",
            "kim@contoso.com;System.Object[]",
            "Microsoft.Graph.A.B Microsoft.Graph.A.B",
            "CimInstance#root/standardcimv2/MSFT_X",
        ] {
            assert_eq!(loss(cell, true), Some(Loss::TypeName), "{cell}");
        }
        assert_eq!(loss("System.Collections.ArrayList", false), Some(Loss::TypeName));
        for cell in [
            "microsoft.com",
            "Microsoft.Teams",
            "Microsoft.Teams@contoso.com",
            "System.Admin",
            "System.Admin.Team@contoso.com",
            "Microsoft Exchange",
            "@{SkuPartNumber=SPE_E3}",
            "Kim Akers [Contoso]",
            "[]",
            "",
        ] {
            assert_eq!(loss(cell, true), None, "{cell}");
        }
        assert_eq!(loss("System.String[] is what the export says", false), None);
    }

    #[test]
    fn cut_lists_and_identifiers() {
        for cell in [
            "{smtp:a@contoso.com, SMTP:kim@contoso.com...}",
            "SMTP:kim.akers@con...",
            "{Kim Akers, Sam…}",
            "kim.ak..., sam@contoso.com",
        ] {
            assert_eq!(loss(cell, true), Some(Loss::Cut), "{cell}");
        }
        assert_eq!(loss("And so on...", false), None);
        assert_eq!(loss("kim...akers@contoso.com", true), None);
        assert_eq!(loss(&"a".repeat(32_767), true), Some(Loss::Cut));
        assert_eq!(loss(&"a".repeat(32_768), true), None);
    }

    #[test]
    fn concealed_names_have_32_digits_of_one_case() {
        assert!(concealed("0F1E2D3C4B5A69788796A5B4C3D2E1F0"));
        assert!(concealed("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));
        assert!(!concealed("0F1e2d3c4b5a69788796a5b4c3d2e1f0"));
        assert!(!concealed("2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77"));
    }

    #[test]
    fn lost_letters_are_not_questions() {
        for name in
            ["M?ller", "?ukasz", "Jos? Garcia", "Kalend??", "???", "???? ??", "Kim\u{fffd}", "m?ller@contoso.com"]
        {
            assert!(lost_characters(name), "{name}");
        }
        for name in [
            "Who?",
            "Any questions?",
            "Questions? Ask us",
            "Sales ? EMEA",
            "Room 3?",
            "?",
            "https://x.y/?a=b",
            "ｆｕｌｌ",
        ] {
            assert!(!lost_characters(name), "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in any::<String>()) {
            let _ = (loss(&text, true), loss(&text, false), concealed(&text), lost_characters(&text));
        }
    }
}
