//! Which objects move: what people decide in the sheets.

use std::collections::BTreeSet;

use super::{Lead, Looked};
use crate::check::Severity;
use crate::engine::Answer;
use crate::facts::{Facts, ObjectId};
use crate::schema::Side;
use crate::values::recipient::Class;

/// Title of the column in which people decide.
const DECISION: &str = "Decision";

/// Step 15: the Decision columns of Mailboxes and Groups were filled in, as far as an earlier workbook shows.
pub(super) fn settled(facts: &Facts, _: &Answer, looked: &mut Looked) {
    looked.lead(Lead::Objects);
    let decided = decided(facts);
    let is_listed = |class: Class| class.is_mailbox() || class.is_group();
    let mut undecided = 0;
    for (id, _) in facts.source.in_scope().filter(|(_, object)| is_listed(object.class)) {
        looked.see();
        undecided += u64::from(!decided.contains(&id));
    }
    looked.open(
        undecided,
        Severity::Info,
        format!("{undecided} mailboxes and groups have no word yet in the column {DECISION} of Mailboxes and Groups"),
    );
    if undecided > 0 {
        looked.remark("`--previous` reads what people decided in an earlier workbook");
    }
}

/// The source objects about which an earlier workbook says something.
fn decided(facts: &Facts) -> BTreeSet<ObjectId> {
    let cells = facts.previous.iter().flat_map(|previous| previous.column(DECISION));
    let filled = cells.filter(|(_, decision)| !decision.display().trim().is_empty());
    let resolver = facts.resolver(Side::Source);
    filled
        .filter_map(|(names, _)| names.iter().find_map(|name| resolver.resolve(name, &facts.source, &facts.pool).one()))
        .collect()
}
