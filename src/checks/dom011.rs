//! DOM011 contact-target-on-domain: a contact points to an address in the domain that leaves.

use super::{SOURCE_TARGETS, holding};
use crate::check::{Check, Selection, Severity};
use crate::facts::ledger::Tie;
use crate::facts::{Facts, Object};
use crate::schema::Side;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM011",
    name: "contact-target-on-domain",
    severity: Severity::Major,
    title: "A contact or mail user points to the domain that leaves",
    why: "Mail to the contact is sent to the tenant that has the domain after the move: it arrives only if somebody there has the \
          address. Only the address that a contact or mail user points to is meant; its own addresses are DOM002 and DOM003. At the \
          destination such contacts stand for the people of the source and are meant to be there",
    fix: "Point it to an address that stays, or remove it: `Set-MailContact -ExternalEmailAddress`, `Set-MailUser -ExternalEmailAddress`",
    message: "The {class} {subject} points to `{value}` in `{domain}`{note}",
    needs: &[SOURCE_TARGETS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let is_asked = facts.plan.cutover_of.side == Side::Source;
    let points = |object: &Object| is_asked && matches!(object.class, Class::Contact | Class::MailUser);
    holding::select(facts, selection, Tie::Target, points, |_, object| !object.external.is_empty());
}

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    const CONTACTS: &str = "DisplayName,PrimarySmtpAddress,ExternalEmailAddress,RecipientTypeDetails\n\
        Jane,jane@x.org,SMTP:Jane@Contoso.com,MailContact\n\
        User,user@x.org,user@contoso.com,MailUser\n\
        Sub,sub@x.org,sub@eu.contoso.com,MailContact\n\
        Max,max@contoso.com,max@maxcontoso.com,MailContact\n\
        Unsaid,unsaid@x.org,,MailContact\n";

    #[test]
    fn only_what_the_contact_points_to() {
        let tenants = cutover(Side::Source).source("contacts.csv", CONTACTS);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source jane@x.org jane@contoso.com
        major source user@x.org user@contoso.com
        undecidable 1 of 5
        ");
    }

    #[test]
    fn at_the_destination_it_is_meant_to_be_there() {
        let tenants = cutover(Side::Destination).destination("contacts.csv", CONTACTS);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }
}
