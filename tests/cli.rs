//! The program as people meet it: exit codes, errors with their hints, what is printed where.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::assert_snapshot;
use tempfile::TempDir;

const MAILBOXES: &str = "DisplayName,PrimarySmtpAddress,EmailAddresses,RecipientTypeDetails\n\
    Jane Doe,jane@contoso.com,SMTP:jane@contoso.com,UserMailbox\n";

/// A folder with `source/mailboxes.csv` and `destination/mailboxes.csv`.
fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "source/mailboxes.csv", MAILBOXES);
    write(folder.path(), "destination/mailboxes.csv", &MAILBOXES.replace("contoso", "fabrikam"));
    folder
}

fn write(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Runs the program in `folder` with nothing of our environment.
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
    format!("exit {code}\n--- stdout\n{}--- stderr\n{}", text(&output.stdout), text(&output.stderr))
}

#[test]
fn without_exports_it_says_how_to_name_them() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_snapshot!(seen(folder.path(), "assess"), @r"
    exit 2
    --- stdout
    --- stderr
    error: no exports given for the source

    hint: name them with `--source PATH...`, or a project file with `--project migration.toml`
    ");
}

#[test]
fn a_missing_folder_is_named() {
    let folder = project();
    assert_snapshot!(seen(folder.path(), "assess --source nowhere --destination destination"), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot find `nowhere`
      cause: No such file or directory (os error 2)

    hint: check the path, or run `tenantcheck init DIR` for a project folder
    ");
}

#[test]
fn one_folder_cannot_be_both_tenants() {
    let folder = project();
    assert_snapshot!(seen(folder.path(), "assess --source source --destination source/../source"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `source/../source` is given as source and as destination

    hint: give the destination a folder of its own, outside the other one
    ");
    assert_snapshot!(seen(folder.path(), "assess --source . --destination destination"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `destination` is given as source and as destination

    hint: give the destination a folder of its own, outside the other one
    ");
}

#[test]
fn a_side_without_a_known_export_is_refused_with_the_reasons() {
    let folder = project();
    write(folder.path(), "other/dogs.csv", "Dog,Breed\nRex,Boxer\n");
    let seen = seen(folder.path(), "assess --source source --destination other");
    assert!(
        seen.starts_with("exit 2\n--- stdout\n--- stderr\nerror: no recognised export for the destination\n"),
        "{seen}"
    );
    assert!(seen.contains("looked at:\n  dogs.csv: "), "{seen}");
}

#[test]
fn an_unknown_key_is_refused() {
    let folder = project();
    write(folder.path(), "migration.toml", "[source]\npaths = [\"source\"]\n\n[idenity]\nmap = \"map.csv\"\n");
    assert_snapshot!(seen(folder.path(), "assess --project migration.toml"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `migration.toml`, line 4: unknown key `idenity`

    hint: did you mean `identity`? Known here: `project`, `source`, `destination`, `baseline`, `domains`, `identity`, `licences`, `checks`
    ");
}

#[test]
fn an_export_is_never_written_to() {
    let folder = project();
    let line = "assess --source source --destination destination --no-workbook --json source/mailboxes.csv";
    assert_snapshot!(seen(folder.path(), line), @r"
    exit 2
    --- stdout
    --- stderr
    error: `source/mailboxes.csv` of `--json` is one of the inputs

    hint: give `--json` another name; exports are never written to
    ");
    assert_eq!(fs::read_to_string(folder.path().join("source/mailboxes.csv")).expect("it is there"), MAILBOXES);
}

#[test]
fn a_place_that_cannot_be_written_to_is_found_before_the_run() {
    let folder = project();
    write(folder.path(), "taken", "");
    let line = "assess --source source --destination destination --out taken/report.xlsx";
    assert_snapshot!(seen(folder.path(), line), @r"
    exit 2
    --- stdout
    --- stderr
    error: cannot write `taken/report.xlsx`
      cause: not a directory

    hint: check that the folder can be written to and that the file is not open in another program; a report that was there before is unchanged
    ");
}

#[test]
fn one_file_takes_one_output() {
    let folder = project();
    let line = "assess --source source --destination destination --out a.xlsx --json a.xlsx";
    assert!(seen(folder.path(), line).contains("error: `a.xlsx` is given for `--out` and for `--json`"));
}

#[test]
fn quiet_says_nothing_and_the_answer_goes_to_standard_output() {
    let folder = project();
    let line = "assess -q --source source --destination destination --no-workbook --json -";
    let output = run(folder.path(), line);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.stdout.starts_with(b"{"));
    assert!(!folder.path().join("reports").exists());
}

#[test]
fn a_wrong_option_is_a_usage_error() {
    let folder = project();
    for line in [
        "assess --mover bus",
        "assess --threads 0",
        "assess --encoding klingon",
        "assess --domain-map contoso.net",
        "walk",
    ] {
        let output = run(folder.path(), line);
        assert_eq!(output.status.code(), Some(2), "{line}");
        assert!(output.stdout.is_empty() && output.stderr.starts_with(b"error: "), "{line}");
    }
}

#[test]
fn rows_are_all_there_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "a.csv", "\u{feff}#TYPE X\r\nName;Alias\r\nÅsa;å\r\n\r\nshort\r\nlong;l;\"one, more\"\r\n");
    let output = run(folder.path(), "inspect --rows a.csv");
    assert_eq!(output.status.code(), Some(0));
    assert_snapshot!(String::from_utf8(output.stdout).expect("UTF-8"), @r#"
    Name,Alias
    Åsa,å
    short
    long,l,"one, more"
    "#);
    assert!(String::from_utf8_lossy(&output.stderr).contains("note: line "), "ragged rows are told");
}

#[test]
fn a_workbook_of_old_or_a_folder_has_no_rows() {
    let folder = project();
    assert_snapshot!(seen(folder.path(), "inspect --rows source"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `source` is a folder; name one file
    ");
}

#[test]
fn inspect_tells_what_a_file_is() {
    let folder = project();
    assert_snapshot!(seen(folder.path(), "inspect source"), @r"
    exit 0
    --- stdout
    file           sheet  kind       rows  encoding  delimiter  notes
    mailboxes.csv         mailboxes  1     utf-8     ,          0
    --- stderr
    ");
}

#[test]
fn init_makes_a_project_once() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_snapshot!(seen(folder.path(), "init move"), @r"
    exit 0
    --- stdout
    --- stderr
    made `move/migration.toml`, `source/` and `destination/` beside it
      1. `tenantcheck collect > collect.ps1`, run it in each tenant, put the files into the two folders
      2. fill in `move/migration.toml`
      3. `tenantcheck assess --project move/migration.toml`
    ");
    assert!(folder.path().join("move/source").is_dir() && folder.path().join("move/destination").is_dir());
    assert_snapshot!(seen(folder.path(), "init move"), @r"
    exit 2
    --- stdout
    --- stderr
    error: `move/migration.toml` exists already

    hint: nothing was written; choose another folder
    ");
}

#[test]
fn an_unknown_check_is_refused_with_the_nearest() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_snapshot!(seen(folder.path(), "explain adress-taken"), @r"
    exit 2
    --- stdout
    --- stderr
    error: no check is called `adress-taken`

    hint: did you mean `address-taken`? `tenantcheck checks` lists all of them
    ");
}

#[test]
fn a_check_is_explained_by_code_and_by_name() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let by_code = seen(folder.path(), "explain adr001");
    assert!(by_code.starts_with("exit 0\n--- stdout\nADR001 address-taken (blocker)\n"), "{by_code}");
    assert_eq!(by_code, seen(folder.path(), "explain address-taken"));
}

#[test]
fn an_unknown_kind_is_refused_with_the_nearest() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert_snapshot!(seen(folder.path(), "collect --kind mailbox"), @r"
    exit 2
    --- stdout
    --- stderr
    error: no kind of export is called `mailbox`

    hint: did you mean `mailboxes`?
    ");
}

#[test]
fn completions_are_printed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = run(folder.path(), &format!("completions {shell}"));
        assert!(output.status.success() && !output.stdout.is_empty(), "{shell}");
    }
}

const RIGHTS: &str = "Identity,User,AccessRights,IsInherited,Deny\n\
    info@contoso.com,jane@contoso.com,FullAccess,False,False\n\
    info@contoso.com,john@contoso.com,FullAccess,False,False\n";

/// A folder with a source of three mailboxes and the rights between them, and no destination.
fn source_with_rights() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let more = "John Doe,john@contoso.com,SMTP:john@contoso.com,UserMailbox\n\
        Info,info@contoso.com,SMTP:info@contoso.com,SharedMailbox\n";
    write(folder.path(), "source/mailboxes.csv", &format!("{MAILBOXES}{more}"));
    write(folder.path(), "source/rights.csv", RIGHTS);
    folder
}

#[test]
fn waves_need_the_source_only_and_say_what_is_not_known() {
    let folder = source_with_rights();
    assert_snapshot!(seen(folder.path(), "waves"), @r"
    exit 2
    --- stdout
    --- stderr
    error: no exports given for the source

    hint: name them with `--source PATH...`, or a project file with `--project migration.toml`
    ");
    let seen = seen(folder.path(), "waves --source source --max-size 2 --fail-on major");
    let verdict = seen.lines().find(|line| line.contains("wave")).expect("a verdict");
    assert!(seen.starts_with("exit 1"), "{seen}");
    assert_snapshot!(verdict, @"2 waves, 1 right cut: 1 Full Access; but Send As, Send on Behalf, folder permissions not exported: cannot say what else is cut");
    assert!(folder.path().join("reports/waves.xlsx").is_file());
}

#[test]
fn waves_are_the_same_from_any_number_of_threads() {
    let folder = source_with_rights();
    let json = |threads: usize| {
        let line = format!("waves -q --source source --max-size 2 --no-workbook --json - --threads {threads}");
        String::from_utf8(run(folder.path(), &line).stdout).expect("UTF-8")
    };
    let one = json(1);
    assert_eq!(one, json(8));
    let document: serde_json::Value = serde_json::from_str(&one).expect("JSON");
    assert_eq!(document["command"], "waves");
    let waves = document["waves"].as_array().expect("an array");
    let objects: Vec<_> = waves.iter().map(|wave| wave["objects"].to_string()).collect();
    assert_eq!(objects, [r#"["info@contoso.com","jane@contoso.com"]"#, r#"["john@contoso.com"]"#]);
    assert_eq!(waves[0]["cuts"][0]["right"], "full-access:john@contoso.com");
}

#[test]
fn a_wave_that_a_person_wrote_into_the_workbook_stays() {
    let folder = source_with_rights();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Waves").expect("a legal name");
    // A person moved the columns and keeps two rows only.
    for (row, cells) in [["Wave", "Object"], ["Pilot", "john@contoso.com"], ["", "jane@contoso.com"]].iter().enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(row as u32, column as u16, *cell).expect("a cell");
        }
    }
    book.save(folder.path().join("edited.xlsx")).expect("a workbook");
    let seen =
        seen(folder.path(), "waves -q --source source --previous edited.xlsx --max-size 2 --csv csv --no-workbook");
    assert!(seen.starts_with("exit 0"), "{seen}");
    let waves = fs::read_to_string(folder.path().join("csv/Waves.csv")).expect("the sheet as CSV");
    let rows: Vec<String> = waves
        .lines()
        .skip(1)
        .map(|line| line.split("\",\"").collect::<Vec<_>>())
        .map(|cells| format!("{} {} {}", cells[0].trim_start_matches('"'), cells[3], cells[11]))
        .collect();
    assert_eq!(rows, ["info@contoso.com 1 ", "jane@contoso.com 1 ", "john@contoso.com Pilot Pilot"]);
}

#[test]
fn licences_says_what_to_buy_and_what_is_left_out() {
    let folder = project();
    write(
        folder.path(),
        "source/mailboxes.csv",
        "PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,ArchiveStatus,LitigationHoldEnabled,InPlaceHolds,\
         DelayHoldApplied,RetentionHoldEnabled\n\
         jane@contoso.com,jane@contoso.com,UserMailbox,None,False,{},False,False\n\
         joe@contoso.com,joe@contoso.com,UserMailbox,,False,{},False,False\n",
    );
    write(
        folder.path(),
        "source/statistics.csv",
        "UserPrincipalName,ItemCount,TotalItemSize\njane@contoso.com,7,60GB\n",
    );
    write(folder.path(), "prices.csv", "Unit,Price,Currency\nmigrationwiz-mailbox,14,USD\n");
    let line = "licenses --source source --growth 0 --prices prices.csv --no-workbook";
    let shown = seen(folder.path(), line);
    let lines: Vec<&str> = shown.lines().take(12).collect();
    // Joe has neither size nor archive: he is missing where they are asked for. Jane's 60 GB are two blocks.
    assert_snapshot!(lines.join("\n"), @r"
    exit 0
    --- stdout
    --- stderr
    at least 2 Mailbox Migration licences, 28.00 USD (runbook); 1 object lacks data
      runbook: at least 2 Mailbox Migration licences, 28.00 USD
      mailbox-units: at least 2 Mailbox Migration licences, 28.00 USD
      mailbox-or-bundle: at least 2 Mailbox Migration licences, 28.00 USD
      bundle-for-all: 2 User Migration Bundles
      microsoft-native: 2 Cross-tenant User Data Migration add-ons
      destination: at least 1 Exchange Online Plan 2, 0 in use, free seats not exported, 1 to buy
      bundle-for-all has no total: no price for `migrationwiz-bundle`
      microsoft-native has no total: no price for `microsoft-cross-tenant`
    ");
}

#[test]
fn a_profile_can_be_printed_and_given_back() {
    let folder = project();
    let printed = run(folder.path(), "licences --print-profile CodeTwo");
    assert!(printed.status.success());
    fs::write(folder.path().join("mine.toml"), &printed.stdout).expect("a file");
    let output = run(folder.path(), "licences --source source --profile mine.toml --no-workbook --json - -q");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&document["command"], &document["licences"]["profile"]), (&"licences".into(), &"codetwo".into()));
    assert_snapshot!(seen(folder.path(), "licences --print-profile bittitan"), @r"
    exit 2
    --- stdout
    --- stderr
    error: no licence profile is called `bittitan`

    hint: did you mean `migrationwiz`? Shipped are `migrationwiz`, `microsoft-native`, `cloudiway`, `cloudm`, `codetwo`; a file of your own ends in `.toml`
    ");
}
