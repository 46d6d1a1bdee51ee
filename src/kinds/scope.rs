//! Kind `scope`: a list of source objects that a verification is about. Never looked for among exports: a file is of
//! this kind because it was given with `--scope`.

use crate::kinds::columns::columns;
use crate::schema::{Export, Kind};

columns! {
    SOURCE: Identity = [
        "Source", "SourceUser", "SourceEmail", "SourceEmailAddress", "ExportEmailAddress", "SourceUPN", "Source Mailbox",
        "OldUPN", "SourceMail", "SourceAddress", "ExportName", "Source object",
    ];
    PRIMARY: Identity = [
        "Primary address", "PrimarySmtpAddress", "PrimarySmtp", "Primary SMTP address", "EmailAddress", "SmtpAddress",
        "WindowsEmailAddress", "Email", "E-mail", "Mail", "Address", "Mailbox", "Subject",
    ];
    UPN: Identity = ["UPN", "UserPrincipalName", "WindowsLiveID", "Username", "Sign-in name", "User", "Account"];
    NAME: Identity = ["Identity", "Object", "Alias", "Name", "DisplayName", "Group"];
    EXTERNAL: Identity = ["External address", "ExternalEmailAddress"];
    SIDE: Text = ["Side"];
    DECISION: Text = ["Decision", "Migrate", "In scope"];
    WAVE: Text = ["Wave", "Batch", "BatchName", "Batch Number"];
    PROPOSED_WAVE: Text = ["Proposed wave"];
}

/// The objects that a verification is about.
pub static KIND: Kind = Kind {
    name: "scope",
    title: "Scope",
    columns: COLUMNS,
    key: &[&SOURCE, &PRIMARY, &UPN, &NAME, &EXTERNAL],
    signatures: &[&[&SOURCE], &[&PRIMARY], &[&UPN], &[&NAME]],
    unless: &[],
    export: Export { command: "", script: "", file: "scope.csv" },
};
