//! FWD001 forwards-outside: mail of a mailbox leaves both tenants.

use super::forwarding::{self, Asked, Verdict};
use crate::check::{Check, Selection, Severity};
use crate::facts::{End, Facts};

/// The check.
pub static CHECK: Check = Check {
    code: "FWD001",
    name: "forwards-outside",
    severity: Severity::Minor,
    title: "Mail is forwarded out of both tenants",
    why: "The destination may refuse to forward outside (error 5.7.520, the outbound spam policy), and a mover does not carry \
          the attribute: the person misses mail without notice. Attributes and enabled inbox rules count, each by its own \
          target: a contact or mail user on the way is only a name for the address it points to, and where mail goes from \
          the mailbox that it is forwarded to is told at that one (FWD004). A ForwardingSmtpAddress beside a \
          ForwardingAddress does not act and is no finding",
    fix: "Ask the owner whether it is still wanted; if so allow it at the destination \
          (`Set-HostedOutboundSpamFilterPolicy -AutoForwardingMode On` for these senders) and set it again after the move \
          (`Set-Mailbox -ForwardingSmtpAddress`, `New-InboxRule -ForwardTo`)",
    message: "Mail of `{subject}` leaves both tenants: {via} sends it to `{value}`{over}",
    needs: &[forwarding::FORWARDS],
    wants: &[forwarding::ATTRIBUTES, forwarding::RULES, super::DESTINATION_OBJECTS],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::All, |forward| match forward.to {
        End::Outside(_) => Verdict::Trouble(forwarding::hit(facts, forward)),
        End::Unknown => Verdict::Undecided,
        End::Object(..) | End::Nobody(_) | End::Several(..) => Verdict::Fine,
    });
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str =
        "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingAddress,ForwardingSmtpAddress\n";
    const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n";

    fn tenants(mailboxes: &str, contacts: &str) -> Tenants {
        Tenants::new()
            .source("mailboxes.csv", &format!("{MAILBOXES}{mailboxes}"))
            .source("contacts.csv", &format!("{CONTACTS}{contacts}"))
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
                 x@fabrikam.com,x@fabrikam.com,UserMailbox\na@fabrikam.com,a@fabrikam.com,UserMailbox\n",
            )
    }

    #[test]
    fn only_what_leaves_both_tenants() {
        let tenants = tenants(
            "a@contoso.com,a@contoso.com,UserMailbox,,smtp:Ann@Tailspin.com\n\
             b@contoso.com,b@contoso.com,SharedMailbox,Partner,\n\
             c@contoso.com,c@contoso.com,UserMailbox,,x@fabrikam.com\n\
             d@contoso.com,d@contoso.com,UserMailbox,a@contoso.com,\n\
             e@contoso.com,e@contoso.com,UserMailbox,Colleague,\n\
             f@contoso.com,f@contoso.com,UserMailbox,a@contoso.com,out@tailspin.com\n\
             g@contoso.com,g@contoso.com,UserMailbox,,gone@contoso.com\n\
             h@contoso.com,h@contoso.com,DiscoveryMailbox,,h@tailspin.com\n",
            "Partner,partner@tailspin.com,SMTP:partner@tailspin.com,MailContact\n\
             Colleague,colleague@contoso.com,SMTP:x@fabrikam.com,MailUser\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source a@contoso.com ann@tailspin.com
        minor source b@contoso.com partner@tailspin.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        Mail of `a@contoso.com` leaves both tenants: its ForwardingSmtpAddress sends it to `ann@tailspin.com`
        Mail of `b@contoso.com` leaves both tenants: its ForwardingAddress sends it to `partner@tailspin.com` over the contact `partner@tailspin.com`
        ");
    }

    #[test]
    fn a_type_name_is_unknown_and_a_blank_cell_is_not() {
        let tenants = tenants(
            "a@contoso.com,a@contoso.com,UserMailbox,,x@tailspin.com\n\
             b@contoso.com,b@contoso.com,UserMailbox,,\n\
             c@contoso.com,c@contoso.com,UserMailbox,System.Object[],y@tailspin.com\n\
             d@contoso.com,d@contoso.com,UserMailbox,a@contoso.com,System.Object[]\n",
            "",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source a@contoso.com x@tailspin.com
        undecidable 1 of 4
        ");
    }

    #[test]
    fn a_column_that_was_not_exported_decides_nothing_about_the_others() {
        let tenants = Tenants::new().source(
            "forwarding.csv",
            "UPN,ForwardingSMTPAddress,DelivertoMailboxAndForward\na@contoso.com,x@tailspin.com,True\nb@contoso.com,,False\n",
        );
        let tenants = tenants.source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
             a@contoso.com,a@contoso.com,UserMailbox\nb@contoso.com,b@contoso.com,UserMailbox\nc@contoso.com,c@contoso.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source a@contoso.com x@tailspin.com
        undecidable 2 of 3
        ");
    }

    #[test]
    fn without_forwards_it_does_not_run() {
        let tenants = Tenants::new().source("mailboxes.csv", &format!("{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,,\n"));
        assert!(tenants.findings(&super::CHECK).starts_with("not run: source: mailboxes `ForwardingAddress`"));
    }
}
