//! Sizes in bytes: `49.5 GB (53,150,220,288 bytes)`, `1.3GB`, `6672B`, bare numbers under a header with
//! a unit. Units are binary: 1 GB is 1024³ bytes.

mod decimal;

use self::decimal::{Decimal, could_group, is_digits};
use super::number::{grouped, is_grouping};
use super::text::trim;

/// The number of bytes that stands for `Unlimited`.
pub const UNLIMITED: u64 = u64::MAX;

/// A unit of size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One byte.
    Bytes,
    /// 1024 bytes.
    Kb,
    /// 1024² bytes.
    Mb,
    /// 1024³ bytes.
    Gb,
    /// 1024⁴ bytes.
    Tb,
}

impl Unit {
    /// How many bytes one unit has.
    pub const fn bytes(self) -> u64 {
        match self {
            Self::Bytes => 1,
            Self::Kb => 1 << 10,
            Self::Mb => 1 << 20,
            Self::Gb => 1 << 30,
            Self::Tb => 1 << 40,
        }
    }
}

/// A size as exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Bytes; [`UNLIMITED`] for `Unlimited`.
    pub bytes: u64,
    /// The bytes, first and last, that a rounded text may stand for; `None` where the export gives
    /// the exact number.
    pub rounded: Option<(u64, u64)>,
}

impl Size {
    const fn exact(bytes: u64) -> Self {
        Self { bytes, rounded: None }
    }
}

/// How many blocks of `block` bytes hold a size: one for every block begun, at least one; a full block is one.
pub fn blocks(bytes: u64, block: u64) -> u64 {
    bytes.div_ceil(block).max(1)
}

/// A size that has grown by so many percent, in bytes, rounded up; less than nothing does not grow.
pub fn grown(bytes: u64, percent: f64) -> u64 {
    // Thousandths of a percent are exact enough, and whole numbers keep the edge of a block where it is.
    const WHOLE: u128 = 100_000;
    let thousandths = (percent.max(0.0) * 1_000.0).round();
    #[allow(clippy::cast_sign_loss, reason = "not negative")]
    let grown = (u128::from(bytes) * (WHOLE + thousandths as u128)).div_ceil(WHOLE);
    u64::try_from(grown).unwrap_or(u64::MAX)
}

/// The unit that a header (after [`super::text::fold_header`]) gives to the bare numbers below it.
///
/// Only the end of the header counts: `MB Size` means *mailbox size*.
pub fn header_unit(folded_header: &str) -> Option<Unit> {
    let header = folded_header.strip_suffix(')').unwrap_or(folded_header);
    let ends = |words: &[&str]| words.iter().any(|word| header.ends_with(word));
    if header.ends_with("(b") || ends(&["byte", "bytes", "octet", "octets"]) {
        // `KBytes` and `Megabytes` are no bytes.
        let stem = header.trim_end_matches('s').trim_end_matches("byte");
        return Some(match stem {
            _ if !header.contains("byte") => Unit::Bytes,
            stem if stem.ends_with("kilo") => Unit::Kb,
            stem if stem.ends_with("mega") => Unit::Mb,
            stem if stem.ends_with("giga") => Unit::Gb,
            stem if stem.ends_with("tera") => Unit::Tb,
            _ => Unit::Bytes,
        });
    }
    if ends(&["kb", "kib"]) {
        Some(Unit::Kb)
    } else if ends(&["mb", "mib"]) {
        Some(Unit::Mb)
    } else if ends(&["gb", "gib"]) {
        Some(Unit::Gb)
    } else if ends(&["tb", "tib"]) {
        Some(Unit::Tb)
    } else {
        None
    }
}

/// The size in a cell; `None` where it cannot be read, or where the meaning of its only separator
/// (`1.234`) stays open.
///
/// The digits inside brackets win, whatever groups them and whatever the word for bytes. Otherwise the
/// unit of the cell goes before `unit`, that of the header; without either a number is one of bytes.
/// `decimal_comma` is the decision over the column (see [`decimal_comma_evidence`]).
pub fn size(cell: &str, unit: Option<Unit>, decimal_comma: Option<bool>) -> Option<Size> {
    let cell = trim(cell);
    if cell.is_empty() {
        return None;
    }
    if let Some(bytes) = bytes_in_brackets(cell) {
        return Some(Size::exact(bytes));
    }
    if is_unlimited(cell) {
        return Some(Size::exact(UNLIMITED));
    }
    let (number, own_unit) = split_unit(before_bracket(cell))?;
    let unit = own_unit.or(unit).unwrap_or(Unit::Bytes);
    let decimal = Decimal::parse(number, unit, own_unit.is_some(), decimal_comma)?;
    decimal.in_unit(unit)
}

