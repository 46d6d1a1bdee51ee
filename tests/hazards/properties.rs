//! What holds for every input.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;
use serde_json::Value;
use tenantcheck::input::Options;
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::{reading, report};

/// Any text, with much of what makes exports difficult.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        3 => Just("jane@contoso.com".to_owned()),
        2 => Just("UserMailbox".to_owned()),
        1 => "\\PC{0,12}",
        1 => Just("SMTP:jane@contoso.com;smtp:j@contoso.com".to_owned()),
        1 => Just("System.String[]".to_owned()),
    ];
    let mark = prop::sample::select(vec![
        ",", ",", ",", "\n", "\n", "\r\n", "\r", ";", "\t", "\"", "\"\"", "\0", " ", "\u{feff}",
    ]);
    let head = prop::sample::select(vec![
        "",
        "DisplayName,PrimarySmtpAddress,EmailAddresses,RecipientTypeDetails\n",
        "Identity,User,AccessRights,IsInherited,Deny\r\n",
        "Name;DomainName;DomainType\r",
    ]);
    (head, prop::collection::vec((word, mark), 0..40))
        .prop_map(|(head, parts)| parts.into_iter().fold(head.to_owned(), |text, (word, mark)| text + &word + mark))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Rows read = rows used + rows rejected (listed) + rows skipped by a named rule.
    #[test]
    fn h40_every_row_of_any_text_is_accounted_for(text in any_text()) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("export.csv");
        fs::write(&path, text).expect("a file");
        for file in reading::inspect(&[path], &Options::default(), &Unwatched).expect("one file is no error") {
            let skipped: u64 = file.skipped.values().sum();
            prop_assert_eq!(file.rows, file.used + file.rejected.len() as u64 + skipped, "{:?}", file);
        }
    }
}

/// An export as a table.
#[derive(Debug, Clone)]
struct Export {
    name: &'static str,
    header: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Export {
    fn text(&self, rows: &[usize], columns: &[usize]) -> String {
        let line =
            |cells: Vec<&str>| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",") + "\r\n";
        let head = line(columns.iter().map(|&at| self.header[at]).collect());
        rows.iter()
            .fold(head, |text, &row| text + &line(columns.iter().map(|&at| self.rows[row][at].as_str()).collect()))
    }
}

/// Two small tenants with every sort of collision: few names, so that they meet.
fn tenant(side: &'static str, domain: &'static str) -> Vec<Export> {
    let people = ["ann", "bea", "cleo", "dora", "eve", "fay"];
    let mailboxes = people.iter().enumerate().map(|(at, name)| {
        let shared =
            if at % 2 == 0 { format!(";smtp:info{at}@{domain};smtp:{name}@both.example") } else { String::new() };
        let kind = if at == 3 { "SharedMailbox" } else { "UserMailbox" };
        vec![
            name.to_string(),
            name.to_string(),
            format!("{name}@{domain}"),
            format!("SMTP:{name}@{domain}{shared}"),
            kind.to_owned(),
        ]
    });
    let rights = [("ann", "bea"), ("dora", "ann"), ("dora", "eve"), ("cleo", "gone")];
    let rights = rights.map(|(mailbox, user)| {
        vec![
            format!("{mailbox}@{domain}"),
            format!("{user}@{domain}"),
            "FullAccess".to_owned(),
            "False".to_owned(),
            "False".to_owned(),
        ]
    });
    let contacts =
        [format!("x@{}", if side == "source" { "fabrikam.com" } else { "contoso.com" }), "ann@both.example".to_owned()];
    let contacts = contacts.map(|address| vec![format!("Contact {address}"), format!("SMTP:{address}"), address]);
    vec![
        Export {
            name: "mailboxes.csv",
            header: vec!["DisplayName", "Alias", "PrimarySmtpAddress", "EmailAddresses", "RecipientTypeDetails"],
            rows: mailboxes.collect(),
        },
        Export {
            name: "rights.csv",
            header: vec!["Identity", "User", "AccessRights", "IsInherited", "Deny"],
            rows: rights.to_vec(),
        },
        Export {
            name: "contacts.csv",
            header: vec!["DisplayName", "ExternalEmailAddress", "PrimarySmtpAddress"],
            rows: contacts.to_vec(),
        },
    ]
}

/// What is found, without where it stands.
fn found(folder: &std::path::Path, threads: usize) -> (BTreeSet<String>, Value) {
    let mut plan = Plan::new(Command::Assess);
    plan.source.paths = vec![folder.join("source")];
    plan.destination.paths = vec![folder.join("destination")];
    plan.threads = Some(threads);
    plan.output.json = Some(folder.join("out.json"));
    let run = tenantcheck::run(&plan, &Unwatched).expect("the exports can be read");
    report::write(&run, &Unwatched).expect("the folder can be written");
    let document: Value = serde_json::from_slice(&fs::read(folder.join("out.json")).expect("written")).expect("JSON");
    let findings = document["findings"].as_array().expect("a list");
    let of = |finding: &Value| {
        ["code", "severity", "side", "subject", "value", "holder"].map(|key| finding[key].to_string()).join(" ")
    };
    (findings.iter().filter(|finding| finding["code"] != "INP005").map(of).collect(), document["pairs"].clone())
}

fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
    Just((0..count).collect::<Vec<_>>()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn h30_the_order_of_rows_columns_and_files_changes_no_finding(
        rows in (shuffled(6), shuffled(4), shuffled(2)),
        columns in (shuffled(5), shuffled(5), shuffled(3)),
        names in shuffled(3),
        threads in 1..9_usize,
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |under: &str, orders: [(&[usize], &[usize]); 3], prefix: &dyn Fn(usize) -> String| {
            for (side, domain) in [("source", "contoso.com"), ("destination", "fabrikam.com")] {
                let place = folder.path().join(under).join(side);
                fs::create_dir_all(&place).expect("a folder");
                for (at, (export, (rows, columns))) in tenant(side, domain).iter().zip(orders).enumerate() {
                    let file = format!("{}/{}", prefix(at), export.name);
                    fs::create_dir_all(place.join(prefix(at))).expect("a folder");
                    fs::write(place.join(file), export.text(rows, columns)).expect("an export");
                }
            }
            folder.path().join(under)
        };
        let plain: Vec<usize> = (0..9).collect();
        let usual = write("usual", [(&plain[..6], &plain[..5]), (&plain[..4], &plain[..5]), (&plain[..2], &plain[..3])], &|_| "a".to_owned());
        let orders = [(&rows.0[..], &columns.0[..]), (&rows.1[..], &columns.1[..]), (&rows.2[..], &columns.2[..])];
        let other = write("other", orders, &|at| format!("{}", names[at]));
        let usual = found(&usual, 1);
        prop_assert!(usual.0.len() > 5, "there is something to find: {:?}", usual.0);
        prop_assert_eq!(usual, found(&other, threads));
    }
}
