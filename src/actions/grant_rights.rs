//! grant-rights: rights of the source that the destination lacks, in its own names.

use std::collections::BTreeSet;

use super::rights::{self, Granted};
use super::{Action, Gaps, Steps, Target, Tenant, family};
use crate::facts::moved::{MovedRight, Outcome, Reason};
use crate::facts::{Facts, Moved};
use crate::plan::Command;
use crate::schema::Side;

/// The action.
pub static ACTION: Action = Action {
    name: "grant-rights",
    title: "Grant rights as the source has them",
    note: "Where mailboxes, groups and delegates are there (step 17), and again after the move (step 92).",
    family: &family::RIGHTS,
    written: &[
        (Command::Assess, Tenant::Of(Side::Destination)),
        (Command::Verify, Tenant::Of(Side::Destination)),
    ],
    closes: &["VFY301", "VFY303"],
    rows,
};

fn rows(gaps: &Gaps<'_>, steps: &mut Steps) {
    let facts = gaps.facts;
    if gaps.command() == Command::Assess {
        let moved = Moved::of(facts);
        moved.rights.iter().for_each(|moved| before_the_move(facts, moved, steps));
        return;
    }
    // A check that did not run, or was switched off, has found nothing to close.
    let found: BTreeSet<(&str, &str)> = ["VFY301", "VFY303"]
        .into_iter()
        .flat_map(|code| gaps.found(code))
        .map(|finding| (finding.subject.as_str(), finding.value.as_str()))
        .collect();
    for moved in &facts.moved.rights {
        let key = (facts.subject(Side::Source, moved.owner), facts.moved_right_value(moved));
        if let Some((owner, right)) = translated(facts, moved)
            && found.contains(&(key.0, key.1.as_str()))
        {
            match moved.outcome {
                Outcome::Missing => steps.push(rights::grant(&owner, &right)),
                Outcome::Changed => steps.push(rights::level(&owner, &right, level_there(facts, moved))),
                _ => {}
            }
        }
    }
}

/// Before the move the destination's rights are seldom exported: what nobody knows to be there is granted too, and
/// the script sees what is. Only what is known to be missing can be taken back.
fn before_the_move(facts: &Facts, moved: &MovedRight, steps: &mut Steps) {
    let Some((owner, right)) = translated(facts, moved) else { return };
    match moved.outcome {
        Outcome::Missing => steps.push(rights::grant(&owner, &right)),
        Outcome::Undecided(Reason::NotExported | Reason::NotListed) => steps.push_one_way(rights::grant(&owner, &right)),
        _ => {}
    }
}

/// The owner and the right in the destination's names.
fn translated(facts: &Facts, moved: &MovedRight) -> Option<(Target, Granted)> {
    let at = |id| Target::of(facts, Side::Destination, id);
    let owner = at(facts.pairs.of(moved.owner).destination?);
    let (_, right) = facts.moved_right(moved);
    let text = |symbol| facts.text(symbol).to_owned();
    let (folder, level) = (text(right.folder), text(right.level));
    Some((owner, Granted { kind: right.kind.as_str(), folder, level, trustee: at(moved.grantee?) }))
}

/// The level that the right has at the destination.
fn level_there<'a>(facts: &'a Facts, moved: &MovedRight) -> &'a str {
    moved.destination.map_or("", |at| facts.text(facts.rights.of(Side::Destination)[at as usize].level))
}
