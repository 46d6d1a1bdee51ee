//! PAI001 no-destination-object: a mailbox or group has nowhere to go.

use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI001",
    name: "no-destination-object",
    severity: Severity::Blocker,
    title: "No destination object",
    why: "The mover needs an object at the destination for every mailbox, and people need their groups. \
          Looked for by the identity map, ExchangeGuid, LegacyExchangeDN, address, local part and alias, in \
          this order. Contacts are PAI009, several candidates PAI002",
    fix: "Create it (`New-Mailbox`, `New-MgUser` with a licence, `New-DistributionGroup`, \
          `New-UnifiedGroup`), or name the destination object in the identity map",
    message: "The {class} {subject} has no destination object; expected `{value}`{suggested}",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    super::unpaired(facts, selection, |class| class.is_mailbox() || class.is_group());
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
        jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n\
        kim@contoso.com,kim@contoso.com,UserMailbox,Kim\n\
        two@contoso.com,two@contoso.com,UserMailbox,Two\n\
        stay@tailspin.com,stay@tailspin.com,SharedMailbox,Stay\n\
        DiscoverySearch@contoso.com,discovery@contoso.com,DiscoveryMailbox,Discovery\n";

    fn tenants() -> Tenants {
        Tenants::new().source("mailboxes.csv", SOURCE).destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
             jane@fabrikam.com,jane@fabrikam.com,UserMailbox,Jane\n\
             two@fabrikam.com,two@fabrikam.com,UserMailbox,Two\n\
             two@tailspin.com,two@tailspin.com,UserMailbox,Two\n\
             k.akers@fabrikam.com,k.akers@fabrikam.com,UserMailbox,Kim\n",
        )
    }

    #[test]
    fn whoever_has_neither_pair_nor_candidates_is_missing() {
        // A contact that stands for Kim is no destination for her mail.
        let tenants = tenants().destination(
            "contacts.csv",
            "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
             Kim,kim@fabrikam.com,SMTP:kim@contoso.com,MailUser\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source kim@contoso.com kim@contoso.com
        blocker source stay@tailspin.com stay@tailspin.com
        ");
        assert!(tenants.messages(&super::CHECK).contains("perhaps it is `k.akers@fabrikam.com`"));
    }

    #[test]
    fn the_expected_address_is_the_renamed_one() {
        let tenants = tenants().plan(|plan| {
            plan.domain_map.insert("contoso.com".to_owned(), "new.example".to_owned());
        });
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source kim@contoso.com kim@new.example
        blocker source stay@tailspin.com stay@tailspin.com
        ");
    }

    #[test]
    fn groups_cannot_be_missed_where_no_groups_were_exported() {
        let tenants = tenants().source(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType\nAll,all@contoso.com,Universal\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source kim@contoso.com kim@contoso.com
        blocker source stay@tailspin.com stay@tailspin.com
        undecidable 1 of 5
        ");
    }

    #[test]
    fn without_a_destination_it_does_not_run() {
        let tenants = Tenants::new().source("mailboxes.csv", SOURCE);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: mailboxes `PrimarySmtpAddress`");
    }

    #[test]
    fn a_utf_16_export_is_read_like_any_other() {
        let text = "UserPrincipalName\tPrimarySmtpAddress\tRecipientTypeDetails\r\nüli@contoso.com\tüli@contoso.com\tUserMailbox\r\n";
        let bytes: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let tenants = Tenants::new().source_bytes("mailboxes.csv", &bytes).destination(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nx@fabrikam.com,x@fabrikam.com,UserMailbox\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"blocker source üli@contoso.com üli@contoso.com");
    }
}
