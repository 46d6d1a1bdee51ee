//! What to do about an error: apart from what it says, and below it.

use super::Error;

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
