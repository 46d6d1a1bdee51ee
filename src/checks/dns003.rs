//! DNS003 record-differs: a DNS record is not what the destination needs.

use super::needs::DNS_NOW;
use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::facts::dns::{Record, Required, dashed};
use crate::kinds::dns_records;
use crate::schema::{Column, Side};

/// The check.
pub static CHECK: Check = Check {
    code: "DNS003",
    name: "record-differs",
    severity: Severity::Major,
    title: "A DNS record is not what the destination needs",
    why: "Mail goes to the old tenant, or Outlook does not find the mailbox. The records as they are now are those given with \
          `--source`. Needed are the MX, CNAME, TXT and SRV records given with `--destination` (the DNS settings that it shows for \
          the domain); without them the MX record `<domain with dashes>.mail.protection.outlook.com`, or the newer host in \
          `mx.microsoft` for that domain, and autodiscover. DKIM and the rest are asked only where the destination names them. \
          Another MX record beside the right one differs, since mail goes there as well; further TXT records do not matter, nor \
          do senders that SPF allows beside the needed ones, nor preference and TTL. A domain of which nothing was captured is \
          undecidable",
    fix: "Set the record at the zone's DNS host, and give the TTL back its old value",
    message: "The {kind} record of {subject} {now}; the destination needs {wanted}",
    needs: &[DNS_NOW],
    wants: &[],
    select,
};

/// How a record stands.
#[derive(PartialEq, Eq)]
enum Standing {
    Right,
    Wrong,
    Unknown,
}

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(now) = facts.now(Side::Source) else { return };
    for domain in &facts.domains.moving {
        for required in facts.required_records(domain) {
            selection.examine();
            let captured = captured(now, &required);
            match standing(now, &required, &captured) {
                Standing::Right => {}
                Standing::Unknown => selection.undecided(),
                Standing::Wrong => selection.hit(hit(now, &required, &captured)),
            }
        }
    }
}

/// The records of now at the name, of the type.
fn captured<'a>(now: &'a Facts, required: &Required) -> Vec<&'a Record> {
    let is_kind = |record: &&Record| record.kind == required.kind || required.kind == "TXT" && record.is_text();
    now.dns.named(Side::Source, &required.name).iter().filter(is_kind).collect()
}

fn standing(now: &Facts, required: &Required, captured: &[&Record]) -> Standing {
    let side = Side::Source;
    let is_lost = captured.iter().any(|record| record.data.is_none()) || required.data.contains(&None);
    let is_blind = now.dns.below(side, required.domain).next().is_none() || !shows(now, required.kind);
    if is_lost || captured.is_empty() && is_blind {
        return Standing::Unknown;
    }
    let wanted: Vec<&str> = required.data.iter().flatten().map(String::as_str).collect();
    let found: Vec<&str> = captured.iter().filter_map(|record| record.data.as_deref()).collect();
    let is_right = match required.kind {
        "TXT" => wanted.iter().all(|wanted| found.iter().any(|found| says(found, wanted))),
        "SRV" => wanted.iter().all(|wanted| found.iter().any(|found| host(found) == host(wanted))),
        "MX" if required.is_assumed => !found.is_empty() && found.iter().all(|found| wanted.contains(found) || is_newer(found, required.domain)),
        _ => !found.is_empty() && wanted.iter().all(|wanted| found.contains(wanted)) && found.iter().all(|found| wanted.contains(found)),
    };
    if is_right { Standing::Right } else { Standing::Wrong }
}

/// Whether exports of now can show records of the type: summaries, a row for each domain, know MX and SPF only.
fn shows(now: &Facts, kind: &str) -> bool {
    let columns: [&Column; 2] = [&dns_records::TYPE, &dns_records::HOST];
    kind == "MX" || columns.iter().any(|column| now.source.has(&dns_records::KIND, column))
}

/// Whether a host is the mail exchanger that newer tenants have for the domain.
fn is_newer(host: &str, domain: &str) -> bool {
    host.strip_prefix(&dashed(domain)).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(".mx.microsoft"))
}

