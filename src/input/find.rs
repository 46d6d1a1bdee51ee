//! Which files a path given for input stands for.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::Error;

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Where the file is.
    pub path: PathBuf,
    /// Its path relative to the folder that was given, with `/`; its name when it was given itself.
    pub shown: String,
}

/// Ends of file names that stand beside exports and are none: skipped in folders, without a word.
const NO_EXPORTS: [&str; 17] = [
    "bak", "bat", "cmd", "err", "ini", "lnk", "log", "md", "part", "ps1", "psd1", "psm1", "py", "sh", "sha256", "tmp",
    "toml",
];

/// Lists the files under `paths`, each once, in the order of the paths and sorted within a folder.
/// Folders are searched recursively, without hidden files and lock files of Office (`~$name.xlsx`).
pub fn find(paths: &[PathBuf]) -> Result<Vec<Found>, Error> {
    let mut files: Vec<Found> = Vec::new();
    for path in paths {
        let missing = |source| Error::MissingInput { path: path.clone(), source };
        if !path.metadata().map_err(missing)?.is_dir() {
            let shown = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            add(&mut files, Found { path: path.clone(), shown });
            continue;
        }
        let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
        let visible = walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
        for entry in visible {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    // What cannot be listed is said when it cannot be opened; a link in a circle is
                    // a folder that is searched anyway.
                    if let Some(at) = error.path().filter(|_| error.loop_ancestor().is_none()) {
                        let shown = shown(at.strip_prefix(path).unwrap_or(at));
                        add(&mut files, Found { path: at.to_owned(), shown });
                    }
                    continue;
                }
            };
            if entry.file_type().is_file() && may_be_export(entry.path()) {
                let shown = shown(entry.path().strip_prefix(path).unwrap_or(entry.path()));
                add(&mut files, Found { path: entry.into_path(), shown });
            }
        }
    }
    Ok(files)
}

fn add(files: &mut Vec<Found>, found: Found) {
    if files.iter().all(|other| other.path != found.path) {
        files.push(found);
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

fn may_be_export(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    extension.is_none_or(|extension| !NO_EXPORTS.contains(&extension.as_str()))
}

fn shown(relative: &Path) -> String {
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn folders_are_searched_and_what_is_no_export_is_left_out() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        fs::create_dir_all(root.join("sub/.git")).expect("a folder");
        for name in
            ["b.CSV", "a.xlsx", "~$a.xlsx", ".hidden.csv", "migration.toml", "x.PS1", "sub/c.txt", "sub/.git/d.csv"]
        {
            fs::write(root.join(name), "").expect("a file");
        }
        let found = find(&[root.to_owned(), root.join("a.xlsx"), root.join("x.PS1")]).expect("files");
        let shown: Vec<_> = found.iter().map(|file| file.shown.as_str()).collect();
        assert_eq!(shown, ["a.xlsx", "b.CSV", "sub/c.txt", "x.PS1"]);
    }

    #[test]
    fn a_missing_path_stops() {
        assert!(matches!(find(&["no/such/path".into()]), Err(Error::MissingInput { .. })));
    }
}
