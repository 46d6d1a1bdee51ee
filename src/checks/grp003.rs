//! GRP003 dynamic-group: the members of a group are a filter.

use super::belonging;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, domain_of};
use crate::kinds::groups;
use crate::schema::Side;
use crate::values::address::subdomain_of;
use crate::values::filter::{Clause, clauses};
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "GRP003",
    name: "dynamic-group",
    severity: Severity::Major,
    title: "The members of a group are a filter",
    why: "A filter is no list of members and is not carried: it must be built again, and it finds the same people only if the \
          attributes that it asks for have the same values at the destination. A filter with a domain of the source finds \
          nobody there once addresses are renamed. Both dynamic distribution groups and Microsoft 365 groups with a membership \
          rule are meant",
    fix: "Build it again with `New-DynamicDistributionGroup -RecipientFilter` (membership rule: `Update-MgGroup \
          -MembershipRule`) after its domains and values are those of the destination, and compare \
          `Get-DynamicDistributionGroupMember` on both sides",
    message: "The members of `{subject}` are a filter that uses {uses}",
    needs: &[belonging::SOURCE_DYNAMIC_GROUPS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (_, object) in belonging::all_groups(facts) {
        let filter = facts.word(Side::Source, object, &[&groups::RECIPIENT_FILTER]);
        if object.class != Class::Dynamic && filter.is_none() {
            continue;
        }
        selection.examine();
        let Some(filter) = filter.map(|filter| facts.text(filter).trim()) else {
            selection.undecided();
            continue;
        };
        let hit = Hit::new(Side::Source, facts.text(object.subject), filter)
            .with("uses", uses(facts, filter))
            .seen(facts.evidence(Side::Source, object, &[&groups::RECIPIENT_FILTER]));
        selection.hit(hit);
    }
}

/// The source's domains and the values that a filter asks for, in words.
fn uses(facts: &Facts, filter: &str) -> String {
    let mut domains: Vec<String> = Vec::new();
    let mut values: Vec<String> = Vec::new();
    for clause in clauses(filter).iter().filter(|clause| !is_standard(clause)) {
        let (list, shown) = match source_domain(facts, &clause.value) {
            Some(domain) => (&mut domains, format!("`{domain}`")),
            None => (&mut values, format!("`{}` ({})", clause.value, clause.property)),
        };
        if !list.contains(&shown) {
            list.push(shown);
        }
    }
    let of = |one: &str, many: &str, list: &[String]| {
        (!list.is_empty()).then(|| format!("{} {}", if list.len() == 1 { one } else { many }, list.join(", ")))
    };
    let parts = [
        of("the source domain", "the source domains", &domains),
        of("the value", "the values", &values),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "recipient types only".to_owned() } else { parts.join(" and ") }
}

/// Types of recipients, and what Exchange adds to every filter to leave its own mailboxes out.
fn is_standard(clause: &Clause<'_>) -> bool {
    let starts = |text: &str, start: &str| {
        text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    starts(clause.property, "RecipientType") || starts(&clause.value, "SystemMailbox{") || starts(&clause.value, "CAS_{")
}

/// The domain of the source that a value names: `contoso.com`, `*@contoso.com`, `*.contoso.com`.
fn source_domain(facts: &Facts, value: &str) -> Option<String> {
    let value = value.trim_matches(['*', '.', '@', ' ']).to_lowercase();
    let named = domain_of(&value).unwrap_or(&value);
    let known = facts.domains.of(Side::Source);
    let accepted = known.accepted.iter().flat_map(|accepted| accepted.keys());
    let mut own = known.initial.iter().chain(accepted).chain(facts.domains.map.keys());
    own.any(|domain| domain == named || subdomain_of(named, domain)).then(|| named.to_owned())
}
