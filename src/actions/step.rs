//! One row of an action file, and the row that takes it back.

use hashbrown::HashSet;

use crate::facts::{Facts, Object, ObjectId, domain_of};
use crate::intern::Symbol;
use crate::schema::Side;

/// The object that a row changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Target {
    /// What the service finds it by: its GUID, else an address that stays, never a display name.
    pub identity: String,
    /// What it goes by where that is not found.
    pub or_identity: String,
    /// What findings call it.
    pub object: String,
}

/// One row of an action file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Row {
    /// What is done, as the script knows it.
    pub verb: &'static str,
    /// To which object.
    pub target: Target,
    /// The cells of the family's own columns.
    pub cells: Vec<String>,
}

/// A change with what takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The row that makes the change.
    pub forth: Row,
    /// The row that takes it back.
    pub back: Row,
}

/// What was found and has no row, because people have to decide or to act elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Code of the finding.
    pub code: &'static str,
    /// Who has the trouble.
    pub subject: String,
    /// What is there, or should be.
    pub value: String,
    /// Why there is no row, and what to do instead.
    pub why: String,
}

/// The rows of one action.
#[derive(Debug, Default)]
pub struct Steps {
    /// What is done, in this order.
    pub forth: Vec<Row>,
    /// What takes it back, in the order of the changes: it is carried out from the end.
    pub back: Vec<Row>,
    /// How many changes are not taken back, because nobody knows whether they were there before.
    pub one_way: usize,
    /// What has no row.
    pub left: Vec<Left>,
    seen: HashSet<Row, foldhash::fast::FixedState>,
}

impl Steps {
    /// Adds a change; one that is there already is not made twice.
    pub fn push(&mut self, step: Step) {
        if self.seen.insert(step.forth.clone()) {
            self.forth.push(step.forth);
            self.back.push(step.back);
        }
    }

    /// Adds a change that is not taken back, because nobody knows whether it was there before.
    pub fn push_one_way(&mut self, step: Step) {
        if self.seen.insert(step.forth.clone()) {
            self.forth.push(step.forth);
            self.one_way += 1;
        }
    }
}

impl Target {
    /// An object as the service knows it.
    pub fn of(facts: &Facts, side: Side, id: ObjectId) -> Self {
        let object = facts.tenant(side).object(id);
        let guid = [object.guid, object.object_id].into_iter().find(|guid| !guid.is_empty());
        let names = guid.into_iter().chain(addresses(facts, side, object));
        Self::named(facts, names, facts.subject(side, id))
    }

    /// A user as the directory knows it: by its object id, else by its UPN; `after` is the UPN that it is going to
    /// have, by which it is found when the row is run again.
    pub fn user(facts: &Facts, side: Side, id: ObjectId, after: &str) -> Self {
        let object = facts.tenant(side).object(id);
        let identity = if object.object_id.is_empty() { object.upn } else { object.object_id };
        Self {
            identity: facts.text(identity).to_owned(),
            or_identity: after.to_owned(),
            object: facts.subject(side, id).to_owned(),
        }
    }

    fn named(facts: &Facts, names: impl Iterator<Item = Symbol>, object: &str) -> Self {
        let mut names = names.filter(|name| !name.is_empty());
        let first = names.next();
        let second = names.find(|name| Some(*name) != first);
        let text = |name: Option<Symbol>| name.map(|name| facts.text(name).to_owned()).unwrap_or_default();
        let identity = if first.is_none() { object.to_owned() } else { text(first) };
        Self { identity, or_identity: text(second), object: object.to_owned() }
    }
}

/// The addresses of an object, those first that stay when a domain leaves.
fn addresses(facts: &Facts, side: Side, object: &Object) -> Vec<Symbol> {
    let leaving = facts.leaving();
    let stays = |address: &Symbol| domain_of(facts.text(*address)).is_some_and(|domain| !leaving.contains(&domain));
    let all = facts.tenant(side).smtp_addresses(object).chain([object.upn]);
    let (staying, others): (Vec<Symbol>, Vec<Symbol>) = all.partition(stays);
    [staying, others].concat()
}
