//! Paths of a plan before anything is read: inputs exist and are given once, outputs can be written
//! and are no inputs.

use std::io;
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::error::Error;
use crate::plan::{Plan, Rules};

/// Each input path exists, and none is given twice, be it through a link or as a folder in a folder.
///
/// A map may lie among the exports.
pub fn check_inputs(plan: &Plan) -> Result<(), Error> {
    let mut seen: Vec<(&'static str, PathBuf)> = Vec::new();
    for (usage, path) in inputs(plan) {
        let real = real(path)?;
        if let Some((first, _)) = seen.iter().find(|(_, other)| real.starts_with(other) || other.starts_with(&real)) {
            return Err(Error::SameInput { path: path.clone(), first, second: usage });
        }
        seen.push((usage, real));
    }
    for path in plan.map.iter().chain(&plan.licences.prices).chain(&plan.scope.file).chain(rules(plan)) {
        real(path)?;
    }
    Ok(())
}

/// No output is one of the files that are read or another output, and each can be written.
///
/// Nothing is created; the folder of an output need not exist.
pub fn check_outputs<'a>(plan: &'a Plan, read: impl IntoIterator<Item = &'a Path>) -> Result<(), Error> {
    let outputs: Vec<_> = plan.output.files().collect();
    for (at, &(option, path)) in outputs.iter().enumerate() {
        if let Some((first, _)) = outputs[..at].iter().find(|(_, other)| *other == path) {
            return Err(Error::SameOutput { path: path.clone(), first, second: option });
        }
        check_place(path)?;
    }
    let read: Vec<_> = read.into_iter().collect();
    let folders = [("--csv", &plan.output.csv), ("--actions", &plan.output.actions)];
    let folders = folders.into_iter().filter_map(|(option, folder)| Some((option, folder.as_deref()?)));
    for (option, folder) in folders {
        check_folder(option, folder, &read)?;
    }
    if let (Some(folder), Some(other)) = (&plan.output.csv, &plan.output.actions)
        && folder == other
    {
        return Err(Error::SameOutput { path: other.clone(), first: "--csv", second: "--actions" });
    }
    let existing: Vec<_> =
        outputs.iter().filter_map(|(option, path)| Some((*option, *path, Handle::from_path(path).ok()?))).collect();
    if existing.is_empty() {
        return Ok(());
    }
    let named = plan.map.iter().chain(&plan.project).chain(&plan.licences.prices).chain(&plan.scope.file);
    let named = named.chain(rules(plan)).map(PathBuf::as_path);
    for input in read.into_iter().chain(named) {
        // What cannot be opened here is spoken of by its reader.
        let Ok(input) = Handle::from_path(input) else {
            continue;
        };
        if let Some((option, path, _)) = existing.iter().find(|(_, _, output)| *output == input) {
            return Err(Error::OutputIsInput { path: (*path).clone(), option });
        }
    }
    // The workbook may take the place of the previous one, which is read before; nothing else may.
    let previous = plan.previous.as_ref().and_then(|path| Handle::from_path(path).ok());
    let replaced = existing.iter().find(|(option, _, output)| *option != "--out" && Some(output) == previous.as_ref());
    match replaced {
        Some((option, path, _)) => Err(Error::OutputIsInput { path: (*path).clone(), option }),
        None => Ok(()),
    }
}

/// Files in a folder of exports would replace exports, or be read as such by the next run.
fn check_folder(option: &'static str, folder: &Path, read: &[&Path]) -> Result<(), Error> {
    check_place(&folder.join("manifest.json"))?;
    let Ok(target) = folder.canonicalize() else {
        return Ok(());
    };
    let holds_exports = read.iter().any(|file| file.canonicalize().is_ok_and(|file| file.parent() == Some(&target)));
    if holds_exports {
        return Err(Error::OutputIsInput { path: folder.to_owned(), option });
    }
    Ok(())
}

/// The input paths of a plan, each with its use.
fn inputs(plan: &Plan) -> impl Iterator<Item = (&'static str, &PathBuf)> {
    let reads = plan.command.reads().iter();
    reads.flat_map(|snapshot| plan.paths(*snapshot).iter().map(move |path| (snapshot.as_str(), path)))
}

