//! What is not complete yet: it has a name that says whose it is, is locked while it is written, and what a run that was
//! killed left behind is removed by the next one that writes into the folder.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempDir};

/// How names of incomplete files and folders begin.
const PREFIX: &str = ".tenantcheck-";

const SUFFIX: &str = ".tmp";

/// File in an incomplete folder that is locked as long as somebody fills it.
const LOCK: &str = "lock";

/// Folder in an incomplete folder that holds what is going to be moved out.
const CONTENT: &str = "content";

/// A folder that is not complete yet; it goes when this is dropped.
#[derive(Debug)]
pub struct Folder {
    /// Closed before its folder is removed.
    _lock: File,
    place: TempDir,
}

impl Folder {
    /// A new one in `folder`, on the same file system.
    pub fn new_in(folder: &Path) -> io::Result<Self> {
        let place = Builder::new().prefix(PREFIX).suffix(SUFFIX).tempdir_in(folder)?;
        let lock = File::create_new(place.path().join(LOCK))?;
        claim(&lock);
        fs::create_dir(place.path().join(CONTENT))?;
        Ok(Self { _lock: lock, place })
    }

    /// Where the content goes.
    pub fn content(&self) -> PathBuf {
        self.place.path().join(CONTENT)
    }
}

/// A new file in `folder` with the rights of an ordinary one; tempfile's default is for the owner only.
pub(super) fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    claim(file.as_file());
    Ok(file)
}

/// Locks what is being written. Where a file system knows no locks nobody gets one, and nothing is ever swept.
fn claim(file: &File) {
    let _ = file.try_lock();
}

/// Removes what runs that were killed left in `folder`. What cannot be removed stays; it is in nobody's way.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        // A link of such a name is not followed.
        match entry.file_type() {
            Ok(kind) if ours && kind.is_file() && is_abandoned(&path) => drop(fs::remove_file(&path)),
            Ok(kind) if ours && kind.is_dir() && is_abandoned(&path.join(LOCK)) => drop(fs::remove_dir_all(&path)),
            _ => {}
        }
    }
}

/// Whether the process that locked this file is gone.
fn is_abandoned(lock: &Path) -> bool {
    OpenOptions::new().write(true).open(lock).is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_is_being_written_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at(".tenantcheck-dead.tmp"), "half").expect("a file");
        fs::create_dir(at(".tenantcheck-gone.tmp")).expect("a folder");
        fs::write(at(".tenantcheck-gone.tmp").join(LOCK), "").expect("a file");
        fs::create_dir(at(".tenantcheck-new.tmp")).expect("a folder that is not locked yet");
        fs::write(at(".tenantcheck-notes.txt"), "of a person").expect("a file");
        fs::write(at("other.tmp"), "of another program").expect("a file");
        let file = new_file(folder.path()).expect("a file");
        let staging = Folder::new_in(folder.path()).expect("a folder");
        sweep(folder.path());
        assert!(!at(".tenantcheck-dead.tmp").exists() && !at(".tenantcheck-gone.tmp").exists());
        assert!(at(".tenantcheck-new.tmp").exists() && at(".tenantcheck-notes.txt").exists());
        assert!(at("other.tmp").exists() && file.path().exists() && staging.content().exists());
        drop((file, staging));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3, "both went when they were dropped");
    }
}
