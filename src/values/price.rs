//! Prices: `14`, `17.50`, `17,50 €`, `USD 1,234.00`; kept in ten-thousandths, so that sums are exact.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};

use super::text::trim;

/// How many parts one unit of a currency has here.
const PARTS: u64 = 10_000;

/// An amount of money that is not negative, in ten-thousandths of its currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(u64);

impl Money {
    /// The amount as a number, for cells and JSON.
    pub fn amount(self) -> f64 {
        self.0 as f64 / PARTS as f64
    }
}

impl Add for Money {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Mul<u64> for Money {
    type Output = Self;

    fn mul(self, units: u64) -> Self {
        Self(self.0.saturating_mul(units))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.amount())
    }
}

/// Why a text is no price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPrice {
    /// Nothing stands there.
    Blank,
    /// Less than nothing.
    Negative,
    /// No number, or one that could be read in two ways (`1.234`).
    Unreadable,
}

/// A price and the currency that its text names, upper case.
///
/// The last dot or comma with one, two or four digits behind it begins the fraction; other dots, commas, blanks
/// and apostrophes group. Three digits behind the only separator could be either.
pub fn price(text: &str) -> Result<(Money, Option<String>), NoPrice> {
    let text = trim(text);
    if text.is_empty() {
        return Err(NoPrice::Blank);
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}');
    let start = text.find(|c: char| c.is_ascii_digit()).ok_or(NoPrice::Unreadable)?;
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(start, |at| at + 1);
    let (before, number, after) = (trim(&text[..start]), &text[start..end], trim(&text[end..]));
    if before.ends_with(['-', '−', '(']) {
        return Err(NoPrice::Negative);
    }
    if !number.chars().all(is_number) || (!before.is_empty() && !after.is_empty()) {
        return Err(NoPrice::Unreadable);
    }
    let currency = currency(if before.is_empty() { after } else { before }).ok_or(NoPrice::Unreadable)?;
    let (whole, fraction) = split(number).ok_or(NoPrice::Unreadable)?;
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole: u64 = whole.parse().map_err(|_| NoPrice::Unreadable)?;
    let parts: u64 = format!("{fraction:0<4}").parse().map_err(|_| NoPrice::Unreadable)?;
    let amount = whole.checked_mul(PARTS).and_then(|amount| amount.checked_add(parts));
    amount.map(|amount| (Money(amount), currency)).ok_or(NoPrice::Unreadable)
}

/// The digits before and behind the separator of the fraction.
fn split(number: &str) -> Option<(&str, &str)> {
    let Some(at) = number.rfind(['.', ',']) else { return Some((number, "")) };
    let (whole, fraction) = (&number[..at], &number[at + 1..]);
    let is_digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    match fraction.len() {
        1 | 2 | 4 if is_digits => Some((whole, fraction)),
        // `1,234,567` and `1'234.000` group; a single `1.234` may be either.
        3 if is_digits && whole.contains(|c: char| !c.is_ascii_digit()) => Some((number, "")),
        _ => None,
    }
}

/// The currency that a word or sign stands for; `Some(None)` where there is none, `None` where it is no currency.
pub fn currency(word: &str) -> Option<Option<String>> {
    let word = trim(word);
    match word {
        "" => Some(None),
        "€" => Some(Some("EUR".to_owned())),
        "$" | "US$" => Some(Some("USD".to_owned())),
        "£" => Some(Some("GBP".to_owned())),
        _ if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
            Some(Some(word.to_ascii_uppercase()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<(f64, Option<String>), NoPrice> {
        price(text).map(|(money, currency)| (money.amount(), currency))
    }

    #[test]
    fn prices_as_people_write_them() {
        for (text, amount, currency) in [
            ("14", 14.0, None),
            ("17.50", 17.5, None),
            ("17,5", 17.5, None),
            ("17,50 €", 17.5, Some("EUR")),
            ("USD 1,234.00", 1234.0, Some("USD")),
            ("$14", 14.0, Some("USD")),
            ("1.234,56", 1234.56, None),
            ("1'234.50 chf", 1234.5, Some("CHF")),
            ("1 234,50", 1234.5, None),
            ("1,234,567", 1_234_567.0, None),
            ("0.0125", 0.0125, None),
        ] {
            assert_eq!(read(text), Ok((amount, currency.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn what_is_no_price() {
        assert_eq!(read(" "), Err(NoPrice::Blank));
        assert_eq!(read("-3"), Err(NoPrice::Negative));
        assert_eq!(read("$ -3.00"), Err(NoPrice::Negative));
        for text in ["free", "1.234", "on request", "12a3", "EUR 3 USD", "3 pieces"] {
            assert_eq!(read(text), Err(NoPrice::Unreadable), "{text}");
        }
    }

    #[test]
    fn sums_are_exact() {
        let (cent, _) = price("0.10").expect("a price");
        assert_eq!((cent * 3).to_string(), "0.30");
        assert_eq!((cent * 3).amount(), 0.3);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[0-9.,' €$A-Z-]{0,12}|.*") {
            let _ = price(&text);
        }
    }
}
