//! MBX011 recoverable-items-large: what can still be recovered does not fit into the destination.

use super::needs::carried;
use super::volume;
use crate::check::{Check, Hit, Need, Selection, Severity};
use crate::facts::{Facts, ObjectId};
use crate::kinds::{mailbox_statistics, mailbox_usage, mailboxes};
use crate::schema::Side;

/// Recoverable items of the source.
const SOURCE_RECOVERABLE: Need = Need::on(Side::Source, carried![
    mailbox_statistics.mailbox_statistics::TOTAL_DELETED_ITEM_SIZE,
    mailbox_usage.mailbox_usage::DELETED_ITEM_SIZE,
]);

/// What Exchange Online keeps of deleted items, in bytes (Exchange Online limits, 2021): 30 GB.
const QUOTA: u64 = 30 << 30;

/// The same for a mailbox on hold: 100 GB.
const QUOTA_ON_HOLD: u64 = 100 << 30;

/// The check.
pub static CHECK: Check = Check {
    code: "MBX011",
    name: "recoverable-items-large",
    severity: Severity::Major,
    title: "The recoverable items are larger than the destination keeps",
    why: "Deleted items that can still be recovered count against a quota of their own; above it the move stops or they are \
          lost. The quota is the `RecoverableItemsQuota` of the paired destination object, where it was not exported 30 GB, and 100 \
          GB where the destination object is known to be on hold. Exactly the quota still fits. A hold of the source raises \
          nothing at the destination",
    fix: "Purge them at the source if nobody needs them, or raise the quota before the move: `Set-Mailbox \
          -LitigationHoldEnabled $true` (`Set-MailUser -EnableLitigationHoldForMigration` on a prepared mail user)",
    message: "`{subject}` has {size} of recoverable items, but `{destination}` keeps {quota} by {basis}",
    needs: &[SOURCE_RECOVERABLE],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in volume::mailboxes(facts) {
        let Some(destination) = facts.pairs.of(id).destination else { continue };
        selection.examine();
        let sizes = facts.source.sizes[id.index()];
        let Some(bytes) = sizes.deleted_bytes else {
            selection.undecided();
            continue;
        };
        let (quota, basis) = quota(facts, destination);
        if bytes > quota {
            let at = sizes.deleted_at.map(|at| {
                let table = &facts.source.tables[at.table as usize];
                let column = SOURCE_RECOVERABLE.any.iter().find(|carried| table.is(carried.kind));
                facts.at(Side::Source, at, column.map(|carried| carried.column))
            });
            let hit = Hit::new(Side::Source, facts.text(object.subject), bytes.to_string())
                .with("size", volume::gigabytes(bytes))
                .with("destination", facts.subject(Side::Destination, destination))
                .with("quota", volume::gigabytes(quota))
                .with("basis", basis)
                .seen(at);
            selection.hit(hit);
        }
    }
}

/// How much a destination object keeps, in bytes, and how that is known.
fn quota(facts: &Facts, id: ObjectId) -> (u64, &'static str) {
    let object = facts.destination.object(id);
    let own = facts.number(Side::Destination, object, &[&mailboxes::RECOVERABLE_ITEMS_QUOTA]);
    match own.or(facts.destination.sizes[id.index()].deleted_quota) {
        Some(quota) => (quota, "its own quota"),
        None if facts.holds(Side::Destination, object).any() == Some(true) => (QUOTA_ON_HOLD, "its hold"),
        None => (QUOTA, "default"),
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    fn tenants(deleted: &str, columns: &str, cells: &str) -> Tenants {
        Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,LitigationHoldEnabled\n\
                 kim@contoso.com,kim@contoso.com,UserMailbox,True\n",
            )
            .source(
                "statistics.csv",
                &format!("UserPrincipalName,ItemCount,TotalItemSize,TotalDeletedItemSize\nkim@contoso.com,7,1GB,{deleted}\n"),
            )
            .destination(
                "mailboxes.csv",
                &format!(
                    "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails{columns}\n\
                     kim@fabrikam.com,kim@fabrikam.com,UserMailbox{cells}\n"
                ),
            )
    }

    // 30 GiB and one byte more.
    const FULL: &str = "32212254720B";
    const OVER: &str = "32212254721B";

    #[test]
    fn by_default_30_gib_fit_whatever_hold_the_source_is_on() {
        insta::assert_snapshot!(tenants(FULL, "", "").findings(&super::CHECK), @"");
        let over = tenants(OVER, "", "");
        insta::assert_snapshot!(over.findings(&super::CHECK), @"major source kim@contoso.com 32212254721");
        insta::assert_snapshot!(over.messages(&super::CHECK), @"`kim@contoso.com` has 30.0 GB of recoverable items, but `kim@fabrikam.com` keeps 30.0 GB by default");
    }

    #[test]
    fn on_hold_100_gib_fit() {
        let on_hold = |deleted: &str| tenants(deleted, ",LitigationHoldEnabled", ",True").findings(&super::CHECK);
        insta::assert_snapshot!(on_hold("107374182400B"), @"");
        insta::assert_snapshot!(on_hold("107374182401B"), @"major source kim@contoso.com 107374182401");
    }

    #[test]
    fn the_own_quota_goes_before_both() {
        let own = |deleted: &str| tenants(deleted, ",RecoverableItemsQuota,LitigationHoldEnabled", ",20GB,True");
        insta::assert_snapshot!(own("21474836480B").findings(&super::CHECK), @"");
        insta::assert_snapshot!(own("21474836481B").findings(&super::CHECK), @"major source kim@contoso.com 21474836481");
    }

    #[test]
    fn an_unknown_size_is_not_decided_and_no_column_at_all_is_no_run() {
        let unknown = tenants("System.Object", "", "");
        insta::assert_snapshot!(unknown.findings(&super::CHECK), @"undecidable 1 of 1");
        let none = Tenants::new().source("mailboxes.csv", "UserPrincipalName,RecipientTypeDetails\nk@contoso.com,UserMailbox\n");
        insta::assert_snapshot!(none.findings(&super::CHECK), @"not run: source: mailbox-statistics `TotalDeletedItemSize`");
    }
}
