//! All files of a run become tables: found, opened, recognised and normalised, several at a time.
//! Keeps the account of every row; asks nothing about what the tables say.

mod prices;
mod scope;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::error::Error;
use crate::input::{self, Batch, Found, Opened, Sheet};
use crate::intern::Interner;
use crate::kinds::recognise::{Mapping, Recognised, recognise};
use crate::kinds::{self, identity_map};
use crate::normalize::{FileId, Normalised, Table, normalise};
use crate::note::{Matter, Note};
use crate::plan::Plan;
use crate::previous::Previous;
use crate::progress::Progress;
use crate::schema::{Column, Kind, Moment, Side, Snapshot};
use crate::values::text;

pub use prices::PriceList;
pub use scope::{Holds, SHEETS as SCOPE_SHEETS, ScopeFile, ScopeRow};

/// How many rows are looked at to recognise a kind.
const SAMPLE_ROWS: usize = 200;

/// What stands for the encoding of a file that holds no table.
const NO_TABLE: &str = "unknown";

/// Rule that skips lines without any value.
const BLANK_LINE: &str = "blank line";

/// Rule that skips a header in the middle of a file.
const REPEATED_HEADER: &str = "repeated header";

/// Sheets that all workbooks of the program have.
const OWN_SHEETS: [&str; 4] = ["Summary", "Findings", "Coverage", "Inputs"];

/// One sheet of one file, as one kind: what it is, how it was read and what became of its rows.
#[derive(Debug)]
pub struct InputFile {
    /// The side it was given for; `None` for the identity map.
    pub side: Option<Side>,
    /// Whether it is as the tenant was before the move, or as it is now.
    pub moment: Moment,
    /// Where it is.
    pub path: PathBuf,
    /// Its name relative to where it was given, without sheet.
    pub file: String,
    /// The worksheet, in a workbook.
    pub sheet: Option<String>,
    /// What it was recognised as.
    pub kind: Option<&'static Kind>,
    /// Where it was not recognised: the nearest kind and the columns that it lacks; `None` where no kind
    /// knows its headers.
    pub nearest: Option<(&'static Kind, Vec<&'static str>)>,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// How its text is encoded; `xlsx` for a workbook.
    pub encoding: String,
    /// What separates its columns.
    pub delimiter: Option<char>,
    /// Header to canonical column name, for the columns in use.
    pub columns: BTreeMap<String, &'static str>,
    /// Headers of columns that nobody reads.
    pub ignored: Vec<String>,
    /// Columns in use that are blank on every row: not collected.
    pub blank_columns: Vec<&'static Column>,
    /// Rows below the header.
    pub rows: u64,
    /// Rows that became rows of a table.
    pub used: u64,
    /// Rows left out, by the rule that names them.
    pub skipped: BTreeMap<&'static str, u64>,
    /// Rows that cannot be used, each with its reason.
    pub rejected: Vec<Note>,
    /// What else there is to know.
    pub notes: Vec<Note>,
}

impl InputFile {
    /// The set of exports that it belongs to.
    pub fn snapshot(&self) -> Option<Snapshot> {
        self.side.map(|side| Snapshot { side, moment: self.moment })
    }

    /// What findings call it: the file, with `#Sheet` after it in a workbook.
    pub fn subject(&self) -> String {
        match &self.sheet {
            Some(sheet) => format!("{}#{sheet}", self.file),
            None => self.file.clone(),
        }
    }

    /// Whether there was a table to read: the file was neither refused nor empty.
    pub fn has_table(&self) -> bool {
        self.encoding != NO_TABLE
    }

    /// Counts rows that were used so far as skipped by a rule; there are never more of them than were used.
    pub fn skip(&mut self, rule: &'static str, count: u64) {
        let count = count.min(self.used);
        if count > 0 {
            self.used -= count;
            *self.skipped.entry(rule).or_default() += count;
        }
    }

    /// Data rows: rows that hold something and do not repeat the header.
    pub fn data_rows(&self) -> u64 {
        let skipped = |rule| self.skipped.get(rule).copied().unwrap_or_default();
        self.rows.saturating_sub(skipped(BLANK_LINE) + skipped(REPEATED_HEADER))
    }
}

/// The tables of a run.
#[derive(Debug, Default)]
pub struct Reading {
    /// The tables of each set of exports.
    pub tables: BTreeMap<Snapshot, Vec<Table>>,
    /// Identity maps.
    pub maps: Vec<Table>,
    /// An earlier workbook of ours.
    pub previous: Option<Previous>,
    /// Prices, where a file with them was given.
    pub prices: Option<PriceList>,
    /// Which objects a verification is about, where a file says so.
    pub scope: Option<ScopeFile>,
    /// Every sheet that was looked at; a table's [`FileId`] is its place here.
    pub files: Vec<InputFile>,
}

impl Reading {
    /// Takes the tables of a set of exports out.
    pub fn take(&mut self, snapshot: Snapshot) -> Vec<Table> {
        self.tables.remove(&snapshot).unwrap_or_default()
    }
}

/// Whose export a file is; `None` for files that belong to no tenant.
type Whose = Option<Snapshot>;

