//! What people wrote into an earlier workbook of ours, and what it had found: by sheet, row and column, as plain data.
//! Which rows they belong to now is said elsewhere.

mod key;
mod sheet;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::input::guard::Limits;
use crate::input::{Cells, Properties, Workbook};
use crate::values::text::{fold_name, trim};

pub use crate::input::Value;
pub use key::{Key, Name, folded};
pub use sheet::{Row, Written};

/// The sheet of what matched nothing any more.
pub const CARRIED: &str = "Carried over";

/// Titles of that sheet: the sheet and key of the row that is gone, its column, and what stood there.
pub const CARRIED_TITLES: [&str; 4] = ["Sheet", "Key", "Column", "Value"];

/// The key of that sheet.
pub const CARRIED_KEY: Key = Key(&[&["Sheet"], &["Key"], &["Column"]]);

/// What a sheet of ours looks like when nobody has touched it.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its name; long ones go on in `Name (2)`, ...
    pub sheet: &'static str,
    /// What its rows are found by.
    pub key: Key,
    /// The titles of its columns, and whether people fill them in. None for a page, of which nothing is kept.
    pub columns: Vec<(String, bool)>,
    /// Titles of columns whose cells are kept as the program wrote them, so that two runs can be compared.
    pub kept: &'static [&'static str],
    /// How many columns a page takes; what stands at its right is a person's. None for a sheet with titles.
    pub page_columns: u16,
}

impl Shape {
    /// Adds the columns that the sheet has in another workbook.
    pub fn extend(&mut self, other: Self) {
        for column in other.columns {
            if self.columns.iter().all(|(title, _)| *title != column.0) {
                self.columns.push(column);
            }
        }
        // People write at the right of all of ours.
        self.columns.sort_by_key(|(_, is_person_made)| *is_person_made);
    }
}

/// Rows of a sheet as the program wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed {
    /// For each row the cells of [`Shape::kept`], in that order, empty where blank.
    pub rows: Vec<Vec<String>>,
    /// Whether the sheet said that it shows only the first of more rows.
    pub is_cut: bool,
}

/// An earlier workbook: what people wrote, and of what the program itself wrote only what tells how the run went.
#[derive(Debug)]
pub struct Previous {
    /// Where it is.
    pub path: PathBuf,
    /// Its title, which says which command it answers; `None` where another program took it away.
    pub title: Option<String>,
    /// What the program itself wrote, by sheet, where a shape asks for it.
    pub lists: BTreeMap<&'static str, Listed>,
    /// What people wrote into the sheets.
    pub sheets: BTreeMap<&'static str, Written>,
    /// What it had carried over itself.
    pub carried: Vec<Carried>,
    /// What a person should know, in words.
    pub warnings: Vec<String>,
    /// Whether all that people can have written is in here; sheets and rows of their own making are not.
    pub is_whole: bool,
}

/// A row of the sheet [`CARRIED`].
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The sheet in which it stood.
    pub sheet: String,
    /// Key of its row, as [`Key::shown`].
    pub key: String,
    /// Title of its column.
    pub column: String,
    /// What stood there.
    pub value: Value,
}

/// Reads a workbook that an earlier run wrote and that people may have sorted, filtered and added to. `shapes` are
/// the sheets of all our workbooks; `project` is what the move is called.
pub fn read(path: &Path, shapes: &[Shape], project: &str, limits: &Limits) -> Result<Previous, Error> {
    let refuse = |reason: String| Error::Previous { path: path.to_owned(), reason };
    let mut workbook = Workbook::open(path, limits).map_err(refuse)?;
    let Properties { title, subject } = workbook.properties();
    let mut previous = Previous {
        path: path.to_owned(),
        title,
        lists: BTreeMap::new(),
        sheets: BTreeMap::new(),
        carried: Vec::new(),
        warnings: Vec::new(),
        is_whole: true,
    };
    let mut is_ours = false;
    for (name, has_cells) in workbook.sheets() {
        match shapes.iter().find(|shape| is_called(&name, shape.sheet)) {
            Some(shape) if has_cells && !shape.columns.is_empty() => {
                is_ours |= previous.read_sheet(&mut workbook, &name, shape).map_err(refuse)?;
            }
            Some(shape) if has_cells => {
                let mut is_whole = true;
                let is_ours = |cells: &Cells| cells.iter().all(|(column, _)| *column < shape.page_columns);
                workbook.rows(&name, |_, cells| is_whole &= is_ours(&cells)).map_err(refuse)?;
                if !is_whole {
                    previous.lose(&format!("sheet `{name}`: what stands beside its page is not carried over"));
                }
            }
            Some(_) => {}
            None => previous.lose(&format!("sheet `{name}` is none of ours and is not carried over")),
        }
    }
    if !is_ours {
        return Err(refuse("is no workbook of tenantcheck: no sheet has the name and the columns of ours".to_owned()));
    }
    if let Some(other) = subject.filter(|subject| fold_name(subject) != fold_name(project)) {
        previous.warn(&format!("was made for the project `{other}`, this one is `{project}`"));
    }
    Ok(previous)
}

