//! VFY302 right-extra: somebody may do more at the destination than at the source.

use super::comparison;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY302",
    name: "right-extra",
    severity: Severity::Minor,
    title: "A right that the source did not have",
    why: "Somebody can open or send what nobody let them: mostly a right that was granted to the wrong person, or one of the \
          work on the move that was left. Asked of rights at the destination whose owner and grantee both moved; what the \
          destination's baseline had already is none, and neither is a level of a folder that differs (VFY303). Where the \
          source's export does not tell which rights of that kind the owner had, it is undecidable",
    fix: "Ask the owner, then `Remove-MailboxPermission`, `Remove-RecipientPermission`, \
          `Set-Mailbox -GrantSendOnBehalfTo @{Remove='...'}`, `Remove-MailboxFolderPermission`",
    message: "{subject} became {pair}, on which {grantee} has {right}, and had not at the source",
    needs: &[super::SOURCE_DELEGATES, super::DESTINATION_DELEGATES, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT_OF_BOTH,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Destination;
    for moved in facts.moved.rights.iter().filter(|moved| moved.destination.is_some()) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Extra => selection.hit(comparison::right(facts, moved)),
            Outcome::Undecided(_) if moved.source.is_none() => selection.undecided_on(side),
            _ => {}
        }
    }
    for _ in 0..facts.rights.undecided(side) {
        selection.examine_on(side);
        selection.undecided_on(side);
    }
}
