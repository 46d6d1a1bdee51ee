//! VFY103 display-name-changed: people do not find a mailbox or group by its name.

use super::arrived::{self, Arrived};
use super::needs::{DESTINATION_NAMES, SOURCE_NAMES};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::recipient::Class;
use crate::values::text::trim;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY103",
    name: "display-name-changed",
    severity: Severity::Minor,
    title: "A shared mailbox or group does not have its display name back",
    why: "While both tenants exist shared mailboxes and groups are often shown under a marked name; afterwards \
          people look for the name they know. The value is the name of now, and the message has the original one. \
          Asked of shared mailboxes and groups, capitals included; spaces around a name do not count. A name that the exports of \
          one side do not show is undecidable. Names of people belong to the directory of the destination and are \
          not judged",
    fix: "`Set-Mailbox -DisplayName`, for groups `Set-DistributionGroup -DisplayName` or `Set-UnifiedGroup \
          -DisplayName`",
    message: "{subject} was called `{original}`; {pair} is called `{value}`",
    needs: &[SOURCE_NAMES, DESTINATION_NAMES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        if object.class != Class::Shared && !object.class.is_group() {
            continue;
        }
        selection.examine();
        let [original, now] = [object, other].map(|object| trim(facts.text(object.display_name)));
        if original.is_empty() || now.is_empty() {
            selection.undecided();
        } else if original != now {
            let hit = Hit::new(Side::Source, facts.text(object.subject), now)
                .with("pair", facts.text(other.subject))
                .with("original", original)
                .seen(facts.evidence(Side::Destination, other, super::DISPLAY_NAME_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n";

    fn tenants(now: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!(
                    "{HEAD}desk@contoso.com,desk@contoso.com,SharedMailbox,Front Desk\n\
                     room@contoso.com,room@contoso.com,RoomMailbox,Blue Room\n\
                     kim@contoso.com,kim@contoso.com,UserMailbox,Kim Akers\n"
                ),
            )
            .source_before("groups.csv", "DisplayName,PrimarySmtpAddress,GroupType\nAll Hands,all@contoso.com,Universal\n")
            .destination("mailboxes.csv", &format!("{HEAD}{now}"))
            .destination(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType\nAll Hands (Contoso),all@contoso.com,Universal\n",
            )
    }

    #[test]
    fn shared_mailboxes_and_groups_have_their_own_name_back() {
        let tenants = tenants(
            "desk@contoso.com,desk@contoso.com,SharedMailbox,front desk\n\
             room@contoso.com,room@contoso.com,RoomMailbox,Contoso Blue Room\n\
             kim@contoso.com,kim@contoso.com,UserMailbox,Kim A\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source all@contoso.com All Hands (Contoso)
        minor source desk@contoso.com front desk
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        all@contoso.com was called `All Hands`; all@contoso.com is called `All Hands (Contoso)`
        desk@contoso.com was called `Front Desk`; desk@contoso.com is called `front desk`
        ");
    }

    #[test]
    fn spaces_around_a_name_do_not_count_and_an_unknown_one_is_undecidable() {
        let padded = tenants("desk@contoso.com,desk@contoso.com,SharedMailbox, Front Desk \n");
        insta::assert_snapshot!(padded.findings(&super::CHECK), @"minor source all@contoso.com All Hands (Contoso)");
        let unknown = tenants("desk@contoso.com,desk@contoso.com,SharedMailbox,System.String[]\n");
        insta::assert_snapshot!(unknown.findings(&super::CHECK), @r"
        minor source all@contoso.com All Hands (Contoso)
        undecidable 1 of 2
        ");
    }
}
