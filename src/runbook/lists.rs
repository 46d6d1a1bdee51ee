//! Which exports are there: the lists that the runbook asks for on both sides.

use super::judge::{how, of_check, some_of};
use super::{Lead, Looked};
use crate::check::Severity;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::kinds::{
    accepted_domains, domains, dynamic_groups, groups, mailboxes, recipients, transport_rules, unified_groups, users,
};
use crate::schema::{Kind, Side};
use crate::values::recipient::Class;

/// What the exports must hold on each side: the list, and kinds of which one will do, the best first.
const LISTS: [(&str, &[&Kind]); 4] = [
    ("accepted domains", &[&accepted_domains::KIND, &domains::KIND]),
    ("mailboxes", &[&mailboxes::KIND, &recipients::KIND]),
    ("groups", &[&groups::KIND, &unified_groups::KIND, &dynamic_groups::KIND, &recipients::KIND]),
    ("users", &[&users::KIND]),
];

/// Whether an export is sound. How old exports are (INP014) cannot be told of those that bear no date, and none of
/// these lists must bear one.
const SOUND: &[&str] = &[
    "INP001", "INP002", "INP003", "INP004", "INP005", "INP006", "INP007", "INP008", "INP009", "INP010", "INP011",
    "INP012", "INP013",
];

/// Step 12: all lists are there, and sound.
pub(super) fn exported(facts: &Facts, answer: &Answer, looked: &mut Looked) {
    looked.lead(Lead::Inputs);
    let mut there: Vec<String> = Vec::new();
    for side in [Side::Source, Side::Destination] {
        for (list, kinds) in LISTS {
            let is_there = kinds.iter().any(|kind| facts.tenant(side).has_rows(kind));
            if is_there {
                there.push(format!("{side} {list}"));
            } else {
                let how = kinds.first().map(|kind| how(kind)).unwrap_or_default();
                looked.open(1, Severity::Major, format!("missing: {side} {list}; {how}"));
            }
        }
    }
    looked.checks(facts, answer, SOUND, None);
    let old: Vec<&str> = of_check(answer, "INP014").map(|finding| finding.subject.as_str()).collect();
    let count = old.len() as u64;
    looked.open(count, Severity::Minor, format!("{count} × INP014, old exports: {}", some_of(old.into_iter())));
    if !there.is_empty() {
        looked.remark(format!("there: {}", there.join(", ")));
    }
    let has = |belongs: fn(Class) -> bool| facts.source.in_scope().any(|(_, object)| belongs(object.class));
    let resource = |class| matches!(class, Class::Room | Class::Equipment | Class::Scheduling);
    for (what, is_there) in [("shared mailbox", has(|class| class == Class::Shared)), ("resource", has(resource))] {
        if !is_there {
            looked.remark(format!("the source exports hold no {what}: make sure that there is none"));
        }
    }
}

/// Steps 9 to 11: rules that were exported are named.
pub(super) fn mail_flow(facts: &Facts, _: &Answer, looked: &mut Looked) {
    for side in [Side::Source, Side::Destination] {
        let rules: u64 = facts.tenant(side).of_kind(&transport_rules::KIND).map(|table| table.len() as u64).sum();
        match rules {
            0 => looked.remark(format!("no mail flow rules of the {side} were given; {}", how(&transport_rules::KIND))),
            rules => {
                looked.lead(Lead::Inputs);
                looked.remark(format!("{rules} mail flow rules of the {side} are among the inputs"));
            }
        }
    }
}
