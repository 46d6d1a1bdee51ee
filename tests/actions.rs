//! The action files: scripts that parse, are fixed text, read the columns that are written, and are never quiet about
//! an error; folders that are whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use tenantcheck::actions::{self, Action};
use tenantcheck::plan::Command;
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::{Report, checks};
use tree_sitter::{Node, Parser};

/// Calls `see` with every node below this one.
fn walk(node: Node, see: &mut impl FnMut(Node)) {
    see(node);
    for i in 0..node.child_count() {
        if let Some(child) = node.child(i) {
            walk(child, see);
        }
    }
}

fn tree(source: &str, see: &mut impl FnMut(Node)) {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_powershell::LANGUAGE.into()).expect("the grammar loads");
    walk(parser.parse(source, None).expect("parsing ends").root_node(), see);
}

/// Every action that has a script, with it.
fn scripts() -> impl Iterator<Item = (&'static Action, String)> {
    actions::ALL.iter().filter_map(|action| Some((*action, action.family.script()?)))
}

/// What stands in a text behind each occurrence of `start`, as long as it is a word.
fn words<'t>(text: &'t str, start: &str) -> BTreeSet<&'t str> {
    let rest = text.match_indices(start).map(|(at, _)| &text[at + start.len()..]);
    rest.map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()).collect()
}

#[test]
fn every_script_parses_in_ascii_with_single_quotes_only() {
    for (action, script) in scripts() {
        assert!(script.is_ascii() && !script.contains('"'), "{}", action.name);
        tree(&script, &mut |node| {
            let line = node.start_position().row + 1;
            assert!(!node.is_error() && !node.is_missing(), "{}, line {line}: {}", action.name, node.kind());
        });
    }
}

#[test]
fn every_script_reads_the_columns_that_are_written_and_no_others() {
    for (action, script) in scripts() {
        let written: BTreeSet<&str> = action.family.columns().into_iter().collect();
        assert_eq!(words(&script, "$row."), written, "{}", action.name);
        let list = script.split("$columns = @(").nth(1).and_then(|rest| rest.split(')').next());
        let listed: BTreeSet<&str> = list.expect("a list of columns").split('\'').skip(1).step_by(2).collect();
        assert_eq!(listed, written, "{}", action.name);
    }
}

/// Cmdlets that are PowerShell's own or the script's.
const OWN: [&str; 15] = [
    "ConvertTo-SecureString",
    "Export-Csv",
    "ForEach-Object",
    "Get-Command",
    "Import-Csv",
    "Join-Path",
    "New-Object",
    "Out-Null",
    "Resolve-Path",
    "Sort-Object",
    "Start-Sleep",
    "Test-Path",
    "Where-Object",
    "Write-Host",
    "Write-Progress",
];

#[test]
fn no_error_of_the_service_is_passed_over() {
    for (action, script) in scripts() {
        let functions = words(&script, "\nfunction ");
        let functions: BTreeSet<String> = script
            .lines()
            .filter_map(|line| line.strip_prefix("function "))
            .map(|line| line.split(['(', ' ']).next().unwrap_or_default().to_owned())
            .chain(functions.into_iter().map(str::to_owned))
            .collect();
        let mut seen = 0;
        tree(&script, &mut |node| {
            if node.kind() != "command" {
                return;
            }
            let text = node.utf8_text(script.as_bytes()).expect("the script is text");
            let name = text.split_whitespace().next().unwrap_or_default();
            if !name.contains('-') || OWN.contains(&name) || name == "Write-Warning" || functions.contains(name) {
                return;
            }
            seen += 1;
            assert!(text.contains("-ErrorAction Stop"), "{}: `{text}`", action.name);
        });
        assert!(seen > 3, "only {seen} calls of the service in {}", action.name);
    }
}

#[test]
fn every_script_can_be_tried_and_is_bound_to_its_tenant() {
    for (action, script) in scripts() {
        for part in ["SupportsShouldProcess", "$PSCmdlet.ShouldProcess(", "Get-AcceptedDomain", "-notcontains $tenant"]
        {
            assert!(script.contains(part), "{} lacks `{part}`", action.name);
        }
        let first_change = script.find("Invoke-Patiently $row\n").expect("rows are carried out");
        assert!(script.find("-notcontains $tenant") < Some(first_change), "{}", action.name);
    }
}

