//! The steps of the runbook, a file a phase. Their numbers are the runbook's own; 41 to 45 do not exist.

mod after;
mod back_out;
mod day_before;
mod migration_day;
mod week_before;
mod weeks_before;

use super::Step;

/// All steps in their order.
pub fn all() -> impl Iterator<Item = &'static Step> {
    [weeks_before::STEPS, week_before::STEPS, day_before::STEPS, migration_day::STEPS, after::STEPS, back_out::STEPS]
        .into_iter()
        .flatten()
}
