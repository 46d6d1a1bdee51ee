//! PAI003 destination-shared: two source objects become one.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI003",
    name: "destination-shared",
    severity: Severity::Blocker,
    title: "Two source objects become one destination object",
    why: "The mail and rights of both would end in one mailbox. If that is wanted, say so by switching this \
          check off or lowering it for the project; nothing else tells a merge from a mistake",
    fix: "Give each its own destination object, or name the right pairs in the identity map",
    message: "{subject} becomes {value}, and so does {other}",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope().filter(|(id, _)| facts.is_asked(*id)) {
        let Some(pair) = facts.pairs.of(id).destination else { continue };
        selection.examine();
        let others = facts.pairs.sources(pair).iter().filter(|other| **other != id);
        let first = others.filter(|other| facts.source.object(**other).in_scope()).min_by_key(|other| facts.subject(Side::Source, **other));
        if let Some(other) = first {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.subject(Side::Destination, pair))
                .with("other", facts.subject(Side::Source, *other))
                .seen(facts.evidence(Side::Source, object, super::PRIMARY_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,jane\n\
        jdoe@contoso.com,jdoe@contoso.com,SharedMailbox,jd\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,kim\n";

    const DESTINATION: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n\
        jane@fabrikam.com,jane@fabrikam.com,UserMailbox,jane\n\
        kim@fabrikam.com,kim@fabrikam.com,UserMailbox,kim\n";

    #[test]
    fn both_that_become_one_are_named() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .destination("mailboxes.csv", DESTINATION)
            .map("Source,Destination\njdoe@contoso.com,jane@fabrikam.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source jane@contoso.com jane@fabrikam.com
        blocker source jdoe@contoso.com jane@fabrikam.com
        ");
    }

    #[test]
    fn one_each_is_no_trouble() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination("mailboxes.csv", DESTINATION);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
