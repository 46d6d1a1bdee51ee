//! VFY102 type-changed: the destination object is of another type.

use super::arrived::{self, Arrived};
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY102",
    name: "type-changed",
    severity: Severity::Major,
    title: "The object arrived as something else",
    why: "A shared mailbox that became a user mailbox needs a licence, a security group that became a distribution \
          group gives nobody access any more, and a directory user or mail user without a mailbox receives \
          nothing. After the move this also holds for mail users that the native mover was to move onto: the \
          mailbox is not there yet. Equipment that became a room is another type as well",
    fix: "Convert it (`Set-Mailbox -Type Shared`), license the user, finish its move, or make the object anew with \
          the right type",
    message: "{subject} was {from} and became {pair}, which is {to}",
    needs: &[super::SOURCE_TYPES, super::DESTINATION_TYPES, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for Arrived { object, other, .. } in arrived::each(facts) {
        selection.examine();
        if object.class == other.class {
            continue;
        }
        let (from, to) = (object.class.as_str(), other.class.as_str());
        let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{from}>{to}"))
            .with("from", from)
            .with("to", to)
            .with("pair", facts.text(other.subject))
            .seen(facts.evidence(Side::Source, object, super::TYPE_COLUMNS));
        selection.hit(hit);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::{Command, Mover};

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ExchangeGuid\n";
    const GROUPS: &str = "DisplayName,PrimarySmtpAddress,GroupType,RecipientTypeDetails\n";
    const GUID: &str = "11111111-1111-4111-8111-111111111111";

    fn tenants() -> Tenants {
        Tenants::of(Command::Verify)
            .source_before(
                "mailboxes.csv",
                &format!(
                    "{HEAD}desk@contoso.com,desk@contoso.com,SharedMailbox,\n\
                     same@contoso.com,same@contoso.com,SharedMailbox,\n\
                     van@contoso.com,van@contoso.com,EquipmentMailbox,\n\
                     kim@contoso.com,kim@contoso.com,UserMailbox,\n\
                     jane@contoso.com,jane@contoso.com,UserMailbox,{GUID}\n"
                ),
            )
            .source_before(
                "groups.csv",
                &format!(
                    "{GROUPS}Sec,sec@contoso.com,Universal,MailUniversalSecurityGroup\n\
                     All,all@contoso.com,Universal,MailUniversalDistributionGroup\n\
                     Rooms,rooms@contoso.com,Universal,MailUniversalDistributionGroup\n"
                ),
            )
            .destination(
                "mailboxes.csv",
                &format!(
                    "{HEAD}desk@contoso.com,desk@contoso.com,UserMailbox,\n\
                     same@contoso.com,same@contoso.com,Shared Mailbox,\n\
                     van@contoso.com,van@contoso.com,RoomMailbox,\n"
                ),
            )
            .destination(
                "groups.csv",
                &format!(
                    "{GROUPS}Sec,sec@contoso.com,Universal,MailUniversalDistributionGroup\n\
                     Rooms,rooms@contoso.com,Universal,RoomList\n"
                ),
            )
            .destination(
                "unified-groups.csv",
                "DisplayName,PrimarySmtpAddress,SharePointSiteUrl,ResourceProvisioningOptions\nAll,all@contoso.com,https://x.example,Team\n",
            )
            .destination("users.csv", "UserPrincipalName,DisplayName,Licenses\nkim@contoso.com,Kim,\nx@fabrikam.com,X,E3\n")
            .destination(
                "contacts.csv",
                &format!(
                    "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,ExchangeGuid\n\
                     Jane,jane@fabrikam.com,SMTP:jane@contoso.com,MailUser,{GUID}\n"
                ),
            )
    }

    const CHANGED: &str = "major source all@contoso.com distribution>microsoft365\n\
        major source desk@contoso.com shared>user\n\
        major source jane@contoso.com user>mail-user\n\
        major source kim@contoso.com user>directory-user\n\
        major source sec@contoso.com security>distribution\n\
        major source van@contoso.com equipment>room\n";

    #[test]
    fn another_class_is_named_with_both() {
        assert_eq!(tenants().findings(&super::CHECK), CHANGED);
    }

    #[test]
    fn a_target_that_is_still_prepared_has_not_arrived_with_the_native_mover_either() {
        assert_eq!(tenants().plan(|plan| plan.mover = Mover::Native).findings(&super::CHECK), CHANGED);
    }

    #[test]
    fn without_types_of_the_destination_it_does_not_run() {
        let tenants = Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{HEAD}desk@contoso.com,desk@contoso.com,SharedMailbox,\n"))
            .destination("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,DisplayName\ndesk@contoso.com,desk@contoso.com,Desk\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: mailboxes `RecipientTypeDetails`");
    }
}
