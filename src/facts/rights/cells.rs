//! What the distinct texts of permission exports say, each read once: millions of rows have few of them.

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::RightKind;
use super::sources::{ON_OBJECTS, Texts, may_be_joined, source_of};
use super::split;
use crate::facts::{Naming, Party, Skip, Tenant};
use crate::intern::{Pool, Symbol};
use crate::normalize::Table;
use crate::schema::{Column, Side};
use crate::values::folder::{folder, is_everybody, role_of_type, split_identity};
use crate::values::principal::{Principal, principal};
use crate::values::right::{Word, is_level, word};
use crate::values::text::is_blank;

type Fixed = foldhash::fast::FixedState;
type Map<K, V> = HashMap<K, V, Fixed>;

/// A text, and whether blanks may separate names in it.
type Text = (Symbol, bool);

/// Folder of a right whose export does not say which one.
const UNKNOWN: &str = "unknown";

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

/// All texts of one tenant's permission exports, read.
#[derive(Debug, Default)]
pub(super) struct Cells {
    trustees: Map<Text, Box<[Name]>>,
    owners: Map<Text, Box<[Owner]>>,
    folders: Map<Symbol, Folder>,
    types: Map<Symbol, Option<Symbol>>,
    said: Map<Box<[Symbol]>, Said>,
    /// The folder where no export says which.
    pub unknown: Symbol,
    pub calendar: Symbol,
}

impl Cells {
    pub(super) fn trustees(&self, text: Symbol, joined: bool) -> &[Name] {
        self.trustees.get(&(text, joined)).map_or(&[], |names| names)
    }

    pub(super) fn owners(&self, text: Symbol, joined: bool) -> &[Owner] {
        self.owners.get(&(text, joined)).map_or(&[], |owners| owners)
    }

    /// The folder that a cell names, with its mailbox where the cell names that too.
    pub(super) fn folder(&self, text: Symbol) -> Option<&Folder> {
        self.folders.get(&text)
    }

    /// The role that the type of a folder says.
    pub(super) fn role(&self, folder_type: Symbol) -> Option<Symbol> {
        self.types.get(&folder_type).copied().flatten()
    }

    pub(super) fn said(&self, words: &[Symbol]) -> Option<&Said> {
        self.said.get(words)
    }
}

/// The distinct texts of one tenant's permission exports.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    trustees: HashSet<Text, Fixed>,
    owners: HashSet<Text, Fixed>,
    folders: HashSet<Symbol, Fixed>,
    types: HashSet<Symbol, Fixed>,
    said: HashSet<Box<[Symbol]>, Fixed>,
    any: bool,
}

impl Distinct {
    /// Collects the texts of all exports of a tenant that name rights.
    pub(super) fn of(tenant: &Tenant) -> Self {
        tenant.tables.par_iter().map(Self::of_table).reduce(Self::default, Self::with)
    }

    /// Whether no export names rights.
    pub(super) fn is_empty(&self) -> bool {
        !self.any
    }

    fn of_table(table: &Table) -> Self {
        let mut all = Self::default();
        for column in ON_OBJECTS.iter().filter(|column| table.kind.owns(column)) {
            all.add_names(table, column, |all| &mut all.trustees);
        }
        let Some(source) = source_of(table) else { return all };
        all.any = true;
        all.add_names(table, source.trustee, |all| &mut all.trustees);
        all.add_names(table, source.owner, |all| &mut all.owners);
        if let Some(sid) = source.sid {
            all.add_names(table, sid, |all| &mut all.trustees);
        }
        if let Some((folder, folder_type)) = source.folder {
            let (folders, types) = (table.symbols(folder), table.symbols(folder_type));
            all.folders.extend((0..table.len()).map(|record| folders.or_empty(record)));
            all.types.extend((0..table.len()).map(|record| types.or_empty(record)));
        }
        if let Some(rights) = table.list(source.rights) {
            let mut words = Vec::new();
            for record in 0..table.len() {
                words.clear();
                words.extend(rights.get(record).unwrap_or_default().iter().map(|entry| entry.key));
                if !all.said.contains(&words[..]) {
                    all.said.insert(words.as_slice().into());
                }
            }
        }
        all
    }

