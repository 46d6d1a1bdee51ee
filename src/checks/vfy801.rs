//! VFY801 content-short: a mailbox arrived with fewer items than it had.

use super::arrived::{self, Arrived};
use crate::check::{Carried, Check, Hit, Need, Selection, Severity};
use crate::facts::{Facts, RowRef, Sizes};
use crate::kinds::{archive_statistics, mailbox_statistics, mailbox_usage, mailboxes};
use crate::schema::{Column, Side};

const ITEMS: &[Carried] = &[
    Carried { kind: &mailbox_statistics::KIND, column: &mailbox_statistics::ITEM_COUNT },
    Carried { kind: &mailbox_usage::KIND, column: &mailbox_usage::ITEM_COUNT },
    Carried { kind: &mailboxes::KIND, column: &mailboxes::ITEM_COUNT },
];

/// Item counts of the source.
const SOURCE_ITEMS: Need = Need::on(Side::Source, ITEMS);

/// Item counts of the destination.
const DESTINATION_ITEMS: Need = Need::on(Side::Destination, ITEMS);

/// The check.
pub static CHECK: Check = Check {
    code: "VFY801",
    name: "content-short",
    severity: Severity::Major,
    title: "The mailbox has fewer items than in the baseline",
    why: "What is not there after the last pass is lost when the old tenant goes. Items are counted, and no bytes, since each \
          tenant counts those differently; less by up to the tolerance (1 % unless said otherwise) is no gap, nor is more. The \
          archive is compared apart from the primary mailbox where the baseline has one. A count that one side does not show is \
          undecidable",
    fix: "Look at the errors of the mover for this mailbox and run another pass",
    message: "The {part} of {subject} had {before} items, and {pair} has {now}: {percent} % less",
    needs: &[SOURCE_ITEMS, DESTINATION_ITEMS],
    wants: &[],
    select,
};

/// A part of a mailbox that is counted by itself.
struct Part {
    name: &'static str,
    items: fn(&Sizes) -> Option<u64>,
    at: fn(&Sizes) -> Option<RowRef>,
}

const PRIMARY: Part = Part { name: "mailbox", items: |sizes| sizes.items, at: |sizes| sizes.at };
const ARCHIVE: Part = Part { name: "archive", items: |sizes| sizes.archive_items, at: |sizes| sizes.archive_at };

fn select(facts: &Facts, selection: &mut Selection) {
    for arrived in arrived::each(facts).filter(|arrived| arrived.object.class.is_mailbox()) {
        compare(facts, arrived, &PRIMARY, selection);
        let sizes = facts.source.sizes[arrived.id.index()];
        if sizes.archive == Some(true) || sizes.archive_items.is_some() {
            compare(facts, arrived, &ARCHIVE, selection);
        }
    }
}

fn compare(facts: &Facts, Arrived { id, object, pair, other }: Arrived, part: &Part, selection: &mut Selection) {
    selection.examine();
    let sizes = &facts.source.sizes[id.index()];
    let items = |sizes: &Sizes| (part.items)(sizes);
    let (Some(before), Some(now)) = (items(sizes), items(&facts.destination.sizes[pair.index()])) else {
        selection.undecided();
        return;
    };
    if is_short(before, now, facts.plan.tolerance_percent) {
        let percent = (before - now) as f64 * 100.0 / before as f64;
        let hit = Hit::new(Side::Source, facts.text(object.subject), format!("{before}>{now}"))
            .with("part", part.name)
            .with("before", before.to_string())
            .with("pair", facts.text(other.subject))
            .with("now", now.to_string())
            .with("percent", format!("{percent:.1}"))
            .seen((part.at)(sizes).map(|at| facts.at(Side::Source, at, column(facts, at))));
        selection.hit(hit);
    }
}

/// Whether more is missing than the tolerance allows; exactly the tolerance is not.
fn is_short(before: u64, now: u64, tolerance_percent: f64) -> bool {
    let lost = before.saturating_sub(now);
    lost > 0 && lost as f64 * 100.0 > before as f64 * tolerance_percent
}

