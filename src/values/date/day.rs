//! The day of a date as written: year first, year last, month by name.

use jiff::civil::Date;

use super::Order;
use super::rest::Rest;

/// A day as written.
pub(super) enum Day {
    /// Year first, or the month by name.
    Known { year: i16, month: u32, day: u32 },
    /// Two numbers before the year.
    Open { first: u32, second: u32, year: i16, dotted: bool },
}

impl Day {
    pub(super) fn in_order(&self, order: Option<Order>) -> Option<Date> {
        let (year, month, day) = match *self {
            Self::Known { year, month, day } => (year, month, day),
            Self::Open { first, second, year, dotted } => {
                let order = match (first, second) {
                    (13.., _) => Order::Dmy,
                    (_, 13..) => Order::Mdy,
                    _ if dotted || first == second => Order::Dmy,
                    _ => order?,
                };
                match order {
                    Order::Dmy => (year, second, first),
                    Order::Mdy => (year, first, second),
                }
            }
        };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

/// Reads the day that begins the text.
pub(super) fn day(rest: &mut Rest) -> Option<Day> {
    if rest.begins_with_letter() { day_by_name(rest) } else { day_by_number(rest) }
}

/// `2024-05-31`, `31.05.2024`, `5/31/24`, `31-May-2024`, `31. Mai 2024`, `20240531`.
fn day_by_number(rest: &mut Rest) -> Option<Day> {
    let (first, width) = rest.number(8)?;
    if width == 8 {
        let (year, month, day) = (first / 10_000, first / 100 % 100, first % 100);
        return (1900..2100).contains(&year).then_some(Day::Known { year: year as i16, month, day });
    }
    let separator = rest.0.chars().next()?;
    if !matches!(separator, '-' | '/' | '.' | ' ') {
        return None;
    }
    rest.take(separator);
    rest.skip(|c| c == ' ');
    if rest.begins_with_letter() {
        let month = month(rest.word())?;
        rest.skip(|c| matches!(c, '.' | ',' | ' ' | '-' | '/'));
        let (year, year_width) = rest.number(4)?;
        return (width <= 2).then_some(Day::Known { year: full_year(year, year_width)?, month, day: first });
    }
    let (second, second_width) = rest.number(2)?;
    if separator == ' ' || !rest.take(separator) {
        return None;
    }
    rest.skip(|c| c == ' ');
    let (third, third_width) = rest.number(4)?;
    // Some cultures end a dotted date with a dot.
    if separator == '.' {
        rest.take('.');
    }
    match (width, second_width, third_width) {
        (4, _, 1 | 2) => Some(Day::Known { year: full_year(first, 4)?, month: second, day: third }),
        (1 | 2, _, 2 | 4) => {
            let year = full_year(third, third_width)?;
            Some(Day::Open { first, second, year, dotted: separator == '.' })
        }
        _ => None,
    }
}

/// `May 31, 2024`, `Friday, May 31, 2024`, `Fri 31 May 2024`.
fn day_by_name(rest: &mut Rest) -> Option<Day> {
    let blank = |c: char| matches!(c, ' ' | ',' | '.');
    let mut word = rest.word();
    rest.skip(blank);
    if !rest.begins_with_letter() && month(word).is_none() {
        return day_by_number(rest);
    }
    if rest.begins_with_letter() {
        word = rest.word();
        rest.skip(blank);
    }
    let month = month(word)?;
    let (day, _) = rest.number(2)?;
    rest.skip(blank);
    let (year, width) = rest.number(4)?;
    Some(Day::Known { year: full_year(year, width)?, month, day })
}

/// The month whose English name, or the start of it from three letters on, the word is; also the short
/// forms of other languages that differ.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    const OTHERS: [(&str, u32); 10] = [
        ("mär", 3),
        ("märz", 3),
        ("mrz", 3),
        ("mai", 5),
        ("maj", 5),
        ("mei", 5),
        ("juni", 6),
        ("juli", 7),
        ("okt", 10),
        ("dez", 12),
    ];
    let word = word.to_lowercase();
    if word.len() < 3 {
        return None;
    }
    let english = MONTHS.iter().position(|name| name.starts_with(&word)).map(|at| at as u32 + 1);
    english.or_else(|| OTHERS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month))
}

/// A year of two digits in the window that Windows uses (to 2049); Thai years are turned into common ones.
fn full_year(year: u32, width: usize) -> Option<i16> {
    match (width, year) {
        (4, 2400..=2700) => i16::try_from(year - 543).ok(),
        (4, _) => i16::try_from(year).ok(),
        (2, 0..=49) => i16::try_from(2000 + year).ok(),
        (2, _) => i16::try_from(1900 + year).ok(),
        _ => None,
    }
}
