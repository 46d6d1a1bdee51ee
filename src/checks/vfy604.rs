//! VFY604 group-setting-changed: who may send to a group, who moderates it or who sees it differs.

use super::{belonging, comparison};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY604",
    name: "group-setting-changed",
    severity: Severity::Minor,
    title: "A setting of a group differs",
    why: "A group that people made by hand has the defaults: it refuses mail from outside, shows itself in the address book and lets \
          everybody send. Compared are RequireSenderAuthenticationEnabled, HiddenFromAddressListsEnabled, the allowed and refused \
          senders, ModerationEnabled, ModeratedBy and BypassModerationFromSendersOrMembers, people as what they became; whoever \
          has no destination object is not expected (GRP004). The unions (`...SendersOrMembers`) are compared only where their \
          parts were not exported. What the source does not show is not compared; what the destination does not show, or \
          names ambiguously, is undecidable",
    fix: "`Set-DistributionGroup`, `Set-DynamicDistributionGroup` or `Set-UnifiedGroup` with the property",
    message: "`{subject}` became `{pair}`, whose `{value}` is `{actual}` and not `{expected}`",
    needs: &[belonging::SOURCE_SETTINGS, belonging::DESTINATION_SETTINGS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    for moved in &facts.moved.settings {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Changed => {
                let shown = |text: &str| if text.is_empty() { "empty" } else { text }.to_owned();
                let hit = Hit::new(side, facts.subject(side, moved.group), moved.property)
                    .with("pair", comparison::pair(facts, moved.group))
                    .with("actual", shown(&moved.actual))
                    .with("expected", shown(&moved.expected))
                    .seen(moved.at.map(|(row, column)| facts.at(Side::Destination, row, Some(column))));
                selection.hit(hit);
            }
            Outcome::Undecided(_) => selection.undecided_on(side),
            _ => {}
        }
    }
}
