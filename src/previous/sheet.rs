//! One sheet of an earlier workbook: finds our header among whatever people did, and keeps what they wrote below it.

use super::{CARRIED, CARRIED_TITLES, Carried, Key, Listed, Name, Shape};
use crate::input::{Cells, Value};
use crate::values::text::fold_name;

/// Columns that people added and that are carried over as columns; Excel's own limit is far away.
pub(super) const MOST_ADDED: usize = 500;

/// Longest title of a column in a table of Excel, in characters.
const LONGEST_TITLE: usize = 255;

/// The title of a column that has none.
const UNTITLED: &str = "Untitled";

/// The mark of the cell beside a header that leads back to the first page.
const BACK: char = '◂';

/// The line above the header of an overlong sheet.
const REMARK: &str = "The first ";

/// What people wrote into a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Titles of the columns that people fill in, ours and theirs, from left to right.
    pub titles: Vec<String>,
    /// The rows in which they wrote.
    pub rows: Vec<Row>,
    /// Whether the key of the sheet has one part only, so that it names an object.
    pub is_of_one_part: bool,
}

/// What people wrote into a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Under which names the row is found again; see [`Key::names`].
    pub names: Vec<Option<Name>>,
    /// Its key for people; says the number of the row where it has none.
    pub shown: String,
    /// What stands in it, by place of its title.
    pub cells: Vec<(usize, Value)>,
}

impl Written {
    /// A sheet into which nobody wrote.
    pub fn new(key: Key) -> Self {
        Self { titles: Vec::new(), rows: Vec::new(), is_of_one_part: key.0.len() == 1 }
    }

    /// The rows of the sheet [`super::CARRIED`], all of whose columns were kept.
    pub(super) fn carried(self) -> impl Iterator<Item = Carried> {
        let Self { titles, rows, .. } = self;
        rows.into_iter().flat_map(move |row| {
            let cell = |title: &str| {
                let value = row.cells.iter().find(|(at, _)| titles[*at] == title);
                value.map_or_else(String::new, |(_, value)| value.display())
            };
            let [sheet, key, column, _] = CARRIED_TITLES.map(cell);
            let carried = |(at, value): &(usize, Value)| {
                let column = match titles[*at].as_str() {
                    title if title == CARRIED_TITLES[3] => column.clone(),
                    title if CARRIED_TITLES.contains(&title) => return None,
                    // A column that somebody added there belongs to the row that is gone.
                    title => title.to_owned(),
                };
                Some(Carried { sheet: sheet.clone(), key: key.clone(), column, value: value.clone() })
            };
            row.cells.iter().filter_map(carried).collect::<Vec<_>>()
        })
    }

    fn title(&mut self, title: &str) -> Option<usize> {
        let folded = fold_name(title);
        if let Some(at) = self.titles.iter().position(|known| fold_name(known) == folded) {
            return Some(at);
        }
        (self.titles.len() < MOST_ADDED).then(|| {
            self.titles.push(title.to_owned());
            self.titles.len() - 1
        })
    }
}

/// What a column of the earlier sheet is.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// One of the columns that name the row.
    Key(&'static str),
    /// Another one that the program fills in.
    Ours,
    /// One that people fill in, by place of its title.
    Person(usize),
}

/// A sheet while its rows go by.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    shape: &'a Shape,
    written: Written,
    /// What the columns are, once the header was found.
    places: Option<Vec<Option<Place>>>,
    /// Columns whose cells are kept as the program wrote them, each with its place in [`Shape::kept`].
    kept_columns: Vec<(u16, usize)>,
    /// What was kept of them.
    pub kept: Listed,
    /// Rows of people above the header.
    pub above: usize,
    /// Whether a sheet has more columns of people than are carried over.
    pub is_too_wide: bool,
}

impl<'a> Reading<'a> {
    pub fn new(shape: &'a Shape, written: Written) -> Self {
        let (kept_columns, kept) = Default::default();
        Self { shape, written, places: None, kept_columns, kept, above: 0, is_too_wide: false }
    }

    /// What was written, and whether a row is our header: without one, it is what was there before.
    pub fn finish(self) -> (Written, bool) {
        (self.written, self.places.is_some())
    }

