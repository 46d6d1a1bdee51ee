//! What the texts of permission exports say: names, owners, folders, kinds of rights and levels.

use hashbrown::HashMap;

use super::RightKind;
use super::sources::Writing;
use crate::facts::Party;
use crate::intern::Symbol;

pub(super) type Fixed = foldhash::fast::FixedState;
type Map<K, V> = HashMap<K, V, Fixed>;

/// A text, and how names stand in it.
pub(super) type Text = (Symbol, Writing);

/// The words of one cell of rights, case folded.
pub(super) type Words = Box<[Symbol]>;

/// A name in an export and whom it names.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub party: Party,
    /// As exported.
    pub text: Symbol,
    /// What is compared where nobody is named: lower case.
    pub key: Symbol,
    /// What it is that is no grantee.
    pub standing: Standing,
}

/// What a name is that may be no grantee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Somebody, or nobody that is known.
    Person,
    /// The owner itself.
    Owner,
    /// An account of the system.
    System,
    /// An account of the migration.
    Service,
    /// On folders everybody, inside or outside.
    Everybody,
    /// The export failed here.
    Failure,
}

/// Whose mailbox, and which folder where the text names that too.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub name: Name,
    pub folder: Option<Symbol>,
}

/// A folder, with its mailbox where the text names that too.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    pub owner: Option<Name>,
    pub folder: Symbol,
}

/// What a cell of rights says.
#[derive(Debug, Clone, Default)]
pub(super) struct Said {
    pub kinds: Vec<RightKind>,
    /// Level on a folder; empty where none is named.
    pub level: Symbol,
    /// Whether cmdlets know the level; of other words only an export of folders says that they are levels.
    pub is_level: bool,
    /// Some right on the calendar.
    pub calendar: bool,
    /// A right that opens nothing.
    pub other: bool,
}

impl Said {
    /// The kinds of rights that are named.
    pub(super) fn all_kinds(&self) -> impl Iterator<Item = RightKind> {
        let on_folder = self.calendar || !self.level.is_empty();
        self.kinds.iter().copied().chain(on_folder.then_some(RightKind::Folder))
    }
}

/// All texts of one tenant's permission exports, read.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub trustees: Map<Text, Box<[Name]>>,
    pub owners: Map<Text, Box<[Owner]>>,
    pub folders: Map<Symbol, Folder>,
    pub types: Map<Symbol, Option<Symbol>>,
    pub said: Map<Words, Said>,
    /// The folder where no export says which.
    pub unknown: Symbol,
    pub calendar: Symbol,
}

impl Cells {
    /// Who is named by a cell of trustees.
    pub(super) fn trustees(&self, text: Symbol, writing: Writing) -> &[Name] {
        self.trustees.get(&(text, writing)).map_or(&[], |names| names)
    }

    /// Whose mailboxes a cell names.
    pub(super) fn owners(&self, text: Symbol, writing: Writing) -> &[Owner] {
        self.owners.get(&(text, writing)).map_or(&[], |owners| owners)
    }

    /// The folder that a cell names, with its mailbox where the cell names that too.
    pub(super) fn folder(&self, text: Symbol) -> Option<&Folder> {
        self.folders.get(&text)
    }

    /// The role that the type of a folder says.
    pub(super) fn role(&self, folder_type: Symbol) -> Option<Symbol> {
        self.types.get(&folder_type).copied().flatten()
    }

    /// What the words of a cell of rights say together.
    pub(super) fn said(&self, words: &[Symbol]) -> Option<&Said> {
        self.said.get(words)
    }
}
