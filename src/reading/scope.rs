//! The scope file: the source objects that a verification is about, as a list or as the assessment in which people
//! decided. Which objects its names mean is said elsewhere.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::{BLANK_LINE, InputFile, REPEATED_HEADER, input_file, is_report};
use crate::error::Error;
use crate::input::{self, Batch, Opened, Sheet};
use crate::kinds::scope::{DECISION, EXTERNAL, KIND, NAME, PRIMARY, PROPOSED_WAVE, SIDE, SOURCE, UPN, WAVE};
use crate::note::{Matter, Note};
use crate::schema::Column;
use crate::values::address::looks_like_address;
use crate::values::flag::flag;
use crate::values::text::{excerpt, fold_header, fold_name, trim};

/// How many rows are looked at for a column of addresses where no header is known.
const SAMPLE_ROWS: usize = 200;

/// Rows about the other tenant, as the sheet Contacts has them.
const OTHER_TENANT: &str = "row about the destination";

/// Rows that name nothing.
const NO_NAME: &str = "no name";

/// The sheets of an assessment in which people decide about source objects.
pub const SHEETS: [(&str, Holds); 4] = [
    ("Mailboxes", Holds::Mailboxes),
    ("Groups", Holds::Groups),
    ("Contacts", Holds::Contacts),
    ("Waves", Holds::Anything),
];

/// Which objects a sheet is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Mailboxes.
    Mailboxes,
    /// Groups.
    Groups,
    /// Contacts and mail users.
    Contacts,
    /// Objects of every class.
    Anything,
}

/// What a scope file says.
#[derive(Debug, Default)]
pub struct ScopeFile {
    /// Whether objects that it does not name are not asked for: they are not in a list, and they are in an
    /// assessment, where only a decision leaves an object out.
    pub is_list: bool,
    /// Its rows, in their order.
    pub rows: Vec<ScopeRow>,
}

/// One row that names an object.
#[derive(Debug)]
pub struct ScopeRow {
    /// What the object is called: all that can name it, best first.
    pub names: Vec<String>,
    /// Which objects it can mean.
    pub holds: Holds,
    /// Whether somebody decided that it is not moved.
    pub is_left: bool,
    /// Its wave; empty where none is said.
    pub wave: String,
    /// Its file, as a place in [`super::Reading::files`].
    pub file: usize,
    /// Its row as a spreadsheet shows it.
    pub row: u32,
}

/// Reads a scope file. The files of the answer follow those that were read before, of which there are `before`.
pub(super) fn read(path: &Path, options: &input::Options, before: usize) -> Result<(ScopeFile, Vec<InputFile>), Error> {
    let shown = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let opened = input::open(&input::Found { path: path.to_owned(), shown }, options);
    if let Some(refused) = opened.notes.iter().find(|note| matches!(note.matter, Matter::Refused | Matter::Empty)) {
        return Err(Error::Unreadable { path: path.to_owned(), reason: refused.text.clone() });
    }
    let is_ours = is_report(&opened.sheets);
    let has_ours = opened.sheets.iter().any(|sheet| holds(sheet).is_some());
    let mut scope = ScopeFile { is_list: !is_ours, rows: Vec::new() };
    let mut files = Vec::new();
    for sheet in opened.sheets.iter().filter(|sheet| !has_ours || holds(sheet).is_some()) {
        if let Some(places) = Places::find(sheet, !is_ours) {
            let holds = holds(sheet).unwrap_or(Holds::Anything);
            files.push(scope.sheet(&opened, sheet, &places, (holds, before + files.len())));
        }
    }
    if files.is_empty() {
        let headers: Vec<String> =
            opened.sheets.iter().flat_map(|sheet| &sheet.header).map(|header| format!("`{}`", trim(header))).collect();
        let found = if headers.is_empty() { "nothing".to_owned() } else { headers.join(", ") };
        return Err(Error::Scope { path: path.to_owned(), found });
    }
    Ok((scope, files))
}

