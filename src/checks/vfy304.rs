//! VFY304 right-untranslated: a right has nobody at the destination who could have it.

use super::comparison;
use crate::check::{Check, Selection, Severity};
use crate::facts::Facts;
use crate::facts::moved::Outcome;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "VFY304",
    name: "right-untranslated",
    severity: Severity::Minor,
    title: "A right cannot be translated",
    why: "Nobody can say whether it arrived, because nobody is expected to have it. The reason is one of: the grantee, or the \
          group, has no destination object; it lies outside both tenants; its name fits several objects, or several \
          destination objects fit it (PAI002); no export knows the name, as with the security identifier of somebody deleted. \
          The value is the right as the source has it. The migration account and accounts of the system are set aside. \
          Undecidable is a grantee whom no export of the destination would show",
    fix: "Agree with the owner who should have it now and grant it, name the grantee in the identity map, or drop it",
    message: "`{grantee}` has {right} on `{subject}`, which cannot be translated: {reason}",
    needs: &[super::SOURCE_DELEGATES, super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: super::EACH_RIGHT,
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Source;
    for moved in facts.moved.rights.iter().filter(|moved| moved.source.is_some()) {
        selection.examine_on(side);
        match moved.outcome {
            Outcome::Untranslated(reason) => {
                selection.hit(comparison::right(facts, moved).with("reason", reason.as_str()));
            }
            Outcome::Undecided(_) if moved.grantee.is_none() => selection.undecided_on(side),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::comparison::testing::rights;

    #[test]
    fn every_reason_is_said_in_the_names_of_the_source() {
        let groups = "DisplayName,PrimarySmtpAddress,Alias,RecipientTypeDetails\n";
        let tenants = rights(
            "Box,Eve,FullAccess,False,False\n\
             Box,Sales,FullAccess,False,False\n\
             Box,p@tailspin.com,FullAccess,False,False\n\
             Box,Pat,FullAccess,False,False\n\
             Box,S-1-5-21-1-2-3-4,FullAccess,False,False\n\
             Box,Gone Person,FullAccess,False,False\n\
             Box,kim,FullAccess,False,False\n\
             Box,svc,FullAccess,False,False\n\
             Eve,Gone Person,FullAccess,False,False\n",
            "Box,kim,FullAccess,False,False\n",
        )
        .source_before("groups.csv", &format!("{groups}Sales,sales@contoso.com,sales,MailUniversalSecurityGroup\n"))
        .destination("groups.csv", &format!("{groups}Other,other@contoso.com,other,MailUniversalSecurityGroup\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source box@contoso.com full-access:eve@contoso.com
        minor source box@contoso.com full-access:gone person
        minor source box@contoso.com full-access:p@tailspin.com
        minor source box@contoso.com full-access:pat
        minor source box@contoso.com full-access:s-1-5-21-1-2-3-4
        minor source box@contoso.com full-access:sales@contoso.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        `eve@contoso.com` has Full Access on `box@contoso.com`, which cannot be translated: not moved
        `gone person` has Full Access on `box@contoso.com`, which cannot be translated: in no export
        `p@tailspin.com` has Full Access on `box@contoso.com`, which cannot be translated: outside both tenants
        `pat` has Full Access on `box@contoso.com`, which cannot be translated: the name fits several objects
        `s-1-5-21-1-2-3-4` has Full Access on `box@contoso.com`, which cannot be translated: in no export
        `sales@contoso.com` has Full Access on `box@contoso.com`, which cannot be translated: group not moved
        ");
    }

    #[test]
    fn several_candidates_are_a_reason_and_no_export_of_their_class_is_undecidable() {
        let tenants = rights("Box,Eve,FullAccess,False,False\nBox,Vendor,FullAccess,False,False\n", "sam,kim,FullAccess,False,False\n")
            .source_before(
                "contacts.csv",
                "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
                 Vendor,vendor@contoso.com,SMTP:v@tailspin.com,MailContact\n",
            )
            .map("Source,Destination\neve@contoso.com,xaver@fabrikam.com\neve@contoso.com,pat2@contoso.com\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source box@contoso.com full-access:eve@contoso.com
        undecidable 1 of 2
        ");
    }
}
