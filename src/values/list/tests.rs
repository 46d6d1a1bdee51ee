//! Tests of the lists.

use proptest::prelude::*;

use super::*;

fn shown(cell: &str) -> Vec<String> {
    let mut out = Vec::new();
    proxies(cell, &mut out);
    out.iter()
        .map(|proxy| {
            format!(
                "{:?}{} {}",
                proxy.prefix,
                if proxy.bare { "?" } else { "" },
                proxy.value
            )
        })
        .collect()
}

fn split(cell: &str) -> Vec<&str> {
    let mut out = Vec::new();
    identities(cell, &mut out);
    out
}

fn word_list(cell: &str) -> Vec<&str> {
    let mut out = Vec::new();
    words(cell, &mut out);
    out
}

const DN: &str = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43bd-Akers, Kim";

#[test]
fn every_separator_and_wrapping_gives_the_same_addresses() {
    let expected = [
        "PrimarySmtp kim@contoso.com",
        "Smtp kim+news@contoso.com",
        "Sip kim@contoso.com",
    ];
    let parts = [
        "SMTP:Kim@contoso.com",
        "smtp:kim+news@contoso.com",
        "SIP:kim@contoso.com",
    ];
    for separator in [" ", ",", ", ", ";", "; ", "|", " | ", "+", "\n", "\r\n"] {
        assert_eq!(shown(&parts.join(separator)), expected, "{separator:?}");
        assert_eq!(
            shown(&format!("{{{}}}", parts.join(separator))),
            expected,
            "{separator:?}"
        );
    }
    assert_eq!(
        shown(r#"["SMTP:kim@contoso.com","smtp:kim+news@contoso.com","SIP:kim@contoso.com"]"#),
        expected
    );
}

#[test]
fn values_that_hold_separators_stay_whole() {
    let x400 = "X400:C=US;A= ;P=Contoso;O=Exchange;S=Akers;G=Kim;";
    let cell = format!(
        "X500:{DN} smtp:a@contoso.com {x400} EUM:4125;phone-context=dp.contoso.com;SMTP:kim@contoso.com"
    );
    assert_eq!(
        shown(&cell),
        [
            format!("X500 {DN}"),
            "Smtp a@contoso.com".to_owned(),
            "X400 C=US;A= ;P=Contoso;O=Exchange;S=Akers;G=Kim".to_owned(),
            "Eum 4125;phone-context=dp.contoso.com".to_owned(),
            "PrimarySmtp kim@contoso.com".to_owned(),
        ]
    );
}

#[test]
fn addresses_without_prefix() {
    for separator in [" ", ",", ", ", ";", "; ", "|", " | ", "+", "\n"] {
        assert_eq!(
            shown(&["kim+a@contoso.com", "kim+b@contoso.com"].join(separator)),
            ["Smtp? kim+a@contoso.com", "Smtp? kim+b@contoso.com"],
            "{separator:?}"
        );
    }
    assert_eq!(
        shown("SMTP:kim@contoso.com,kim.a@contoso.com;smtp:b@contoso.com"),
        [
            "PrimarySmtp kim@contoso.com",
            "Smtp? kim.a@contoso.com",
            "Smtp b@contoso.com"
        ]
    );
    assert_eq!(
        shown("kim@contoso.com; junk"),
        ["Smtp? kim@contoso.com", "Smtp? junk"]
    );
}

#[test]
fn malformed_addresses_stay_one() {
    assert_eq!(
        shown("SMTP:kim akers@contoso.com smtp:a,b@contoso.com"),
        ["PrimarySmtp kim akers@contoso.com", "Smtp a,b@contoso.com"]
    );
    assert_eq!(shown("smtp:a@@contoso.com"), ["Smtp a@@contoso.com"]);
}

#[test]
fn nothing_in_a_list() {
    for cell in ["", " ", "{}", "-", "N/A", "smtp:", ";;", "{ }"] {
        assert!(shown(cell).is_empty(), "{cell}");
        assert!(cell == "smtp:" || split(cell).is_empty(), "{cell}");
    }
}

#[test]
fn names_and_addresses() {
    for (cell, expected) in [
        ("{Kim Akers, Sam Lee}", &["Kim Akers", "Sam Lee"][..]),
        ("{Sales,Marketing, Kim}", &["Sales,Marketing", "Kim"]),
        ("a@x.com;b@x.com", &["a@x.com", "b@x.com"]),
        ("a@x.com, b@x.com", &["a@x.com", "b@x.com"]),
        ("a@x.com b@x.com", &["a@x.com", "b@x.com"]),
        ("Akers, Kim; Lee, Sam", &["Akers, Kim", "Lee, Sam"]),
        ("Akers, Kim", &["Akers, Kim"]),
        ("Akers, Kim (Contoso)", &["Akers, Kim (Contoso)"]),
        ("Kim Akers, Sam Lee", &["Kim Akers", "Sam Lee"]),
        ("Kim Akers,Sam Lee", &["Kim Akers", "Sam Lee"]),
        ("kimakers, samlee", &["kimakers", "samlee"]),
        ("Kim Akers Sam Lee", &["Kim Akers Sam Lee"]),
        ("Kim\r\nSam", &["Kim", "Sam"]),
        ("Kim | Sam", &["Kim", "Sam"]),
        ("\"Akers, Kim\", \"Lee, Sam\"", &["Akers, Kim", "Lee, Sam"]),
        (
            "{\"Home, Kim\" [SMTP:kim@x.com], \"Sam\" [EX:/o=A/cn=b, c]}",
            &[
                "\"Home, Kim\" [SMTP:kim@x.com]",
                "\"Sam\" [EX:/o=A/cn=b, c]",
            ],
        ),
    ] {
        assert_eq!(split(cell), expected, "{cell}");
    }
}

#[test]
fn distinguished_and_canonical_names() {
    let kim = r"CN=Akers\, Kim,OU=contoso.onmicrosoft.com,DC=PROD,DC=OUTLOOK,DC=COM";
    let sam = "CN=Sam Lee,CN=Users,DC=contoso,DC=local";
    for separator in [",", ", ", ";", " ", "\n", "|"] {
        assert_eq!(
            split(&[kim, sam, kim].join(separator)),
            [kim, sam, kim],
            "{separator:?}"
        );
    }
    let (kim, sam) = ("contoso.com/Users/Akers, Kim", "contoso.com/Users/Sam Lee");
    for separator in [",", ", ", ";", "\n"] {
        assert_eq!(
            split(&[kim, sam].join(separator)),
            [kim, sam],
            "{separator:?}"
        );
    }
    assert_eq!(split(DN), [DN]);
}

#[test]
fn words_of_all_producers() {
    for (cell, expected) in [
        (
            "Email, OfficeCommunicationsOnline",
            &["Email", "OfficeCommunicationsOnline"][..],
        ),
        (
            "Microsoft 365 E3+Enterprise Mobility + Security E3+Power BI Pro",
            &[
                "Microsoft 365 E3",
                "Enterprise Mobility + Security E3",
                "Power BI Pro",
            ],
        ),
        (
            "Enterprise Mobility + Security E3",
            &["Enterprise Mobility + Security E3"],
        ),
        (
            "contoso:SPE_E3 contoso:FLOW_FREE",
            &["contoso:SPE_E3", "contoso:FLOW_FREE"],
        ),
        ("SPE_E3; FLOW_FREE;;", &["SPE_E3", "FLOW_FREE"]),
        (
            "SPE_E3[All services, and more],FLOW_FREE[x]",
            &["SPE_E3[All services, and more]", "FLOW_FREE[x]"],
        ),
        (
            "Windows_365_Business_16_vCPU,_64_GB,_1_TB",
            &["Windows_365_Business_16_vCPU,_64_GB,_1_TB"],
        ),
        (
            "Dynamics 365 Field Service, Enterprise Edition - X",
            &["Dynamics 365 Field Service, Enterprise Edition - X"],
        ),
        (
            "UniH1f2e3d4c5b6a mbx9696aaaabbbb:1",
            &["UniH1f2e3d4c5b6a", "mbx9696aaaabbbb:1"],
        ),
        (
            "{mbx9696aaaabbbb:1, -mbx1111aaaabbbb}",
            &["mbx9696aaaabbbb:1", "-mbx1111aaaabbbb"],
        ),
        ("@{SkuPartNumber=SPE_E3}", &["SPE_E3"]),
    ] {
        assert_eq!(word_list(cell), expected, "{cell}");
    }
}

proptest! {
    #[test]
    fn any_text_is_split(cell in "[a-zA-Z@.:,;|+{}\"\\[\\]\\\\=/ \n…é-]{0,40}|.*") {
        prop_assert!(shown(&cell).len() <= cell.len() + 1);
        prop_assert!(split(&cell).iter().all(|element| !element.is_empty()));
        word_list(&cell);
        identities_by(&cell, ',', &mut Vec::new());
    }

    #[test]
    fn joined_proxies_come_back(
        list in prop::collection::vec(
            ("(SMTP|smtp|SIP)", "[a-z][a-z0-9.+_'&-]{0,12}", "[a-z]{1,8}\\.(com|onmicrosoft\\.com)"), 1..6),
        separator in prop::sample::select(vec![" ", ",", ", ", ";", "; ", "|", " | ", "+", "\n"]),
    ) {
        let cell: Vec<String> = list.iter().map(|(prefix, local, domain)| format!("{prefix}:{local}@{domain}")).collect();
        let cell = cell.join(separator);
        let mut out = Vec::new();
        proxies(&cell, &mut out);
        prop_assert_eq!(out.len(), list.len());
        for (proxy, (prefix, local, domain)) in out.iter().zip(&list) {
            prop_assert_eq!(proxy.prefix, Prefix::of(prefix));
            prop_assert_eq!(&*proxy.value, &format!("{local}@{domain}"));
            prop_assert!(!proxy.bare);
        }
    }
}
