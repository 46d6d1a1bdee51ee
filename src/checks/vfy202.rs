//! VFY202 alias-elsewhere: an old address is somebody else's now.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY202",
    name: "alias-elsewhere",
    severity: Severity::Blocker,
    title: "An address arrived at another object",
    why: "Mail for one person goes to another, and the address cannot be added to its owner before the other gives \
          it up. Asked of every future address of a pair that is missing there. Held means primary, alias, \
          external address or UPN, by any class: contacts that were left (VFY501 as well), soft-deleted and \
          inactive objects included. One finding for each holder, instead of VFY201",
    fix: "Remove it at the holder (`Set-Mailbox`, `Set-DistributionGroup`, `Set-UnifiedGroup` or `Set-MailContact` \
          with `-EmailAddresses @{Remove='smtp:...'}`, or delete the contact), then add it to the owner",
    message: "`{value}` of {subject} is not an address of {pair}, but {holder} ({class}, {state}) holds it as {role}",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    arrived::missing(facts, selection, |selection, missing| {
        let Arrived { object, other, .. } = missing.of;
        for holder in &missing.holders {
            let holding = facts.destination.object(holder.object);
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(missing.future))
                .held_by(facts.text(holding.subject))
                .with("pair", facts.text(other.subject))
                .with("class", holding.class.as_str())
                .with("state", holding.state.as_str())
                .with("role", holder.role.as_str())
                .seen(facts.address_evidence(Side::Source, object, missing.address));
            selection.hit(hit);
        }
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::checks::{vfy201, vfy501};
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses,WhenSoftDeleted\n";

    fn tenants() -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!("{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:a1@contoso.com;smtp:a2@contoso.com;smtp:a3@contoso.com;smtp:a4@contoso.com,\n"),
            )
            .destination(
                "mailboxes.csv",
                &format!(
                    "{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:a4@contoso.com,\n\
                     soft@fabrikam.com,soft@fabrikam.com,UserMailbox,SMTP:soft@fabrikam.com;smtp:a1@contoso.com,2026-01-05 10:00:00\n\
                     desk@fabrikam.com,desk@fabrikam.com,SharedMailbox,SMTP:desk@fabrikam.com;smtp:A1@contoso.com;smtp:a4@contoso.com,\n\
                     a2@contoso.com,kim@fabrikam.com,UserMailbox,SMTP:kim@fabrikam.com,\n"
                ),
            )
    }

    #[test]
    fn every_holder_in_any_role_is_named_where_the_pair_has_not_the_address() {
        // Both have a4: nobody misses it.
        insta::assert_snapshot!(tenants().findings(&super::CHECK), @r"
        blocker source jane@contoso.com a1@contoso.com < desk@fabrikam.com
        blocker source jane@contoso.com a1@contoso.com < soft@fabrikam.com
        blocker source jane@contoso.com a2@contoso.com < kim@fabrikam.com
        ");
        insta::assert_snapshot!(tenants().findings(&vfy201::CHECK), @"major source jane@contoso.com a3@contoso.com");
    }

    #[test]
    fn a_contact_that_was_left_holds_too() {
        let tenants = tenants().destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,EmailAddresses\n\
             Jane,jane.ext@fabrikam.com,SMTP:a3@contoso.com,MailContact,SMTP:jane.ext@fabrikam.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&vfy201::CHECK), @"");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source jane@contoso.com a1@contoso.com < desk@fabrikam.com
        blocker source jane@contoso.com a1@contoso.com < soft@fabrikam.com
        blocker source jane@contoso.com a2@contoso.com < kim@fabrikam.com
        blocker source jane@contoso.com a3@contoso.com < jane.ext@fabrikam.com
        ");
        insta::assert_snapshot!(tenants.findings(&vfy501::CHECK), @"blocker destination jane.ext@fabrikam.com a3@contoso.com");
    }
}
