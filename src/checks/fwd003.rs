//! FWD003 forwarding-loop: forwarded mail comes back.

use super::forwarding::{self, Asked};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::forwards::graph;
use crate::facts::{End, Facts, Forward};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD003",
    name: "forwarding-loop",
    severity: Severity::Blocker,
    title: "Mail is forwarded in a circle, today or after the move",
    why: "Exchange drops mail that comes back, with or without a report, and a loop between two tenants fills mailboxes until it \
          is noticed. All acting forwards of both tenants count today, coexistence forwards too: with both directions on at \
          once, mail goes to and fro. After the move a pair is one mailbox under the source's name, an address that a source \
          object will have is that object, and coexistence forwards are gone; a loop of today is not told again under these \
          names. Where loops share mailboxes, as many are told as it takes for each forward to be in one. Disabled rules, \
          rules in error and an attribute that does not act close no loop; a group passes nothing on. Of a longer loop the first 50 \
          points are named",
    fix: "End one of the forwards: `Set-Mailbox -ForwardingAddress $null -ForwardingSmtpAddress $null`, `Disable-InboxRule`; \
          of two coexistence forwards keep the one that leads to the mailbox in use",
    message: "Mail goes in a circle {when}: {value}",
    needs: &[forwarding::ANY_FORWARDS],
    wants: &[forwarding::FORWARDS, forwarding::DESTINATION_FORWARDS, forwarding::RULES],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        for (id, _) in facts.tenant(side).in_scope().filter(|(_, object)| object.class.is_mailbox()) {
            selection.examine();
            let forwards = facts.forwards.from(side, id);
            let is_doubtful = |forward: &Forward| {
                let has_end = !matches!(forward.to, End::Unknown | End::Several(..));
                forward.acts.is_none() || (forward.acts == Some(true) && !has_end)
            };
            if !facts.forwards.tell_attributes(side, id) || forwards.iter().any(is_doubtful) {
                selection.undecided();
            }
        }
        forwarding::count_strays(facts, selection, Asked::All, side);
    }
    for found in graph::loops(facts) {
        let Some(&(side, first)) = found.path.first() else { continue };
        let hit = Hit::new(side, facts.subject(side, first), found.shown(facts))
            .with("when", if found.is_today { "today" } else { "after the move" })
            .seen(Some(forwarding::evidence(facts, found.first)));
        selection.hit(hit);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingAddress,ForwardingSmtpAddress\n";

    /// Mailboxes of one domain: name and target each, a target with `@` as `ForwardingSmtpAddress`.
    fn mailboxes(domain: &str, forwards: &[(&str, &str)]) -> String {
        let row = |(name, to): &(&str, &str)| {
            let targets = if to.contains('@') { format!(",{to}") } else if to.is_empty() { ",".to_owned() } else { format!("{to}@{domain},") };
            format!("{name}@{domain},{name}@{domain},UserMailbox,{targets}\n")
        };
        MAILBOXES.to_owned() + &forwards.iter().map(row).collect::<String>()
    }

    fn tenants(source: &[(&str, &str)], destination: &[(&str, &str)]) -> Tenants {
        Tenants::new()
            .source("mailboxes.csv", &mailboxes("contoso.com", source))
            .destination("mailboxes.csv", &mailboxes("fabrikam.com", destination))
    }

    #[test]
    fn circles_of_one_two_and_three() {
        let tenants = tenants(
            &[("self", "self"), ("b", "a"), ("a", "b"), ("r", "p"), ("q", "r"), ("p", "q"), ("into", "p"), ("fine", "into")],
            &[("x", ""), ("y", "y@tailspin.com")],
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source a@contoso.com a@contoso.com > b@contoso.com > a@contoso.com
        blocker source p@contoso.com p@contoso.com > q@contoso.com > r@contoso.com > p@contoso.com
        blocker source self@contoso.com self@contoso.com > self@contoso.com
        ");
    }

    #[test]
    fn of_a_long_circle_the_first_fifty_are_named() {
        let name = |at: usize| format!("m{:02}", at % 60);
        let names: Vec<(String, String)> = (0..60).map(|at| (name(at), name(at + 1))).collect();
        let source: Vec<(&str, &str)> = names.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        let found = tenants(&source, &[("x", ""), ("y", "")]).findings(&super::CHECK);
        let (start, end) = ("blocker source m00@contoso.com m00@contoso.com > m01@contoso.com > ", "m49@contoso.com > ... 10 more > m00@contoso.com");
        let line = found.lines().next().unwrap_or_default();
        assert!(line.starts_with(start) && line.ends_with(end), "{found}");
    }

    #[test]
    fn two_circles_with_one_mailbox_in_common() {
        let rules = "Mailbox,Name,Enabled,RedirectTo\n\
            a@contoso.com,To c,True,c@contoso.com\na@contoso.com,To d,False,d@contoso.com\n";
        let tenants = tenants(&[("a", "b"), ("b", "a"), ("c", "a"), ("d", "a")], &[("x", "y@tailspin.com")]).source("rules.csv", rules);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source a@contoso.com a@contoso.com > b@contoso.com > a@contoso.com
        blocker source a@contoso.com a@contoso.com > c@contoso.com > a@contoso.com
        ");
    }

    #[test]
    fn a_circle_through_both_tenants() {
        let tenants = tenants(&[("a", "x@fabrikam.com"), ("b", "")], &[("x", "a@contoso.com")]);
        insta::assert_snapshot!(
            tenants.findings(&super::CHECK),
            @"blocker source a@contoso.com a@contoso.com > x@fabrikam.com > a@contoso.com"
        );
    }

    #[test]
    fn one_coexistence_forward_is_none_and_both_at_once_are() {
        let tenants_of = |source: &str, destination: &str| tenants(&[("jane", source), ("b", "b2@tailspin.com")], &[("jane", destination), ("x", "x2@tailspin.com")]);
        insta::assert_snapshot!(tenants_of("jane@fabrikam.com", "").findings(&super::CHECK), @"");
        insta::assert_snapshot!(tenants_of("", "jane@contoso.com").findings(&super::CHECK), @"");
        insta::assert_snapshot!(
            tenants_of("jane@fabrikam.com", "jane@contoso.com").findings(&super::CHECK),
            @"blocker source jane@contoso.com jane@contoso.com > jane@fabrikam.com > jane@contoso.com"
        );
    }

    #[test]
    fn a_contact_is_no_hop_and_closes_a_circle() {
        // Jane forwards to the contact that stands for her at the destination, and it points back to her.
        let tenants = tenants(&[("jane", "jane.ext@fabrikam.com")], &[("x", "x2@tailspin.com")]).destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
             Jane,jane.ext@fabrikam.com,SMTP:jane@contoso.com,MailContact\n",
        );
        insta::assert_snapshot!(
            tenants.findings(&super::CHECK),
            @"blocker source jane@contoso.com jane@contoso.com > jane@contoso.com"
        );
    }

    #[test]
    fn after_the_move_a_pair_is_one_mailbox() {
        // Today mail goes from Ann to Bob in one tenant and from Bob to Ann in the other.
        let tenants = tenants(&[("ann", "bob"), ("bob", "")], &[("ann", ""), ("bob", "ann")]);
        insta::assert_snapshot!(
            tenants.findings(&super::CHECK),
            @"blocker source ann@contoso.com ann@contoso.com > bob@contoso.com > ann@contoso.com"
        );
        insta::assert_snapshot!(
            tenants.messages(&super::CHECK),
            @"Mail goes in a circle after the move: ann@contoso.com > bob@contoso.com > ann@contoso.com"
        );
    }

    #[test]
    fn after_the_move_an_address_is_that_of_the_renamed_object() {
        let tenants = tenants(&[("ann", "x@fabrikam.com")], &[("x", "ann@fabrikam.com")]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        let renamed = tenants.plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "fabrikam.com".to_owned());
        });
        insta::assert_snapshot!(
            renamed.findings(&super::CHECK),
            @"blocker source ann@contoso.com ann@contoso.com > x@fabrikam.com > ann@contoso.com"
        );
    }

    #[test]
    fn an_attribute_that_does_not_act_closes_no_circle() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "{MAILBOXES}a@contoso.com,a@contoso.com,UserMailbox,c@contoso.com,b@contoso.com\n\
                     b@contoso.com,b@contoso.com,UserMailbox,a@contoso.com,\nc@contoso.com,c@contoso.com,UserMailbox,,\n"
                ),
            )
            .destination("mailboxes.csv", &mailboxes("fabrikam.com", &[("x", "y@tailspin.com")]));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
