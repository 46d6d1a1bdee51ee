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

impl Error {
    /// What to do about it, where there is something to say.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::MissingInput { .. } => {
                "check the path, or run `tenantcheck init DIR` for a project folder".to_owned()
            }
            Self::Read { .. } => "check that the file is there and that you may read it".to_owned(),
            Self::WhichSheet { sheets, .. } => format!("name one with `--sheet`: {}", quoted(sheets)),
            Self::NothingGiven { option, .. } => {
                format!("name them with `--{option} PATH...`, or a project file with `--project migration.toml`")
            }
            Self::NothingRecognised { looked_at, .. } if looked_at.is_empty() => {
                "there are no files; `tenantcheck collect` prints a script that makes the exports".to_owned()
            }
            Self::NothingRecognised { looked_at, .. } => format!(
                "`tenantcheck collect` prints a script that makes the exports; looked at:\n{}",
                looked_at.join("\n")
            ),
            Self::SameInput { first, second, .. } if first == second => {
                "give each folder and each file once".to_owned()
            }
            Self::SameInput { second, .. } => {
                format!("give the {second} a folder of its own, outside the other one")
            }
            Self::UnknownKey { nearest, known, .. } if known.is_empty() => format!("did you mean `{nearest}`?"),
            Self::UnknownKey { nearest, known, .. } => {
                format!("did you mean `{nearest}`? Known here: {}", quoted(known))
            }
            Self::UnknownCheck { nearest, .. } => {
                format!("did you mean `{nearest}`? `tenantcheck checks` lists all of them")
            }
            Self::UnknownProfile { nearest, known, .. } => {
                format!("did you mean `{nearest}`? Shipped are {}; a file of your own ends in `.toml`", quoted(known))
            }
            Self::UnknownKind { nearest, .. } => format!("did you mean `{nearest}`?"),
            Self::OutputIsInput { option, .. } => {
                format!("give `{option}` another name; exports are never written to")
            }
            Self::Previous { .. } => {
                "`--previous` takes a workbook that an earlier run wrote, such as `reports/assessment.xlsx`; \
                 leave it out the first time"
                    .to_owned()
            }
            Self::Swapped { options: [given, other], both: true, .. } => format!(
                "`--{given}` and `--{other}` are swapped: give each the paths of the other one, here or in the project file"
            ),
            Self::Swapped { options: [given, other], .. } => format!(
                "give `--{given}` the exports of the right tenant; those that it has now belong to `--{other}`"
            ),
            Self::OtherTenant { option, .. } => format!(
                "give `--{option}` the exports of the right tenant, or mend `initial_domain` in the project file"
            ),
            Self::BaselineOfOtherSide { instead, .. } => instead.as_ref().map_or_else(
                || "give the folder `source` of the baseline for the source, and `destination` for the destination".to_owned(),
                |folder| format!("give `{}`", folder.display()),
            ),
            Self::Manifest { .. } => {
                "take the baseline from where it is kept safe; without its manifest nobody can tell whether it was changed"
                    .to_owned()
            }
            Self::BaselineChanged { .. } => {
                "what is compared with a changed baseline proves nothing: take the files from where they are kept safe; \
                 files of your own belong elsewhere"
                    .to_owned()
            }
            Self::BaselineExists { .. } => {
                "a baseline is never replaced: give `--out` another folder, or `--today` the day on which these were made"
                    .to_owned()
            }
            Self::Incomplete { .. } => {
                "`tenantcheck collect` prints the script that makes all exports, complete and lossless; \
                 `--incomplete` keeps them as they are"
                    .to_owned()
            }
            Self::NoDay => "say the day with `--today`, such as `--today 2026-11-22`".to_owned(),
            Self::ChangedMeanwhile { .. } => "wait until the export is done, and run it again".to_owned(),
            Self::Scope { .. } => {
                "a scope has a column `Source` with an address on every row, and if wanted `Decision` and \
                                   `Wave`; or it is the workbook of an assessment"
                    .to_owned()
            }
            Self::NothingAsked { why, waves, .. } => nobody(why, waves),
            Self::SameOutput { .. } => "give each output a file of its own".to_owned(),
            Self::Write { .. } => {
                "check that the folder can be written to and that the file is not open in another program; \
                 a report that was there before is unchanged"
                    .to_owned()
            }
            Self::Profile { .. } => {
                "see the shipped ones with `tenantcheck licences --print-profile migrationwiz`".to_owned()
            }
            Self::Prices { .. } => {
                "a price file has the columns `Unit`, `Price` and `Currency`, one currency for all".to_owned()
            }
            Self::Exists { .. } => "nothing was written; choose another folder".to_owned(),
            Self::Threads { .. } => "ask for fewer with `--threads`".to_owned(),
            Self::Unreadable { .. } | Self::Stdout(_) | Self::ProjectSyntax { .. } | Self::ProjectValue { .. } => {
                return None;
            }
        })
    }
}

/// The two uses of one path, in words.
fn twice(first: &str, second: &str) -> String {
    if first == second { format!("twice as {first}") } else { format!("as {first} and as {second}") }
}

/// Where a key stands, in words.
fn within(section: &str) -> String {
    if section.is_empty() { String::new() } else { format!(" in `[{section}]`") }
}

/// Names in backticks, with commas.
fn quoted<S: AsRef<str>>(names: &[S]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// Why a scope holds nobody, and which waves there are.
fn nobody(why: &[String], waves: &[String]) -> String {
    let known = match waves {
        [] => "a wave is given in the column `Wave` of `--scope`, `--map` or `--previous`".to_owned(),
        waves => format!("waves with objects: {}", quoted(waves)),
    };
    why.iter().cloned().chain([known]).collect::<Vec<_>>().join("\n")
}