/// Whether the cell proves that a comma (`Some(true)`) or a dot (`Some(false)`) begins the fraction in
/// its column.
pub fn decimal_comma_evidence(cell: &str) -> Option<bool> {
    let (number, _) = split_unit(before_bracket(trim(cell)))?;
    let last = number.rfind(['.', ','])?;
    let is_comma = number.as_bytes()[last] == b',';
    let (whole, fraction) = (&number[..last], &number[last + 1..]);
    if !is_digits(fraction) || !whole.chars().all(|c| c.is_ascii_digit() || is_grouping(c)) {
        return None;
    }
    let same = if is_comma { ',' } else { '.' };
    if whole.contains(same) {
        // `1,234,567`: this separator groups, so the other one begins fractions.
        return grouped(number).map(|_| !is_comma);
    }
    let is_fraction = whole.contains(['.', ',']) || !could_group(whole, fraction);
    is_fraction.then_some(is_comma)
}

/// The number in the last pair of brackets: only its digits count. A percentage is none, and brackets
/// that do not close hold a cut number.
fn bytes_in_brackets(cell: &str) -> Option<u64> {
    if !cell.ends_with(')') {
        return None;
    }
    let inner = &cell[cell.rfind('(')? + 1..];
    if inner.contains('%') {
        return None;
    }
    let mut bytes: Option<u64> = None;
    for digit in inner.bytes().filter(u8::is_ascii_digit) {
        bytes = Some(bytes.unwrap_or(0).checked_mul(10)?.checked_add(u64::from(digit - b'0'))?);
    }
    bytes
}

fn before_bracket(cell: &str) -> &str {
    cell.find('(').map_or(cell, |open| trim(&cell[..open]))
}

fn is_unlimited(cell: &str) -> bool {
    const WORDS: [&str; 7] =
        ["unlimited", "unbegrenzt", "unbeschränkt", "illimité", "ilimitado", "illimitato", "onbeperkt"];
    if cell.starts_with(|c: char| c.is_ascii_digit()) || cell.len() > 16 {
        return false;
    }
    let lower = cell.to_lowercase();
    WORDS.contains(&lower.as_str())
}

