//! INP006 unreadable-value: a cell cannot be read as its column's type.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP006",
    name: "unreadable-value",
    severity: Severity::Major,
    title: "A cell cannot be read",
    why: "A size, number, date, flag or address list that is none counts as unknown, so that nothing is concluded from it. Blank \
          cells and placeholders (`-`, `N/A`, `None`) are read; so are localised flags. A cell that was cut or damaged is INP001, \
          INP002 or INP012 instead",
    fix: "Correct the cell, or export again without opening the file in a spreadsheet",
    message: "In {cells} of `{value}`, the first in row {row}: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::inputs::cells(facts, Matter::Unreadable, selection);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn a_size_a_flag_and_a_date_that_are_none() {
        let tenants = Tenants::new().source(
            "statistics.csv",
            "UserPrincipalName,DisplayName,ItemCount,TotalItemSize,LastLogonTime\n\
             a@contoso.com,A,N/A,quarantined,31.02.2026 10:00:00\n\
             b@contoso.com,B,12,\"1 MB (1,048,576 bytes)\",20.02.2026 10:00:00\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source statistics.csv LastLogonTime
        major source statistics.csv TotalItemSize
        ");
    }

    #[test]
    fn what_was_cut_or_damaged_is_said_by_other_checks() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,ExchangeGuid,LitigationHoldEnabled\n\
             a@contoso.com,a@contoso.com,UserMailbox,\"{smtp:a@contoso.com, SMTP:b@contoso.com...}\",1.23E+10,WAHR\n\
             b@contoso.com,b@contoso.com,UserMailbox,System.String[],,-\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn no_level_on_a_folder_can_be_read() {
        let tenants = Tenants::new().source(
            "folders.csv",
            "Mailbox,FolderName,User,AccessRights\na@contoso.com,Calendar,Anonymous,{None}\na@contoso.com,Calendar,Default,None\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
