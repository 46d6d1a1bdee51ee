//! INP002 truncated-value: a list or an identifier was cut off at its end.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP002",
    name: "truncated-value",
    severity: Severity::Major,
    title: "A list or identifier was cut off",
    why: "The shell shows four entries of a list and ends them with dots; what came after is lost, and the cell is unknown. \
          Display names and free text that end in dots are not meant",
    fix: "Export with `Export-Csv` and joined lists instead of `Format-Table` or `Format-List`, or raise `$FormatEnumerationLimit`",
    message: "In {cells} of `{value}`, the first in row {row}: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::inputs::cells(facts, Matter::Cut, selection);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn lists_and_identifiers_are_meant_and_names_are_not() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,DisplayName,RecipientTypeDetails,EmailAddresses,LegacyExchangeDN\n\
             a@contoso.com,a@contoso.com,And so on...,UserMailbox,\"{smtp:a@contoso.com, SMTP:b@contoso.com...}\",/o=X/cn=a\n\
             b@contoso.com,b@contoso.com,B,UserMailbox,SMTP:b@contoso.com,/o=ExchangeLabs/ou=Exchange Administrati…\n\
             c@contoso.com,c@contoso.com,C,UserMailbox,\"{smtp:c@contoso.com, smtp:d@contoso.com...}\",/o=X/cn=c\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source mailboxes.csv EmailAddresses
        major source mailboxes.csv LegacyExchangeDN
        ");
    }
}
