//! Whether the exports of a run would do as the backup that a way back needs.
//!
//! Before the move the exports that are assessed are the backup, if they are whole and are kept: the project file
//! names the folder, and Inputs has their checksums.

use super::judge::how;
use super::{Lead, Looked};
use crate::check::{Carried, Severity};
use crate::engine::Answer;
use crate::facts::Facts;
use crate::kinds::{
    addresses, contacts, dynamic_groups, folder_permissions, forwarding, groups, mailboxes, recipients, unified_groups,
    users,
};
use crate::schema::Side;

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

/// Steps 48 to 51.
pub(super) fn source_backup(facts: &Facts, _: &Answer, looked: &mut Looked) {
    hold(facts, Side::Source, SOURCE, looked);
    kept(facts, Side::Source, looked);
}

/// Steps 52 to 54.
pub(super) fn destination_backup(facts: &Facts, _: &Answer, looked: &mut Looked) {
    hold(facts, Side::Destination, DESTINATION, looked);
    kept(facts, Side::Destination, looked);
}

/// Whether the exports of a side hold all parts.
fn hold(facts: &Facts, side: Side, parts: &[Part], looked: &mut Looked) {
    for Part { what, any, may_be_blank } in parts {
        let is_there = any.iter().any(|Carried { kind, column }| {
            let mut tables = facts.tenant(side).of_kind(kind);
            tables.any(|table| {
                table.has(column) || (*may_be_blank && table.header(column).is_some() && !table.is_empty())
            })
        });
        if is_there {
            looked.see();
        } else {
            let how = any.first().map(|carried| how(carried.kind)).unwrap_or_default();
            looked.open(1, Severity::Major, format!("missing from the {side}: {what}; {how}"));
        }
    }
}

/// Whether the addresses are whole, and the project file says where the backup is kept.
fn kept(facts: &Facts, side: Side, looked: &mut Looked) {
    looked.lead(Lead::Inputs);
    let objects = facts.tenant(side).in_scope().filter(|(_, object)| object.proxies.is_none());
    let count = objects.count() as u64;
    looked.unknown(count, format!("which addresses objects of the {side} hold that no export lists whole ({count})"));
    let (key, paths) = match side {
        Side::Source => ("source", &facts.plan.baseline.source),
        Side::Destination => ("destination", &facts.plan.baseline.destination),
    };
    if paths.is_empty() {
        let words = format!("the project file names no folder in which the exports are kept: `baseline.{key}`");
        looked.open(1, Severity::Major, words);
    } else {
        let paths: Vec<String> = paths.iter().map(|path| format!("`{}`", path.display())).collect();
        looked.remark(format!("to be kept in {}; checksums of what was read are on Inputs", paths.join(", ")));
    }
}
