//! FWD007 rule-forwards: an inbox rule forwards or redirects mail.

use super::forwarding::{self, Asked, Verdict};
use crate::check::{Check, Selection, Severity};
use crate::facts::{End, Facts};
use crate::kinds::inbox_rules;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "FWD007",
    name: "rule-forwards",
    severity: Severity::Minor,
    title: "An inbox rule forwards or redirects mail",
    why: "Most movers do not carry inbox rules, and a rule that does come along names people by addresses of the old tenant: \
          it stops without a word, or goes on to the wrong mailbox. One finding for each target of a rule. Disabled rules and rules in \
          error send nothing; a rule to the person's own pair is a coexistence forward",
    fix: "Note the rule with its owner and make it anew after the move: `Get-InboxRule`, `New-InboxRule -ForwardTo`",
    message: "In `{subject}` {via} sends mail to `{value}`{over}",
    needs: &[forwarding::RULES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    forwarding::judge(facts, selection, Asked::Rules, |forward| match forward.to {
        End::Unknown => Verdict::Undecided,
        _ => Verdict::Trouble(forwarding::hit(facts, forward)),
    });
    // A list of forwards that names no rule at all may have been made without them.
    let is_exported = facts.source.of_kind(&inbox_rules::KIND).next().is_some()
        || facts.forwards.of(Side::Source).iter().any(|forward| forward.via.is_rule());
    if !is_exported {
        selection.undecidable = selection.examined;
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,LegacyExchangeDN\n\
        a@contoso.com,a@contoso.com,UserMailbox,Ann,/o=X/cn=Recipients/cn=a\n\
        b@contoso.com,b@contoso.com,UserMailbox,Bob,/o=X/cn=Recipients/cn=b\n\
        c@contoso.com,c@contoso.com,UserMailbox,Pat,/o=X/cn=Recipients/cn=c\n\
        d@contoso.com,d@contoso.com,UserMailbox,Pat,/o=X/cn=Recipients/cn=d\n";

    const RULES: &str =
        "Mailbox,Identity,Name,Enabled,InError,ForwardTo,ForwardAsAttachmentTo,RedirectTo\n";

    fn tenants(rules: &str) -> Tenants {
        Tenants::new().source("mailboxes.csv", MAILBOXES).source("rules.csv", &format!("{RULES}{rules}"))
    }

    #[test]
    fn one_finding_per_target_in_every_form() {
        let tenants = tenants(
            "a@contoso.com,a\\1,All,True,False,\"{\"\"Bob\"\" [EX:/o=X/cn=Recipients/cn=B], \"\"Home, Ann\"\" [SMTP:Ann@Tailspin.com]}\",,\n\
             a@contoso.com,a\\2,Again,True,False,,,b@contoso.com\n\
             b@contoso.com,b\\3,Attach,True,False,,\"[SMTP:x@tailspin.com]\",\n\
             c@contoso.com,c\\4,Pats,True,False,Pat,,\n\
             c@contoso.com,c\\5,Gone,True,False,\"\"\"Gone\"\" [EX:/o=X/cn=Gone]\",,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r#"
        minor source a@contoso.com ann@tailspin.com
        minor source a@contoso.com b@contoso.com
        minor source b@contoso.com x@tailspin.com
        minor source c@contoso.com "Gone" [EX:/o=X/cn=Gone]
        minor source c@contoso.com Pat
        "#);
    }

    #[test]
    fn disabled_rules_and_rules_in_error_send_nothing_and_are_accounted_for() {
        let tenants = tenants(
            "a@contoso.com,a\\1,Off,False,False,b@contoso.com,,\n\
             a@contoso.com,a\\2,Broken,True,True,b@contoso.com,,\n\
             a@contoso.com,a\\3,Sorts,True,False,,,\n\
             b@contoso.com,b\\4,On,True,False,,,x@tailspin.com\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source b@contoso.com x@tailspin.com");
        let facts = tenants.facts();
        let file = facts.files.iter().find(|file| file.file == "rules.csv").expect("the rules");
        let skipped: Vec<(&str, u64)> = file.skipped.iter().map(|(rule, count)| (*rule, *count)).collect();
        assert_eq!((file.rows, file.used), (4, 1));
        assert_eq!(skipped, [("disabled rule", 1), ("rule does not forward", 1), ("rule in error", 1)]);
    }

    #[test]
    fn what_cannot_be_read_is_not_decided_and_does_not_vanish() {
        let tenants = tenants(
            "a@contoso.com,a\\1,Blank,,False,x@tailspin.com,,\n\
             b@contoso.com,b\\2,Lost,True,False,System.Collections.ArrayList,,\n\
             Pat,Pat\\3,Whose,True,False,x@tailspin.com;y@tailspin.com,,\n\
             ,d@contoso.com\\4,By number,True,False,x@tailspin.com,,\n",
        );
        // One row for the two mailboxes called Pat; a row without a mailbox is rejected when it is read.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 3 of 5");
        let facts = tenants.facts();
        let strays = facts.forwards.strays(crate::schema::Side::Source);
        let shown: Vec<_> = strays.iter().map(|forward| (facts.text(forward.from_text), facts.forward_target(forward))).collect();
        assert_eq!(shown, [("Pat", "x@tailspin.com".to_owned()), ("Pat", "y@tailspin.com".to_owned())]);
    }

    #[test]
    fn without_rules_it_does_not_run_and_a_list_without_rules_tells_nothing() {
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES);
        assert!(tenants.findings(&super::CHECK).starts_with("not run: source: inbox-rules `ForwardTo`"));
        let list = "Mailbox address,Mailbox type,Keep original message,Forwarding via,Forwarding to\n\
            a@contoso.com,UserMailbox,False,ForwardingSmtpAddress attribute,x@tailspin.com\n";
        let tenants = tenants.source("forwarding.csv", list);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 4 of 4");
        let tenants = tenants.source(
            "forwarding.csv",
            &format!("{list}b@contoso.com,UserMailbox,True,Inbox rule: Move,y@tailspin.com\n\
                c@contoso.com,UserMailbox,,Calendar delegation,a@contoso.com\n\
                N/A (via Redirect sales),N/A,,Transport rule: Redirect sales,z@tailspin.com\n"),
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source b@contoso.com y@tailspin.com");
    }
}
