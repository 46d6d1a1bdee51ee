//! `Error`: what was being done, to which file, and a hint. Errors stop the run; imperfect input is a
//! note instead.

use std::io;
use std::path::PathBuf;

/// What stops a run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path given for input does not exist or cannot be listed.
    #[error("cannot find `{}`", path.display())]
    MissingInput {
        /// The path as it was given.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// No file of a side is a known export.
    #[error("no recognised export for the {side}")]
    NothingRecognised {
        /// `source` or `destination`.
        side: &'static str,
        /// The files that were looked at, each with the reason, one per line.
        looked_at: Vec<String>,
    },
    /// The same folder or file was given for both sides.
    #[error("`{}` is given as {first} and as {second}", path.display())]
    SameInput {
        /// The path given twice.
        path: PathBuf,
        /// The first use.
        first: &'static str,
        /// The second use.
        second: &'static str,
    },
}

impl Error {
    /// What to do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::MissingInput { .. } => {
                Some("check the path, or run `tenantcheck init DIR` for a project folder".to_owned())
            }
            Self::NothingRecognised { looked_at, .. } => Some(format!(
                "`tenantcheck collect` prints a script that makes the exports; looked at:\n{}",
                looked_at.join("\n")
            )),
            Self::SameInput { .. } => Some("give the exports of the other tenant".to_owned()),
        }
    }
}
