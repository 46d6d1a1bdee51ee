//! VFY203 alias-extra: an address came from nowhere.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::intern::Symbol;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY203",
    name: "alias-extra",
    severity: Severity::Info,
    title: "An address in a moving domain that the source object never had",
    why: "Somebody added it on the way, perhaps in the wrong place. What the source object held in any form is not \
          extra, its UPN included, since Exchange makes an address of it, nor is what the destination object had \
          already where a baseline of the destination is given. Addresses in domains of the destination are its \
          own business",
    fix: "Ask who added it; if nobody needs it: `Set-Mailbox -EmailAddresses @{Remove='smtp:...'}`",
    message: "{pair} has `{value}`, which {subject} never had",
    needs: &[super::SOURCE_ADDRESSES, super::DESTINATION_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for arrived @ Arrived { object, pair, other, .. } in arrived::each(facts) {
        selection.examine();
        let sources = facts.pairs.sources(pair);
        let lost = sources.iter().any(|id| facts.source.object(*id).proxies.is_none());
        if lost || other.proxies.is_none() {
            selection.undecided();
            continue;
        }
        let had = had(facts, arrived);
        for address in facts.destination.smtp_addresses(other) {
            if facts.domains.is_moving(facts.text(address)) && !had.contains(&address) {
                let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(address))
                    .with("pair", facts.text(other.subject))
                    .seen(facts.address_evidence(Side::Destination, other, address));
                selection.hit(hit);
            }
        }
    }
}

/// What the pair may hold: all that those who became it held, in both forms, and what it held itself before the move.
fn had(facts: &Facts, Arrived { pair, .. }: Arrived) -> Vec<Symbol> {
    let mut had = Vec::new();
    for source in facts.pairs.sources(pair) {
        facts.source.held(*source, |address, _| had.extend([Some(address), facts.future(address)].into_iter().flatten()));
    }
    let earlier = facts.again(Side::Destination).and_then(|again| again.before(pair));
    if let Some((before, earlier)) = facts.before(Side::Destination).zip(earlier) {
        before.destination.held(earlier, |address, _| had.push(address));
    }
    had
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n";

    fn tenants(now: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!("{HEAD}jane.doe@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:j@contoso.com\n"),
            )
            .destination("mailboxes.csv", &format!("{HEAD}{now}"))
    }

    const NOW: &str = "jane.doe@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:jane.doe@contoso.com;smtp:jane@fabrikam.com;smtp:jd@contoso.com;SIP:new@contoso.com;smtp:jd@sub.contoso.com\n";

    #[test]
    fn only_what_nobody_ever_held_in_a_moving_domain_is_extra() {
        insta::assert_snapshot!(tenants(NOW).findings(&super::CHECK), @"info source jane@contoso.com jd@contoso.com");
    }

    #[test]
    fn what_the_destination_had_already_is_not_extra() {
        let before = format!("{HEAD}jane@fabrikam.com,jane@fabrikam.com,UserMailbox,SMTP:jane@fabrikam.com;smtp:jd@contoso.com\n");
        let tenants = tenants(NOW).destination_before("mailboxes.csv", &before);
        // The mailbox of before is found again by no identifier: it may be another one.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"info source jane@contoso.com jd@contoso.com");
        let initial = |text: &str| text.replace("smtp:jd@contoso.com", "smtp:jd@contoso.com;smtp:jane@fabrikam.onmicrosoft.com");
        let tenants = self::tenants(&initial(NOW)).destination_before("mailboxes.csv", &initial(&before));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn an_address_that_was_renamed_is_had_in_both_forms() {
        let tenants = tenants("jane@new.example,jane@new.example,UserMailbox,SMTP:jane@new.example;smtp:j@contoso.com;smtp:k@contoso.com\n")
            .plan(|plan| {
                plan.domain_map.insert("contoso.com".to_owned(), "new.example".to_owned());
            });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"info source jane@contoso.com k@contoso.com");
    }

    #[test]
    fn a_lost_list_is_undecidable() {
        let tenants = tenants("jane.doe@contoso.com,jane@contoso.com,UserMailbox,System.String[]\nx@fabrikam.com,x@fabrikam.com,UserMailbox,SMTP:x@fabrikam.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
    }
}