/// Whether a sheet is `ours`, or one in which it goes on.
fn is_called(name: &str, ours: &str) -> bool {
    let (name, ours) = (name.trim().to_lowercase(), ours.to_lowercase());
    let goes_on = |rest: &str| {
        let number = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    name.strip_prefix(ours.as_str()).is_some_and(|rest| rest.is_empty() || goes_on(rest))
}

impl Previous {
    /// Every cell of a column of this title in sheets whose rows are named by one thing, with the names of its row,
    /// best first: sheets before what was carried over.
    pub fn column(&self, title: &str) -> Vec<(Vec<&str>, &Value)> {
        let title = fold_name(title);
        let mut found = Vec::new();
        for written in self.sheets.values().filter(|written| written.is_of_one_part) {
            let Some(column) = written.titles.iter().position(|known| fold_name(known) == title) else { continue };
            for row in &written.rows {
                let cells = row.cells.iter().filter(|(at, _)| *at == column);
                let names = || row.names.iter().flatten().map(|name| name.text.as_str()).collect();
                found.extend(cells.map(|(_, value)| (names(), value)));
            }
        }
        let carried = self.carried.iter().filter(|carried| fold_name(&carried.column) == title);
        found.extend(carried.map(|carried| (vec![carried.key.as_str()], &carried.value)));
        found
    }

    /// Reads a sheet; answers whether it has our columns.
    fn read_sheet(&mut self, workbook: &mut Workbook, name: &str, shape: &Shape) -> Result<bool, String> {
        let written = self.sheets.remove(shape.sheet).unwrap_or_else(|| Written::new(shape.key));
        let mut reading = sheet::Reading::new(shape, written);
        workbook.rows(name, |row, cells| reading.row(row, cells))?;
        let (above, is_too_wide) = (reading.above, reading.is_too_wide);
        let kept = std::mem::take(&mut reading.kept);
        let (written, has_header) = reading.finish();
        if has_header && !shape.kept.is_empty() {
            let listed = self.lists.entry(shape.sheet).or_default();
            listed.rows.extend(kept.rows);
            listed.is_cut |= kept.is_cut;
        }
        if !has_header {
            self.lose(&format!("sheet `{name}` has lost its header, and nothing of it is carried over"));
        } else if above > 0 {
            self.lose(&format!("sheet `{name}`: what stands above its header is not carried over"));
        }
        if is_too_wide {
            let most = sheet::MOST_ADDED;
            self.lose(&format!(
                "sheet `{name}` has more than {most} columns of people; the last ones are not carried over"
            ));
        }
        if shape.sheet == CARRIED {
            self.carried.extend(written.carried());
        } else {
            self.sheets.insert(shape.sheet, written);
        }
        Ok(has_header)
    }

    fn lose(&mut self, what: &str) {
        self.is_whole = false;
        self.warn(what);
    }

    fn warn(&mut self, what: &str) {
        self.warnings.push(format!("`{}`: {}", self.path.display(), trim(what)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_that_goes_on_is_ours() {
        assert!(is_called("Mailboxes", "Mailboxes"));
        assert!(is_called("mailboxes (2)", "Mailboxes"));
        assert!(!is_called("Mailboxes old", "Mailboxes"));
        assert!(!is_called("Mailboxes (x)", "Mailboxes"));
    }
}
