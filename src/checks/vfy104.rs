//! VFY104 upn-not-final: people cannot sign in with the name they know.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY104",
    name: "upn-not-final",
    severity: Severity::Major,
    title: "The destination UPN is not yet the future one",
    why: "People sign in with the UPN, and expect the one that they had. Asked of pairs whose UPN at the source \
          lies in a domain that is carried; the value is the UPN of now, and the message has the one to set. UPNs in \
          the initial domain of the source have no future form, and groups and contacts have no UPN",
    fix: "`Update-MgUser -UserPrincipalName`, or `Set-Mailbox -MicrosoftOnlineServicesID`; for users mastered \
          on-premises in the directory there",
    message: "{pair} still has the UPN `{value}`; the UPN of {subject} is to be `{future}`",
    needs: &[super::SOURCE_UPNS, super::DESTINATION_UPNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        let Some(future) = facts.future(object.upn) else { continue };
        if other.class.is_group() || other.class == Class::Contact {
            continue;
        }
        selection.examine();
        if other.upn.is_empty() {
            selection.undecided();
        } else if other.upn != future {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(other.upn))
                .with("pair", facts.text(other.subject))
                .with("future", facts.text(future))
                .seen(facts.evidence(Side::Destination, other, super::UPN_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n";

    fn tenants(now: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!(
                    "{HEAD}Jane.Doe@contoso.com,jane@contoso.com,UserMailbox\n\
                     desk@contoso.com,desk@contoso.com,SharedMailbox\n\
                     kim@contoso.onmicrosoft.com,kim@contoso.com,UserMailbox\n"
                ),
            )
            .source_before("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n")
            .destination("mailboxes.csv", &format!("{HEAD}{now}"))
            .destination("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n")
    }

    const NOW: &str = "jane.doe@CONTOSO.com,jane@contoso.com,UserMailbox\n\
        desk@fabrikam.onmicrosoft.com,desk@contoso.com,SharedMailbox\n\
        kim@fabrikam.com,kim@contoso.com,UserMailbox\n";

    #[test]
    fn a_upn_in_a_carried_domain_is_to_come_back() {
        insta::assert_snapshot!(tenants(NOW).findings(&super::CHECK), @"major source desk@contoso.com desk@fabrikam.onmicrosoft.com");
        insta::assert_snapshot!(tenants(NOW).messages(&super::CHECK), @"desk@contoso.com still has the UPN `desk@fabrikam.onmicrosoft.com`; the UPN of desk@contoso.com is to be `desk@contoso.com`");
    }

    #[test]
    fn a_renamed_domain_asks_for_the_new_name() {
        let renamed = tenants(&NOW.replace("desk@contoso.com", "desk@new.example")).plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "new.example".to_owned());
        });
        insta::assert_snapshot!(renamed.findings(&super::CHECK), @r"
        major source desk@contoso.com desk@fabrikam.onmicrosoft.com
        major source jane@contoso.com jane.doe@contoso.com
        ");
    }

    #[test]
    fn an_unknown_upn_is_undecidable() {
        let unknown = tenants(&NOW.replace("desk@fabrikam.onmicrosoft.com", ""));
        insta::assert_snapshot!(unknown.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
