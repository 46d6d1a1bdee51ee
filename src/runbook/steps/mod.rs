//! The steps of the runbook, a file a phase. Their numbers are the runbook's own; 41 to 45 do not exist.

mod after;
mod back_out;
mod day_before;
mod migration_day;
mod week_before;
mod weeks_before;

use super::{Phase, Step};
use crate::plan::Command;

/// The last step before the domain has left the source: removing it.
const DOMAIN_REMOVED: u8 = 76;

/// All steps in their order.
pub fn all() -> impl Iterator<Item = &'static Step> {
    [weeks_before::STEPS, week_before::STEPS, day_before::STEPS, migration_day::STEPS, after::STEPS, back_out::STEPS]
        .into_iter()
        .flatten()
}

/// The steps that are worked on with the workbook of a command; all of them before the move.
pub fn of(command: Command) -> impl Iterator<Item = &'static Step> {
    all().filter(move |step| {
        let is_removed = step.numbers.iter().any(|(first, _)| *first > DOMAIN_REMOVED);
        match command {
            Command::Cutover => step.phase == Phase::MigrationDay && !is_removed,
            Command::Verify => (step.phase == Phase::MigrationDay && is_removed) || step.phase == Phase::After,
            Command::Backout => step.phase == Phase::BackOut,
            _ => true,
        }
    })
}
