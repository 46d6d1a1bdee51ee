//! MBX010 message-size-limit: a mailbox takes or gives smaller messages than could be moved.

use crate::check::{Carried, Check, Hit, Need, Selection, Severity};
use crate::facts::{Facts, ObjectId};
use crate::kinds::mailboxes;
use crate::movers;
use crate::schema::{Column, Side};

const SEND: Carried = Carried { kind: &mailboxes::KIND, column: &mailboxes::MAX_SEND_SIZE };
const RECEIVE: Carried = Carried { kind: &mailboxes::KIND, column: &mailboxes::MAX_RECEIVE_SIZE };

/// The check.
pub static CHECK: Check = Check {
    code: "MBX010",
    name: "message-size-limit",
    severity: Severity::Minor,
    title: "A mailbox limits messages to less than 150 MB",
    why: "Messages above the limit of either end fail to copy; 150 MB is the most that Exchange Online allows, and what both \
          ends should have during the move. Looked at are both sides of each pair, by the smaller of send and receive limit. \
          `Unlimited` and exactly 150 MB are no finding; where one limit is below, the other need not be known",
    fix: "`Set-Mailbox -MaxSendSize 150MB -MaxReceiveSize 150MB` on both sides, back to the old values after the move",
    message: "`{subject}` allows messages of {size} only",
    needs: &[Need::either(const { &[RECEIVE, SEND] })],
    wants: &[
        Need::on(Side::Source, const { &[SEND] }),
        Need::on(Side::Source, const { &[RECEIVE] }),
        Need::on(Side::Destination, const { &[SEND] }),
        Need::on(Side::Destination, const { &[RECEIVE] }),
    ],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, _) in super::volume::mailboxes(facts) {
        if let Some(destination) = facts.pairs.of(id).destination {
            one(facts, Side::Source, id, selection);
            one(facts, Side::Destination, destination, selection);
        }
    }
}

fn one(facts: &Facts, side: Side, id: ObjectId, selection: &mut Selection) {
    let largest = movers::of(facts.plan.mover).limits.message_bytes;
    let object = facts.tenant(side).object(id);
    let limit = |column: &'static Column| facts.number(side, object, &[column]).map(|bytes| (bytes, column));
    let limits = [limit(SEND.column), limit(RECEIVE.column)];
    selection.examine();
    let smaller = limits.into_iter().flatten().min_by_key(|(bytes, _)| *bytes);
    match smaller {
        Some((bytes, column)) if bytes < largest => {
            let hit = Hit::new(side, facts.text(object.subject), bytes.to_string())
                .with("size", megabytes(bytes))
                .seen(facts.evidence(side, object, &[column]));
            selection.hit(hit);
        }
        _ if limits.iter().any(Option::is_none) => selection.undecided(),
        _ => {}
    }
}

/// A size as a person reads it, e.g. `35.0 MB`.
fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / f64::from(1 << 20))
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const HEADER: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,MaxSendSize,MaxReceiveSize\n";

    fn tenants(source: &str, destination: &str) -> Tenants {
        let row = |domain: &str, sizes: &str| format!("{HEADER}kim@{domain},kim@{domain},UserMailbox,{sizes}\n");
        Tenants::new()
            .source("mailboxes.csv", &row("contoso.com", source))
            .destination("mailboxes.csv", &row("fabrikam.com", destination))
    }

    #[test]
    fn the_smaller_limit_of_each_side_counts_below_150_mb() {
        let low = tenants("\"35 MB (36,700,160 bytes)\",\"36 MB (37,748,736 bytes)\"", "Unlimited,149MB");
        insta::assert_snapshot!(low.findings(&super::CHECK), @r"
        minor source kim@contoso.com 36700160
        minor destination kim@fabrikam.com 156237824
        ");
        insta::assert_snapshot!(low.messages(&super::CHECK), @r"
        `kim@contoso.com` allows messages of 35.0 MB only
        `kim@fabrikam.com` allows messages of 149.0 MB only
        ");
    }

    #[test]
    fn exactly_150_mb_and_unlimited_are_enough() {
        let enough = tenants("\"150 MB (157,286,400 bytes)\",150MB", "Unlimited,Unlimited");
        insta::assert_snapshot!(enough.findings(&super::CHECK), @"");
    }

    #[test]
    fn one_low_limit_is_enough_to_know_and_one_high_limit_is_not() {
        let half = tenants("35MB,", "150MB,");
        insta::assert_snapshot!(half.findings(&super::CHECK), @r"
        minor source kim@contoso.com 36700160
        undecidable 1 of 2
        ");
    }

    #[test]
    fn who_has_no_pair_is_not_looked_at() {
        let alone = tenants("35MB,35MB", "35MB,35MB").destination(
            "mailboxes.csv",
            &format!("{HEADER}sam@fabrikam.com,sam@fabrikam.com,UserMailbox,35MB,35MB\n"),
        );
        insta::assert_snapshot!(alone.findings(&super::CHECK), @"");
    }
}
