//! Names of waves: which one is a number of the program's own row, which comes first, and whether anybody can tell.

use std::cmp::Ordering;

/// A piece of a name: numbers are compared as numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Number(u64),
    Text(String),
}

/// The number that a name is, as the program names its waves; `None` for any other name.
pub fn number(name: &str) -> Option<u64> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_digit()) && !name.starts_with('0');
    if is_plain { name.parse().ok() } else { None }
}

/// The order in which waves are listed: numbers by their size, then names, `Wave 2` before `Wave 10`.
pub fn order(a: &str, b: &str) -> Ordering {
    pieces(a).cmp(&pieces(b)).then_with(|| a.cmp(b))
}

/// Whether two names say which of their waves moves first: they differ in their numbers only, as `1` and `2` or
/// `Wave 1` and `Wave 2` do.
pub fn are_in_sequence(a: &str, b: &str) -> bool {
    let (a, b) = (pieces(a), pieces(b));
    let fits = |(a, b): (&Piece, &Piece)| match (a, b) {
        (Piece::Number(_), Piece::Number(_)) => true,
        (a, b) => a == b,
    };
    a.len() == b.len() && a.iter().zip(&b).all(fits) && a != b
}

fn pieces(name: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (piece, further) = rest.split_at(end);
        pieces.push(match piece.parse() {
            Ok(number) if is_digit => Piece::Number(number),
            _ => Piece::Text(piece.to_lowercase()),
        });
        rest = further;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_in_their_order_and_before_names() {
        let mut names = ["pilot", "10", "Wave 10", "2", "wave 2", "1"];
        names.sort_by(|a, b| order(a, b));
        assert_eq!(names, ["1", "2", "10", "pilot", "wave 2", "Wave 10"]);
    }

    #[test]
    fn a_sequence_is_told_by_numbers() {
        assert!(are_in_sequence("1", "2"));
        assert!(are_in_sequence("Wave 10", "wave 2"));
        assert!(are_in_sequence("2026-12-01", "2026-12-08"));
        assert!(!are_in_sequence("pilot", "1"));
        assert!(!are_in_sequence("pilot", "finance"));
        assert!(!are_in_sequence("1", "1"));
    }

    #[test]
    fn only_a_plain_number_is_one_of_the_program() {
        assert_eq!(number("12"), Some(12));
        assert_eq!(["01", "", "Wave 1", "-1", "1.5"].map(number), [None; 5]);
    }
}
