//! Zone files of all makers in, rows and reasons out.

use std::path::Path;

use proptest::prelude::*;

use super::*;

/// Every row as `line: cells`, then every rejected line as `line! reason`, then the notes.
fn read(text: &str) -> String {
    read_as(text, "zone.txt")
}

fn read_as(text: &str, name: &str) -> String {
    let (zone, notes) = open(text, Path::new(name));
    let batch = zone.sample(usize::MAX);
    let row = |at: usize| {
        let cells: Vec<&str> = (0..HEADER.len()).map(|column| batch.cell(at, column)).collect();
        format!("{}: {}", batch.row(at), cells.join(" | "))
    };
    let rejected = zone.rejected.iter().map(|note| format!("{}! {}", note.line.unwrap_or_default(), note.text));
    let notes = notes.iter().map(|note| format!("note: {}", note.text));
    (0..batch.len()).map(row).chain(rejected).chain(notes).collect::<Vec<_>>().join("\n")
}

/// As BIND and Azure DNS write it.
const BIND: &str = r#"$ORIGIN contoso.com.
$TTL 1h
@   IN  SOA ns1.contoso.com. hostmaster.contoso.com. (
        2026112201 ; serial
        3600 900 1209600 300 )
    IN  NS  ns1
@   1d  IN  MX  0 contoso-com.mail.protection.outlook.com.
    300 TXT "v=spf1 include:spf.protection.outlook.com " "-all"
autodiscover CNAME autodiscover.outlook.com.
_dmarc IN 600 TXT "v=DMARC1; p=none" ; comment
$ORIGIN eu.contoso.com.
www a 192.0.2.7
_sip._tls 3600 IN SRV 100 1 443 sipdir.online.lync.com.
"#;

