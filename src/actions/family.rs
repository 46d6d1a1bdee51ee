//! Kinds of changes: the columns that their rows have, and the script that carries them out.

use super::step::{Row, Target};

/// The columns that every file for a script begins with.
const FIRST: [&str; 5] = ["Tenant", "Do", "Identity", "OrIdentity", "Object"];

/// Parameters, and what all scripts call.
const FRAME: &str = include_str!("scripts/frame.ps1");

/// The end of every script: reads the file, looks at the session, carries out the rows, notes what became of them.
const RUN: &str = include_str!("scripts/run.ps1");

/// A kind of change.
#[derive(Debug)]
pub struct Family {
    /// The columns of its own.
    columns: &'static [&'static str],
    /// The part of the script that is its own: help, columns, and what is done with a row. `None` where a file is not
    /// for a script.
    part: Option<&'static str>,
}

/// Addresses, primary addresses and UPNs.
pub static ADDRESSES: Family =
    Family { columns: &["Address", "Was"], part: Some(include_str!("scripts/addresses.ps1")) };

/// Rights on mailboxes, groups and folders.
pub static RIGHTS: Family = Family {
    columns: &["Right", "Folder", "Level", "Trustee", "OrTrustee"],
    part: Some(include_str!("scripts/rights.ps1")),
};

/// What makes a mailbox forward.
pub static FORWARDING: Family = Family {
    columns: &["ForwardingAddress", "ForwardingSmtpAddress", "DeliverToMailboxAndForward"],
    part: Some(include_str!("scripts/forwarding.ps1")),
};

/// Objects that are made or removed.
pub static OBJECTS: Family = Family {
    columns: &[
        "Class",
        "Name",
        "DisplayName",
        "Alias",
        "PrimarySmtpAddress",
        "UserPrincipalName",
        "ExternalEmailAddress",
        "ExchangeGuid",
        "ArchiveGuid",
        "Addresses",
    ],
    part: Some(include_str!("scripts/objects.ps1")),
};

/// What the bulk import of `MigrationWiz` takes.
pub static MIGRATIONWIZ: Family = Family { columns: &["Source Email", "Destination Email"], part: None };

impl Family {
    /// The titles of the columns.
    pub fn columns(&self) -> Vec<&'static str> {
        let first: &[&str] = if self.part.is_some() { &FIRST } else { &[] };
        first.iter().chain(self.columns).copied().collect()
    }

    /// The cells of a row, which is meant for the tenant with this initial domain.
    ///
    /// # Panics
    ///
    /// When the row has not as many cells as the family has columns.
    pub fn cells<'r>(&self, tenant: &'r str, row: &'r Row) -> Vec<&'r str> {
        assert_eq!(row.cells.len(), self.columns.len(), "cells of a row about `{}`", row.target.object);
        let Target { identity, or_identity, object } = &row.target;
        let first = [tenant, row.verb, identity, or_identity, object];
        let first = if self.part.is_some() { &first[..] } else { &[] };
        first.iter().copied().chain(row.cells.iter().map(String::as_str)).collect()
    }

    /// The whole script, fixed text; `None` where a file is not for a script.
    pub fn script(&self) -> Option<String> {
        let (help, rest) = self.part?.split_once("#>\n")?;
        Some(format!("#Requires -Version 5.1\n{help}#>\n{FRAME}{rest}{RUN}"))
    }
}
