//! Dates and times in ISO form, in the forms of cultures, and as serial numbers of a spreadsheet.

mod clock;
mod day;
mod rest;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use self::clock::{Clock, clock};
use self::day::{Day, day};
use self::rest::Rest;
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
        Day::Open { first, second, dotted, .. } => match (first, second) {
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
/// A serial number of five digits is one of the 1900 system.
pub fn date(cell: &str, order: Option<Order>) -> Option<DateTime> {
    let moment = any_date(trim(cell), order)?;
    (!is_unset_year(moment.year())).then_some(moment)
}

/// Whether a cell says *never* or *unset*: a word, or a date in the years 1, 1601 or 9999.
pub fn is_never(cell: &str) -> bool {
    const WORDS: [&str; 4] = ["never", "never logged in", "not set", "0"];
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
    epoch.ok()?.to_datetime(Time::midnight()).checked_add(SignedDuration::from_secs(seconds)).ok()
}

fn is_unset_year(year: i16) -> bool {
    year <= 1 || matches!(year, 1601 | 9999)
}

fn any_date(cell: &str, order: Option<Order>) -> Option<DateTime> {
    if let Some(milliseconds) = cell.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/")) {
        let elapsed = SignedDuration::from_millis(milliseconds.parse().ok()?);
        return DateTime::constant(1970, 1, 1, 0, 0, 0, 0).checked_add(elapsed).ok();
    }
    if let Some(days) = serial_text(cell) {
        return serial(days, false);
    }
    let (day, clock) = read(cell)?;
    let moment = day.in_order(order)?.to_datetime(clock.time);
    moment.checked_sub(SignedDuration::from_mins(clock.offset_minutes)).ok()
}

/// The serial number that a spreadsheet saved in place of a date, `45443,5`: five digits, so from 1927
/// to 2173, and a fraction for the time.
fn serial_text(cell: &str) -> Option<f64> {
    let (days, fraction) = cell.split_once(['.', ',']).unwrap_or((cell, "0"));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_serial = days.len() == 5 && is_digits(days) && !fraction.is_empty() && is_digits(fraction);
    if is_serial { format!("{days}.{fraction}").parse().ok() } else { None }
}

/// Day and time of a cell that holds nothing else.
fn read(cell: &str) -> Option<(Day, Clock)> {
    let mut rest = Rest(cell);
    let day = day(&mut rest)?;
    let before = rest.0.len();
    rest.skip(|c| is_blank(c) || c == ',');
    if !rest.0.is_empty() && before == rest.0.len() && !rest.take('T') && !rest.take('t') {
        return None;
    }
    Some((day, clock(&mut rest)?))
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
        assert_eq!(date("2024-05-31", None), Some(datetime(2024, 5, 31, 0, 0, 0, 0)));
        assert_eq!(date("20240531", None), Some(datetime(2024, 5, 31, 0, 0, 0, 0)));
        assert_eq!(date("01.05.2024", None), Some(datetime(2024, 5, 1, 0, 0, 0, 0)));
        assert_eq!(date("5/31/24 12:05 AM", None), Some(datetime(2024, 5, 31, 0, 5, 0, 0)));
    }

    #[test]
    fn order_is_decided_over_the_column() {
        let cell = "8/1/2017 2:00:00 PM";
        assert_eq!(date(cell, None), None);
        assert_eq!(date(cell, Some(Order::Mdy)), Some(datetime(2017, 8, 1, 14, 0, 0, 0)));
        assert_eq!(date(cell, Some(Order::Dmy)), Some(datetime(2017, 1, 8, 14, 0, 0, 0)));
        assert_eq!(evidence(cell), None);
        assert_eq!(evidence("14/03/2022 20:04:09"), Some(Order::Dmy));
        assert_eq!(evidence("3/14/2022"), Some(Order::Mdy));
        assert_eq!(evidence("01.05.2024"), Some(Order::Dmy));
        assert_eq!(evidence("2022-03-14"), None);
        assert_eq!(evidence("30/31/2022"), None);
    }

    #[test]
    fn never_is_no_date() {
        for cell in
            ["01/01/0001 00:00:00", "1/1/0001 12:00:00 AM", "12/31/9999 11:59:59 PM", "1/1/1601 12:00:00 AM", "Never"]
        {
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
        assert_eq!(serial(45_443.5, false), Some(datetime(2024, 5, 31, 12, 0, 0, 0)));
        assert_eq!(serial(45_443.5 - 1462.0, true), Some(datetime(2024, 5, 31, 12, 0, 0, 0)));
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
