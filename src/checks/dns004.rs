//! DNS004 record-not-captured: the way back needs a DNS record that nobody wrote down.

use super::SOURCE_DNS;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::dns::Wanted;

/// The check.
pub static CHECK: Check = Check {
    code: "DNS004",
    name: "record-not-captured",
    severity: Severity::Info,
    title: "A DNS record that a back-out needs was not captured",
    why: "A way back restores what the zone said before, and after the cutover nobody can look it up. Wanted of every moving domain \
          are MX, SPF, autodiscover (CNAME, or the address or service record in its place), DKIM (both `selector1._domainkey` and \
          `selector2._domainkey`: Exchange changes from one to the other) and DMARC. A record whose data the export lost is not \
          captured. A domain that has no such record shows the same: then the finding is the note that there is none. A domain \
          of which nothing was exported misses all five",
    fix: "Export the whole zone at the DNS host, or ask for the record with `Resolve-DnsName`, and keep the file with the exports of the source",
    message: "{what} of {subject} is in no DNS export of the {side}",
    needs: &[SOURCE_DNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = facts.plan.cutover_of.side;
    for domain in facts.leaving() {
        for wanted in Wanted::ALL {
            selection.examine();
            if !facts.dns.has_captured(side, domain, wanted) {
                let hit = Hit::new(side, domain, wanted.as_str());
                selection.hit(hit.with("what", what(wanted)));
            }
        }
    }
}

const fn what(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Mx => "The MX record",
        Wanted::Spf => "The SPF record",
        Wanted::Autodiscover => "The autodiscover record",
        Wanted::Dkim => "A DKIM record (`selector1._domainkey`, `selector2._domainkey`)",
        Wanted::Dmarc => "The DMARC record",
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::{Command, Cutover};
    use crate::schema::Side;

    const WHOLE: &str = "$ORIGIN contoso.com.\n$TTL 300\n\
        @ IN MX 0 contoso-com.mail.protection.outlook.com.\n\
        @ IN TXT \"v=spf1 include:spf.protection.outlook.com -all\"\n\
        autodiscover IN CNAME autodiscover.outlook.com.\n\
        selector1._domainkey IN CNAME selector1-contoso-com._domainkey.contoso.onmicrosoft.com.\n\
        selector2._domainkey IN CNAME selector2-contoso-com._domainkey.contoso.onmicrosoft.com.\n\
        _dmarc IN TXT \"v=DMARC1; p=none\"\n";

    fn zone(text: &str) -> Tenants {
        Tenants::new().source("contoso.com.zone", text)
    }

    #[test]
    fn a_whole_zone_lacks_nothing() {
        insta::assert_snapshot!(zone(WHOLE).findings(&super::CHECK), @"");
    }

    #[test]
    fn each_missing_one_is_told() {
        let without = |word: &str| {
            let lines: Vec<&str> = WHOLE.lines().filter(|line| !line.contains(word)).collect();
            zone(&(lines.join("\n") + "\n")).findings(&super::CHECK)
        };
        insta::assert_snapshot!(without(" MX "), @"info source contoso.com mx");
        insta::assert_snapshot!(without("v=spf1"), @"info source contoso.com spf");
        insta::assert_snapshot!(without("autodiscover"), @"info source contoso.com autodiscover");
        insta::assert_snapshot!(without("selector2"), @"info source contoso.com dkim");
        insta::assert_snapshot!(without("_dmarc"), @"info source contoso.com dmarc");
    }

    #[test]
    fn records_of_other_names_are_others() {
        let text = "$ORIGIN contoso.com.\n$TTL 300\n\
            lists IN MX 0 mail\n@ IN TXT \"MS=ms12345678\"\nautodiscover.eu IN CNAME autodiscover.outlook.com.\n\
            k1._domainkey IN CNAME dkim.mcsv.net.\n_dmarc IN TXT \"verification\"\n";
        insta::assert_snapshot!(zone(text).findings(&super::CHECK), @r"
        info source contoso.com autodiscover
        info source contoso.com dkim
        info source contoso.com dmarc
        info source contoso.com mx
        info source contoso.com spf
        ");
    }

    #[test]
    fn a_service_record_stands_in_for_the_autodiscover_name() {
        let text = WHOLE.replace(
            "autodiscover IN CNAME autodiscover.outlook.com.",
            "_autodiscover._tcp IN SRV 0 0 443 mail.contoso.com.",
        );
        insta::assert_snapshot!(zone(&text).findings(&super::CHECK), @"");
    }

    #[test]
    fn lost_data_is_not_captured_and_a_domain_without_records_lacks_all() {
        let tenants = Tenants::new()
            .source(
                "dns.csv",
                "HostName,RecordType,TimeToLive,RecordData,ZoneName\n\
                 @,MX,01:00:00,DnsServerResourceRecordMX,contoso.com\n\
                 autodiscover,CNAME,01:00:00,autodiscover.outlook.com.,contoso.com\n",
            )
            .plan(|plan| plan.moving_domains = Some(vec!["contoso.com".to_owned(), "tailspin.com".to_owned()]));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source contoso.com dkim
        info source contoso.com dmarc
        info source contoso.com mx
        info source contoso.com spf
        info source tailspin.com autodiscover
        info source tailspin.com dkim
        info source tailspin.com dmarc
        info source tailspin.com mx
        info source tailspin.com spf
        ");
    }

    #[test]
    fn without_an_export_of_records_it_does_not_run() {
        let mailboxes =
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\na@contoso.com,a@contoso.com,UserMailbox\n";
        let tenants = Tenants::new().source("mailboxes.csv", mailboxes);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: dns-records `Type`");
    }

    #[test]
    fn a_cutover_asks_its_own_domains_at_the_tenant_that_they_leave() {
        let cutover = |side| {
            Tenants::of(Command::Cutover).source("a.zone", WHOLE).destination("b.zone", "$ORIGIN x.org.\n@ 300 IN MX 0 mx.x.org.\n").plan(
                |plan| plan.cutover_of = Cutover { side, domains: vec!["x.org".to_owned()] },
            )
        };
        assert_eq!(cutover(Side::Source).findings(&super::CHECK).matches("info source x.org").count(), 5);
        insta::assert_snapshot!(cutover(Side::Destination).findings(&super::CHECK), @r"
        info destination x.org autodiscover
        info destination x.org dkim
        info destination x.org dmarc
        info destination x.org spf
        ");
    }
}