    pub fn row(&mut self, number: u32, cells: Cells) {
        let Some(mut places) = self.places.take() else {
            if self.is_header(&cells) {
                self.places = Some(self.places_of(&cells));
            } else {
                let is_remark = matches!(&cells[0].1, Value::Text(text) if text.starts_with(REMARK));
                self.above += usize::from(!is_remark);
                self.kept.is_cut |= is_remark;
            }
            return;
        };
        self.keep(&cells);
        let mut keys: Vec<(&'static str, String)> = Vec::new();
        let mut kept: Vec<(usize, Value)> = Vec::new();
        for (column, value) in cells {
            let column = usize::from(column);
            if places.len() <= column {
                places.resize(column + 1, None);
            }
            let place = places[column].or_else(|| self.untitled(&places).map(Place::Person));
            places[column] = place;
            match place {
                Some(Place::Key(title)) => keys.push((title, value.display())),
                Some(Place::Person(title)) => kept.push((title, value)),
                Some(Place::Ours) => {}
                None => self.is_too_wide = true,
            }
        }
        self.places = Some(places);
        if kept.is_empty() {
            return;
        }
        let cell =
            |title: &'static str| keys.iter().find(|(known, _)| *known == title).map_or("", |(_, text)| text.as_str());
        let names = self.shape.key.names(cell);
        let shown = self.shape.key.shown(cell);
        let shown = if shown.is_empty() { format!("row {number}") } else { shown };
        self.written.rows.push(Row { names, shown, cells: kept });
    }

    /// Keeps what the program wrote into a row.
    fn keep(&mut self, cells: &Cells) {
        let mut row = vec![String::new(); self.shape.kept.len()];
        for (column, value) in cells {
            if let Some((_, place)) = self.kept_columns.iter().find(|(kept, _)| kept == column) {
                row[*place] = value.display();
            }
        }
        if row.iter().any(|text| !text.is_empty()) {
            self.kept.rows.push(row);
        }
    }

    /// Whether a row has our titles: some of every part of the key, and one more.
    fn is_header(&self, cells: &Cells) -> bool {
        let texts: Vec<String> = cells.iter().map(|(_, value)| fold_name(&value.display())).collect();
        let holds = |title: &str| texts.contains(&fold_name(title));
        let known = self.shape.columns.iter().filter(|(title, _)| holds(title)).count();
        known >= 2 && self.shape.key.0.iter().all(|part| part.iter().any(|title| holds(title)))
    }

    fn places_of(&mut self, header: &Cells) -> Vec<Option<Place>> {
        let width = header.iter().map(|(column, _)| usize::from(*column) + 1).max().unwrap_or(0);
        let mut places = vec![None; width];
        let mut taken: Vec<String> = Vec::new();
        for (column, value) in header {
            let title = value.display().split_whitespace().collect::<Vec<_>>().join(" ");
            if title.starts_with(BACK) {
                continue;
            }
            let mut title: String = title.chars().take(LONGEST_TITLE - 5).collect();
            let mut number = 1;
            let plain = title.clone();
            while taken.contains(&fold_name(&title)) {
                number += 1;
                title = format!("{plain} ({number})");
            }
            taken.push(fold_name(&title));
            let kept = self.shape.kept.iter().position(|kept| fold_name(kept) == fold_name(&title));
            self.kept_columns.extend(kept.map(|place| (*column, place)));
            let known = self.shape.columns.iter().find(|(known, _)| fold_name(known) == fold_name(&title));
            let is_key = self.shape.key.titles().find(|key| fold_name(key) == fold_name(&title));
            places[usize::from(*column)] = match (is_key, known) {
                (_, Some((ours, _))) if self.shape.sheet == CARRIED => self.written.title(ours).map(Place::Person),
                (Some(key), _) => Some(Place::Key(key)),
                (None, Some((_, false))) => Some(Place::Ours),
                (None, Some((ours, true))) => self.written.title(ours).map(Place::Person),
                (None, None) => self.written.title(&title).map(Place::Person),
            };
        }
        places
    }

    /// The place of a title for a column without one.
    fn untitled(&mut self, places: &[Option<Place>]) -> Option<usize> {
        let is_free = |title: &str, written: &Written| {
            let at = written.titles.iter().position(|known| known == title);
            at.is_none_or(|at| !places.iter().any(|place| matches!(place, Some(Place::Person(used)) if *used == at)))
        };
        let names = std::iter::once(UNTITLED.to_owned()).chain((2..).map(|number| format!("{UNTITLED} ({number})")));
        let title = names.into_iter().find(|title| is_free(title, &self.written))?;
        self.written.title(&title)
    }
}
