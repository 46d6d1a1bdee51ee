//! INP004 characters-lost: letters of names were lost to an encoding.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP004",
    name: "characters-lost",
    severity: Severity::Major,
    title: "Letters of names were lost",
    why: "Windows PowerShell writes ASCII unless told otherwise, and every other letter becomes `?`; a file read in the wrong \
          encoding holds U+FFFD. Two people can become one (`M?ller`). A question, a web address and a `?` that stands alone \
          lost no letter",
    fix: "Export again with `-Encoding UTF8` (Windows PowerShell) or with PowerShell 7, and do not open and save the file between",
    message: "In {cells} of `{value}`, the first in row {row}: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::inputs::cells(facts, Matter::CharactersLost, selection);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn names_that_lost_letters_and_questions_that_did_not() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,DisplayName,RecipientTypeDetails\n\
             a@contoso.com,a@contoso.com,J?rgen M?ller,UserMailbox\n\
             b@contoso.com,b@contoso.com,Jos\u{fffd},UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source mailboxes.csv DisplayName");
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,DisplayName,RecipientTypeDetails\n\
             a@contoso.com,a@contoso.com,Any questions?,SharedMailbox\n\
             b@contoso.com,b@contoso.com,Jürgen Müller,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
