//! PAI004 type-differs: an object is something else at the destination.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::movers;
use crate::pair::is_prepared;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI004",
    name: "type-differs",
    severity: Severity::Major,
    title: "The destination object is of another type",
    why: "A shared mailbox that arrives as a user mailbox needs a licence, a security group that arrives as \
          a distribution group loses the rights given through it, and a directory user without a mailbox \
          receives nothing. A mail user that the native mover moves onto is meant to be one",
    fix: "Convert it (`Set-Mailbox -Type Shared`), licence the user, or create an object of the right type",
    message: "{subject} is {from} and becomes {pair}, which is {to}",
    needs: &[super::SOURCE_TYPES, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let mover = movers::of(facts.plan.mover);
    for (id, object) in facts.source.in_scope() {
        let Some(pair) = facts.pairs.of(id).destination else { continue };
        let other = facts.destination.object(pair);
        selection.examine();
        let is_target = mover.needs(movers::Need::PreparedMailUsers) && is_prepared(object, other);
        if object.class != other.class && !is_target {
            let (from, to) = (object.class.as_str(), other.class.as_str());
            let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{from}>{to}"))
                .with("from", from)
                .with("to", to)
                .with("pair", facts.text(other.subject))
                .seen(facts.evidence(Side::Source, object, super::TYPE_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Mover;

    fn tenants() -> Tenants {
        Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ExchangeGuid\n\
                 sales@contoso.com,sales@contoso.com,SharedMailbox,\n\
                 same@contoso.com,same@contoso.com,Shared Mailbox,\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,11111111-1111-4111-8111-111111111111\n\
                 dir@contoso.com,dir@contoso.com,UserMailbox,\n",
            )
            .source(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,RecipientTypeDetails\n\
                 Sec,sec@contoso.com,Universal,MailUniversalSecurityGroup\n\
                 Dist,dist@contoso.com,Universal,MailUniversalDistributionGroup\n",
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
                 sales@fabrikam.com,sales@fabrikam.com,UserMailbox\n\
                 same@fabrikam.com,same@fabrikam.com,SharedMailbox\n",
            )
            .destination(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,ExchangeGuid\n\
                 Jane,jane@fabrikam.com,SMTP:jane@contoso.com,MailUser,{11111111-1111-4111-8111-111111111111}\n",
            )
            .destination("users.csv", "UserPrincipalName,DisplayName,Licenses\ndir@contoso.com,Dir,\nx@fabrikam.com,X,E3\n")
            .destination(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,RecipientTypeDetails\n\
                 Sec,sec@fabrikam.com,Universal,MailUniversalDistributionGroup\n\
                 Dist,dist@fabrikam.com,Universal,MailUniversalDistributionGroup\n",
            )
    }

    #[test]
    fn another_class_is_named_with_both() {
        insta::assert_snapshot!(tenants().findings(&super::CHECK), @r"
        major source dir@contoso.com user>directory-user
        major source jane@contoso.com user>mail-user
        major source sales@contoso.com shared>user
        major source sec@contoso.com security>distribution
        ");
    }

    #[test]
    fn the_prepared_target_of_the_native_mover_is_as_it_should_be() {
        let tenants = tenants().plan(|plan| plan.mover = Mover::Native);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source dir@contoso.com user>directory-user
        major source sales@contoso.com shared>user
        major source sec@contoso.com security>distribution
        ");
    }
}
