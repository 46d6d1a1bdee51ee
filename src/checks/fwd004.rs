//! FWD004 forwarding-chain: forwarded mail is forwarded again.

use super::forwarding::{self, Asked, Verdict};
use super::volume;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::forwards::graph::{Graph, State};
use crate::facts::{End, Facts};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD004",
    name: "forwarding-chain",
    severity: Severity::Minor,
    title: "Forwarded mail is forwarded again",
    why: "Exchange drops a second hop by inbox rule without a word, and when one mailbox of the chain moves before the others, \
          mail takes a way that nobody planned. Each mailbox tells the whole way from itself to its end, through both tenants; \
          one that forks tells each branch. What is part of a loop is FWD003; a coexistence forward is no hop; a contact or mail \
          user on the way is none either, and a group ends the way. More than 50 hops end with `...`",
    fix: "Forward to the last one directly, or end the chain: `Set-Mailbox -ForwardingAddress`, `Set-InboxRule`",
    message: "Mail of `{subject}` is forwarded {hops} times: {value}",
    needs: &[forwarding::FORWARDS],
    wants: &[forwarding::ATTRIBUTES, forwarding::RULES, forwarding::DESTINATION_FORWARDS],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::All, |forward| match forward.to {
        End::Unknown => Verdict::Undecided,
        _ => Verdict::Fine,
    });
    let graph = Graph::of(facts, State::TodayWithoutCoexistence);
    let ways = graph.ways();
    for (id, object) in volume::mailboxes(facts) {
        for chain in graph.chains(Side::Source, id, &ways) {
            let Some(first) = graph.forward(chain[0], chain[1]) else { continue };
            let hit = Hit::new(Side::Source, facts.text(object.subject), graph.shown(&chain))
                .with("hops", (chain.len() - 1).to_string())
                .seen(Some(forwarding::evidence(facts, first)));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str =
        "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingAddress,ForwardingSmtpAddress\n";

    #[test]
    fn every_mailbox_tells_its_whole_way() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,b@contoso.com,\n\
                     b@contoso.com,b@contoso.com,UserMailbox,Over,\n\
                     c@contoso.com,c@contoso.com,UserMailbox,Partner,\n\
                     l@contoso.com,l@contoso.com,UserMailbox,m@contoso.com,\n\
                     m@contoso.com,m@contoso.com,UserMailbox,n@contoso.com,\n\
                     n@contoso.com,n@contoso.com,UserMailbox,m@contoso.com,\n"
                ),
            )
            .source(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                 Over,over@contoso.com,SMTP:x@fabrikam.com,MailContact\nPartner,p@contoso.com,SMTP:p@tailspin.com,MailContact\n",
            )
            .source("rules.csv", "Mailbox,Name,Enabled,ForwardTo\na@contoso.com,Also,True,c@contoso.com\n")
            .destination(
                "mailboxes.csv",
                &format!("{MAILBOXES}x@fabrikam.com,x@fabrikam.com,UserMailbox,,end@tailspin.com\n"),
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source a@contoso.com a@contoso.com > b@contoso.com > x@fabrikam.com > end@tailspin.com
        minor source a@contoso.com a@contoso.com > c@contoso.com > p@tailspin.com
        minor source b@contoso.com b@contoso.com > x@fabrikam.com > end@tailspin.com
        ");
    }

    #[test]
    fn a_coexistence_forward_and_a_group_are_no_hop() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,jane@contoso.com,\n\
                     jane@contoso.com,jane@contoso.com,UserMailbox,,jane@fabrikam.com\n\
                     b@contoso.com,b@contoso.com,UserMailbox,Sales,\n"
                ),
            )
            .source(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,RecipientTypeDetails\nSales,sales@contoso.com,MailUniversalDistributionGroup\n",
            )
            .destination("mailboxes.csv", &format!("{MAILBOXES}jane@fabrikam.com,jane@fabrikam.com,UserMailbox,,\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
