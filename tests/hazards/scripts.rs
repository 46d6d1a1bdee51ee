//! Scripts that are handed over: nothing from the exports can become a command.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use crate::project::{HEADER, Project, words};

/// What closes a quote of PowerShell, a comment or a line, or looks like a parameter or a wildcard.
const NAMES: [&str; 7] =
    ["O’Brien’; Remove-Item x #", "a‘b‚c‛d'e", "#>; calc <#", "x\u{2028}calc", "-Force", "[a-z]*?", "ÑÒ$(calc)`n"];

/// The scripts that an assessment writes, by name.
fn scripts(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let project = Project::new();
    let (mut mailboxes, mut contacts) =
        (format!("{HEADER}\n"), "DisplayName,ExternalEmailAddress,PrimarySmtpAddress\n".to_owned());
    for (at, name) in names.iter().enumerate() {
        let address = format!("p{at}@contoso.com");
        let _ = writeln!(mailboxes, "\"{name}\",{address},\"SMTP:{address};smtp:jane@fabrikam.com\",UserMailbox");
        let _ = writeln!(contacts, "\"{name}\",SMTP:{address},{address}");
    }
    project.write("source/mailboxes.csv", mailboxes.as_bytes());
    let domains = |domain: &str| format!("DomainName,DomainType,InitialDomain\n{domain},Authoritative,True\n");
    project.write("source/accepted-domains.csv", domains("contoso.onmicrosoft.com").as_bytes());
    project.write("destination/accepted-domains.csv", domains("fabrikam.onmicrosoft.com").as_bytes());
    project.write("destination/contacts.csv", contacts.as_bytes());
    let line = "assess --source source --destination destination --no-workbook --actions actions";
    words(&project.program(line).output().expect("the program starts"));
    let entries = fs::read_dir(project.path().join("actions")).expect("a folder").flatten();
    let scripts = entries.filter(|entry| entry.path().extension().is_some_and(|extension| extension == "ps1"));
    scripts
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file")))
        .collect()
}

#[test]
fn h31_h33_h35_no_data_stands_in_a_script() {
    let (wild, tame) = (scripts(&NAMES), scripts(&["Ann", "Bea", "Cleo", "Dora", "Eve", "Fay", "Gus"]));
    assert!(!tame.is_empty(), "there is something to do");
    assert_eq!(wild.keys().collect::<Vec<_>>(), tame.keys().collect::<Vec<_>>());
    for (name, script) in wild {
        assert!(tame[&name] == script, "{name} depends on what people are called");
    }
}

#[test]
fn h32_scripts_are_read_alike_in_every_code_page() {
    for (name, script) in scripts(&NAMES) {
        let text = script.strip_prefix(b"\xEF\xBB\xBF").expect("a BOM, for PowerShell 5.1");
        assert!(text.is_ascii(), "{name}");
        let text = String::from_utf8_lossy(text);
        let line_feeds = text.matches('\n').count();
        assert_eq!(text.matches("\r\n").count(), line_feeds, "{name} has CRLF throughout");
    }
}
