//! How long copying takes: an estimate from what is known about the speed of the mover, never a promise.

use super::line::Line;
use super::profile::{Profile, Throughput};

/// One GiB.
const GIB: f64 = (1_u64 << 30) as f64;

/// Size above which an archive has to expand at the destination, in bytes.
const ARCHIVE_LIMIT: u64 = 100 << 30;

/// Hours that one expansion of an archive can take: 30 days.
const EXPANSION_HOURS: f64 = 30.0 * 24.0;

/// Hours of copying, at the slowest, the usual and the fastest speed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duration {
    /// At the low speed.
    pub low: f64,
    /// At the middle speed.
    pub middle: f64,
    /// At the high speed.
    pub high: f64,
    /// Archives that must expand at the destination, each for up to 30 days and each step of 100 GB.
    pub expanding: u64,
}

impl Duration {
    /// The longer of the largest mailbox and of all together, then what expanding archives take.
    ///
    /// `None` where no size is known.
    pub(super) fn of(speed: &Throughput, lines: &[Line], profile: &Profile) -> Option<Self> {
        let moved = || lines.iter().filter(|line| line.is_test || line.class.is_counted(&profile.counts));
        let sizes: Vec<u64> = moved().filter_map(|line| Some(line.bytes? + line.archive_bytes.unwrap_or(0))).collect();
        let largest = *sizes.iter().max()? as f64 / GIB;
        let total = sizes.iter().map(|bytes| *bytes as f64 / GIB).sum::<f64>();
        let archives = || moved().filter_map(|line| line.archive_bytes).filter(|bytes| *bytes > ARCHIVE_LIMIT);
        let steps = archives().map(|bytes| (bytes - 1) / ARCHIVE_LIMIT).max().unwrap_or_default();
        let hours = |at: usize| {
            let rate = speed.gb_per_hour[at];
            let at_once = speed.concurrency[at].min(sizes.len() as u64).max(1) as f64;
            let copying = (largest / rate).max(total / (rate * at_once));
            copying.max(steps as f64 * EXPANSION_HOURS)
        };
        Some(Self { low: hours(0), middle: hours(1), high: hours(2), expanding: archives().count() as u64 })
    }
}
