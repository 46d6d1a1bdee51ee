//! What a spreadsheet did to identifiers: numbers, dates and error values in their place (INP012).

use super::guid::guid;
use super::text::trim;

/// Digits that a spreadsheet keeps of a number.
const PRECISION: usize = 15;

/// Whether an identifier (name, alias, number) was turned into something else by a spreadsheet:
/// `1.23E+10`, `#NAME?`, `03-Apr`, or a long number whose last digits are all zero.
pub fn spreadsheet_damage_identifier(cell: &str) -> bool {
    let cell = trim(cell);
    match cell.as_bytes().first() {
        Some(b'#') => is_error_value(cell),
        Some(b'0'..=b'9' | b'-') => is_scientific(cell) || lost_precision(cell) || is_short_date(cell),
        Some(_) => cell.as_bytes().last().is_some_and(u8::is_ascii_digit) && is_short_date(cell),
        None => false,
    }
}

/// Whether the cell of a GUID column holds the remains of a GUID or a number or date instead.
/// Blank cells and readable GUIDs are sound.
pub fn spreadsheet_damage_guid(cell: &str) -> bool {
    let cell = trim(cell);
    if cell.is_empty() || guid(cell).is_some() {
        return false;
    }
    spreadsheet_damage_identifier(cell) || is_number(cell) || is_guid_remains(cell)
}

/// `1.23E+10`, `1,23457E+18`; the sign is required, for `1E5` may be an alias.
fn is_scientific(cell: &str) -> bool {
    let Some((mantissa, exponent)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let Some(exponent) = exponent.strip_prefix(['+', '-']) else {
        return false;
    };
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    is_digits(exponent)
        && mantissa.split_once(['.', ',']).map_or_else(|| is_digits(mantissa), |(a, b)| is_digits(a) && is_digits(b))
}

/// `#NAME?`, `#REF!`, `#BEZUG!`, `########`; `#N/A` is a lookup without a result and no damage.
fn is_error_value(cell: &str) -> bool {
    let inner = &cell[1..];
    if inner.len() >= 3 && inner.bytes().all(|b| b == b'#') {
        return true;
    }
    let Some(word) = inner.strip_suffix(['!', '?']) else {
        return false;
    };
    (2..=12).contains(&word.chars().count())
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '/' | '¿' | '¡'))
}

/// A whole number of 18 or more digits with nothing but zeros behind the precision of a spreadsheet.
fn lost_precision(cell: &str) -> bool {
    cell.len() >= PRECISION + 3
        && cell.bytes().all(|b| b.is_ascii_digit())
        && cell.bytes().skip(PRECISION).all(|b| b == b'0')
}

/// `03-Apr`, `Apr-03`, `01.Mai`, `1. Mrz`: what becomes of `3-4`, `APR3`, `1.5`.
fn is_short_date(cell: &str) -> bool {
    const MONTHS: [&str; 40] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mär", "mrz",
        "mai", "okt", "dez", "janv", "févr", "mars", "avr", "juin", "juil", "août", "déc", "ene", "abr", "ago", "dic",
        "gen", "mag", "giu", "lug", "set", "ott", "mrt", "mei", "maj", "sty",
    ];
    // The longest has a day, a separator with a blank, and a month of six bytes with its dot.
    if cell.len() > 11 {
        return false;
    }
    let Some((left, right)) = cell.split_once(['-', '.']) else {
        return false;
    };
    let (left, right) = (left.trim(), right.trim());
    let is_day = |text: &str| text.len() <= 2 && is_digits(text);
    let month = if is_day(left) {
        right
    } else if is_day(right) && right.len() == 2 && left.starts_with(char::is_uppercase) {
        // `Mar-01`; `jan-1` is rather somebody's alias.
        left
    } else {
        return false;
    };
    let month = month.strip_suffix('.').unwrap_or(month);
    if month.is_ascii() {
        MONTHS.iter().any(|known| known.eq_ignore_ascii_case(month))
    } else {
        MONTHS.contains(&month.to_lowercase().as_str())
    }
}

fn is_number(cell: &str) -> bool {
    cell.split(['.', ',', '/', ':', ' ']).all(is_digits)
}

/// A GUID that was cut, or whose groups lost their leading zeros.
fn is_guid_remains(cell: &str) -> bool {
    let cell = cell.trim_matches(['{', '}']);
    if cell.len() >= 36 || !cell.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-') {
        return false;
    }
    let widths = [8, 4, 4, 4, 12];
    let mut groups = cell.split('-');
    let Some(first) = groups.next() else {
        return false;
    };
    let rest: Vec<&str> = groups.collect();
    if first.len() == widths[0] && !rest.is_empty() {
        return true;
    }
    rest.len() == 4
        && first.len() < widths[0]
        && rest.iter().zip(&widths[1..]).all(|(group, width)| group.len() <= *width)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn identifiers_that_a_spreadsheet_changed() {
        for cell in [
            "1.23E+10",
            "1,23457E+18",
            "-1.5E-07",
            "#NAME?",
            "#REF!",
            "#DIV/0!",
            "#¿NOMBRE?",
            "######",
            "03-Apr",
            "Mar-01",
            "01.Mai",
            "1. Mrz.",
            "1234567890123450000",
        ] {
            assert!(spreadsheet_damage_identifier(cell), "{cell}");
        }
        for cell in [
            "",
            "kimakers",
            "1E5",
            "#N/A",
            "#general",
            "# 1",
            "1234567890123456789",
            "mar1",
            "3-4",
            "Kim-Akers",
            "2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77",
            "00420",
            "sep",
            "jan-1",
            "set-01",
        ] {
            assert!(!spreadsheet_damage_identifier(cell), "{cell}");
        }
    }

    #[test]
    fn guids_that_a_spreadsheet_changed() {
        for cell in [
            "2b7a9a5e-3c1f-4a55-9d3e",
            "2b7a9a5e-",
            "1.23E+10",
            "12345678",
            "45035.77",
            "03/04/2024",
            "2a-3c1f-4a55-9d3e-6d1f0c9e8a77",
        ] {
            assert!(spreadsheet_damage_guid(cell), "{cell}");
        }
        for cell in ["", "{2B7A9A5E-3C1F-4A55-9D3E-6D1F0C9E8A77}", "Kim Akers", "2b7a9a5e"] {
            assert!(!spreadsheet_damage_guid(cell), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged(text in any::<String>()) {
            let _ = (spreadsheet_damage_identifier(&text), spreadsheet_damage_guid(&text));
        }
    }
}
