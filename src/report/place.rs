//! Puts an output in its place in one step: written beside the target, flushed to disk, renamed when
//! complete. What was there before stays until then.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::{NamedTempFile, PersistError};

use super::staging;
use crate::error::Error;

/// How often a busy target is tried again, and the pause before each attempt.
const ATTEMPTS: u32 = 10;
const PAUSE: Duration = Duration::from_millis(100);

/// Names tried beside a target that stays busy: `name (2)` to `name (99)`.
const LAST_NUMBER: u32 = 99;

/// Where an output is going to be, checked before the work starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file itself: a symbolic link given as output is followed, and stays a link.
    target: PathBuf,
}

/// Where an output is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The file that was written.
    pub path: PathBuf,
    /// The file that was asked for, when another program kept it open; it is unchanged.
    pub busy: Option<PathBuf>,
}

impl Place {
    /// Makes the folder of `output` where it is missing, and removes what a killed run left in it. That the output is
    /// no folder and none of the inputs is seen to by `paths`, before anything is read.
    pub fn prepare(output: &Path) -> Result<Self, Error> {
        fs::create_dir_all(folder_of(output)).map_err(|source| failed(output, source))?;
        let target = resolve(output).map_err(|source| failed(output, source))?;
        staging::sweep(folder_of(&target));
        Ok(Self { target })
    }

    /// The file that is going to be written.
    pub fn path(&self) -> &Path {
        &self.target
    }

    /// A place in the same folder, for a file that goes with this one: `<stem>-<suffix>`.
    #[must_use]
    pub fn beside(&self, suffix: &str) -> Self {
        let mut name = self.target.file_stem().unwrap_or_default().to_owned();
        name.push("-");
        name.push(suffix);
        Self { target: self.target.with_file_name(name) }
    }

    /// Runs `write` on a new file beside the target and puts that in the target's place.
    pub fn fill(&self, write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>) -> Result<Placed, Error> {
        let staged = self.stage(write)?;
        settle(staged, &self.target, PAUSE, replace).map_err(|source| failed(&self.target, source))
    }

    fn stage(&self, write: impl FnOnce(&mut BufWriter<&mut File>) -> io::Result<()>) -> Result<NamedTempFile, Error> {
        let folder = folder_of(&self.target);
        let mut staged = staging::new_file(folder).map_err(|source| failed(&self.target, source))?;
        let mut to = BufWriter::with_capacity(1 << 18, staged.as_file_mut());
        write(&mut to)
            .and_then(|()| to.flush())
            .and_then(|()| to.get_ref().sync_all())
            .map_err(|source| failed(&self.target, source))?;
        drop(to);
        Ok(staged)
    }
}

/// The error of an output that cannot be written.
pub(crate) fn failed(path: &Path, source: io::Error) -> Error {
    Error::Write { path: path.to_owned(), source: source.into() }
}

