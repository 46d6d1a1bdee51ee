//! What the texts of member exports name. There are far fewer texts than rows: each is resolved once.

use hashbrown::HashMap;

use crate::facts::{Naming, ObjectId, Party, Tenant};
use crate::intern::{Pool, Symbol};
use crate::kinds::group_members;
use crate::schema::{Column, Side};
use crate::values::list;

type Fixed = foldhash::fast::FixedState;

/// Cells that should name one member and hold a list of them, with their parts.
#[derive(Debug, Default)]
pub struct Splits(HashMap<Symbol, Vec<Symbol>, Fixed>);

impl Splits {
    /// Splits the cells of both tenants; the parts become texts of the pool.
    pub fn of(tenants: [&Tenant; 2], pool: &mut Pool) -> Self {
        let mut splits = Self::default();
        let tables = tenants.into_iter().flat_map(|tenant| tenant.of_kind(&group_members::KIND));
        for table in tables {
            let names = table.symbols(&group_members::MEMBER_NAME);
            for name in (0..table.len()).map(|record| names.or_empty(record)) {
                if !splits.0.contains_key(&name) {
                    let text = pool.text(name).to_owned();
                    let mut parts = Vec::new();
                    if text.contains([',', ';', '|', '\n', '@']) {
                        list::identities(&text, &mut parts);
                    }
                    let parts =
                        if parts.len() > 1 { parts.iter().map(|part| pool.add(part)).collect() } else { vec![] };
                    splits.0.insert(name, parts);
                }
            }
        }
        splits.0.retain(|_, parts| !parts.is_empty());
        splits
    }

    /// The parts of a cell; none where it names one.
    pub(super) fn parts(&self, cell: Symbol) -> &[Symbol] {
        self.0.get(&cell).map_or(&[], Vec::as_slice)
    }
}

/// Whom a text names, and a number that all texts for the same one share.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub party: Party,
    pub key: (u8, u32),
}

/// The group that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum GroupNamed {
    One(ObjectId),
    /// Several groups have this name.
    Several(Box<[ObjectId]>),
    None,
}

/// The texts of one tenant that were looked up already.
pub(super) struct Names<'a> {
    pub naming: &'a Naming<'a>,
    pub side: Side,
    named: HashMap<Symbol, Named, Fixed>,
    groups: HashMap<Symbol, GroupNamed, Fixed>,
    /// Texts that name no single object, without regard to case.
    strangers: HashMap<String, u32, Fixed>,
}

impl<'a> Names<'a> {
    pub fn new(naming: &'a Naming<'a>, side: Side) -> Self {
        Self { naming, side, named: HashMap::default(), groups: HashMap::default(), strangers: HashMap::default() }
    }

    pub fn tenant(&self) -> &'a Tenant {
        self.naming.tenant(self.side)
    }

    pub fn text(&self, symbol: Symbol) -> &'a str {
        self.naming.pool.text(symbol)
    }

    /// Whom a text names.
    pub fn named(&mut self, text: Symbol) -> &Named {
        if !self.named.contains_key(&text) {
            let party = self.naming.party(self.side, self.text(text));
            let key = match &party {
                Party::Own(id) => (0, id.0),
                Party::Other(id) => (1, id.0),
                _ => {
                    let next = self.strangers.len() as u32;
                    (2, *self.strangers.entry(self.text(text).to_lowercase()).or_insert(next))
                }
            };
            self.named.insert(text, Named { party, key });
        }
        &self.named[&text]
    }

    /// The group that the first of several columns to name one names.
    pub fn group(&mut self, texts: &[(Symbol, &'static Column)]) -> GroupNamed {
        let mut best = GroupNamed::None;
        for (text, _) in texts.iter().filter(|(text, _)| !text.is_empty()) {
            match self.group_by(*text) {
                GroupNamed::One(id) => return GroupNamed::One(id),
                several @ GroupNamed::Several(_) => best = several,
                GroupNamed::None => {}
            }
        }
        best
    }

    pub fn group_by(&mut self, text: Symbol) -> GroupNamed {
        if let Some(known) = self.groups.get(&text) {
            return known.clone();
        }
        let is_group = |id: &ObjectId| self.tenant().object(*id).class.is_group();
        let groups: Vec<ObjectId> = match &self.naming.party(self.side, self.text(text)) {
            Party::Own(id) => [*id].into_iter().filter(is_group).collect(),
            Party::Several(ids) => ids.iter().copied().filter(is_group).collect(),
            _ => Vec::new(),
        };
        let found = match groups[..] {
            [] => GroupNamed::None,
            [one] => GroupNamed::One(one),
            _ => GroupNamed::Several(groups.into_boxed_slice()),
        };
        self.groups.insert(text, found.clone());
        found
    }
}
