//! The names in one cell: what a list separates, and what only somebody who knows the names can separate.

use crate::facts::{Naming, Party};
use crate::schema::Side;
use crate::values::identity::{Form, form};
use crate::values::list;
use crate::values::text::{is_blank, trim};

/// Longest name in words, and longest list in words, that is looked at.
const WORDS: (usize, usize) = (8, 400);

/// The names in a cell and whom each names. `joined` allows names with nothing but blanks between them: they are
/// separated where every one of them is known.
pub(in crate::facts) fn names<'t>(
    naming: &Naming<'_>,
    side: Side,
    cell: &'t str,
    joined: bool,
) -> Vec<(&'t str, Party)> {
    let whole = trim(cell);
    let party = naming.party(side, whole);
    if party != Party::Nobody && matches!(form(whole), Form::Name(_) | Form::Guid(_) | Form::Address(_)) {
        return vec![(whole, party)];
    }
    let mut pieces = Vec::new();
    list::identities(whole, &mut pieces);
    match pieces[..] {
        [] => Vec::new(),
        [piece] => known(naming, side, piece, joined),
        _ => pieces.iter().flat_map(|piece| known(naming, side, piece, joined)).collect(),
    }
}

/// One piece of a list: a name, or several that are all known.
fn known<'t>(naming: &Naming<'_>, side: Side, piece: &'t str, joined: bool) -> Vec<(&'t str, Party)> {
    let party = naming.party(side, piece);
    if party == Party::Nobody && matches!(form(piece), Form::Name(_)) {
        let at_commas = piece.contains(',').then(|| cover(naming, side, piece, |c| c == ',')).flatten();
        let at_blanks = || joined.then(|| cover(naming, side, piece, is_blank)).flatten();
        if let Some(names) = at_commas.or_else(at_blanks) {
            return names;
        }
    }
    vec![(piece, party)]
}

/// The text as names that all are known, the longest first; `None` where something is left over.
fn cover<'t>(
    naming: &Naming<'_>,
    side: Side,
    text: &'t str,
    separates: impl Fn(char) -> bool,
) -> Option<Vec<(&'t str, Party)>> {
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let words: Vec<(usize, usize)> = text
        .split(separates)
        .map(trim)
        .filter(|word| !word.is_empty())
        .map(|word| (offset(word), offset(word) + word.len()))
        .collect();
    if words.len() < 2 || words.len() > WORDS.1 {
        return None;
    }
    let mut names = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = WORDS.0.min(words.len() - at);
        let (count, name, party) = (1..=longest).rev().find_map(|count| {
            let name = &text[words[at].0..words[at + count - 1].1];
            let party = naming.party(side, name);
            (party != Party::Nobody).then_some((count, name, party))
        })?;
        names.push((name, party));
        at += count;
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;

    fn split(cell: &str, joined: bool) -> String {
        let facts = Tenants::new()
            .source(
                "mailboxes.csv",
                "PrimarySmtpAddress,UserPrincipalName,RecipientTypeDetails,DisplayName,Alias\n\
                 kim@contoso.com,kim@contoso.com,UserMailbox,Kim Akers,kim\n\
                 sam@contoso.com,sam@contoso.com,UserMailbox,Sam Lee,sam\n\
                 pat@contoso.com,pat@contoso.com,UserMailbox,\"Fox, Pat (Sales)\",pat\n\
                 van@contoso.com,van@contoso.com,UserMailbox,Kim,van\n",
            )
            .facts();
        let names = names(&facts.naming(), Side::Source, cell, joined);
        let shown = |(name, party): &(&str, Party)| match party {
            Party::Own(id) => facts.subject(Side::Source, *id).split('@').next().unwrap_or_default().to_owned(),
            _ => format!("?{name}"),
        };
        names.iter().map(shown).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn lists_are_split_and_names_with_a_comma_are_not() {
        assert_eq!(split("kim@contoso.com, sam@contoso.com", false), "kim|sam");
        assert_eq!(split("kim;Sam Lee;gone", false), "kim|sam|?gone");
        assert_eq!(split("Fox, Pat (Sales)", false), "pat");
        assert_eq!(split("Fox, Pat (Sales), Sam Lee", false), "pat|sam");
        assert_eq!(split("Fox, Eve", false), "?Fox, Eve");
    }

    #[test]
    fn blanks_separate_names_only_where_a_property_was_joined_and_all_are_known() {
        assert_eq!(split("Kim Akers Sam Lee", true), "kim|sam");
        assert_eq!(split("Sam Lee Nobody", true), "?Sam Lee Nobody");
        assert_eq!(split("kim sam", false), "?kim sam");
    }
}