/// The folder that a path is in; `.` for a bare name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The file behind a symbolic link, also where that file does not exist yet.
fn resolve(output: &Path) -> io::Result<PathBuf> {
    // Systems give up on a chain of links after 40.
    let mut path = output.to_owned();
    for _ in 0..40 {
        match fs::read_link(&path) {
            Ok(to) => path = folder_of(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Whether a new name may replace a file that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Existing {
    Replace,
    Keep,
}

fn replace(staged: NamedTempFile, to: &Path, existing: Existing) -> Result<(), PersistError> {
    match existing {
        Existing::Replace => staged.persist(to)?,
        Existing::Keep => staged.persist_noclobber(to)?,
    };
    // A rename is on disk when its folder is. Some file systems cannot flush a folder; the file
    // itself is safe by now, so that is not worth an error.
    if let Ok(folder) = File::open(folder_of(to)) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Renames `staged` to `target`; when the target stays busy, to the next free `name (2)`.
fn settle(
    mut staged: NamedTempFile,
    target: &Path,
    pause: Duration,
    rename: impl Fn(NamedTempFile, &Path, Existing) -> Result<(), PersistError>,
) -> io::Result<Placed> {
    for attempt in 0..=ATTEMPTS {
        if attempt > 0 {
            thread::sleep(pause);
        }
        match rename(staged, target, Existing::Replace) {
            Ok(()) => {
                return Ok(Placed { path: target.to_owned(), busy: None });
            }
            Err(PersistError { error, file }) if is_busy(&error) => staged = file,
            Err(PersistError { error, .. }) => return Err(error),
        }
    }
    for number in 2..=LAST_NUMBER {
        let other = numbered(target, number);
        match rename(staged, &other, Existing::Keep) {
            Ok(()) => {
                return Ok(Placed { path: other, busy: Some(target.to_owned()) });
            }
            Err(PersistError { error, file }) if error.kind() == io::ErrorKind::AlreadyExists => {
                staged = file;
            }
            Err(PersistError { error, .. }) => return Err(error),
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Windows refuses to rename over a file that a spreadsheet program, a virus scanner or a sync client
/// keeps open: access denied (5), sharing violation (32) or lock violation (33).
fn is_busy(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy)
        || (cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)))
}

fn numbered(target: &Path, number: u32) -> PathBuf {
    let mut name = target.file_stem().unwrap_or_default().to_owned();
    name.push(format!(" ({number})"));
    if let Some(extension) = target.extension() {
        name.push(".");
        name.push(extension);
    }
    target.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a temporary folder")
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("the folder can be listed")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn missing_folders_are_made() {
        let folder = folder();
        let output = folder.path().join("reports/2026/a.xlsx");
        let place = Place::prepare(&output).expect("the folder can be made");
        let placed = place.fill(|to| to.write_all(b"new")).expect("it can be written");
        assert_eq!(placed, Placed { path: output.clone(), busy: None });
        assert_eq!(fs::read(&output).expect("it is there"), b"new");
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_file_and_nothing_else() {
        let folder = folder();
        let output = folder.path().join("a.xlsx");
        fs::write(&output, "old").expect("it can be written");
        let place = Place::prepare(&output).expect("a place");
        let error = place
            .fill(|to| {
                to.write_all(b"half")?;
                Err(io::ErrorKind::StorageFull.into())
            })
            .expect_err("the disk is full");
        assert!(matches!(error, Error::Write { .. }));
        assert_eq!(fs::read(&output).expect("it is there"), b"old");
        assert_eq!(names(folder.path()), ["a.xlsx"]);
    }

    #[test]
    fn a_busy_target_is_kept_and_the_report_goes_beside_it() {
        let folder = folder();
        let output = folder.path().join("a.b.xlsx");
        fs::write(&output, "old").expect("it can be written");
        fs::write(folder.path().join("a.b (2).xlsx"), "older").expect("it can be written");
        let place = Place::prepare(&output).expect("a place");
        let staged = place.stage(|to| to.write_all(b"new")).expect("it can be staged");
        let placed = settle(staged, place.path(), Duration::ZERO, |file, to, existing| {
            if existing == Existing::Replace {
                return Err(PersistError { error: io::ErrorKind::PermissionDenied.into(), file });
            }
            replace(file, to, existing)
        })
        .expect("there is another name");
        assert_eq!(placed.path, folder.path().join("a.b (3).xlsx"));
        assert_eq!(placed.busy, Some(output.clone()));
        assert_eq!(fs::read(&output).expect("it is there"), b"old");
        assert_eq!(names(folder.path()), ["a.b (2).xlsx", "a.b (3).xlsx", "a.b.xlsx"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = folder();
        let link = folder.path().join("latest.xlsx");
        std::os::unix::fs::symlink("real.xlsx", &link).expect("links can be made");
        let place = Place::prepare(&link).expect("a place");
        place.fill(|to| to.write_all(b"new")).expect("it can be written");
        assert!(link.is_symlink());
        assert_eq!(fs::read(folder.path().join("real.xlsx")).expect("it is there"), b"new");
    }
}
