//! FWD006 two-forwards: both forwarding attributes are set.

use super::{forwarding, volume};
use crate::check::{Check, Selection, Severity};
use crate::facts::{Facts, Forward, Via};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD006",
    name: "two-forwards",
    severity: Severity::Minor,
    title: "Both forwarding attributes are set, and one of them has no effect",
    why: "Exchange ignores ForwardingSmtpAddress while ForwardingAddress is set. The owner may believe in the ignored one, and \
          it starts to act as soon as the other is removed, as at cutover. Both set to the same target is told too. Where the \
          acting one is a coexistence forward it is the project's own doing and no finding",
    fix: "Ask the owner which one is meant, and clear the other: `Set-Mailbox -ForwardingSmtpAddress $null`",
    message: "`{subject}` has both forwarding attributes; the acting one and the ignored one: `{value}`",
    needs: &[forwarding::ATTRIBUTES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, _) in volume::mailboxes(facts) {
        selection.examine();
        let forwards = facts.forwards.from(Side::Source, id);
        let set = |via: Via| forwards.iter().find(|forward| forward.via == via && !forward.target_text.is_empty());
        let known = facts.forwards.known(Side::Source, id);
        let (acting, ignored) = (set(Via::ForwardingAddress), set(Via::ForwardingSmtpAddress));
        match (acting, ignored) {
            (Some(acting), _) if acting.coexistence => {}
            (Some(acting), Some(ignored)) => {
                let value = |forward: &Forward| facts.forward_target(forward);
                let mut hit = forwarding::hit(facts, ignored);
                hit.value = format!("{}; {}", value(acting), value(ignored));
                selection.hit(hit);
            }
            _ => {
                let is_empty = (known.address && acting.is_none()) || (known.smtp && ignored.is_none());
                if !is_empty {
                    selection.undecided();
                }
            }
        }
    }
    forwarding::count_strays(facts, selection, forwarding::Asked::Attributes, Side::Source);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str =
        "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingAddress,ForwardingSmtpAddress\n";

    #[test]
    fn both_set() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,b@contoso.com,SMTP:X@tailspin.com\n\
                     b@contoso.com,b@contoso.com,UserMailbox,a@contoso.com,\n\
                     c@contoso.com,c@contoso.com,UserMailbox,,x@tailspin.com\n\
                     d@contoso.com,d@contoso.com,UserMailbox,a@contoso.com,System.String[]\n\
                     e@contoso.com,e@contoso.com,UserMailbox,System.String[],\n\
                     jane@contoso.com,jane@contoso.com,UserMailbox,Jane over there,x@tailspin.com\n"
                ),
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                 Jane over there,jane.new@contoso.com,SMTP:jane@fabrikam.com,MailContact\n",
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\njane@fabrikam.com,jane@fabrikam.com,UserMailbox\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source a@contoso.com b@contoso.com; x@tailspin.com
        undecidable 1 of 6
        ");
    }

    #[test]
    fn one_attribute_alone_tells_nothing_about_the_other() {
        let tenants = Tenants::new().source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingSmtpAddress\n\
             a@contoso.com,a@contoso.com,UserMailbox,x@tailspin.com\nb@contoso.com,b@contoso.com,UserMailbox,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
