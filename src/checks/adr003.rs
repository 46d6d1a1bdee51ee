//! ADR003 alias-taken: an Alias of the source is the Alias of somebody else at the destination.

use std::collections::HashMap;

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, ObjectId};
use crate::intern::Symbol;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "ADR003",
    name: "alias-taken",
    severity: Severity::Major,
    title: "The Alias is already used at the destination",
    why: "The Alias (mailNickname) is unique in a tenant: Exchange refuses it or silently adds digits, and \
          scripts that find the object by its Alias then work on the other one. The Alias of the own pair is \
          no trouble",
    fix: "Change the Alias of one of them: `Set-Mailbox -Alias`, `Set-DistributionGroup -Alias`, \
          `Set-UnifiedGroup -Alias`",
    message: "The Alias `{value}` of {subject} is the Alias of {holder} ({class}) at the destination",
    needs: &[super::SOURCE_ALIASES, super::DESTINATION_ALIASES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let mut holders: HashMap<Symbol, Vec<ObjectId>> = HashMap::new();
    for (id, object) in facts.destination.ids().filter(|(_, object)| !object.alias_key.is_empty()) {
        holders.entry(object.alias_key).or_default().push(id);
    }
    for (id, object) in facts.source.in_scope().filter(|(_, object)| !object.alias_key.is_empty()) {
        selection.examine();
        let pair = facts.pairs.of(id).destination;
        let others = holders.get(&object.alias_key).map_or(&[][..], Vec::as_slice);
        for other in others.iter().filter(|other| Some(**other) != pair) {
            let other = facts.destination.object(*other);
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(object.alias_key))
                .held_by(facts.text(other.subject))
                .with("class", other.class.as_str())
                .seen(facts.evidence(Side::Source, object, super::ALIAS_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,kim\n\
        sales@contoso.com,sales@contoso.com,SharedMailbox,sales\n\
        blank@contoso.com,blank@contoso.com,SharedMailbox,\n";

    #[test]
    fn an_alias_of_anybody_but_the_pair_is_taken() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", SOURCE)
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n\
                 jane@fabrikam.com,jane@fabrikam.com,UserMailbox,jane\n\
                 janet@fabrikam.com,janet@fabrikam.com,UserMailbox,jane2\n\
                 sales@fabrikam.com,sales@fabrikam.com,SharedMailbox,sales2\n\
                 bob@fabrikam.com,bob@fabrikam.com,UserMailbox,SALES\n\
                 void@fabrikam.com,void@fabrikam.com,UserMailbox,\n",
            )
            .destination(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,Alias\nKim's team,kim-team@fabrikam.com,Universal,kim\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source kim@contoso.com kim < kim-team@fabrikam.com
        major source sales@contoso.com sales < bob@fabrikam.com
        ");
    }

    #[test]
    fn a_destination_without_aliases_is_said_to_be_missing() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n\
             jane@fabrikam.com,jane@fabrikam.com,UserMailbox,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: mailboxes `Alias`");
    }
}
