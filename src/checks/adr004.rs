//! ADR004 upn-taken: a future UPN is the UPN of somebody else at the destination.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR004",
    name: "upn-taken",
    severity: Severity::Blocker,
    title: "The future UPN is already used at the destination",
    why: "A UPN belongs to one user of a tenant: the account cannot be created or renamed, and the person \
          cannot sign in. The UPN of the own pair is no trouble",
    fix: "Rename the other account with `Update-MgUser -UserPrincipalName`, or choose another UPN in the \
          identity map",
    message: "The UPN of {subject} will be `{value}`, which is the UPN of {holder} ({class}, {state})",
    needs: &[super::SOURCE_UPNS, super::DESTINATION_UPNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope().filter(|(_, object)| !object.upn.is_empty()) {
        let Some(future) = facts.future(object.upn) else { continue };
        selection.examine();
        let pair = facts.pairs.of(id).destination;
        for holder in facts.destination.holders(future) {
            let other = facts.destination.object(holder.object);
            if Some(holder.object) == pair || other.upn != future {
                continue;
            }
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(future))
                .held_by(facts.text(other.subject))
                .with("class", other.class.as_str())
                .with("state", other.state.as_str())
                .seen(facts.evidence(Side::Source, object, super::UPN_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
        Jane@Contoso.com,j.doe@contoso.com,UserMailbox\n\
        kim@contoso.com,kim@contoso.com,UserMailbox\n\
        lee@elsewhere.org,lee@contoso.com,UserMailbox\n";

    /// The domain that the source uses becomes one that the destination uses already.
    fn renamed() -> Tenants {
        Tenants::new().source("mailboxes.csv", SOURCE).plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "fabrikam.com".to_owned());
        })
    }

    #[test]
    fn the_renamed_upn_of_somebody_else_is_taken() {
        let tenants = renamed()
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
                 jd@fabrikam.com,jd@fabrikam.com,UserMailbox\n\
                 kim@fabrikam.com,kim.akers@fabrikam.com,UserMailbox\n\
                 lee@elsewhere.org,other@fabrikam.com,UserMailbox\n",
            )
            .destination("users.csv", "UserPrincipalName,DisplayName,Licenses\njane@fabrikam.com,Jane Other,\nx@fabrikam.com,X,E3\n")
            .map("Source,Destination\njane@contoso.com,jd@fabrikam.com\n");
        // Kim's future UPN is the one of her own pair; the domain of Lee's UPN is not carried.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source j.doe@contoso.com jane@fabrikam.com < jane@fabrikam.com");
    }

    #[test]
    fn an_address_that_is_no_upn_does_not_take_it() {
        let tenants = renamed()
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 jd@fabrikam.com,jd@fabrikam.com,UserMailbox,SMTP:jd@fabrikam.com\n\
                 other@fabrikam.com,other@fabrikam.com,UserMailbox,SMTP:other@fabrikam.com;smtp:jane@fabrikam.com\n",
            )
            .map("Source,Destination\njane@contoso.com,jd@fabrikam.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn of_two_objects_that_match_equally_neither_is_the_pair() {
        // The future primary names one mailbox, the future UPN another one: both are somebody else.
        let tenants = renamed().destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
             a@fabrikam.com,j.doe@fabrikam.com,UserMailbox\n\
             jane@fabrikam.com,b@fabrikam.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source j.doe@contoso.com jane@fabrikam.com < b@fabrikam.com");
    }
}
