//! DNS001 mx-ttl-long: other servers would remember the old mail exchanger for longer than five minutes.

use super::{SOURCE_DNS, SOURCE_DNS_TTL};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::clock::{self, LOWERED, Lowering};
use crate::facts::{Clock, Facts};
use crate::kinds::dns_records;

/// The check.
pub static CHECK: Check = Check {
    code: "DNS001",
    name: "mx-ttl-long",
    severity: Severity::Major,
    title: "The TTL of the MX record is above 5 minutes",
    why: "Servers that remember the old MX record go on delivering to the old tenant after the cutover. The TTL has to be lowered \
          one old TTL before the MX changes, the MX has to change one lowered TTL before the start, and whoever keeps the zone is \
          asked at least 8 hours ahead. Of several MX records the longest TTL counts. A TTL that is blank, `Auto` or Cloudflare's \
          `1` is not known, nor is that of a moving domain without MX record in the export: such domains are undecidable. Ask the zone's own \
          name server: any other one counts the TTL down",
    fix: "Have the TTL of the MX record lowered to 300 seconds, or to the lowest that the DNS host allows, at the zone's DNS host",
    message: "The MX record of {subject} lives {value} seconds: {when}",
    needs: &[SOURCE_DNS, SOURCE_DNS_TTL],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = facts.plan.cutover_of.side;
    for domain in facts.leaving() {
        selection.examine();
        let exchangers = facts.dns.mail_exchangers(side, domain);
        let Some(ttl) = facts.dns.mx_ttl(side, domain) else {
            selection.undecided();
            continue;
        };
        if ttl <= LOWERED {
            continue;
        }
        let at = exchangers.iter().find(|record| record.ttl == Some(ttl)).map(|record| record.at);
        let hit = Hit::new(side, domain, ttl.to_string())
            .with("when", when(ttl, facts.clock(domain)))
            .seen(at.map(|row| facts.at(side, row, Some(&dns_records::TTL))));
        selection.hit(hit);
    }
}

/// By when the TTL has to be lowered and the MX has to change.
fn when(ttl: u32, clock: Option<Clock>) -> String {
    match clock {
        Some(Clock { lower: Lowering::Due { ask, lower }, change_mx, .. }) => format!(
            "ask for {LOWERED} by {}, have it lowered by {}, change the MX by {}",
            clock::shown(&ask),
            clock::shown(&lower),
            clock::shown(&change_mx)
        ),
        _ => format!(
            "have it lowered to {LOWERED} at least {} seconds before the cutover and change the MX {LOWERED} seconds before it; \
             with `cutover` in the project file the times are named",
            u64::from(ttl) + u64::from(LOWERED)
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Plan;

    fn zone(mx: &str) -> Tenants {
        Tenants::new().source("contoso.com.zone", &format!("$ORIGIN contoso.com.\n@ 3600 IN NS ns1.contoso.net.\n{mx}"))
    }

    fn with_cutover(plan: &mut Plan) {
        plan.cutover = "2026-12-12T22:00:00+08:00[+08:00]".parse().ok();
    }

    #[test]
    fn an_hour_is_too_long_and_the_longest_counts() {
        let tenants = zone("@ 600 IN MX 0 mail\n@ 3600 IN MX 10 backup\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source contoso.com 3600");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"The MX record of contoso.com lives 3600 seconds: have it lowered to 300 at least 3900 seconds before the cutover and change the MX 300 seconds before it; with `cutover` in the project file the times are named");
        insta::assert_snapshot!(tenants.plan(with_cutover).messages(&super::CHECK), @"The MX record of contoso.com lives 3600 seconds: ask for 300 by 2026-12-12 12:55 +08:00, have it lowered by 2026-12-12 20:55 +08:00, change the MX by 2026-12-12 21:55 +08:00");
    }

    #[test]
    fn five_minutes_are_short_enough_and_301_seconds_are_not() {
        insta::assert_snapshot!(zone("@ 300 IN MX 0 mail\n").findings(&super::CHECK), @"");
        insta::assert_snapshot!(zone("@ 301 IN MX 0 mail\n").findings(&super::CHECK), @"major source contoso.com 301");
    }

    #[test]
    fn one_is_no_second_and_a_domain_without_mx_is_not_known() {
        insta::assert_snapshot!(zone("@ 1 IN MX 0 mail\n").findings(&super::CHECK), @"undecidable 1 of 1");
        insta::assert_snapshot!(zone("").findings(&super::CHECK), @"undecidable 1 of 1");
        // One that is known to be long decides, whatever the other one is.
        insta::assert_snapshot!(zone("@ 1 IN MX 0 mail\n@ 900 IN MX 1 b\n").findings(&super::CHECK), @"major source contoso.com 900");
    }

    #[test]
    fn only_moving_domains_and_only_the_domain_itself() {
        let tenants = Tenants::new().source(
            "dns.csv",
            "Zone,Name,Type,Value,Priority,TTL\n\
             contoso.com,contoso.com,MX,mail.contoso.com,0,5 Minutes\n\
             contoso.com,lists.contoso.com,MX,mail.contoso.com,0,1 Hour\n\
             tailspin.com,@,MX,mail.tailspin.com,0,01:00:00\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        let both =
            tenants.plan(|plan| plan.moving_domains = Some(vec!["contoso.com".to_owned(), "tailspin.com".to_owned()]));
        insta::assert_snapshot!(both.findings(&super::CHECK), @"major source tailspin.com 3600");
    }

    #[test]
    fn without_times_to_live_it_does_not_run() {
        let tenants = Tenants::new().source("dns.csv", "Type,Name,Value\nMX,@,0 mail.contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: dns-records `TTL`");
        let auto = Tenants::new()
            .source("dns.csv", "Type,Name,Content,Proxy status,TTL\nMX,contoso.com,mail.contoso.com,DNS only,Auto\n");
        insta::assert_snapshot!(auto.findings(&super::CHECK), @"undecidable 1 of 1");
    }

    #[test]
    fn records_of_the_destination_say_nothing_about_the_source() {
        let zone = "$ORIGIN contoso.com.\n@ 3600 IN MX 0 mail\n";
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\na@contoso.com,a@contoso.com,UserMailbox\n",
            )
            .destination("contoso.com.zone", zone);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: dns-records `Type`; source: dns-records `TTL`");
    }
}
