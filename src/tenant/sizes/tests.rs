//! Whose size a row of statistics is, and whether it is the mailbox or its archive.

use crate::checks::testing::Tenants;

const PRIMARY: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const ARCHIVE: &str = "bbbbbbbb-0000-4000-8000-000000000002";

/// What is known of the first mailbox: bytes, items, bytes of the archive, and whether there is one.
fn first(tenants: &Tenants) -> (Option<u64>, Option<u64>, Option<u64>, Option<bool>) {
    let facts = tenants.facts();
    let sizes = facts.source.sizes[0];
    (sizes.bytes, sizes.items, sizes.archive_bytes, sizes.archive)
}

fn mailboxes(columns: &str, cells: &str) -> Tenants {
    Tenants::new().source(
        "mailboxes.csv",
        &format!(
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName{columns}\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,Jane{cells}\n"
        ),
    )
}

#[test]
fn the_guid_of_the_row_tells_mailbox_and_archive_apart() {
    let tenants = mailboxes(",ExchangeGuid,ArchiveGuid", &format!(",{PRIMARY},{ARCHIVE}"))
        .source(
            "a-first.csv",
            &format!("DisplayName,MailboxGuid,ItemCount,TotalItemSize\nJane,{ARCHIVE},7,\"2 GB (2,000 bytes)\"\n"),
        )
        .source(
            "b-second.csv",
            &format!("DisplayName,MailboxGuid,ItemCount,TotalItemSize\nJane,{PRIMARY},9,\"3 GB (3,000 bytes)\"\n"),
        );
    assert_eq!(first(&tenants), (Some(3000), Some(9), Some(2000), Some(true)));
}

#[test]
fn a_guid_that_is_not_the_mailbox_of_the_named_user_is_the_archive() {
    let tenants = mailboxes(",ExchangeGuid", &format!(",{PRIMARY}")).source(
        "statistics.csv",
        &format!("UserPrincipalName,MailboxGuid,ItemCount,TotalItemSize\njane@contoso.com,{ARCHIVE},7,\"2 GB (2,000 bytes)\"\n"),
    );
    assert_eq!(first(&tenants), (None, None, Some(2000), Some(true)));
}

#[test]
fn a_column_says_what_a_row_measures() {
    let tenants = mailboxes("", "").source(
        "statistics.csv",
        "UserPrincipalName,DisplayName,ItemCount,TotalItemSize,IsArchiveMailbox\n\
         jane@contoso.com,Jane,7,\"2 GB (2,000 bytes)\",True\n\
         jane@contoso.com,Jane,9,\"3 GB (3,000 bytes)\",False\n",
    );
    assert_eq!(first(&tenants), (Some(3000), Some(9), Some(2000), Some(true)));
}

#[test]
fn the_second_file_that_says_nothing_is_the_archive() {
    // The file with fewer rows comes second, whatever its name.
    let tenants = mailboxes("", "")
        .source("a.csv", "UserPrincipalName,ItemCount,TotalItemSize\njane@contoso.com,7,\"2 GB (2,000 bytes)\"\n")
        .source(
            "b.csv",
            "UserPrincipalName,ItemCount,TotalItemSize\nkim@contoso.com,1,\"1 GB (1,000 bytes)\"\njane@contoso.com,9,\"3 GB (3,000 bytes)\"\n",
        );
    assert_eq!(first(&tenants), (Some(3000), Some(9), Some(2000), Some(true)));
}

#[test]
fn a_usage_report_only_fills_what_nothing_else_says() {
    let usage = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Item Count,Storage Used (Byte),Has Archive\n\
         2026-03-01,jane@contoso.com,Jane,True,1,1,True\n\
         2026-03-01,jane@contoso.com,Jane,False,5,5000,False\n";
    let alone = mailboxes("", "").source("usage.csv", usage);
    assert_eq!(first(&alone), (Some(5000), Some(5), None, Some(false)));
    let beside = mailboxes("", "").source("usage.csv", usage).source(
        "statistics.csv",
        "UserPrincipalName,ItemCount,TotalItemSize\njane@contoso.com,9,\"3 GB (3,000 bytes)\"\n",
    );
    assert_eq!(first(&beside), (Some(3000), Some(9), None, Some(false)));
}

#[test]
fn a_display_name_of_two_mailboxes_names_neither() {
    let statistics = "DisplayName,ItemCount,TotalItemSize\nJANE,9,\"3 GB (3,000 bytes)\"\n";
    let one = mailboxes("", "").source("statistics.csv", statistics);
    assert_eq!(first(&one).0, Some(3000));
    let two = Tenants::new()
        .source(
            "mailboxes.csv",
            "UserPrincipalName,PrimarySmtpAddress,RecipientTypeDetails,DisplayName\n\
             jane@contoso.com,jane@contoso.com,UserMailbox,Jane\n\
             jane2@contoso.com,jane2@contoso.com,UserMailbox,Jane\n",
        )
        .source("statistics.csv", statistics);
    assert_eq!(first(&two), (None, None, None, None));
}

#[test]
fn the_mailbox_export_itself_may_carry_the_size() {
    let tenants = mailboxes(",Alias,MailboxSizeGB,ItemCount", ",jane,\"2,0\",4");
    assert_eq!(first(&tenants), (Some(2 * 1024 * 1024 * 1024), Some(4), None, None));
}

#[test]
fn an_archive_exists_by_guid_or_status_and_is_unknown_without_either() {
    let nil = "00000000-0000-0000-0000-000000000000";
    for (columns, cells, archive) in [
        (",ArchiveGuid", format!(",{ARCHIVE}"), Some(true)),
        (",ArchiveGuid", format!(",{nil}"), Some(false)),
        (",ArchiveStatus", ",Active".to_owned(), Some(true)),
        (",ArchiveStatus", ",None".to_owned(), Some(false)),
        (",ArchiveGuid,ArchiveStatus", format!(",{nil},Active"), Some(true)),
        ("", String::new(), None),
    ] {
        assert_eq!(first(&mailboxes(columns, &cells)).3, archive, "{columns} {cells}");
    }
}
