//! VFY101 object-missing: what was to be moved is not there.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY101",
    name: "object-missing",
    severity: Severity::Blocker,
    title: "A mailbox or group of the baseline has no destination object",
    why: "Its mail has nowhere to be, and mail to it bounces. Pairs are looked for anew, baseline against \
          destination of now, by the same ranks as before the move. Where several destination objects match \
          equally well none is missing: that is PAI002. Contacts are VFY106. Where no export of the destination \
          shows objects of the class at all, that is undecidable",
    fix: "Create it (`New-Mailbox`, `New-MgUser` with a licence, `New-DistributionGroup`, `New-UnifiedGroup`) and \
          move its content, or name the destination object in the identity map",
    message: "The {class} {subject} has no destination object; expected `{value}`{suggested}",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::unpaired(facts, selection, |class| class.is_mailbox() || class.is_group());
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n";

    fn tenants(now: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!(
                    "{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n\
                     desk@contoso.com,desk@contoso.com,SharedMailbox,Desk\n\
                     two@contoso.com,two@contoso.com,UserMailbox,Two\n\
                     DiscoverySearch@contoso.com,discovery@contoso.com,DiscoveryMailbox,Discovery\n"
                ),
            )
            .source_before("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n")
            .destination("mailboxes.csv", &format!("{HEAD}{now}"))
    }

    #[test]
    fn what_has_no_pair_is_missing_and_what_has_several_is_not() {
        let tenants = tenants(
            "jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n\
             two@fabrikam.com,two@fabrikam.com,UserMailbox,Two\ntwo@tailspin.com,two@tailspin.com,UserMailbox,Two\n",
        )
        .destination("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nOther,other@contoso.com,Universal\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source all@contoso.com all@contoso.com
        blocker source desk@contoso.com desk@contoso.com
        ");
    }

    #[test]
    fn a_class_that_the_destination_does_not_show_is_not_missing() {
        let tenants = tenants("desk@contoso.com,desk@contoso.com,SharedMailbox,Desk\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source jane@contoso.com jane@contoso.com
        blocker source two@contoso.com two@contoso.com
        undecidable 1 of 4
        ");
    }

    #[test]
    fn a_renamed_domain_is_expected_under_its_new_name() {
        let tenants = tenants("x@fabrikam.com,x@fabrikam.com,UserMailbox,X\n").plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "new.example".to_owned());
        });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source desk@contoso.com desk@new.example
        blocker source jane@contoso.com jane@new.example
        blocker source two@contoso.com two@new.example
        undecidable 1 of 4
        ");
    }

    #[test]
    fn the_source_of_now_expects_nothing() {
        let tenants = Tenants::of(Command::Verify)
            .source("mailboxes.csv", &format!("{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n"))
            .destination("mailboxes.csv", &format!("{HEAD}x@fabrikam.com,x@fabrikam.com,UserMailbox,X\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: baseline of the source: mailboxes `PrimarySmtpAddress`");
    }
}
