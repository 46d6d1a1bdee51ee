//! What was found, as the actions ask for it: findings by code, and the objects that they speak of.

use std::cell::OnceCell;

use hashbrown::HashMap;

use super::step::{Left, Steps};
use crate::check::Finding;
use crate::facts::{Facts, Object, ObjectId};
use crate::intern::Symbol;
use crate::plan::Command;
use crate::schema::{Moment, Side, Snapshot};

/// The objects of a snapshot by what findings call them.
type Names = HashMap<Symbol, Vec<ObjectId>, foldhash::fast::FixedState>;

/// A finding, and the object that it speaks of.
pub type Gap<'a> = (&'a Finding, ObjectId, &'a Object);

/// What an answer found.
pub struct Gaps<'a> {
    /// Both tenants.
    pub facts: &'a Facts,
    /// What was found.
    findings: &'a [Finding],
    names: [OnceCell<Names>; 4],
}

impl<'a> Gaps<'a> {
    /// The findings of an answer.
    pub fn of(facts: &'a Facts, findings: &'a [Finding]) -> Self {
        Self { facts, findings, names: Default::default() }
    }

    /// The question that was asked.
    pub const fn command(&self) -> Command {
        self.facts.plan.command
    }

    /// The findings of one check.
    pub fn found(&self, code: &'static str) -> impl Iterator<Item = &'a Finding> + use<'a> {
        self.findings.iter().filter(move |finding| finding.code == code)
    }

    /// The findings of one check with the object of `facts` that each speaks of; where that cannot be told, it is
    /// noted as left.
    pub fn objects(&self, code: &'static str, (facts, side): (&'a Facts, Side), steps: &mut Steps) -> Vec<Gap<'a>> {
        let mut objects = Vec::new();
        for finding in self.found(code) {
            match self.named(facts, side, &finding.subject) {
                [id] => objects.push((finding, *id, facts.tenant(side).object(*id))),
                [] => steps.leave(finding, "the object cannot be told by its name"),
                _ => steps.leave(finding, "several objects go by this name"),
            }
        }
        objects
    }

    /// The findings of one check about source objects, each with the destination object that its object became; where
    /// that cannot be told, it is noted as left.
    pub fn pairs(&self, code: &'static str, steps: &mut Steps) -> Vec<Gap<'a>> {
        let facts = self.facts;
        let mut pairs = Vec::new();
        for (finding, id, _) in self.objects(code, (facts, Side::Source), steps) {
            match facts.pairs.of(id).destination {
                Some(pair) => pairs.push((finding, pair, facts.destination.object(pair))),
                None => steps.leave(finding, "it has no destination object"),
            }
        }
        pairs
    }

    /// The findings of one check about objects as they were before the move, each with the object that it is now; where
    /// there is none, it is noted as left.
    pub fn again(&self, code: &'static str, side: Side, steps: &mut Steps) -> Vec<(Gap<'a>, ObjectId)> {
        let (Some(before), Some(again)) = (self.facts.before(side), self.facts.again(side)) else { return Vec::new() };
        let mut objects = Vec::new();
        for gap in self.objects(code, (before, side), steps) {
            match again.now(gap.1) {
                Some(now) => objects.push((gap, now)),
                None => steps.leave(gap.0, "the object is gone"),
            }
        }
        objects
    }

    /// The objects that findings call so; those in scope where there are any.
    pub fn named(&self, facts: &'a Facts, side: Side, subject: &str) -> &[ObjectId] {
        let Snapshot { side, moment } = facts.snapshot(side);
        let names = self.names[side as usize * 2 + usize::from(moment == Moment::Now)].get_or_init(|| {
            let mut names = Names::default();
            for in_scope in [true, false] {
                let mut added = Names::default();
                for (id, object) in facts.tenant(side).ids().filter(|(_, object)| object.in_scope() == in_scope) {
                    added.entry(object.subject).or_default().push(id);
                }
                for (name, ids) in added {
                    names.entry(name).or_insert(ids);
                }
            }
            names
        });
        facts.pool.find(subject).and_then(|name| names.get(&name)).map_or(&[], Vec::as_slice)
    }
}

impl Steps {
    /// Notes that a finding has no row.
    pub fn leave(&mut self, finding: &Finding, why: impl Into<String>) {
        self.left.push(Left {
            code: finding.code,
            subject: finding.subject.clone(),
            value: finding.value.clone(),
            why: why.into(),
        });
    }

    /// Notes that an object is mastered on-premises, where only there it can be changed; says whether it is.
    pub fn leave_if_synced(&mut self, finding: &Finding, object: &Object) -> bool {
        let is_synced = object.dir_synced == Some(true);
        if is_synced {
            self.leave(finding, "mastered on-premises: change it there");
        }
        is_synced
    }
}
