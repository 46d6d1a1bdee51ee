//! MBX009 service-account-no-access: the migration account cannot open a mailbox.

use std::collections::BTreeSet;

use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::{Facts, ObjectId, Party, Right};
use crate::kinds::{delegation_by_trustee, mailbox_permissions};
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "MBX009",
    name: "service-account-no-access",
    severity: Severity::Blocker,
    title: "The migration account has no Full Access on a mailbox",
    why: "The mover opens every mailbox on both sides with this account, and a mailbox that it cannot open is not moved. \
          Direct Full Access counts: inherited and denied entries do not, nor does access through a group. On the source \
          mailboxes in scope are asked, on the destination those that one of them becomes; the account's own mailbox is left \
          out. Of several accounts of a side each one must have access",
    fix: "`Add-MailboxPermission -AccessRights FullAccess -AutoMapping $false` for the account on that side",
    message: "The migration account `{value}` has no direct Full Access on `{subject}` ({side})",
    needs: &[super::FULL_ACCESS],
    wants: &[super::delegation::SOURCE_FULL_ACCESS, super::delegation::DESTINATION_FULL_ACCESS],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for side in [Side::Source, Side::Destination] {
        let tenant = facts.tenant(side);
        let exported = [
            (&mailbox_permissions::KIND, &mailbox_permissions::TRUSTEE),
            (&delegation_by_trustee::KIND, &delegation_by_trustee::TRUSTEE),
        ];
        let is_exported = exported.iter().any(|(kind, column)| tenant.has(kind, column));
        let accounts = &facts.plan.tenant(side).service_accounts;
        if accounts.is_empty() {
            selection.lack(match side {
                Side::Source => "project: `service_account` of the source",
                Side::Destination => "project: `service_account` of the destination",
            });
            continue;
        }
        let mailboxes = mailboxes(facts, side);
        for _ in &mailboxes {
            selection.examine_on(side);
            if !is_exported {
                selection.undecided_on(side);
            }
        }
        if !is_exported {
            continue;
        }
        for account in accounts {
            without_access(facts, side, account, &mailboxes, selection);
        }
    }
}

/// The mailboxes that the account must open.
fn mailboxes(facts: &Facts, side: Side) -> BTreeSet<ObjectId> {
    let of_source = facts.source.in_scope().filter(|(_, object)| object.class.is_mailbox()).map(|(id, _)| id);
    match side {
        Side::Source => of_source.collect(),
        Side::Destination => of_source
            .filter_map(|id| facts.pairs.of(id).destination)
            .filter(|id| facts.destination.object(*id).class.is_mailbox())
            .collect(),
    }
}

fn without_access(
    facts: &Facts,
    side: Side,
    account: &str,
    mailboxes: &BTreeSet<ObjectId>,
    selection: &mut Selection,
) {
    let naming = facts.naming();
    let own = naming.party(side, account).own();
    let is_its = |right: &&Right| match (&right.grantee, own) {
        (Party::Own(grantee), Some(own)) => *grantee == own,
        _ => facts.text(right.grantee_text).eq_ignore_ascii_case(account),
    };
    let open: BTreeSet<ObjectId> =
        facts.rights.service(side).iter().filter(is_its).filter_map(Right::owner_id).collect();
    for id in mailboxes.iter().filter(|id| !open.contains(id) && own != Some(**id)) {
        let object = facts.tenant(side).object(*id);
        let seen = facts.evidence(side, object, crate::check::PRIMARY_COLUMNS);
        selection.hit(Hit::new(side, facts.subject(side, *id), account).seen(seen));
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::delegation::testing::{OBJECTS, tenants};
    use crate::checks::testing::Tenants;

    const PERMISSIONS: &str = "Identity,User,AccessRights,IsInherited,Deny\n";

    fn with_accounts(tenants: Tenants) -> Tenants {
        tenants.plan(|plan| {
            plan.source.service_accounts = vec!["svc@contoso.onmicrosoft.com".to_owned()];
            plan.destination.service_accounts = vec!["svc@fabrikam.onmicrosoft.com".to_owned()];
        })
    }

    #[test]
    fn direct_access_on_both_sides() {
        let account = format!("{OBJECTS}svc@contoso.onmicrosoft.com,svc@contoso.com,UserMailbox,Migration,svc\n");
        let tenants = with_accounts(
            tenants()
                .source("more-mailboxes.csv", &account)
                .source(
                    "permissions.csv",
                    &format!(
                        "{PERMISSIONS}box@contoso.com,svc@contoso.com,FullAccess,False,False\n\
                         Kim Akers,svc,FullAccess,True,False\n\
                         Sam Lee,Migration,FullAccess,False,True\n\
                         pat1,svc@contoso.onmicrosoft.com,ReadPermission,False,False\n\
                         pat2,SVC@contoso.onmicrosoft.com,FullAccess,False,False\n\
                         eve,Migration,FullAccess,False,False\n"
                    ),
                )
                .destination(
                    "permissions.csv",
                    &format!("{PERMISSIONS}box@fabrikam.com,svc@fabrikam.onmicrosoft.com,FullAccess,False,False\n"),
                ),
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source kim@contoso.com svc@contoso.onmicrosoft.com
        blocker source pat1@contoso.com svc@contoso.onmicrosoft.com
        blocker source sam@contoso.com svc@contoso.onmicrosoft.com
        blocker destination kim@fabrikam.com svc@fabrikam.onmicrosoft.com
        blocker destination pat1@fabrikam.com svc@fabrikam.onmicrosoft.com
        blocker destination sam@fabrikam.com svc@fabrikam.onmicrosoft.com
        ");
    }

    #[test]
    fn a_side_without_permissions_is_undecided() {
        let tenants = with_accounts(tenants().source(
            "permissions.csv",
            &format!("{PERMISSIONS}box@contoso.com,svc@contoso.onmicrosoft.com,FullAccess,False,False\n"),
        ));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source eve@contoso.com svc@contoso.onmicrosoft.com
        blocker source kim@contoso.com svc@contoso.onmicrosoft.com
        blocker source pat1@contoso.com svc@contoso.onmicrosoft.com
        blocker source pat2@contoso.com svc@contoso.onmicrosoft.com
        blocker source sam@contoso.com svc@contoso.onmicrosoft.com
        undecidable 4 of 10
        ");
    }

    #[test]
    fn without_an_account_it_does_not_run() {
        let tenants =
            tenants().source("permissions.csv", &format!("{PERMISSIONS}box@contoso.com,kim,FullAccess,False,False\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: mailbox-permissions `GrantedSMTP`; project: `service_account` of the source; project: `service_account` of the destination");
        insta::assert_snapshot!(self::tenants().findings(&super::CHECK), @"not run: either side: mailbox-permissions `GrantedSMTP`; source: mailbox-permissions `GrantedSMTP`; destination: mailbox-permissions `GrantedSMTP`");
    }
}
