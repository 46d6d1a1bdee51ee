//! ADR011 x500-missing: the destination object does not know the old Exchange address.

use crate::check::{Check, Severity};

/// The check.
pub static CHECK: Check = Check {
    code: "ADR011",
    name: "x500-missing",
    severity: Severity::Major,
    title: "LegacyExchangeDN or X500 address not carried over",
    why: "Outlook caches recipients and answers old mail by the LegacyExchangeDN, not by the SMTP address: \
          without it as an X500 address at the destination, replies bounce with an IMCEAEX address. Asked of \
          every pair, for the LegacyExchangeDN and all X500 addresses of the source object",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='X500:...'}`, for groups and contacts the cmdlet of the class",
    message: "{subject} becomes {pair}, which does not have the X500 address `{value}`",
    needs: &[super::SOURCE_X500, super::DESTINATION_ADDRESSES],
    wants: &[super::SOURCE_LEGACY_DN],
    select: super::x500::not_carried,
};

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const DN: &str = "/o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43bdc98a-Lee, Kim (HR)";

    fn tenants(source_addresses: &str, destination_addresses: &str) -> Tenants {
        Tenants::new()
            .source(
                "mailboxes.csv",
                &format!(
                    "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,LegacyExchangeDN,EmailAddresses\n\
                     kim@contoso.com,kim@contoso.com,UserMailbox,\"{DN}\",\"{source_addresses}\"\n"
                ),
            )
            .destination(
                "mailboxes.csv",
                &format!(
                    "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                     kim@fabrikam.com,kim@fabrikam.com,UserMailbox,\"{destination_addresses}\"\n\
                     other@fabrikam.com,other@fabrikam.com,UserMailbox,SMTP:other@fabrikam.com\n"
                ),
            )
    }

    #[test]
    fn every_exchange_address_of_a_pair_is_asked_for() {
        let tenants = tenants(
            "SMTP:kim@contoso.com;X500:/o=Old/cn=Kim;x500:/O=OLD/CN=KIM;X500:/o=Older/cn=kim",
            "SMTP:kim@fabrikam.com;X500:/O=older/CN=Kim",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source kim@contoso.com /o=ExchangeLabs/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=43bdc98a-Lee, Kim (HR)
        major source kim@contoso.com /o=Old/cn=Kim
        ");
    }

    #[test]
    fn another_case_and_commas_in_the_name_do_not_hide_it() {
        let carried = tenants("SMTP:kim@contoso.com", &format!("SMTP:kim@fabrikam.com,X500:{},smtp:k@fabrikam.com", DN.to_uppercase()));
        insta::assert_snapshot!(carried.findings(&super::CHECK), @"");
    }

    #[test]
    fn without_the_dn_of_the_object_its_x500_addresses_are_still_asked_for() {
        let tenants = Tenants::new()
            .source(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\nAll,all@contoso.com,Universal,SMTP:all@contoso.com;X500:/o=Old/cn=All\n",
            )
            .destination(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType,EmailAddresses\nAll,all@fabrikam.com,Universal,SMTP:all@fabrikam.com\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source all@contoso.com /o=Old/cn=All
        undecidable 1 of 1
        ");
    }

    #[test]
    fn lost_lists_are_undecidable_and_unpaired_objects_are_not_asked() {
        let lost = tenants("SMTP:kim@contoso.com", "System.Collections.ArrayList");
        insta::assert_snapshot!(lost.findings(&super::CHECK), @"undecidable 1 of 1");
        let unpaired = Tenants::new()
            .source(
                "mailboxes.csv",
                &format!("UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,LegacyExchangeDN\nk@contoso.com,k@contoso.com,UserMailbox,\"{DN}\"\n"),
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 z@fabrikam.com,z@fabrikam.com,UserMailbox,SMTP:z@fabrikam.com\n",
            );
        insta::assert_snapshot!(unpaired.findings(&super::CHECK), @"");
    }
}
