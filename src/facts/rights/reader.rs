//! Reads the distinct texts of permission exports: whom they name, which folder, which right.

use hashbrown::HashSet;
use rayon::prelude::*;

use super::cells::{Cells, Fixed, Folder, Name, Owner, Said, Standing, Text, Words};
use super::distinct::Distinct;
use super::sources::Writing;
use super::{UNKNOWN, split};
use crate::facts::{Naming, Party, Skip};
use crate::intern::{Pool, Symbol};
use crate::schema::Side;
use crate::values::folder::{folder, is_everybody, role_of_type, split_identity};
use crate::values::principal::{Principal, principal};
use crate::values::right::{Word, is_level, words};

/// Role of the folder that combined reports mean.
const CALENDAR: &str = "calendar";

impl Distinct {
    /// Reads all texts of the exports of `side`; `services` are the names of the migration's accounts.
    pub(super) fn read(self, naming: &Naming<'_>, side: Side, services: &[String]) -> Drafts {
        let reader = Reader { naming, side, services };
        let pool = naming.pool;
        Drafts {
            trustees: read(self.trustees, |text| reader.trustees(*text)),
            owners: read(self.owners, |text| reader.owners(*text)),
            folders: read(self.folders, |text| reader.folder(pool.text(*text))),
            types: read(self.types, |text| role_of_type(pool.text(*text))),
            said: read(self.said, |words| read_words(words.iter().map(|word| pool.text(*word)))),
        }
    }
}

/// What was read, with the keys under which it is found; several at a time.
fn read<K: Send, V: Send>(keys: HashSet<K, Fixed>, read: impl Fn(&K) -> V + Sync) -> Vec<(K, V)> {
    let keys: Vec<K> = keys.into_iter().collect();
    let with_value = |key: K| {
        let value = read(&key);
        (key, value)
    };
    keys.into_par_iter().map(with_value).collect()
}

/// Reads single names and lists of names.
struct Reader<'a> {
    naming: &'a Naming<'a>,
    side: Side,
    services: &'a [String],
}

impl Reader<'_> {
    fn trustees(&self, (text, writing): Text) -> Vec<DraftName> {
        let names = split::names(self.naming, self.side, self.naming.pool.text(text), writing == Writing::Joined);
        let party = |name: &str, party: Party| match writing {
            Writing::Shown => self.naming.shown(self.side, name).unwrap_or(party),
            Writing::Unique | Writing::Joined => party,
        };
        names.into_iter().map(|(name, named)| self.name(name, party(name, named))).collect()
    }

    fn owners(&self, (text, writing): Text) -> Vec<DraftOwner> {
        let text = self.naming.pool.text(text);
        if writing == Writing::Joined {
            let names = split::names(self.naming, self.side, text, true);
            return names
                .into_iter()
                .map(|(name, party)| DraftOwner { name: self.name(name, party), folder: None })
                .collect();
        }
        let (mailbox, path) = split_identity(text).map_or((text, None), |(mailbox, path)| (mailbox, Some(path)));
        vec![DraftOwner { name: self.one(mailbox), folder: path.map(folder) }]
    }

    fn folder(&self, text: &str) -> DraftFolder {
        match split_identity(text) {
            Some((mailbox, path)) => DraftFolder { owner: Some(self.one(mailbox)), folder: folder(path) },
            None if text.is_empty() => DraftFolder { owner: None, folder: String::new() },
            None => DraftFolder { owner: None, folder: folder(text) },
        }
    }

    fn one(&self, name: &str) -> DraftName {
        self.name(name, self.naming.party(self.side, name))
    }

    fn name(&self, name: &str, party: Party) -> DraftName {
        let standing = self.standing(name, &party);
        let text = DraftText::of(name, self.naming.pool);
        let is_lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let key = (!is_lower).then(|| DraftText::of(&name.to_lowercase(), self.naming.pool));
        DraftName { party, text, key, standing }
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

/// What the words of one cell say together. Several single rights on a folder are one level.
fn read_words<'t>(cell: impl Iterator<Item = &'t str>) -> DraftSaid {
    let mut said = Said::default();
    let mut levels: Vec<String> = Vec::new();
    for word in cell.flat_map(words) {
        match word {
            Word::Kind(kind) if !said.kinds.contains(&kind) => said.kinds.push(kind),
            Word::Kind(_) | Word::None => {}
            Word::Calendar => said.calendar = true,
            Word::Other => said.other = true,
            Word::Level(level) => levels.push(level),
        }
    }
    levels.sort_unstable();
    levels.dedup();
    said.is_level = !levels.is_empty() && levels.iter().all(|level| is_level(level));
    DraftSaid { said, level: levels.join(",") }
}

