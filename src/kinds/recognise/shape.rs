//! Whether the values of a column look like its type. A guess for choosing between columns, from a
//! sample; what a cell really says is read later.

use crate::schema::Type;
use crate::values::{address, flag, guid, lossy, number, text};

/// How the values of a column suit a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Most values have the shape of the type.
    Good,
    /// Words are wanted and machine text (addresses, GUIDs) is there: legal, but odd.
    Odd,
    /// No values to judge by.
    Blank,
    /// Most values have another shape.
    Bad,
}

/// How the sample suits the type. Lost values (type names, dashes) are not judged.
pub(super) fn fit(ty: Type, values: &[&str]) -> Fit {
    let judged: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !is_lost(value)).collect();
    if judged.is_empty() {
        return Fit::Blank;
    }
    let suits = share(&judged, |value| suits(ty, value)) >= 0.5;
    match ty {
        Type::Text if !suits => Fit::Odd,
        _ if suits => Fit::Good,
        _ => Fit::Bad,
    }
}

/// The share of values, from 0 to 1, that a test accepts; 0 without values.
pub(super) fn share(values: &[&str], test: impl Fn(&str) -> bool) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.iter().filter(|value| test(value)).count() as f64 / values.len() as f64
}

/// Whether the cell holds a type name or a placeholder where a value was.
fn is_lost(value: &str) -> bool {
    value.is_empty() || text::is_placeholder(value) || matches!(lossy::loss(value, false), Some(lossy::Loss::TypeName))
}

fn suits(ty: Type, value: &str) -> bool {
    match ty {
        Type::Text => !is_machine_text(value),
        Type::Identity | Type::Identities | Type::Words => true,
        Type::Address => address::looks_like_address(without_smtp(value)),
        Type::Addresses => holds_addresses(value),
        Type::LegacyDn => value.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("/o=")),
        Type::Guid => guid::looks_like_guid(value),
        Type::Flag | Type::Switch => flag::flag(value).is_some(),
        Type::Size => value.starts_with(|c: char| c.is_ascii_digit()) || value.eq_ignore_ascii_case("unlimited"),
        Type::Count => number::count(value).is_some(),
        Type::Date => value.chars().filter(char::is_ascii_digit).count() >= 4,
        Type::Domain => value.contains('.') && !value.contains(['@', ' ', '/']),
    }
}

/// An address without the `SMTP:` that target addresses and mangled primaries carry.
fn without_smtp(value: &str) -> &str {
    value
        .split_once(':')
        .filter(|(prefix, _)| prefix.eq_ignore_ascii_case("smtp"))
        .map_or(value, |(_, rest)| rest.trim())
}

fn is_machine_text(value: &str) -> bool {
    guid::looks_like_guid(value) || address::looks_like_address(value) || holds_addresses(value)
}

/// Whether an address or a proxy address of any type is in the cell.
pub(super) fn holds_addresses(value: &str) -> bool {
    value.contains('@') || is_prefixed(value)
}

/// Whether the cell begins with the prefix of a proxy address.
pub(super) fn is_prefixed(value: &str) -> bool {
    let known = ["smtp", "sip", "x500", "x400", "eum", "spo", "ms", "ccmail"];
    let start = value.trim_start_matches(['{', '"', ' ']);
    start.split_once(':').is_some_and(|(prefix, _)| known.iter().any(|known| prefix.eq_ignore_ascii_case(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_addresses_is_odd_as_text_and_good_as_addresses() {
        let values = ["kim@contoso.com,kim.a@contoso.com", "sam@contoso.com"];
        assert_eq!(fit(Type::Text, &values), Fit::Odd);
        assert_eq!(fit(Type::Addresses, &values), Fit::Good);
    }

    #[test]
    fn an_address_may_carry_its_prefix() {
        assert_eq!(fit(Type::Address, &["SMTP:kim@contoso.com", "smtp:sam@contoso.com"]), Fit::Good);
        assert_eq!(fit(Type::Address, &["X400:C=US;A= ;P=Contoso"]), Fit::Bad);
    }

    #[test]
    fn lost_values_say_nothing() {
        assert_eq!(fit(Type::Guid, &["System.String[]", "-"]), Fit::Blank);
    }

    #[test]
    fn one_damaged_value_does_not_change_the_meaning_of_a_column() {
        let guid = "2b7a9a5e-3c1f-4a55-9d3e-6d1f0c9e8a77";
        assert_eq!(fit(Type::Guid, &[guid, guid, "1.23E+10"]), Fit::Good);
        assert_eq!(fit(Type::Guid, &["Kim", "Sam", guid]), Fit::Bad);
    }
}
