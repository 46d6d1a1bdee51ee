//! PAI002 ambiguous-pair: several destination objects match equally well.

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI002",
    name: "ambiguous-pair",
    severity: Severity::Major,
    title: "Several destination objects match equally well",
    why: "None of them is taken, since a wrong pair sends the mail of one person to another. One finding for \
          each candidate of the first rank that has any",
    fix: "Name the right one in the identity map (columns `Source` and `Destination`)",
    message: "{subject} matches {count} destination objects equally well, one of them {value}; none is taken",
    needs: &[super::SOURCE_OBJECTS, super::DESTINATION_OBJECTS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in facts.source.in_scope().filter(|(id, _)| facts.is_asked(*id)) {
        selection.examine();
        let candidates = &facts.pairs.of(id).candidates;
        for candidate in candidates {
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.subject(Side::Destination, *candidate))
                .with("count", candidates.len().to_string())
                .seen(facts.evidence(Side::Source, object, super::PRIMARY_COLUMNS));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn every_candidate_of_the_first_rank_is_named() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n\
                 jane@contoso.com,jane@contoso.com,UserMailbox,jdoe\n\
                 kim@contoso.com,kim@contoso.com,UserMailbox,kim\n",
            )
            .destination(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,Alias\n\
                 jane@fabrikam.com,jane@fabrikam.com,UserMailbox,j1\n\
                 jane@tailspin.com,Jane@tailspin.com,SharedMailbox,j2\n\
                 x@fabrikam.com,x@fabrikam.com,UserMailbox,jdoe\n\
                 kim@fabrikam.com,kim@fabrikam.com,UserMailbox,kim\n",
            )
            .destination(
                "groups.csv",
                "DisplayName,PrimarySmtpAddress,GroupType\nKim,kim@tailspin.com,Universal\n",
            );
        // The alias would name one, but a later rank is not asked; a group cannot be Kim.
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source jane@contoso.com jane@fabrikam.com
        major source jane@contoso.com jane@tailspin.com
        ");
    }

    #[test]
    fn contacts_of_two_partners_with_one_local_part_match_equally_well() {
        let contacts = |rows: &str| format!("DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n{rows}");
        let tenants = Tenants::new()
            .source("contacts.csv", &contacts("Orders,info@partner.example,SMTP:info@partner.example,MailContact\n"))
            .destination(
                "contacts.csv",
                &contacts(
                    "Orders,info@partner.example,SMTP:info@partner.example,MailContact\n\
                     Supplies,info@supplier.example,SMTP:info@supplier.example,MailContact\n",
                ),
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source info@partner.example info@partner.example
        major source info@partner.example info@supplier.example
        ");
    }
}
