//! Texts of DNS records: how long a record lives, of which type it is, what a TXT record says, host names.

use super::domain;
use super::text::trim;

/// The longest that a record may live, in seconds (RFC 2181, section 8).
const LONGEST: u64 = i32::MAX as u64;

/// Types of records in use.
const TYPES: [&str; 20] = [
    "A", "AAAA", "CAA", "CNAME", "DNAME", "DNSKEY", "DS", "HINFO", "HTTPS", "MX", "NAPTR", "NS", "NSEC", "PTR",
    "RRSIG", "SOA", "SPF", "SRV", "TLSA", "TXT",
];

/// Beginnings of the words for units of time, with their seconds; the longest that fits decides.
const UNITS: [(&str, u64); 15] = [
    ("s", 1),
    ("seg", 1),
    ("m", 60),
    ("min", 60),
    ("h", 3600),
    ("hour", 3600),
    ("hr", 3600),
    ("std", 3600),
    ("stunde", 3600),
    ("heure", 3600),
    ("d", 86_400),
    ("t", 86_400),
    ("j", 86_400),
    ("w", 604_800),
    ("mo", 0),
];

/// How many seconds a record lives: `3600`, `300s`, `1h30m`, `1 Hour`, `½ Hour`, `01:00:00`, `1.00:00:00`.
///
/// `None` where it is not known: blank, `Auto`, and `1`, which is how Cloudflare writes *automatic*.
pub fn ttl(text: &str) -> Option<u32> {
    let text = trim(text).trim_matches('"').to_lowercase();
    let seconds = if text == "1" {
        None
    } else if text.contains(':') {
        clock(&text)
    } else if let Some(number) = super::number::count(&text) {
        Some(number)
    } else {
        units(&text)
    };
    seconds.filter(|seconds| *seconds <= LONGEST).and_then(|seconds| u32::try_from(seconds).ok())
}

/// `hh:mm:ss`, with days and a dot in front as .NET writes them.
fn clock(text: &str) -> Option<u64> {
    let text = text.strip_suffix(".0000000").unwrap_or(text);
    let (days, time) = text.split_once('.').map_or(Some((0, text)), |(days, time)| Some((days.parse().ok()?, time)))?;
    let parts: Vec<u64> =
        time.split(':').map(|part| part.parse().ok().filter(|part| *part < 1000)).collect::<Option<_>>()?;
    let [hours, minutes, seconds] = parts[..] else {
        return None;
    };
    let days: u64 = days;
    days.checked_mul(86_400)?.checked_add(hours * 3600 + minutes * 60 + seconds)
}

/// Numbers with their units, one after the other.
fn units(text: &str) -> Option<u64> {
    let mut total: u64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (halves, after) = if let Some(after) = rest.strip_prefix('½').or_else(|| rest.strip_prefix("1/2")) {
            (1, after)
        } else {
            let end = rest.find(|c: char| !c.is_ascii_digit())?;
            (rest[..end].parse::<u64>().ok()?.checked_mul(2)?, &rest[end..])
        };
        let after = after.trim_start();
        let word = &after[..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())];
        let fitting = UNITS.iter().filter(|(unit, _)| word.starts_with(unit));
        let (_, seconds) = fitting.max_by_key(|(unit, _)| unit.len()).filter(|(_, seconds)| *seconds > 0)?;
        total = total.checked_add(halves.checked_mul(*seconds)? / 2)?;
        rest = after[word.len()..].trim_start_matches([' ', ',', '.', '(', 's', ')']);
    }
    (!text.is_empty()).then_some(total)
}

/// The type of a record in capitals: `mx`, `Mail Exchanger (MX)`, `Microsoft.Network/dnszones/MX`; `None` for
/// what names none.
pub fn record_type(text: &str) -> Option<&'static str> {
    let upper = trim(text).to_uppercase();
    let words: Vec<&str> = upper.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let known = |word: &str| TYPES.iter().find(|known| **known == word).copied();
    match words[..] {
        [only] => known(only),
        // In a sentence `A` may be an article; behind other words or in brackets it is the type.
        [.., last] => known(last),
        [] => None,
    }
}

