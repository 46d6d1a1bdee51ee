//! DOM010 force-delete-limit: how many objects the domain is still tied to.

use super::{SOURCE_OBJECTS, holding};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM010",
    name: "force-delete-limit",
    severity: Severity::Info,
    title: "How many objects hold the domain, against the limit of a removal by force",
    why: "One line for each domain, none held included: the number of distinct objects of DOM001 to DOM006. The service removes a domain by \
          force from up to 1,000 of them, renaming them into the initial domain and blocking the users; above it each must be \
          cleaned first. Where the addresses of an object are not known the number is a lower bound, and undecided",
    fix: "Clean the objects in the order of the sheet Ledger. The way out in need is `Remove-MgDomain` by force (`forceDelete`), which disables \
          the users it renames, and which groups that Exchange masters and a federated domain stop",
    message: "{least}{value} {objects} `{subject}`: {verdict}",
    needs: &[SOURCE_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(ledger) = &facts.ledger else { return };
    let is_whole = facts.tenant(ledger.side).ids().all(|(_, object)| holding::is_listed(object));
    let unknown = facts.unknown_domains();
    for domain in facts.leaving() {
        selection.examine_on(ledger.side);
        let is_unknown = unknown.contains(&domain);
        if !is_whole || is_unknown {
            selection.undecided_on(ledger.side);
        }
        let count = ledger.holders(domain);
        let verdict = match count {
            0 if is_unknown => "neither tenant has it",
            0 if is_whole => "no address or UPN keeps it, as far as the exports show",
            0 => "the addresses of some objects are not known",
            1..=holding::FORCE_LIMIT => "clean them first; up to the limit of 1,000 it could be removed by force",
            _ => "above the limit of 1,000 it cannot be removed by force: each must be cleaned first",
        };
        let hit = Hit::new(ledger.side, domain, count.to_string())
            .with("least", if is_whole { "" } else { "At least " })
            .with("objects", if count == 1 { "object holds" } else { "objects hold" })
            .with("verdict", verdict);
        selection.hit(hit);
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n";

    #[test]
    fn objects_and_not_addresses_are_counted_for_each_domain() {
        let rows = "j@contoso.com,j@contoso.com,UserMailbox,SMTP:j@contoso.com;smtp:a@contoso.com;SIP:j@contoso.com\n\
            k@x.org,k@eu.contoso.com,UserMailbox,SMTP:k@eu.contoso.com\n";
        let accepted = "Name,DomainName,DomainType,Default\n1,contoso.com,Authoritative,False\n2,contoso.net,Authoritative,False\n";
        let tenants = cutover(Side::Source).source("mailboxes.csv", &format!("{HEAD}{rows}")).source("accepted.csv", accepted).plan(|plan| {
            plan.cutover_of.domains = vec!["contoso.com".to_owned(), "contoso.net".to_owned()];
        });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source contoso.com 1
        info source contoso.net 0
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        1 object holds `contoso.com`: clean them first; up to the limit of 1,000 it could be removed by force
        0 objects hold `contoso.net`: no address or UPN keeps it, as far as the exports show
        ");
    }

    #[test]
    fn the_limit_is_named_when_it_is_passed() {
        for (count, verdict) in [(1_000, "could be removed by force"), (1_001, "cannot be removed by force")] {
            let mut text = HEAD.to_owned();
            for number in 0..count {
                let _ = writeln!(text, "u{number}@contoso.com,u{number}@x.org,UserMailbox,SMTP:u{number}@x.org");
            }
            let message = cutover(Side::Source).source("mailboxes.csv", &text).messages(&super::CHECK);
            assert!(message.contains(verdict), "{message}");
        }
    }

    #[test]
    fn where_addresses_are_unknown_it_is_at_least_that_many() {
        let tenants = cutover(Side::Source).source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nj@x.org,j@contoso.onmicrosoft.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source contoso.com 0
        undecidable 1 of 1
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"At least 0 objects hold `contoso.com`: the addresses of some objects are not known");
    }
}