/// Splits `1.3GB` into `1.3` and its unit; the number must begin the text and the unit end it.
fn split_unit(text: &str) -> Option<(&str, Option<Unit>)> {
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let number = &text[..end];
    if !number.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let word = trim(&text[end..]);
    let unit = match word.to_lowercase().as_str() {
        "" => None,
        "b" | "byte" | "bytes" | "octet" | "octets" | "o" | "б" | "байт" => Some(Unit::Bytes),
        "k" | "kb" | "kib" | "ko" | "кб" => Some(Unit::Kb),
        "m" | "mb" | "mib" | "mo" | "мб" => Some(Unit::Mb),
        "g" | "gb" | "gib" | "go" | "гб" => Some(Unit::Gb),
        "t" | "tb" | "tib" | "to" | "тб" => Some(Unit::Tb),
        _ => return None,
    };
    Some((number, unit))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GIB: u64 = 1 << 30;

    #[test]
    fn a_block_is_full_at_its_last_byte() {
        let block = 50 * GIB;
        assert_eq!(
            [0, 1, block, block + 1, 2 * block, 2 * block + 1].map(|bytes| blocks(bytes, block)),
            [1, 1, 1, 2, 2, 3]
        );
    }

    #[test]
    fn growth_is_counted_in_whole_numbers() {
        let grown_blocks = |bytes, percent| blocks(grown(bytes, percent), 50 * GIB);
        assert_eq!(grown_blocks(45 * GIB, 10.0), 1, "49.5 GiB");
        assert_eq!(grown_blocks(46 * GIB, 10.0), 2, "50.6 GiB");
        assert_eq!(grown_blocks(40 * GIB, 25.0), 1, "exactly 50 GiB");
        assert_eq!(grown_blocks(40 * GIB + 1, 25.0), 2);
        assert_eq!(grown_blocks(50 * GIB, 0.0), 1);
    }

    #[test]
    fn digits_in_brackets_win() {
        for cell in [
            "49.5 GB (53,150,220,288 bytes)",
            "49,5 GB (53.150.220.288 Bytes)",
            "49,5 Go (53\u{202f}150\u{202f}220\u{202f}288 octets)",
            "49.5 GB (53'150'220'288 bytes)",
            "49,5 ГБ (53\u{a0}150\u{a0}220\u{a0}288 байт)",
        ] {
            assert_eq!(size(cell, Some(Unit::Mb), None), Some(Size::exact(53_150_220_288)), "{cell}");
        }
        assert_eq!(size("0 B (0 bytes)", None, None), Some(Size::exact(0)));
        // Split by a delimiter: only the rounded number is whole.
        assert_eq!(size("2 GB (2", None, None).map(|s| s.bytes), Some(2 * GIB));
    }

    #[test]
    fn rounded_numbers_say_what_they_may_stand_for() {
        let half = GIB / 20;
        let bytes = 49 * GIB + GIB / 2;
        for cell in ["49.5 GB", "49.5 GB ", "49.5GB"] {
            assert_eq!(
                size(cell, None, None),
                Some(Size { bytes, rounded: Some((bytes - half, bytes + half)) }),
                "{cell}"
            );
        }
        assert_eq!(size("49,5", Some(Unit::Gb), None).map(|s| s.bytes), Some(bytes));
        assert_eq!(size("50688", Some(Unit::Mb), None).map(|s| s.bytes), Some(bytes));
        assert_eq!(size("0", Some(Unit::Mb), None), Some(Size { bytes: 0, rounded: Some((0, 1 << 19)) }));
    }

    #[test]
    fn bytes_are_exact() {
        for (cell, bytes) in [
            ("53150220288", 53_150_220_288),
            ("6672B", 6672),
            ("53,150,220,288", 53_150_220_288),
            ("1.234", 1234),
            ("12.0", 12),
        ] {
            assert_eq!(size(cell, None, None), Some(Size::exact(bytes)), "{cell}");
        }
        assert_eq!(size("Unlimited", Some(Unit::Gb), None), Some(Size::exact(UNLIMITED)));
    }

    #[test]
    fn one_separator_with_three_digits_is_decided_over_the_column() {
        let megabytes = |cell, comma| size(cell, Some(Unit::Mb), comma).map(|s| s.bytes >> 20);
        assert_eq!(megabytes("1.234", Some(true)), Some(1234));
        assert_eq!(megabytes("1.234", Some(false)), Some(1));
        assert_eq!(megabytes("1,234", Some(false)), Some(1234));
        assert_eq!(megabytes("1.234", None), None);
        assert_eq!(size("1.333 GB", None, None).map(|s| s.bytes >> 30), Some(1));
        assert_eq!(size("1.685 MB", None, None).map(|s| s.bytes >> 20), Some(1));
        assert_eq!(megabytes("1.234,5", None), Some(1234));
        assert_eq!(megabytes("1,234.5", None), Some(1234));
    }

    #[test]
    fn evidence_for_the_decimal_comma() {
        for (cell, evidence) in [
            ("49,5", Some(true)),
            ("49.5 GB", Some(false)),
            ("1.234,5", Some(true)),
            ("1,234,567", Some(false)),
            ("1.234.567 KB", Some(true)),
            ("0,125", Some(true)),
            ("1234.567", Some(false)),
            ("1.234", None),
            ("1234", None),
            ("n/a", None),
        ] {
            assert_eq!(decimal_comma_evidence(cell), evidence, "{cell}");
        }
    }

    #[test]
    fn units_of_headers() {
        for (header, unit) in [
            ("storageused(byte)", Some(Unit::Bytes)),
            ("totalsize(bytes)", Some(Unit::Bytes)),
            ("totalmailboxsize(mb)", Some(Unit::Mb)),
            ("sizegb", Some(Unit::Gb)),
            ("mailboxsizemb", Some(Unit::Mb)),
            ("sizeinmegabytes", Some(Unit::Mb)),
            ("mbsize", None),
            ("totalitemsize", None),
        ] {
            assert_eq!(header_unit(header), unit, "{header}");
        }
    }

    #[test]
    fn what_is_no_size() {
        for cell in ["", "large", "GB", "-5 GB", "49.5", "1,23,4 GB", "5 apples", "12 GB of 50 GB", "1.23E+10"] {
            assert_eq!(size(cell, None, None), None, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let _ = (size(&text, None, None), size(&text, Some(Unit::Tb), Some(true)), decimal_comma_evidence(&text));
        }

        #[test]
        fn the_interval_holds_the_value(whole in 0_u32..1_000_000, fraction in 0_u32..100) {
            let size = size(&format!("{whole}.{fraction:02} GB"), None, None).expect("a plain size");
            let (first, last) = size.rounded.expect("a rounded size");
            prop_assert!(first <= size.bytes && size.bytes <= last);
            prop_assert!(last - first <= GIB / 100);
        }
    }
}
