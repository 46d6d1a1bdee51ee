//! Copies exports into a dated folder, and the manifest last. The folder gets its name when it is complete.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::manifest::{KeptFile, KeptTable, Manifest, NAME, Tenants};
use super::{day, judge, seal};
use crate::Report;
use crate::error::Error;
use crate::reading::InputFile;
use crate::report::staging;
use crate::schema::Side;

/// A baseline that is kept.
#[derive(Debug)]
pub struct Kept {
    /// The dated folder.
    pub folder: PathBuf,
    /// What is in it.
    pub manifest: Manifest,
    /// Whether it was made now; else it was there with the same content.
    pub is_new: bool,
}

/// A file to be kept.
struct Copy<'a> {
    from: &'a Path,
    file: KeptFile,
}

/// Keeps the exports of a report in a dated folder of `out`, as they are. Those with gaps are refused unless
/// `even_incomplete`.
pub fn keep(report: &Report, out: &Path, even_incomplete: bool) -> Result<Kept, Error> {
    let facts = &report.facts;
    refuse_among_inputs(report, out)?;
    let verdict = judge(report);
    if !verdict.complete && !even_incomplete {
        return Err(Error::Incomplete { gaps: verdict.gaps });
    }
    let date = day(report)?.to_string();
    let copies = copies(&facts.files);
    let files = copies.iter().map(|copy| copy.file.clone()).collect();
    let initial = |side| facts.domains.of(side).initial.clone();
    let tenants = Tenants { source: initial(Side::Source), destination: initial(Side::Destination) };
    let folder = out.join(&date);
    let manifest = Manifest::new(facts.plan.name.clone(), date, tenants, verdict, files);
    if let Some(there) = Manifest::read(&folder)? {
        seal::unchanged(&folder.canonicalize().unwrap_or_else(|_| folder.clone()), &there)?;
        if there.has_same_files(&manifest) {
            return Ok(Kept { folder, manifest: there, is_new: false });
        }
        return Err(Error::BaselineExists { folder });
    }
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        return Err(Error::BaselineExists { folder });
    }
    write(out, &folder, &copies, &manifest)?;
    Ok(Kept { folder, manifest, is_new: true })
}

/// A baseline among the exports would be read as exports of now.
fn refuse_among_inputs(report: &Report, out: &Path) -> Result<(), Error> {
    let there = out.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let Ok(out_folder) = there.canonicalize() else { return Ok(()) };
    let plan = &report.facts.plan;
    let given = plan.command.reads().iter().flat_map(|snapshot| plan.paths(*snapshot));
    let is_inside = given.filter(|path| path.is_dir()).any(|path| {
        let real = path.canonicalize();
        real.is_ok_and(|real| out_folder.starts_with(real))
    });
    if is_inside { Err(Error::OutputIsInput { path: out.to_owned(), option: "--out" }) } else { Ok(()) }
}

/// Every file of both tenants once, with its place; of two that have one name the second goes into a folder of its own.
fn copies(files: &[InputFile]) -> Vec<Copy<'_>> {
    let mut copies: Vec<Copy<'_>> = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for file in files {
        let Some(side) = file.side else { continue };
        let tables = file.kind.map(|kind| KeptTable {
            sheet: file.sheet.clone(),
            kind: kind.name.to_owned(),
            rows: file.data_rows(),
        });
        if let Some(known) = copies.iter_mut().find(|copy| copy.from == file.path && copy.file.side == side) {
            known.file.tables.extend(tables);
            continue;
        }
        let names = std::iter::once(format!("{side}/{}", file.file));
        let names = names.chain((2..).map(|number| format!("{side}/{number}/{}", file.file)));
        // Some systems take names that differ in case for one.
        let Some(path) = names.into_iter().find(|name| taken.insert(name.to_lowercase())) else { continue };
        let (bytes, sha256) = (file.bytes, file.sha256.clone());
        copies.push(Copy {
            from: &file.path,
            file: KeptFile { side, path, bytes, sha256, tables: tables.into_iter().collect() },
        });
    }
    copies.sort_by(|a, b| (a.file.side, &a.file.path).cmp(&(b.file.side, &b.file.path)));
    copies
}

/// Writes the folder beside its place, and puts it there when all is in it.
fn write(out: &Path, folder: &Path, copies: &[Copy<'_>], manifest: &Manifest) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source: std::io::Error| Error::Write { path, source: source.into() }
    };
    fs::create_dir_all(out).map_err(failed(out))?;
    staging::sweep(out);
    let staging = staging::Folder::new_in(out).map_err(failed(folder))?;
    let staged = staging.path();
    for Copy { from, file } in copies {
        let to = staged.join(&file.path);
        fs::create_dir_all(to.parent().unwrap_or(staged)).map_err(failed(folder))?;
        let mut source = File::open(from).map_err(|source| Error::Read { path: (*from).to_owned(), source })?;
        let mut target = File::create_new(&to).map_err(failed(folder))?;
        let (bytes, sha256) = seal::copy(&mut source, &mut target).map_err(failed(folder))?;
        if (bytes, &sha256) != (file.bytes, &file.sha256) {
            return Err(Error::ChangedMeanwhile { path: (*from).to_owned() });
        }
        target.sync_all().map_err(failed(folder))?;
    }
    let mut document = File::create_new(staged.join(NAME)).map_err(failed(folder))?;
    document.write_all(&manifest.to_bytes()).and_then(|()| document.sync_all()).map_err(failed(folder))?;
    drop(document);
    if folder.is_dir() {
        // Empty, as was looked at before; not every system lets a folder take its place.
        fs::remove_dir(folder).map_err(failed(folder))?;
    }
    fs::rename(staged, folder).map_err(failed(folder))
}
