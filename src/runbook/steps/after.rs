//! Steps 92 to 96: after the migration day.

use crate::plan::Command;
use crate::runbook::Evidence::{By, Manual};
use crate::runbook::{Phase, Step};

const PHASE: Phase = Phase::After;

/// The steps.
pub static STEPS: &[Step] = &[
    Step {
        numbers: &[(92, 92)],
        phase: PHASE,
        what: "Compare delegates and aliases of both tenants; make another final pass",
        evidence: By(Command::Verify, &["VFY"]),
    },
    Step { numbers: &[(93, 93)], phase: PHASE, what: "Settle the errors", evidence: Manual },
    Step {
        numbers: &[(94, 94)],
        phase: PHASE,
        what: "Have users try: mail to and from inside and outside, from a shared mailbox, a calendar invitation",
        evidence: Manual,
    },
    Step {
        numbers: &[(95, 95)],
        phase: PHASE,
        what: "Take the rights of the migration account away",
        evidence: By(Command::Verify, &["VFY701"]),
    },
    Step { numbers: &[(96, 96)], phase: PHASE, what: "Take over the domain and its DNS", evidence: Manual },
];
