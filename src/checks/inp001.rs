//! INP001 collection-type-name: a cell holds a .NET type name where its values should be.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::note::Matter;

/// The check.
pub static CHECK: Check = Check {
    code: "INP001",
    name: "collection-type-name",
    severity: Severity::Blocker,
    title: "An export holds type names instead of values",
    why: "PowerShell wrote the name of the type (`System.Collections.ArrayList`, `System.String[]`) because the list was not \
          joined: the values are lost, and neither \"has some\" nor \"has none\" can be said of them. A sentence that mentions a \
          type name, and an address or alias that merely begins like one (`Microsoft.Teams`), are none",
    fix: "Export again with the list joined: `Select-Object ..., @{n='EmailAddresses';e={$_.EmailAddresses -join ';'}}`; \
          `tenantcheck collect --kind <kind>` prints a command that does",
    message: "In {cells} of `{value}`, the first in row {row}: {what}",
    needs: &[],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::inputs::cells(facts, Matter::TypeName, selection);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn one_finding_for_all_type_names_of_a_column() {
        let tenants = Tenants::new().source(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,ManagedBy,Notes\n\
             Sales,sales@contoso.com,MailUniversalDistributionGroup,System.Collections.ArrayList,{System.Object[]},x\n\
             All,all@contoso.com,MailUniversalDistributionGroup,System.String[],kim,System.String[] is what it says\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source groups.csv EmailAddresses
        blocker source groups.csv ManagedBy
        ");
    }

    #[test]
    fn a_name_that_begins_like_a_type_is_none() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,Alias,RecipientTypeDetails\n\
             microsoft.teams@contoso.com,microsoft.teams@contoso.com,Microsoft.Teams,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
