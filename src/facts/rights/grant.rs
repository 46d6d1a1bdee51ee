//! What one row grants to its trustees, and what of it does not count.

use std::collections::BTreeMap;

use super::cells::{Cells, Name, Said, Standing};
use super::{Right, RightKind};
use crate::facts::{Party, RowRef};
use crate::intern::Symbol;
use crate::schema::Column;

/// Why a right does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    Inherited,
    Deny,
    Owner,
    System,
    Service,
    Everybody,
    NoLevel,
    Other,
}

impl Aside {
    /// The reason as it is counted, and the rule by which a row is skipped that says nothing else.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Inherited => "inherited right",
            Self::Deny => "denied right",
            Self::Owner => "right of the owner itself",
            Self::System => "right of a system account",
            Self::Service => "right of the service account",
            Self::Everybody => "right of Default or Anonymous",
            Self::NoLevel => "level None",
            Self::Other => "entry that grants nothing",
        }
    }
}

/// A right with what it is compared by.
pub(super) struct Candidate {
    pub right: Right,
    pub owner: (u8, u32),
    pub grantee: (u8, u32),
}

/// What some rows say.
#[derive(Default)]
pub(super) struct Batch {
    pub candidates: Vec<Candidate>,
    pub service: Vec<Candidate>,
    pub set_aside: BTreeMap<&'static str, u64>,
    pub undecided: u64,
    /// Rows skipped by rule, per table.
    pub skipped: BTreeMap<(u16, &'static str), u64>,
}

impl Batch {
    fn aside(&mut self, reason: Aside) {
        *self.set_aside.entry(reason.as_str()).or_default() += 1;
    }
}

/// One row, as far as it is the same for all of its owners and trustees.
pub(super) struct Row<'a> {
    pub at: RowRef,
    pub column: &'static Column,
    pub said: &'a Said,
    pub folder: Symbol,
    /// Why nothing on the row counts.
    pub barred: Option<Aside>,
    pub is_folder: bool,
}

impl Row<'_> {
    /// Every right that the row gives to the trustees on what belongs to one owner; returns the reason of the
    /// first one that was set aside.
    pub(super) fn grant(&self, cells: &Cells, owner: &Name, trustees: &[Name], batch: &mut Batch) -> Option<Aside> {
        let mut reason = None;
        for trustee in trustees {
            if trustee.standing == Standing::Failure {
                batch.undecided += 1;
                continue;
            }
            let kinds = self.kinds(cells);
            let none = if self.is_folder && !self.said.other { Aside::NoLevel } else { Aside::Other };
            if kinds.is_empty() {
                let aside = self.barred.or_else(|| aside(owner, trustee, self.is_folder)).unwrap_or(none);
                batch.aside(aside);
                reason = reason.or(Some(aside));
            }
            for (kind, folder, level) in kinds {
                let candidate = || self.candidate(owner, trustee, (kind, folder, level));
                match self.barred.or_else(|| aside(owner, trustee, kind == RightKind::Folder)) {
                    None => batch.candidates.push(candidate()),
                    Some(aside) => {
                        if aside == Aside::Service && kind == RightKind::FullAccess {
                            batch.service.push(candidate());
                        }
                        batch.aside(aside);
                        reason = reason.or(Some(aside));
                    }
                }
            }
        }
        reason
    }

    /// The rights that the row names, each with folder and level.
    fn kinds(&self, cells: &Cells) -> Vec<(RightKind, Symbol, Symbol)> {
        let said = self.said;
        let mut kinds: Vec<_> = said.kinds.iter().map(|kind| (*kind, Symbol::EMPTY, Symbol::EMPTY)).collect();
        if said.level.is_empty() {
            kinds.extend(said.calendar.then_some((RightKind::Folder, cells.calendar, cells.unknown)));
        } else if self.is_folder {
            kinds.push((RightKind::Folder, self.folder, said.level));
        } else if said.is_level {
            let folder = if said.calendar { cells.calendar } else { cells.unknown };
            kinds.push((RightKind::Folder, folder, said.level));
        }
        kinds
    }

    fn candidate(&self, owner: &Name, trustee: &Name, (kind, folder, level): (RightKind, Symbol, Symbol)) -> Candidate {
        Candidate {
            owner: identity(owner),
            grantee: identity(trustee),
            right: Right {
                owner: owner.party.clone(),
                owner_text: owner.text,
                kind,
                folder,
                level,
                grantee: trustee.party.clone(),
                grantee_text: trustee.text,
                at: self.at,
                column: self.column,
            },
        }
    }
}

/// Why a trustee's right on what belongs to the owner does not count.
fn aside(owner: &Name, trustee: &Name, on_folder: bool) -> Option<Aside> {
    match trustee.standing {
        Standing::Owner => Some(Aside::Owner),
        Standing::System => Some(Aside::System),
        Standing::Everybody if on_folder => Some(Aside::Everybody),
        _ if identity(owner) == identity(trustee) => Some(Aside::Owner),
        Standing::Service => Some(Aside::Service),
        _ => None,
    }
}

/// What makes two names the same one: the object, else the text.
fn identity(name: &Name) -> (u8, u32) {
    match name.party {
        Party::Own(id) => (0, id.0),
        Party::Other(id) => (1, id.0),
        _ => (2, name.key.index()),
    }
}
