//! BCK108 object-gone: a mailbox or group of before no longer exists.

use super::restoring;
use crate::check::{Check, Hit, PRIMARY_COLUMNS, Selection, Severity};
use crate::facts::restored::Outcome;
use crate::facts::{Facts, Object};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "BCK108",
    name: "object-gone",
    severity: Severity::Blocker,
    title: "A mailbox or group of before the move no longer exists",
    why: "What is gone cannot get its addresses back, and its mail is lost when the days of grace are over. Mailboxes and groups of the \
          baseline in scope. An object is found again by its directory id, else by another GUID, else by its fallback address, since \
          UPN and addresses were changed: a new mailbox at the old address is not the old one. A mailbox that is soft-deleted, or of \
          which only the user is left, is gone",
    fix: "Restore it while the service keeps it (30 days): `Undo-SoftDeletedMailbox`, `Restore-MgDirectoryDeletedItem`; a distribution group is \
          made anew with `New-DistributionGroup`",
    message: "The {class} {subject} no longer exists at the source",
    needs: &[restoring::OBJECTS_BEFORE, restoring::OBJECTS_NOW],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let Some(before) = facts.before(Side::Source) else { return };
    let is_asked = |object: &Object| object.in_scope() && (object.class.is_mailbox() || object.class.is_group());
    for restored in &facts.restored.objects {
        let object = before.source.object(restored.object);
        if !is_asked(object) {
            continue;
        }
        selection.examine_on(Side::Source);
        match restored.outcome {
            Outcome::Gone => selection.hit(
                Hit::new(Side::Source, facts.text(object.subject), facts.text(object.subject))
                    .with("class", object.class.as_str())
                    .seen(before.evidence(Side::Source, object, PRIMARY_COLUMNS)),
            ),
            Outcome::Unknown => selection.undecided_on(Side::Source),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::restoring::testing::{HEAD, mailboxes, with_ids};
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const BEFORE: &str = "j@contoso.com,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com,$1\n\
        k@contoso.com,kim@contoso.com,SharedMailbox,SMTP:kim@contoso.com,$2\n\
        l@contoso.com,lee@contoso.com,UserMailbox,SMTP:lee@contoso.com,$3\n\
        d@contoso.com,disc@contoso.com,DiscoveryMailbox,SMTP:disc@contoso.com,$4\n";

    #[test]
    fn renamed_is_not_gone_and_another_mailbox_at_the_old_address_is_not_the_old_one() {
        let now = "j1@contoso.onmicrosoft.com,j1@contoso.onmicrosoft.com,UserMailbox,SMTP:j1@contoso.onmicrosoft.com,$1\n\
            k@contoso.com,kim@contoso.com,SharedMailbox,SMTP:kim@contoso.com,$9\n";
        let users = "UserPrincipalName,DisplayName,UserType,ObjectId\nl@contoso.com,Lee,Member,$3\n";
        let tenants = mailboxes(BEFORE, now).source("users.csv", &with_ids("", users));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source kim@contoso.com kim@contoso.com
        blocker source lee@contoso.com lee@contoso.com
        ");
    }

    #[test]
    fn where_nothing_shows_groups_a_group_is_undecided() {
        let groups = "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n";
        let tenants = Tenants::of(Command::Backout)
            .source_before("groups.csv", groups)
            .source("mailboxes.csv", &with_ids(HEAD, BEFORE));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
    }

    #[test]
    fn one_kind_of_group_export_says_nothing_about_the_others() {
        let groups = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails\n\
            All,all@contoso.com,MailUniversalDistributionGroup\nOps,ops@contoso.com,MailUniversalSecurityGroup\n";
        let team = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails,AccessType\nTeam,team@contoso.com,GroupMailbox,Private\n";
        let now = |name, text: &str| {
            Tenants::of(Command::Backout)
                .source_before("groups.csv", groups)
                .source_before("unified.csv", team)
                .source("unified.csv", team)
                .source(name, text)
                .findings(&super::CHECK)
        };
        let users = "UserPrincipalName,DisplayName\nkim@contoso.com,Kim\n";
        insta::assert_snapshot!(now("users.csv", users), @"undecidable 2 of 3");
        let one = "DisplayName,PrimarySmtpAddress,RecipientTypeDetails\nAll,all@contoso.com,MailUniversalDistributionGroup\n";
        insta::assert_snapshot!(now("groups.csv", one), @"blocker source ops@contoso.com ops@contoso.com");
        let recipients = "Name,PrimarySmtpAddress,RecipientType,RecipientTypeDetails\nTeam,team@contoso.com,MailUniversalDistributionGroup,GroupMailbox\nKim,kim@contoso.com,UserMailbox,UserMailbox\nPat,pat@tailspin.com,MailContact,MailContact\n";
        insta::assert_snapshot!(now("recipients.csv", recipients), @r"
        blocker source all@contoso.com all@contoso.com
        blocker source ops@contoso.com ops@contoso.com
        ");
    }
}
