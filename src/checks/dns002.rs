//! DNS002 spf-lacks-exchange: mail from Exchange Online would fail SPF.

use std::collections::{BTreeMap, BTreeSet};

use super::SOURCE_DNS;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::dns::{Record, Spf, Wanted};
use crate::kinds::dns_records;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "DNS002",
    name: "spf-lacks-exchange",
    severity: Severity::Minor,
    title: "SPF does not let Exchange Online send, or there are several SPF records",
    why: "Receivers refuse mail of the domain that Exchange Online sends unless SPF includes `spf.protection.outlook.com`, and a \
          domain with more than one SPF record fails altogether: each of them is a finding. Records that SPF includes or \
          redirects to are followed where they were exported; a redirect to one that was not is undecidable, as is a domain \
          of which nothing, or a TXT record without its text, was exported. No SPF record at all is DNS004, and one that \
          several exports show is one",
    fix: "Publish one TXT record per domain that begins with `v=spf1 include:spf.protection.outlook.com` and ends with `-all`, with the other senders between",
    message: "The SPF record `{value}` of {subject} {what}",
    needs: &[SOURCE_DNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = facts.plan.cutover_of.side;
    for domain in facts.leaving() {
        selection.examine();
        let records = facts.dns.wanted(side, domain, Wanted::Spf);
        let lost = |record: &Record| record.is_text() && record.data.is_none();
        if records.is_empty() {
            let nothing = facts.dns.below(side, domain).next().is_none();
            if nothing || facts.dns.named(side, domain).iter().any(lost) {
                selection.undecided();
            }
            continue;
        }
        let several = several(&records);
        let mut is_elsewhere = false;
        for record in records {
            let text = record.data.as_deref().unwrap_or_default();
            let what = match facts.dns.spf(side, text) {
                _ if several.contains(text) => "is one of several: SPF fails for the whole domain",
                Spf::Lacks => "does not include `spf.protection.outlook.com`: mail from Exchange Online fails",
                Spf::Includes => continue,
                Spf::Elsewhere => {
                    is_elsewhere = true;
                    continue;
                }
            };
            let hit = Hit::new(side, domain, text).with("what", what);
            selection.hit(hit.seen(Some(facts.at(side, record.at, data_column(facts, side, record)))));
        }
        if is_elsewhere {
            selection.undecided();
        }
    }
}

/// The texts of which one export shows more than one: what two exports of different days say is no double record.
fn several<'a>(records: &[&'a Record]) -> BTreeSet<&'a str> {
    let mut by_table: BTreeMap<u16, BTreeSet<&str>> = BTreeMap::new();
    for record in records {
        by_table.entry(record.at.table).or_default().extend(record.data.as_deref());
    }
    by_table.into_values().filter(|texts| texts.len() > 1).flatten().collect()
}

/// The column in which an export carries the text of a TXT record.
fn data_column(facts: &Facts, side: Side, record: &Record) -> Option<&'static crate::schema::Column> {
    let table = &facts.tenant(side).tables[record.at.table as usize];
    let columns = [&dns_records::STRINGS, &dns_records::VALUE, &dns_records::SPF];
    columns.into_iter().find(|column| table.has(column))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    fn zone(records: &str) -> Tenants {
        let text = format!("$ORIGIN contoso.com.\n$TTL 300\n@ IN MX 0 mail\n{records}");
        Tenants::new().source("contoso.com.zone", &text)
    }

    #[test]
    fn an_spf_record_without_exchange() {
        let tenants =
            zone("@ IN TXT \"v=spf1 include:_spf.google.com ip4:192.0.2.1 ~all\"\n@ IN TXT \"MS=ms12345678\"\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source contoso.com v=spf1 include:_spf.google.com ip4:192.0.2.1 ~all");
    }

    #[test]
    fn included_in_any_case_and_over_split_strings() {
        let tenants = zone("@ IN TXT \"V=SPF1 ip4:192.0.2.1 \" \"Include:SPF.protection.Outlook.com -all\"\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        insta::assert_snapshot!(zone("@ IN TXT \"v=spf1 include:spf.protection.outlook.com.contoso.com -all\"\n").findings(&super::CHECK), @"minor source contoso.com v=spf1 include:spf.protection.outlook.com.contoso.com -all");
    }

    #[test]
    fn each_of_several_is_told() {
        let tenants = zone(
            "@ IN TXT \"v=spf1 include:spf.protection.outlook.com -all\"\n@ IN TXT \"v=spf1 ip4:192.0.2.1 -all\"\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source contoso.com v=spf1 include:spf.protection.outlook.com -all
        minor source contoso.com v=spf1 ip4:192.0.2.1 -all
        ");
    }

    #[test]
    fn one_record_in_two_exports_is_one_and_two_days_are_no_double_record() {
        let csv = |spf: &str| format!("Zone,Name,Type,Value,TTL\ncontoso.com,@,TXT,{spf},300\n");
        let first = "v=spf1 include:spf.protection.outlook.com -all";
        let tenants = zone(&format!("@ IN TXT \"{first}\"\n")).source("dns.csv", &csv(first));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
        let tenants = tenants.source("later.csv", &csv("v=spf1 include:spf.protection.outlook.com ~all"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn what_is_included_or_redirected_to_is_followed_where_it_was_exported() {
        let own = "_spf IN TXT \"v=spf1 include:spf.protection.outlook.com include:_spf.contoso.com -all\"\n";
        insta::assert_snapshot!(zone(&format!("@ IN TXT \"v=spf1 redirect=_spf.contoso.com\"\n{own}")).findings(&super::CHECK), @"");
        insta::assert_snapshot!(zone(&format!("@ IN TXT \"v=spf1 include:_spf.contoso.com -all\"\n{own}")).findings(&super::CHECK), @"");
        insta::assert_snapshot!(zone("@ IN TXT \"v=spf1 redirect=_spf.elsewhere.net\"\n").findings(&super::CHECK), @"undecidable 1 of 1");
        // `all` decides before the redirect is looked at.
        insta::assert_snapshot!(zone("@ IN TXT \"v=spf1 -all redirect=_spf.elsewhere.net\"\n").findings(&super::CHECK), @"minor source contoso.com v=spf1 -all redirect=_spf.elsewhere.net");
        insta::assert_snapshot!(zone("@ IN TXT \"v=spf1 include:_spf.elsewhere.net -all\"\n").findings(&super::CHECK), @"minor source contoso.com v=spf1 include:_spf.elsewhere.net -all");
    }

    #[test]
    fn none_at_all_is_no_finding_of_this_check() {
        insta::assert_snapshot!(zone("@ IN TXT \"v=spf10 x\"\nsub IN TXT \"v=spf1 -all\"\n").findings(&super::CHECK), @"");
    }

    #[test]
    fn lost_texts_and_domains_without_records_are_undecidable() {
        let tenants = Tenants::new()
            .source(
                "dns.csv",
                "Name,Type,TTL,Strings\ncontoso.com,TXT,300,System.String[]\nx.contoso.com,TXT,300,hello\n",
            )
            .plan(|plan| plan.moving_domains = Some(vec!["contoso.com".to_owned(), "tailspin.com".to_owned()]));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 2 of 2");
    }

    #[test]
    fn a_summary_of_mail_security_is_read_too() {
        let tenants = Tenants::new().source(
            "domains-security.csv",
            "Domain,MX Provider,SPF Record,DMARC Record,O365 DKIM Enabled\n\
             contoso.com,Office 365,v=spf1 include:mail.example.net -all,v=DMARC1; p=none,True\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"minor source contoso.com v=spf1 include:mail.example.net -all");
    }
}