/// Reads all exports that the command looks at, and the identity map.
pub fn read(plan: &Plan, interner: &Interner, progress: &dyn Progress) -> Result<Reading, Error> {
    let mut wanted: Vec<(Whose, Found)> = Vec::new();
    for &snapshot in plan.command.reads() {
        wanted.extend(input::find(plan.paths(snapshot))?.into_iter().map(|found| (Some(snapshot), found)));
    }
    if let Some(map) = &plan.map {
        wanted.retain(|(_, found)| !is_same(&found.path, map));
        wanted.extend(input::find(std::slice::from_ref(map))?.into_iter().map(|found| (None, found)));
    }
    if let Some(previous) = &plan.previous {
        wanted.retain(|(_, found)| !is_same(&found.path, previous));
    }
    if let Some(prices) = &plan.licences.prices {
        wanted.retain(|(_, found)| !is_same(&found.path, prices));
    }
    if let Some(scope) = &plan.scope.file {
        // A map may be the scope too.
        wanted.retain(|(whose, found)| whose.is_none() || !is_same(&found.path, scope));
    }
    let read = read_files(&wanted, &plan.reading, interner, progress);
    let mut reading = Reading::default();
    for (mut file, normalised) in read {
        let id = FileId(reading.files.len() as u32);
        if let Some(normalised) = normalised {
            let table = take_account(&mut file, normalised, id);
            match file.snapshot() {
                _ if table.is(&identity_map::KIND) => reading.maps.push(table),
                Some(snapshot) => reading.tables.entry(snapshot).or_default().push(table),
                None => {}
            }
        }
        reading.files.push(file);
    }
    if let Some(path) = &plan.licences.prices {
        let (list, files) = prices::read(path, &plan.reading)?;
        reading.prices = Some(list);
        reading.files.extend(files);
    }
    if let Some(path) = &plan.scope.file {
        let (scope, files) = scope::read(path, &plan.reading, reading.files.len())?;
        reading.scope = Some(scope);
        reading.files.extend(files);
    }
    for snapshot in plan.command.required(&plan.cutover_of) {
        require_something(snapshot, plan, &reading)?;
    }
    Ok(reading)
}

/// Looks at files without a plan: what each one is and how it was read.
pub fn inspect(paths: &[PathBuf], options: &input::Options, progress: &dyn Progress) -> Result<Vec<InputFile>, Error> {
    let found: Vec<(Whose, Found)> = input::find(paths)?.into_iter().map(|found| (None, found)).collect();
    let read = read_files(&found, options, &Interner::default(), progress);
    let account = |(mut file, normalised): (InputFile, Option<Normalised>)| {
        if let Some(normalised) = normalised {
            take_account(&mut file, normalised, FileId(0));
        }
        file
    };
    Ok(read.into_iter().map(account).collect())
}

/// Reads files several at a time; the answers stand in the order of the files.
fn read_files(
    files: &[(Whose, Found)],
    options: &input::Options,
    interner: &Interner,
    progress: &dyn Progress,
) -> Vec<(InputFile, Option<Normalised>)> {
    progress.stage("reading", files.len());
    files
        .par_iter()
        .flat_map(|(whose, found)| {
            progress.step(&found.shown);
            read_file(*whose, found, options, interner)
        })
        .collect()
}

fn is_same(a: &Path, b: &Path) -> bool {
    same_file::is_same_file(a, b).unwrap_or(false)
}

fn require_something(snapshot: Snapshot, plan: &Plan, reading: &Reading) -> Result<(), Error> {
    if reading.tables.contains_key(&snapshot) || plan.paths(snapshot).is_empty() {
        return Ok(());
    }
    let looked_at = reading.files.iter().filter(|file| file.snapshot() == Some(snapshot)).map(|file| {
        let why = file
            .notes
            .iter()
            .find(|note| matches!(note.matter, Matter::Refused | Matter::Empty))
            .map(|note| note.text.clone());
        let nearest = || {
            file.nearest.as_ref().map_or("no known columns".to_owned(), |(kind, lacks)| {
                let lacks: Vec<String> = lacks.iter().map(|header| format!("`{header}`")).collect();
                format!("nearest kind is {}, which needs {}", kind.name, lacks.join(", "))
            })
        };
        format!("  {}: {}", file.subject(), why.unwrap_or_else(nearest))
    });
    Err(Error::NothingRecognised { whose: snapshot.as_str(), looked_at: looked_at.collect() })
}

fn read_file(
    whose: Whose,
    found: &Found,
    options: &input::Options,
    interner: &Interner,
) -> Vec<(InputFile, Option<Normalised>)> {
    let mut opened = input::open(found, options);
    let sheets = std::mem::take(&mut opened.sheets);
    if is_report(&sheets) {
        let text =
            "is a workbook that this program wrote, not an export; give it with `--previous`, or keep it elsewhere";
        opened.notes.push(Note::file(Matter::Refused, text));
        return vec![(input_file(whose, &opened, None), None)];
    }
    if sheets.is_empty() {
        return vec![(input_file(whose, &opened, None), None)];
    }
    sheets.par_iter().flat_map(|sheet| read_sheet(whose, &opened, sheet, interner)).collect()
}

