//! Dates and times in ISO form, in the forms of cultures, and as serial numbers of a spreadsheet.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use super::text::{is_blank, trim};

/// Whether the day or the month comes first in a date that ends with the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// `31/12/2024`.
    Dmy,
    /// `12/31/2024`.
    Mdy,
}

/// The order of day and month that the cell proves for its column; `None` where both are possible, and
/// for dates that name the month or begin with the year.
pub fn evidence(cell: &str) -> Option<Order> {
    match read(trim(cell))?.0 {
        Day::Open {
            first,
            second,
            dotted,
            ..
        } => match (first, second) {
            (13.., 13..) => None,
            (13.., _) => Some(Order::Dmy),
            (_, 13..) => Some(Order::Mdy),
            // No culture writes month, day and year with dots.
            _ => dotted.then_some(Order::Dmy),
        },
        Day::Known { .. } => None,
    }
}

/// The date and time in a cell; times with a zone are turned into UTC, others are as exported.
///
/// `order` decides dates that may be read both ways; without it they are `None`, as are the values
/// that stand for never (see [`is_never`]). A date that can only be one order is read so in any case.
pub fn date(cell: &str, order: Option<Order>) -> Option<DateTime> {
    let moment = any_date(trim(cell), order)?;
    (!is_unset_year(moment.year())).then_some(moment)
}

/// Whether a cell says *never* or *unset*: a word, or a date in the years 1, 1601 or 9999.
pub fn is_never(cell: &str) -> bool {
    const WORDS: [&str; 5] = ["never", "never logged in", "not set", "unlimited", "0"];
    let cell = trim(cell);
    WORDS.iter().any(|word| word.eq_ignore_ascii_case(cell))
        || any_date(cell, Some(Order::Mdy)).is_some_and(|moment| is_unset_year(moment.year()))
}

/// The moment that a serial number of a spreadsheet stands for, to the second; `date1904` as the
/// workbook says. `None` outside the years 1900 to 9999.
pub fn serial(days: f64, date1904: bool) -> Option<DateTime> {
    // 9999-12-31 in the 1900 system.
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    let epoch = match (date1904, days) {
        (true, _) => Date::new(1904, 1, 1),
        // The spreadsheet counts a 29 February 1900 that never was.
        (false, 60.0..61.0) => return None,
        (false, ..60.0) => Date::new(1899, 12, 31),
        (false, _) => Date::new(1899, 12, 30),
    };
    let seconds = (days * 86_400.0).round() as i64;
    epoch
        .ok()?
        .to_datetime(Time::midnight())
        .checked_add(SignedDuration::from_secs(seconds))
        .ok()
}

fn is_unset_year(year: i16) -> bool {
    year <= 1 || matches!(year, 1601 | 9999)
}

fn any_date(cell: &str, order: Option<Order>) -> Option<DateTime> {
    if let Some(milliseconds) = cell
        .strip_prefix("/Date(")
        .and_then(|rest| rest.strip_suffix(")/"))
    {
        let elapsed = SignedDuration::from_millis(milliseconds.parse().ok()?);
        return DateTime::constant(1970, 1, 1, 0, 0, 0, 0)
            .checked_add(elapsed)
            .ok();
    }
    let (day, clock) = read(cell)?;
    let moment = day.in_order(order)?.to_datetime(clock.time);
    moment
        .checked_sub(SignedDuration::from_mins(clock.offset_minutes))
        .ok()
}

/// A day as written.
enum Day {
    /// Year first, or the month by name.
    Known { year: i16, month: u32, day: u32 },
    /// Two numbers before the year.
    Open {
        first: u32,
        second: u32,
        year: i16,
        dotted: bool,
    },
}

