//! Steps 97 to 115: the way back.

use crate::plan::Command;
use crate::runbook::Evidence::{By, Manual};
use crate::runbook::{Phase, Step};

const PHASE: Phase = Phase::BackOut;

/// The steps.
pub static STEPS: &[Step] = &[
    Step {
        numbers: &[(97, 100)],
        phase: PHASE,
        what: "At the destination set the old primary addresses, take the aliases off users and groups, and confirm",
        evidence: By(Command::Backout, &["BCK107"]),
    },
    Step {
        numbers: &[(101, 101)],
        phase: PHASE,
        what: "Create the contacts again",
        evidence: By(Command::Backout, &["BCK105"]),
    },
    Step {
        numbers: &[(102, 102)],
        phase: PHASE,
        what: "Switch the forwarding to the contacts on again",
        evidence: By(Command::Backout, &["BCK106"]),
    },
    Step {
        numbers: &[(103, 103)],
        phase: PHASE,
        what: "Set DNS back to the captured values",
        evidence: By(Command::Verify, &["DNS003"]),
    },
    Step {
        numbers: &[(104, 105)],
        phase: PHASE,
        what: "Confirm that nothing depends on the domain at the destination, and remove it there",
        evidence: By(Command::Backout, &["BCK107", "DOM"]),
    },
    Step {
        numbers: &[(106, 109)],
        phase: PHASE,
        what: "Add the domain at the source and verify it",
        evidence: By(Command::Verify, &["DNS003"]),
    },
    Step { numbers: &[(110, 110)], phase: PHASE, what: "Give Skype and Teams licences back", evidence: Manual },
    Step {
        numbers: &[(111, 111)],
        phase: PHASE,
        what: "Restore all proxy addresses from the backup",
        evidence: By(Command::Backout, &["BCK102", "BCK103"]),
    },
    Step {
        numbers: &[(112, 113)],
        phase: PHASE,
        what: "Restore the UPNs, and confirm",
        evidence: By(Command::Backout, &["BCK101"]),
    },
    Step {
        numbers: &[(114, 115)],
        phase: PHASE,
        what: "Restore the addresses of groups; remove the fallback addresses",
        evidence: By(Command::Backout, &["BCK104"]),
    },
];
