//! Whether the exports of a run would do as the backup that a way back needs.
//!
//! Before the move the exports that are assessed are the backup, if they are whole and are kept: `tenantcheck baseline`
//! keeps them, and the project file names the folder.

use super::judge::how;
use super::{Lead, Looked};
use crate::check::{Carried, Finding, Severity};
use crate::engine::Answer;
use crate::facts::Facts;
use crate::kinds::{
    addresses, contacts, dynamic_groups, folder_permissions, forwarding, groups, mailboxes, recipients, unified_groups,
    users,
};
use crate::schema::Side;
use crate::values::text::counted;

/// A part of a backup.
struct Part {
    what: &'static str,
    /// Columns of which one must be there.
    any: &'static [Carried],
    /// Blank on every row is an answer too: nobody has one.
    may_be_blank: bool,
}

const fn filled(what: &'static str, any: &'static [Carried]) -> Part {
    Part { what, any, may_be_blank: false }
}

const fn perhaps_blank(what: &'static str, any: &'static [Carried]) -> Part {
    Part { what, any, may_be_blank: true }
}

static SOURCE: &[Part] = &[
    filled(
        "UPNs of mailboxes",
        &[
            Carried { kind: &mailboxes::KIND, column: &mailboxes::USER_PRINCIPAL_NAME },
            Carried { kind: &users::KIND, column: &users::USER_PRINCIPAL_NAME },
        ],
    ),
    filled(
        "aliases of mailboxes",
        &[
            Carried { kind: &mailboxes::KIND, column: &mailboxes::ALIAS },
            Carried { kind: &recipients::KIND, column: &recipients::ALIAS },
        ],
    ),
    filled(
        "primary addresses of mailboxes",
        &[
            Carried { kind: &mailboxes::KIND, column: &mailboxes::PRIMARY_SMTP_ADDRESS },
            Carried { kind: &recipients::KIND, column: &recipients::PRIMARY_SMTP_ADDRESS },
        ],
    ),
    filled(
        "all addresses of mailboxes",
        &[
            Carried { kind: &mailboxes::KIND, column: &mailboxes::EMAIL_ADDRESSES },
            Carried { kind: &recipients::KIND, column: &recipients::EMAIL_ADDRESSES },
            Carried { kind: &addresses::KIND, column: &addresses::ADDRESS },
        ],
    ),
    filled(
        "addresses of groups",
        &[
            Carried { kind: &groups::KIND, column: &groups::EMAIL_ADDRESSES },
            Carried { kind: &unified_groups::KIND, column: &groups::EMAIL_ADDRESSES },
            Carried { kind: &dynamic_groups::KIND, column: &groups::EMAIL_ADDRESSES },
            Carried { kind: &recipients::KIND, column: &recipients::EMAIL_ADDRESSES },
        ],
    ),
    filled("calendar rights", &[Carried { kind: &folder_permissions::KIND, column: &folder_permissions::TRUSTEE }]),
];

static DESTINATION: &[Part] = &[
    perhaps_blank(
        "contacts with their external address",
        &[
            Carried { kind: &contacts::KIND, column: &contacts::EXTERNAL_EMAIL_ADDRESS },
            Carried { kind: &recipients::KIND, column: &recipients::EXTERNAL_EMAIL_ADDRESS },
        ],
    ),
    perhaps_blank(
        "forwarding of mailboxes",
        &[
            Carried { kind: &mailboxes::KIND, column: &mailboxes::FORWARDING_ADDRESS },
            Carried { kind: &mailboxes::KIND, column: &mailboxes::FORWARDING_SMTP_ADDRESS },
            Carried { kind: &forwarding::KIND, column: &forwarding::FORWARDING_ADDRESS },
            Carried { kind: &forwarding::KIND, column: &forwarding::FORWARDING_SMTP_ADDRESS },
        ],
    ),
];

/// Checks of the exports whose findings say that something is cut or lost in them.
const LOSSES: [&str; 7] = ["INP001", "INP002", "INP003", "INP004", "INP006", "INP012", "INP013"];

/// Everything that the exports of a side lack as a backup, in words.
pub fn gaps(facts: &Facts, answer: &Answer, side: Side) -> Vec<String> {
    let missing = missing(facts, side).map(|(what, how)| format!("missing from the {side}: {what}; {how}"));
    missing.chain(unlisted(facts, side)).chain(losses(answer, side)).collect()
}

