//! Which objects move: what people decide in the sheets.

use super::{Lead, Looked};
use crate::check::Severity;
use crate::engine::Answer;
use crate::facts::Facts;

/// Step 15: the Decision columns of Mailboxes and Groups are filled in.
pub(super) fn settled(facts: &Facts, _: &Answer, looked: &mut Looked) {
    looked.lead(Lead::Objects);
    let is_listed = |class: crate::values::recipient::Class| class.is_mailbox() || class.is_group();
    let count = facts.source.in_scope().filter(|(_, object)| is_listed(object.class)).count() as u64;
    if count == 0 {
        return;
    }
    looked.open(
        count,
        Severity::Info,
        format!("{count} mailboxes and groups are to be decided in the Decision columns of Mailboxes and Groups"),
    );
}
