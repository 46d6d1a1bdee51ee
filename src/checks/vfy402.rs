//! VFY402 forwarding-lost: a mailbox forwarded its mail at the source, and does not at the destination.

use std::collections::BTreeSet;

use super::forwarding::{self, Asked};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::{Outcome, Reason};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY402",
    name: "forwarding-lost",
    severity: Severity::Major,
    title: "A forward did not arrive",
    why: "Movers do not carry the attribute, and mail that somebody waits for stays in a mailbox that nobody opens. Expected is \
          what the acting one of ForwardingAddress and ForwardingSmtpAddress leads to, a source object as what it became; by which \
          of the two attributes the destination gets there makes no difference, and neither does whether a copy is kept. \
          Coexistence forwards are left out, and so are inbox rules, which movers carry with the mailbox. A target without a \
          destination object is none (FWD002 told it); one that nobody can tell apart is undecidable",
    fix: "`Set-Mailbox -ForwardingAddress` for somebody of the destination, `-ForwardingSmtpAddress` for anybody else, with \
          `-DeliverToMailboxAndForward` as before",
    message: "`{subject}` became `{pair}`, which does not forward to `{value}`",
    needs: &[
        forwarding::ATTRIBUTES,
        forwarding::DESTINATION_ATTRIBUTES,
        super::SOURCE_OBJECTS,
        super::DESTINATION_OBJECTS,
    ],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    let mut undecided = BTreeSet::new();
    for (mailbox, _) in facts.moved_mailboxes() {
        selection.examine_on(side);
        if !facts.forwards.tell_attributes(side, mailbox) {
            undecided.insert(mailbox);
        }
    }
    for moved in facts.moved.forwards.iter().filter(|moved| moved.source.is_some()) {
        match moved.outcome {
            Outcome::Missing => {
                let forward = facts.moved_forward(moved);
                let subject = facts.subject(side, moved.mailbox);
                let hit = Hit::new(side, subject, facts.moved_forward_value(moved))
                    .with("pair", super::comparison::pair(facts, moved.mailbox))
                    .seen(Some(forwarding::evidence(facts, forward)));
                selection.hit(hit);
            }
            Outcome::Undecided(_) | Outcome::Untranslated(Reason::Ambiguous | Reason::SeveralCandidates) => {
                undecided.insert(moved.mailbox);
            }
            _ => {}
        }
    }
    for _ in undecided {
        selection.undecided_on(side);
    }
    forwarding::count_strays(facts, selection, Asked::Attributes, side);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str =
        "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,ForwardingAddress,ForwardingSmtpAddress\n";
    const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n";

    /// Ann, Bob and Cid moved, Eve did not; their forwards before and now.
    fn tenants(before: [&str; 3], now: [&str; 3]) -> Tenants {
        let all = |domain: &str, cells: [&str; 3]| {
            let people = [("ann", "Ann"), ("bob", "Bob"), ("cid", "Cid")];
            let row = |((name, shown), cells): (&(&str, &str), &str)| {
                format!("{name}@{domain},{name}@{domain},UserMailbox,{shown},{cells}\n")
            };
            people.iter().zip(cells).map(row).collect::<String>()
        };
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!("{HEAD}{}eve@contoso.com,eve@contoso.com,UserMailbox,Eve,,\n", all("contoso.com", before)),
            )
            .destination("mailboxes.csv", &format!("{HEAD}{}", all("fabrikam.com", now)))
    }

    #[test]
    fn what_is_not_set_is_told_with_the_name_of_the_destination() {
        let tenants = tenants(["bob,", ",p@tailspin.com", ",ann@contoso.com"], [",", ",q@tailspin.com", "ann,"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source ann@contoso.com bob@fabrikam.com
        major source bob@contoso.com p@tailspin.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `ann@contoso.com` became `ann@fabrikam.com`, which does not forward to `bob@fabrikam.com`
        `bob@contoso.com` became `bob@fabrikam.com`, which does not forward to `p@tailspin.com`
        ");
    }

    #[test]
    fn the_same_address_over_a_contact_of_either_side_is_kept() {
        let tenants = tenants(["Partner,", "Vendor,", ","], [",p@tailspin.com", "Supplier,", ",x@tailspin.com"])
            .source_before(
                "contacts.csv",
                &format!("{CONTACTS}Partner,p@contoso.com,SMTP:p@tailspin.com,MailContact\nVendor,v@contoso.com,SMTP:v@tailspin.com,MailContact\n"),
            )
            .destination("contacts.csv", &format!("{CONTACTS}Supplier,s@fabrikam.com,SMTP:v@tailspin.com,MailContact\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn coexistence_what_does_not_act_and_targets_that_did_not_move_are_not_expected() {
        let tenants = tenants([",ann@fabrikam.com", "eve,p@tailspin.com", ",gone@contoso.com"], [",", ",", ",x@tailspin.com"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn unknown_cells_of_either_side_are_undecidable() {
        let tenants = tenants(["bob,", "System.Object[],", ",ann@contoso.com"], ["System.Object[],", ",", ",ann@fabrikam.com"]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 2 of 3");
    }

    #[test]
    fn without_forwards_of_the_destination_it_does_not_run() {
        let tenants = tenants(["bob,", ",", ","], [",", ",", ","]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: mailboxes `ForwardingAddress`");
    }
}
