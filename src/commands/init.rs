//! `tenantcheck init DIR`: a project folder to put exports into.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use tenantcheck::error::Error;

use crate::cli::Volume;
use crate::terminal;

/// The project file: every key, each with what it is for.
const PROJECT: &str = include_str!("init/migration.toml");

pub fn run(folder: &Path, volume: Volume) -> Result<(), Error> {
    let project = folder.join("migration.toml");
    if project.symlink_metadata().is_ok() {
        return Err(Error::Exists { path: project });
    }
    for side in ["source", "destination"] {
        let path = folder.join(side);
        fs::create_dir_all(&path).map_err(|source| Error::Write { path, source: source.into() })?;
    }
    create(&project)?;
    if !volume.quiet {
        terminal::say(next_steps(&project));
    }
    Ok(())
}

/// Writes the project file, never over another one.
fn create(project: &Path) -> Result<(), Error> {
    let written = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(project)
        .and_then(|mut file| file.write_all(PROJECT.as_bytes()));
    written.map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => Error::Exists { path: project.to_owned() },
        _ => Error::Write { path: project.to_owned(), source: source.into() },
    })
}

fn next_steps(project: &Path) -> String {
    let project = project.display();
    format!(
        "made `{project}`, `source/` and `destination/` beside it\n  \
         1. `tenantcheck collect > collect.ps1`, run it in each tenant, put the files into the two folders\n  \
         2. fill in `{project}`\n  \
         3. `tenantcheck assess --project {project}`"
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tenantcheck::project::Project;

    use super::PROJECT;

    fn read(text: &str) -> Project {
        let file = tempfile::NamedTempFile::new().expect("a temporary file");
        fs::write(file.path(), text).expect("it can be written");
        Project::read(file.path(), &["ADR001"]).expect("all keys are known")
    }

    #[test]
    fn the_file_is_understood_as_it_is() {
        let project = read(PROJECT);
        assert_eq!((project.source.paths.len(), project.destination.paths.len()), (1, 1));
    }

    #[test]
    fn every_example_in_it_is_understood_too() {
        let example = |line: &str| {
            let key = line.strip_prefix("# ").and_then(|line| line.split_once(" = "));
            key.is_some_and(|(key, _)| !key.trim_matches('"').contains(' ')).then(|| line[2..].to_owned())
        };
        let all: Vec<_> = PROJECT.lines().map(|line| example(line).unwrap_or_else(|| line.to_owned())).collect();
        let project = read(&all.join("\n"));
        assert!(project.cutover.is_some() && project.moving_domains.is_some() && project.map.is_some());
        assert!(!project.domain_map.is_empty() && !project.overrides.is_empty() && !project.licences.owned.is_empty());
    }
}