/// The parts that no export of a side has, each with how to make it.
fn missing(facts: &Facts, side: Side) -> impl Iterator<Item = (&'static str, String)> {
    let parts = match side {
        Side::Source => SOURCE,
        Side::Destination => DESTINATION,
    };
    let is_there = move |part: &&Part| {
        part.any.iter().any(|Carried { kind, column }| {
            let mut tables = facts.tenant(side).of_kind(kind);
            tables.any(|table| {
                table.has(column) || (part.may_be_blank && table.header(column).is_some() && !table.is_empty())
            })
        })
    };
    let how_of = |part: &Part| part.any.first().map(|carried| how(carried.kind)).unwrap_or_default();
    parts.iter().filter(move |part| !is_there(part)).map(move |part| (part.what, how_of(part)))
}

/// How many objects of a side have no list of addresses.
fn without_addresses(facts: &Facts, side: Side) -> u64 {
    facts.tenant(side).in_scope().filter(|(_, object)| object.proxies.is_none()).count() as u64
}

/// Objects of the source that could not be restored, because no export lists their addresses or UPN. What the
/// destination holds is restored from the source.
fn unlisted(facts: &Facts, side: Side) -> Vec<String> {
    if side == Side::Destination {
        return Vec::new();
    }
    let tenant = facts.tenant(side);
    let mut gaps = Vec::new();
    let count = without_addresses(facts, side);
    if count > 0 {
        gaps.push(format!("no export lists the addresses of {} of the {side} whole", counted(count, "object")));
    }
    let nameless = tenant.in_scope().filter(|(_, object)| object.class.is_mailbox() && object.upn.is_empty()).count();
    if nameless > 0 {
        gaps.push(format!("no export has the UPN of {} of the {side}", counted(nameless as u64, "mailbox")));
    }
    gaps
}

/// What the exports of a side have lost, as the checks of the exports say it.
fn losses(answer: &Answer, side: Side) -> impl Iterator<Item = String> {
    let is_loss = move |finding: &&Finding| finding.side == side && LOSSES.contains(&finding.code);
    answer
        .findings
        .iter()
        .filter(is_loss)
        .map(|finding| format!("{} in `{}`: {}", finding.code, finding.subject, finding.message))
}

/// Steps 48 to 51.
pub(super) fn source_backup(facts: &Facts, answer: &Answer, looked: &mut Looked) {
    backup(facts, answer, Side::Source, looked);
}

/// Steps 52 to 54.
pub(super) fn destination_backup(facts: &Facts, answer: &Answer, looked: &mut Looked) {
    backup(facts, answer, Side::Destination, looked);
}

/// Whether the exports of a side hold all parts and whole addresses, and the project file says where they are kept.
fn backup(facts: &Facts, answer: &Answer, side: Side, looked: &mut Looked) {
    let mut missed = 0;
    for (what, how) in missing(facts, side) {
        missed += 1;
        looked.open(1, Severity::Major, format!("missing from the {side}: {what}; {how}"));
    }
    let parts = if side == Side::Source { SOURCE } else { DESTINATION };
    (missed..parts.len()).for_each(|_| looked.see());
    looked.lead(Lead::Inputs);
    let count = without_addresses(facts, side);
    looked.unknown(count, format!("which addresses objects of the {side} hold that no export lists whole ({count})"));
    let lost = losses(answer, side).count() as u64;
    if lost > 0 {
        looked.remark(format!("{} of something cut or lost in the exports of the {side}", counted(lost, "finding")));
    }
    let (key, paths) = match side {
        Side::Source => ("source", &facts.plan.baseline.source),
        Side::Destination => ("destination", &facts.plan.baseline.destination),
    };
    if paths.is_empty() {
        let words = format!(
            "the project file names no folder in which the exports are kept: `baseline.{key}`; `tenantcheck baseline` keeps them"
        );
        looked.open(1, Severity::Major, words);
    } else {
        let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        looked.remark(format!(
            "to be kept in {}; `tenantcheck baseline` does that, with checksums that show any change",
            paths.join(", ")
        ));
    }
}
