//! VFY603 owner-missing: somebody does not own the group any more.

use super::{belonging, comparison};
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Role;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY603",
    name: "owner-missing",
    severity: Severity::Minor,
    title: "An owner of a group did not arrive",
    why: "They cannot change the group's members or approve who joins. Expected is what each owner became; one without a \
          destination object is none (GRP002), one whose name fits several objects or none is undecidable. `Organization \
          Management` is no owner. Further owners, as whoever created the group, are no trouble",
    fix: "`Set-DistributionGroup -ManagedBy @{Add='...'}`, for Microsoft 365 groups `Add-UnifiedGroupLinks -LinkType Owners` \
          (an owner must be a member there)",
    message: "`{subject}` became `{pair}`, which lacks its owner `{value}`",
    needs: &[belonging::SOURCE_OWNERS, belonging::DESTINATION_OWNERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    comparison::missing(facts, selection, Role::Owner);
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::groups;

    #[test]
    fn owners_who_are_not_owners_any_more() {
        let before = [",Kim Akers;sam", ",Eve;kim", ",Organization Management", ",kim"];
        let tenants = groups(",ManagedBy", before, [",sam;xaver@fabrikam.com", ",kim", ",svc@fabrikam.com"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source all@contoso.com kim@contoso.com");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"`all@contoso.com` became `all@contoso.com`, which lacks its owner `kim@contoso.com`");
    }

    #[test]
    fn names_of_several_and_lost_lists_are_undecidable() {
        let tenants = groups(",ManagedBy", [",Pat", ",kim", ",", ","], [",sam", ",System.Object[]", ","]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 2 of 2");
    }

    #[test]
    fn without_owners_of_the_destination_it_does_not_run() {
        let tenants = groups("", [""; 4], [""; 3]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: baseline of the source: groups `ManagedBy`; destination: groups `ManagedBy`");
    }
}
