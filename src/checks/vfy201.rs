//! VFY201 alias-missing: mail to an old address bounces.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY201",
    name: "alias-missing",
    severity: Severity::Major,
    title: "An address did not arrive",
    why: "Mail to it bounces. Asked of every address of a pair in a domain that is carried, in its future form, \
          the primary among them; a UPN alone receives no mail, and a contact receives at the address that it \
          points to. Where another destination object holds the address it is VFY202. Addresses in other domains, \
          as the initial one, stay behind. A lost list of addresses is undecidable",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='smtp:...'}`, for groups `Set-DistributionGroup` or \
          `Set-UnifiedGroup`, for contacts `Set-MailContact`",
    message: "`{value}` of {subject} is not an address of {pair}",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    arrived::missing(facts, selection, |selection, missing| {
        if missing.holders.is_empty() {
            let Arrived { object, other, .. } = missing.of;
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(missing.future))
                .with("pair", facts.text(other.subject))
                .seen(facts.address_evidence(Side::Source, object, missing.address));
            selection.hit(hit);
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::checks::vfy202;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n";
    const SOURCE: &str = "jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j1@contoso.com;smtp:j2@contoso.com;smtp:j@contoso.onmicrosoft.com;smtp:j@tailspin.com;SIP:sip@contoso.com\n";

    fn tenants(now: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{HEAD}{SOURCE}"))
            .destination("mailboxes.csv", &format!("{HEAD}{now}kim@fabrikam.com,kim@fabrikam.com,UserMailbox,SMTP:kim@fabrikam.com\n"))
    }

    #[test]
    fn every_address_of_a_carried_domain_is_expected() {
        let tenants = tenants(
            "j2@contoso.com,jane@fabrikam.com,UserMailbox,SMTP:jane@fabrikam.com;smtp:J1@Contoso.com;smtp:jane@maxcontoso.com\n",
        );
        // The UPN receives nothing, and neither the initial domain nor one that stays is carried.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source jane@contoso.com j2@contoso.com
        major source jane@contoso.com jane@contoso.com
        ");
        insta::assert_snapshot!(tenants.findings(&vfy202::CHECK), @"");
    }

    #[test]
    fn renamed_addresses_are_expected_under_their_new_name() {
        let tenants = tenants(
            "jane@new.example,jane@new.example,UserMailbox,SMTP:jane@new.example;smtp:j1@new.example;smtp:j2@contoso.com\n",
        )
        .plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "new.example".to_owned());
        });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source jane@contoso.com j2@new.example");
    }

    #[test]
    fn a_contact_receives_at_the_address_that_it_points_to() {
        let contacts = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n";
        let tenants = Tenants::of(Command::Verify)
            .source_before(
                "contacts.csv",
                &format!("{contacts}Press,press@contoso.com,SMTP:press@tailspin.com,MailContact,SMTP:press@contoso.com;smtp:p@contoso.com\n"),
            )
            .destination(
                "contacts.csv",
                &format!("{contacts}Press,press@fabrikam.com,SMTP:press@contoso.com,MailContact,SMTP:press@fabrikam.com\n"),
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source press@contoso.com p@contoso.com");
    }

    #[test]
    fn lost_lists_are_undecidable_but_for_the_primary() {
        let lost_now = tenants("jane@contoso.com,jane@contoso.com,UserMailbox,System.String[]\n");
        insta::assert_snapshot!(lost_now.findings(&super::CHECK), @"undecidable 2 of 3");
        let lost_before = Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,System.String[]\nx@contoso.com,x@contoso.com,UserMailbox,SMTP:x@contoso.com\n"))
            .destination("mailboxes.csv", &format!("{HEAD}jane@fabrikam.com,jane@fabrikam.com,UserMailbox,SMTP:jane@fabrikam.com\n"));
        insta::assert_snapshot!(lost_before.findings(&super::CHECK), @r"
        major source jane@contoso.com jane@contoso.com
        undecidable 1 of 2
        ");
    }

    #[test]
    fn without_addresses_of_the_baseline_it_does_not_run() {
        let tenants = Tenants::of(Command::Verify)
            .source_before("users.csv", "UserPrincipalName,DisplayName,Licenses\njane@contoso.com,Jane,E3\n")
            .destination("mailboxes.csv", &format!("{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: baseline of the source: mailboxes `EmailAddresses`");
    }
}