/// Which objects a sheet of an assessment is about; `None` for other sheets.
fn holds(sheet: &Sheet) -> Option<Holds> {
    let name = fold_name(sheet.name.as_deref()?);
    // A long sheet goes on in `Mailboxes (2)`.
    let name = name.rsplit_once(" (").filter(|(_, rest)| rest.ends_with(')')).map_or(name.as_str(), |(name, _)| name);
    SHEETS.iter().find(|(ours, _)| fold_name(ours) == name).map(|(_, holds)| *holds)
}

impl ScopeFile {
    fn sheet(&mut self, opened: &Opened, sheet: &Sheet, places: &Places, (holds, number): (Holds, usize)) -> InputFile {
        let mut file = input_file(None, opened, Some(sheet));
        describe(&mut file, sheet, places);
        let batches = Mutex::new(BTreeMap::new());
        let tally = sheet.read(&places.wanted(), &|number, batch| {
            batches.lock().unwrap_or_else(PoisonError::into_inner).insert(number, batch);
        });
        file.rows = tally.read;
        if tally.blank > 0 {
            file.skipped.insert(BLANK_LINE, tally.blank);
        }
        file.rejected = tally.rejected;
        file.notes.extend(tally.notes);
        let first = self.rows.len();
        if places.is_headless {
            // What stands where the header should be names an object too.
            let name = trim(&sheet.header[places.names[0].1]).to_owned();
            file.rows += 1;
            let row = ScopeRow {
                names: vec![name],
                holds,
                is_left: false,
                wave: String::new(),
                file: number,
                row: sheet.header_row,
            };
            self.rows.push(row);
        }
        for batch in batches.into_inner().unwrap_or_else(PoisonError::into_inner).values() {
            for record in 0..batch.len() {
                match places.row(batch, record, &sheet.header, &mut file) {
                    Ok((names, is_left, wave)) => {
                        let row = batch.row(record);
                        self.rows.push(ScopeRow { names, holds, is_left, wave, file: number, row });
                    }
                    Err(rule) => *file.skipped.entry(rule).or_default() += 1,
                }
            }
        }
        file.used = (self.rows.len() - first) as u64;
        file
    }
}

/// Where the columns of a sheet are.
struct Places {
    /// What can name an object, best first.
    names: Vec<(&'static Column, usize)>,
    side: Option<usize>,
    decision: Option<usize>,
    wave: Option<usize>,
    proposed: Option<usize>,
    /// Whether the header is a row already.
    is_headless: bool,
}

impl Places {
    /// The columns of a sheet. In a list with unknown headers, a column of addresses holds the names.
    fn find(sheet: &Sheet, is_list: bool) -> Option<Self> {
        let all = [&SOURCE, &PRIMARY, &UPN, &NAME, &EXTERNAL];
        let mut names: Vec<_> = all.into_iter().filter_map(|column| Some((column, place(sheet, column)?))).collect();
        let is_headless = names.is_empty() && sheet.header.iter().any(|cell| looks_like_address(trim(cell)));
        if names.is_empty() && is_list {
            let sample = sheet.sample(SAMPLE_ROWS);
            let of_addresses = |at: &usize| {
                let cells = (0..sample.len()).map(|row| trim(sample.cell(row, *at)));
                let mut filled = cells.filter(|cell| !cell.is_empty()).peekable();
                let header_is_one = is_headless && looks_like_address(trim(&sheet.header[*at]));
                (header_is_one || filled.peek().is_some()) && filled.all(looks_like_address)
            };
            names.extend((0..sheet.header.len()).find(of_addresses).map(|at| (&SOURCE, at)));
        }
        let place = |column| place(sheet, column);
        let places = Self {
            side: place(&SIDE),
            decision: place(&DECISION),
            wave: place(&WAVE),
            proposed: place(&PROPOSED_WAVE),
            names,
            is_headless,
        };
        (!places.names.is_empty()).then_some(places)
    }

