//! What is not complete yet: it has a name that says whose it is, is locked while it is written, and what a run that was
//! killed left behind is removed by the next one that writes into the folder.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// How names of incomplete files and folders begin.
const PREFIX: &str = ".tenantcheck-";

/// Extension of an incomplete file, and of the file that is locked as long as somebody fills a folder.
const FILE: &str = "tmp";

/// Extension of an incomplete folder.
const FOLDER: &str = "content";

/// A folder that is not complete yet. It goes when this is dropped, unless it was renamed before.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Made before the folder and removed after it, so that no folder is ever without.
    _lock: NamedTempFile,
}

impl Folder {
    /// A new one in `folder`, on the same file system.
    pub fn new_in(folder: &Path) -> io::Result<Self> {
        let lock = new_file(folder)?;
        let path = lock.path().with_extension(FOLDER);
        fs::create_dir(&path)?;
        Ok(Self { path, _lock: lock })
    }

    /// Where the content goes.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed now is swept by the next run.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// A new file in `folder` with the rights of an ordinary one; tempfile's default is for the owner only.
pub(super) fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(".tmp");
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
        let path = entry.path();
        if !entry.file_name().to_string_lossy().starts_with(PREFIX) {
            continue;
        }
        let extension = path.extension().and_then(|extension| extension.to_str());
        // A link of such a name is neither a file nor a folder here.
        match entry.file_type() {
            Ok(kind) if kind.is_file() && extension == Some(FILE) && is_abandoned(&path) => {
                let _ = fs::remove_file(&path);
            }
            Ok(kind) if kind.is_dir() && extension == Some(FOLDER) && is_abandoned(&path.with_extension(FILE)) => {
                let _ = fs::remove_dir_all(&path);
            }
            _ => {}
        }
    }
}

/// Whether the process that locked this file is gone, or has removed it.
fn is_abandoned(lock: &Path) -> bool {
    match OpenOptions::new().write(true).open(lock) {
        Ok(file) => file.try_lock().is_ok(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_is_being_written_is_not() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at(".tenantcheck-dead.tmp"), "half").expect("a file");
        for name in ["gone", "half"] {
            fs::create_dir(at(&format!(".tenantcheck-{name}.content"))).expect("a folder");
        }
        fs::write(at(".tenantcheck-gone.tmp"), "").expect("its lock");
        fs::write(at(".tenantcheck-half.content/a.csv"), "half").expect("a file");
        fs::write(at(".tenantcheck-notes.txt"), "of a person").expect("a file");
        fs::write(at("other.tmp"), "of another program").expect("a file");
        let file = new_file(folder.path()).expect("a file");
        let staging = Folder::new_in(folder.path()).expect("a folder");
        sweep(folder.path());
        for name in ["dead.tmp", "gone.tmp", "gone.content", "half.content"] {
            assert!(!at(&format!(".tenantcheck-{name}")).exists(), "{name}");
        }
        assert!(at(".tenantcheck-notes.txt").exists() && at("other.tmp").exists());
        assert!(file.path().exists() && staging.path().exists());
        drop((file, staging));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "both went when they were dropped");
    }
}
