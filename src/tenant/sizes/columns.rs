//! The columns of the kinds that measure mailboxes.

use crate::kinds::{archive_statistics, mailbox_statistics};
use crate::schema::Column;

/// The columns of a statistics kind.
pub(super) struct Columns {
    pub guid: &'static Column,
    pub upn: &'static Column,
    pub primary: &'static Column,
    pub owner: &'static Column,
    pub object_id: &'static Column,
    pub legacy_dn: &'static Column,
    pub display_name: &'static Column,
    pub is_archive: &'static Column,
    pub bytes: &'static Column,
    pub exact_bytes: &'static Column,
    pub items: &'static Column,
    pub deleted: &'static Column,
}

macro_rules! statistics_columns {
    ($kind:ident) => {
        Columns {
            guid: &$kind::MAILBOX_GUID,
            upn: &$kind::USER_PRINCIPAL_NAME,
            primary: &$kind::PRIMARY_SMTP_ADDRESS,
            owner: &$kind::MAILBOX_OWNER,
            object_id: &$kind::EXTERNAL_DIRECTORY_OBJECT_ID,
            legacy_dn: &$kind::LEGACY_DN,
            display_name: &$kind::DISPLAY_NAME,
            is_archive: &$kind::IS_ARCHIVE,
            bytes: &$kind::TOTAL_ITEM_SIZE,
            exact_bytes: &$kind::TOTAL_ITEM_SIZE_BYTES,
            items: &$kind::ITEM_COUNT,
            deleted: &$kind::TOTAL_DELETED_ITEM_SIZE,
        }
    };
}

/// Those of statistics of mailboxes.
pub(super) static STATISTICS: Columns = statistics_columns!(mailbox_statistics);
/// Those of statistics of archives.
pub(super) static ARCHIVES: Columns = statistics_columns!(archive_statistics);