/// What a TXT record says: quoted strings joined without anything between them, `\"` and `\;` as `"` and `;`. A
/// text without quotes stays as it is.
pub fn strings(text: &str) -> String {
    let text = trim(text);
    if !text.starts_with('"') {
        let list = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        return unescaped(list.unwrap_or(text));
    }
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => inside = !inside,
            '\\' if inside => out.extend(characters.next()),
            _ if inside => out.push(character),
            _ => {}
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    text.replace("\\;", ";").replace("\\\"", "\"")
}

/// A host name in lower case and ASCII without the dot at its end; `None` for what is none.
pub fn host(text: &str) -> Option<String> {
    let text = trim(text).trim_matches('"');
    domain::domain(text).filter(|host| host.contains('.'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn times_to_live_in_all_spellings() {
        for (text, seconds) in [
            ("3600", 3600),
            ("3,600", 3600),
            ("0", 0),
            ("300s", 300),
            ("1s", 1),
            ("1h", 3600),
            ("1H30M", 5400),
            ("1w2d", 777_600),
            ("1 Hour", 3600),
            ("1 hr", 3600),
            ("½ Hour", 1800),
            ("1/2 Hour", 1800),
            ("30 min", 1800),
            ("5 Minutes", 300),
            ("2 Hour(s)", 7200),
            ("1 Stunde", 3600),
            ("1 heure", 3600),
            ("2 Tage", 172_800),
            ("3600 seconds", 3600),
            ("01:00:00", 3600),
            ("00:05:00", 300),
            ("1.00:00:00", 86_400),
            ("\"300\"", 300),
        ] {
            assert_eq!(ttl(text), Some(seconds), "{text}");
        }
    }

    #[test]
    fn what_says_no_time_is_unknown_and_one_is_no_second() {
        for text in ["", "1", "Auto", "Automatic", "Default", "n/a", "1 month", "12:00", "4294967296", "-5", "1h x"] {
            assert_eq!(ttl(text), None, "{text}");
        }
    }

    #[test]
    fn types_in_words() {
        for (text, known) in [
            ("mx", Some("MX")),
            (" Txt ", Some("TXT")),
            ("Mail Exchanger (MX)", Some("MX")),
            ("E-Mail-Austausch (MX)", Some("MX")),
            ("Host (A)", Some("A")),
            ("Microsoft.Network/dnszones/CNAME", Some("CNAME")),
            ("Authoritative", None),
            ("", None),
        ] {
            assert_eq!(record_type(text), known, "{text}");
        }
    }

    #[test]
    fn strings_are_joined_and_quotes_taken_off() {
        assert_eq!(strings(r#""v=spf1 include:a.com " "-all""#), "v=spf1 include:a.com -all");
        assert_eq!(strings(r#""v=DMARC1; p=none""#), "v=DMARC1; p=none");
        assert_eq!(strings(r#""say \"hi\"\; now""#), r#"say "hi"; now"#);
        assert_eq!(strings("v=spf1 -all"), "v=spf1 -all");
        assert_eq!(strings("{v=spf1 -all}"), "v=spf1 -all");
        assert_eq!(strings(r"v=DMARC1\; p=none"), "v=DMARC1; p=none");
    }

    #[test]
    fn hosts_have_no_dot_at_the_end() {
        assert_eq!(
            host("Contoso-COM.mail.protection.outlook.com.").as_deref(),
            Some("contoso-com.mail.protection.outlook.com")
        );
        assert_eq!(host("Office 365"), None);
        assert_eq!(host("mail"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in ".*") {
            let _ = (ttl(&text), record_type(&text), strings(&text), host(&text));
        }

        #[test]
        fn seconds_read_themselves(seconds in 2_u32..=i32::MAX.unsigned_abs()) {
            prop_assert_eq!(ttl(&seconds.to_string()), Some(seconds));
            prop_assert_eq!(ttl(&format!("{seconds}s")), Some(seconds));
        }
    }
}
