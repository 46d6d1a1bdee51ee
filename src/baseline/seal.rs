//! Whether the files of a kept baseline are still those that were kept.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::manifest::{Manifest, NAME};
use crate::error::Error;
use crate::facts::Trust;
use crate::input;
use crate::plan::Plan;
use crate::schema::{Moment, Side, Snapshot};
use crate::values::text::hexadecimal;

/// How many folders above a path are looked into for a manifest.
const LEVELS: usize = 2;

/// Bytes that are read at a time.
const BLOCK: usize = 1 << 18;

/// Refuses a baseline whose files changed since they were kept; says how far the others can be trusted.
pub fn check(plan: &Plan) -> Result<Trust, Error> {
    let mut trust = Trust::default();
    let mut seen: BTreeMap<PathBuf, Manifest> = BTreeMap::new();
    for side in [Side::Source, Side::Destination] {
        for path in plan.paths(Snapshot { side, moment: Moment::Before }) {
            match manifest_of(path)? {
                Some((folder, manifest)) => {
                    refuse_other_side(path, side, &folder, &manifest)?;
                    seen.insert(folder, manifest);
                }
                None => trust.unprotected.push(path.clone()),
            }
        }
    }
    for (folder, manifest) in &seen {
        unchanged(folder, manifest)?;
        trust.gaps.extend(manifest.verdict.gaps.iter().cloned());
    }
    Ok(trust)
}

/// The manifest that a path belongs to, and its folder.
fn manifest_of(path: &Path) -> Result<Option<(PathBuf, Manifest)>, Error> {
    let missing = |source| Error::MissingInput { path: path.to_owned(), source };
    let real = path.canonicalize().map_err(missing)?;
    let above = usize::from(!real.is_dir());
    for folder in real.ancestors().skip(above).take(LEVELS + 1) {
        if let Some(manifest) = Manifest::read(folder)? {
            return Ok(Some((folder.to_owned(), manifest)));
        }
    }
    Ok(None)
}

/// A baseline has both tenants, each in a folder of its own: neither is given for the other, or both for one.
fn refuse_other_side(path: &Path, side: Side, folder: &Path, manifest: &Manifest) -> Result<(), Error> {
    let real = path.canonicalize().map_err(|source| Error::MissingInput { path: path.to_owned(), source })?;
    let below = manifest.files.iter().filter(|file| folder.join(&file.path).starts_with(&real));
    let is_other = below.clone().any(|file| file.side != side);
    if !is_other {
        return Ok(());
    }
    let own = folder.join(side.as_str());
    let beside = || path.parent().filter(|_| real.parent() == Some(folder)).map(|parent| parent.join(side.as_str()));
    let instead = match own.strip_prefix(&real) {
        Ok(below) => path.join(below),
        Err(_) => beside().unwrap_or_else(|| own.clone()),
    };
    Err(Error::BaselineOfOtherSide {
        path: path.to_owned(),
        side: side.as_str(),
        holds: side.other().as_str(),
        instead: own.is_dir().then_some(instead),
    })
}

/// Compares every file with what the manifest says of it.
pub fn unchanged(folder: &Path, manifest: &Manifest) -> Result<(), Error> {
    let mut changes: Vec<String> = manifest
        .files
        .par_iter()
        .filter_map(|file| {
            let path = folder.join(&file.path);
            match checksum(&path) {
                Ok((bytes, sha256)) if bytes == file.bytes && sha256 == file.sha256 => None,
                Ok(_) => Some(format!("`{}` is changed", file.path)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Some(format!("`{}` is missing", file.path)),
                Err(error) => Some(format!("`{}` cannot be read: {error}", file.path)),
            }
        })
        .collect();
    for side in [Side::Source, Side::Destination] {
        let own = folder.join(side.as_str());
        if !own.is_dir() {
            continue;
        }
        let known = |path: &str| manifest.files.iter().any(|file| file.path == path);
        let found = input::find(std::slice::from_ref(&own))?;
        let paths = found.into_iter().map(|found| format!("{side}/{}", found.shown));
        changes.extend(paths.filter(|path| !known(path)).map(|path| format!("`{path}` is added")));
    }
    if changes.is_empty() {
        return Ok(());
    }
    Err(Error::BaselineChanged { manifest: folder.join(NAME), changes })
}

/// Size and SHA-256 of a file.
fn checksum(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    copy(&mut file, &mut io::sink())
}

/// Copies a stream; gives its size and its SHA-256.
pub(super) fn copy(from: &mut impl Read, to: &mut impl io::Write) -> io::Result<(u64, String)> {
    let (mut hash, mut bytes) = (Sha256::new(), 0);
    let mut block = vec![0; BLOCK];
    loop {
        let read = match from.read(&mut block) {
            Ok(0) => return Ok((bytes, hexadecimal(&hash.finalize()))),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(&block[..read]);
        to.write_all(&block[..read])?;
        bytes += read as u64;
    }
}
