//! MBX012 account-blocked: the sign-in of a user mailbox is blocked.

use super::needs::carried;
use super::volume;
use crate::check::{Check, Hit, Need, Selection, Severity};
use crate::facts::Facts;
use crate::kinds::{mailboxes, users};
use crate::schema::{Column, Side};
use crate::values::recipient::Class;

/// Whether accounts of the source can sign in.
const SIGN_IN: Need = Need::on(Side::Source, carried![
    users.users::ACCOUNT_ENABLED,
    users.users::BLOCK_CREDENTIAL,
    mailboxes.mailboxes::ACCOUNT_DISABLED,
    mailboxes.mailboxes::ACCOUNT_ENABLED,
]);

/// The columns of [`SIGN_IN`], each with the flag that means blocked.
static BLOCKED: [(&Column, bool); 4] = [
    (&users::ACCOUNT_ENABLED, false),
    (&users::BLOCK_CREDENTIAL, true),
    (&mailboxes::ACCOUNT_DISABLED, true),
    (&mailboxes::ACCOUNT_ENABLED, false),
];

/// The check.
pub static CHECK: Check = Check {
    code: "MBX012",
    name: "account-blocked",
    severity: Severity::Info,
    title: "The account of a user mailbox is blocked",
    why: "Perhaps the person has left and the mailbox need not move, or it should become a shared one. Shared and resource \
          mailboxes always have a blocked account and are not meant",
    fix: "Ask who the mailbox is for; leave it out, convert it (`Set-Mailbox -Type Shared`), or unblock the account \
          (`Update-MgUser -AccountEnabled:$true`)",
    message: "The account of `{subject}` is {value}",
    needs: &[SIGN_IN],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (_, object) in volume::mailboxes(facts).filter(|(_, object)| object.class == Class::User) {
        selection.examine();
        match object.blocked {
            None => selection.undecided(),
            Some(false) => {}
            Some(true) => {
                let says_so = |(column, flag): &&(&'static Column, bool)| facts.flag(Side::Source, object, &[column]) == Some(*flag);
                let columns: Vec<&Column> = BLOCKED.iter().filter(says_so).map(|(column, _)| *column).collect();
                let hit = Hit::new(Side::Source, facts.text(object.subject), "blocked");
                selection.hit(hit.seen(facts.evidence(Side::Source, object, &columns)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn only_accounts_of_users() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,AccountDisabled\n\
                 a@contoso.com,a@contoso.com,UserMailbox,False\n\
                 b@contoso.com,b@contoso.com,UserMailbox,False\n\
                 c@contoso.com,c@contoso.com,UserMailbox,\n\
                 d@contoso.com,d@contoso.com,UserMailbox,True\n\
                 s@contoso.com,s@contoso.com,SharedMailbox,True\n",
            )
            .source(
                "users.csv",
                "UserPrincipalName,DisplayName,Block credential,Licenses\n\
                 a@contoso.com,A,True,SPE_E3\nb@contoso.com,B,False,SPE_E3\ns@contoso.com,S,True,\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source a@contoso.com blocked
        info source d@contoso.com blocked
        undecidable 1 of 4
        ");
    }
}
