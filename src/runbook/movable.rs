//! What the mover leaves behind.

use std::collections::BTreeMap;

use super::Looked;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::movers;

/// Step 8: rights, dynamic groups and archives that need a hand, and the classes that the mover does not take.
pub(super) fn left_behind(facts: &Facts, answer: &Answer, looked: &mut Looked) {
    let mover = movers::of(facts.plan.mover);
    looked.checks(facts, answer, &["DEL005", "GRP003", "MBX006"], None);
    let mut left: BTreeMap<&str, u64> = BTreeMap::new();
    let mut unsaid: BTreeMap<&str, u64> = BTreeMap::new();
    for (_, object) in facts.source.in_scope() {
        looked.see();
        match mover.moves(object.class) {
            Some(true) => {}
            Some(false) => *left.entry(object.class.as_str()).or_default() += 1,
            None => *unsaid.entry(object.class.as_str()).or_default() += 1,
        }
    }
    let counted = |classes: &BTreeMap<&str, u64>| {
        classes.iter().map(|(class, count)| format!("{count} {class}")).collect::<Vec<_>>().join(", ")
    };
    if !left.is_empty() {
        looked.remark(format!("{} does not take these objects: {}", mover.title, counted(&left)));
    }
    looked.unknown(
        unsaid.values().sum(),
        format!("whether {} takes these objects ({}), which nobody says,", mover.title, counted(&unsaid)),
    );
    if !mover.carries.rights.is_empty() {
        looked.remark(format!("rights that it carries: {}; Summary has the sources", mover.carries.rights.join(", ")));
    }
}
