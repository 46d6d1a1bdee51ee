//! What the checks of mailbox sizes share: the exports that tell sizes, archives and holds, licence blocks, evidence.

use crate::check::{Carried, Evidence, Need};
use crate::facts::{Facts, Object, ObjectId, RowRef};
use crate::kinds::{archive_statistics, mailbox_statistics, mailbox_usage, mailboxes};
use crate::schema::{Column, Side};
use crate::values::recipient::Class;

/// What a mailbox holds without a licence, or with a small one: 50 GB as Exchange counts them.
pub(super) const BLOCK: u64 = 50 << 30;

/// Every column with the size of a primary mailbox.
pub(super) const SIZES: &[Carried] = &[
    Carried { kind: &mailbox_statistics::KIND, column: &mailbox_statistics::TOTAL_ITEM_SIZE },
    Carried { kind: &mailbox_statistics::KIND, column: &mailbox_statistics::TOTAL_ITEM_SIZE_BYTES },
    Carried { kind: &mailbox_usage::KIND, column: &mailbox_usage::STORAGE_USED },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::SIZE },
];

/// Every column that says whether there is an archive.
pub(super) const ARCHIVES: &[Carried] = &[
    Carried { kind: &mailboxes::KIND, column: &mailboxes::ARCHIVE_GUID },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::ARCHIVE_STATUS },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::ARCHIVE_STATE },
    Carried { kind: &mailbox_usage::KIND, column: &mailbox_usage::HAS_ARCHIVE },
    Carried { kind: &archive_statistics::KIND, column: &archive_statistics::TOTAL_ITEM_SIZE },
    Carried { kind: &archive_statistics::KIND, column: &archive_statistics::TOTAL_ITEM_SIZE_BYTES },
];

const LITIGATION: &[Carried] = &[Carried { kind: &mailboxes::KIND, column: &mailboxes::LITIGATION_HOLD }];
const IN_PLACE: &[Carried] = &[Carried { kind: &mailboxes::KIND, column: &mailboxes::IN_PLACE_HOLDS }];
const DELAY: &[Carried] = &[
    Carried { kind: &mailboxes::KIND, column: &mailboxes::DELAY_HOLD },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::DELAY_RELEASE_HOLD },
];
const RETENTION: &[Carried] = &[
    Carried { kind: &mailboxes::KIND, column: &mailboxes::RETENTION_HOLD },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::COMPLIANCE_TAG_HOLD },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::IN_PLACE_HOLDS },
];

/// Every column that shows a hold.
pub(super) const HOLDS: &[Carried] = &[
    Carried { kind: &mailboxes::KIND, column: &mailboxes::LITIGATION_HOLD },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::IN_PLACE_HOLDS },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::DELAY_HOLD },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::DELAY_RELEASE_HOLD },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::RETENTION_HOLD },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::COMPLIANCE_TAG_HOLD },
];

/// Sizes of the source.
pub(super) const SOURCE_SIZES: Need = Need::on(Side::Source, SIZES);

/// Archives of the source.
pub(super) const SOURCE_ARCHIVES: Need = Need::on(Side::Source, ARCHIVES);

/// Some hold of the source.
pub(super) const SOURCE_HOLDS: Need = Need::on(Side::Source, HOLDS);

/// Every kind of hold of the source.
pub(super) const EVERY_SOURCE_HOLD: [Need; 4] = [
    Need::on(Side::Source, LITIGATION),
    Need::on(Side::Source, IN_PLACE),
    Need::on(Side::Source, DELAY),
    Need::on(Side::Source, RETENTION),
];

/// The mailboxes of the source that take part in the move.
pub(super) fn mailboxes(facts: &Facts) -> impl Iterator<Item = (ObjectId, &Object)> {
    facts.source.in_scope().filter(|(_, object)| object.class.is_mailbox())
}

/// A size as a person reads it, e.g. `57.9 GB`.
pub(super) fn gigabytes(bytes: u64) -> String {
    format!("{:.1} GB", bytes as f64 / f64::from(1 << 30))
}

/// What a mailbox is called by its kind, e.g. `room mailbox`.
pub(super) fn class_words(class: Class) -> String {
    format!("{} mailbox", class.as_str())
}

/// Where the size of an archive or a primary mailbox stands, else where the mailbox is described.
pub(super) fn size_evidence(facts: &Facts, object: &Object, at: Option<RowRef>) -> Option<Evidence> {
    const COLUMNS: [&Column; 6] = [
        &mailbox_statistics::TOTAL_ITEM_SIZE_BYTES,
        &mailbox_statistics::TOTAL_ITEM_SIZE,
        &archive_statistics::TOTAL_ITEM_SIZE_BYTES,
        &archive_statistics::TOTAL_ITEM_SIZE,
        &mailbox_usage::STORAGE_USED,
        &mailboxes::SIZE,
    ];
    let Some(at) = at else { return facts.evidence(Side::Source, object, &[]) };
    let table = &facts.source.tables[at.table as usize];
    let is_own = |column: &&Column| table.kind.owns(column);
    let column = COLUMNS.into_iter().filter(is_own).find(|column| table.has(column));
    Some(facts.at(Side::Source, at, column))
}

/// Where a mailbox export shows that there is an archive.
pub(super) fn archive_evidence(facts: &Facts, object: &Object) -> Option<Evidence> {
    let columns: [&Column; 3] = [&mailboxes::ARCHIVE_GUID, &mailboxes::ARCHIVE_STATUS, &mailboxes::ARCHIVE_STATE];
    facts.evidence(Side::Source, object, &columns)
}