#[test]
fn names_are_unique_and_every_action_closes_findings_that_exist() {
    let names: BTreeSet<&str> = actions::ALL.iter().map(|action| action.name).collect();
    assert_eq!(names.len(), actions::ALL.len());
    for action in actions::ALL {
        assert!(!action.title.is_empty() && !action.written.is_empty(), "{}", action.name);
        for code in action.closes {
            assert!(checks::ALL.iter().any(|check| check.code == *code), "{} closes {code}", action.name);
        }
    }
}

/// The files of a folder by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.path().is_file());
    files
        .map(|entry| {
            let bytes = fs::read(entry.path()).expect("a file");
            (entry.file_name().to_string_lossy().into_owned(), bytes)
        })
        .collect()
}

fn samples(folder: &Path) -> Report {
    let codes: Vec<&str> = checks::ALL.iter().map(|check| check.code).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/migration.toml");
    let mut plan = Project::read(&path, &codes).expect("a project file").into_plan(Command::Assess);
    plan.output.actions = Some(folder.to_owned());
    tenantcheck::run(&plan, &Unwatched).expect("a report")
}

#[test]
fn a_folder_holds_fixed_scripts_rows_their_way_back_and_a_list_of_them_all() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let report = samples(folder.path());
    let handed = actions::write(&report).expect("written").expect("it was asked for");
    assert_eq!(handed.folder, folder.path());
    let written = files(folder.path());
    let manifest = String::from_utf8(written["manifest.json"].clone()).expect("UTF-8");
    for (name, bytes) in written.iter().filter(|(name, _)| *name != "manifest.json") {
        let sum: String = Sha256::digest(bytes).iter().fold(String::new(), |sum, byte| sum + &format!("{byte:02x}"));
        assert!(manifest.contains(&sum), "{name} is not in the list");
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        assert!(text.starts_with('\u{feff}'), "{name} has no BOM");
        assert!(!text.replace("\r\n", "").contains('\n'), "{name} has lines without CRLF");
    }
    for action in actions::ALL {
        let name = action.name;
        let Some(rows) = written.get(&format!("{name}.csv")) else { continue };
        let header = format!("\u{feff}\"{}\"\r\n", action.family.columns().join("\",\""));
        assert!(rows.starts_with(header.as_bytes()), "{name}");
        let Some(script) = action.family.script() else { continue };
        let fixed = format!("\u{feff}{}", script.replace('\n', "\r\n"));
        assert_eq!(written[&format!("{name}.ps1")], fixed.as_bytes(), "{name}: the script is not the fixed text");
        assert!(written[&format!("undo-{name}.csv")].starts_with(header.as_bytes()), "{name}");
    }
    for name in
        ["migrationwiz-bulk-add.csv", "create-objects.csv", "add-addresses.csv", "add-x500.csv", "grant-rights.csv"]
    {
        assert!(written.contains_key(name), "{name}");
        assert!(String::from_utf8_lossy(&written["README.txt"]).contains(name), "{name} is not in the README");
    }
    // The same input gives the same bytes.
    actions::write(&report).expect("written");
    assert_eq!(files(folder.path()), written);
}

#[test]
fn a_new_set_leaves_no_stale_file_and_keeps_what_was_run() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let report = samples(folder.path());
    fs::write(folder.path().join("remove-contacts.csv"), "of an earlier run").expect("a file");
    fs::write(folder.path().join("notes.txt"), "mine").expect("a file");
    actions::write(&report).expect("written");
    let written = files(folder.path());
    assert!(!written.contains_key("remove-contacts.csv") && written.contains_key("notes.txt"));
    // A script was run: what undoes it stays.
    fs::write(folder.path().join("add-x500-log.csv"), "done").expect("a log");
    actions::write(&report).expect("written");
    assert_eq!(files(folder.path()), written);
    let kept = files(&folder.path().join("earlier 1"));
    assert_eq!(kept["undo-add-x500.csv"], written["undo-add-x500.csv"]);
    assert_eq!(kept["add-x500-log.csv"], b"done");
    assert!(!kept.contains_key("notes.txt"));
}
