//! By which columns a row of a sheet is found again in a later workbook.

use crate::values::text::fold_name;

/// What stands between the parts of a key where it is shown.
const BETWEEN: &str = " | ";

/// The columns that say what a row is about, as parts that are all compared. A part is a list of titles: the first
/// one whose cell is filled names the row, the others serve where that one is blank or was deleted by a person. An
/// address names a row also where a better column changed; another text, such as a name, does not.
///
/// A part of one column may be blank, as the holder of a finding is. Rows of one key are told apart by their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Key(pub &'static [&'static [&'static str]]);

/// One of the names under which a row may be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Compared as a whole; lower case, blanks collapsed.
    pub text: String,
    /// Whether it names the row even where a better name differs.
    pub is_sure: bool,
}

impl Key {
    /// All titles that occur.
    pub fn titles(self) -> impl Iterator<Item = &'static str> {
        self.0.iter().flat_map(|part| part.iter().copied())
    }

    /// How many names a row can have.
    pub fn depth(self) -> usize {
        self.0.iter().map(|part| part.len()).max().unwrap_or(0)
    }

    /// The names of a row, best first, as many as [`Self::depth`]; `cell` gives the text of a column, empty where it
    /// is blank or not there. A row all of whose columns are blank has none.
    pub fn names<'a>(self, cell: impl Fn(&'static str) -> &'a str) -> Vec<Option<Name>> {
        let mut names: Vec<Option<Name>> = Vec::with_capacity(self.depth());
        for at in 0..self.depth() {
            let parts: Vec<&str> = self
                .0
                .iter()
                .map(|part| if part.len() == 1 { cell(part[0]) } else { part.get(at).map_or("", |title| cell(title)) })
                .collect();
            let has_all = self.0.iter().zip(&parts).all(|(part, text)| part.len() == 1 || !text.trim().is_empty());
            let is_blank = parts.iter().all(|text| text.trim().is_empty());
            names.push((has_all && !is_blank).then(|| Name {
                text: joined(&parts),
                is_sure: names.iter().all(Option::is_none)
                    || self.0.iter().zip(&parts).all(|(part, text)| part.len() == 1 || text.contains('@')),
            }));
        }
        names
    }

    /// The key as it is shown to people; empty for a row without names.
    pub fn shown<'a>(self, cell: impl Fn(&'static str) -> &'a str) -> String {
        let first = |part: &&[&'static str]| {
            part.iter().map(|title| cell(title).trim()).find(|text| !text.is_empty()).unwrap_or("")
        };
        let parts: Vec<&str> = self.0.iter().map(first).collect();
        if parts.iter().all(|part| part.is_empty()) { String::new() } else { parts.join(BETWEEN) }
    }
}

/// The form in which a shown key is compared with names.
pub fn folded(shown: &str) -> String {
    fold_name(shown)
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.trim()).collect();
    fold_name(&parts.join(BETWEEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAILBOX: Key = Key(&[&["Primary", "UPN", "Name"]]);
    const FINDING: Key = Key(&[&["Code"], &["Value"], &["Holder"]]);

    fn names(key: Key, row: &[(&'static str, &'static str)]) -> Vec<Option<(String, bool)>> {
        let cell = |title: &str| row.iter().find(|(known, _)| *known == title).map_or("", |(_, text)| text);
        key.names(cell).into_iter().map(|name| name.map(|name| (name.text, name.is_sure))).collect()
    }

    #[test]
    fn an_address_names_for_sure_and_a_name_only_where_it_is_the_best() {
        let (a, u, n) = (("a@x".to_owned(), true), ("u@x".to_owned(), true), ("ann lee".to_owned(), false));
        let row = [("Primary", "A@x "), ("UPN", "u@x"), ("Name", "Ann  Lee")];
        assert_eq!(names(MAILBOX, &row), [Some(a), Some(u), Some(n)]);
        assert_eq!(names(MAILBOX, &row[2..]), [None, None, Some(("ann lee".to_owned(), true))]);
        assert_eq!(names(MAILBOX, &[]), [None, None, None]);
    }

    #[test]
    fn a_part_of_one_column_may_be_blank() {
        assert_eq!(
            names(FINDING, &[("Code", "ADR001"), ("Value", "a@x")]),
            [Some(("adr001 | a@x |".to_owned(), true))]
        );
        assert_eq!(names(FINDING, &[]), [None]);
    }

    #[test]
    fn a_shown_key_is_its_best_name() {
        for (key, row) in [
            (MAILBOX, &[("UPN", "U@x"), ("Name", "Ann")][..]),
            (FINDING, &[("Code", "ADR001"), ("Holder", "B  b")][..]),
        ] {
            let cell = |title: &str| row.iter().find(|(known, _)| *known == title).map_or("", |(_, text)| text);
            let best = key.names(cell).into_iter().flatten().next().expect("it has a name");
            assert_eq!(folded(&key.shown(cell)), best.text);
        }
    }
}
