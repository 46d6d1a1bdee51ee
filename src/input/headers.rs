//! Finds the header among the first rows of a table, in text files and worksheets alike.

use crate::kinds;
use crate::values::text::fold_header;

/// The row that is the header by the names in it: its index and how many known names it has. A lone
/// known name makes a header only in the first row or in a row of its own, because words such as
/// `User` and `Name` are data too.
pub(super) fn find<'a>(rows: impl Iterator<Item = &'a [String]>) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (at, cells) in rows.enumerate() {
        if cells.iter().any(|cell| looks_like_data(cell)) {
            continue;
        }
        let mut known: Vec<String> =
            cells.iter().map(|cell| fold_header(cell)).filter(|cell| kinds::is_known_header(cell)).collect();
        known.sort_unstable();
        known.dedup();
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let enough = known.len() > 1 || known.len() == 1 && (at == 0 || filled == 1);
        if enough && best.is_none_or(|(_, most)| known.len() > most) {
            best = Some((at, known.len()));
        }
    }
    best
}

/// Whether a cell cannot be the name of a column: addresses, numbers and truth values.
pub(super) fn looks_like_data(cell: &str) -> bool {
    let cell = cell.trim();
    let number = cell.starts_with(|c: char| c.is_ascii_digit()) && cell.parse::<f64>().is_ok();
    number
        || cell.contains('@') && cell.contains('.')
        || cell.eq_ignore_ascii_case("true")
        || cell.eq_ignore_ascii_case("false")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(rows: &[&[&str]]) -> Option<(usize, usize)> {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect();
        find(rows.iter().map(Vec::as_slice))
    }

    #[test]
    fn the_row_with_most_known_names_wins_and_ties_go_to_the_first() {
        assert_eq!(header(&[&["Report"], &["Name", "Alias", "X"], &["Name", "Alias", "Y"]]), Some((1, 2)));
    }

    #[test]
    fn data_is_no_header() {
        assert_eq!(header(&[&["Xyzzy", "Plugh"], &["Kim", "User"]]), None);
        assert_eq!(header(&[&["Name", "Alias", "kim@x.com"]]), None);
        assert_eq!(header(&[&["List"], &["Members"], &["kim@x.com"]]), Some((1, 1)));
    }
}
