//! Puts what the exports of one tenant say about its groups into one table.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{Names, Splits};
use super::{Extent, Listed, OfSide, lists, rows};
use crate::facts::{Naming, ObjectId, RowRef};
use crate::intern::Symbol;
use crate::kinds::groups;
use crate::schema::{Column, Side};
use crate::values::recipient::Class;

/// An entry on its way into a list, with the number that all names of one person share.
pub(super) struct Found {
    pub key: (u8, u32),
    pub listed: Listed,
}

/// The lists of one tenant while they are being read.
pub(super) struct Collection<'a> {
    pub names: Names<'a>,
    pub splits: &'a Splits,
    pub members: Vec<Found>,
    pub owners: Vec<Found>,
    pub restrictions: Vec<Found>,
    /// Sorted, because objects are looked at in their order.
    pub unknown_restrictions: Vec<ObjectId>,
    pub member_extent: BTreeMap<ObjectId, Extent>,
    pub owner_extent: BTreeMap<ObjectId, Extent>,
    /// Sorts of groups of which an export lists every member a row.
    pub covered: BTreeSet<Sort>,
    /// The same for owners.
    pub owners_covered: BTreeSet<Sort>,
    /// Sorts of groups of which such an export is as long as a cut one.
    pub cut: BTreeSet<Sort>,
    /// Groups of which a row may be that names several.
    pub doubtful: BTreeSet<ObjectId>,
    pub unplaced: u64,
    pub skipped: BTreeMap<(u16, &'static str), u64>,
}

/// Groups whose members one cmdlet lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// `Get-DistributionGroupMember`.
    Distribution,
    /// `Get-UnifiedGroupLinks`.
    Unified,
}

impl Sort {
    pub(super) const fn of(class: Class) -> Self {
        if matches!(class, Class::Microsoft365) { Self::Unified } else { Self::Distribution }
    }
}

impl Collection<'_> {
    /// The names in a text, mostly the text itself.
    pub fn names_in(&self, text: Symbol) -> Vec<Symbol> {
        let parts = self.splits.parts(self.names.side, text);
        if parts.is_empty() { vec![text] } else { parts.to_vec() }
    }

    /// Adds whomever a text names.
    pub fn add(&mut self, list: List, group: ObjectId, text: Symbol, at: RowRef, column: &'static Column) {
        for text in self.names_in(text) {
            self.add_one(list, group, text, at, column);
        }
    }

    /// Adds somebody whom a text without further names names.
    pub fn add_one(&mut self, list: List, group: ObjectId, text: Symbol, at: RowRef, column: &'static Column) {
        let named = self.names.named(text).clone();
        let found = Found { key: named.key, listed: Listed { group, party: named.party, text, at, column } };
        match list {
            List::Members => self.members.push(found),
            List::Owners => self.owners.push(found),
            List::Restrictions => self.restrictions.push(found),
        }
    }

    /// Leaves out a row by a rule.
    pub fn skip(&mut self, table: u16, rule: &'static str) {
        *self.skipped.entry((table, rule)).or_default() += 1;
    }

    /// Notes how far a list of members is known; what is known in part stays so.
    pub fn known(&mut self, group: ObjectId, extent: Extent) {
        note(&mut self.member_extent, group, extent);
    }

    /// Notes how far a list of owners is known; what is known in part stays so.
    pub fn owners_known(&mut self, group: ObjectId, extent: Extent) {
        note(&mut self.owner_extent, group, extent);
    }
}

/// A part that cannot be read is not made up for by another export that may be older.
fn note(extents: &mut BTreeMap<ObjectId, Extent>, group: ObjectId, extent: Extent) {
    let known = extents.entry(group).or_insert(extent);
    *known = match (*known, extent) {
        (Extent::Part, _) | (_, Extent::Part) => Extent::Part,
        (a, b) => a.max(b),
    };
}

/// Which list of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Members,
    Owners,
    Restrictions,
}

/// Reads all lists of one tenant.
pub(super) fn of_side(naming: &Naming<'_>, splits: &Splits, side: Side) -> OfSide {
    let mut collection = Collection {
        names: Names::new(naming, side),
        splits,
        members: Vec::new(),
        owners: Vec::new(),
        restrictions: Vec::new(),
        unknown_restrictions: Vec::new(),
        member_extent: BTreeMap::new(),
        owner_extent: BTreeMap::new(),
        covered: BTreeSet::new(),
        owners_covered: BTreeSet::new(),
        cut: BTreeSet::new(),
        doubtful: BTreeSet::new(),
        unplaced: 0,
        skipped: BTreeMap::new(),
    };
    rows::one_a_row(&mut collection);
    rows::by_member(&mut collection);
    lists::members(&mut collection);
    lists::owners(&mut collection);
    lists::restrictions(&mut collection);
    by_absence(&mut collection);
    OfSide {
        members: once_each(collection.members, false),
        owners: once_each(collection.owners, false),
        restrictions: once_each(collection.restrictions, true),
        unknown_restrictions: collection.unknown_restrictions,
        member_extent: collection.member_extent,
        owner_extent: collection.owner_extent,
        unplaced: collection.unplaced,
        skipped: collection.skipped,
    }
}

/// A group of which no export has a row is empty where the export has rows of other groups of its sort: the
/// cmdlets write a row for every member and none for a group without. Not so where a count says otherwise, the
/// export is as long as a cut one, or a row may be of this group.
fn by_absence(collection: &mut Collection<'_>) {
    let tenant = collection.names.tenant();
    let counts = |id: ObjectId, column: &'static Column| {
        let rows = tenant.row_refs(tenant.object(id)).iter();
        rows.filter_map(|row| {
            let table = &tenant.tables[row.table as usize];
            table.kind.owns(column).then(|| table.numbers(column).get(row.record as usize)).flatten()
        })
        .max()
    };
    for (id, object) in tenant.ids().filter(|(_, object)| object.class.is_group()) {
        let sort = Sort::of(object.class);
        let is_told =
            object.class != Class::Dynamic && !collection.cut.contains(&sort) && !collection.doubtful.contains(&id);
        let is_absent = |covered: &BTreeSet<Sort>| is_told && covered.contains(&sort);
        if counts(id, &groups::MEMBER_COUNT).map_or(is_absent(&collection.covered), |count| count == 0) {
            collection.known(id, Extent::Whole);
        }
        if counts(id, &groups::OWNER_COUNT).map_or(is_absent(&collection.owners_covered), |count| count == 0) {
            collection.owners_known(id, Extent::Whole);
        }
    }
}

/// Sorts a list by group and keeps every person once, as first exported; for restrictions once for each column.
fn once_each(mut found: Vec<Found>, by_column: bool) -> Vec<Listed> {
    let property = |entry: &Found| if by_column { lists::property(entry.listed.column) } else { "" };
    let order = |entry: &Found| (entry.listed.group, property(entry), entry.key);
    let place = |entry: &Found| (entry.listed.at.table, entry.listed.at.record);
    found.sort_by(|a, b| (order(a), place(a)).cmp(&(order(b), place(b))));
    found.dedup_by(|a, b| order(a) == order(b));
    found.sort_by_key(|entry| (entry.listed.group, place(entry), property(entry)));
    found.into_iter().map(|entry| entry.listed).collect()
}