impl Day {
    fn in_order(&self, order: Option<Order>) -> Option<Date> {
        let (year, month, day) = match *self {
            Self::Known { year, month, day } => (year, month, day),
            Self::Open {
                first,
                second,
                year,
                dotted,
            } => {
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

/// A time of day as written.
struct Clock {
    time: Time,
    offset_minutes: i64,
}

/// What is left to read of a cell.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// A number of one to `most` digits, with the count of its digits.
    fn number(&mut self, most: usize) -> Option<(u32, usize)> {
        let width = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if width == 0 || width > most {
            return None;
        }
        let (digits, rest) = self.0.split_at(width);
        self.0 = rest;
        Some((digits.parse().ok()?, width))
    }

    fn word(&mut self) -> &'a str {
        let end = self
            .0
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        word
    }

    fn take(&mut self, c: char) -> bool {
        self.0.strip_prefix(c).map(|rest| self.0 = rest).is_some()
    }

    fn skip(&mut self, skipped: impl Fn(char) -> bool) -> &mut Self {
        self.0 = self.0.trim_start_matches(skipped);
        self
    }

    fn begins_with_letter(&self) -> bool {
        self.0.starts_with(char::is_alphabetic)
    }
}

/// Day and time of a cell that holds nothing else.
fn read(cell: &str) -> Option<(Day, Clock)> {
    let mut rest = Rest(cell);
    let day = if rest.begins_with_letter() {
        day_by_name(&mut rest)?
    } else {
        day_by_number(&mut rest)?
    };
    let before = rest.0.len();
    rest.skip(|c| is_blank(c) || c == ',');
    if !rest.0.is_empty() && before == rest.0.len() && !rest.take('T') && !rest.take('t') {
        return None;
    }
    Some((day, clock(&mut rest)?))
}

/// `2024-05-31`, `31.05.2024`, `5/31/24`, `31-May-2024`, `31. Mai 2024`, `20240531`.
fn day_by_number(rest: &mut Rest) -> Option<Day> {
    let (first, width) = rest.number(8)?;
    if width == 8 {
        let (year, month, day) = (first / 10_000, first / 100 % 100, first % 100);
        return (1900..2100).contains(&year).then_some(Day::Known {
            year: year as i16,
            month,
            day,
        });
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
        return (width <= 2).then_some(Day::Known {
            year: full_year(year, year_width)?,
            month,
            day: first,
        });
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
        (4, _, 1 | 2) => Some(Day::Known {
            year: full_year(first, 4)?,
            month: second,
            day: third,
        }),
        (1 | 2, _, 2 | 4) => {
            let year = full_year(third, third_width)?;
            Some(Day::Open {
                first,
                second,
                year,
                dotted: separator == '.',
            })
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
    Some(Day::Known {
        year: full_year(year, width)?,
        month,
        day,
    })
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
    let english = MONTHS
        .iter()
        .position(|name| name.starts_with(&word))
        .map(|at| at as u32 + 1);
    english.or_else(|| {
        OTHERS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, month)| *month)
    })
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

/// The time of day and its zone; midnight where nothing is left. Consumes everything or fails.
fn clock(rest: &mut Rest) -> Option<Clock> {
    if rest.0.is_empty() {
        return Some(Clock {
            time: Time::midnight(),
            offset_minutes: 0,
        });
    }
    // Chinese and Korean name the half of the day first.
    let mut half = half_of_day(rest);
    let (hour, _) = rest.skip(is_blank).number(2)?;
    let separator = if rest.take(':') {
        ':'
    } else if rest.take('.') {
        '.'
    } else {
        return None;
    };
    let (minute, 2) = rest.number(2)? else {
        return None;
    };
    let second = if rest.take(separator) {
        rest.number(2)?.0
    } else {
        0
    };
    // Below a second nothing is compared.
    if rest.0.starts_with(['.', ',']) {
        rest.skip(|c| matches!(c, '.' | ',') || c.is_ascii_digit());
    }
    rest.skip(is_blank);
    half = half.or_else(|| half_of_day(rest));
    let hour = match half {
        Some(Half::Before) if hour > 12 => return None,
        Some(Half::Before) => hour % 12,
        Some(Half::After) if hour <= 12 => hour % 12 + 12,
        // `14:00 PM` is written by cultures whose pattern mixes both.
        Some(Half::After) | None => hour,
    };
    finish(rest, hour, minute, second)
}

fn finish(rest: &mut Rest, hour: u32, minute: u32, second: u32) -> Option<Clock> {
    let offset_minutes = offset(trim(rest.0))?;
    let part = |value: u32| i8::try_from(value).ok();
    let time = Time::new(part(hour)?, part(minute)?, part(second)?, 0).ok()?;
    Some(Clock {
        time,
        offset_minutes,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
}

/// Takes `AM`, `p. m.`, `nachm.`, `午後` and the like.
fn half_of_day(rest: &mut Rest) -> Option<Half> {
    const BEFORE: [&str; 9] = ["am", "vorm", "πμ", "午前", "上午", "오전", "ص", "sa", "fm"];
    const AFTER: [&str; 9] = ["pm", "nachm", "μμ", "午後", "下午", "오후", "م", "ch", "em"];
    let end = rest
        .0
        .find(|c: char| !c.is_alphabetic() && c != '.' && !is_blank(c))
        .unwrap_or(rest.0.len());
    if end == 0 {
        return None;
    }
    let word: String = rest.0[..end]
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    let half = if BEFORE.contains(&word.as_str()) {
        Half::Before
    } else if AFTER.contains(&word.as_str()) {
        Half::After
    } else {
        return None;
    };
    rest.0 = &rest.0[end..];
    Some(half)
}

/// Minutes east of UTC of `Z`, `UTC`, `+02:00`, `-0530`; zero for nothing.
fn offset(zone: &str) -> Option<i64> {
    if zone.is_empty()
        || ["Z", "UTC", "GMT"]
            .iter()
            .any(|utc| utc.eq_ignore_ascii_case(zone))
    {
        return Some(0);
    }
    let sign = match zone.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: Vec<i64> = zone[1..]
        .bytes()
        .filter(|b| *b != b':')
        .map(|b| i64::from(b) - 48)
        .collect();
    match digits[..] {
        [a @ 0..=1, b @ 0..=9, c @ 0..=5, d @ 0..=9] => {
            Some(sign * ((a * 10 + b) * 60 + c * 10 + d))
        }
        [a @ 0..=1, b @ 0..=9] => Some(sign * (a * 10 + b) * 60),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_that_need_no_order() {
        let evening = datetime(2022, 3, 18, 19, 49, 35, 0);
        for cell in [
            "2022-03-18 19:49:35Z",
            "2022-03-18T19:49:35Z",
            "2022-03-18T19:49:35.1234567Z",
            "2022/03/18 19:49:35",
            "2022-03-18T21:49:35+02:00",
            "18/03/2022 19:49:35",
            "3/18/2022 7:49:35 PM",
            "3/18/2022 7:49:35\u{202f}PM",
            "18.03.2022 19:49:35",
            "18. 3. 2022 19:49:35",
            "18-03-2022 19:49:35",
            "18.3.2022 19.49.35",
            "18/03/2022 7:49:35 p. m.",
            "2022/03/18 下午 7:49:35",
            "18/3/2565 19:49:35",
            "18-Mar-2022 19:49:35",
            "Friday, March 18, 2022 7:49:35 PM",
            "Fri 18 Mar 2022 19:49:35",
            "/Date(1647632975000)/",
        ] {
            assert_eq!(date(cell, None), Some(evening), "{cell}");
        }
        assert_eq!(
            date("2024-05-31", None),
            Some(datetime(2024, 5, 31, 0, 0, 0, 0))
        );
        assert_eq!(
            date("20240531", None),
            Some(datetime(2024, 5, 31, 0, 0, 0, 0))
        );
        assert_eq!(
            date("01.05.2024", None),
            Some(datetime(2024, 5, 1, 0, 0, 0, 0))
        );
        assert_eq!(
            date("5/31/24 12:05 AM", None),
            Some(datetime(2024, 5, 31, 0, 5, 0, 0))
        );
    }

    #[test]
    fn order_is_decided_over_the_column() {
        let cell = "8/1/2017 2:00:00 PM";
        assert_eq!(date(cell, None), None);
        assert_eq!(
            date(cell, Some(Order::Mdy)),
            Some(datetime(2017, 8, 1, 14, 0, 0, 0))
        );
        assert_eq!(
            date(cell, Some(Order::Dmy)),
            Some(datetime(2017, 1, 8, 14, 0, 0, 0))
        );
        assert_eq!(evidence(cell), None);
        assert_eq!(evidence("14/03/2022 20:04:09"), Some(Order::Dmy));
        assert_eq!(evidence("3/14/2022"), Some(Order::Mdy));
        assert_eq!(evidence("01.05.2024"), Some(Order::Dmy));
        assert_eq!(evidence("2022-03-14"), None);
        assert_eq!(evidence("30/31/2022"), None);
    }

    #[test]
    fn never_is_no_date() {
        for cell in [
            "01/01/0001 00:00:00",
            "1/1/0001 12:00:00 AM",
            "12/31/9999 11:59:59 PM",
            "1/1/1601 12:00:00 AM",
            "Never",
        ] {
            assert!(is_never(cell), "{cell}");
            assert_eq!(date(cell, Some(Order::Mdy)), None, "{cell}");
        }
        assert!(!is_never("2024-05-31") && !is_never(""));
    }

    #[test]
    fn what_is_no_date() {
        for cell in [
            "",
            "14.00:00:00",
            "31/02/2024",
            "30/31/2022",
            "2024-13-01",
            "yesterday",
            "1.5",
            "2024-05-31x",
            "2024-05-31 25:00",
            "May",
        ] {
            assert_eq!(date(cell, Some(Order::Dmy)), None, "{cell}");
        }
    }

    #[test]
    fn serial_numbers() {
        assert_eq!(
            serial(45_443.5, false),
            Some(datetime(2024, 5, 31, 12, 0, 0, 0))
        );
        assert_eq!(
            serial(45_443.5 - 1462.0, true),
            Some(datetime(2024, 5, 31, 12, 0, 0, 0))
        );
        assert_eq!(serial(1.0, false), Some(datetime(1900, 1, 1, 0, 0, 0, 0)));
        assert_eq!(serial(61.0, false), Some(datetime(1900, 3, 1, 0, 0, 0, 0)));
        for days in [60.0, -1.0, 3e6, f64::NAN] {
            assert_eq!(serial(days, false), None, "{days}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(cell in "[0-9/.: TZ+apmAPM,-]{0,24}|.*", days in any::<f64>()) {
            let _ = (date(&cell, None), date(&cell, Some(Order::Mdy)), evidence(&cell), is_never(&cell));
            let _ = (serial(days, false), serial(days, true));
        }

        #[test]
        fn iso_forms_are_what_they_say(y in 1602_i16..2399, m in 1_i8..=12, d in 1_i8..=28, h in 0_i8..24, s in 0_i8..60) {
            let moment = datetime(y, m, d, h, s, s, 0);
            prop_assert_eq!(date(&moment.to_string(), None), Some(moment));
        }
    }
}
