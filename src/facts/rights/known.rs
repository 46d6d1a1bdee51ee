//! What the exports of a tenant tell about rights: which kinds, of whom, and where a cell is lost. Only what is known
//! not to be there can be missing.

use hashbrown::{HashMap, HashSet};

use super::RightKind;
use super::cells::Fixed;
use crate::facts::ObjectId;
use crate::intern::Symbol;

/// Why nobody can tell whether an object has a right of a kind on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// No export names rights of the kind.
    NotExported,
    /// The export shows whatever it covers, and does not show this.
    NotListed,
    /// A cell that names who has the right cannot be read.
    Lost,
}

/// What some rows, or all, tell.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Kinds of rights that some export names a row each; whoever has no row there has none.
    kinds: [bool; 4],
    /// Objects whose own export shows who may send on their behalf.
    on_behalf: HashSet<ObjectId, Fixed>,
    /// Objects of which a cell is lost.
    lost: HashSet<(ObjectId, RightKind), Fixed>,
    /// Folders with rows, and whether a row says what `Default` or `Anonymous` may.
    folders: HashMap<(ObjectId, Symbol), bool, Fixed>,
    /// Whether every folder has such a row: they all have one, unless a script left them out.
    is_listing: bool,
}

impl Known {
    pub(super) fn kind(&mut self, kind: RightKind) {
        self.kinds[kind as usize] = true;
    }

    pub(super) fn on_behalf(&mut self, owner: ObjectId) {
        self.on_behalf.insert(owner);
    }

    pub(super) fn lost(&mut self, owner: ObjectId, kind: RightKind) {
        self.lost.insert((owner, kind));
    }

    pub(super) fn folder(&mut self, owner: ObjectId, folder: Symbol, is_everybody: bool) {
        *self.folders.entry((owner, folder)).or_default() |= is_everybody;
    }

    /// Adds what further rows tell.
    pub(super) fn take(&mut self, other: Self) {
        for (known, other) in self.kinds.iter_mut().zip(other.kinds) {
            *known |= other;
        }
        self.on_behalf.extend(other.on_behalf);
        self.lost.extend(other.lost);
        other.folders.into_iter().for_each(|((owner, folder), is_everybody)| self.folder(owner, folder, is_everybody));
    }

    /// Says that all rows were taken.
    pub(super) fn finish(&mut self) {
        self.is_listing = !self.folders.is_empty() && self.folders.values().all(|is_everybody| *is_everybody);
    }

    /// Whether the exports tell which rights of a kind, on a folder, are on an object.
    pub(super) fn about(&self, owner: ObjectId, kind: RightKind, folder: Symbol) -> Result<(), Unknown> {
        if self.lost.contains(&(owner, kind)) {
            return Err(Unknown::Lost);
        }
        let is_own = kind == RightKind::SendOnBehalf && self.on_behalf.contains(&owner);
        if !self.kinds[kind as usize] && !is_own {
            return Err(Unknown::NotExported);
        }
        if kind == RightKind::Folder && self.is_listing && !self.folders.contains_key(&(owner, folder)) {
            return Err(Unknown::NotListed);
        }
        Ok(())
    }
}
