//! Steps 48 to 58: the week before the migration day.

use crate::runbook::Evidence::{Manual, Own};
use crate::runbook::{Phase, Step, backup};

const PHASE: Phase = Phase::WeekBefore;

/// The steps.
pub static STEPS: &[Step] = &[
    Step {
        numbers: &[(48, 51)],
        phase: PHASE,
        what: "Keep a backup of the source: UPN, alias, primary and all addresses of mailboxes, groups, calendar delegation",
        evidence: Own(backup::source_backup),
    },
    Step {
        numbers: &[(52, 54)],
        phase: PHASE,
        what: "Keep a backup of the destination: contacts that hold the domain, forwarding",
        evidence: Own(backup::destination_backup),
    },
    Step {
        numbers: &[(55, 56)],
        phase: PHASE,
        what: "Copy mail older than 10 days ahead and settle the errors",
        evidence: Manual,
    },
    Step {
        numbers: &[(57, 57)],
        phase: PHASE,
        what: "Add the domain at the destination and take its TXT record for the verification",
        evidence: Manual,
    },
    Step {
        numbers: &[(58, 58)],
        phase: PHASE,
        what: "Let the chats of both tenants meet (federation)",
        evidence: Manual,
    },
];
