//! Who may open, or send as, what belongs to somebody else: one right a (owner, kind, folder, level, grantee),
//! from whichever export and in whichever orientation it was written.

mod cells;
mod distinct;
mod fate;
mod grant;
mod known;
mod reader;
mod rows;
mod sources;
pub(super) mod split;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::{Domains, Facts, Naming, ObjectId, Party, Resolver, RowRef, Tenant};
use crate::intern::{Pool, Symbol};
use crate::plan::{Command, Plan};
use crate::schema::{Column, Side};
use distinct::Distinct;
use grant::{Batch, Candidate};
use known::Known;

pub use crate::values::right::RightKind;
pub use fate::{Fate, Fates, MembersUnknown};
pub use known::Unknown;

/// One right that counts: granted directly, and to somebody else than the owner.
#[derive(Debug, Clone)]
pub struct Right {
    /// What it is on: a mailbox, group or contact. Not [`Party::Own`] where the export names nobody that is known.
    pub owner: Party,
    /// The owner as exported, without the folder.
    pub owner_text: Symbol,
    /// Which right.
    pub kind: RightKind,
    /// Role of the folder, else its path, lower case with `/`; empty unless `kind` is `Folder`.
    pub folder: Symbol,
    /// Level on the folder, lower case; several single rights in alphabetical order, joined by `,`.
    pub level: Symbol,
    /// Who has it.
    pub grantee: Party,
    /// The grantee as exported.
    pub grantee_text: Symbol,
    /// Where it stands first.
    pub at: RowRef,
    /// The column that names the grantee.
    pub column: &'static Column,
}

/// The rights of one tenant.
#[derive(Debug, Default)]
struct Granted {
    is_exported: bool,
    rights: Vec<Right>,
    service: Vec<Right>,
    set_aside: BTreeMap<&'static str, u64>,
    undecided: u64,
    known: Known,
    /// Rows that say nothing that counts, per table and rule.
    skipped: BTreeMap<(u16, &'static str), u64>,
}

/// The rights of both tenants.
#[derive(Debug, Default)]
pub struct Rights([Granted; 2]);

/// What makes two rights the same one.
type Key = ((u8, u32), RightKind, Symbol, Symbol, (u8, u32));

impl Granted {
    fn take(&mut self, batch: Batch, seen: &mut HashSet<Key, foldhash::fast::FixedState>) {
        let mut add = |to: &mut Vec<Right>, candidates: Vec<Candidate>| {
            for Candidate { right, owner, grantee } in candidates {
                if seen.insert((owner, right.kind, right.folder, right.level, grantee)) {
                    to.push(right);
                }
            }
        };
        add(&mut self.rights, batch.candidates);
        add(&mut self.service, batch.service);
        self.undecided += batch.undecided;
        self.known.take(batch.known);
        for (reason, count) in batch.set_aside.counted() {
            *self.set_aside.entry(reason).or_default() += count;
        }
        for (rule, count) in batch.skipped.counted() {
            *self.skipped.entry((batch.table, rule)).or_default() += count;
        }
    }
}

impl Rights {
    /// Reads the rights of both tenants from all of their exports.
    pub(super) fn read(
        plan: &Plan,
        tenants: [&Tenant; 2],
        resolvers: &[Resolver; 2],
        domains: &Domains,
        pool: &mut Pool,
    ) -> Self {
        Self(tenants.map(|tenant| {
            let distinct = Distinct::of(tenant);
            let mut granted = Granted { is_exported: !distinct.is_empty(), ..Granted::default() };
            if distinct.is_empty() {
                return granted;
            }
            let services = &plan.tenant(tenant.side).service_accounts;
            let drafts = distinct.read(&Naming::of(tenants, resolvers, domains, pool), tenant.side, services);
            let cells = drafts.finish(pool);
            // Which folders are listed is asked only where the rights of two moments are compared.
            let lists_folders = plan.command == Command::Verify;
            let mut seen = HashSet::default();
            for batch in rows::read(tenant, &cells, pool, lists_folders) {
                granted.take(batch, &mut seen);
            }
            granted.known.finish();
            granted
        }))
    }

    /// Rows of permission exports on which nothing counts, by table and rule.
    pub fn skipped(&self, side: Side) -> impl Iterator<Item = (u16, &'static str, u64)> + '_ {
        self.0[side as usize].skipped.iter().map(|(&(table, rule), &count)| (table, rule, count))
    }

    /// Whether some export of a tenant names rights of some kind.
    pub fn are_exported(&self, side: Side) -> bool {
        self.0[side as usize].is_exported
    }

    /// The rights of a tenant that count, in the order of its exports.
    pub fn of(&self, side: Side) -> &[Right] {
        &self.0[side as usize].rights
    }

    /// Full Access of the migration accounts: direct, and no deny entries.
    pub fn service(&self, side: Side) -> &[Right] {
        &self.0[side as usize].service
    }

    /// How many rights were set aside, by reason.
    pub fn set_aside(&self, side: Side) -> &BTreeMap<&'static str, u64> {
        &self.0[side as usize].set_aside
    }

    /// Whether the exports of a tenant tell which rights of a kind, on a folder, are on an object: an object without
    /// any has none only then. An export of folders that says of every folder what `Default` or `Anonymous` may
    /// lists all that it covers; of others the script left out what nobody granted.
    pub fn tell(&self, side: Side, owner: ObjectId, kind: RightKind, folder: Symbol) -> Result<(), Unknown> {
        self.0[side as usize].known.about(owner, kind, folder)
    }

    /// How many cells that should name rights are lost, so that nobody knows what they said.
    pub fn undecided(&self, side: Side) -> u64 {
        self.0[side as usize].undecided
    }
}

/// Folder, or level, of a right whose export does not say which one.
pub const UNKNOWN: &str = "unknown";

impl Right {
    /// The object that the right is on, where it is known.
    pub const fn owner_id(&self) -> Option<ObjectId> {
        self.owner.own()
    }
}

impl Facts {
    /// A right as findings write it: `kind:grantee`, on folders `folder:calendar:editor:grantee`.
    pub fn right_value(&self, side: Side, right: &Right) -> String {
        let grantee = self.grantee_name(side, right);
        let kind = right.kind.as_str();
        if right.kind == RightKind::Folder {
            format!("{kind}:{}:{}:{grantee}", self.text(right.folder), self.text(right.level))
        } else {
            format!("{kind}:{grantee}")
        }
    }

    /// Who has a right: the object's name in findings, else the text as exported, lower case.
    pub fn grantee_name(&self, side: Side, right: &Right) -> String {
        match right.grantee {
            Party::Own(id) => self.subject(side, id).to_owned(),
            Party::Other(id) => self.subject(side.other(), id).to_owned(),
            _ => self.text(right.grantee_text).to_lowercase(),
        }
    }
}
