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

#[cfg(test)]
mod tests {
    use crate::checks::belonging::testing::{people, plain};

    const HEADER: &str = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,RecipientFilter\n";

    #[test]
    fn the_filter_is_the_value_and_what_it_uses_is_named() {
        let filter = "((((RecipientType -eq 'UserMailbox') -and (Department -eq 'R&D') -and (WindowsEmailAddress -like \
                      '*@contoso.com'))) -and (-not(Name -like 'SystemMailbox{*')) -and (-not(RecipientTypeDetailsValue -eq \
                      'ArbitrationMailbox')))";
        let tenants = people().source(
            "dynamic.csv",
            &format!(
                "{HEADER}R&D,rnd@contoso.com,DynamicDistributionGroup,\"{filter}\"\n\
                 Rooms,rooms@contoso.com,DynamicDistributionGroup,RecipientTypeDetails -eq 'RoomMailbox'\n\
                 Mine,mine@contoso.com,DynamicDistributionGroup,Company -eq 'maxcontoso.com'\n\
                 Blank,blank@contoso.com,DynamicDistributionGroup,\n"
            ),
        );
        let found = tenants.findings(&super::CHECK);
        assert!(found.contains(&format!("major source rnd@contoso.com {filter}\n")), "{found}");
        assert!(found.ends_with("undecidable 1 of 4\n"), "{found}");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The members of `mine@contoso.com` are a filter that uses the value `maxcontoso.com` (Company)
        The members of `rnd@contoso.com` are a filter that uses the source domain `contoso.com` and the value `R&D` (Department)
        The members of `rooms@contoso.com` are a filter that uses recipient types only
        ");
    }

    #[test]
    fn a_membership_rule_is_a_filter_and_other_groups_are_not_meant() {
        let tenants = plain().source(
            "unified.csv",
            "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,AccessType,MembershipRule\n\
             Team,team@contoso.com,GroupMailbox,Private,\"(user.department -eq \"\"Sales\"\")\"\n\
             Club,club@contoso.com,GroupMailbox,Public,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r#"major source team@contoso.com (user.department -eq "Sales")"#);
    }

    #[test]
    fn without_the_filter_nothing_can_be_decided_and_without_any_export_it_does_not_run() {
        let tenants = people().source(
            "dynamic.csv",
            "DisplayName,PrimarySmtpAddress,RecipientTypeDetails\nR&D,rnd@contoso.com,DynamicDistributionGroup\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
        insta::assert_snapshot!(plain().findings(&super::CHECK), @"not run: source: dynamic-groups `RecipientFilter`");
    }
}
