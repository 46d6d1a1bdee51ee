//! The catalogue of action files: one file an action, listed here and nowhere else. What a check found and can be
//! closed mechanically becomes rows of a CSV file, with a fixed script that carries them out and the rows that take
//! them back. Knows the facts and the findings, and neither the checks nor the workbook.
//!
//! No value from an export is part of a script: data stays in CSV. Scripts look at what is there before they change
//! it, and stop where the session is not with the tenant that the rows are for.

mod addresses;
mod fallback;
mod family;
mod folder;
mod forwarding;
mod gaps;
mod objects;
mod readme;
mod rights;
mod step;
#[cfg(test)]
mod tests;

use crate::plan::Command;
use crate::schema::Side;

pub use family::Family;
pub use folder::{Handed, write};
pub use gaps::Gaps;
pub use step::{Left, Row, Step, Steps, Target};

/// One kind of action: everything that is said about it anywhere comes from here.
#[derive(Debug)]
pub struct Action {
    /// Name of its files without extension, e.g. `add-x500`; part of the contract.
    pub name: &'static str,
    /// What it does, in one line.
    pub title: &'static str,
    /// What has to be known before it is run; empty where there is nothing.
    pub note: &'static str,
    /// Its columns and its script.
    pub family: &'static Family,
    /// In which answers it is written, and in which tenant it is carried out.
    pub written: &'static [(Command, Tenant)],
    /// The codes of the findings that it closes; none where it is made from the pairs themselves.
    pub closes: &'static [&'static str],
    /// Makes its rows.
    pub rows: fn(&Gaps<'_>, &mut Steps),
}

/// The tenant in which an action is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenant {
    /// That of a side.
    Of(Side),
    /// The one that the domain leaves.
    Left,
    /// None: the file is for the mover.
    Mover,
}

impl Action {
    /// Where it is carried out when `command` writes it; `None` where that does not.
    pub fn tenant(&self, command: Command) -> Option<Tenant> {
        self.written.iter().find(|(of, _)| *of == command).map(|(_, tenant)| *tenant)
    }
}

macro_rules! catalogue {
    ($($module:ident)*) => {
        $(mod $module;)*

        /// All actions, in the order in which those of one answer are carried out.
        pub static ALL: &[&Action] = &[$(&$module::ACTION),*];
    };
}

catalogue! {
    migrationwiz_bulk_add
    create_objects
    clear_domain
    recreate_contacts
    restore_forwarding
    remove_forwarding
    add_x500
    remove_contacts
    add_addresses
    set_primary
    restore_addresses
    restore_upn
    grant_rights
    remove_service_access
}
