//! Steps 1 to 47: what is settled two weeks or more before the migration day.

use crate::plan::Command;
use crate::runbook::Evidence::{By, Checks, ChecksOn, Manual, ManualWith, Own};
use crate::runbook::{Phase, Step, accounts, domain, lists, movable, objects};
use crate::schema::Side;

const PHASE: Phase = Phase::WeeksBefore;

/// The steps.
pub static STEPS: &[Step] = &[
    Step {
        numbers: &[(1, 1)],
        phase: PHASE,
        what: "Find out who owns the domain at its registrar, and keep the record",
        evidence: Manual,
    },
    Step {
        numbers: &[(2, 3)],
        phase: PHASE,
        what: "Capture every DNS record of the domain; mark those of Exchange: MX, SPF, autodiscover, DKIM, DMARC",
        evidence: Checks(&["DNS004"]),
    },
    Step {
        numbers: &[(4, 4)],
        phase: PHASE,
        what: "Note the TTL of MX and have it lowered to 5 minutes, asking at least 8 hours ahead; where it cannot be so low, \
               MX must change that much earlier",
        evidence: Checks(&["DNS001"]),
    },
    Step {
        numbers: &[(5, 5)],
        phase: PHASE,
        what: "Make sure that no other tenant uses the domain yet",
        evidence: Own(domain::free),
    },
    Step {
        numbers: &[(6, 7)],
        phase: PHASE,
        what: "Decide which services each domain will have, and who will own it",
        evidence: Manual,
    },
    Step {
        numbers: &[(8, 8)],
        phase: PHASE,
        what: "Name what the mover does not move",
        evidence: Own(movable::left_behind),
    },
    Step {
        numbers: &[(9, 11)],
        phase: PHASE,
        what: "Get admin rights on both sides; write down mail flow rules, connectors and blocklists",
        evidence: ManualWith(lists::mail_flow),
    },
    Step {
        numbers: &[(12, 12)],
        phase: PHASE,
        what: "Export accepted domains, mailboxes, shared mailboxes, resources, groups and users of both tenants",
        evidence: Own(lists::exported),
    },
    Step {
        numbers: &[(13, 13)],
        phase: PHASE,
        what: "Measure every mailbox: one licence of the mover holds 50 GB",
        evidence: Checks(&["MBX001", "MBX002", "MBX003"]),
    },
    Step {
        numbers: &[(14, 14)],
        phase: PHASE,
        what: "Collect forwarding, delegated access and proxy addresses, and settle what stands in their way",
        evidence: Checks(&["FWD", "DEL", "ADR"]),
    },
    Step {
        numbers: &[(15, 15)],
        phase: PHASE,
        what: "Settle the list of users, shared mailboxes and groups that move",
        evidence: Own(objects::settled),
    },
    Step {
        numbers: &[(16, 16)],
        phase: PHASE,
        what: "Create mailboxes, shared mailboxes, resources, groups and contacts at the destination",
        evidence: Checks(&["PAI001", "PAI002", "PAI004", "PAI009"]),
    },
    Step {
        numbers: &[(17, 17)],
        phase: PHASE,
        what: "Grant the delegates their rights on mailboxes and calendars at the destination",
        evidence: By(Command::Verify, &["VFY301"]),
    },
    Step { numbers: &[(18, 18)], phase: PHASE, what: "Tell the users what will happen and when", evidence: Manual },
    Step {
        numbers: &[(19, 21)],
        phase: PHASE,
        what: "Set up two test accounts on each side, with licences",
        evidence: Own(accounts::ready),
    },
    Step {
        numbers: &[(22, 22)],
        phase: PHASE,
        what: "Give the migration account Full Access to every source mailbox",
        evidence: ChecksOn(Side::Source, &["MBX009"]),
    },
    Step { numbers: &[(23, 23)], phase: PHASE, what: "Make sure that EWS works", evidence: Checks(&["MBX008"]) },
    Step {
        numbers: &[(24, 24), (31, 31)],
        phase: PHASE,
        what: "Open a mailbox of each side in Outlook on the web with the migration account",
        evidence: Manual,
    },
    Step {
        numbers: &[(25, 28)],
        phase: PHASE,
        what: "Give every mailbox a fallback address in the initial domain",
        evidence: Checks(&["ADR005"]),
    },
    Step {
        numbers: &[(29, 30)],
        phase: PHASE,
        what: "Give the migration account Full Access to the mailboxes of the destination",
        evidence: ChecksOn(Side::Destination, &["MBX009"]),
    },
    Step {
        numbers: &[(32, 32)],
        phase: PHASE,
        what: "Buy the licences of the mover: one a mailbox for each 50 GB begun, test accounts too; each serves 10 passes",
        evidence: By(Command::Licences, &[]),
    },
    Step {
        numbers: &[(33, 37)],
        phase: PHASE,
        what: "Redeem the licences; create the mover's project and its endpoints",
        evidence: Manual,
    },
    Step {
        numbers: &[(38, 40)],
        phase: PHASE,
        what: "Copy the test accounts ahead and settle the errors",
        evidence: Manual,
    },
    Step {
        numbers: &[(46, 47)],
        phase: PHASE,
        what: "Agree on date and time; begin the transfer of the domain if it is to be taken over first",
        evidence: Own(domain::cutover),
    },
];
