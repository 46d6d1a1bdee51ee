//! DOM003 domain-on-alias: a mailbox, contact or user has another address in the domain that leaves.

use super::{SOURCE_ADDRESSES, holding};
use crate::check::{Check, Selection, Severity};
use crate::facts::ledger::Tie;
use crate::facts::{Facts, Licensed, Object};
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM003",
    name: "domain-on-alias",
    severity: Severity::Blocker,
    title: "An alias lies in the domain that leaves",
    why: "A domain cannot be removed while an address lies in it (steps 71, 72). Every SMTP address but the primary one of mailboxes, \
          contacts, mail users and guests, in scope or not; of a directory user with a licence and no mailbox, every one of them. A \
          directory user of whose licences nothing is known is told here too, because the address must go in any case; one \
          without a licence is DOM006. An address in a subdomain is DOM009, and at the destination the address that a contact \
          points to is meant to be there",
    fix: "Remove it: `Set-Mailbox -EmailAddresses @{remove='smtp:...'}`, `Set-MailContact`, `Set-MailUser`; of a user without a mailbox \
          `Update-MgUser -Mail`; where it is mastered on-premises, from `proxyAddresses` there",
    message: "The {attribute} `{value}` of the {class} {subject} lies in `{domain}`{note}",
    needs: &[SOURCE_ADDRESSES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let licensed = Licensed::of(facts, facts.plan.cutover_of.side);
    let may_have = |object: &Object| {
        let is_user = || object.class == Class::DirectoryUser && licensed.get(object) != Some(false);
        holding::is_recipient(object.class) || is_user()
    };
    holding::select(facts, selection, Tie::Alias, may_have, |_, object| holding::is_listed(object));
}

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    #[test]
    fn aliases_in_the_domain_itself_and_all_addresses_of_licensed_users() {
        let tenants = cutover(Side::Source)
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 j@x.org,jane@contoso.com,UserMailbox,SMTP:jane@contoso.com;smtp:J.Doe@contoso.com;smtp:j@maxcontoso.com;smtp:j@eu.contoso.com;SIP:jane@contoso.com\n\
                 b@x.org,b@contoso.onmicrosoft.com,UserMailbox,System.Collections.ArrayList\n",
            )
            .source(
                "users.csv",
                "UserPrincipalName,DisplayName,UserType,Mail,Licenses,ProxyAddresses\n\
                 l@x.org,Licensed,Member,lic@contoso.com,SPE_E3,SMTP:lic@contoso.com;smtp:lic2@contoso.com\n\
                 u@x.org,Unlicensed,Member,unlic@contoso.com,,SMTP:unlic@contoso.com\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source jane@contoso.com j.doe@contoso.com
        blocker source lic@contoso.com lic2@contoso.com
        blocker source lic@contoso.com lic@contoso.com
        undecidable 1 of 3
        ");
    }

    #[test]
    fn a_user_of_unknown_licence_is_told_here() {
        let users = "UserPrincipalName,DisplayName,UserType,Mail,ProxyAddresses\n\
            u@x.org,Scanner,Member,scan@contoso.com,SMTP:scan@contoso.com;smtp:scan@contoso.onmicrosoft.com\n";
        let tenants = cutover(Side::Source).source("users.csv", users);
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"The primary address `scan@contoso.com` of the directory-user scan@contoso.com lies in `contoso.com`; whether the user has a licence is not known");
        insta::assert_snapshot!(tenants.findings(&crate::checks::dom006::CHECK), @"not run: source: users `Licenses`; source: mailboxes `PrimarySmtpAddress`");
    }

    #[test]
    fn several_domains_at_once() {
        let tenants = cutover(Side::Source)
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,EmailAddresses\n\
                 j@x.org,j@contoso.onmicrosoft.com,UserMailbox,SMTP:j@contoso.onmicrosoft.com;smtp:j@contoso.net;smtp:j@eu.contoso.com;smtp:j@contoso.com\n",
            )
            .plan(|plan| plan.cutover_of.domains = vec!["eu.contoso.com".to_owned(), "contoso.net".to_owned()]);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source j@contoso.onmicrosoft.com j@contoso.net
        blocker source j@contoso.onmicrosoft.com j@eu.contoso.com
        ");
    }
}
