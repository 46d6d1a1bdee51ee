//! VFY204 x500-not-carried: replies to old mail bounce.

use crate::check::{Check, Severity};

/// The check.
pub static CHECK: Check = Check {
    code: "VFY204",
    name: "x500-not-carried",
    severity: Severity::Major,
    title: "LegacyExchangeDN or X500 address did not arrive",
    why: "Outlook answers old mail by the LegacyExchangeDN: without it as an X500 address of the destination \
          object, replies bounce with an IMCEAEX address. Asked of every pair, contacts included, for the \
          LegacyExchangeDN of the baseline and all its X500 addresses; another case does not matter",
    fix: "Add it: `Set-Mailbox -EmailAddresses @{Add='X500:...'}`, for groups and contacts the cmdlet of the class",
    message: "{subject} became {pair}, which does not have the X500 address `{value}`",
    needs: &[super::SOURCE_X500, super::DESTINATION_ADDRESSES],
    wants: &[super::SOURCE_LEGACY_DN],
    select: super::x500::not_carried,
};

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails,LegacyExchangeDN,EmailAddresses\n";

    #[test]
    fn contacts_are_asked_as_well_and_both_kinds_of_address() {
        let tenants = Tenants::of(Command::Verify)
            .source_before(
                "contacts.csv",
                &format!("{HEAD}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,/o=Contoso/cn=Vendor,SMTP:v@tailspin.com;X500:/o=Old/cn=Vendor;X500:/o=Older/cn=V\n"),
            )
            .destination(
                "contacts.csv",
                &format!("{HEAD}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,/o=Fabrikam/cn=Vendor,SMTP:v@tailspin.com;x500:/O=OLD/CN=vendor\n"),
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source v@tailspin.com /o=Contoso/cn=Vendor
        major source v@tailspin.com /o=Older/cn=V
        ");
    }

    #[test]
    fn a_lost_list_is_undecidable() {
        let tenants = Tenants::of(Command::Verify)
            .source_before("contacts.csv", &format!("{HEAD}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,/o=Contoso/cn=Vendor,SMTP:v@tailspin.com\n"))
            .destination("contacts.csv", &format!("{HEAD}Vendor,v@tailspin.com,SMTP:v@tailspin.com,MailContact,/o=Fabrikam/cn=Vendor,System.String[]\nX,x@tailspin.com,SMTP:x@tailspin.com,MailContact,/o=Fabrikam/cn=X,SMTP:x@tailspin.com\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 1");
    }
}
