//! What makes an address unusable: the rule of ADR009.

use std::fmt;

/// Longest local part, in bytes (RFC 5321).
const LONGEST_LOCAL: usize = 64;
/// Longest address, in bytes (RFC 5321 with its errata).
const LONGEST: usize = 254;

/// Why an SMTP address is not usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// There is no `@`, or nothing after it.
    NoDomain,
    /// There is nothing before the `@`.
    NoLocalPart,
    /// There are two or more `@`.
    TwoAts,
    /// A character that Exchange does not take in an address; all blanks and control characters too.
    BadCharacter(char),
    /// The part before the `@` is longer than 64 bytes.
    LocalTooLong,
    /// The address is longer than 254 bytes.
    TooLong,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDomain => f.write_str("it has no domain"),
            Self::NoLocalPart => f.write_str("it has nothing before the `@`"),
            Self::TwoAts => f.write_str("it has two `@`"),
            Self::BadCharacter('`') => f.write_str("it holds a backtick"),
            Self::BadCharacter(c) if c.is_whitespace() => f.write_str("it holds a space"),
            Self::BadCharacter(c) if c.is_control() || super::text::is_blank(*c) => {
                f.write_str("it holds an invisible character")
            }
            Self::BadCharacter(c) => write!(f, "it holds `{c}`"),
            Self::LocalTooLong => f.write_str("the part before the `@` is longer than 64 characters"),
            Self::TooLong => f.write_str("it is longer than 254 characters"),
        }
    }
}

/// What is wrong with an address, without prefix and trimmed; `None` for a usable one.
///
/// Apostrophes, `+`, `&` and dots anywhere are legal: Exchange accepts them.
pub fn fault(address: &str) -> Option<Fault> {
    let mut at = None;
    let mut bad = None;
    for (index, c) in address.char_indices() {
        match c {
            'a'..='z' | '0'..='9' | '.' | '-' => {}
            '@' if at.is_some() => return Some(Fault::TwoAts),
            '@' => at = Some(index),
            c if bad.is_none() && is_bad(c) => bad = Some(Fault::BadCharacter(c)),
            _ => {}
        }
    }
    if bad.is_some() {
        return bad;
    }
    match at {
        None => Some(Fault::NoDomain),
        Some(at) if at + 1 == address.len() => Some(Fault::NoDomain),
        Some(0) => Some(Fault::NoLocalPart),
        Some(at) if at > LONGEST_LOCAL => Some(Fault::LocalTooLong),
        Some(_) if address.len() > LONGEST => Some(Fault::TooLong),
        Some(_) => None,
    }
}

fn is_bad(c: char) -> bool {
    matches!(c, ' ' | '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | ':' | '"' | '\\' | '`')
        || c.is_control()
        || (!c.is_ascii() && (c.is_whitespace() || super::text::is_blank(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_addresses() {
        for address in [
            "kim.o'brien@contoso.com",
            "kim+news@contoso.com",
            "r&d@contoso.com",
            ".kim.@contoso.com",
            "kim@contoso",
            "kim’s@contoso.com",
        ] {
            assert_eq!(fault(address), None, "{address}");
        }
        assert_eq!(fault(&format!("{}@contoso.com", "k".repeat(64))), None);
    }

    #[test]
    fn faults() {
        for (address, expected) in [
            ("kim", Fault::NoDomain),
            ("kim@", Fault::NoDomain),
            ("", Fault::NoDomain),
            ("@contoso.com", Fault::NoLocalPart),
            ("kim@@contoso.com", Fault::TwoAts),
            ("kim akers@contoso.com", Fault::BadCharacter(' ')),
            ("kim\u{a0}akers@contoso.com", Fault::BadCharacter('\u{a0}')),
            ("<kim@contoso.com>", Fault::BadCharacter('<')),
            ("kim`@contoso.com", Fault::BadCharacter('`')),
            ("smtp:kim@contoso.com", Fault::BadCharacter(':')),
        ] {
            assert_eq!(fault(address), Some(expected), "{address}");
        }
        assert_eq!(fault(&format!("{}@contoso.com", "k".repeat(65))), Some(Fault::LocalTooLong));
        assert_eq!(fault(&format!("kim@{}.com", "c".repeat(250))), Some(Fault::TooLong));
        assert_eq!(Fault::BadCharacter(',').to_string(), "it holds `,`");
    }
}
