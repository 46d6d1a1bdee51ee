//! How bad a finding is; a word of the project file as much as of the answer.

use std::fmt;

use serde::Serialize;

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
