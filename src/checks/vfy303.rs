//! VFY303 right-changed: a folder is open wider, or less wide, than it was.

use super::comparison;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY303",
    name: "right-changed",
    severity: Severity::Major,
    title: "The level of a right on a folder differs",
    why: "An assistant who could write can only read, or a reader can delete. The level before stands left of `>`, the level now \
          right of it; such a right is neither missing (VFY301) nor extra (VFY302). Folders are compared by their role, \
          whatever their language, others by their path; several single rights are one level, in whichever order they stand. \
          A level that an export does not name is undecidable",
    fix: "`Set-MailboxFolderPermission -AccessRights` with the level before",
    message: "`{subject}` became `{pair}`, on which `{grantee}` had {right} and now has `{level}`",
    needs: &[super::SOURCE_FOLDERS, super::DESTINATION_FOLDERS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    for moved in facts.moved.rights.iter().filter(|moved| moved.source.is_some()) {
        let Some(at) = moved.destination else { continue };
        let now = &facts.rights.of(Side::Destination)[at as usize];
        if now.level.is_empty() {
            continue;
        }
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Changed => {
                let seen = facts.at(Side::Destination, now.at, Some(now.column));
                selection.hit(comparison::right(facts, moved).with("level", facts.text(now.level)).seen(Some(seen)));
            }
            Outcome::Undecided(_) => selection.undecided_on(side),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::folders;
    use crate::checks::{vfy301, vfy302};

    #[test]
    fn a_level_that_differs_is_this_and_nothing_else() {
        let tenants = folders(
            "kim,Kalender,Sam Lee,Editor\nkim,Projects,Sam Lee,\"ReadItems, CreateItems\"\nbox,Calendar,kim,Free/Busy time only\n",
            "kim,Calendar,sam,Reviewer\nkim,Projects,sam,\"CreateItems,ReadItems\"\nbox,Calendar,kim,AvailabilityOnly\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source kim@contoso.com folder:calendar:editor>reviewer:sam@contoso.com");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"`kim@contoso.com` became `kim@contoso.com`, on which `sam@contoso.com` had level `editor` on the folder `calendar` and now has `reviewer`");
        assert_eq!(tenants.findings(&vfy301::CHECK) + &tenants.findings(&vfy302::CHECK), "");
    }

    #[test]
    fn a_level_that_is_not_named_is_undecidable() {
        let tenants = folders("kim,Calendar,Sam Lee,Editor\n", "kim,Calendar,kim,Editor\n")
            .destination("combined.csv", "Mailbox,User,AccessRights\nkim,Sam Lee,Calendar Folder\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
    }
}