/// The file with the rules of the mover's licences.
fn rules(plan: &Plan) -> Option<&PathBuf> {
    plan.licences.profile.as_ref().and_then(Rules::file)
}

/// The path without links.
fn real(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(|source| Error::MissingInput { path: path.to_owned(), source })
}

/// A run of minutes should not end at a folder that cannot be written to.
fn check_place(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Err(refused(path, io::ErrorKind::IsADirectory));
    }
    let parents =
        path.ancestors().skip(1).map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let Some(folder) = parents.into_iter().find(|folder| folder.exists()) else {
        return Err(refused(path, io::ErrorKind::NotFound));
    };
    if !folder.is_dir() {
        return Err(refused(path, io::ErrorKind::NotADirectory));
    }
    match tempfile::tempfile_in(folder) {
        Ok(_) => Ok(()),
        Err(source) => Err(Error::Write { path: path.to_owned(), source: source.into() }),
    }
}

fn refused(path: &Path, kind: io::ErrorKind) -> Error {
    Error::Write { path: path.to_owned(), source: io::Error::from(kind).into() }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::plan::Command;

    /// A plan over a folder with `a/mailboxes.csv` and `b/`.
    fn plan() -> (tempfile::TempDir, Plan) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("a")).expect("a folder");
        fs::create_dir(folder.path().join("b")).expect("a folder");
        fs::write(folder.path().join("a/mailboxes.csv"), "Name\n").expect("a file");
        let mut plan = Plan::new(Command::Assess);
        plan.source.paths = vec![folder.path().join("a")];
        plan.destination.paths = vec![folder.path().join("b")];
        (folder, plan)
    }

    #[test]
    fn a_folder_inside_the_other_one_is_given_twice() {
        let (folder, mut plan) = plan();
        assert!(check_inputs(&plan).is_ok());
        plan.destination.paths = vec![folder.path().to_owned()];
        assert!(matches!(check_inputs(&plan), Err(Error::SameInput { first: "source", second: "destination", .. })));
    }

    #[test]
    fn a_name_that_begins_like_another_one_is_another_folder() {
        let (folder, mut plan) = plan();
        fs::create_dir(folder.path().join("ab")).expect("a folder");
        plan.destination.paths = vec![folder.path().join("ab")];
        assert!(check_inputs(&plan).is_ok());
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_what_it_leads_to() {
        let (folder, mut plan) = plan();
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(folder.path().join("a"), &link).expect("a link");
        plan.destination.paths = vec![link];
        assert!(matches!(check_inputs(&plan), Err(Error::SameInput { .. })));
    }

    #[test]
    fn an_export_is_never_written_to() {
        let (folder, mut plan) = plan();
        let export = folder.path().join("a/mailboxes.csv");
        plan.output.json = Some(folder.path().join("b/../a/mailboxes.csv"));
        let read = [export.as_path()];
        assert!(matches!(check_outputs(&plan, read), Err(Error::OutputIsInput { option: "--json", .. })));
        plan.output.json = Some(folder.path().join("new/folder/out.json"));
        assert!(check_outputs(&plan, read).is_ok());
        assert!(!folder.path().join("new").exists(), "looking creates nothing");
        plan.output.csv = Some(folder.path().join("a"));
        assert!(matches!(check_outputs(&plan, read), Err(Error::OutputIsInput { option: "--csv", .. })));
    }

    #[test]
    fn an_output_needs_a_place() {
        let (folder, mut plan) = plan();
        plan.output.workbook = Some(folder.path().join("a/mailboxes.csv/report.xlsx"));
        assert!(matches!(check_outputs(&plan, []), Err(Error::Write { .. })));
        plan.output.workbook = Some(folder.path().join("a"));
        assert!(matches!(check_outputs(&plan, []), Err(Error::Write { .. })));
        plan.output.workbook = Some(folder.path().join("out"));
        plan.output.json.clone_from(&plan.output.workbook);
        assert!(matches!(check_outputs(&plan, []), Err(Error::SameOutput { .. })));
    }
}
