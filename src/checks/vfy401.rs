//! VFY401 forwarding-left: a mailbox at the destination still sends its mail back.

use super::forwarding::{self, Asked};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::moved::Outcome;
use crate::facts::{Facts, State};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY401",
    name: "forwarding-left",
    severity: Severity::Major,
    title: "Mail is still forwarded to the source",
    why: "While both tenants were in use, mail went back to the mailbox in use. After the cutover such a forward hides mail, sends \
          it in a circle or lets it bounce. Told are ForwardingAddress and ForwardingSmtpAddress of a migrated mailbox, acting or \
          not, that lead to its source mailbox, to the contact that stands for it, to any address in a domain that stays with the \
          source, or to an address of the mailbox itself; inbox rules are the owner's own. A forward to somebody else who moved \
          is none",
    fix: "`Set-Mailbox -ForwardingAddress $null -ForwardingSmtpAddress $null`",
    message: "`{subject}` became `{pair}`, whose mail still goes to `{value}`{over} ({via})",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS, forwarding::DESTINATION_ATTRIBUTES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Destination;
    for (_, there) in facts.moved_mailboxes() {
        selection.examine_on(side);
        let known = facts.forwards.known(side, there);
        let is_live = facts.destination.object(there).state == State::Live;
        if !(known.address && known.smtp) && is_live {
            selection.undecided_on(side);
        }
    }
    for moved in facts.moved.forwards.iter().filter(|moved| moved.outcome == Outcome::LeftOver) {
        let hit = Hit {
            side: Side::Source,
            subject: facts.subject(Side::Source, moved.mailbox).to_owned(),
            value: facts.moved_forward_value(moved),
            ..forwarding::hit(facts, facts.moved_forward(moved))
        };
        selection.hit(hit.with("pair", super::comparison::pair(facts, moved.mailbox)));
    }
    forwarding::count_strays(facts, selection, Asked::Attributes, side);
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,EmailAddresses,ForwardingAddress,ForwardingSmtpAddress\n";

    /// Ann, Bob and Cid moved with their domain; `now` are the forwards at the destination, by name.
    fn tenants(now: [&str; 3]) -> Tenants {
        let row = |name: &str, shown: &str, initial: &str, cells: &str| {
            format!("{name}@contoso.com,{name}@contoso.com,UserMailbox,{shown},SMTP:{name}@contoso.com;smtp:{name}@{initial}.onmicrosoft.com,{cells}\n")
        };
        let all = |initial: &str, cells: [&str; 3]| {
            let people = [("ann", "Ann"), ("bob", "Bob"), ("cid", "Cid")];
            let rows = people.iter().zip(cells).map(|((name, shown), cells)| row(name, shown, initial, cells));
            rows.collect::<String>()
        };
        Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{HEAD}{}", all("contoso", [",", ",", ",x@tailspin.com"])))
            .destination("mailboxes.csv", &format!("{HEAD}{}", all("fabrikam", now)))
    }

    #[test]
    fn back_to_the_source_or_to_itself_by_address_or_contact() {
        let contacts = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                        Ann (old),ann.old@fabrikam.com,SMTP:ann@contoso.onmicrosoft.com,MailContact\n";
        let tenants = tenants(["Ann (old),", ",smtp:Bob@Contoso.com", ",gone@contoso.onmicrosoft.com"]).destination("contacts.csv", contacts);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source ann@contoso.com ann@contoso.onmicrosoft.com
        major source bob@contoso.com bob@contoso.com
        major source cid@contoso.com gone@contoso.onmicrosoft.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `ann@contoso.com` became `ann@contoso.com`, whose mail still goes to `ann@contoso.onmicrosoft.com` over the contact `ann.old@fabrikam.com` (its ForwardingAddress)
        `bob@contoso.com` became `bob@contoso.com`, whose mail still goes to `bob@contoso.com` (its ForwardingSmtpAddress)
        `cid@contoso.com` became `cid@contoso.com`, whose mail still goes to `gone@contoso.onmicrosoft.com` (its ForwardingSmtpAddress)
        ");
    }

    #[test]
    fn an_attribute_that_does_not_act_and_the_routing_domain_count() {
        let tenants = tenants(["bob,ann@contoso.onmicrosoft.com", ",bob@contoso.mail.onmicrosoft.com", ","]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source ann@contoso.com ann@contoso.onmicrosoft.com
        major source bob@contoso.com bob@contoso.mail.onmicrosoft.com
        ");
    }

    #[test]
    fn somebody_else_who_moved_and_outsiders_are_none() {
        insta::assert_snapshot!(tenants(["bob,", ",ann@contoso.com", ",x@tailspin.com"]).findings(&super::CHECK), @"");
    }

    #[test]
    fn an_unknown_cell_is_undecidable() {
        insta::assert_snapshot!(tenants(["System.Object[],", ",ann@contoso.com", ","]).findings(&super::CHECK), @"undecidable 1 of 3");
    }

    #[test]
    fn without_the_attributes_it_does_not_run() {
        insta::assert_snapshot!(tenants([",", ",", ","]).findings(&super::CHECK), @"not run: destination: mailboxes `ForwardingAddress`");
    }
}
