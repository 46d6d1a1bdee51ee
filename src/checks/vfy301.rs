//! VFY301 right-missing: somebody may do less at the destination than at the source.

use super::comparison;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY301",
    name: "right-missing",
    severity: Severity::Major,
    title: "A right did not arrive",
    why: "People lose access to mailboxes and calendars that they work with. Asked of every right on something that has a pair \
          and is asked for, with the grantee as it is called at the destination; a right of a group is expected of the group, \
          not of its members. Set aside on both sides are inherited and denied entries, those of the owner itself, of system and \
          service accounts, of Default and Anonymous, and the level None. A level that differs is VFY303, a grantee without \
          a destination object VFY304. A right is missing only where the destination's export would show it: a kind that was \
          not exported is undecidable, and so is a folder that no row names where every other folder shows what Default or \
          Anonymous may",
    fix: "Grant it: `Add-MailboxPermission -AccessRights FullAccess`, `Add-RecipientPermission -AccessRights SendAs`, \
          `Set-Mailbox -GrantSendOnBehalfTo @{Add='...'}`, `Add-MailboxFolderPermission`",
    message: "{subject} became {pair}, on which {grantee} lacks {right}",
    needs: &[super::SOURCE_DELEGATES, super::DESTINATION_DELEGATES, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT_OF_BOTH,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    for moved in facts.moved.rights.iter().filter(|moved| moved.source.is_some()) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Missing => selection.hit(comparison::right(facts, moved)),
            Outcome::Undecided(_) if moved.destination.is_none() => selection.undecided_on(side),
            _ => {}
        }
    }
    let of_nobody = facts.rights.of(side).iter().filter(|right| right.owner_id().is_none()).count() as u64;
    for _ in 0..facts.rights.undecided(side) + of_nobody {
        selection.examine_on(side);
        selection.undecided_on(side);
    }
}
