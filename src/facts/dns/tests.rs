//! Exports of all makers in, records in one form out.

use crate::checks::testing::Tenants;
use crate::facts::Facts;
use crate::schema::Side;

/// Every record of the source: name, type, what it says, TTL; then how many rows have no place.
fn records(tenants: &Tenants) -> String {
    let facts: Facts = tenants.facts();
    let line = |record: &super::Record| {
        let data = if record.data.is_some() { record.shown() } else { "?".to_owned() };
        let ttl = record.ttl.map_or_else(|| "?".to_owned(), |ttl| ttl.to_string());
        format!("{} {} {data} / {ttl}", record.name, record.kind)
    };
    let mut lines: Vec<String> = facts.dns.of(Side::Source).iter().map(line).collect();
    let unplaced = facts.dns.unplaced(Side::Source).len();
    if unplaced > 0 {
        lines.push(format!("{unplaced} without place"));
    }
    for file in facts.files.iter() {
        let skipped: u64 = file.skipped.values().sum();
        assert_eq!(file.rows, file.used + skipped + file.rejected.len() as u64, "{}", file.file);
    }
    lines.join("\n")
}

fn csv(text: &str) -> Tenants {
    Tenants::new().source("records.csv", text)
}

fn two_domains(tenants: Tenants) -> Tenants {
    tenants.plan(|plan| plan.moving_domains = Some(vec!["contoso.com".to_owned(), "tailspin.com".to_owned()]))
}

const WHOLE: &str = "\
    autodiscover.contoso.com CNAME autodiscover.outlook.com / 3600\n\
    contoso.com MX 0 contoso-com.mail.protection.outlook.com / 300\n\
    contoso.com TXT v=spf1 include:spf.protection.outlook.com -all / ?";

#[test]
fn one_zone_in_the_forms_of_all_dns_hosts() {
    let azure = "Name,Type,TTL,Value\n\
        @,Microsoft.Network/dnszones/MX,300,0 contoso-com.mail.protection.outlook.com.\n\
        @,TXT,,\"\"\"v=spf1 include:spf.protection.outlook.com \"\" \"\"-all\"\"\"\n\
        autodiscover,CNAME,1 Hour,autodiscover.outlook.com\n";
    let cloudflare = "Type,Name,Content,Priority,Proxy status,TTL\n\
        mx,contoso.com,contoso-com.mail.protection.outlook.com,0,DNS only,5 min\n\
        TXT,contoso.com,v=spf1 include:spf.protection.outlook.com -all,,DNS only,Auto\n\
        CNAME,autodiscover,autodiscover.outlook.com,,DNS only,1 hr\n";
    let registrar = "Host,Record Type,Points to,Pref,TTL\n\
        ,MX,contoso-com.mail.protection.outlook.com,0,300\n\
        @,TXT,v=spf1 include:spf.protection.outlook.com -all,,1\n\
        autodiscover,CNAME,autodiscover.outlook.com.,,1h\n";
    let route53 = "Record name,Record type,Value/Route traffic to,TTL (seconds)\n\
        contoso.com.,MX,0 contoso-com.mail.protection.outlook.com,300\n\
        contoso.com.,TXT,\"\"\"v=spf1 include:spf.protection.outlook.com -all\"\"\",-\n\
        autodiscover.contoso.com.,CNAME,\"[{\"\"Value\"\": \"\"autodiscover.outlook.com\"\"}]\",3600\n";
    let windows = "ZoneName,HostName,RecordType,TimeToLive,MailExchange,Preference,HostNameAlias,DescriptiveText\n\
        contoso.com,@,MX,00:05:00,contoso-com.mail.protection.outlook.com.,0,,\n\
        contoso.com,@,TXT,,,,,v=spf1 include:spf.protection.outlook.com -all\n\
        contoso.com,autodiscover,CNAME,01:00:00,,,autodiscover.outlook.com.,\n";
    let console = "Name\tTyp\tDaten\tTTL\n\
        contoso.com\tE-Mail-Austausch (MX)\t[0]  contoso-com.mail.protection.outlook.com.\t300\n\
        contoso.com\tText (TXT)\tv=spf1 include:spf.protection.outlook.com -all\t\n\
        autodiscover.contoso.com\tAlias (CNAME)\tautodiscover.outlook.com.\t1 Stunde\n";
    let resolve = "Name,QueryType,Type,TTL,NameExchange,Preference,NameHost,Strings\n\
        contoso.com,MX,MX,300,contoso-com.mail.protection.outlook.com,0,,\n\
        contoso.com,TXT,TXT,,,,,{v=spf1 include:spf.protection.outlook.com -all}\n\
        autodiscover.contoso.com,CNAME,CNAME,3600,,,autodiscover.outlook.com,\n";
    for text in [azure, cloudflare, registrar, route53, windows, console, resolve] {
        assert_eq!(records(&csv(text)), WHOLE, "{text}");
    }
}

