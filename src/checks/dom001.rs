//! DOM001 domain-on-upn: somebody signs in with the domain that leaves.

use super::{SOURCE_UPNS, UPN_COLUMNS, holding};
use crate::check::{Check, Selection, Severity};
use crate::facts::ledger::Tie;
use crate::facts::{Facts, Object};
use crate::schema::Column;
use crate::values::recipient::Class;

/// The check.
pub static CHECK: Check = Check {
    code: "DOM001",
    name: "domain-on-upn",
    severity: Severity::Blocker,
    title: "A UPN lies in the domain that leaves",
    why: "A domain cannot be removed while anybody's UPN lies in it. UPNs go first (steps 67, 68): the SIP address follows them. \
          Every object with a UPN is looked at, in scope or not: users, mailboxes, mail users, guests, system and deleted ones. The \
          UPN of a guest, `kim_contoso.com#EXT#@...`, lies in the initial domain and merely spells the other. A UPN in a \
          subdomain is not one in the domain",
    fix: "Rename it into the initial domain: `Update-MgUser -UserId ... -UserPrincipalName`; where it is mastered on-premises, \
          `Set-ADUser -UserPrincipalName` there",
    message: "The UPN `{value}` of the {class} {subject} lies in `{domain}`{note}",
    needs: &[SOURCE_UPNS],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let tenant = facts.tenant(facts.plan.cutover_of.side);
    let says = |object: &Object, column: &'static Column| {
        tenant.row_refs(object).iter().any(|row| {
            let table = &tenant.tables[row.table as usize];
            table.kind.owns(column) && table.symbols(column).get(row.record as usize).is_some()
        })
    };
    let has_none = |class: Class| class.is_group() || class == Class::Contact;
    holding::select(
        facts,
        selection,
        Tie::Upn,
        |object| !has_none(object.class) || !object.upn.is_empty(),
        |_, object| !object.upn.is_empty() || UPN_COLUMNS.iter().any(|column| says(object, column)),
    );
}

#[cfg(test)]
mod tests {
    use crate::checks::holding::testing::cutover;
    use crate::schema::Side;

    #[test]
    fn everybody_in_the_domain_itself() {
        let tenants = cutover(Side::Source)
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,WhenSoftDeleted\n\
                 Jane@Contoso.com,jane@contoso.com,UserMailbox,\n\
                 gone@contoso.com,gone@contoso.com,UserMailbox,2026-01-05 10:00:00\n\
                 disc@contoso.com,disc@contoso.com,DiscoveryMailbox,\n\
                 max@maxcontoso.com,max@contoso.com,UserMailbox,\n\
                 eu@eu.contoso.com,eu@contoso.com,UserMailbox,\n\
                 done@contoso.onmicrosoft.com,done@contoso.com,UserMailbox,\n\
                 ,unsaid@contoso.com,UserMailbox,\n",
            )
            .source(
                "users.csv",
                "UserPrincipalName,DisplayName,UserType,Licenses,DirSyncEnabled\n\
                 svc@contoso.com,Scanner,Member,,True\n\
                 kim_contoso.com#EXT#@contoso.onmicrosoft.com,Kim,Guest,,\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source disc@contoso.com disc@contoso.com
        blocker source gone@contoso.com gone@contoso.com
        blocker source jane@contoso.com jane@contoso.com
        blocker source svc@contoso.com svc@contoso.com
        ");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @r"
        The UPN `disc@contoso.com` of the user disc@contoso.com lies in `contoso.com`
        The UPN `gone@contoso.com` of the user gone@contoso.com lies in `contoso.com`; the object is soft-deleted: restore it, or delete it for good
        The UPN `jane@contoso.com` of the user jane@contoso.com lies in `contoso.com`
        The UPN `svc@contoso.com` of the directory-user svc@contoso.com lies in `contoso.com`; mastered on-premises: change it there
        ");
    }

    #[test]
    fn a_mailbox_whose_upn_no_export_shows_is_undecided() {
        let tenants = cutover(Side::Source)
            .source("mailboxes.csv", "DisplayName,PrimarySmtpAddress,RecipientTypeDetails\nJane,jane@contoso.com,UserMailbox\n")
            .source("users.csv", "UserPrincipalName,DisplayName,UserType\nkim@contoso.com,Kim,Member\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        blocker source kim@contoso.com kim@contoso.com
        undecidable 1 of 2
        ");
    }

    #[test]
    fn the_other_tenant_is_not_looked_at() {
        let file = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\njane@contoso.com,jane@contoso.com,UserMailbox\n";
        let nobody = "PrimarySmtpAddress,RecipientTypeDetails,DisplayName\njane@contoso.com,UserMailbox,Jane\n";
        let tenants = |side| cutover(side).source("mailboxes.csv", file).destination("mailboxes.csv", nobody);
        insta::assert_snapshot!(tenants(Side::Source).findings(&super::CHECK), @"blocker source jane@contoso.com jane@contoso.com");
        insta::assert_snapshot!(tenants(Side::Destination).findings(&super::CHECK), @"not run: destination: mailboxes `UserPrincipalName`");
    }
}
