//! Writes the action files of an answer into a folder: all are complete before the first is put in its place, and the
//! list of them comes last.

use std::fs;
use std::path::{Path, PathBuf};

use super::{ALL, Action, Gaps, Row, Steps, Tenant, readme};
use crate::Report;
use crate::error::Error;
use crate::facts::Facts;
use crate::report::grid::{Cell, Grid, Head};
use crate::report::place;
use crate::report::set::{self, Content, File};

/// Where the files of earlier runs are kept; behind it stands a number.
const EARLIER: &str = "earlier";

/// How many earlier runs are kept.
const MOST: u32 = 999;

/// The rows of one action, and the tenant that they are for.
#[derive(Debug)]
pub(super) struct Made {
    /// Which action.
    pub action: &'static Action,
    /// Where it is carried out.
    pub tenant: Tenant,
    /// The initial domain of that tenant; empty where it is not known, and for the mover.
    pub domain: String,
    /// Its rows, with what takes them back, and what has none.
    pub steps: Steps,
}

/// What was handed over, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// The folder.
    pub folder: PathBuf,
    /// Kinds of action with rows.
    pub actions: usize,
    /// Rows of all of them, those that take them back not counted.
    pub rows: usize,
    /// Findings that have no row.
    pub left: usize,
}

/// Writes what the plan asks for, and says where it is; `None` where it asks for none.
pub fn write(report: &Report) -> Result<Option<Handed>, Error> {
    let Some(folder) = report.facts.plan.output.actions.as_deref() else { return Ok(None) };
    crate::pool(&report.facts.plan)?.install(|| write_into(folder, report)).map(Some)
}

fn write_into(folder: &Path, report: &Report) -> Result<Handed, Error> {
    let made = all(report);
    let shown: Vec<&Made> = made.iter().filter(|made| !made.steps.forth.is_empty()).collect();
    let tables: Vec<(String, Grid<'_>)> = shown.iter().flat_map(|made| grids(made)).collect();
    let tables = tables.iter().map(|(name, grid)| File { name: name.clone(), content: Content::Grid(grid) });
    let scripts = shown.iter().filter_map(|made| {
        let name = format!("{}.ps1", made.action.name);
        Some(File { name, content: Content::Text(made.action.family.script()?) })
    });
    let readme = File { name: readme::NAME.to_owned(), content: Content::Text(readme::text(report, &made)) };
    let files: Vec<File<'_, '_>> = tables.chain(scripts).chain([readme]).collect();
    let program = format!("tenantcheck {}", env!("CARGO_PKG_VERSION"));
    let staged = set::stage(folder, &program, &files)?;
    make_room(folder, &files)?;
    staged.settle()?;
    let rows = shown.iter().map(|made| made.steps.forth.len()).sum();
    let left = made.iter().map(|made| made.steps.left.len()).sum();
    Ok(Handed { folder: folder.to_owned(), actions: shown.len(), rows, left })
}

/// The rows of every action that the command writes, also of those that have none.
pub(super) fn all(report: &Report) -> Vec<Made> {
    let facts = &report.facts;
    let gaps = Gaps::of(facts, &report.answer.findings);
    let asked = ALL.iter().filter_map(|action| Some((*action, action.tenant(facts.plan.command)?)));
    asked
        .map(|(action, tenant)| {
            let mut steps = Steps::default();
            (action.rows)(&gaps, &mut steps);
            Made { action, tenant, domain: domain(facts, tenant), steps }
        })
        .collect()
}

/// The initial domain by which a script knows that it is in the right tenant.
fn domain(facts: &Facts, tenant: Tenant) -> String {
    let side = match tenant {
        Tenant::Of(side) => side,
        Tenant::Left => facts.plan.cutover_of.side,
        Tenant::Mover => return String::new(),
    };
    facts.domains.of(side).initial.clone().unwrap_or_default()
}

/// The rows of an action as files: what is done, and what takes it back.
pub(super) fn grids(made: &Made) -> Vec<(String, Grid<'_>)> {
    let (name, Steps { forth, back, .. }) = (made.action.name, &made.steps);
    let forth = (format!("{name}.csv"), forth.iter().collect::<Vec<_>>());
    let back = (format!("undo-{name}.csv"), back.iter().rev().collect());
    [forth, back]
        .into_iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(name, rows)| (name, grid(made, rows)))
        .collect()
}

fn grid<'a>(made: &'a Made, rows: Vec<&'a Row>) -> Grid<'a> {
    let Made { action, domain, .. } = made;
    let heads = action.family.columns().into_iter().map(Head::text).collect();
    Grid::new(action.name, heads, rows.len(), move |at, cells| {
        cells.extend(action.family.cells(domain, rows[at]).into_iter().map(Cell::text));
    })
}

/// Makes room for a new set. Where a script has noted something in the folder, the whole former set is kept beside:
/// its undo files know what was there before, which new exports do not. Else only files go that the new set has not.
fn make_room(folder: &Path, files: &[File<'_, '_>]) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| place::failed(&path, source)
    };
    let logs = [false, true].map(|is_undo| ALL.iter().map(move |action| log(action, is_undo)));
    let has_run = logs.into_iter().flatten().any(|name| folder.join(name).exists());
    if !has_run {
        let is_stale = |name: &String| !files.iter().any(|file| file.name == *name);
        for path in names().filter(is_stale).map(|name| folder.join(name)).filter(|path| path.is_file()) {
            fs::remove_file(&path).map_err(failed(&path))?;
        }
        return Ok(());
    }
    let free = (1..=MOST).map(|number| folder.join(format!("{EARLIER} {number}"))).find(|path| !path.exists());
    let kept = free.unwrap_or_else(|| folder.join(EARLIER));
    fs::create_dir_all(&kept).map_err(failed(&kept))?;
    for name in names() {
        let (from, to) = (folder.join(&name), kept.join(&name));
        if from.exists() {
            fs::rename(&from, &to).map_err(failed(&from))?;
        }
    }
    Ok(())
}

/// Every file that an earlier run, or a script of it, may have written; the list of the set first, so that what is
/// left without it is seen to be no whole set.
fn names() -> impl Iterator<Item = String> {
    let of = |action: &&Action| {
        let name = action.name;
        let files = [format!("{name}.csv"), format!("undo-{name}.csv"), format!("{name}.ps1")];
        files.into_iter().chain([log(action, false), log(action, true)])
    };
    [set::MANIFEST, readme::NAME].map(str::to_owned).into_iter().chain(ALL.iter().flat_map(of))
}

/// What the script notes when it carries out an action, or takes it back.
fn log(action: &Action, is_undo: bool) -> String {
    format!("{}{}-log.csv", if is_undo { "undo-" } else { "" }, action.name)
}