#[test]
fn a_zone_file_in_every_encoding() {
    let zone = "; Zone of contoso.com\r\n$ORIGIN contoso.com.\r\n\
        @ 300 IN MX 0 contoso-com.mail.protection.outlook.com\r\n\
        @ 1 IN TXT \"v=spf1 include:spf.protection.outlook.com \" \"-all\"\r\n\
        autodiscover 1h IN CNAME autodiscover.outlook.com.\r\n";
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(zone.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [zone.as_bytes().to_vec(), [b"\xEF\xBB\xBF", zone.as_bytes()].concat(), wide] {
        assert_eq!(records(&Tenants::new().source_bytes("zone.csv", &bytes)), WHOLE);
    }
}

#[test]
fn several_values_in_a_cell_are_several_records() {
    let text = "Record name,Type,Value,TTL\ncontoso.com,MX,\"10 a.contoso.com\n20 b.contoso.com\",60\n";
    assert_eq!(records(&csv(text)), "contoso.com MX 10 a.contoso.com / 60\ncontoso.com MX 20 b.contoso.com / 60");
}

#[test]
fn lost_data_is_unknown_and_no_record_is_lost() {
    let text = "HostName,RecordType,TimeToLive,RecordData,ZoneName\n@,MX,01:00:00,DnsServerResourceRecordMX,contoso.com\n@,TXT,,,contoso.com\n";
    assert_eq!(records(&csv(text)), "contoso.com MX ? / 3600\ncontoso.com TXT ? / ?");
}

#[test]
fn relative_names_need_a_zone() {
    let text = "Type,Name,Value,TTL\nMX,@,0 mail,300\nSRV,_sip._tls,100 1 443 sipdir.online.lync.com,300\nA,www.tailspin.com,192.0.2.1,300\n";
    // Of two moving domains it may be either.
    assert_eq!(records(&two_domains(csv(text))), "www.tailspin.com A 192.0.2.1 / 300\n2 without place");
    // The name of the file says it, as does the only moving domain.
    let named = two_domains(Tenants::new().source("export-tailspin.com.csv", text));
    assert_eq!(
        records(&named),
        "_sip._tls.tailspin.com SRV 100 1 443 sipdir.online.lync.com / 300\ntailspin.com MX 0 mail.tailspin.com / 300\nwww.tailspin.com A 192.0.2.1 / 300"
    );
    assert!(records(&csv(text)).contains("contoso.com MX 0 mail.contoso.com / 300\n"));
}

#[test]
fn a_row_per_domain_is_read_as_its_records() {
    let text = "Domain,MX Provider,Mailhost,SPF Record,DMARC Record,O365 DKIM Enabled\n\
        contoso.com,Office 365,contoso-com.mail.protection.outlook.com,v=spf1 -all,v=DMARC1; p=none,True\n\
        tailspin.com,None,,No SPF record,,False\n";
    assert_eq!(
        records(&csv(text)),
        "_dmarc.contoso.com TXT v=DMARC1; p=none / ?\ncontoso.com MX contoso-com.mail.protection.outlook.com / ?\ncontoso.com TXT v=spf1 -all / ?"
    );
}

#[test]
fn names_below_a_domain_are_told_by_whole_labels() {
    let facts = csv("Zone,Name,Type,Value,TTL\ncontoso.com,@,MX,0 mail,300\ncontoso.com,www,A,192.0.2.1,300\nmaxcontoso.com,@,MX,0 mail,300\n").facts();
    assert_eq!(facts.dns.below(Side::Source, "contoso.com").count(), 2);
    assert_eq!(facts.dns.mail_exchangers(Side::Source, "maxcontoso.com").len(), 1);
}
