//! Steps 59 and 60: the day before the migration day.

use crate::runbook::Evidence::Manual;
use crate::runbook::{Phase, Step};

/// The steps.
pub static STEPS: &[Step] = &[Step {
    numbers: &[(59, 60)],
    phase: Phase::DayBefore,
    what: "Make a full pass of the mover and settle the errors",
    evidence: Manual,
}];