/// Whether a TXT record says what is needed: the same, or for SPF at least the same senders.
fn says(found: &str, wanted: &str) -> bool {
    let [found, wanted] = [found, wanted].map(|text| text.trim().to_lowercase());
    let senders = |text: &str| -> Vec<String> {
        text.split_whitespace().filter(|term| term.starts_with("include:")).map(str::to_owned).collect()
    };
    let is_spf = |text: &str| text.split_whitespace().next() == Some("v=spf1");
    let has_senders = || {
        let allowed = senders(&found);
        senders(&wanted).iter().all(|sender| allowed.contains(sender))
    };
    found == wanted || is_spf(&found) && is_spf(&wanted) && has_senders()
}

/// The host of a service record, which some exports write without weight and port.
fn host(data: &str) -> &str {
    data.split_whitespace().next_back().unwrap_or_default()
}

fn hit(now: &Facts, required: &Required, captured: &[&Record]) -> Hit {
    let listed = |texts: Vec<&str>| texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ");
    let found: Vec<&str> = captured.iter().filter_map(|record| record.data.as_deref()).collect();
    let found = if found.is_empty() { "is missing".to_owned() } else { format!("is {}", listed(found)) };
    Hit::new(Side::Source, required.name.as_str(), required.value)
        .with("kind", required.kind)
        .with("now", found)
        .with("wanted", listed(required.data.iter().flatten().map(String::as_str).collect()))
        .seen(evidence(now, required, captured))
}

