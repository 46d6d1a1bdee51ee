//! One delegation says the same in every orientation of its export and in every form of its names.

use std::fmt::Write as _;
use std::fs;

use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::{Report, run};

/// The people of the source: alias, name, and whether they have a destination object.
const PEOPLE: [(&str, &str, bool); 5] = [
    ("kima", "Kim Akers", true),
    ("saml", "Sam Lee", true),
    ("evem", "Eve Moss", false),
    ("team", "Team Box", true),
    ("room", "Room Nine", true),
];

/// Who has which right on whose mailbox, by alias; a name that is no alias stands as it is.
const RIGHTS: [(&str, &str, &str); 8] = [
    ("team", "FullAccess", "kima"),
    ("team", "FullAccess", "evem"),
    ("team", "FullAccess", "S-1-5-21-1111-2222-3333-4444"),
    ("team", "SendAs", "saml"),
    ("team", "SendOnBehalf", "kima"),
    ("team", "SendOnBehalf", "evem"),
    ("room", "FullAccess", "saml"),
    ("kima", "SendAs", "evem"),
];

/// What the rights above are found to be, with the usual mover, which carries folder permissions only.
const EXPECTED: [&str; 8] = [
    "DEL001 kima@contoso.com send-as:evem@contoso.com",
    "DEL001 team@contoso.com full-access:evem@contoso.com",
    "DEL001 team@contoso.com send-on-behalf:evem@contoso.com",
    "DEL002 team@contoso.com full-access:s-1-5-21-1111-2222-3333-4444",
    "DEL005 room@contoso.com full-access:saml@contoso.com",
    "DEL005 team@contoso.com full-access:kima@contoso.com",
    "DEL005 team@contoso.com send-as:saml@contoso.com",
    "DEL005 team@contoso.com send-on-behalf:kima@contoso.com",
];

/// A way to name a person of the source: number among the people, alias, name.
type Form = fn(usize, &str, &str) -> String;

const FORMS: [(&str, Form); 7] = [
    ("alias", |_, alias, _| alias.to_uppercase()),
    ("display name", |_, _, name| name.to_owned()),
    ("primary address", |_, alias, _| format!("{alias}@Contoso.com")),
    ("UPN", |_, alias, _| format!("{alias}.upn@contoso.com")),
    ("GUID", |number, _, _| guid(number)),
    ("legacy DN", |_, alias, _| legacy_dn(alias)),
    ("canonical name", |_, _, name| {
        format!("EURPR04A010.prod.outlook.com/Microsoft Exchange Hosted Organizations/contoso.onmicrosoft.com/{name}")
    }),
];

fn guid(number: usize) -> String {
    format!("2b7a9a5e-3c1f-4a55-9d3e-00000000000{number}")
}

fn legacy_dn(alias: &str) -> String {
    format!("/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0badc0de-{alias}")
}

/// The name of somebody in a form; who is none of the people is named as they are.
fn named(alias: &str, form: Form) -> String {
    let number = PEOPLE.iter().position(|(own, ..)| *own == alias);
    number.map_or_else(|| alias.to_owned(), |number| form(number, alias, PEOPLE[number].1))
}

/// A way to lay out an export of the rights.
type Orientation = fn(Form) -> String;

const ORIENTATIONS: [(&str, Orientation); 4] = [
    ("a row for each right", a_row_for_each_right),
    ("a joined list of trustees", a_joined_list_of_trustees),
    ("a column for each kind of right", a_column_for_each_kind),
    ("a row for each trustee", a_row_for_each_trustee),
];

fn a_row_for_each_right(form: Form) -> String {
    let mut text = "Mailbox,User,AccessRights\n".to_owned();
    for (owner, right, trustee) in RIGHTS {
        let _ = writeln!(text, "\"{}\",\"{}\",{right}", named(owner, form), named(trustee, form));
    }
    text
}

