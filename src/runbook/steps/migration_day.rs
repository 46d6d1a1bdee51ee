//! Steps 61 to 91: the migration day.

use crate::plan::Command;
use crate::runbook::Evidence::{By, Checks, Manual};
use crate::runbook::{Phase, Step};

const PHASE: Phase = Phase::MigrationDay;

/// The steps.
pub static STEPS: &[Step] = &[
    Step { numbers: &[(61, 61)], phase: PHASE, what: "Change the TTL of MX", evidence: Checks(&["DNS001"]) },
    Step {
        numbers: &[(62, 64)],
        phase: PHASE,
        what: "Turn a federated domain into a managed one; stop directory synchronisation",
        evidence: By(Command::Cutover, &["DOM008"]),
    },
    Step {
        numbers: &[(65, 65)],
        phase: PHASE,
        what: "Free the public site address; take Skype and Teams licences away, which removes SIP addresses",
        evidence: By(Command::Cutover, &["DOM004"]),
    },
    Step {
        numbers: &[(66, 66)],
        phase: PHASE,
        what: "Make the initial domain the default one",
        evidence: By(Command::Cutover, &["DOM007"]),
    },
    Step {
        numbers: &[(67, 68)],
        phase: PHASE,
        what: "Bring UPNs into the initial domain, and confirm",
        evidence: By(Command::Cutover, &["DOM001"]),
    },
    Step {
        numbers: &[(69, 70)],
        phase: PHASE,
        what: "Bring the primary addresses of groups into the initial domain, and confirm",
        evidence: By(Command::Cutover, &["DOM005"]),
    },
    Step {
        numbers: &[(71, 72)],
        phase: PHASE,
        what: "Take the aliases off mailboxes; confirm that primary and aliases lie in the initial domain only",
        evidence: By(Command::Cutover, &["DOM002", "DOM003"]),
    },
    Step {
        numbers: &[(73, 74)],
        phase: PHASE,
        what: "Do the same with groups, Microsoft 365 groups among them",
        evidence: By(Command::Cutover, &["DOM005"]),
    },
    Step {
        numbers: &[(75, 75)],
        phase: PHASE,
        what: "Confirm that nothing depends on the domain; license, clean and unlicense users without a licence that hold it",
        evidence: By(Command::Cutover, &["DOM"]),
    },
    Step {
        numbers: &[(76, 76)],
        phase: PHASE,
        what: "Remove the domain, and wait up to an hour",
        evidence: By(Command::Cutover, &["DOM"]),
    },
    Step {
        numbers: &[(77, 77)],
        phase: PHASE,
        what: "Set mail flow rules and connectors at the destination",
        evidence: Manual,
    },
    Step {
        numbers: &[(78, 80)],
        phase: PHASE,
        what: "Verify the domain at the destination; set its records and services",
        evidence: By(Command::Verify, &["DNS003"]),
    },
    Step {
        numbers: &[(81, 81)],
        phase: PHASE,
        what: "Remove the forwarding at the destination",
        evidence: By(Command::Verify, &["VFY401"]),
    },
    Step {
        numbers: &[(82, 82)],
        phase: PHASE,
        what: "Add the aliases of every user",
        evidence: By(Command::Verify, &["VFY201", "VFY202"]),
    },
    Step {
        numbers: &[(83, 83)],
        phase: PHASE,
        what: "Add the aliases of every group",
        evidence: By(Command::Verify, &["VFY201"]),
    },
    Step {
        numbers: &[(84, 84)],
        phase: PHASE,
        what: "Set the TTL back to what it was",
        evidence: By(Command::Verify, &["DNS003"]),
    },
    Step {
        numbers: &[(85, 86)],
        phase: PHASE,
        what: "Make the final pass of the mover and settle the errors",
        evidence: By(Command::Verify, &["VFY801"]),
    },
    Step {
        numbers: &[(87, 88)],
        phase: PHASE,
        what: "Delete the contacts that stood for people, and confirm",
        evidence: By(Command::Verify, &["VFY501"]),
    },
    Step {
        numbers: &[(89, 90)],
        phase: PHASE,
        what: "Set the primary addresses of users and groups",
        evidence: By(Command::Verify, &["VFY105"]),
    },
    Step {
        numbers: &[(91, 91)],
        phase: PHASE,
        what: "Give shared mailboxes their display name back",
        evidence: By(Command::Verify, &["VFY103"]),
    },
];