/// Where the record stands, or where the domain was captured without it.
fn evidence(now: &Facts, required: &Required, captured: &[&Record]) -> Option<Evidence> {
    let side = Side::Source;
    let record = captured.first().copied().or_else(|| now.dns.below(side, required.domain).next())?;
    let table = &now.source.tables[record.at.table as usize];
    let columns: [&Column; 4] =
        [&dns_records::VALUE, &dns_records::MAIL_EXCHANGE, &dns_records::HOST, &dns_records::STRINGS];
    let column = columns.into_iter().find(|column| !captured.is_empty() && table.has(column));
    Some(now.at(side, record.at, column))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "Zone,Name,Type,Value,Priority,TTL\n";
    const OBJECTS: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n";

    fn tenants() -> Tenants {
        Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{OBJECTS}kim@contoso.com,kim@contoso.com,UserMailbox\n"))
            .destination("mailboxes.csv", &format!("{OBJECTS}kim@contoso.com,kim@contoso.com,UserMailbox\n"))
    }

    fn zone(records: &str) -> Tenants {
        tenants().source("contoso.com.zone", &format!("$ORIGIN contoso.com.\n$TTL 300\n@ IN NS ns1.registrar.example.\n{records}"))
    }

    const RIGHT: &str = "@ IN MX 10 contoso-com.mail.protection.outlook.com.\nautodiscover IN CNAME Autodiscover.Outlook.com.\n";

    #[test]
    fn mail_exchanger_and_autodiscover_are_needed_in_any_case() {
        insta::assert_snapshot!(zone(RIGHT).findings(&super::CHECK), @"");
        let newer = RIGHT.replace("contoso-com.mail.protection.outlook.com", "contoso-com.k-v1.mx.microsoft");
        insta::assert_snapshot!(zone(&newer).findings(&super::CHECK), @"");
        let wrong = "@ IN MX 10 mx.oldhost.example.\nautodiscover IN A 192.0.2.1\n";
        insta::assert_snapshot!(zone(wrong).findings(&super::CHECK), @r"
        major source autodiscover.contoso.com cname
        major source contoso.com mx
        ");
        insta::assert_snapshot!(zone(wrong).messages(&super::CHECK), @r"
        The CNAME record of autodiscover.contoso.com is missing; the destination needs `autodiscover.outlook.com`
        The MX record of contoso.com is `mx.oldhost.example`; the destination needs `contoso-com.mail.protection.outlook.com`
        ");
    }

    #[test]
    fn another_mail_exchanger_beside_the_right_one_differs() {
        let both = format!("{RIGHT}@ IN MX 20 mx.oldhost.example.\n");
        insta::assert_snapshot!(zone(&both).findings(&super::CHECK), @"major source contoso.com mx");
        let other = RIGHT.replace("contoso-com.mail", "maxcontoso-com.mail");
        insta::assert_snapshot!(zone(&other).findings(&super::CHECK), @"major source contoso.com mx");
    }

    const NEEDED: &str = "contoso.com,contoso.com,MX,gateway.example,0,3600\n\
        contoso.com,contoso.com,TXT,v=spf1 include:spf.protection.outlook.com -all,,3600\n\
        contoso.com,contoso.com,TXT,MS=ms12345678,,3600\n\
        contoso.com,selector1._domainkey.contoso.com,CNAME,selector1-contoso-com._domainkey.fabrikam.onmicrosoft.com,,3600\n\
        contoso.com,_sipfederationtls._tcp.contoso.com,SRV,1 5061 sipfed.online.lync.com,100,3600\n\
        fabrikam.com,selector1._domainkey.fabrikam.com,CNAME,selector1-fabrikam-com._domainkey.fabrikam.onmicrosoft.com,,3600\n";

    #[test]
    fn what_the_destination_names_goes_before_what_every_tenant_has() {
        let settings = format!("{HEAD}{NEEDED}");
        let old = "@ IN TXT \"v=spf1 include:mail.example -all\"\nselector1._domainkey IN CNAME selector1-contoso-com._domainkey.contoso.onmicrosoft.com.\n";
        let tenants = zone(&format!("{RIGHT}{old}")).destination("dns.csv", &settings);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source _sipfederationtls._tcp.contoso.com srv
        major source contoso.com mx
        major source contoso.com txt
        major source selector1._domainkey.contoso.com cname
        ");
        let new = "@ IN MX 5 gateway.example.\nautodiscover IN CNAME autodiscover.outlook.com.\n\
            @ IN TXT \"v=spf1 include:mail.example include:spf.protection.outlook.com ~all\"\n@ IN TXT \"MS=ms12345678\"\n@ IN TXT other\n\
            selector1._domainkey IN CNAME selector1-contoso-com._domainkey.fabrikam.onmicrosoft.com.\n\
            _sipfederationtls._tcp IN SRV 100 1 5061 sipfed.online.lync.com.\n";
        insta::assert_snapshot!(zone(new).destination("dns.csv", &settings).findings(&super::CHECK), @"");
    }

    #[test]
    fn a_domain_that_was_not_captured_is_undecidable_and_a_lost_record_too() {
        let elsewhere = tenants().source("fabrikam.com.zone", "$ORIGIN fabrikam.com.\n@ 300 IN MX 0 mail\n");
        insta::assert_snapshot!(elsewhere.findings(&super::CHECK), @"undecidable 2 of 2");
        let lost = tenants().source(
            "dns.csv",
            &format!("{HEAD}contoso.com,contoso.com,MX,System.Object[],0,300\ncontoso.com,autodiscover.contoso.com,CNAME,autodiscover.outlook.com,,300\n"),
        );
        insta::assert_snapshot!(lost.findings(&super::CHECK), @"undecidable 1 of 2");
        let summary = tenants().source("dns.csv", "Domain,MX Provider,SPF Record\ncontoso.com,contoso-com.mail.protection.outlook.com,v=spf1 -all\n");
        insta::assert_snapshot!(summary.findings(&super::CHECK), @"undecidable 1 of 2");
    }

    #[test]
    fn records_of_the_baseline_say_nothing_about_now() {
        let tenants = tenants().source_before("contoso.com.zone", "$ORIGIN contoso.com.\n@ 300 IN MX 0 mail\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: dns-records `Type`");
    }
}
