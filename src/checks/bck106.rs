//! BCK106 forwarding-not-restored: a forward to the source that the destination had is not set.

use super::{forwarding, restoring};
use crate::check::{Check, Hit, Need, Selection, Severity};
use crate::facts::Facts;
use crate::facts::restored::Outcome;
use crate::schema::{Moment, Side};

const BEFORE: Need = restoring::of(Side::Destination, Moment::Before, forwarding::ATTRIBUTES.any);
const NOW: Need = restoring::of(Side::Destination, Moment::Now, forwarding::ATTRIBUTES.any);

/// The check.
pub static CHECK: Check = Check {
    code: "BCK106",
    name: "forwarding-not-restored",
    severity: Severity::Major,
    title: "A forward from the destination to the source is not set again",
    why: "Before the move mail that arrived at the destination went on to the person at the source; the cutover took that off, and after a \
          back-out it stays in a mailbox that nobody reads (step 102). Asked of every ForwardingAddress and ForwardingSmtpAddress of the \
          destination's baseline that led to a source object or to the contact that stood for it; either attribute may do it now. \
          Where the exports of now show one attribute only, its absence is undecidable",
    fix: "Set it again, after the contact is there (BCK105): `Set-Mailbox -ForwardingAddress ... -DeliverToMailboxAndForward`",
    message: "{subject} forwarded to `{value}` ({via}) and does so no more",
    needs: &[restoring::OBJECTS_BEFORE, BEFORE, NOW],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(before) = facts.before(Side::Destination) else { return };
    let forwards = before.forwards.of(Side::Destination);
    for restored in &facts.restored.forwards {
        selection.examine_on(Side::Destination);
        let forward = &forwards[restored.forward];
        match (restored.outcome, forward.from) {
            (outcome, Some(from)) if outcome.is_lost() => selection.hit(
                Hit::new(Side::Destination, before.subject(Side::Destination, from), before.forward_target(forward))
                    .with("via", before.forward_via(forward.via))
                    .seen(Some(before.at(Side::Destination, forward.at, Some(forward.column)))),
            ),
            (Outcome::Unknown, _) => selection.undecided_on(Side::Destination),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::restoring::testing::{mailboxes, with_ids};
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "jane@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com,$1\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,SMTP:kim@contoso.com,$2\n";
    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ForwardingAddress,ForwardingSmtpAddress,ExternalDirectoryObjectId\n";
    const BEFORE: &str = "jane@fabrikam.com,jane@fabrikam.com,UserMailbox,Jane (Contoso),,$5\n\
        kim@fabrikam.com,kim@fabrikam.com,UserMailbox,,smtp:Kim@Contoso.com,$6\n\
        amy@fabrikam.com,amy@fabrikam.com,UserMailbox,,smtp:amy@tailspin.com,$7\n";
    const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,ExternalDirectoryObjectId\n\
        Jane (Contoso),jane.ext@fabrikam.com,SMTP:jane@contoso.com,MailContact,$8\n";

    fn tenants(now: &str) -> Tenants {
        mailboxes(SOURCE, SOURCE)
            .destination_before("mailboxes.csv", &with_ids(HEAD, BEFORE))
            .destination_before("contacts.csv", &with_ids("", CONTACTS))
            .destination("mailboxes.csv", &with_ids(HEAD, now))
            .destination("contacts.csv", &with_ids("", &CONTACTS.replace("$8", "$9")))
    }

    #[test]
    fn a_forward_that_is_off() {
        let now = "jane@fabrikam.com,jane@fabrikam.com,UserMailbox,,,$5\nkim@fabrikam.com,kim@fabrikam.com,UserMailbox,,smtp:kim@tailspin.com,$6\n\
            amy@fabrikam.com,amy@fabrikam.com,UserMailbox,,,$7\n";
        insta::assert_snapshot!(tenants(now).findings(&super::CHECK), @r"
        major destination jane@fabrikam.com jane@contoso.com
        major destination kim@fabrikam.com kim@contoso.com
        ");
        insta::assert_snapshot!(tenants(now).messages(&super::CHECK), @r"
        jane@fabrikam.com forwarded to `jane@contoso.com` (ForwardingAddress) and does so no more
        kim@fabrikam.com forwarded to `kim@contoso.com` (ForwardingSmtpAddress) and does so no more
        ");
    }

    #[test]
    fn either_attribute_may_do_it_and_a_contact_made_anew_too() {
        let now = "jane@fabrikam.com,jane@fabrikam.com,UserMailbox,Jane (Contoso),,$5\n\
            kim@fabrikam.com,kim@fabrikam.com,UserMailbox,,KIM@contoso.com,$6\n";
        insta::assert_snapshot!(tenants(now).findings(&super::CHECK), @"");
        let now = now.replace("Jane (Contoso),", ",smtp:jane@contoso.com");
        insta::assert_snapshot!(tenants(&now).findings(&super::CHECK), @"");
    }

    #[test]
    fn what_cannot_be_read_now_is_undecided() {
        let now = "jane@fabrikam.com,jane@fabrikam.com,UserMailbox,System.Object[],,$5\n\
            kim@fabrikam.com,kim@fabrikam.com,UserMailbox,,smtp:kim@contoso.com,$6\n";
        insta::assert_snapshot!(tenants(now).findings(&super::CHECK), @"undecidable 1 of 2");
        let unsaid = mailboxes(SOURCE, SOURCE).destination_before("mailboxes.csv", &with_ids(HEAD, BEFORE)).destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nkim@fabrikam.com,kim@fabrikam.com,UserMailbox\n",
        );
        insta::assert_snapshot!(unsaid.findings(&super::CHECK), @"not run: destination: mailboxes `ForwardingAddress`");
    }

    #[test]
    fn a_target_that_only_an_export_of_contacts_would_show_is_undecided() {
        let now = "jane@fabrikam.com,jane@fabrikam.com,UserMailbox,$4,,$5\n\
            kim@fabrikam.com,kim@fabrikam.com,UserMailbox,,smtp:kim@contoso.com,$6\n";
        let hidden = mailboxes(SOURCE, SOURCE)
            .destination_before("mailboxes.csv", &with_ids(HEAD, BEFORE))
            .destination_before("contacts.csv", &with_ids("", CONTACTS))
            .destination("mailboxes.csv", &with_ids(HEAD, now));
        insta::assert_snapshot!(hidden.findings(&super::CHECK), @"undecidable 1 of 2");
        insta::assert_snapshot!(tenants(now).findings(&super::CHECK), @"major destination jane@fabrikam.com jane@contoso.com");
    }
}
