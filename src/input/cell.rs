//! The text of a worksheet cell, as a spreadsheet shows it and a CSV export would hold it.

use std::fmt::Write;

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

const SECONDS_A_DAY: f64 = 86_400.0;

/// Whole numbers from here on have lost digits: Excel keeps 15.
const DIGITS_LOST: f64 = 1e15;

/// Appends the text of `value`; nothing for an empty cell. Dates count from 1904 or from 1900.
pub(super) fn push(value: &DataRef<'_>, from_1904: bool, out: &mut String) {
    match value {
        DataRef::Empty => {}
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            out.push_str(text);
        }
        DataRef::SharedString(text) => out.push_str(text),
        DataRef::Bool(true) => out.push_str("TRUE"),
        DataRef::Bool(false) => out.push_str("FALSE"),
        DataRef::Int(number) => put(out, format_args!("{number}")),
        DataRef::Float(number) => push_number(*number, out),
        DataRef::DateTime(date) => push_date(date, from_1904, out),
        DataRef::Error(error) => put(out, format_args!("{error}")),
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("writing to a string does not fail");
}

/// Up to 15 digits, without an exponent below 10^15.
fn push_number(number: f64, out: &mut String) {
    if number.fract() == 0.0 && number.abs() < DIGITS_LOST {
        put(out, format_args!("{}", number as i64));
        return;
    }
    let rounded = format!("{number:.14e}");
    if number.abs() < DIGITS_LOST {
        put(out, format_args!("{}", rounded.parse().unwrap_or(number)));
        return;
    }
    match rounded.split_once('e') {
        Some((digits, exponent)) => {
            let digits = digits.trim_end_matches('0').trim_end_matches('.');
            put(out, format_args!("{digits}E+{exponent}"));
        }
        None => out.push_str(&rounded),
    }
}

/// `YYYY-MM-DD HH:MM:SS`; a time without a day as `HH:MM:SS`; what is no date as its number.
fn push_date(date: &ExcelDateTime, from_1904: bool, out: &mut String) {
    let days = date.as_f64();
    let seconds = (days * SECONDS_A_DAY).round();
    if date.is_duration() || (0.0..1.0).contains(&days) {
        let total = seconds.abs() as i64;
        let sign = if seconds < 0.0 { "-" } else { "" };
        put(out, format_args!("{sign}{:02}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60));
    } else if (1.0..2_958_466.0).contains(&days) {
        // A part of a millisecond more, so that a rounded second is not cut to the one before.
        let rounded = (seconds + 0.0005) / SECONDS_A_DAY;
        let (year, month, day, hour, minute, second, _) =
            ExcelDateTime::new(rounded, ExcelDateTimeType::DateTime, from_1904).to_ymd_hms_milli();
        put(out, format_args!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"));
    } else {
        push_number(days, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &DataRef<'_>, from_1904: bool) -> String {
        let mut out = String::new();
        push(value, from_1904, &mut out);
        out
    }

    #[test]
    fn numbers_are_shown_with_fifteen_digits() {
        for (number, expected) in [
            (1.0, "1"),
            (-3.0, "-3"),
            (53_687_091_200.0, "53687091200"),
            (123_456_789_012_345.0, "123456789012345"),
            (0.1 + 0.2, "0.3"),
            (49.5, "49.5"),
            (1_234_567_890_123_456_789.0, "1.23456789012346E+18"),
            (2e15, "2E+15"),
        ] {
            assert_eq!(text(&DataRef::Float(number), false), expected);
        }
    }

    #[test]
    fn dates_of_both_epochs_are_iso() {
        let date = |days, from_1904| {
            let date = ExcelDateTime::new(days, ExcelDateTimeType::DateTime, from_1904);
            text(&DataRef::DateTime(date), from_1904)
        };
        assert_eq!(date(45_943.0, false), "2025-10-13 00:00:00");
        assert_eq!(date(45_943.0 - 1462.0, true), "2025-10-13 00:00:00");
        // 13:00 is 0.541666..., which no binary fraction holds exactly.
        assert_eq!(date(45_943.541_666_666_66, false), "2025-10-13 13:00:00");
        assert_eq!(date(0.5, false), "12:00:00");
        let hours = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(text(&DataRef::DateTime(hours), false), "36:00:00");
    }
}
