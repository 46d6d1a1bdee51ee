//! Kind `transport-rules`: mail flow rules of the organisation.

use crate::kinds::columns::columns;
use crate::kinds::{dns_records, inbox_rules};
use crate::schema::{Export, Kind};

columns! {
    RULE_NAME: Text = ["Name", "Mail Flow Rule Name"];
    STATE: Text = ["State"];
    MODE: Text = ["Mode"];
    PRIORITY: Count = ["Priority"];
    REDIRECT_TO: Identities = ["RedirectMessageTo", "Redirect To"];
    COPY_TO: Identities = ["BlindCopyTo", "CopyTo", "AddToRecipients"];
    STOP_PROCESSING: Flag = ["StopRuleProcessing", "Stop Processing Rule"];
    DESCRIPTION: Text = ["Description"];
    COMMENTS: Text = ["Comments"];
}

/// Mail flow rules.
pub static KIND: Kind = Kind {
    name: "transport-rules",
    title: "Mail flow rules",
    columns: COLUMNS,
    key: &[&RULE_NAME],
    signatures: &[&[&RULE_NAME, &STATE, &MODE], &[&RULE_NAME, &STATE, &PRIORITY], &[&RULE_NAME, &REDIRECT_TO, &STATE], &[&RULE_NAME, &COPY_TO]],
    unless: &[&inbox_rules::FORWARD_TO, &dns_records::TTL],
    export: Export {
        command: r"Get-TransportRule -ResultSize Unlimited | Select-Object Name, State, Mode, Priority, Description, @{n='RedirectMessageTo';e={$_.RedirectMessageTo -join ';'}}, @{n='BlindCopyTo';e={$_.BlindCopyTo -join ';'}}, @{n='CopyTo';e={$_.CopyTo -join ';'}}, StopRuleProcessing | Export-Csv transport-rules.csv -NoTypeInformation -Encoding UTF8",
        script: r"
Export-Part 'transport-rules' 'transport-rules.csv' @(
    'Name', 'State', 'Mode', 'Priority', 'Description', 'Comments', 'RedirectMessageTo',
    'BlindCopyTo', 'CopyTo', 'AddToRecipients', 'StopRuleProcessing'
) {
    Get-TransportRule -ResultSize Unlimited
}
",
        file: "transport-rules.csv",
    },
};
