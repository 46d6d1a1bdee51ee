//! Whole numbers with the digit groupings of all cultures.

use super::text::trim;

/// A whole number; thousands separators (`,` `.` `'` `’` and blanks) count when they group regularly,
/// a fraction of zeros (`12.0`) is dropped. `None` for anything else, negative numbers included.
pub fn count(cell: &str) -> Option<u64> {
    let cell = trim(cell);
    if !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()) {
        return cell.parse().ok();
    }
    if let Some(whole) = grouped(cell) {
        return Some(whole);
    }
    let (whole, fraction) = cell.rsplit_once(['.', ','])?;
    let is_zero = matches!(fraction.len(), 1 | 2) && fraction.bytes().all(|b| b == b'0');
    if !is_zero {
        return None;
    }
    if whole.bytes().all(|b| b.is_ascii_digit()) { whole.parse().ok() } else { grouped(whole) }
}

/// Whether a character groups digits in some culture.
pub(super) fn is_grouping(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// The value of digits in regular groups with one and the same separator: groups of three, or of two
/// before the last three as in India.
pub(super) fn grouped(text: &str) -> Option<u64> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !is_grouping(separator) {
        return None;
    }
    let mut value: u64 = 0;
    let groups = text.split(separator).count();
    let mut middle = None;
    for (at, group) in text.split(separator).enumerate() {
        let width = group.len();
        let fits = if at == 0 {
            (1..=3).contains(&width)
        } else if at + 1 == groups {
            width == 3
        } else {
            matches!(width, 2 | 3) && *middle.get_or_insert(width) == width
        };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        for digit in group.bytes() {
            value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        }
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn groupings_of_all_cultures() {
        for cell in [
            "1234567",
            "1,234,567",
            "1.234.567",
            "1'234'567",
            "1’234’567",
            "1\u{a0}234\u{a0}567",
            "1\u{202f}234\u{202f}567",
            "12,34,567",
            "1,234,567.0",
        ] {
            assert_eq!(count(cell), Some(1_234_567), "{cell}");
        }
        assert_eq!(count(" 0 "), Some(0));
        assert_eq!(count("12,0"), Some(12));
        for cell in
            ["", "1,23", "1,2345", "1,234.567", "1.5", "-1", "12 items", "1,,234", "99999999999999999999", "1E+5"]
        {
            assert_eq!(count(cell), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn grouped_digits_are_the_number(value in any::<u64>(), separator in prop::sample::select(vec![",", ".", "'", "’", "\u{a0}"])) {
            let digits = value.to_string();
            let mut text = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    text.push_str(separator);
                }
                text.push(digit);
            }
            prop_assert_eq!(count(&text), Some(value));
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = count(&text);
        }
    }
}
