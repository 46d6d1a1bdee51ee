//! A folder with a readable pair of exports, in which the program is run.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

pub const HEADER: &str = "DisplayName,PrimarySmtpAddress,EmailAddresses,RecipientTypeDetails";

/// A row under [`HEADER`].
pub fn mailbox(name: &str, domain: &str) -> String {
    format!("{name},{name}@{domain},SMTP:{name}@{domain},UserMailbox")
}

pub struct Project(TempDir);

impl Project {
    pub fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a temporary folder"));
        for (folder, domain) in [("source", "contoso.com"), ("destination", "fabrikam.com")] {
            let rows = format!("{HEADER}\n{}\n", mailbox("jane", domain));
            project.write(&format!("{folder}/mailboxes.csv"), rows.as_bytes());
        }
        project
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, file: &str, bytes: &[u8]) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    pub fn read(&self, file: &str) -> Vec<u8> {
        fs::read(self.path().join(file)).expect("the file is there")
    }

    /// The program with these words, not started yet.
    pub fn program(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tenantcheck"));
        command.args(line.split_whitespace()).current_dir(self.path()).env_clear();
        command
    }

    /// The same in a shell that first sets a limit of the system, such as `ulimit -v 1000000`.
    #[cfg(unix)]
    pub fn program_within(&self, limit: &str, line: &str) -> Command {
        let mut command = Command::new("sh");
        let program = env!("CARGO_BIN_EXE_tenantcheck");
        command.arg("-c").arg(format!("{limit}; exec '{program}' {line}")).current_dir(self.path());
        command
    }

    /// What is said about a file of the source.
    pub fn inspect(&self, name: &str) -> String {
        words(&self.program(&format!("inspect source/{name}")).output().expect("the program starts"))
    }

    /// The JSON document of an assessment.
    pub fn assess(&self) -> Value {
        let line = "assess --source source --destination destination --no-workbook --json - -q";
        let output = self.program(line).output().expect("the program starts");
        let said = words(&output);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("no document ({error}):\n{said}"))
    }

    /// The findings of one check: file, row and message.
    pub fn findings(&self, code: &str) -> Vec<(String, Option<u64>, String)> {
        let document = self.assess();
        let findings = document["findings"].as_array().expect("a list");
        let of_check = findings.iter().filter(|finding| finding["code"] == code);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        of_check.map(|finding| (text(&finding["file"]), finding["row"].as_u64(), text(&finding["message"]))).collect()
    }
}

/// What a run said. Whatever happens, it ends by itself, with an exit code of its own and without a panic.
pub fn words(output: &Output) -> String {
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.code().is_some_and(|code| code <= 2), "{:?}\n{said}", output.status);
    assert!(!said.contains("panicked") && !said.contains("has a bug"), "{said}");
    said
}
