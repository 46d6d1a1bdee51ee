//! VFY701 service-access-left: the migration account can still open mailboxes of the destination.

use super::delegation::DESTINATION_FULL_ACCESS;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, ObjectId, Party, Right};
use crate::kinds::{delegation_by_trustee, mailbox_permissions};
use crate::schema::{Column, Kind, Side};

/// The check.
pub static CHECK: Check = Check {
    code: "VFY701",
    name: "service-access-left",
    severity: Severity::Major,
    title: "The migration account still has Full Access",
    why: "Whoever holds its password reads every mailbox. Direct Full Access on anything of the destination counts, on its own \
          mailbox excepted; inherited and denied entries do not. While passes still run it is needed: the finding says what to \
          remove after the last one. Of several accounts each one is named",
    fix: "`Remove-MailboxPermission -AccessRights FullAccess` for the account, or remove the account",
    message: "The migration account `{value}` still has Full Access on `{subject}`",
    needs: &[DESTINATION_FULL_ACCESS],
    wants: &[],
    select,
};

/// The columns that name who has Full Access.
const TRUSTEES: [(&Kind, &Column); 2] = [
    (&mailbox_permissions::KIND, &mailbox_permissions::TRUSTEE),
    (&delegation_by_trustee::KIND, &delegation_by_trustee::TRUSTEE),
];

fn select(facts: &Facts, selection: &mut Selection) {
    let side = Side::Destination;
    let accounts = &facts.plan.destination.service_accounts;
    if accounts.is_empty() {
        selection.lack("project: `service_account` of the destination");
        return;
    }
    let mailboxes = facts.destination.in_scope().filter(|(_, object)| object.class.is_mailbox());
    for _ in mailboxes.filter(|(id, _)| is_asked(facts, *id)) {
        selection.examine_on(side);
    }
    for _ in 0..lost(facts) {
        selection.examine_on(side);
        selection.undecided_on(side);
    }
    let naming = facts.naming();
    let own: Vec<(&str, Option<ObjectId>)> =
        accounts.iter().map(|account| (account.as_str(), naming.party(side, account).own())).collect();
    for right in facts.rights.service(side) {
        if right.owner_id().is_some_and(|owner| !is_asked(facts, owner)) {
            continue;
        }
        let owner = right.owner_id().map_or_else(|| facts.exported(right.owner_text), |id| facts.subject(side, id).into());
        let hit = Hit::new(side, owner, account(facts, right, &own));
        selection.hit(hit.seen(Some(facts.at(side, right.at, Some(right.column)))));
    }
}

/// Whether something of the destination is looked at: what nobody becomes belongs to no wave and always is.
fn is_asked(facts: &Facts, id: ObjectId) -> bool {
    let sources = facts.pairs.sources(id);
    sources.is_empty() || sources.iter().any(|source| facts.is_asked(*source))
}

/// How many cells that should name somebody are lost.
fn lost(facts: &Facts) -> usize {
    let of = |(kind, column): (&'static Kind, &'static Column)| {
        let rows = facts.destination.of_kind(kind).filter(move |table| table.has(column));
        rows.map(|table| {
            let names = table.symbols(column);
            (0..table.len()).filter(|record| names.get(*record).is_none()).count()
        })
    };
    TRUSTEES.into_iter().flat_map(of).sum()
}

/// The account that has the right, as the project names it.
fn account(facts: &Facts, right: &Right, accounts: &[(&str, Option<ObjectId>)]) -> String {
    let is_its = |(account, own): &&(&str, Option<ObjectId>)| match (&right.grantee, own) {
        (Party::Own(grantee), Some(own)) => grantee == own,
        _ => facts.text(right.grantee_text).eq_ignore_ascii_case(account),
    };
    accounts.iter().find(is_its).map_or_else(|| facts.grantee_name(Side::Destination, right), |(name, _)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n";

    fn tenants(rights: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n"))
            .destination(
                "mailboxes.csv",
                &format!(
                    "{HEAD}jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n\
                     amy@fabrikam.com,amy@fabrikam.com,UserMailbox,Amy\n\
                     svc@fabrikam.onmicrosoft.com,svc@fabrikam.com,UserMailbox,Migration\n"
                ),
            )
            .destination("permissions.csv", &format!("Identity,User,AccessRights,IsInherited,Deny\n{rights}"))
            .plan(|plan| {
                plan.destination.service_accounts =
                    vec!["svc@fabrikam.onmicrosoft.com".to_owned(), "second@fabrikam.onmicrosoft.com".to_owned()];
            })
    }

    #[test]
    fn direct_access_of_every_account_on_anything_but_its_own_is_named() {
        let tenants = tenants(
            "jane@contoso.com,svc@fabrikam.com,FullAccess,False,False\n\
             jane@contoso.com,SECOND@fabrikam.onmicrosoft.com,\"FullAccess, ReadPermission\",False,False\n\
             Amy,Migration,FullAccess,False,False\n\
             svc@fabrikam.com,Migration,FullAccess,False,False\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major destination amy@fabrikam.com svc@fabrikam.onmicrosoft.com
        major destination jane@contoso.com second@fabrikam.onmicrosoft.com
        major destination jane@contoso.com svc@fabrikam.onmicrosoft.com
        ");
    }

    #[test]
    fn inherited_denied_and_other_rights_and_people_do_not_count() {
        let tenants = tenants(
            "jane@contoso.com,Migration,FullAccess,True,False\n\
             jane@contoso.com,Migration,FullAccess,False,True\n\
             jane@contoso.com,Migration,ReadPermission,False,False\n\
             jane@contoso.com,amy@fabrikam.com,FullAccess,False,False\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"");
    }

    #[test]
    fn a_lost_name_is_undecidable_and_without_an_account_it_does_not_run() {
        let lost = "jane@contoso.com,System.Object[],FullAccess,False,False\namy@fabrikam.com,jane@contoso.com,FullAccess,False,False\n";
        insta::assert_snapshot!(tenants(lost).findings(&super::CHECK), @"undecidable 1 of 3");
        let unsaid = tenants(lost).plan(|plan| plan.destination.service_accounts.clear());
        insta::assert_snapshot!(unsaid.findings(&super::CHECK), @"not run: project: `service_account` of the destination");
    }
}