    fn add_names(&mut self, table: &Table, column: &'static Column, set: fn(&mut Self) -> &mut HashSet<Text, Fixed>) {
        let Some(texts) = Texts::of(table, column) else { return };
        self.any = true;
        let (set, joined) = (set(self), may_be_joined(column));
        let mut last = None;
        for record in 0..table.len() {
            texts.each(record, |text| {
                // Neighbours mostly name one mailbox.
                if last != Some(text) {
                    set.insert((text, joined));
                    last = Some(text);
                }
            });
        }
    }

    fn with(mut self, other: Self) -> Self {
        self.trustees.extend(other.trustees);
        self.owners.extend(other.owners);
        self.folders.extend(other.folders);
        self.types.extend(other.types);
        self.said.extend(other.said);
        self.any |= other.any;
        self
    }

    /// Reads them all.
    pub(super) fn read(self, naming: &Naming<'_>, side: Side, services: &[String]) -> Drafts {
        let reader = Reader { naming, side, services };
        Drafts {
            trustees: read(self.trustees, |text| reader.trustees(text)),
            owners: read(self.owners, |text| reader.owners(text)),
            folders: read(self.folders, |text| reader.folder(naming.pool.text(text))),
            types: read(self.types, |text| role_of_type(naming.pool.text(text))),
            said: read_said(self.said, naming.pool),
        }
    }
}

/// What was read, with the keys under which it is found; several at a time.
fn read<K: Copy + Send + Sync, V: Send>(keys: HashSet<K, Fixed>, read: impl Fn(K) -> V + Sync) -> Vec<(K, V)> {
    let keys: Vec<K> = keys.into_iter().collect();
    keys.into_par_iter().map(|key| (key, read(key))).collect()
}

/// Reads single names and lists of names.
struct Reader<'a> {
    naming: &'a Naming<'a>,
    side: Side,
    services: &'a [String],
}

impl Reader<'_> {
    fn trustees(&self, (text, joined): Text) -> Vec<DraftName> {
        let names = split::names(self.naming, self.side, self.naming.pool.text(text), joined);
        names.into_iter().map(|(name, party)| self.name(name, party)).collect()
    }

    fn owners(&self, (text, joined): Text) -> Vec<(DraftName, Option<String>)> {
        let text = self.naming.pool.text(text);
        if joined {
            let names = split::names(self.naming, self.side, text, joined);
            return names.into_iter().map(|(name, party)| (self.name(name, party), None)).collect();
        }
        let (mailbox, path) = split_identity(text).map_or((text, None), |(mailbox, path)| (mailbox, Some(path)));
        vec![(self.one(mailbox), path.map(folder))]
    }

    fn folder(&self, text: &str) -> (Option<DraftName>, String) {
        match split_identity(text) {
            Some((mailbox, path)) => (Some(self.one(mailbox)), folder(path)),
            None if text.is_empty() => (None, String::new()),
            None => (None, folder(text)),
        }
    }

    fn one(&self, name: &str) -> DraftName {
        self.name(name, self.naming.party(self.side, name))
    }

    fn name(&self, name: &str, party: Party) -> DraftName {
        let standing = self.standing(name, &party);
        DraftName { party, text: name.to_owned(), standing }
    }

    fn standing(&self, name: &str, party: &Party) -> Standing {
        match principal(name) {
            Some(Principal::Owner) => return Standing::Owner,
            Some(Principal::System) => return Standing::System,
            None => {}
        }
        let object = party.own().map(|id| self.naming.tenant(self.side).object(id));
        let is_service = object.is_some_and(|object| object.skip == Some(Skip::ServiceAccount));
        if is_service || self.services.iter().any(|account| account.eq_ignore_ascii_case(name)) {
            Standing::Service
        } else if is_everybody(name) {
            Standing::Everybody
        } else if *party == Party::Nobody && is_failure(name) {
            Standing::Failure
        } else {
            Standing::Person
        }
    }
}

