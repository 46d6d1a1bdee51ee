//! PAI005 map-row-unknown: the identity map names somebody whom the exports do not know.

use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI005",
    name: "map-row-unknown",
    severity: Severity::Major,
    title: "The identity map names an unknown object",
    why: "A misspelt row of the map does nothing: the object is paired by other means or not at all. A blank \
          destination is no trouble, it only says nothing",
    fix: "Correct the row, or export the object that it names",
    message: "The identity map names `{subject}`, which no export of the {side} holds",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    selection.examined = facts.pairs.map_names;
    for unknown in &facts.pairs.unknown_names {
        let evidence =
            Evidence { file: unknown.origin.file, row: Some(unknown.origin.row), column: Some(unknown.header.clone()) };
        let hit = Hit::new(unknown.side, unknown.name.as_str(), unknown.side.as_str()).seen(Some(evidence));
        selection.hit(hit);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn unknown_names_of_either_side_but_no_blank_destination() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,Jane Doe\n\
                 kim@contoso.com,kim@contoso.com,UserMailbox,Kim\n",
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
                 jane@fabrikam.com,j.doe@fabrikam.com,UserMailbox,Jane\n",
            )
            .map(
                "Source,Destination\n\
                 JANE,j.doe\n\
                 kim@contoso.com,\n\
                 Jane Doe,jane@fabrikam.com\n\
                 Typo@contoso.com,J.Doe@fabrikam.com\n\
                 kim@contoso.com,Nobody@fabrikam.com\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source typo@contoso.com source
        major destination nobody@fabrikam.com destination
        ");
    }

    #[test]
    fn without_a_map_nothing_is_unknown() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\njane@contoso.com,jane@contoso.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
