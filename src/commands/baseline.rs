//! `tenantcheck baseline`: exports checked and kept as they were before the move.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use tenantcheck::baseline::{self, Kept};
use tenantcheck::error::Error;
use tenantcheck::schema::Side;
use tenantcheck::values::text::counted;

use super::answer::codes;
use crate::cli::{KeepOptions, Volume};
use crate::terminal::{self, Bar};

/// The folder of the dated ones, where none is given.
const FOLDER: &str = "before";

pub fn run(options: &KeepOptions, volume: Volume) -> Result<(), Error> {
    let planned = options.plan(&codes())?;
    let bar = Bar::new(volume.quiet);
    let report = tenantcheck::run(&planned.plan, &bar)?;
    let beside = options.project.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let out = options.out.clone().unwrap_or_else(|| beside.join(FOLDER));
    let kept = baseline::keep(&report, &out, options.incomplete)?;
    drop(bar);
    if !volume.quiet {
        baseline::remarks(&report).iter().for_each(terminal::warn);
        for gap in &kept.manifest.verdict.gaps {
            terminal::warn(format!("the baseline is not complete: {gap}"));
        }
        terminal::say(closing(&kept));
    }
    super::print(section(&kept, options.project.as_deref()))
}

/// What was kept, and what is to be done with the lines that follow.
fn closing(kept: &Kept) -> String {
    let of = |side| kept.manifest.files.iter().filter(|file| file.side == side).count() as u64;
    let verdict = match kept.manifest.verdict.gaps.len() as u64 {
        0 if of(Side::Destination) == 0 => "the baseline of the source is complete".to_owned(),
        0 => "the baseline is complete".to_owned(),
        gaps => format!("the baseline is NOT complete ({})", counted(gaps, "gap")),
    };
    let done = if kept.is_new { "kept in" } else { "nothing to do: these files are kept already in" };
    format!(
        "{verdict}: {} of the source, {} of the destination\n  {done} `{}`\n  put these lines into the project file, \
         so that `verify` and `backout` compare with them; keep a copy of the folder elsewhere",
        counted(of(Side::Source), "file"),
        counted(of(Side::Destination), "file"),
        kept.folder.display()
    )
}

/// The section of the project file that names the baseline.
fn section(kept: &Kept, project: Option<&Path>) -> String {
    let mut text = "[baseline]\n".to_owned();
    for side in [Side::Source, Side::Destination] {
        if kept.manifest.files.iter().any(|file| file.side == side) {
            let path = within(project, kept.folder.join(side.as_str()));
            // A slash is understood everywhere, and needs no escape.
            let path = path.display().to_string().replace('\\', "/").replace('"', "\\\"");
            let _ = writeln!(text, "{side} = [\"{path}\"]");
        }
    }
    text
}

/// The path as the project file has it: from its own folder on, where it is below that; else in full.
fn within(project: Option<&Path>, path: PathBuf) -> PathBuf {
    let Some(project) = project else { return path };
    let full = |path: &Path| path.canonicalize().ok();
    let folder = project.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let (Some(folder), Some(real)) = (folder.and_then(full), full(&path)) else { return path };
    real.strip_prefix(&folder).map(Path::to_owned).unwrap_or(real)
}
