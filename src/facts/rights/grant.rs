//! What one row grants to its trustees, and what of it does not count.

use super::cells::{Cells, Name, Said, Standing};
use super::known::Known;
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
    /// Nobody is named.
    Nobody,
}

impl Aside {
    const ALL: [Self; 9] = [
        Self::Inherited,
        Self::Deny,
        Self::Owner,
        Self::System,
        Self::Service,
        Self::Everybody,
        Self::NoLevel,
        Self::Other,
        Self::Nobody,
    ];

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
            Self::Nobody => "no delegate",
        }
    }
}

/// How often each reason was met; millions of rows have one.
#[derive(Debug, Default)]
pub(super) struct Asides([u64; Aside::ALL.len()]);

impl Asides {
    pub(super) fn count(&mut self, reason: Aside) {
        self.0[reason as usize] += 1;
    }

    /// The reasons that were met, in words.
    pub(super) fn counted(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let all = Aside::ALL.into_iter().map(|reason| (reason.as_str(), self.0[reason as usize]));
        all.filter(|(_, count)| *count > 0)
    }
}

/// A right with what it is compared by.
pub(super) struct Candidate {
    pub right: Right,
    pub owner: (u8, u32),
    pub grantee: (u8, u32),
}

/// What some rows of one table say.
#[derive(Default)]
pub(super) struct Batch {
    /// Number of the table.
    pub table: u16,
    pub candidates: Vec<Candidate>,
    pub service: Vec<Candidate>,
    pub set_aside: Asides,
    pub undecided: u64,
    pub known: Known,
    /// Rows skipped by rule.
    pub skipped: Asides,
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
                self.lose(owner, batch);
                continue;
            }
            let none = if self.is_folder && !self.said.other { Aside::NoLevel } else { Aside::Other };
            let mut kinds = self.kinds(cells).peekable();
            if kinds.peek().is_none() {
                let aside = self.barred.or_else(|| aside(owner, trustee, self.is_folder)).unwrap_or(none);
                batch.set_aside.count(aside);
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
                        batch.set_aside.count(aside);
                        reason = reason.or(Some(aside));
                    }
                }
            }
        }
        reason
    }

    /// Notes that somebody may have a right on what belongs to an owner, and nobody can tell who.
    pub(super) fn lose(&self, owner: &Name, batch: &mut Batch) {
        let Some(owner) = owner.party.own() else { return };
        for kind in self.said.all_kinds() {
            batch.known.lost(owner, kind);
        }
    }

    /// The rights that the row names, each with folder and level.
    fn kinds(&self, cells: &Cells) -> impl Iterator<Item = (RightKind, Symbol, Symbol)> {
        let said = self.said;
        let on_folder = if said.level.is_empty() {
            said.calendar.then_some((RightKind::Folder, cells.calendar, cells.unknown))
        } else if self.is_folder {
            Some((RightKind::Folder, self.folder, said.level))
        } else {
            let folder = if said.calendar { cells.calendar } else { cells.unknown };
            said.is_level.then_some((RightKind::Folder, folder, said.level))
        };
        said.kinds.iter().map(|kind| (*kind, Symbol::EMPTY, Symbol::EMPTY)).chain(on_folder)
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
