//! MBX001 over-licence-block: a mailbox is larger than one licence block.

use super::volume;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;
use crate::values::size::blocks;

/// The check.
pub static CHECK: Check = Check {
    code: "MBX001",
    name: "over-licence-block",
    severity: Severity::Info,
    title: "A mailbox needs more than one licence of the mover",
    why: "A licence of the mover covers 50 GB of one mailbox, or as much as the chosen profile says; licences stack on a mailbox and are never pooled. GB are counted \
          as Exchange counts them (GiB). Exactly one block is one unit; the archive is not part of this size",
    fix: "Plan the units, or clean up before the move; `Get-MailboxFolderStatistics` shows where the volume is",
    message: "`{subject}` has {size} and needs {units} licence units of {block} GB",
    needs: &[volume::SOURCE_SIZES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in volume::mailboxes(facts) {
        selection.examine();
        let sizes = facts.source.sizes[id.index()];
        match sizes.bytes {
            None => selection.undecided(),
            Some(bytes) if bytes > facts.block => {
                let hit = Hit::new(Side::Source, facts.text(object.subject), bytes.to_string())
                    .with("size", volume::gigabytes(bytes))
                    .with("units", blocks(bytes, facts.block).to_string())
                    .with("block", (facts.block >> 30).to_string());
                selection.hit(hit.seen(volume::size_evidence(facts, object, sizes.at)));
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn one_byte_above_the_block() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\n\
                 over@contoso.com,over@contoso.com,UserMailbox\n\
                 full@contoso.com,full@contoso.com,SharedMailbox\n\
                 none@contoso.com,none@contoso.com,UserMailbox\n",
            )
            .source(
                "statistics.csv",
                "UserPrincipalName,ItemCount,TotalItemSize\n\
                 over@contoso.com,7,\"50 GB (53,687,091,201 bytes)\"\n\
                 full@contoso.com,7,\"50 GB (53,687,091,200 bytes)\"\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source over@contoso.com 53687091201
        undecidable 1 of 3
        ");
    }

    #[test]
    fn without_any_size_it_does_not_run() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\na@contoso.com,a@contoso.com,UserMailbox\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: mailbox-statistics `TotalItemSize`");
    }
}
