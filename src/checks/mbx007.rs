//! MBX007 size-unknown: the size of a mailbox or of its archive is not known.

use super::volume;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "MBX007",
    name: "size-unknown",
    severity: Severity::Major,
    title: "The size of a mailbox or archive is not known",
    why: "A mailbox without a size cannot be priced, and every total that it belongs to is a floor. Statistics, a usage report \
          and a size in the mailbox export will do, each for the mailboxes that it names; a row whose name fits several \
          mailboxes counts for none of them",
    fix: "Export the statistics of all mailboxes (`Get-MailboxStatistics`, with `-Archive` for archives), by GUID",
    message: "{what} of `{subject}` stands in no export",
    needs: &[volume::SOURCE_SIZES],
    wants: &[volume::SOURCE_ARCHIVES],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in volume::mailboxes(facts) {
        selection.examine();
        let sizes = facts.source.sizes[id.index()];
        let hit = |value: &str, what: &str| Hit::new(Side::Source, facts.text(object.subject), value).with("what", what);
        if sizes.bytes.is_none() {
            selection.hit(hit("size", "The size").seen(facts.evidence(Side::Source, object, &[])));
        }
        match sizes.archive {
            None => selection.undecided(),
            Some(true) if sizes.archive_bytes.is_none() => {
                selection.hit(hit("archive", "The archive's size").seen(volume::archive_evidence(facts, object)));
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    const MAILBOXES: &str = "UserPrincipalName,PrimarySmtpAddress,DisplayName,RecipientTypeDetails,ArchiveStatus\n\
        kim@contoso.com,kim@contoso.com,Kim,UserMailbox,None\n\
        sam@contoso.com,sam@contoso.com,Sam,UserMailbox,Active\n\
        raum1@contoso.com,raum1@contoso.com,Raum,RoomMailbox,None\n\
        raum2@contoso.com,raum2@contoso.com,Raum,RoomMailbox,None\n";

    #[test]
    fn mailboxes_and_archives_that_nothing_measures() {
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES).source(
            "statistics.csv",
            "DisplayName,ItemCount,TotalItemSize,LastLogonTime\n\
             Sam,7,1000B,\nRaum,7,1000B,\nRaum,7,2000B,\n",
        );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        major source kim@contoso.com size
        major source raum1@contoso.com size
        major source raum2@contoso.com size
        major source sam@contoso.com archive
        ");
    }

    #[test]
    fn a_usage_report_will_do_and_without_any_size_it_does_not_run() {
        let usage = "Report Refresh Date,User Principal Name,Is Deleted,Last Activity Date,Storage Used (Byte)\n\
            2026-11-18,kim@contoso.com,False,2026-11-17,1000\n2026-11-18,sam@contoso.com,False,2026-11-17,1000\n\
            2026-11-18,raum1@contoso.com,False,2026-11-17,1000\n2026-11-18,raum2@contoso.com,False,2026-11-17,1000\n";
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES).source("usage.csv", usage);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"major source sam@contoso.com archive");
        let tenants = Tenants::new().source("mailboxes.csv", MAILBOXES);
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: mailbox-statistics `TotalItemSize`");
    }
}
