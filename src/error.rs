//! `Error`: what was being done, to which file, and a hint. Errors stop the run; imperfect input is a
//! note instead.

mod hint;

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
    /// A file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A file is no table that can be read; a run over many files makes a note of it instead.
    #[error("`{}` {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why, and what to do; a sentence whose subject is the file.
        reason: String,
    },
    /// A workbook has no sheet of the name asked for, or several and none was asked for.
    #[error("`{}` holds {}", path.display(), match wanted { Some(name) => format!("no sheet `{name}`"), None => "more than one table".to_owned() })]
    WhichSheet {
        /// The workbook.
        path: PathBuf,
        /// The sheet asked for.
        wanted: Option<String>,
        /// The sheets that hold a table.
        sheets: Vec<String>,
    },
    /// Nothing was given for a tenant.
    #[error("no exports given for the {whose}")]
    NothingGiven {
        /// The tenant, and when it was exported.
        whose: &'static str,
        /// The option that names them, without dashes.
        option: &'static str,
    },
    /// No file of a side is a known export.
    #[error("no recognised export for the {whose}")]
    NothingRecognised {
        /// The tenant, and when it was exported.
        whose: &'static str,
        /// The files that were looked at, each with the reason, one per line.
        looked_at: Vec<String>,
    },
    /// The same folder or file was given for two uses, or one that lies inside the other.
    #[error("`{}` is given {}", path.display(), twice(first, second))]
    SameInput {
        /// The path given twice.
        path: PathBuf,
        /// The first use.
        first: &'static str,
        /// The second use.
        second: &'static str,
    },
    /// The project file is no TOML.
    #[error("`{}`, line {line}: {message}", path.display())]
    ProjectSyntax {
        /// The project file.
        path: PathBuf,
        /// Line, starting at 1.
        line: usize,
        /// What the parser said.
        message: String,
    },
    /// No licence profile of this name ships.
    #[error("no licence profile is called `{asked}`")]
    UnknownProfile {
        /// What was asked for.
        asked: String,
        /// The name that is most like it.
        nearest: String,
        /// All names.
        known: Vec<&'static str>,
    },
    /// A licence profile cannot be used.
    #[error("`{}`{}: {message}", path.display(), line.map_or_else(String::new, |line| format!(", line {line}")))]
    Profile {
        /// The profile.
        path: PathBuf,
        /// Line, starting at 1; `None` where it is about the whole.
        line: Option<usize>,
        /// What is wrong with it.
        message: String,
    },
    /// A price file cannot be used.
    #[error("`{}`{}: {message}", path.display(), row.map_or_else(String::new, |row| format!(", row {row}")))]
    Prices {
        /// The price file.
        path: PathBuf,
        /// Row as a spreadsheet shows it; `None` where it is about the whole.
        row: Option<u32>,
        /// What is wrong with it.
        message: String,
    },
    /// The project file has a key that means nothing.
    #[error("`{}`, line {line}: unknown key `{key}`{}", path.display(), within(section))]
    UnknownKey {
        /// The project file.
        path: PathBuf,
        /// Line, starting at 1.
        line: usize,
        /// The key as it stands there.
        key: String,
        /// The section that it stands in; empty at the top.
        section: &'static str,
        /// The known key that is most like it.
        nearest: String,
        /// All keys of the section, where they can be listed.
        known: Vec<&'static str>,
    },
    /// The project file has a value that cannot be used.
    #[error("`{}`, line {line}: `{key}` must be {expected}, not {found}", path.display())]
    ProjectValue {
        /// The project file.
        path: PathBuf,
        /// Line, starting at 1.
        line: usize,
        /// The key.
        key: String,
        /// What the key takes.
        expected: String,
        /// What stands there.
        found: String,
    },
    /// No check has this code or name.
    #[error("no check is called `{asked}`")]
    UnknownCheck {
        /// What was asked for.
        asked: String,
        /// The code that is most like it.
        nearest: String,
    },
    /// No kind of export has this name.
    #[error("no kind of export is called `{asked}`")]
    UnknownKind {
        /// What was asked for.
        asked: String,
        /// The name that is most like it.
        nearest: String,
    },
    /// What was given as the previous workbook is none of ours.
    #[error("`{}` {reason}", path.display())]
    Previous {
        /// The file.
        path: PathBuf,
        /// Why it cannot be used; a sentence whose subject is the file.
        reason: String,
    },
    /// A scope file names no objects.
    #[error("`{}` has no column that names objects of the source; its headers are {found}", path.display())]
    Scope {
        /// The file.
        path: PathBuf,
        /// The headers that it has, or what stands for them.
        found: String,
    },
    /// What was asked about is nobody.
    #[error("the scope {asked} holds no object of the source")]
    NothingAsked {
        /// What was asked about, in words.
        asked: String,
        /// What is odd about it, in words.
        why: Vec<String>,
        /// The waves that somebody is in.
        waves: Vec<String>,
    },
    /// The exports of one tenant were given for the other one.
    #[error("the exports given as {given} are those of the {of}: they show its domain `{domain}`")]
    Swapped {
        /// For what they were given.
        given: &'static str,
        /// Whose they are.
        of: &'static str,
        /// The initial domain that shows it.
        domain: String,
        /// The options of both, without dashes.
        options: [&'static str; 2],
        /// Whether the other ones are those of this tenant.
        both: bool,
    },
    /// A baseline is that of a third tenant.
    #[error("the {whose} is that of another tenant: it shows `{found}`, {by} says `{expected}`")]
    OtherTenant {
        /// The tenant, and when it was exported.
        whose: &'static str,
        /// The initial domain in it.
        found: String,
        /// The initial domain that it should have.
        expected: String,
        /// What says so.
        by: &'static str,
        /// The option that names it, without dashes.
        option: &'static str,
    },
    /// A folder of a kept baseline was given for the wrong tenant, or for one although it holds both.
    #[error("`{}` is given as the baseline of the {side}, and holds that of the {holds}", path.display())]
    BaselineOfOtherSide {
        /// The path as it was given.
        path: PathBuf,
        /// For which tenant.
        side: &'static str,
        /// Whose exports are in it.
        holds: &'static str,
        /// The folder that is meant.
        instead: Option<PathBuf>,
    },
    /// The manifest of a baseline cannot be used.
    #[error("`{}` {reason}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// Why; a sentence whose subject is the file.
        reason: String,
    },
    /// Files of a kept baseline are not those that were kept.
    #[error("the baseline of `{}` is not as it was kept:\n  {}", manifest.display(), changes.join("\n  "))]
    BaselineChanged {
        /// The manifest.
        manifest: PathBuf,
        /// What is changed, missing or added, in words.
        changes: Vec<String>,
    },
    /// Another baseline of the same day is there.
    #[error("`{}` holds other files already", folder.display())]
    BaselineExists {
        /// The dated folder.
        folder: PathBuf,
    },
    /// Exports would not do as a baseline.
    #[error("the exports are no complete baseline, nothing was kept:\n  {}", gaps.join("\n  "))]
    Incomplete {
        /// What is missing, cut or lost, in words.
        gaps: Vec<String>,
    },
    /// Nothing says of which day exports are.
    #[error("no export has a date inside that says of which day they are")]
    NoDay,
    /// An export is not the one any more that was read.
    #[error("`{}` was changed while it was copied", path.display())]
    ChangedMeanwhile {
        /// The export.
        path: PathBuf,
    },
    /// An output would replace one of the files that are read.
    #[error("`{}` of `{option}` is one of the inputs", path.display())]
    OutputIsInput {
        /// The output as it was given.
        path: PathBuf,
        /// The option that names it.
        option: &'static str,
    },
    /// Two outputs go to one file.
    #[error("`{}` is given for `{first}` and for `{second}`", path.display())]
    SameOutput {
        /// The output as it was given.
        path: PathBuf,
        /// The first option that names it.
        first: &'static str,
        /// The second one.
        second: &'static str,
    },
    /// An output cannot be written; what stood there before still does.
    #[error("cannot write `{}`", path.display())]
    Write {
        /// The output.
        path: PathBuf,
        /// What the system or the writer of workbooks said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What was asked for cannot be printed.
    #[error("cannot write to standard output")]
    Stdout(#[from] io::Error),
    /// A file of a new project is there already.
    #[error("`{}` exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The threads of the run cannot be started.
    #[error("cannot start {threads} threads")]
    Threads {
        /// How many were asked for.
        threads: usize,
        /// What the system said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

/// The two uses of one path, in words.
fn twice(first: &str, second: &str) -> String {
    if first == second { format!("twice as {first}") } else { format!("as {first} and as {second}") }
}

/// Where a key stands, in words.
fn within(section: &str) -> String {
    if section.is_empty() { String::new() } else { format!(" in `[{section}]`") }
}
