//! MBX006 archive-enabled: a mailbox has an archive.

use super::volume;
use crate::check::{Check, Hit, Selection, Severity};
use crate::facts::Facts;
use crate::schema::Side;

/// The check.
pub static CHECK: Check = Check {
    code: "MBX006",
    name: "archive-enabled",
    severity: Severity::Info,
    title: "A mailbox has an archive",
    why: "The data of an archive moves on its own, with a licence of its own, and needs an archive at the destination. The \
          all-zero ArchiveGuid and the status `None` mean that there is none",
    fix: "Plan its licence and enable the archive at the destination (`Enable-Mailbox -Archive`); \
          `Get-MailboxStatistics -Archive` shows its size",
    message: "`{subject}` has an archive of {size}",
    needs: &[volume::SOURCE_ARCHIVES],
    wants: &[],
    select,
};

fn select(facts: &Facts, selection: &mut Selection) {
    for (id, object) in volume::mailboxes(facts) {
        selection.examine();
        let sizes = facts.source.sizes[id.index()];
        match sizes.archive {
            None => selection.undecided(),
            Some(false) => {}
            Some(true) => {
                let value = sizes.archive_bytes.map_or_else(|| "unknown".to_owned(), |bytes| bytes.to_string());
                let seen = match sizes.archive_at {
                    Some(at) => volume::size_evidence(facts, object, Some(at)),
                    None => volume::archive_evidence(facts, object),
                };
                let size = sizes.archive_bytes.map_or_else(|| "unknown size".to_owned(), volume::gigabytes);
                selection.hit(Hit::new(Side::Source, facts.text(object.subject), value).with("size", size).seen(seen));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::testing::Tenants;

    #[test]
    fn bytes_where_they_are_known() {
        let tenants = Tenants::new()
            .source(
                "mailboxes.csv",
                "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,ExchangeGuid,ArchiveGuid\n\
                 a@contoso.com,a@contoso.com,UserMailbox,aaaaaaaa-0000-4000-8000-000000000001,aaaaaaaa-0000-4000-8000-00000000000a\n\
                 b@contoso.com,b@contoso.com,UserMailbox,bbbbbbbb-0000-4000-8000-000000000001,bbbbbbbb-0000-4000-8000-00000000000a\n\
                 c@contoso.com,c@contoso.com,UserMailbox,cccccccc-0000-4000-8000-000000000001,00000000-0000-0000-0000-000000000000\n",
            )
            .source(
                "archives.csv",
                "DisplayName,MailboxGuid,ItemCount,TotalItemSize\n\
                 In-Place Archive,aaaaaaaa-0000-4000-8000-00000000000a,7,\"4.5 GB (4,831,838,208 bytes)\"\n",
            );
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @r"
        info source a@contoso.com 4831838208
        info source b@contoso.com unknown
        ");
    }

    #[test]
    fn without_a_word_about_archives_it_does_not_run() {
        let tenants = Tenants::new()
            .source("mailboxes.csv", "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails\na@contoso.com,a@contoso.com,UserMailbox\n");
        insta::assert_snapshot!(tenants.findings(&super::CHECK), @"not run: source: mailboxes `ArchiveGuid`");
    }
}
