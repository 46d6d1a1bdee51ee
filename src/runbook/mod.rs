//! The migration runbook: its steps as data, and for each of them what the exports of a run tell.
//!
//! A step is `done` only where everything that it asks for was looked at, nothing was found and nothing stayed
//! unknown. What the step is about and what decides it stands with the step in `steps/`; how much was found is
//! weighed here. Knows no sheet.

mod accounts;
pub mod backup;
mod domain;
mod judge;
mod lists;
mod movable;
mod objects;
pub mod steps;

use std::fmt;

use crate::check::Severity;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::plan::Command;
use crate::schema::Side;

pub use judge::Looked;

/// When a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Two weeks or more before the migration day.
    WeeksBefore,
    /// In the week before it.
    WeekBefore,
    /// On the day before it.
    DayBefore,
    /// On the day.
    MigrationDay,
    /// After it.
    After,
    /// Only if the move is taken back.
    BackOut,
}

impl Phase {
    /// The words shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WeeksBefore => "2+ weeks before",
            Self::WeekBefore => "1 week before",
            Self::DayBefore => "1 day before",
            Self::MigrationDay => "migration day",
            Self::After => "after",
            Self::BackOut => "back-out",
        }
    }
}

/// One step of the runbook, or several that are decided together.
#[derive(Debug)]
pub struct Step {
    /// Its numbers, as ranges from the first to the last.
    pub numbers: &'static [(u8, u8)],
    /// When it is taken.
    pub phase: Phase,
    /// What is done.
    pub what: &'static str,
    /// What shows that it is done.
    pub evidence: Evidence,
}

impl Step {
    /// The numbers as they are written, e.g. `2-3` or `24, 31`.
    pub fn label(&self) -> String {
        let range = |&(first, last): &(u8, u8)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        };
        self.numbers.iter().map(range).collect::<Vec<_>>().join(", ")
    }
}

/// What shows that a step is done. A check is named by its code, several by the family that they share.
pub enum Evidence {
    /// Nothing offline.
    Manual,
    /// These checks find nothing.
    Checks(&'static [&'static str]),
    /// These checks find nothing on one side.
    ChecksOn(Side, &'static [&'static str]),
    /// This command decides it by these checks.
    By(Command, &'static [&'static str]),
    /// What a function finds.
    Own(fn(&Facts, &Answer, &mut Looked)),
    /// Nothing offline; a function says what is there to go by.
    ManualWith(fn(&Facts, &Answer, &mut Looked)),
}

impl fmt::Debug for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Manual => f.write_str("Manual"),
            Self::Checks(codes) => f.debug_tuple("Checks").field(codes).finish(),
            Self::ChecksOn(side, codes) => f.debug_tuple("ChecksOn").field(side).field(codes).finish(),
            Self::By(command, codes) => f.debug_tuple("By").field(command).field(codes).finish(),
            Self::Own(_) => f.write_str("Own"),
            Self::ManualWith(_) => f.write_str("ManualWith"),
        }
    }
}

/// How a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Everything was looked at, and nothing is left to do.
    Done,
    /// So many things are left to do.
    Open {
        /// How many.
        count: u64,
        /// The worst of them.
        worst: Severity,
    },
    /// It cannot be told, for these reasons: the exports that are missing, else what stayed unknown.
    Undecidable(String),
    /// Nothing offline can prove it.
    Manual,
    /// Another command tells.
    By(Command),
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("done"),
            Self::Open { count, .. } => write!(f, "open ({count})"),
            Self::Undecidable(why) => write!(f, "not decidable: {why}"),
            Self::Manual => f.write_str("manual"),
            Self::By(command) => write!(f, "not decidable: `{command}` decides it", command = command.as_str()),
        }
    }
}

/// Where more is to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// The findings of a check, or how far it could look.
    Check(&'static str),
    /// The domains of both tenants, with the times of the cutover.
    Domains,
    /// The files that were read.
    Inputs,
    /// The objects of the source.
    Objects,
}

/// What a run says about a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How it stands.
    pub state: State,
    /// In words: what is left, what is missing, what else there is to know.
    pub detail: String,
    /// Where to look.
    pub lead: Option<Lead>,
}

/// What a run says about every step of its part of the runbook, in the order of [`steps::of`].
pub fn verdicts(facts: &Facts, answer: &Answer) -> Vec<Verdict> {
    steps::of(facts.plan.command).map(|step| verdict(step, facts, answer)).collect()
}

/// What a run says about one step.
pub fn verdict(step: &Step, facts: &Facts, answer: &Answer) -> Verdict {
    let mut looked = Looked::default();
    match &step.evidence {
        Evidence::Manual => return looked.manual(),
        Evidence::ManualWith(look) => {
            look(facts, answer, &mut looked);
            return looked.manual();
        }
        Evidence::Checks(codes) => looked.checks(facts, answer, codes, None),
        Evidence::ChecksOn(side, codes) => looked.checks(facts, answer, codes, Some(*side)),
        Evidence::By(command, codes) if *command == facts.plan.command => looked.checks(facts, answer, codes, None),
        Evidence::By(command, codes) => {
            if !codes.is_empty() {
                let words = format!("`tenantcheck {}` decides it by {}", command.as_str(), judge::listed(codes));
                looked.remark(words);
            }
            return Verdict { state: State::By(*command), ..looked.manual() };
        }
        Evidence::Own(look) => look(facts, answer, &mut looked),
    }
    looked.verdict()
}

#[cfg(test)]
mod tests;
