//! Kind `mailbox-usage`: the mailbox usage report of Graph and the admin centre.
//! Names in it are concealed unless the tenant says otherwise; archives are not in its sizes.

use crate::kinds::columns::columns;
use crate::kinds::mailbox_statistics;
use crate::schema::{Export, Kind};

columns! {
    REPORT_REFRESH_DATE: Date = ["Report Refresh Date"];
    USER_PRINCIPAL_NAME: Address = ["User Principal Name", "User name"];
    DISPLAY_NAME: Text = ["Display Name"];
    IS_DELETED: Flag = ["Is Deleted", "Deleted", "Is Mailbox Deleted"];
    DELETED_DATE: Date = ["Deleted Date"];
    CREATED_DATE: Date = ["Created Date", "Create date"];
    LAST_ACTIVITY_DATE: Date = ["Last Activity Date"];
    ITEM_COUNT: Count = ["Item Count"];
    STORAGE_USED: Size = ["Storage Used (Byte)", "Storage used (MB)", "Storage Used"];
    ISSUE_WARNING_QUOTA: Size = [
        "Issue Warning Quota (Byte)", "Issue warning quota (MB)", "Issue Warning Quota (GB)",
    ];
    PROHIBIT_SEND_QUOTA: Size = ["Prohibit Send Quota (Byte)", "Prohibit send quota (MB)"];
    PROHIBIT_SEND_RECEIVE_QUOTA: Size = [
        "Prohibit Send/Receive Quota (Byte)", "Prohibit send receive quota (MB)",
        "Prohibit Send/Receive Quota (GB)",
    ];
    DELETED_ITEM_COUNT: Count = ["Deleted Item Count"];
    DELETED_ITEM_SIZE: Size = ["Deleted Item Size (Byte)", "Deleted Item Size (MB)"];
    DELETED_ITEM_QUOTA: Size = ["Deleted Item Quota (Byte)", "Recoverable Item Quota (MB)"];
    HAS_ARCHIVE: Flag = ["Has Archive"];
    RECIPIENT_TYPE: Text = ["Recipient Type"];
    REPORT_PERIOD: Count = ["Report Period"];
}

/// Mailbox usage report.
pub static KIND: Kind = Kind {
    name: "mailbox-usage",
    title: "Mailbox usage report",
    columns: COLUMNS,
    key: &[&USER_PRINCIPAL_NAME, &DISPLAY_NAME],
    signatures: &[
        &[&REPORT_REFRESH_DATE, &STORAGE_USED, &USER_PRINCIPAL_NAME],
        &[&REPORT_REFRESH_DATE, &STORAGE_USED, &DISPLAY_NAME],
        &[&REPORT_PERIOD, &STORAGE_USED, &USER_PRINCIPAL_NAME],
        &[&REPORT_PERIOD, &STORAGE_USED, &DISPLAY_NAME],
        &[&STORAGE_USED, &IS_DELETED, &LAST_ACTIVITY_DATE],
    ],
    unless: &[&mailbox_statistics::STORAGE_LIMIT_STATUS],
    export: Export {
        command: r"Get-MgReportMailboxUsageDetail -Period D180 -OutFile mailbox-usage.csv",
        script: "",
        file: "mailbox-usage.csv",
    },
};
