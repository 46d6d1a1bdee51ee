//! PAI006 display-name-shared: a delegate is named by a display name that several people have.

use std::collections::BTreeMap;

use crate::check::{Check, Evidence, Hit, Selection, Severity};
use crate::facts::{Facts, RowRef};
use crate::intern::Symbol;
use crate::schema::Side;
use crate::values::identity::{Form, form};
use crate::values::text::fold_name;

/// The check.
pub static CHECK: Check = Check {
    code: "PAI006",
    name: "display-name-shared",
    severity: Severity::Minor,
    title: "Delegates are named by a display name that several objects share",
    why: "Exports and some movers name delegates by display name only. Where two objects share it, the right \
          goes to the wrong person or to nobody. One finding for each bearer of a name that a delegation of \
          the source uses; shared names that no delegation uses are no trouble",
    fix: "Make the display names differ for the time of the move, `Set-Mailbox -DisplayName`, and export \
          delegations with addresses",
    message: "`{value}` is the display name of {count} objects, {subject} among them, and a delegation names its \
              delegate so",
    needs: &[super::SOURCE_DELEGATES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let resolver = facts.resolver(Side::Source);
    let mut named: BTreeMap<String, Evidence> = BTreeMap::new();
    for (table_number, table) in facts.source.tables.iter().enumerate() {
        let own = super::DELEGATE_COLUMNS.iter().filter(|column| table.kind.owns(column) && table.has(column));
        for column in own {
            for record in 0..table.len() {
                let row = RowRef { table: table_number as u16, record: record as u32 };
                let mut take = |name: Symbol| {
                    let name = facts.text(name);
                    if let Form::Name(name) = form(name) {
                        let name = fold_name(name);
                        named.entry(name).or_insert_with(|| facts.at(Side::Source, row, Some(column)));
                    }
                };
                match table.list(column) {
                    Some(list) => list.get(record).unwrap_or_default().iter().for_each(|entry| take(entry.text)),
                    None => take(table.symbols(column).or_empty(record)),
                }
            }
        }
    }
    for (name, evidence) in &named {
        selection.examine();
        let bearers = resolver.by_display_name(name);
        for bearer in bearers.iter().filter(|_| bearers.len() > 1) {
            let object = facts.source.object(*bearer);
            let hit = Hit::new(Side::Source, facts.text(object.subject), facts.text(object.display_name))
                .with("count", bearers.len().to_string())
                .seen(Some(evidence.clone()));
            selection.hit(hit);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName,Alias\n\
        lee1@contoso.com,lee1@contoso.com,UserMailbox,Sam Lee,lee1\n\
        lee2@contoso.com,lee2@contoso.com,UserMailbox,sam  lee,lee2\n\
        ann1@contoso.com,ann1@contoso.com,UserMailbox,Ann,ann1\n\
        ann2@contoso.com,ann2@contoso.com,UserMailbox,Ann,ann2\n\
        box@contoso.com,box@contoso.com,SharedMailbox,Box,box\n";

    fn permissions(trustee: &str) -> Tenants {
        Tenants::new().source("mailboxes.csv", MAILBOXES).source(
            "mailbox-permissions.csv",
            &format!("Identity,User,AccessRights,IsInherited,Deny\nbox@contoso.com,{trustee},FullAccess,False,False\n"),
        )
    }

    #[test]
    fn every_bearer_of_a_name_that_a_delegation_uses() {
        insta::assert_snapshot!(permissions("SAM LEE").findings(&super::CHECK), @r"
        minor source lee1@contoso.com Sam Lee
        minor source lee2@contoso.com sam  lee
        ");
    }

    #[test]
    fn addresses_aliases_and_names_of_one_are_no_trouble() {
        for trustee in ["lee1@contoso.com", "lee1", "Box", "NT AUTHORITY\\SELF", "Nobody"] {
            assert_eq!(permissions(trustee).findings(&super::CHECK), "", "{trustee}");
        }
    }

    #[test]
    fn send_on_behalf_names_delegates_too() {
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES).source(
            "groups.csv",
            "DisplayName,PrimarySmtpAddress,GroupType,GrantSendOnBehalfTo\nAll,all@contoso.com,Universal,Box;Ann\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source ann1@contoso.com Ann
        minor source ann2@contoso.com Ann
        ");
    }

    #[test]
    fn a_list_by_trustee_names_delegates_too() {
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES).source(
            "delegation.csv",
            "User Name,AccessType,Delegated Mailbox Name\nAnn,Full Access,\"box, lee1\"\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        minor source ann1@contoso.com Ann
        minor source ann2@contoso.com Ann
        ");
    }

    #[test]
    fn without_delegations_it_does_not_run() {
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: mailboxes `GrantSendOnBehalfTo`");
    }
}
