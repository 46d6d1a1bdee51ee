//! The time of day as written, with the half of the day in many languages, and its zone.

use jiff::civil::Time;

use super::rest::Rest;
use crate::values::text::{is_blank, trim};

/// A time of day as written.
pub(super) struct Clock {
    pub(super) time: Time,
    /// Minutes east of UTC.
    pub(super) offset_minutes: i64,
}

/// The time of day and its zone; midnight where nothing is left. Consumes everything or fails.
pub(super) fn clock(rest: &mut Rest) -> Option<Clock> {
    if rest.0.is_empty() {
        return Some(Clock { time: Time::midnight(), offset_minutes: 0 });
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
    let second = if rest.take(separator) { rest.number(2)?.0 } else { 0 };
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
    Some(Clock { time, offset_minutes })
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
    for (word, half) in [("AM", Half::Before), ("PM", Half::After)] {
        if let Some(tail) = rest.0.strip_prefix(word) {
            rest.0 = tail;
            return Some(half);
        }
    }
    let end = rest.0.find(|c: char| !c.is_alphabetic() && c != '.' && !is_blank(c)).unwrap_or(rest.0.len());
    if end == 0 {
        return None;
    }
    let word: String = rest.0[..end].chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
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
    if zone.is_empty() || ["Z", "UTC", "GMT"].iter().any(|utc| utc.eq_ignore_ascii_case(zone)) {
        return Some(0);
    }
    let sign = match zone.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: Vec<i64> = zone[1..].bytes().filter(|b| *b != b':').map(|b| i64::from(b) - 48).collect();
    match digits[..] {
        [a @ 0..=1, b @ 0..=9, c @ 0..=5, d @ 0..=9] => Some(sign * ((a * 10 + b) * 60 + c * 10 + d)),
        [a @ 0..=1, b @ 0..=9] => Some(sign * (a * 10 + b) * 60),
        _ => None,
    }
}
