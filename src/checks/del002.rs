//! DEL002 delegate-unresolved: a right names somebody whom no export knows.

use super::delegation;
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Fate};

/// The check.
pub static CHECK: Check = Check {
    code: "DEL002",
    name: "delegate-unresolved",
    severity: Severity::Minor,
    title: "A right names a delegate whom the exports do not know",
    why: "Mostly the delegate was deleted and its security identifier is left over (`S-1-5-21-...`), so that nothing is \
          lost; a name that should be known means that an export lacks objects. Outside addresses are DEL007, names of \
          several people DEL003. Well-known and system accounts are set aside",
    fix: "Check whether the delegate still exists; if so, export all recipients again (`Get-Recipient -ResultSize \
          Unlimited`); if not, drop the entry: `Remove-MailboxPermission`, `Remove-RecipientPermission`, \
          `Remove-MailboxFolderPermission`",
    message: "`{grantee}` has {right} `{subject}`, and no export of the source knows that name",
    needs: &[super::SOURCE_DELEGATES, super::SOURCE_OBJECTS],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let fates = facts.fates();
    delegation::each(facts, selection, |selection, right, owner| {
        if fates.of(right) == Fate::Nobody {
            selection.hit(delegation::hit(facts, right, owner));
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::{full_access, tenants};

    #[test]
    fn orphans_and_unknown_names() {
        let trustees = [
            "S-1-5-21-1-2-3-4",
            "Nobody Known",
            "gone@contoso.com",
            "NT AUTHORITY\\SELF",
            "EURPR04A002\\Organization Management",
            "kim",
            "p@tailspin.com",
            "Pat",
        ];
        insta::assert_snapshot!(full_access(&trustees).findings(&super::CHECK), @r"
        minor source box@contoso.com full-access:gone@contoso.com
        minor source box@contoso.com full-access:nobody known
        minor source box@contoso.com full-access:s-1-5-21-1-2-3-4
        ");
    }

    #[test]
    fn orphans_on_folders_keep_their_text() {
        let tenants = tenants().source(
            "folders.csv",
            "Mailbox,FolderName,User,AccessRights\n\
             box@contoso.com,Calendar,NT:S-1-5-21-1-2-3-4,Editor\n\
             box@contoso.com,Calendar,Default,AvailabilityOnly\n\
             box@contoso.com,Calendar,匿名,None\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source box@contoso.com folder:calendar:editor:nt:s-1-5-21-1-2-3-4");
    }

    #[test]
    fn a_lost_cell_is_undecided() {
        let tenants = full_access(&["System.Object[]", "kim"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
