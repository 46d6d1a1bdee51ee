//! ADR008 too-many-addresses: the object will have more addresses than Exchange bears.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR008",
    name: "too-many-addresses",
    severity: Severity::Major,
    title: "More than 300 addresses on one object",
    why: "Microsoft advises at most 300 proxy addresses on an object and documents a limit of 400. Counted \
          are the future addresses together with those that the destination object has; exactly 300 is fine",
    fix: "Drop addresses that nobody uses any more: `Set-Mailbox -EmailAddresses @{Remove=...}`",
    message: "{subject} will have {value} SMTP addresses; {limit}",
    needs: &[super::SOURCE_ADDRESSES],
    wants: &[],
    select,
};

/// Number of proxy addresses that Microsoft advises not to pass.
const ADVISED: usize = 300;
/// Documented limit of proxy addresses of one recipient.
const LIMIT: usize = 400;

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        selection.examine();
        if object.proxies.is_none() {
            selection.undecided();
        }
        let futures = facts.source.smtp_addresses(object).filter_map(|address| facts.future(address));
        let pair = facts.pairs.of(id).destination.map(|pair| facts.destination.object(pair));
        let theirs = pair.into_iter().flat_map(|pair| facts.destination.smtp_addresses(pair));
        let mut all: Vec<_> = futures.chain(theirs).collect();
        all.sort_unstable();
        all.dedup();
        if all.len() > ADVISED {
            let limit = if all.len() > LIMIT {
                format!("the documented limit is {LIMIT}")
            } else {
                format!("at most {ADVISED} are advised")
            };
            let hit = Hit::new(Side::Source, facts.text(object.subject), all.len().to_string())
                .with("limit", limit)
                .seen(facts.evidence(Side::Source, object, super::ADDRESS_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    /// A mailbox with its primary address and some aliases, the local parts of which begin with a letter.
    fn mailbox(domain: &str, letter: char, aliases: usize) -> String {
        let list: String = (0..aliases).map(|number| format!(";smtp:{letter}{number}@{domain}")).collect();
        format!(
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
             jane@{domain},jane@{domain},UserMailbox,SMTP:jane@{domain}{list}\n"
        )
    }

    #[test]
    fn three_hundred_are_fine_and_the_destination_counts() {
        let tenants = Tenants::new().source("mailboxes.csv", &mailbox("contoso.com", 'a', 299));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        let tenants = tenants.destination("mailboxes.csv", &mailbox("fabrikam.com", 'a', 0));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source jane@contoso.com 301");
    }

    #[test]
    fn addresses_that_stay_or_are_the_same_after_the_move_do_not_count() {
        let tenants = Tenants::new().source("mailboxes.csv", &mailbox("tailspin.com", 'a', 350));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        let tenants = Tenants::new()
            .source("mailboxes.csv", &mailbox("contoso.com", 'a', 250))
            .destination("mailboxes.csv", &mailbox("fabrikam.com", 'A', 250))
            .plan(|plan| {
                plan.domain_map.insert("contoso.com".to_owned(), "fabrikam.com".to_owned());
            });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn the_documented_limit_is_named_when_it_is_passed() {
        let advised = Tenants::new().source("mailboxes.csv", &mailbox("contoso.com", 'a', 399));
        insta::assert_snapshot!(advised.messages(&super::CHECK), @"jane@contoso.com will have 400 SMTP addresses; at most 300 are advised");
        let limit = Tenants::new().source("mailboxes.csv", &mailbox("contoso.com", 'a', 400));
        insta::assert_snapshot!(limit.messages(&super::CHECK), @"jane@contoso.com will have 401 SMTP addresses; the documented limit is 400");
    }
}
