//! What a check is and what it answers: needs, findings, coverage. Which checks exist is said in
//! `checks/`; how they are run, in `engine`.

use std::fmt;

use serde::Serialize;

use crate::facts::Facts;
use crate::schema::{Column, Kind, Side};

/// Severity by consequence; ordered so that the worst is the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A move, an object or the domain removal will fail.
    Blocker,
    /// Mail or access is lost.
    Major,
    /// A visible defect with a workaround.
    Minor,
    /// To know and to plan.
    Info,
}

impl Severity {
    /// All severities, worst first.
    pub const ALL: [Self; 4] = [Self::Blocker, Self::Major, Self::Minor, Self::Info];

    /// The word used in JSON, sheets and options.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blocker => "blocker",
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Info => "info",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One statement about the exports: the answer of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Code of the check, e.g. `ADR001`.
    pub code: &'static str,
    /// Severity after overrides.
    pub severity: Severity,
    /// The tenant that the subject belongs to; `None` where the statement is about neither.
    pub side: Option<Side>,
    /// Primary SMTP address, else UPN, else the name in the export; for files the path with `#Sheet`.
    pub subject: String,
    /// What is there, or what should be there where something is absent.
    pub value: String,
    /// The object that holds the value, where the check names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// What it means, in one or two sentences.
    pub message: String,
    /// What to do, with the cmdlet.
    pub fix: String,
    /// File of the evidence, as in `inputs`, with `#Sheet` after it for a sheet of a workbook.
    pub file: Option<String>,
    /// Row of the evidence as a spreadsheet shows it.
    pub row: Option<u32>,
    /// Header of the evidence as it stands in the file.
    pub column: Option<String>,
}