/// The distinct values of one part of the rights, in their order.
fn distinct(part: impl Fn(&(&'static str, &'static str, &'static str)) -> &'static str) -> Vec<&'static str> {
    let mut values = Vec::new();
    for value in RIGHTS.iter().map(part) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// Everybody with a right on a mailbox.
fn trustees(owner: &str, right: &str, form: Form) -> String {
    let meant = RIGHTS.iter().filter(|(own, kind, _)| *own == owner && *kind == right);
    meant.map(|(_, _, trustee)| named(trustee, form)).collect::<Vec<_>>().join(",")
}

fn a_joined_list_of_trustees(form: Form) -> String {
    let mut text = "Mailbox,MailboxType,AccessType,UserWithAccess\n".to_owned();
    for owner in distinct(|(owner, ..)| owner) {
        for right in ["FullAccess", "SendAs", "SendOnBehalf"] {
            let trustees = trustees(owner, right, form);
            if !trustees.is_empty() {
                let _ = writeln!(text, "\"{}\",UserMailbox,{right},\"{trustees}\"", named(owner, form));
            }
        }
    }
    text
}

fn a_column_for_each_kind(form: Form) -> String {
    let mut text = "Mailbox,Full Access,Send As,Send On Behalf\n".to_owned();
    for owner in distinct(|(owner, ..)| owner) {
        let cells = ["FullAccess", "SendAs", "SendOnBehalf"].map(|right| trustees(owner, right, form));
        let _ = writeln!(text, "\"{}\",\"{}\"", named(owner, form), cells.join("\",\""));
    }
    text
}

fn a_row_for_each_trustee(form: Form) -> String {
    let mut text = "User Name,AccessType,Delegated Mailbox Name\n".to_owned();
    for trustee in distinct(|(_, _, trustee)| trustee) {
        for (right, shown) in [("FullAccess", "Full Access"), ("SendAs", "Send As"), ("SendOnBehalf", "Send on Behalf")]
        {
            let meant = RIGHTS.iter().filter(|(_, kind, own)| *own == trustee && *kind == right);
            let owners: Vec<String> = meant.map(|(owner, ..)| named(owner, form)).collect();
            let owners = if owners.is_empty() { "-".to_owned() } else { owners.join(",") };
            let _ = writeln!(text, "\"{}\",{shown},\"{owners}\"", named(trustee, form));
        }
    }
    text
}

/// A run over both tenants and one export of rights.
fn report(export: &str, threads: usize) -> Report {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut plan = Plan::new(Command::Assess);
    for (side, tenant, domain) in
        [("source", &mut plan.source, "contoso"), ("destination", &mut plan.destination, "fabrikam")]
    {
        let path = folder.path().join(side);
        fs::create_dir(&path).expect("a folder for a side");
        fs::write(path.join("mailboxes.csv"), mailboxes(domain)).expect("mailboxes");
        tenant.initial_domain = Some(format!("{domain}.onmicrosoft.com"));
        tenant.paths = vec![path];
    }
    fs::write(folder.path().join("source/rights.csv"), export).expect("rights");
    plan.moving_domains = Some(vec!["contoso.com".to_owned()]);
    plan.threads = Some(threads);
    run(&plan, &Unwatched).expect("readable exports")
}

fn mailboxes(domain: &str) -> String {
    let mut text = "Alias,DisplayName,Name,PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,\
                    ExternalDirectoryObjectId,LegacyExchangeDN\n"
        .to_owned();
    for (number, (alias, name, moves)) in PEOPLE.iter().enumerate() {
        let is_source = domain == "contoso";
        if is_source || *moves {
            let (guid, dn) = if is_source { (guid(number), legacy_dn(alias)) } else { Default::default() };
            let _ = writeln!(
                text,
                "{alias},{name},{name},{alias}@{domain}.com,{alias}.upn@{domain}.com,UserMailbox,{guid},{dn}"
            );
        }
    }
    text
}

/// The findings about delegation: code, subject and value.
fn found(report: &Report) -> Vec<String> {
    let findings = report.answer.findings.iter().filter(|finding| finding.code.starts_with("DEL"));
    findings.map(|finding| format!("{} {} {}", finding.code, finding.subject, finding.value)).collect()
}

#[test]
fn every_orientation_and_every_form_of_a_name_say_the_same() {
    for (orientation, export) in ORIENTATIONS {
        for (form, write) in FORMS {
            let report = report(&export(write), 2);
            assert_eq!(found(&report), EXPECTED, "{orientation}, named by {form}");
        }
    }
}

#[test]
fn folders_say_the_same_whoever_names_the_mailbox() {
    let expected = [
        "DEL001 team@contoso.com folder:calendar:editor:evem@contoso.com",
        "DEL002 team@contoso.com folder:inbox/reports:reviewer:nt:s-1-5-21-9",
    ];
    for (form, write) in FORMS.into_iter().filter(|(form, _)| !form.contains("DN") && !form.contains("canonical")) {
        let (team, eve, kim) = (named("team", write), named("evem", write), named("kima", write));
        let one_column = format!(
            "Identity,User,AccessRights\n{team}:\\Kalender,{eve},{{Editor}}\n{team}:\\Kalender,{kim},{{None}}\n\
             {team}:\\Posteingang\\Reports,NT:S-1-5-21-9,Reviewer\n{team}:\\Kalender,Standard,AvailabilityOnly\n"
        );
        let two_columns = format!(
            "Mailbox,FolderPath,User,AccessRights\n{team},/Calendar,{eve},Editor\n{team},/Calendar,{kim},None\n\
             {team},/Inbox/Reports,NT:S-1-5-21-9,Reviewer\n{team},/Calendar,Anonymous,None\n"
        );
        for export in [one_column, two_columns] {
            assert_eq!(found(&report(&export, 2)), expected, "named by {form}: {export}");
        }
    }
}

#[test]
fn one_thread_and_eight_say_the_same_and_every_row_is_accounted_for() {
    for (orientation, export) in ORIENTATIONS {
        let export = export(FORMS[1].1);
        let (one, eight) = (report(&export, 1), report(&export, 8));
        assert_eq!(one.answer.findings, eight.answer.findings, "{orientation}");
        for file in one.facts.files.iter().chain(eight.facts.files.iter()) {
            let skipped: u64 = file.skipped.values().sum();
            assert_eq!(
                file.rows,
                file.used + file.rejected.len() as u64 + skipped,
                "{orientation}: {}",
                file.subject()
            );
        }
    }
}
