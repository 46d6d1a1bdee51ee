//! The cutover clock: when the TTL of the mail exchanger has to be lowered and when it has to change, so that on
//! the hour of the cutover no server still knows the old one. Pure arithmetic on points in time.

use jiff::{SignedDuration, Zoned};

/// What the TTL is lowered to, in seconds (step 4 of the runbook: 5 minutes); a record that lives no longer than
/// that needs no lowering.
pub const LOWERED: u32 = 300;

/// How long before it must be done the lower TTL is asked for (step 4): whoever keeps the zone needs a working day.
pub const NOTICE: SignedDuration = SignedDuration::from_hours(8);

/// The longest time that a removed domain takes until another tenant may add it (step 76).
pub const RELEASE: SignedDuration = SignedDuration::from_mins(60);

/// What has to be done by when for one domain, in the zone in which the cutover was said.
///
/// Differences are real time, also over a change of the clocks: a TTL of an hour is 3,600 seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The cutover.
    pub start: Zoned,
    /// The TTL that the record has when the mail exchanger changes, in seconds: its own where that is short
    /// enough, else [`LOWERED`].
    pub ttl: u32,
    /// When the lower TTL has to be there.
    pub lower: Lowering,
    /// The latest time for the mail exchanger to change: one lowered TTL before the cutover.
    pub change_mx: Zoned,
    /// The domain, removed at the cutover, may be added elsewhere from some time before this on.
    pub released: Zoned,
}

/// The lowering of the TTL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lowering {
    /// The TTL is short enough.
    Needless,
    /// The TTL is not known: lowering takes effect when the old one has passed, and nobody can say when that is.
    Unknown,
    /// The TTL is too long.
    Due {
        /// The latest time to ask for it: [`NOTICE`] before it is due.
        ask: Zoned,
        /// The latest time to do it: one old TTL before the mail exchanger changes.
        lower: Zoned,
    },
}

impl Clock {
    /// The clock of a domain whose mail exchanger lives `ttl` seconds in the memory of other servers; `None` where
    /// nobody knows. No clock where a time lies outside the calendar.
    pub fn of(cutover: &Zoned, ttl: Option<u32>) -> Option<Self> {
        let before = |time: &Zoned, span: SignedDuration| time.checked_sub(span).ok();
        let seconds = |ttl: u32| SignedDuration::from_secs(i64::from(ttl));
        let lowered = ttl.unwrap_or(LOWERED).min(LOWERED);
        let change_mx = before(cutover, seconds(lowered))?;
        let lower = match ttl {
            None => Lowering::Unknown,
            Some(ttl) if ttl <= LOWERED => Lowering::Needless,
            Some(ttl) => {
                let lower = before(&change_mx, seconds(ttl))?;
                Lowering::Due { ask: before(&lower, NOTICE)?, lower }
            }
        };
        let released = cutover.checked_add(RELEASE).ok()?;
        Some(Self { start: cutover.clone(), ttl: lowered, lower, change_mx, released })
    }
}

/// A point in time to the minute with its distance from UTC, and the name of its zone where it has one. Seconds are
/// cut off, which makes a latest time earlier and never later.
pub fn shown(time: &Zoned) -> String {
    let mut text = time.strftime("%Y-%m-%d %H:%M %:z").to_string();
    if let Some(zone) = time.time_zone().iana_name().filter(|name| *name != "UTC") {
        text.push(' ');
        text.push_str(zone);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use jiff::tz::{Offset, TimeZone};

    /// Ask, lower, change, start, released: a word where there is no time.
    fn times(cutover: &Zoned, ttl: Option<u32>) -> String {
        let clock = Clock::of(cutover, ttl).expect("times within the calendar");
        let (ask, lower) = match &clock.lower {
            Lowering::Needless => ("needless".to_owned(), "needless".to_owned()),
            Lowering::Unknown => ("unknown".to_owned(), "unknown".to_owned()),
            Lowering::Due { ask, lower } => (shown(ask), shown(lower)),
        };
        [ask, lower, shown(&clock.change_mx), shown(&clock.start), shown(&clock.released)].join("\n")
    }

    fn perth() -> Zoned {
        date(2026, 12, 12).at(22, 0, 0, 0).to_zoned(TimeZone::fixed(Offset::constant(8))).expect("a time")
    }

    #[test]
    fn a_ttl_of_an_hour() {
        // 22:00 less 5 minutes, less an hour, less 8 hours.
        assert_eq!(
            times(&perth(), Some(3600)),
            "2026-12-12 12:55 +08:00\n2026-12-12 20:55 +08:00\n2026-12-12 21:55 +08:00\n2026-12-12 22:00 +08:00\n2026-12-12 23:00 +08:00"
        );
    }

    #[test]
    fn a_ttl_of_a_day_is_asked_for_the_day_before() {
        assert!(times(&perth(), Some(86_400)).starts_with("2026-12-11 13:55 +08:00\n2026-12-11 21:55 +08:00\n"));
    }

    #[test]
    fn a_short_ttl_needs_no_lowering_and_gives_more_time() {
        let expected = "needless\nneedless\n2026-12-12 21:59 +08:00\n";
        assert!(times(&perth(), Some(60)).starts_with(expected));
        assert!(times(&perth(), Some(300)).starts_with("needless\nneedless\n2026-12-12 21:55 +08:00\n"));
        // One second more: 21:55:00 less 301 seconds is 21:49:59, shown as the minute before.
        assert!(times(&perth(), Some(301)).starts_with("2026-12-12 13:49 +08:00\n2026-12-12 21:49 +08:00\n"));
    }

    #[test]
    fn an_unknown_ttl_leaves_the_change_at_the_lowered_one() {
        assert!(times(&perth(), None).starts_with("unknown\nunknown\n2026-12-12 21:55 +08:00\n"));
    }

    #[test]
    fn hours_are_real_ones_over_a_change_of_the_clocks() {
        let berlin = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a rule");
        // On 25 October 2026 03:00 +02:00 becomes 02:00 +01:00: between 01:30 and 04:30 lie four hours.
        let autumn = date(2026, 10, 25).at(4, 35, 0, 0).to_zoned(berlin.clone()).expect("a time");
        assert_eq!(
            times(&autumn, Some(4 * 3600)),
            "2026-10-24 17:30 +02:00\n2026-10-25 01:30 +02:00\n2026-10-25 04:30 +01:00\n2026-10-25 04:35 +01:00\n2026-10-25 05:35 +01:00"
        );
        // On 29 March 2026 02:00 +01:00 becomes 03:00 +02:00: an hour before 03:30 it is 01:30.
        let spring = date(2026, 3, 29).at(3, 35, 0, 0).to_zoned(berlin).expect("a time");
        assert!(
            times(&spring, Some(3600))
                .starts_with("2026-03-28 17:30 +01:00\n2026-03-29 01:30 +01:00\n2026-03-29 03:30 +02:00\n")
        );
    }

    #[test]
    fn outside_the_calendar_there_is_no_clock() {
        let first = date(-9999, 1, 3).at(0, 0, 0, 0).to_zoned(TimeZone::UTC).expect("a time");
        assert_eq!(Clock::of(&first, Some(i32::MAX.unsigned_abs())), None);
    }
}
