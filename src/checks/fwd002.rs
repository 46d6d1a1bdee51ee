//! FWD002 forward-target-missing: a forward leads to nobody, or to somebody who does not come along.

use super::forwarding::{self, Asked, Verdict};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{End, Facts, Forward, State};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD002",
    name: "forward-target-missing",
    severity: Severity::Major,
    title: "The target of a forward is nobody, or nobody at the destination",
    why: "After the move the forward cannot be set again, and mail that somebody relied on is lost. The target is missing if \
          nothing in the exports has its name or address, or if it is a source mailbox or group without a pair; one of \
          which several destination objects could be the pair has none yet (PAI002). A target outside both tenants is FWD001; \
          a contact or mail user is no target itself, only the address it points to is; a name that fits several objects \
          cannot be decided",
    fix: "Settle who gets the mail now; create the target at the destination, or end the forward: \
          `Set-Mailbox -ForwardingAddress $null -ForwardingSmtpAddress $null`, `Disable-InboxRule`",
    message: "`{subject}` forwards to `{value}`{over} ({via}), {trouble}",
    needs: &[forwarding::FORWARDS, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[forwarding::ATTRIBUTES, forwarding::RULES],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::All, |forward| match &forward.to {
        End::Nobody(_) => Verdict::Trouble(hit(facts, forward, "which is nobody in the exports")),
        End::Object(Side::Source, target) => {
            let (object, pair) = (facts.source.object(*target), facts.pairs.of(*target));
            if pair.destination.is_some() {
                Verdict::Fine
            } else if !facts.destination_shows(object.class) {
                Verdict::Undecided
            } else if object.state != State::Live {
                Verdict::Trouble(hit(facts, forward, "which is deleted"))
            } else if pair.candidates.is_empty() {
                Verdict::Trouble(hit(facts, forward, "which has no destination object"))
            } else {
                Verdict::Trouble(hit(facts, forward, "for which several destination objects fit equally well (PAI002)"))
            }
        }
        End::Several(..) | End::Unknown => Verdict::Undecided,
        End::Object(Side::Destination, _) | End::Outside(_) => Verdict::Fine,
    });
}

fn hit(facts: &Facts, forward: &Forward, trouble: &str) -> Hit {
    forwarding::hit(facts, forward).with("trouble", trouble)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str =
        "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,ForwardingAddress,ForwardingSmtpAddress\n";

    #[test]
    fn nobody_and_those_who_stay_behind() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,Ann,Gone Person,\n\
                     b@contoso.com,b@contoso.com,UserMailbox,Bob,,gone@contoso.com\n\
                     c@contoso.com,c@contoso.com,UserMailbox,Cid,stays@contoso.com,\n\
                     d@contoso.com,d@contoso.com,UserMailbox,Dan,a@contoso.com,\n\
                     e@contoso.com,e@contoso.com,UserMailbox,Eve,,x@fabrikam.com\n\
                     f@contoso.com,f@contoso.com,UserMailbox,Fay,,nobody@fabrikam.com\n\
                     g@contoso.com,g@contoso.com,UserMailbox,Gil,,g@tailspin.com\n\
                     h@contoso.com,h@contoso.com,UserMailbox,Twin,Twin,\n\
                     i@contoso.com,i@contoso.com,UserMailbox,Twin,,\n\
                     j@contoso.com,j@contoso.com,UserMailbox,Jon,Lost contact,\n\
                     stays@contoso.com,stays@contoso.com,SharedMailbox,Stays,,\n"
                ),
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                 Lost contact,lost@contoso.com,SMTP:left@fabrikam.com,MailContact\n",
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
                 a@fabrikam.com,a@fabrikam.com,UserMailbox,Ann\nx@fabrikam.com,x@fabrikam.com,UserMailbox,Xaver\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source a@contoso.com Gone Person
        major source b@contoso.com gone@contoso.com
        major source c@contoso.com stays@contoso.com
        major source f@contoso.com nobody@fabrikam.com
        major source j@contoso.com left@fabrikam.com
        undecidable 1 of 11
        ");
    }

    #[test]
    fn a_group_needs_a_pair_too_and_an_ambiguous_one_has_none() {
        let groups = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n";
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,Ann,Sales,\nb@contoso.com,b@contoso.com,UserMailbox,Bob,Team,\n\
                     c@contoso.com,c@contoso.com,UserMailbox,Cid,Office,\n"
                ),
            )
            .source(
                "groups.csv",
                &format!(
                    "{groups}Sales,sales@contoso.com,MailUniversalDistributionGroup,sales\n\
                     Team,team@contoso.com,MailUniversalDistributionGroup,team\n\
                     Office,office@contoso.com,MailUniversalDistributionGroup,office\n"
                ),
            );
        let destination = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\nx@fabrikam.com,x@fabrikam.com,UserMailbox,X\n";
        let tenants = tenants.destination("mailboxes.csv", destination);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 3 of 3");
        let tenants = tenants.destination(
            "groups.csv",
            &format!(
                "{groups}Team,team@fabrikam.com,MailUniversalDistributionGroup,team\n\
                 Office,office@fabrikam.com,MailUniversalDistributionGroup,o1\nOffice,office@fabrikam.onmicrosoft.com,MailUniversalDistributionGroup,o2\n"
            ),
        );
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `a@contoso.com` forwards to `sales@contoso.com` (its ForwardingAddress), which has no destination object
        `c@contoso.com` forwards to `office@contoso.com` (its ForwardingAddress), for which several destination objects fit equally well (PAI002)
        ");
    }
}