#[test]
fn directives_relative_names_parentheses_and_units() {
    insta::assert_snapshot!(read(BIND), @r"
    3: contoso.com | contoso.com. | 3600 | SOA | ns1.contoso.com. hostmaster.contoso.com. 2026112201 3600 900 1209600 300
    6: contoso.com | contoso.com. | 3600 | NS | ns1.contoso.com.
    7: contoso.com | contoso.com. | 86400 | MX | 0 contoso-com.mail.protection.outlook.com.
    8: contoso.com | contoso.com. | 300 | TXT | v=spf1 include:spf.protection.outlook.com -all
    9: contoso.com | autodiscover.contoso.com. | 3600 | CNAME | autodiscover.outlook.com.
    10: contoso.com | _dmarc.contoso.com. | 600 | TXT | v=DMARC1; p=none
    12: contoso.com | www.eu.contoso.com. | 3600 | A | 192.0.2.7
    13: contoso.com | _sip._tls.eu.contoso.com. | 3600 | SRV | 100 1 443 sipdir.online.lync.com
    ");
    for line_end in ["\r\n", "\r"] {
        assert_eq!(read(&BIND.replace('\n', line_end)), read(BIND));
    }
}

#[test]
fn cloudflare_writes_one_for_automatic_and_names_the_zone_in_a_comment() {
    let text = ";;\n;; Domain:     contoso.com.\n;; Exported:   2026-11-20 07:00:00\n\n;; SOA Record\n\
        contoso.com\t3600\tIN\tSOA\tamy.ns.cloudflare.com. dns.cloudflare.com. 2049 10000 2400 604800 3600\n\n\
        ;; MX Records\ncontoso.com.\t1\tIN\tMX\t0 contoso-com.mail.protection.outlook.com. ; cf_tags=cf-proxied:false\n";
    insta::assert_snapshot!(read(text), @r"
    6: contoso.com | contoso.com. | 3600 | SOA | amy.ns.cloudflare.com. dns.cloudflare.com. 2049 10000 2400 604800 3600
    9: contoso.com | contoso.com. | 1 | MX | 0 contoso-com.mail.protection.outlook.com.
    note: a zone file without `$ORIGIN`: names are taken as relative to `contoso.com`, as a comment in it says
    note: names that end with the zone and no dot are taken as whole names
    ");
}

#[test]
fn an_error_costs_its_line_and_nothing_else() {
    let text = "$ORIGIN contoso.com.\n\
        @ 3600 IN MX ten mail\n\
        @ 3600 IN TXT \"v=spf1 -all\n\
        @ 3600 IN MX 10 mail\n\
        bad.{} 3600 IN A 192.0.2.1\n\
        x 3600 IN WXYZ 1\n\
        @ IN SOA ns host ( 1 2 3\n\
        mail 3600 IN A 192.0.2.1\n\
        )\n\
        y 3600 IN A 192.0.2.1 192.0.2.2\n\
        z 3600 CH A 192.0.2.1\n\
        $INCLUDE sub.db\n\
        $GENERATE 1-9 host$ A 192.0.2.$\n\
        $ORGIN x.\n\
        last 3600 IN A 192.0.2.9";
    let text = text.replace("{}", &"x".repeat(64));
    insta::assert_snapshot!(read(&text), @r#"
    4: contoso.com | contoso.com. | 3600 | MX | 10 mail.contoso.com.
    8: contoso.com | mail.contoso.com. | 3600 | A | 192.0.2.1
    15: contoso.com | last.contoso.com. | 3600 | A | 192.0.2.9
    2! something else stands where a number should: `@ 3600 IN MX ten mail`
    3! a quote is never closed: `@ 3600 IN TXT "v=spf1 -all`
    5! a name is none: `bad.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`
    6! no known type of record stands where it should: `x 3600 IN WXYZ 1`
    7! something else stands where a number should: `@ IN SOA ns host ( 1 2 3`
    9! a parenthesis is closed that was never opened: `)`
    10! something stands behind the end of the record: `y 3600 IN A 192.0.2.1 192.0.2.2`
    11! records of class `CH` are not used: `z 3600 CH A 192.0.2.1`
    12! `$INCLUDE` is not followed: give `sub.db` itself if its records are needed: `$INCLUDE sub.db`
    13! `$GENERATE` is not followed: give the records that it stands for: `$GENERATE 1-9 host$ A 192.0.2.$`
    14! `$ORGIN` is no directive that is known: `$ORGIN x.`
    "#);
}

#[test]
fn without_an_origin_the_name_of_the_file_is_taken() {
    let text = "@ 3600 IN MX 0 mail\nautodiscover IN CNAME autodiscover.outlook.com.\n";
    insta::assert_snapshot!(read_as(text, "exports/Contoso.com.dns"), @r"
    1: contoso.com | contoso.com. | 3600 | MX | 0 mail.contoso.com.
    2: contoso.com | autodiscover.contoso.com. | 3600 | CNAME | autodiscover.outlook.com.
    note: a zone file without `$ORIGIN`: names are taken as relative to `contoso.com`, as its name says
    ");
    assert_eq!(read_as(text, "contoso.com (2).txt"), read_as(text, "zone of_contoso.com.db"));
    insta::assert_snapshot!(read_as(text, "exports/zone.txt"), @r"
    1! a name is relative, and neither `$ORIGIN` nor the name of the file says to what: `@ 3600 IN MX 0 mail`
    2! a name is relative, and neither `$ORIGIN` nor the name of the file says to what: `autodiscover IN CNAME autodiscover.outlook.com.`
    note: a zone file without records that can be used
    ");
}

#[test]
fn texts_without_quotes_and_long_ones() {
    let long = "p".repeat(300);
    let text = format!(
        "$ORIGIN contoso.com.\n@ TXT v=spf1 include:spf.protection.outlook.com -all\nk TXT \"{long}\"\nu TXT \"Grüße \\\"x\\\" \\; \\065\"\n"
    );
    let rows = read(&text);
    assert!(rows.contains("| v=spf1 include:spf.protection.outlook.com -all\n"), "{rows}");
    assert!(rows.contains(&format!("| {long}\n")), "{rows}");
    assert!(rows.ends_with("| Grüße \"x\" ; A"), "{rows}");
}

#[test]
fn times_to_live_are_taken_from_where_they_are_said() {
    let head = "$ORIGIN contoso.com.\n@ SOA ns host 1 2 3 4 900\n";
    let ttl_of_last = |text: &str| {
        let rows = read(text);
        rows.lines().last().and_then(|row| row.split(" | ").nth(2)).unwrap_or_default().to_owned()
    };
    assert_eq!(ttl_of_last(&format!("{head}a A 192.0.2.1\n")), "900", "of old, the minimum of the SOA record");
    assert_eq!(ttl_of_last(&format!("{head}a 60 A 192.0.2.1\nb A 192.0.2.1\n")), "60", "else the last one");
    assert_eq!(ttl_of_last(&format!("{head}$TTL 2h\na 60 A 192.0.2.1\nb A 192.0.2.1\n")), "7200");
    assert_eq!(ttl_of_last("$ORIGIN contoso.com.\na IN A 192.0.2.1\n"), "");
}

#[test]
fn zone_files_are_told_from_other_texts() {
    for text in [
        BIND,
        "; nothing but words\n;\n",
        "contoso.com. 3600 IN MX 0 mail.contoso.com.\n",
        "contoso.com. IN 3600 MX 0 mail.contoso.com.\n",
        "  \n@ SOA ns host 1 2 3 4 5\n",
        "@   [Aging:3600]  3600 A 192.0.2.1\n",
        "; <<>> DiG 9.18 <<>> contoso.com MX\n;; ANSWER SECTION:\ncontoso.com.\t\t3600\tIN\tMX\t0 mail.contoso.com.\n",
        "broken line\n@ 300 IN A 192.0.2.1\n@ 300 IN MX 0 mail\n",
    ] {
        assert!(is_zone(text.as_bytes()), "{text}");
    }
    for text in [
        "",
        "Name,Type,TTL,Data\n@,MX,3600,0 mail\n",
        "Name\tTTL\tType\tData\ncontoso.com\t3600\tMX\t0 mail\nx\t3600\tA\t192.0.2.1\n",
        "Name;Alias\nIn a hurry;x\n",
        ";a;b\n;1;2\n",
        "Kim A Smith\nJo A Doe\n",
        "$5 per unit\n",
        "UserPrincipalName\nkim@contoso.com\n",
        "What is in a name\n3600 in a hurry\n",
    ] {
        assert!(!is_zone(text.as_bytes()), "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_accounted_for(text in "([a-z@$*\\\\\";()0-9. \t]{0,30}|[a-z]{1,4} [0-9]{1,3} IN (MX|TXT|SOA|A|SRV|CAA) [ -~]{0,20}|[(] ?|[)]|.{0,10})(\n([a-z@$\";() .]{0,12}|x IN TXT [ -~äß]{0,20}|[(]|[)])){0,8}") {
        let _ = is_zone(text.as_bytes());
        let (zone, _) = open(&text, Path::new("x"));
        let tally = zone.read(&[0, 1, 2, 3, 4], &|_, _| {});
        prop_assert_eq!(tally.read, tally.delivered + tally.blank + tally.rejected.len() as u64);
        prop_assert!(tally.read <= entry::lines(&text).len() as u64);
    }
}
