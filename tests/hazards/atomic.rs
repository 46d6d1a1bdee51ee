//! A report is there as a whole or not at all: killed while writing, with a full disk, without rights.

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use calamine::{Reader, Xlsx};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::project::{HEADER, Project, words};

const LINE: &str = "assess --source source --destination destination --out report.xlsx --json report.json --csv csv -q";

/// Exports that take long enough to write that a run can be hit there.
fn medium() -> Project {
    let project = Project::new();
    for (folder, domain) in [("source", "contoso.com"), ("destination", "fabrikam.com")] {
        let mut text = format!("{HEADER}\n");
        for number in 0..1500 {
            let _ = writeln!(text, "P{number},p{number}@{domain},SMTP:p{number}@{domain},UserMailbox");
        }
        project.write(&format!("{folder}/mailboxes.csv"), text.as_bytes());
    }
    project
}

/// The outputs are those of some whole run: a workbook that opens, a document that parses.
fn reports_are_whole(project: &Project) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(project.read("report.xlsx"))).expect("the workbook opens");
    assert!(book.worksheet_range("Findings").is_ok_and(|range| range.height() > 1));
    let document: Value = serde_json::from_slice(&project.read("report.json")).expect("the document is whole");
    assert_eq!(document["tool"], "tenantcheck");
}

/// A set with a list is what the list says.
fn set_is_whole_or_has_no_list(folder: &Path) {
    let Ok(list) = fs::read(folder.join("manifest.json")) else { return };
    let list: Value = serde_json::from_slice(&list).expect("the list is whole");
    for entry in list["files"].as_array().expect("a list") {
        let file = entry["file"].as_str().expect("a name");
        let bytes = fs::read(folder.join(file)).expect("a listed file is there");
        let sum = Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        assert_eq!(entry["sha256"], sum.as_str(), "{file} is not the one that is listed");
    }
}

/// Incomplete files and folders, wherever they are.
fn left_over(project: &Project) -> Vec<String> {
    let names = walkdir::WalkDir::new(project.path()).into_iter().flatten();
    let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".tenantcheck-")).collect()
}

fn kill_at_random(times: u32) {
    let project = medium();
    let began = Instant::now();
    words(&project.program(LINE).output().expect("the program starts"));
    let whole = began.elapsed();
    // A fixed sequence, so that a failure can be repeated: steps of the golden ratio fall everywhere.
    let mut at = 0.5;
    let mut killed = 0;
    for round in 0..times {
        at = (at + 0.618_034_f64) % 1.0;
        // Another input each time, so that a mixture of two runs would be seen.
        let name = format!("Round{round},r@contoso.com,SMTP:r@contoso.com,UserMailbox\n");
        project.write("source/more.csv", format!("{HEADER}\n{name}").as_bytes());
        let mut run = project.program(LINE).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * (0.3 + 0.75 * at)));
        run.kill().expect("it can be killed");
        killed += u32::from(run.wait().expect("it ends").code().is_none());
        reports_are_whole(&project);
        set_is_whole_or_has_no_list(&project.path().join("csv"));
    }
    assert!(killed > 0, "some of {times} runs are hit before they end");
    words(&project.program(LINE).output().expect("the program starts"));
    assert!(project.path().join("csv/manifest.json").exists(), "the last run was not killed");
    set_is_whole_or_has_no_list(&project.path().join("csv"));
    assert_eq!(left_over(&project), Vec::<String>::new(), "the next run tidies up");
}

#[test]
fn h23_a_run_that_is_killed_leaves_the_earlier_reports_whole() {
    kill_at_random(20);
}

#[test]
#[ignore = "takes minutes; for releases"]
fn h23_a_run_that_is_killed_200_times_leaves_the_earlier_reports_whole() {
    kill_at_random(200);
}