/// The column in which an export counts items.
fn column(facts: &Facts, at: RowRef) -> Option<&'static Column> {
    let table = &facts.source.tables[at.table as usize];
    let archives = Carried { kind: &archive_statistics::KIND, column: &archive_statistics::ITEM_COUNT };
    let mut columns = ITEMS.iter().copied().chain([archives]);
    columns.find(|carried| table.is(carried.kind) && table.has(carried.column)).map(|carried| carried.column)
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;
    use crate::plan::Command;

    const HEAD: &str = "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ArchiveGuid\n";
    const STATISTICS: &str = "UserPrincipalName,DisplayName,ItemCount,TotalItemSize\n";
    const ARCHIVE: &str = "aaaaaaaa-0000-4000-8000-000000000001";

    fn tenants(before: &str, now: &str) -> Tenants {
        Tenants::of(Command::Verify)
            .source_before("mailboxes.csv", &format!("{HEAD}kim@contoso.com,kim@contoso.com,UserMailbox,\n"))
            .source_before("statistics.csv", &format!("{STATISTICS}kim@contoso.com,Kim,{before},1GB\nx@contoso.com,X,5,1GB\n"))
            .destination("mailboxes.csv", &format!("{HEAD}kim@fabrikam.com,kim@fabrikam.com,UserMailbox,\n"))
            .destination("statistics.csv", &format!("{STATISTICS}kim@fabrikam.com,Kim,{now},7GB\nx@fabrikam.com,X,5,1GB\n"))
    }

    #[test]
    fn exactly_the_tolerance_is_no_gap_and_one_item_more_is() {
        insta::assert_snapshot!(tenants("10000", "9900").findings(&super::CHECK), @"");
        let short = tenants("10000", "9899");
        insta::assert_snapshot!(short.findings(&super::CHECK), @"major source kim@contoso.com 10000>9899");
        insta::assert_snapshot!(short.messages(&super::CHECK), @"The mailbox of kim@contoso.com had 10000 items, and kim@fabrikam.com has 9899: 1.0 % less");
    }

    #[test]
    fn the_tolerance_is_what_was_said() {
        let with = |now: &str, percent: f64| {
            tenants("10000", now).plan(|plan| plan.tolerance_percent = percent).findings(&super::CHECK)
        };
        assert_eq!(with("10000", 0.0), "");
        assert_eq!(with("9999", 0.0), "major source kim@contoso.com 10000>9999\n");
        assert_eq!(with("9990", 0.1), "");
        assert_eq!(with("0", 100.0), "");
        assert_eq!(with("8999", 10.0), "major source kim@contoso.com 10000>8999\n");
    }

    #[test]
    fn more_or_nothing_to_lose_is_no_gap_and_an_unknown_count_is_undecidable() {
        insta::assert_snapshot!(tenants("10000", "12000").findings(&super::CHECK), @"");
        insta::assert_snapshot!(tenants("0", "0").findings(&super::CHECK), @"");
        insta::assert_snapshot!(tenants("10", "").findings(&super::CHECK), @"undecidable 1 of 1");
        insta::assert_snapshot!(tenants("System.Object", "10").findings(&super::CHECK), @"undecidable 1 of 1");
    }

    #[test]
    fn the_archive_is_compared_apart() {
        let archive = |domain: &str, items: &str| {
            format!("UserPrincipalName,DisplayName,ArchiveItemCount,ArchiveSize\nkim@{domain},Kim,{items},1GB\n")
        };
        let with_archive = |domain: &str| format!("{HEAD}kim@{domain},kim@{domain},UserMailbox,{ARCHIVE}\n");
        let tenants = tenants("10000", "10000")
            .source_before("mailboxes.csv", &with_archive("contoso.com"))
            .source_before("archives.csv", &archive("contoso.com", "500"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"undecidable 1 of 2");
        let tenants = tenants.destination("archives.csv", &archive("fabrikam.com", "400"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source kim@contoso.com 500>400");
        insta::assert_snapshot!(tenants.messages(&super::CHECK), @"The archive of kim@contoso.com had 500 items, and kim@fabrikam.com has 400: 20.0 % less");
    }

    #[test]
    fn without_counts_of_the_destination_it_does_not_run() {
        let tenants = Tenants::of(Command::Verify)
            .source_before("statistics.csv", &format!("{STATISTICS}kim@contoso.com,Kim,5,1GB\n"))
            .destination("mailboxes.csv", &format!("{HEAD}kim@fabrikam.com,kim@fabrikam.com,UserMailbox,\n"));
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: destination: mailbox-statistics `ItemCount`");
    }
}
