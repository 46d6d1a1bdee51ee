//! MBX003 over-destination-quota: a mailbox is larger than what its destination may hold.

use super::needs::carried;
use super::volume::{self, BLOCK};
use crate::check::{Check, Hit, Need, Selection, Severity};
use crate::facts::{Basis, Facts, Quotas};
use crate::kinds::{mailbox_usage, mailboxes, recipients, user_licences, users};
use crate::schema::Side;

/// Where the destination shows how large its mailboxes may become.
const DESTINATION_QUOTAS: Need = Need::on(Side::Destination, carried![
    mailboxes.mailboxes::PROHIBIT_SEND_RECEIVE_QUOTA,
    mailbox_usage.mailbox_usage::PROHIBIT_SEND_RECEIVE_QUOTA,
    users.users::LICENCES,
    user_licences.user_licences::SKU,
    user_licences.user_licences::PRODUCT_NAME,
    mailboxes.mailboxes::LICENCE,
    mailboxes.mailboxes::RECIPIENT_TYPE_DETAILS,
    recipients.recipients::RECIPIENT_TYPE_DETAILS,
]);

/// The check.
pub static CHECK: Check = Check {
    code: "MBX003",
    name: "over-destination-quota",
    severity: Severity::Blocker,
    title: "A mailbox does not fit into its destination",
    why: "At its quota a mailbox takes no more mail, and the move stops. The quota is that of the paired destination object: \
          its `ProhibitSendReceiveQuota`, else the largest plan among its licences, else 50 GB for shared, room, equipment and \
          scheduling mailboxes. Exactly the quota still fits. A user mailbox of which neither is known does not fit above 100 GB, \
          the largest plan, and cannot be decided between 50 and 100 GB",
    fix: "Assign a larger plan at the destination (`Set-MgUserLicense`), or clean up or archive before the move",
    message: "`{subject}` has {size}, but `{destination}` holds {quota} by {basis}",
    needs: &[volume::SOURCE_SIZES],
    wants: &[DESTINATION_QUOTAS],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    let quotas = Quotas::of(facts, Side::Destination);
    for (id, object) in volume::mailboxes(facts) {
        let Some(destination) = facts.pairs.of(id).destination else { continue };
        selection.examine();
        let sizes = facts.source.sizes[id.index()];
        let (Some(bytes), Some((quota, basis))) = (sizes.bytes, quotas.get(destination)) else {
            selection.undecided();
            continue;
        };
        // Without a licence that is known, a user mailbox may have any plan up to the largest.
        if basis == Basis::Largest && bytes > BLOCK && bytes <= quota {
            selection.undecided();
        }
        if bytes > quota {
            let hit = Hit::new(Side::Source, facts.text(object.subject), bytes.to_string())
                .with("size", volume::gigabytes(bytes))
                .with("destination", facts.subject(Side::Destination, destination))
                .with("quota", volume::gigabytes(quota))
                .with("basis", basis.as_str());
            selection.hit(hit.seen(volume::size_evidence(facts, object, sizes.at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const SOURCE: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
        kim@contoso.com,kim@contoso.com,UserMailbox\n\
        sam@contoso.com,sam@contoso.com,SharedMailbox\n";

    // Both have 60 GiB.
    const SIZES: &str = "UserPrincipalName,ItemCount,TotalItemSize\n\
        kim@contoso.com,7,64424509440B\n\
        sam@contoso.com,7,64424509440B\n";

    fn destination(quota: &str) -> Tenants {
        let rows = format!(
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ProhibitSendReceiveQuota\n\
             kim@fabrikam.com,kim@fabrikam.com,UserMailbox,{quota}\n\
             sam@fabrikam.com,sam@fabrikam.com,SharedMailbox,Unlimited\n"
        );
        Tenants::new().source("mailboxes.csv", SOURCE).source("statistics.csv", SIZES).destination("mailboxes.csv", &rows)
    }

    #[test]
    fn the_own_quota_decides_and_exactly_the_quota_fits() {
        let over = destination("\"59.9 GB (64,424,509,439 bytes)\"");
        insta::assert_snapshot!(over.findings(&super::CHECK), @"blocker source kim@contoso.com 64424509440");
        let full = destination("\"60 GB (64,424,509,440 bytes)\"");
        insta::assert_snapshot!(full.findings(&super::CHECK), @"");
    }

    #[test]
    fn a_user_without_a_known_licence_fits_into_no_plan_above_the_largest() {
        let tenants = |size: &str| {
            Tenants::new()
                .source("mailboxes.csv", SOURCE)
                .source("statistics.csv", &format!("UserPrincipalName,ItemCount,TotalItemSize\nkim@contoso.com,7,{size}\n"))
                .destination("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\nkim@fabrikam.com,kim@fabrikam.com,UserMailbox\n")
        };
        // 100 GiB and one byte more; then 100 GiB, 50 GiB.
        insta::assert_snapshot!(tenants("107374182401B").findings(&super::CHECK), @"blocker source kim@contoso.com 107374182401");
        insta::assert_snapshot!(tenants("107374182400B").findings(&super::CHECK), @"undecidable 1 of 1");
        insta::assert_snapshot!(tenants("53687091200B").findings(&super::CHECK), @"");
    }

    #[test]
    fn else_the_largest_plan_and_else_the_class() {
        let tenants = |licence: &str| {
            let users = format!(
                "UserPrincipalName,DisplayName,AccountEnabled,Licenses\n\
                 kim@fabrikam.com,Kim,True,{licence}\n\
                 sam@fabrikam.com,Sam,True,\n"
            );
            Tenants::new()
                .source("mailboxes.csv", SOURCE)
                .source("statistics.csv", SIZES)
                .destination("mailboxes.csv", &SOURCE.replace("contoso", "fabrikam"))
                .destination("users.csv", &users)
        };
        insta::assert_snapshot!(tenants("STANDARDPACK").findings(&super::CHECK), @r"
        blocker source kim@contoso.com 64424509440
        blocker source sam@contoso.com 64424509440
        ");
        insta::assert_snapshot!(tenants("STANDARDPACK;SPE_E5").findings(&super::CHECK), @"blocker source sam@contoso.com 64424509440");
        insta::assert_snapshot!(tenants("POWER_BI_STANDARD").findings(&super::CHECK), @r"
        blocker source sam@contoso.com 64424509440
        undecidable 1 of 2
        ");
    }
}
