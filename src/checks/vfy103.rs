//! VFY103 display-name-changed: people do not find a mailbox or group by its name.

use super::arrived::{self, Arrived};
use super::needs::{DESTINATION_NAMES, SOURCE_NAMES};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::recipient::Class;
use crate::values::text::trim;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY103",
    name: "display-name-changed",
    severity: Severity::Minor,
    title: "A shared mailbox or group does not have its display name back",
    why: "While both tenants exist shared mailboxes and groups are often shown under a marked name; afterwards \
          people look for the name they know. The value is the original name, which is to be set. Asked of shared \
          mailboxes and groups, capitals included; spaces around a name do not count. A name that the exports of \
          one side do not show is undecidable. Names of people belong to the directory of the destination and are \
          not judged",
    fix: "`Set-Mailbox -DisplayName`, for groups `Set-DistributionGroup -DisplayName` or `Set-UnifiedGroup \
          -DisplayName`",
    message: "{subject} was called `{value}`; {pair} is called `{now}`",
    needs: &[SOURCE_NAMES, DESTINATION_NAMES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        if object.class != Class::Shared && !object.class.is_group() {
            continue;
        }
        selection.examine();
        let [original, now] = [object, other].map(|object| trim(facts.text(object.display_name)));
        if original.is_empty() || now.is_empty() {
            selection.undecided();
        } else if original != now {
            let hit = Hit::new(Side::Source, facts.text(object.subject), original)
                .with("pair", facts.text(other.subject))
                .with("now", now)
                .seen(facts.evidence(Side::Source, object, super::DISPLAY_NAME_COLUMNS));
            selection.hit(hit);
        }
    }
}
