//! DEL006 right-cut-by-wave: owner and delegate move at different times.

use super::delegation;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "DEL006",
    name: "right-cut-by-wave",
    severity: Severity::Major,
    title: "Owner and delegate of a right move in different waves",
    why: "Rights do not work across tenants: from the move of the first until the move of the second the delegate is locked \
          out. Asked where both have a wave, in the column `Wave` of the identity map or of the previous workbook; names of \
          waves are compared without regard to case and blanks. Whoever has no wave is not counted as cut",
    fix: "Give both the same wave in the identity map, or tell the delegate for how long the access is gone; \
          `tenantcheck waves` suggests waves that cut few rights",
    message: "`{grantee}` has {right} `{subject}`: the owner moves in wave `{owner_wave}`, the delegate in `{wave}`",
    needs: &[super::SOURCE_DELEGATES],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    if facts.waves.is_empty() {
        selection.lack("identity map or previous workbook: column `Wave`");
        return;
    }
    delegation::each(facts, selection, |selection, right, owner| {
        let Some(grantee) = right.grantee.own() else { return };
        if let (Some(own), Some(other)) = (facts.wave(owner), facts.wave(grantee))
            && own != other
        {
            selection.hit(delegation::hit(facts, right, owner).with("owner_wave", own).with("wave", other));
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::full_access;

    #[test]
    fn waves_that_differ_and_no_others() {
        let map = |rows: &str| format!("Source,Destination,Wave\nbox@contoso.com,box@fabrikam.com,Wave 1\n{rows}");
        let rights = || full_access(&["kim", "sam", "eve", "Pat", "p@tailspin.com"]);
        let cut = rights().map(&map("kim@contoso.com,,wave 1\nsam@contoso.com,,2\neve@contoso.com,,\n"));
        insta::assert_snapshot!(cut.findings(&super::CHECK), @"major source box@contoso.com full-access:sam@contoso.com");
        insta::assert_snapshot!(cut.messages(&super::CHECK), @"`sam@contoso.com` has Full Access to `box@contoso.com`: the owner moves in wave `Wave 1`, the delegate in `2`");
        insta::assert_snapshot!(rights().findings(&super::CHECK), @"not run: source: recipient-permissions `GrantedSMTP`; source: folder-permissions `GrantedSMTP`; identity map or previous workbook: column `Wave`");
    }
}