/// A file-size limit is how a full disk looks to a program: writing fails in the middle.
#[cfg(unix)]
#[test]
fn h23_a_full_disk_leaves_the_earlier_reports_whole() {
    // Blocks of 512 bytes; the last sizes are enough for the document, not for the workbook.
    for blocks in [0, 1, 8, 100] {
        let project = medium();
        for file in ["report.xlsx", "report.json", "csv/manifest.json"] {
            project.write(file, b"of an earlier run");
        }
        let output = project.program_within(&format!("trap '' XFSZ; ulimit -f {blocks}"), LINE).output();
        let output = output.expect("a shell");
        let said = words(&output);
        assert_eq!(output.status.code(), Some(2), "{blocks} blocks: {said}");
        assert!(said.contains("cannot write `") && said.contains("hint: "), "{said}");
        assert_eq!(project.read("report.xlsx"), b"of an earlier run", "{blocks} blocks: {said}");
        assert_eq!(project.read("csv/manifest.json"), b"of an earlier run", "{blocks} blocks: {said}");
        assert_eq!(left_over(&project), Vec::<String>::new(), "{blocks} blocks: {said}");
    }
}

#[cfg(unix)]
#[test]
fn h23_a_set_that_does_not_fit_leaves_the_earlier_set_whole() {
    let project = medium();
    let line = "assess --source source --destination destination --no-workbook --csv csv -q";
    words(&project.program(line).output().expect("the program starts"));
    let before = project.read("csv/manifest.json");
    project.write("source/more.csv", format!("{HEADER}\nNew,n@contoso.com,,UserMailbox\n").as_bytes());
    let output = project.program_within("trap '' XFSZ; ulimit -f 40", line).output().expect("a shell");
    assert_eq!(output.status.code(), Some(2), "{}", words(&output));
    assert_eq!(project.read("csv/manifest.json"), before);
    set_is_whole_or_has_no_list(&project.path().join("csv"));
}

/// No report can be made there, whoever asks.
#[cfg(target_os = "linux")]
#[test]
fn h23_a_folder_that_cannot_be_written_to_is_found_before_anything_is_replaced() {
    let project = medium();
    project.write("report.json", b"of an earlier run");
    let line = LINE.replace("--out report.xlsx", "--out /proc/report.xlsx");
    let output = project.program(&line).output().expect("the program starts");
    let said = words(&output);
    assert!(output.status.code() == Some(2) && said.contains("cannot write `/proc/report.xlsx`"), "{said}");
    assert_eq!(project.read("report.json"), b"of an earlier run");
    assert!(!project.path().join("csv").exists());
}

/// Who has the earlier report open keeps reading it. Windows refuses the change instead; that is tested where it is met.
#[cfg(unix)]
#[test]
fn h24_a_report_that_is_open_is_replaced_and_not_written_into() {
    use std::io::Read;

    let project = medium();
    project.write("report.xlsx", b"of an earlier run");
    let mut open = fs::File::open(project.path().join("report.xlsx")).expect("it opens");
    words(&project.program(LINE).output().expect("the program starts"));
    let mut read = Vec::new();
    open.read_to_end(&mut read).expect("it can be read");
    assert_eq!(read, b"of an earlier run");
    reports_are_whole(&project);
}

#[cfg(unix)]
#[test]
fn h29_a_full_disk_leaves_the_earlier_actions_whole() {
    let project = medium();
    let domains = "DomainName,DomainType,InitialDomain\nfabrikam.onmicrosoft.com,Authoritative,True\n";
    project.write("destination/accepted-domains.csv", domains.as_bytes());
    let line = "assess --source source --destination destination --no-workbook --actions actions -q";
    words(&project.program(line).output().expect("the program starts"));
    let folder = project.path().join("actions");
    // A file of an action that the next set has not, which must not go before the next set is there.
    project.write("actions/add-addresses.csv", b"of an earlier run");
    let names = |folder: &Path| {
        let mut names: Vec<_> =
            fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        names
    };
    let before = (names(&folder), project.read("actions/manifest.json"));
    let output = project.program_within("trap '' XFSZ; ulimit -f 0", line).output().expect("a shell");
    assert_eq!(output.status.code(), Some(2), "{}", words(&output));
    assert_eq!((names(&folder), project.read("actions/manifest.json")), before);
}
