//! What the texts of member exports name. There are far fewer texts than rows: each is resolved once.

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::lists;
use crate::facts::rights::split;
use crate::facts::{Domains, Naming, ObjectId, Party, Resolver, Tenant};
use crate::intern::{Pool, Symbol};
use crate::kinds::group_members;
use crate::schema::{Column, Side};

type Fixed = foldhash::fast::FixedState;

/// Cells and entries of lists that name nobody as a whole, with the names in them: of each tenant.
#[derive(Debug, Default)]
pub struct Splits([HashMap<Symbol, Vec<Symbol>, Fixed>; 2]);

impl Splits {
    /// Splits the texts of both tenants; the names in them become texts of the pool.
    pub fn of(tenants: [&Tenant; 2], resolvers: &[Resolver; 2], domains: &Domains, pool: &mut Pool) -> Self {
        let naming = Naming::of(tenants, resolvers, domains, pool);
        let found = tenants.map(|tenant| {
            let texts: Vec<(Symbol, bool)> = texts(tenant).into_iter().collect();
            let split = |&(text, joined): &(Symbol, bool)| parts(&naming, tenant.side, text, joined);
            texts.par_iter().filter_map(split).collect::<Vec<(Symbol, Vec<String>)>>()
        });
        Self(found.map(|split| {
            let own = |(text, parts): (Symbol, Vec<String>)| (text, parts.iter().map(|part| pool.add(part)).collect());
            split.into_iter().map(own).collect()
        }))
    }

    /// The names in a text; none where it is one name.
    pub(super) fn parts(&self, side: Side, text: Symbol) -> &[Symbol] {
        self.0[side as usize].get(&text).map_or(&[], Vec::as_slice)
    }
}

/// The texts that name members, owners and people in restrictions, and whether they come from a list, in which
/// names may be joined with blanks.
fn texts(tenant: &Tenant) -> HashSet<(Symbol, bool), Fixed> {
    let mut texts = HashSet::default();
    for table in &tenant.tables {
        if table.is(&group_members::KIND) {
            let names = table.symbols(&group_members::MEMBER_NAME);
            texts.extend((0..table.len()).map(|record| (names.or_empty(record), false)));
        }
        for list in lists::columns().filter_map(|column| lists::own_list(table, column)) {
            let entries = (0..table.len()).flat_map(|record| list.get(record).unwrap_or_default());
            texts.extend(entries.map(|entry| (entry.text, true)));
        }
    }
    texts
}

/// The names in a text that as a whole names nobody; `None` where it is one name.
fn parts(naming: &Naming<'_>, side: Side, text: Symbol, joined: bool) -> Option<(Symbol, Vec<String>)> {
    let cell = naming.pool.text(text);
    let is_list = |c: char| matches!(c, ',' | ';' | '|' | '\n') || c.is_whitespace() && (joined || cell.contains('@'));
    if !cell.contains(is_list) || naming.party(side, cell) != Party::Nobody {
        return None;
    }
    // The role group is no object of the exports, and would keep the names beside it from being told apart.
    let (no_owner, rest) =
        lists::without_no_owner(cell).map_or((None, [cell, ""]), |(no_owner, rest)| (Some(no_owner), rest));
    let rest = rest.into_iter().filter(|names| !names.is_empty());
    let names = rest.flat_map(|names| split::names(naming, side, names, joined)).map(|(name, _)| name);
    let names: Vec<String> = no_owner.into_iter().chain(names).map(str::to_owned).collect();
    (names.len() > 1).then_some((text, names))
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
