//! One proxy address: its prefix and its value.

use std::borrow::Cow;

use super::address::normal;
use super::text::trim;

/// What a proxy address is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prefix {
    /// `SMTP:` in capitals: the primary SMTP address.
    PrimarySmtp,
    /// `smtp:`, or no prefix at all.
    Smtp,
    /// `SIP:`: the address in Teams.
    Sip,
    /// `X500:`: an Exchange distinguished name that the object once had.
    X500,
    /// `X400:`.
    X400,
    /// `EUM:`: unified messaging.
    Eum,
    /// `SPO:`: of a site's own mailbox.
    Spo,
    /// Any other word.
    Other,
}

impl Prefix {
    /// The prefix that a word before a colon stands for.
    pub fn of(word: &str) -> Self {
        match word {
            "SMTP" => Self::PrimarySmtp,
            _ if word.eq_ignore_ascii_case("smtp") || word.eq_ignore_ascii_case("mailto") => Self::Smtp,
            _ if word.eq_ignore_ascii_case("sip") => Self::Sip,
            _ if word.eq_ignore_ascii_case("x500") => Self::X500,
            _ if word.eq_ignore_ascii_case("x400") => Self::X400,
            _ if word.eq_ignore_ascii_case("eum") => Self::Eum,
            _ if word.eq_ignore_ascii_case("spo") => Self::Spo,
            _ => Self::Other,
        }
    }

    /// Whether the value is an SMTP address.
    pub const fn is_smtp(self) -> bool {
        matches!(self, Self::PrimarySmtp | Self::Smtp)
    }
}

/// One proxy address of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxy<'a> {
    /// What it is of.
    pub prefix: Prefix,
    /// The address without prefix, trimmed; SMTP and SIP in normal form, anything else as exported.
    pub value: Cow<'a, str>,
    /// Whether the cell gives no prefix, so that nothing says which address is the primary one.
    pub bare: bool,
}

impl<'a> Proxy<'a> {
    /// A proxy with the value as exported; `None` for a blank one.
    pub(super) fn new(prefix: Prefix, value: &'a str, bare: bool) -> Option<Self> {
        let value = trim(value);
        if value.is_empty() {
            return None;
        }
        let value = match prefix {
            Prefix::PrimarySmtp | Prefix::Smtp | Prefix::Sip => normal(value),
            _ => Cow::Borrowed(value),
        };
        Some(Self { prefix, value, bare })
    }
}
