//! VFY105 primary-not-final: mail goes out under another address.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY105",
    name: "primary-not-final",
    severity: Severity::Major,
    title: "The destination primary address is not yet the future one",
    why: "People send and are answered under the primary address. Asked of all pairs whose primary address at the \
          source lies in a domain that is carried; the value is the primary address of now, and the message has the \
          one to set. Only which address is primary is asked: whether the object has it at all is VFY201 and VFY202",
    fix: "`Set-Mailbox -WindowsEmailAddress`, for groups `Set-DistributionGroup -PrimarySmtpAddress` or \
          `Set-UnifiedGroup -PrimarySmtpAddress`",
    message: "The primary address of {pair} is `{value}`; that of {subject} is to be `{future}`",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        let Some(future) = facts.future(object.primary) else { continue };
        selection.examine();
        if other.primary.is_empty() {
            selection.undecided();
        } else if other.primary != future {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(other.primary))
                .with("pair", facts.text(other.subject))
                .with("future", facts.text(future))
                .seen(facts.address_evidence(Side::Destination, other, other.primary));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "DisplayName,UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n";

    fn tenants(now: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!(
                    "{HEAD}Jane,jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com\n\
                     Lee,lee@contoso.com,lee@contoso.com,UserMailbox,SMTP:lee@contoso.com;smtp:l@contoso.com\n\
                     Kim,kim@contoso.com,kim@contoso.onmicrosoft.com,UserMailbox,SMTP:kim@contoso.onmicrosoft.com\n"
                ),
            )
            .source_before("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n")
            .destination("mailboxes.csv", &format!("{HEAD}{now}"))
            .destination("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@fabrikam.com,Universal\n")
    }

    #[test]
    fn the_future_primary_is_primary() {
        let tenants = tenants(
            "Jane,jane@contoso.com,Jane@Contoso.com,UserMailbox,SMTP:Jane@Contoso.com\n\
             Lee,lee@contoso.com,l@contoso.com,UserMailbox,smtp:lee@contoso.com;SMTP:l@contoso.com\n\
             Kim,kim@contoso.com,kim@fabrikam.com,UserMailbox,SMTP:kim@fabrikam.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com all@fabrikam.com
        major source lee@contoso.com l@contoso.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The primary address of all@fabrikam.com is `all@fabrikam.com`; that of all@contoso.com is to be `all@contoso.com`
        The primary address of l@contoso.com is `l@contoso.com`; that of lee@contoso.com is to be `lee@contoso.com`
        ");
    }

    #[test]
    fn an_unknown_primary_is_undecidable() {
        let tenants = tenants(
            "Jane,jane@contoso.com,,UserMailbox,System.String[]\nLee,lee@contoso.com,lee@contoso.com,UserMailbox,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com all@fabrikam.com
        undecidable 1 of 3
        ");
    }
}