    /// The columns that are read: side, decision and waves where they are there, then the names.
    fn wanted(&self) -> Vec<usize> {
        let others = [self.side, self.decision, self.wave, self.proposed].into_iter().flatten();
        others.chain(self.names.iter().map(|(_, at)| *at)).collect()
    }

    /// What a row says: the names of its object, whether it is left, its wave; else the rule that skips it.
    fn row(
        &self,
        batch: &Batch,
        record: usize,
        header: &[String],
        file: &mut InputFile,
    ) -> Result<(Vec<String>, bool, String), &'static str> {
        let mut next = 0;
        let mut cell = |place: Option<usize>| {
            place.map_or("", |_| {
                next += 1;
                trim(batch.cell(record, next - 1))
            })
        };
        let (side, decision) = (cell(self.side), cell(self.decision));
        // A wave that people gave stands for the one that was proposed.
        let (wave, proposed) = (cell(self.wave), cell(self.proposed));
        let wave = if wave.is_empty() { proposed } else { wave };
        let cells: Vec<&str> = self.names.iter().map(|(_, at)| cell(Some(*at))).collect();
        let is_header = |((_, at), cell): (&(_, usize), &&str)| fold_header(cell) == fold_header(&header[*at]);
        if !self.is_headless && self.names.iter().zip(&cells).all(is_header) {
            return Err(REPEATED_HEADER);
        }
        if side.eq_ignore_ascii_case("destination") {
            return Err(OTHER_TENANT);
        }
        let names = names(&cells);
        if names.is_empty() {
            return Err(NO_NAME);
        }
        let is_left = is_left(decision).unwrap_or_else(|| {
            let said = format!("`{}` is no decision that leaves an object out: it counts as moved", excerpt(decision));
            let note = Note::file(Matter::Understood, said).at(batch.row(record), Some(batch.line(record)));
            file.notes.push(note.in_column(trim(&header[self.decision.unwrap_or_default()])));
            false
        });
        Ok((names, is_left, wave.to_owned()))
    }
}

/// What can name the object of a row: an address names it also where a better one does not, another text only where
/// there is no address.
fn names(cells: &[&str]) -> Vec<String> {
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    let addresses: Vec<String> = filled().filter(|cell| cell.contains('@')).map(|cell| (*cell).to_owned()).collect();
    if addresses.is_empty() { filled().take(1).map(|cell| (*cell).to_owned()).collect() } else { addresses }
}

/// Whether a decision says that an object is not moved; `None` where the word is unknown. The words are those of the
/// drop-downs of our sheets, and yes and no in all languages.
fn is_left(decision: &str) -> Option<bool> {
    match decision.to_lowercase().as_str() {
        "" | "move" | "create" | "merge" | "keep" | "remove at cutover" => Some(false),
        "leave" | "archive" | "delete" => Some(true),
        word => flag(word).map(|is_moved| !is_moved),
    }
}

/// The first column whose header means this, in the order of the spellings.
fn place(sheet: &Sheet, column: &Column) -> Option<usize> {
    let mut spellings = column.headers.iter().map(|header| fold_header(header));
    spellings.find_map(|header| sheet.header.iter().position(|shown| fold_header(shown) == header))
}

fn describe(file: &mut InputFile, sheet: &Sheet, places: &Places) {
    file.kind = Some(&KIND);
    let others =
        [(places.side, &SIDE), (places.decision, &DECISION), (places.wave, &WAVE), (places.proposed, &PROPOSED_WAVE)];
    let names = places.names.iter().map(|(column, at)| (Some(*at), *column));
    let used: Vec<(Option<usize>, &Column)> = names.chain(others.map(|(at, column)| (at, column))).collect();
    let shown = |at: usize| trim(&sheet.header[at]).to_owned();
    file.columns = used.iter().filter_map(|(at, column)| Some((shown((*at)?), column.name))).collect();
    let is_used = |at: usize| used.iter().any(|(used, _)| *used == Some(at));
    let others = (0..sheet.header.len()).filter(|at| !is_used(*at)).map(shown);
    file.ignored = others.filter(|header| !header.is_empty()).collect();
}
