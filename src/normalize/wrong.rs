//! What is wrong with the cells of a column: counted while they are read, told as notes.

use crate::kinds::mailbox_usage;
use crate::note::{Matter, Note};
use crate::schema::{Column, Type};
use crate::values::text;

/// How often something was met, and where first.
#[derive(Debug, Default, Clone)]
pub(super) struct Met {
    count: u32,
    row: u32,
    sample: String,
}

impl Met {
    pub(super) fn here(&mut self, row: u32, cell: &str) {
        if self.count == 0 {
            self.row = row;
            self.sample = text::excerpt(cell);
        }
        self.count += 1;
    }

    pub(super) fn join(&mut self, other: Self) {
        if self.count == 0 {
            *self = other;
        } else {
            self.count += other.count;
        }
    }
}

/// What is wrong with cells of a column.
#[derive(Debug, Default, Clone)]
pub(super) struct Wrong {
    pub(super) type_names: Met,
    pub(super) cut: Met,
    pub(super) lost: Met,
    pub(super) unreadable: Met,
    pub(super) damaged: Met,
    pub(super) concealed: Met,
}

impl Wrong {
    /// Adds what another batch met.
    pub(super) fn join(&mut self, other: Self) {
        self.type_names.join(other.type_names);
        self.cut.join(other.cut);
        self.lost.join(other.lost);
        self.unreadable.join(other.unreadable);
        self.damaged.join(other.damaged);
        self.concealed.join(other.concealed);
    }

    /// Cells with which something is wrong.
    pub(super) fn count(&self) -> u32 {
        let all = [&self.type_names, &self.cut, &self.lost, &self.unreadable, &self.damaged, &self.concealed];
        all.iter().map(|met| met.count).sum()
    }

    pub(super) fn note(self, header: &str, notes: &mut Vec<Note>) {
        let header = text::trim(header);
        let mut add = |matter, met: Met, says: &str| {
            if met.count > 0 {
                let mut note =
                    Note::file(matter, format!("{says}: `{}`", met.sample)).at(met.row, None).in_column(header);
                note.count = met.count;
                notes.push(note);
            }
        };
        add(Matter::TypeName, self.type_names, "a .NET type name stands where the values should be");
        add(Matter::Cut, self.cut, "the shell cut the list or identifier");
        add(Matter::CharactersLost, self.lost, "letters were lost when the file was written");
        add(Matter::Unreadable, self.unreadable, "the cell cannot be read as its column's type");
        add(Matter::Concealed, self.concealed, "the report conceals who it is about");
        add(Matter::SpreadsheetDamage, self.damaged, "a spreadsheet turned the identifier into a number or a date");
    }
}

/// Whether the cells of a column are names; a `?` in free text says nothing about an encoding.
pub(super) fn holds_names(column: &Column) -> bool {
    match column.ty {
        Type::Identity | Type::Address | Type::Addresses => true,
        Type::Text => {
            column.name.ends_with("name")
                || matches!(
                    column.name,
                    "alias" | "company" | "department" | "folder" | "office" | "organizational_unit"
                )
        }
        _ => false,
    }
}

/// Whether a column names the user of a usage report, which conceals names unless the tenant says otherwise.
pub(super) fn is_usage_name(column: &'static Column) -> bool {
    [&mailbox_usage::USER_PRINCIPAL_NAME, &mailbox_usage::DISPLAY_NAME].iter().any(|name| std::ptr::eq(*name, column))
}
