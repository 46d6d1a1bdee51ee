//! The clauses of a recipient filter (OPATH) or a membership rule: `Department -eq 'Sales'`.

use std::borrow::Cow;

/// One comparison with a quoted value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause<'a> {
    /// What is compared, e.g. `Department` or `user.department`.
    pub property: &'a str,
    /// How, without the hyphen, e.g. `eq`.
    pub operator: &'a str,
    /// The value without its quotes; a doubled quote in it stands for one.
    pub value: Cow<'a, str>,
}

/// The comparisons with quoted values of a filter, in their order. Brackets and `-not` are not looked at, and
/// comparisons with `$null`, `$true` or numbers are left out.
pub fn clauses(filter: &str) -> Vec<Clause<'_>> {
    let mut clauses = Vec::new();
    let mut rest = filter;
    while let Some(open) = rest.find(['\'', '"']) {
        let quote = rest.as_bytes()[open];
        let inside = &rest[open + 1..];
        let end = end_of(inside, quote);
        let mut words =
            rest[..open].rsplit(|c: char| c.is_whitespace() || "()[]{},".contains(c)).filter(|word| !word.is_empty());
        let operator = words.next().unwrap_or_default().trim_start_matches('-');
        let property = words.next().unwrap_or_default();
        let value = &inside[..end];
        let one = char::from(quote).to_string();
        let value =
            if value.contains(&one) { Cow::Owned(value.replace(&one.repeat(2), &one)) } else { Cow::Borrowed(value) };
        if !value.is_empty() {
            clauses.push(Clause { property, operator, value });
        }
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    clauses
}

/// Where the value ends: at the next quote that is not doubled, else at the end of the filter.
fn end_of(inside: &str, quote: u8) -> usize {
    let bytes = inside.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == quote {
            if bytes.get(at + 1) != Some(&quote) {
                return at;
            }
            at += 1;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(filter: &str) -> Vec<(String, String, String)> {
        let own = |clause: &Clause<'_>| {
            (clause.property.to_owned(), clause.operator.to_owned(), clause.value.clone().into_owned())
        };
        clauses(filter).iter().map(own).collect()
    }

    fn clause(property: &str, operator: &str, value: &str) -> (String, String, String) {
        (property.to_owned(), operator.to_owned(), value.to_owned())
    }

    #[test]
    fn quoted_values_with_their_properties() {
        assert_eq!(
            read(
                "((((RecipientType -eq 'UserMailbox') -and (Department -eq 'R&D ''East'''))) -and (-not(Name -like 'SystemMailbox{*')))"
            ),
            [
                clause("RecipientType", "eq", "UserMailbox"),
                clause("Department", "eq", "R&D 'East'"),
                clause("Name", "like", "SystemMailbox{*"),
            ]
        );
        assert_eq!(read("(user.mail -contains \"@contoso.com\")"), [clause("user.mail", "contains", "@contoso.com")]);
    }

    #[test]
    fn what_is_not_quoted_or_not_closed() {
        assert_eq!(read("(Alias -ne $null) -and (HiddenFromAddressListsEnabled -eq $false)"), []);
        assert_eq!(read("Company -eq 'Conto"), [clause("Company", "eq", "Conto")]);
        assert_eq!(read("Company -eq ''"), []);
    }

    proptest! {
        #[test]
        fn any_text_has_clauses(filter in "[a-zé'\"() -]{0,40}|.*") {
            let _ = clauses(&filter);
        }
    }
}
