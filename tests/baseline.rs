//! The baseline: kept whole and unchanged, refused where it was touched, and what is refused as bad input because
//! tenants or times were mixed up.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

const MAILBOXES: &str = "DisplayName,UserPrincipalName,Alias,PrimarySmtpAddress,EmailAddresses,RecipientTypeDetails,WhenChanged\n\
    Ann,ann@contoso.com,ann,ann@contoso.com,SMTP:ann@contoso.com;smtp:ann@contoso.onmicrosoft.com,UserMailbox,2026-11-19T08:00:00Z\n\
    Ben,ben@contoso.com,ben,ben@contoso.com,SMTP:ben@contoso.com;smtp:ben@contoso.onmicrosoft.com,UserMailbox,2026-11-20T08:00:00Z\n";

const GROUPS: &str = "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\n\
    Sales,sales@contoso.com,Universal,SMTP:sales@contoso.com;smtp:sales@contoso.onmicrosoft.com\n";

const CALENDARS: &str = "Mailbox,FolderName,User,AccessRights\nann@contoso.com,Calendar,ben@contoso.com,Editor\n";

const DESTINATION: &str = "DisplayName,UserPrincipalName,Alias,PrimarySmtpAddress,EmailAddresses,RecipientTypeDetails,ForwardingAddress,WhenChanged\n\
    Zoe,zoe@fabrikam.com,zoe,zoe@fabrikam.com,SMTP:zoe@fabrikam.com;smtp:zoe@fabrikam.onmicrosoft.com,UserMailbox,,2026-11-18T08:00:00Z\n";

const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,EmailAddresses,RecipientTypeDetails\n\
    Ann,ann.c@fabrikam.com,SMTP:ann@contoso.com,SMTP:ann.c@fabrikam.com,MailContact\n";

const PROJECT: &str = "[project]\nname = \"Contoso joins Fabrikam\"\n\
    [source]\npaths = [\"source\"]\ninitial_domain = \"contoso.onmicrosoft.com\"\nmoving_domains = [\"contoso.com\"]\n\
    [destination]\npaths = [\"destination\"]\ninitial_domain = \"fabrikam.onmicrosoft.com\"\n";

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// A project with complete exports of both tenants.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "migration.toml", PROJECT);
    write(folder.path(), "source/mailboxes.csv", MAILBOXES);
    write(folder.path(), "source/groups.csv", GROUPS);
    write(folder.path(), "source/rights/calendars.csv", CALENDARS);
    write(folder.path(), "destination/mailboxes.csv", DESTINATION);
    write(folder.path(), "destination/contacts.csv", CONTACTS);
    folder
}

/// The same with a baseline of it that the project file names.
fn kept() -> TempDir {
    let folder = project();
    let output = run(folder.path(), "baseline --project migration.toml");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let section = String::from_utf8(output.stdout).expect("UTF-8");
    write(folder.path(), "migration.toml", &format!("{PROJECT}{section}"));
    folder
}

fn run(folder: &Path, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tenantcheck"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .env_clear()
        .output()
        .expect("the program starts")
}

/// Exit code, standard output and standard error as a person sees them.
fn seen(folder: &Path, line: &str) -> String {
    let output = run(folder, line);
    let code = output.status.code().expect("it was not killed");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let shown = format!("exit {code}\n--- stdout\n{}--- stderr\n{}", text(&output.stdout), text(&output.stderr));
    let real = folder.canonicalize().expect("it is there");
    shown.replace(&format!("{}/", real.display()), "")
}

/// The lines of standard error that begin so.
fn said(folder: &Path, line: &str, begin: &str) -> Vec<String> {
    let output = run(folder, line);
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    text.lines().filter(|line| line.starts_with(begin)).map(str::to_owned).collect()
}

