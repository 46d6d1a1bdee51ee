//! DOM006 domain-on-unlicensed: a user without a licence still has an address in the domain that leaves.

use std::collections::BTreeSet;

use super::{SOURCE_LICENCES, SOURCE_MAILBOXES, SOURCE_USER_ADDRESSES, holding};
use crate::check::{Check, Selection, Severity};
use crate::facts::ledger::Tie;
use crate::facts::{Facts, Licensed, ObjectId};
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM006",
    name: "domain-on-unlicensed",
    severity: Severity::Blocker,
    title: "A user without a licence has an address in the domain that leaves",
    why: "Exchange keeps the addresses of a user who once had a mailbox, and no cmdlet removes them while there is none (step 75). \
          It is a directory user that no export of mailboxes, groups or contacts shows, of whom the exports say that there is no \
          licence of any product. One with a licence, or of whose licences nothing is known, is DOM003",
    fix: "The licence round trip: assign a licence with Exchange Online, wait until the mailbox is there, remove the address with `Set-Mailbox \
          -EmailAddresses @{remove='smtp:...'}`, take the licence away again; where it is mastered on-premises, clear \
          `proxyAddresses` there",
    message: "{subject} has no licence and no mailbox, and still the {attribute} `{value}` in `{domain}`{note}",
    needs: &[SOURCE_LICENCES, SOURCE_USER_ADDRESSES],
    wants: &[SOURCE_MAILBOXES],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let licensed = Licensed::of(facts, facts.plan.cutover_of.side);
    let Some(ledger) = &facts.ledger else { return };
    let holding = ledger.entries.iter().filter(|entry| entry.tie == Tie::Alias);
    let holding: BTreeSet<ObjectId> = holding.map(|entry| entry.object).collect();
    holding::select(
        facts,
        selection,
        Tie::Unlicensed,
        |object| object.class == Class::DirectoryUser,
        |id, object| match licensed.get(object) {
            Some(true) => true,
            Some(false) => object.proxies.is_some(),
            None => object.proxies.is_some() && !holding.contains(&id),
        },
    );
}

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    const USERS: &str = "UserPrincipalName,DisplayName,UserType,Mail,Licenses,ProxyAddresses\n\
        left@x.org,Left,Member,left@contoso.com,,SMTP:left@contoso.com;smtp:gone@contoso.com;smtp:left@contoso.onmicrosoft.com\n\
        mail@x.org,Mail,Member,Mail@Contoso.com,,smtp:mail@contoso.onmicrosoft.com\n\
        lic@x.org,Lic,Member,lic@contoso.com,FLOW_FREE,SMTP:lic@contoso.com\n\
        portal@x.org,Portal,Member,portal@contoso.com,Unlicensed,SMTP:portal@contoso.com\n\
        shared@x.org,Shared,Member,shared@contoso.com,,SMTP:shared@contoso.com\n\
        lost@x.org,Lost,Member,,,System.Collections.ArrayList\n\
        sub@x.org,Sub,Member,sub@eu.contoso.com,,SMTP:sub@eu.contoso.com\n";

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nshared@x.org,shared@contoso.com,SharedMailbox\n";

    #[test]
    fn only_users_without_any_licence_and_without_a_mailbox() {
        let tenants = cutover(Side::Source).source("users.csv", USERS).source("mailboxes.csv", MAILBOXES);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source left@contoso.com gone@contoso.com
        blocker source left@contoso.com left@contoso.com
        blocker source mail@contoso.com mail@contoso.com
        blocker source portal@contoso.com portal@contoso.com
        undecidable 1 of 6
        ");
    }

    #[test]
    fn licences_one_a_row_count_too() {
        let users = "UserPrincipalName,DisplayName,UserType,IsLicensed,ProxyAddresses\n\
            a@x.org,A,Member,False,SMTP:a@contoso.com\nb@x.org,B,Member,,SMTP:b@contoso.com\n";
        let tenants = cutover(Side::Source)
            .source("users.csv", users)
            .source("licences.csv", "UserPrincipalName,SkuPartNumber\na@x.org,SPE_E3\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
    }
}