/// A text that may have no symbol yet.
#[derive(Debug)]
enum DraftText {
    Known(Symbol),
    New(Box<str>),
}

impl DraftText {
    /// Most texts are cells, or addresses of objects: looked up here, several at a time, they need no further thought.
    fn of(text: &str, pool: &Pool) -> Self {
        pool.find(text).map_or_else(|| Self::New(text.into()), Self::Known)
    }

    fn finish(self, pool: &mut Pool) -> Symbol {
        match self {
            Self::Known(symbol) => symbol,
            Self::New(text) => pool.add(&text),
        }
    }
}

/// A name whose texts may have no symbols yet.
#[derive(Debug)]
struct DraftName {
    party: Party,
    text: DraftText,
    /// Its lower case, where that is another text.
    key: Option<DraftText>,
    standing: Standing,
}

impl DraftName {
    fn finish(self, pool: &mut Pool) -> Name {
        let text = self.text.finish(pool);
        let key = self.key.map_or(text, |key| key.finish(pool));
        Name { party: self.party, text, key, standing: self.standing }
    }
}

/// An owner whose texts have no symbols yet.
#[derive(Debug)]
struct DraftOwner {
    name: DraftName,
    folder: Option<String>,
}

impl DraftOwner {
    fn finish(self, pool: &mut Pool) -> Owner {
        Owner { name: self.name.finish(pool), folder: self.folder.map(|folder| pool.add(&folder)) }
    }
}

/// A folder whose texts have no symbols yet.
#[derive(Debug)]
struct DraftFolder {
    owner: Option<DraftName>,
    folder: String,
}

/// What a cell of rights says, with a level that has no symbol yet.
#[derive(Debug)]
struct DraftSaid {
    said: Said,
    level: String,
}

/// What was read, before its texts are among all texts.
#[derive(Debug)]
pub(super) struct Drafts {
    trustees: Vec<(Text, Vec<DraftName>)>,
    owners: Vec<(Text, Vec<DraftOwner>)>,
    folders: Vec<(Symbol, DraftFolder)>,
    types: Vec<(Symbol, Option<String>)>,
    said: Vec<(Words, DraftSaid)>,
}

impl Drafts {
    /// Gives the texts their symbols.
    pub(super) fn finish(self, pool: &mut Pool) -> Cells {
        let (trustees, owners, folders) =
            (self.trustees.into_iter(), self.owners.into_iter(), self.folders.into_iter());
        Cells {
            trustees: trustees
                .map(|(text, names)| (text, names.into_iter().map(|name| name.finish(pool)).collect()))
                .collect(),
            owners: owners
                .map(|(text, owners)| (text, owners.into_iter().map(|owner| owner.finish(pool)).collect()))
                .collect(),
            folders: folders
                .map(|(text, DraftFolder { owner, folder })| {
                    let owner = owner.map(|owner| owner.finish(pool));
                    (text, Folder { owner, folder: pool.add(&folder) })
                })
                .collect(),
            types: self.types.into_iter().map(|(text, role)| (text, role.map(|role| pool.add(&role)))).collect(),
            said: self
                .said
                .into_iter()
                .map(|(words, DraftSaid { said, level })| (words, Said { level: pool.add(&level), ..said }))
                .collect(),
            unknown: pool.add(UNKNOWN),
            calendar: pool.add(CALENDAR),
        }
    }
}
