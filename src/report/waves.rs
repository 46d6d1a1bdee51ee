//! A proposal of waves in the order in which its sheets show it, and the verdict on it.

use std::cmp::Reverse;

use super::grid::Target;
use super::page::Tone;
use super::sheets::waves::members;
use super::verdict::Verdict;
use crate::check::Severity;
use crate::engine::Answer;
use crate::facts::{Facts, ObjectId, RightKind};
use crate::report::document::BySeverity;
use crate::schema::Side;
use crate::values::text::counted;
use crate::waves::ties::{Tie, Unused};
use crate::waves::{Proposal, words};

/// A proposal with the rows of its sheets.
#[derive(Debug)]
pub struct Ordered<'a> {
    /// The proposal.
    pub proposal: &'a Proposal,
    /// The members by wave, those of a cluster beside each other: the rows of the sheet Waves.
    pub members: Vec<u32>,
    /// The rights that are cut, the most important first: the rows of the sheet Cut rights.
    pub cuts: Vec<&'a Tie>,
    /// For each member its row.
    rows: Vec<usize>,
}

impl<'a> Ordered<'a> {
    /// Puts a proposal in order.
    pub fn of(proposal: &'a Proposal) -> Self {
        let mut members: Vec<u32> = (0..proposal.members.len() as u32).collect();
        members.sort_by_key(|number| {
            let member = proposal.member(*number);
            (member.wave, member.cluster.unwrap_or(u32::MAX), *number)
        });
        let mut rows = vec![0; members.len()];
        for (row, member) in members.iter().enumerate() {
            rows[*member as usize] = row;
        }
        Self { proposal, members, cuts: proposal.cuts(), rows }
    }

    /// Where a member stands.
    pub fn place(&self, member: u32) -> Target {
        Target::row(members::NAME, self.rows[member as usize])
    }

    /// Every object with its row.
    pub fn places(&self) -> impl Iterator<Item = (ObjectId, Target)> {
        (0..).zip(&self.proposal.members).map(|(number, member)| (member.id, self.place(number)))
    }

    /// Rights that are cut, by kind, the most important kind first.
    pub fn cuts_by_kind(&self, facts: &Facts) -> Vec<(RightKind, u64)> {
        cuts_by_kind(facts, &self.cuts)
    }
}

fn cuts_by_kind(facts: &Facts, cuts: &[&Tie]) -> Vec<(RightKind, u64)> {
    let kinds = [RightKind::FullAccess, RightKind::SendAs, RightKind::SendOnBehalf, RightKind::Folder];
    let count = |kind| cuts.iter().filter(|tie| words::right(facts, tie).kind == kind).count() as u64;
    kinds.into_iter().map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
}

/// The verdict on a proposal: how many waves, what they cut, and what could not be seen.
pub fn verdict(facts: &Facts, answer: &Answer, proposal: &Proposal) -> Verdict {
    let blockers = BySeverity::of(&answer.findings).blocker;
    let cuts = proposal.cuts();
    let waves = counted(proposal.waves.len() as u64, "wave");
    let plan = match cuts.len() as u64 {
        0 if proposal.limits.are_set() || proposal.waves.len() != 1 => format!("{waves}, no right is cut"),
        0 => {
            let clusters = counted(proposal.clusters.len() as u64, "cluster");
            format!("no limit given, so everything is one wave; {clusters} should stay whole")
        }
        count => {
            let kinds = cuts_by_kind(facts, &cuts);
            let kinds: Vec<String> = kinds.iter().map(|(kind, count)| words::counted_kind(*count, *kind)).collect();
            let held = cuts.iter().filter(|tie| tie.through.is_some()).count();
            let held = if held > 0 { format!(" ({held} held through groups)") } else { String::new() };
            format!("{waves}, {} cut: {}{held}", counted(count, "right"), kinds.join(", "))
        }
    };
    let blind = blind_spots(facts, proposal);
    let text = match &blind {
        Some(blind) => format!("{plan}; but {blind}"),
        None => plan,
    };
    if blockers > 0 {
        let text = format!("{} in the exports; {text}", counted(blockers, "blocker"));
        return Verdict { tone: Tone::Severity(Severity::Blocker), text };
    }
    let is_clear = blind.is_none() && cuts.is_empty();
    Verdict { tone: if is_clear { Tone::Good } else { Tone::Severity(Severity::Major) }, text }
}

/// What keeps the proposal from being sure; `None` where nothing does.
fn blind_spots(facts: &Facts, proposal: &Proposal) -> Option<String> {
    let mut spots = Vec::new();
    match proposal.unseen[..] {
        [] => {}
        _ if proposal.unseen.len() == 4 => {
            spots.push("no rights were exported: cannot say who must move together".to_owned());
        }
        _ => {
            let kinds: Vec<&str> = proposal.unseen.iter().map(|kind| words::kind(*kind)).collect();
            spots.push(format!("{} not exported: cannot say what else is cut", kinds.join(", ")));
        }
    }
    if let Some(count) = proposal.ties.unused.get(&Unused::HeldByUnknownGroup) {
        spots.push(format!("{} held by groups whose members are not known", counted(*count, "right")));
    }
    let undecided = facts.rights.undecided(Side::Source);
    if undecided > 0 {
        spots.push(format!("{} that should name rights cannot be read", counted(undecided, "cell")));
    }
    if proposal.limits.bytes.is_some() {
        let unknown: u64 = proposal.waves.iter().map(|wave| wave.unknown).sum();
        if proposal.assumed_bytes.is_none() && unknown > 0 {
            spots.push("no sizes were exported: the limit of GB has no effect".to_owned());
        } else if unknown > 0 {
            spots.push(format!("{} not known", counted(unknown, "size")));
        }
    }
    if spots.is_empty() { None } else { Some(spots.join("; ")) }
}

/// Waves by how much they hold against the limits, worst first: those that exceed them.
pub fn exceeding(proposal: &Proposal) -> Vec<u32> {
    let mut waves: Vec<u32> = (0..proposal.waves.len() as u32)
        .filter(|wave| !proposal.limits.hold(proposal.waves[*wave as usize].load))
        .collect();
    waves.sort_by_key(|wave| Reverse(proposal.waves[*wave as usize].load));
    waves
}
