//! Decimal numbers as written, and the bytes that they may stand for.

use super::{Size, UNLIMITED, Unit};
use crate::values::number::grouped;

/// A decimal number as written: `49.50` is 4950 with two decimals.
pub(super) struct Decimal {
    mantissa: u64,
    decimals: u32,
}

impl Decimal {
    pub(super) fn parse(text: &str, unit: Unit, own_unit: bool, decimal_comma: Option<bool>) -> Option<Self> {
        if is_digits(text) {
            return Some(Self { mantissa: text.parse().ok()?, decimals: 0 });
        }
        let Some(last) = text.rfind(['.', ',']) else {
            return Self::whole(text);
        };
        let (whole, fraction) = (&text[..last], &text[last + 1..]);
        let is_comma = text.as_bytes()[last] == b',';
        if whole.contains(if is_comma { ',' } else { '.' }) || !is_digits(fraction) {
            return Self::whole(text);
        }
        let groups = !whole.contains(['.', ','])
            && could_group(whole, fraction)
            && Self::last_groups(unit, own_unit, is_comma, decimal_comma)?;
        if groups { Self::whole(text) } else { Self::fractional(whole, fraction) }
    }

    /// Whether the only separator of `1.234` groups; `None` where nothing decides.
    fn last_groups(unit: Unit, own_unit: bool, is_comma: bool, decimal_comma: Option<bool>) -> Option<bool> {
        match (decimal_comma, unit) {
            // Nobody writes a thousandth of a byte.
            (_, Unit::Bytes) => Some(true),
            (Some(comma), _) => Some(comma != is_comma),
            // A mailbox of a thousand GB does not exist: the next unit would have been used.
            (None, Unit::Gb | Unit::Tb) => Some(false),
            (None, Unit::Kb | Unit::Mb) => (own_unit && !is_comma).then_some(false),
        }
    }

    fn whole(text: &str) -> Option<Self> {
        Some(Self { mantissa: grouped(text)?, decimals: 0 })
    }

    fn fractional(whole: &str, fraction: &str) -> Option<Self> {
        let mut mantissa = if is_digits(whole) { whole.parse().ok()? } else { grouped(whole)? };
        // Digits behind the ninth are below a byte in every unit that is rounded in practice.
        let fraction = &fraction[..fraction.len().min(9)];
        for digit in fraction.bytes() {
            mantissa = u64::checked_mul(mantissa, 10)?.checked_add(u64::from(digit - b'0'))?;
        }
        Some(Self { mantissa, decimals: fraction.len() as u32 })
    }

    /// The bytes of that many units, with the interval that rounds to this text.
    pub(super) fn in_unit(&self, unit: Unit) -> Option<Size> {
        let scale = 10_u128.pow(self.decimals);
        let unit_bytes = u128::from(unit.bytes());
        let twice = 2 * u128::from(self.mantissa);
        if unit == Unit::Bytes {
            let is_whole = u128::from(self.mantissa).is_multiple_of(scale);
            return is_whole
                .then(|| u128::from(self.mantissa) / scale)
                .and_then(|b| b.try_into().ok())
                .map(Size::exact);
        }
        let bytes = (twice * unit_bytes + scale) / (2 * scale);
        let first = (twice.saturating_sub(1) * unit_bytes).div_ceil(2 * scale);
        let last = (twice + 1) * unit_bytes / (2 * scale);
        let bytes = u64::try_from(bytes).ok().filter(|bytes| *bytes < UNLIMITED)?;
        let interval = (u64::try_from(first).ok()?, u64::try_from(last).ok()?);
        Some(Size { bytes, rounded: (interval != (bytes, bytes)).then_some(interval) })
    }
}

/// Whether `whole` and `fraction` around one separator could as well be two groups of digits.
pub(super) fn could_group(whole: &str, fraction: &str) -> bool {
    fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0') && is_digits(whole)
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
