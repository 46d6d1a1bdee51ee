//! PAI010 doubtful-pair: a pair found by address or name, but the names of both share nothing.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::pair::Method;
use crate::schema::Side;
use crate::values::text::fold_words;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI010",
    name: "doubtful-pair",
    severity: Severity::Major,
    title: "A pair whose display names share no word",
    why: "An equal address, local part or alias can belong to two people: `info`, `m.lee`, a name given \
          again. Where the display names have no word in common, somebody should look before mail is copied. \
          Case, accents, punctuation and the order of the words do not count",
    fix: "Look at both objects; name the right pair in the identity map, which ends the doubt",
    message: "{subject} (`{own}`) is paired by {method} with {pair}, which is called `{value}`",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope() {
        let pair = facts.pairs.of(id);
        let Some(other) = pair.destination else { continue };
        if !matches!(pair.method, Method::Address | Method::LocalPart | Method::Alias) {
            continue;
        }
        let other = facts.destination.object(other);
        selection.examine();
        let (own, theirs) = (facts.text(object.display_name), facts.text(other.display_name));
        let (own_words, their_words) = (fold_words(own), fold_words(theirs));
        if own_words.is_empty() || their_words.is_empty() {
            selection.undecided();
        } else if !own_words.iter().any(|word| their_words.contains(word)) {
            let hit = Hit::new(Side::Source, facts.text(object.subject), theirs)
                .with("own", own)
                .with("method", pair.method.as_str())
                .with("pair", facts.text(other.subject))
                .seen(facts.evidence(Side::Source, object, super::DISPLAY_NAME_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
        m.lee@contoso.com,m.lee@contoso.com,UserMailbox,Mia Lee,mlee\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,\"Dö, Jané (Contoso)\",jane\n\
        info@contoso.com,info@contoso.com,SharedMailbox,Info,info\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,Kim,kakers\n";

    const DESTINATION: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
        m.lee@fabrikam.com,m.lee@fabrikam.com,UserMailbox,Max Leeds,ml\n\
        jane@fabrikam.com,jane@fabrikam.com,UserMailbox,JANE do,jane\n\
        info@fabrikam.com,info@fabrikam.com,SharedMailbox,,info\n\
        other@fabrikam.com,other@fabrikam.com,UserMailbox,Omar,KAkers\n";

    fn tenants() -> Tenants {
        Tenants::new().source("mailboxes.csv", SOURCE).destination("mailboxes.csv", DESTINATION)
    }

    #[test]
    fn pairs_whose_names_share_no_word() {
        insta::assert_snapshot!(tenants().findings(&super::CHECK), @r"
        major source kim@contoso.com Omar
        major source m.lee@contoso.com Max Leeds
        undecidable 1 of 4
        ");
    }

    #[test]
    fn what_a_person_said_is_not_doubted() {
        let tenants = tenants().map("Source,Destination\nm.lee,m.lee@fabrikam.com\nkim@contoso.com,other@fabrikam.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
