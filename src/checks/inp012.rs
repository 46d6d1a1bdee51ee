//! INP012 spreadsheet-damage: a spreadsheet turned identifiers into numbers or dates.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP012",
    name: "spreadsheet-damage",
    severity: Severity::Major,
    title: "A spreadsheet damaged identifiers",
    why: "Opened and saved in a spreadsheet, long digits become `1.23E+10`, `3-4` becomes a date and a GUID can lose digits; the \
          identifier is lost and the cell counts as unknown. Names that merely hold digits are not meant",
    fix: "Export again and do not save the file from a spreadsheet; to look at it, import it with all columns as text",
    message: "In {cells} of `{value}`, the first in row {row}: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::inputs::cells(facts, Matter::SpreadsheetDamage, selection);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn numbers_and_dates_where_identifiers_were() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,Alias,RecipientTypeDetails,ExchangeGuid\n\
             a@contoso.com,a@contoso.com,4.91512E+11,UserMailbox,2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77\n\
             b@contoso.com,b@contoso.com,room42,RoomMailbox,7.5E+11\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source mailboxes.csv Alias
        major source mailboxes.csv ExchangeGuid
        ");
    }
}