/// Whether a script wrote its own failure in place of a name.
fn is_failure(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "error" || name.starts_with("error:") || name.starts_with("error fetching")
}

/// What the distinct cells of rights say: kinds, and the level as a text.
fn read_said(said: HashSet<Box<[Symbol]>, Fixed>, pool: &Pool) -> Vec<(Box<[Symbol]>, (Said, String))> {
    let said: Vec<Box<[Symbol]>> = said.into_iter().collect();
    said.into_iter()
        .map(|words| {
            let read = read_words(words.iter().map(|word| pool.text(*word)));
            (words, read)
        })
        .collect()
}

/// What the words of one cell say together. Several single rights on a folder are one level.
fn read_words<'t>(cell: impl Iterator<Item = &'t str>) -> (Said, String) {
    let mut said = Said::default();
    let mut levels: Vec<String> = Vec::new();
    let mut take = |text: &str| match word(text) {
        Word::Kind(kind) if !said.kinds.contains(&kind) => said.kinds.push(kind),
        Word::Kind(_) | Word::None => {}
        Word::Calendar => said.calendar = true,
        Word::Other => said.other = true,
        Word::Level(level) => levels.push(level),
    };
    for text in cell {
        // Joined by blanks: `FullAccess ReadPermission`.
        let is_joined = matches!(word(text), Word::Level(level) if !is_level(&level))
            && text.split(is_blank).filter(|part| !part.is_empty()).all(|part| is_known(&word(part)));
        if is_joined { text.split(is_blank).for_each(&mut take) } else { take(text) }
    }
    levels.sort_unstable();
    levels.dedup();
    said.is_level = !levels.is_empty() && levels.iter().all(|level| is_level(level));
    (said, levels.join(","))
}

fn is_known(word: &Word) -> bool {
    !matches!(word, Word::Level(level) if !is_level(level))
}

/// A name whose texts have no symbols yet.
#[derive(Debug)]
struct DraftName {
    party: Party,
    text: String,
    standing: Standing,
}

impl DraftName {
    fn finish(self, pool: &mut Pool) -> Name {
        let text = pool.add(&self.text);
        let key = pool.add(&self.text.to_lowercase());
        Name { party: self.party, text, key, standing: self.standing }
    }
}

/// What was read, before its texts are among all texts.
#[derive(Debug)]
pub(super) struct Drafts {
    trustees: Vec<(Text, Vec<DraftName>)>,
    owners: Vec<(Text, Vec<(DraftName, Option<String>)>)>,
    folders: Vec<(Symbol, (Option<DraftName>, String))>,
    types: Vec<(Symbol, Option<String>)>,
    said: Vec<(Box<[Symbol]>, (Said, String))>,
}

impl Drafts {
    /// Gives the texts their symbols.
    pub(super) fn finish(self, pool: &mut Pool) -> Cells {
        let trustees = self.trustees.into_iter();
        let owners = self.owners.into_iter();
        Cells {
            trustees: trustees
                .map(|(text, names)| (text, names.into_iter().map(|name| name.finish(pool)).collect()))
                .collect(),
            owners: owners
                .map(|(text, owners)| {
                    let finish = |(name, folder): (DraftName, Option<String>)| Owner {
                        name: name.finish(pool),
                        folder: folder.map(|folder| pool.add(&folder)),
                    };
                    (text, owners.into_iter().map(finish).collect())
                })
                .collect(),
            folders: self
                .folders
                .into_iter()
                .map(|(text, (owner, folder))| {
                    let owner = owner.map(|owner| owner.finish(pool));
                    (text, Folder { owner, folder: pool.add(&folder) })
                })
                .collect(),
            types: self.types.into_iter().map(|(text, role)| (text, role.map(|role| pool.add(&role)))).collect(),
            said: self
                .said
                .into_iter()
                .map(|(words, (said, level))| (words, Said { level: pool.add(&level), ..said }))
                .collect(),
            unknown: pool.add(UNKNOWN),
            calendar: pool.add("calendar"),
        }
    }
}
