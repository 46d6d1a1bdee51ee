//! What is to be known about the domain: whether another tenant has it already, and when it is switched over.

use super::Lead;
use super::Looked;
use super::judge::{of_check, some_of};
use crate::check::Severity;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::kinds::accepted_domains;
use crate::schema::Side;

/// Step 5: neither the accepted domains nor the addresses of the destination are in a moving domain. Tenants of
/// third parties cannot be seen.
pub(super) fn free(facts: &Facts, answer: &Answer, looked: &mut Looked) {
    let moving = &facts.domains.moving;
    let destination = facts.domains.of(Side::Destination);
    if moving.is_empty() {
        looked.missing(
            "the moving domains (`source.moving_domains` of the project file, or source accepted-domains)",
            None,
        );
        return;
    }
    let Some(accepted) = &destination.accepted else {
        looked.missing("destination accepted-domains", Some(&accepted_domains::KIND));
        return;
    };
    looked.see();
    let there: Vec<&str> = moving.iter().filter(|domain| accepted.contains_key(*domain)).map(String::as_str).collect();
    let count = there.len() as u64;
    looked.open(count, Severity::Blocker, format!("accepted by the destination already: {}", there.join(", ")));
    let used: Vec<&str> = of_check(answer, "ADR007")
        .filter(|finding| finding.side == Side::Destination && facts.domains.is_moving(&finding.value))
        .map(|finding| finding.value.as_str())
        .collect();
    looked.lead(if used.is_empty() { Lead::Domains } else { Lead::Check("ADR007") });
    let count = used.len() as u64;
    let words =
        format!("{count} × ADR007, addresses in a moving domain at the destination: {}", some_of(used.into_iter()));
    looked.open(count, Severity::Major, words);
    let is_meant = |class: crate::values::recipient::Class| class.is_mailbox() || class.is_group();
    let silent = facts.destination.in_scope().filter(|(_, object)| is_meant(object.class) && object.proxies.is_none());
    let count = silent.count() as u64;
    looked.unknown(count, format!("whether objects of the destination whose addresses are unknown ({count}) use it"));
    looked.remark("a tenant of somebody else cannot be seen: the portal refuses the domain in step 57 if one has it");
}

/// Steps 46 and 47: the project file says when.
pub(super) fn cutover(facts: &Facts, _: &Answer, looked: &mut Looked) {
    looked.see();
    looked.lead(Lead::Domains);
    match &facts.plan.cutover {
        Some(at) => looked.remark(format!("agreed: {}", at.strftime("%Y-%m-%d %H:%M %:z"))),
        None => looked.open(1, Severity::Major, "the project file names no date and time: `project.cutover`"),
    }
}
