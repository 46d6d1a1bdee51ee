//! Who belongs to which group: members, owners and the people whom restrictions name, of both tenants, from
//! every export and spelling, once each. Who arrives at the destination is said in `arrival`.

mod collect;
mod lists;
mod names;
mod rows;

use std::collections::BTreeMap;

use super::{Naming, ObjectId, Party, RowRef};
use crate::intern::Symbol;
use crate::schema::{Column, Side};

pub use lists::{property, restriction_extent};
pub use names::Splits;

/// Somebody whom a list of a group names: a member, an owner, or a person in a restriction.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The group; for a restriction also a mailbox.
    pub group: ObjectId,
    /// Whom the text names.
    pub party: Party,
    /// As exported.
    pub text: Symbol,
    /// Where it stands.
    pub at: RowRef,
    /// The column that names them.
    pub column: &'static Column,
}

/// How much the exports tell about a list of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Not exported.
    Unknown,
    /// Exported, but some of it cannot be read.
    Part,
    /// Exported; an empty list is an answer.
    Whole,
}

/// The groups of both tenants with everybody whom they list.
#[derive(Debug, Default)]
pub struct Members {
    sides: [OfSide; 2],
}

/// The lists of one tenant.
#[derive(Debug, Default)]
struct OfSide {
    /// Sorted by group, then in the order of the exports.
    members: Vec<Listed>,
    owners: Vec<Listed>,
    restrictions: Vec<Listed>,
    /// What is known of the members of a group; one that is absent is unknown.
    member_extent: BTreeMap<ObjectId, Extent>,
    owner_extent: BTreeMap<ObjectId, Extent>,
    /// Groups and mailboxes with a restriction that cannot be read, and groups of which none was exported; sorted.
    unknown_restrictions: Vec<ObjectId>,
    /// Members and owners whose group is in no export, or is one of several.
    unplaced: u64,
    /// Rows left out, by table and rule.
    skipped: BTreeMap<(u16, &'static str), u64>,
}

impl Members {
    /// Reads the lists of both tenants.
    pub fn build(naming: &Naming<'_>, splits: &Splits) -> Self {
        let of = |side| collect::of_side(naming, splits, side);
        let (source, destination) = rayon::join(|| of(Side::Source), || of(Side::Destination));
        Self { sides: [source, destination] }
    }

    /// The members of a group, each once.
    pub fn members(&self, side: Side, group: ObjectId) -> &[Listed] {
        of_group(&self.side(side).members, group)
    }

    /// The owners of a group, each once; `Organization Management` is none.
    pub fn owners(&self, side: Side, group: ObjectId) -> &[Listed] {
        of_group(&self.side(side).owners, group)
    }

    /// The allowed and refused senders, moderators and bypass entries of a group or mailbox, each once for each
    /// property, which [`property`] names.
    pub fn restrictions(&self, side: Side, object: ObjectId) -> &[Listed] {
        of_group(&self.side(side).restrictions, object)
    }

    /// Whether some restriction of a group or mailbox cannot be read, or none was exported for the group.
    pub fn has_unknown_restrictions(&self, side: Side, object: ObjectId) -> bool {
        self.side(side).unknown_restrictions.binary_search(&object).is_ok()
    }

    /// Whether the exports tell who the members of a group are.
    pub fn member_extent(&self, side: Side, group: ObjectId) -> Extent {
        self.side(side).member_extent.get(&group).copied().unwrap_or(Extent::Unknown)
    }

    /// Whether the exports tell who the owners of a group are.
    pub fn owner_extent(&self, side: Side, group: ObjectId) -> Extent {
        self.side(side).owner_extent.get(&group).copied().unwrap_or(Extent::Unknown)
    }

    /// How many members were exported for groups that are in no export.
    pub fn unplaced(&self, side: Side) -> u64 {
        self.side(side).unplaced
    }

    /// Rows that say nothing about a known group, by table and rule.
    pub fn skipped(&self, side: Side) -> impl Iterator<Item = (u16, &'static str, u64)> + '_ {
        self.side(side).skipped.iter().map(|(&(table, rule), &count)| (table, rule, count))
    }

    const fn side(&self, side: Side) -> &OfSide {
        &self.sides[side as usize]
    }
}

fn of_group(listed: &[Listed], group: ObjectId) -> &[Listed] {
    let start = listed.partition_point(|entry| entry.group < group);
    let end = start + listed[start..].partition_point(|entry| entry.group == group);
    &listed[start..end]
}