/// Whether these are the sheets of one of our own workbooks: some of them look like exports.
fn is_report(sheets: &[Sheet]) -> bool {
    OWN_SHEETS.iter().all(|own| sheets.iter().any(|sheet| sheet.name.as_deref() == Some(own)))
}

fn read_sheet(
    whose: Whose,
    opened: &Opened,
    sheet: &Sheet,
    interner: &Interner,
) -> Vec<(InputFile, Option<Normalised>)> {
    let sample = sheet.sample(SAMPLE_ROWS);
    match recognise(&sheet.header, &filled_values(&sample, sheet.header.len())) {
        Recognised::Unknown { nearest, lacks } => {
            let mut file = input_file(whose, opened, Some(sheet));
            let known = sheet.header.iter().filter(|header| kinds::is_known_header(&text::fold_header(header))).count();
            // A single word on the cover sheet of a workbook is no likeness.
            let likeness = if sheet.name.is_some() { 2 } else { 1 };
            file.nearest = (known >= likeness).then_some((nearest, lacks));
            file.rows = sheet.read(&[], &|_, _| {}).read;
            *file.skipped.entry("file not recognised").or_default() += file.rows;
            vec![(file, None)]
        }
        Recognised::Known(mappings) => mappings
            .iter()
            .enumerate()
            .map(|(number, mapping)| {
                let mut file = input_file(whose, opened, Some(sheet));
                if number > 0 {
                    // The notes of the sheet are told once, with the first kind that it serves.
                    file.notes.clear();
                }
                describe(&mut file, sheet, mapping);
                // The number of the file is known when all are read.
                (file, Some(normalise(sheet, mapping, FileId(0), interner)))
            })
            .collect(),
    }
}

/// Per column, the values of a sample that are not blank.
pub fn filled_values(sample: &Batch, width: usize) -> Vec<Vec<&str>> {
    let column = |at: usize| {
        let cells = (0..sample.len()).map(|row| text::trim(sample.cell(row, at)));
        cells.filter(|cell| !cell.is_empty()).collect()
    };
    (0..width).map(column).collect()
}

fn input_file(whose: Whose, opened: &Opened, sheet: Option<&Sheet>) -> InputFile {
    let mut notes = opened.notes.clone();
    notes.extend(sheet.into_iter().flat_map(|sheet| sheet.notes.iter().cloned()));
    InputFile {
        side: whose.map(|snapshot| snapshot.side),
        moment: whose.map_or(Moment::Now, |snapshot| snapshot.moment),
        path: opened.path.clone(),
        file: opened.shown.clone(),
        sheet: sheet.and_then(|sheet| sheet.name.clone()),
        kind: None,
        nearest: None,
        bytes: opened.bytes,
        sha256: opened.sha256.clone(),
        encoding: sheet.map_or_else(|| NO_TABLE.to_owned(), |sheet| sheet.encoding.clone()),
        delimiter: sheet.and_then(|sheet| sheet.delimiter),
        columns: BTreeMap::new(),
        ignored: Vec::new(),
        blank_columns: Vec::new(),
        rows: 0,
        used: 0,
        skipped: BTreeMap::new(),
        rejected: Vec::new(),
        notes,
    }
}

fn describe(file: &mut InputFile, sheet: &Sheet, mapping: &Mapping) {
    let shown = |header: &String| text::trim(header).to_owned();
    file.kind = Some(mapping.kind);
    file.columns = mapping.places().map(|(column, at)| (shown(&sheet.header[at]), column.name)).collect();
    let is_used = |at: &usize| mapping.places().any(|(_, used)| used == *at);
    for (_, at) in mapping.places() {
        let folded = text::fold_header(&sheet.header[at]);
        let same = |other: &usize| !is_used(other) && text::fold_header(&sheet.header[*other]) == folded;
        if let Some(other) = (0..sheet.header.len()).find(same) {
            let header = text::excerpt(text::trim(&sheet.header[at]));
            let (read, unread) = (at + 1, other + 1);
            let text = format!("`{header}` stands twice in the header: column {read} is read, column {unread} is not");
            file.notes.push(Note::file(Matter::Header, text));
        }
    }
    file.ignored = (0..sheet.header.len())
        .filter(|at| !is_used(at))
        .map(|at| shown(&sheet.header[at]))
        .filter(|header| !header.is_empty())
        .collect();
}

/// Moves the account of the rows to the file; returns the table with its number.
fn take_account(file: &mut InputFile, normalised: Normalised, id: FileId) -> Table {
    let Normalised { mut table, read, blank, repeated_headers, rejected, notes, blank_columns } = normalised;
    table.number(id);
    file.rows = read;
    file.used = table.len() as u64;
    for (rule, count) in [(BLANK_LINE, blank), (REPEATED_HEADER, repeated_headers)] {
        if count > 0 {
            file.skipped.insert(rule, count);
        }
    }
    file.rejected = rejected;
    file.rejected.sort();
    file.notes.extend(notes);
    file.notes.sort();
    file.notes.dedup();
    file.blank_columns = blank_columns;
    table
}