#[test]
fn exports_are_kept_as_they_are_with_a_manifest() {
    let folder = project();
    assert_snapshot!(seen(folder.path(), "baseline --project migration.toml"), @r#"
    exit 0
    --- stdout
    [baseline]
    source = ["before/2026-11-20/source"]
    destination = ["before/2026-11-20/destination"]
    --- stderr
    the baseline is complete: 3 files of the source, 2 files of the destination
      kept in `before/2026-11-20`
      put these lines into the project file, so that `verify` and `backout` compare with them; keep a copy of the folder elsewhere
    "#);
    let at = folder.path().join("before/2026-11-20");
    assert_eq!(fs::read_to_string(at.join("source/mailboxes.csv")).expect("a copy"), MAILBOXES);
    let manifest: Value =
        serde_json::from_slice(&fs::read(at.join("manifest.json")).expect("a manifest")).expect("JSON");
    assert_eq!(manifest["tenants"]["source"], "contoso.onmicrosoft.com");
    assert_eq!(manifest["verdict"]["complete"], true);
    let files: Vec<&str> =
        manifest["files"].as_array().expect("files").iter().filter_map(|file| file["path"].as_str()).collect();
    assert_eq!(
        files,
        [
            "source/groups.csv",
            "source/mailboxes.csv",
            "source/rights/calendars.csv",
            "destination/contacts.csv",
            "destination/mailboxes.csv"
        ]
    );
    assert_eq!(manifest["files"][1]["tables"][0]["kind"], "mailboxes");
    assert_eq!(manifest["files"][1]["tables"][0]["rows"], 2);
    let left: Vec<_> = fs::read_dir(folder.path().join("before")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing stays beside it");
}

#[test]
fn the_same_again_is_nothing_to_do_and_other_content_never_takes_its_place() {
    let folder = project();
    assert!(run(folder.path(), "baseline --project migration.toml").status.success());
    let manifest = || fs::read(folder.path().join("before/2026-11-20/manifest.json")).expect("a manifest");
    let first = manifest();
    assert_snapshot!(seen(folder.path(), "baseline --project migration.toml"), @r#"
    exit 0
    --- stdout
    [baseline]
    source = ["before/2026-11-20/source"]
    destination = ["before/2026-11-20/destination"]
    --- stderr
    the baseline is complete: 3 files of the source, 2 files of the destination
      nothing to do: these files are kept already in `before/2026-11-20`
      put these lines into the project file, so that `verify` and `backout` compare with them; keep a copy of the folder elsewhere
    "#);
    write(folder.path(), "source/groups.csv", &GROUPS.replace("Sales", "Sale"));
    assert_snapshot!(seen(folder.path(), "baseline --project migration.toml"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `before/2026-11-20` holds other files already

    hint: a baseline is never replaced: give `--out` another folder, or `--today` the day on which these were made
    ");
    assert_eq!(manifest(), first);
    assert!(run(folder.path(), "baseline --project migration.toml --today 2026-11-21").status.success());
}

#[test]
fn exports_with_gaps_are_kept_only_when_that_is_asked_for() {
    let folder = project();
    fs::remove_file(folder.path().join("source/rights/calendars.csv")).expect("it is there");
    let cut = MAILBOXES.replace("smtp:ann@contoso.onmicrosoft.com", "smtp:ann@contoso.onm...");
    write(folder.path(), "source/mailboxes.csv", &cut);
    assert_snapshot!(seen(folder.path(), "baseline --project migration.toml"), @r"
    exit 2
    --- stdout
    --- stderr
    error: the exports are no complete baseline, nothing was kept:
      missing from the source: calendar rights; `tenantcheck collect` writes `folder-permissions.csv`
      no export lists the addresses of 1 object of the source whole
      INP002 in `mailboxes.csv`: In 1 cell of `EmailAddresses`, the first in row 2: the shell cut the list or identifier: `SMTP:ann@contoso.com;smtp:ann@contoso.onm...`

    hint: `tenantcheck collect` prints the script that makes all exports, complete and lossless; `--incomplete` keeps them as they are
    ");
    assert!(!folder.path().join("before").exists());
    assert_snapshot!(seen(folder.path(), "baseline --project migration.toml --incomplete"), @r#"
    exit 0
    --- stdout
    [baseline]
    source = ["before/2026-11-20/source"]
    destination = ["before/2026-11-20/destination"]
    --- stderr
    warning: the baseline is not complete: missing from the source: calendar rights; `tenantcheck collect` writes `folder-permissions.csv`
    warning: the baseline is not complete: no export lists the addresses of 1 object of the source whole
    warning: the baseline is not complete: INP002 in `mailboxes.csv`: In 1 cell of `EmailAddresses`, the first in row 2: the shell cut the list or identifier: `SMTP:ann@contoso.com;smtp:ann@contoso.onm...`
    the baseline is NOT complete (3 gaps): 2 files of the source, 2 files of the destination
      kept in `before/2026-11-20`
      put these lines into the project file, so that `verify` and `backout` compare with them; keep a copy of the folder elsewhere
    "#);
}

#[test]
fn without_a_date_inside_the_day_is_asked_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "source/mailboxes.csv", &MAILBOXES.replace(",WhenChanged", ",Remark"));
    write(folder.path(), "source/groups.csv", GROUPS);
    write(folder.path(), "source/calendars.csv", CALENDARS);
    assert_snapshot!(seen(folder.path(), "baseline --source source"), @r"
    exit 2
    --- stdout
    --- stderr
    error: no export has a date inside that says of which day they are

    hint: say the day with `--today`, such as `--today 2026-11-22`
    ");
    assert_snapshot!(seen(folder.path(), "baseline --source source --out kept --today 2026-12-01"), @r#"
    exit 0
    --- stdout
    [baseline]
    source = ["kept/2026-12-01/source"]
    --- stderr
    warning: the destination was not given: its contacts and forwarding cannot be restored from this baseline; name its exports with `--destination`
    the baseline of the source is complete: 3 files of the source, 0 files of the destination
      kept in `kept/2026-12-01`
      put these lines into the project file, so that `verify` and `backout` compare with them; keep a copy of the folder elsewhere
    "#);
    assert_snapshot!(seen(folder.path(), "baseline --source source --out source/kept --today 2026-12-01"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `source/kept` of `--out` is one of the inputs

    hint: give `--out` another name; exports are never written to
    ");
}

#[test]
fn a_baseline_that_was_touched_is_refused() {
    let verify = "verify --project migration.toml --no-workbook";
    let folder = kept();
    write(folder.path(), "destination/now.csv", &DESTINATION.replace("2026-11-18", "2026-12-13"));
    assert!(run(folder.path(), verify).status.success(), "as it was kept it is good");
    let at = folder.path().join("before/2026-11-20");
    write(&at, "source/groups.csv", &GROUPS.replace("Sales", "Sold"));
    fs::remove_file(at.join("source/rights/calendars.csv")).expect("it is there");
    write(&at, "destination/more.csv", CONTACTS);
    assert_snapshot!(seen(folder.path(), verify), @r"
    exit 2
    --- stdout
    --- stderr
    error: the baseline of `before/2026-11-20/manifest.json` is not as it was kept:
      `source/groups.csv` is changed
      `source/rights/calendars.csv` is missing
      `destination/more.csv` is added

    hint: what is compared with a changed baseline proves nothing: take the files from where they are kept safe; files of your own belong elsewhere
    ");
    assert_snapshot!(seen(folder.path(), "backout --project migration.toml --no-workbook"), @r"
    exit 2
    --- stdout
    --- stderr
    error: the baseline of `before/2026-11-20/manifest.json` is not as it was kept:
      `source/groups.csv` is changed
      `source/rights/calendars.csv` is missing
      `destination/more.csv` is added

    hint: what is compared with a changed baseline proves nothing: take the files from where they are kept safe; files of your own belong elsewhere
    ");
    write(&at, "manifest.json", "{");
    assert_snapshot!(seen(folder.path(), verify), @r"
    exit 2
    --- stdout
    --- stderr
    error: `before/2026-11-20/manifest.json` is no JSON

    hint: take the baseline from where it is kept safe; without its manifest nobody can tell whether it was changed
    ");
}

#[test]
fn a_folder_of_the_baseline_is_not_taken_for_the_other_one() {
    let folder = kept();
    assert_snapshot!(seen(folder.path(), "verify --baseline before/2026-11-20 --destination destination"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `before/2026-11-20` is given as the baseline of the source, and holds that of the destination

    hint: give `before/2026-11-20/source`
    ");
    assert_snapshot!(seen(folder.path(), "verify --baseline before/2026-11-20/destination --destination destination"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `before/2026-11-20/destination` is given as the baseline of the source, and holds that of the destination

    hint: give `before/2026-11-20/source`
    ");
}

#[test]
fn a_baseline_without_a_manifest_gets_a_warning() {
    let folder = project();
    write(folder.path(), "old/mailboxes.csv", MAILBOXES);
    let line = "verify --baseline old --destination destination --no-workbook";
    assert_snapshot!(said(folder.path(), line, "warning:").join("\n"), @r"
    warning: the exports of the destination are older than the baseline: they know of nothing after 2026-11-18, it of 2026-11-20; export the destination again
    warning: the baseline `old` has no manifest: nobody can tell whether it was changed; `tenantcheck baseline` keeps one with which that shows
    ");
    let first = said(folder.path(), line, "").into_iter().next().unwrap_or_default();
    assert!(first.contains("cannot say"), "the verdict is the first line: {first}");
}

#[test]
fn swapped_tenants_are_refused() {
    let folder = project();
    for command in ["assess", "waves", "cutover", "licences", "baseline"] {
        let line = format!("{command} --project migration.toml --source destination --destination source");
        let output = seen(folder.path(), &line);
        assert!(output.contains("the exports given as source are those of the destination"), "{command}: {output}");
    }
    let line = "assess --project migration.toml --source destination --destination source";
    assert_snapshot!(seen(folder.path(), line), @r"
    exit 2
    --- stdout
    --- stderr
    error: the exports given as source are those of the destination: they show its domain `fabrikam.onmicrosoft.com`

    hint: `--source` and `--destination` are swapped: give each the paths of the other one, here or in the project file
    ");
    // One mailbox with a strange address alone proves nothing.
    let strange = MAILBOXES.replace("ann@contoso.onmicrosoft.com", "ann@fabrikam.onmicrosoft.com");
    write(folder.path(), "source/mailboxes.csv", &strange);
    assert!(run(folder.path(), "assess --project migration.toml --no-workbook").status.success());
}

#[test]
fn one_tenant_given_for_both_is_refused_where_its_accepted_domains_say_so() {
    let folder = project();
    let domains = "Name,DomainName,DomainType,InitialDomain\n\
        1,contoso.onmicrosoft.com,Authoritative,True\n2,contoso.com,Authoritative,False\n";
    write(folder.path(), "source/domains.csv", domains);
    write(folder.path(), "destination/domains.csv", &format!("{domains}3,contoso.net,Authoritative,False\n"));
    assert_snapshot!(seen(folder.path(), "assess --source source --destination destination"), @r"
    exit 2
    --- stdout
    --- stderr
    error: the exports given as destination are those of the source: they show its domain `contoso.onmicrosoft.com`

    hint: give `--destination` the exports of the right tenant; those that it has now belong to `--source`
    ");
    // A file that was put into both folders is INP009's matter.
    write(folder.path(), "destination/domains.csv", domains);
    assert!(run(folder.path(), "assess --source source --destination destination --no-workbook").status.success());
}

#[test]
fn the_baseline_of_another_tenant_is_refused() {
    let folder = project();
    write(folder.path(), "old/mailboxes.csv", &MAILBOXES.replace("contoso", "tailspin"));
    let line = "backout --baseline old --source source --no-workbook";
    assert_snapshot!(seen(folder.path(), line), @r"
    exit 2
    --- stdout
    --- stderr
    error: the baseline of the source is that of another tenant: it shows `tailspin.onmicrosoft.com`, the source now says `contoso.onmicrosoft.com`

    hint: give `--baseline` the exports of the right tenant, or mend `initial_domain` in the project file
    ");
    let line = "verify --project migration.toml --baseline old --no-workbook";
    assert_snapshot!(seen(folder.path(), line), @r"
    exit 2
    --- stdout
    --- stderr
    error: the baseline of the source is that of another tenant: it shows `tailspin.onmicrosoft.com`, the project file says `contoso.onmicrosoft.com`

    hint: give `--baseline` the exports of the right tenant, or mend `initial_domain` in the project file
    ");
}

#[test]
fn exports_older_than_the_baseline_are_told() {
    let folder = kept();
    let line = "verify --project migration.toml --no-workbook";
    assert_snapshot!(said(folder.path(), line, "warning:").join("\n"), @"warning: the exports of the destination are older than the baseline: they know of nothing after 2026-11-18, it of 2026-11-20; export the destination again");
    write(folder.path(), "destination/mailboxes.csv", &DESTINATION.replace("2026-11-18", "2026-12-13"));
    assert_eq!(said(folder.path(), line, "warning:"), Vec::<String>::new());
}

#[test]
fn a_domain_that_nobody_has_is_told_with_the_nearest_one() {
    let folder = project();
    let line = "cutover --project migration.toml --no-workbook --domain contosso.com";
    assert_snapshot!(said(folder.path(), line, "warning:").join("\n"), @"warning: neither tenant has `contosso.com`; did you mean `contoso.com`?");
    let line = "cutover --project migration.toml --no-workbook --domain contoso.com";
    assert_eq!(said(folder.path(), line, "warning:"), Vec::<String>::new());
}

/// The subjects of the findings of one check.
fn subjects(folder: &Path, line: &str, code: &str) -> Vec<String> {
    let output = run(folder, line);
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = document["findings"].as_array().expect("findings").iter().filter(|finding| finding["code"] == code);
    findings.map(|finding| finding["subject"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_people_decided_in_the_assessment_is_not_asked_for() {
    let folder = kept();
    write(folder.path(), "destination/mailboxes.csv", &DESTINATION.replace("2026-11-18", "2026-12-13"));
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in [
        ("Summary", &[&["Contoso"][..]][..]),
        ("Findings", &[&["Severity", "Code", "Subject", "Decision"], &["blocker", "X", "sales@contoso.com", "leave"]]),
        (
            "Mailboxes",
            &[
                &["Name", "UPN", "Primary address", "Class", "Decision", "Wave"],
                &["Ann", "ann@contoso.com", "ann@contoso.com", "user", "move", "1"],
                &["Ben", "ben@contoso.com", "ben@contoso.com", "user", "Leave", "1"],
            ],
        ),
        (
            "Contacts",
            &[
                &["Name", "Side", "Primary address", "Class", "External address", "Decision"],
                &["Ann", "destination", "ann@contoso.com", "contact", "ann@contoso.com", "leave"],
            ],
        ),
        ("Coverage", &[&["Code"]]),
        ("Inputs", &[&["File"]]),
    ] {
        let sheet = book.add_worksheet().set_name(name).expect("a legal name");
        for (at, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write_string(at, column, *cell).expect("a cell");
            }
        }
    }
    book.save(folder.path().join("decided.xlsx")).expect("a workbook");
    let line = "verify --project migration.toml --no-workbook --json - --scope decided.xlsx";
    assert_eq!(subjects(folder.path(), line, "VFY101"), ["ann@contoso.com"]);
    let said = seen(folder.path(), line);
    assert!(said.contains("(of `decided.xlsx`: 2 of 3 objects)"), "nobody decided about the group: {said}");
    assert_eq!(subjects(folder.path(), &format!("{line} --wave 1"), "VFY101"), ["ann@contoso.com"]);
    let said = seen(folder.path(), &format!("{line} --wave 1"));
    assert!(said.contains("(of wave 1 of `decided.xlsx`: 1 of 3 objects)"), "{said}");
}

#[test]
fn the_scope_may_be_the_assessment_or_a_list() {
    let folder = kept();
    write(folder.path(), "destination/mailboxes.csv", &DESTINATION.replace("2026-11-18", "2026-12-13"));
    assert!(run(folder.path(), "assess --project migration.toml --map map.csv").status.code() == Some(2));
    assert!(run(folder.path(), "assess --project migration.toml").status.success());
    let line = "verify --project migration.toml --no-workbook --json - --scope reports/assessment.xlsx";
    let output = run(folder.path(), line);
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let scope = document["inputs"].as_array().expect("inputs").iter().filter(|input| input["kind"] == "scope");
    let rows: Vec<_> = scope.map(|input| (input["sheet"].as_str().unwrap_or(""), input["rows"].as_u64())).collect();
    assert_eq!(rows, [("Contacts", Some(1)), ("Groups", Some(1)), ("Mailboxes", Some(2))]);
    write(folder.path(), "pilot.csv", "Source,Wave\nann@contoso.com,1\n");
    assert_snapshot!(seen(folder.path(), "verify --project migration.toml --no-workbook --scope pilot.csv --wave 7"), @r"
    exit 2
    --- stdout
    --- stderr
    error: the scope of wave 7 of `pilot.csv` holds no object of the source

    hint: nobody is in wave `7`; did you mean `1`?
    waves with objects: `1`
    ");
    write(folder.path(), "pilot.csv", "Nr,Colour\n1,red\n");
    assert_snapshot!(seen(folder.path(), "verify --project migration.toml --no-workbook --scope pilot.csv"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `pilot.csv` has no column that names objects of the source; its headers are `Nr`, `Colour`

    hint: a scope has a column `Source` with an address on every row, and if wanted `Decision` and `Wave`; or it is the workbook of an assessment
    ");
}
