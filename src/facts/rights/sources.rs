//! Which exports name rights, and in which of their columns what is said.

use crate::kinds::{
    contacts, delegation_by_trustee, folder_permissions, groups, mailbox_permissions, mailboxes, recipient_permissions,
    send_on_behalf,
};
use crate::normalize::{ListColumn, Symbols, Table};
use crate::schema::{Column, Kind, Type};

use super::RightKind;
use crate::intern::Symbol;

/// The columns of a kind whose rows are rights.
pub(super) struct Source {
    pub kind: &'static Kind,
    /// Whose mailbox it is; a list where a row is a trustee.
    pub owner: &'static Column,
    /// Who may open it.
    pub trustee: &'static Column,
    /// What the trustee may; where the column is absent, `usual`.
    pub rights: &'static Column,
    pub usual: RightKind,
    pub inherited: Option<&'static Column>,
    pub deny: Option<&'static Column>,
    /// `Allow` or `Deny`.
    pub control: Option<&'static Column>,
    /// Name or path of a folder, and its type.
    pub folder: Option<(&'static Column, &'static Column)>,
    /// Who it is where the trustee's name is blank.
    pub sid: Option<&'static Column>,
}

/// The kinds whose rows are rights.
pub(super) static SOURCES: [Source; 5] = [
    Source {
        kind: &mailbox_permissions::KIND,
        owner: &mailbox_permissions::MAILBOX,
        trustee: &mailbox_permissions::TRUSTEE,
        rights: &mailbox_permissions::ACCESS_RIGHTS,
        usual: RightKind::FullAccess,
        inherited: Some(&mailbox_permissions::IS_INHERITED),
        deny: Some(&mailbox_permissions::DENY),
        control: None,
        folder: None,
        sid: Some(&mailbox_permissions::TRUSTEE_SID),
    },
    Source {
        kind: &recipient_permissions::KIND,
        owner: &recipient_permissions::MAILBOX,
        trustee: &recipient_permissions::TRUSTEE,
        rights: &recipient_permissions::ACCESS_RIGHTS,
        usual: RightKind::SendAs,
        inherited: Some(&recipient_permissions::IS_INHERITED),
        deny: Some(&recipient_permissions::DENY),
        control: Some(&recipient_permissions::ACCESS_CONTROL_TYPE),
        folder: None,
        sid: Some(&recipient_permissions::TRUSTEE_SID),
    },
    Source {
        kind: &send_on_behalf::KIND,
        owner: &send_on_behalf::MAILBOX,
        trustee: &send_on_behalf::TRUSTEE,
        rights: &send_on_behalf::ACCESS_RIGHTS,
        usual: RightKind::SendOnBehalf,
        inherited: None,
        deny: None,
        control: None,
        folder: None,
        sid: None,
    },
    Source {
        kind: &delegation_by_trustee::KIND,
        owner: &delegation_by_trustee::MAILBOX_LIST,
        trustee: &delegation_by_trustee::TRUSTEE,
        rights: &delegation_by_trustee::ACCESS_RIGHTS,
        usual: RightKind::FullAccess,
        inherited: None,
        deny: None,
        control: None,
        folder: None,
        sid: None,
    },
    Source {
        kind: &folder_permissions::KIND,
        owner: &folder_permissions::MAILBOX,
        trustee: &folder_permissions::TRUSTEE,
        rights: &folder_permissions::ACCESS_RIGHTS,
        usual: RightKind::Folder,
        inherited: None,
        deny: None,
        control: None,
        folder: Some((&folder_permissions::FOLDER, &folder_permissions::FOLDER_TYPE)),
        sid: None,
    },
];

/// Columns of exports of objects that name who may send on behalf of the object.
pub(super) static ON_OBJECTS: [&Column; 3] =
    [&mailboxes::SEND_ON_BEHALF, &groups::SEND_ON_BEHALF, &contacts::SEND_ON_BEHALF];

/// How the rows of a table are to be read; `None` where they are no rights.
pub(super) fn source_of(table: &Table) -> Option<&'static Source> {
    SOURCES.iter().find(|source| table.is(source.kind))
}

/// How the names stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Writing {
    /// As cmdlets write an identity: a plain name is the unique Name or alias before it is a display name.
    Unique,
    /// The same, and perhaps only blanks keep several names apart, as the shell joins a property of names.
    Joined,
    /// As people see them: a plain name may be anybody's display name.
    Shown,
}

/// How the names stand in a column: permissions of folders show display names.
pub(super) fn writing(column: &Column) -> Writing {
    if column.ty == Type::Identities {
        Writing::Joined
    } else if std::ptr::eq(column, &raw const folder_permissions::TRUSTEE) {
        Writing::Shown
    } else {
        Writing::Unique
    }
}

/// The texts of one column, one or many a cell.
#[derive(Clone, Copy)]
pub(super) enum Texts<'a> {
    One(Symbols<'a>),
    Many(&'a ListColumn),
}

impl<'a> Texts<'a> {
    /// The texts of a column that the table has.
    pub(super) fn of(table: &'a Table, column: &'static Column) -> Option<Self> {
        if !table.has(column) {
            return None;
        }
        Some(table.list(column).map_or_else(|| Self::One(table.symbols(column)), Self::Many))
    }

    /// Takes each text of a cell; `false` where the cell is lost.
    pub(super) fn each(self, record: usize, mut take: impl FnMut(Symbol)) -> bool {
        match self {
            Self::One(symbols) => {
                let symbol = symbols.get(record);
                symbol.filter(|symbol| !symbol.is_empty()).into_iter().for_each(take);
                symbol.is_some()
            }
            Self::Many(list) => {
                let entries = list.get(record);
                entries.unwrap_or_default().iter().for_each(|entry| take(entry.text));
                entries.is_some()
            }
        }
    }
}
