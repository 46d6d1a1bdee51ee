//! Which rights tie two members together, and which do not and why.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::Member;
use super::graph::Link;
use super::weight::{through_group, weight};
use crate::facts::{Extent, Facts, ObjectId, Party, RightKind};
use crate::kinds::{
    delegation_by_trustee, folder_permissions, mailbox_permissions, mailboxes, recipient_permissions, send_on_behalf,
};
use crate::schema::Side;

/// A right of one member on another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// The right: a place among those of the source.
    pub right: u32,
    /// Whose mailbox it is on, a place among the members.
    pub owner: u32,
    /// Who has it.
    pub grantee: u32,
    /// The group through which the grantee has it; `None` where it was granted directly.
    pub through: Option<ObjectId>,
    /// How much it weighs.
    pub weight: u64,
}

/// All rights between members.
#[derive(Debug, Default)]
pub struct Ties {
    all: Vec<Tie>,
    /// For each member, where its ties begin; one more at the end.
    starts: Vec<u32>,
    of: Vec<u32>,
    /// Rights that tie nobody, by reason.
    pub unused: BTreeMap<Unused, u64>,
}

/// Why a right ties nobody together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unused {
    /// A group has it whose members were not exported.
    HeldByUnknownGroup,
    /// A group has it that has too many members to keep them together.
    HeldByLargeGroup,
    /// A group has it in which nobody has a wave.
    HeldByOtherGroup,
    /// It is on a group or contact, which have no wave.
    NotOnMailbox,
    /// Whoever has it does not move: outside, in the other tenant, without a mailbox or out of scope.
    GranteeStays,
    /// Nobody knows who has it, or on what it is: unknown or several objects.
    Unresolved,
}

impl Unused {
    /// The reason in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HeldByUnknownGroup => "held by a group whose members are not known",
            Self::HeldByLargeGroup => "held by a group of more than 500 members: they are not kept together",
            Self::HeldByOtherGroup => "held by a group in which no other mailbox is that moves",
            Self::NotOnMailbox => "on a group, a contact or a mailbox that does not move",
            Self::GranteeStays => "held by somebody who does not move: outside, without a mailbox, out of scope",
            Self::Unresolved => "the export does not say clearly who has it or on what it is",
        }
    }
}

impl Ties {
    /// The rights of the source whose owner and grantee are both among the members.
    pub(super) fn between(facts: &Facts, members: &[Member]) -> Self {
        let mut place = vec![None; facts.source.objects.len()];
        for (number, member) in members.iter().enumerate() {
            place[member.id.index()] = Some(number as u32);
        }
        let mut ties = Self::default();
        let mut groups = Groups::new(facts, &place);
        for (number, right) in facts.rights.of(Side::Source).iter().enumerate() {
            let weight = weight(right.kind, facts.text(right.folder), facts.text(right.level));
            let tie = |owner, grantee| Tie { right: number as u32, owner, grantee, through: None, weight };
            match ends(facts, &place, &right.owner, &right.grantee) {
                Ok((owner, Held::By(grantee))) => ties.all.push(tie(owner, grantee)),
                Ok((owner, Held::Through(group))) => match groups.members(group) {
                    Ok(people) => {
                        let others = people.iter().filter(|person| **person != owner);
                        let weight = through_group(weight);
                        ties.all.extend(others.map(|person| Tie {
                            through: Some(group),
                            weight,
                            ..tie(owner, *person)
                        }));
                    }
                    Err(reason) => *ties.unused.entry(*reason).or_default() += 1,
                },
                Err(reason) => *ties.unused.entry(reason).or_default() += 1,
            }
        }
        ties.index(members.len());
        ties
    }

    /// All ties, in the order of the rights.
    pub fn all(&self) -> &[Tie] {
        &self.all
    }

    /// The ties of a member, the strongest first.
    pub fn of(&self, member: u32) -> impl Iterator<Item = &Tie> {
        let at = member as usize;
        self.of[self.starts[at] as usize..self.starts[at + 1] as usize].iter().map(|tie| &self.all[*tie as usize])
    }

    /// The ties as links.
    pub(super) fn links(&self) -> Vec<Link> {
        self.all.iter().map(|tie| Link { a: tie.owner, b: tie.grantee, weight: tie.weight }).collect()
    }

    fn index(&mut self, members: usize) {
        let ends = |(number, tie): (u32, &Tie)| {
            let by_strength = |own: u32, other: u32| (own, Reverse(tie.weight), other, number);
            [by_strength(tie.owner, tie.grantee), by_strength(tie.grantee, tie.owner)]
        };
        let mut both: Vec<_> = (0..).zip(&self.all).flat_map(ends).collect();
        both.sort_unstable();
        self.starts = vec![0; members + 1];
        for (member, ..) in &both {
            self.starts[*member as usize + 1] += 1;
        }
        for at in 1..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.of = both.into_iter().map(|(.., number)| number).collect();
    }
}

/// Who has a right.
enum Held {
    /// A member.
    By(u32),
    /// Whoever is in a group.
    Through(ObjectId),
}

/// The most people whom one group ties to a mailbox. A larger one is for everybody, and would tie everybody.
const LARGE: usize = 500;

/// Who of the members is in which group, also through groups in it.
struct Groups<'a> {
    facts: &'a Facts,
    place: &'a [Option<u32>],
    known: HashMap<ObjectId, Result<Vec<u32>, Unused>, foldhash::fast::FixedState>,
}

impl<'a> Groups<'a> {
    fn new(facts: &'a Facts, place: &'a [Option<u32>]) -> Self {
        Self { facts, place, known: HashMap::default() }
    }

    /// The members of the plan that are in a group, in order; at least one.
    fn members(&mut self, group: ObjectId) -> &Result<Vec<u32>, Unused> {
        let (facts, place) = (self.facts, self.place);
        self.known.entry(group).or_insert_with(|| people(facts, place, group))
    }
}

fn people(facts: &Facts, place: &[Option<u32>], group: ObjectId) -> Result<Vec<u32>, Unused> {
    let mut seen = BTreeSet::from([group]);
    let mut open = vec![group];
    let mut people = BTreeSet::new();
    let mut is_known = false;
    while let Some(group) = open.pop() {
        is_known |= facts.members.member_extent(Side::Source, group) != Extent::Unknown;
        for id in facts.members.members(Side::Source, group).iter().filter_map(|listed| listed.party.own()) {
            people.extend(place[id.index()]);
            if people.len() > LARGE {
                return Err(Unused::HeldByLargeGroup);
            }
            if facts.source.object(id).class.is_group() && seen.insert(id) {
                open.push(id);
            }
        }
    }
    match (people.is_empty(), is_known) {
        (false, _) => Ok(people.into_iter().collect()),
        (true, true) => Err(Unused::HeldByOtherGroup),
        (true, false) => Err(Unused::HeldByUnknownGroup),
    }
}

/// The owner's place among the members and who has the right, or why it ties nobody.
fn ends(facts: &Facts, place: &[Option<u32>], owner: &Party, grantee: &Party) -> Result<(u32, Held), Unused> {
    let on = owner.own().ok_or(Unused::Unresolved)?;
    let held = match grantee {
        Party::Own(id) => *id,
        Party::Other(_) | Party::Outside => return Err(Unused::GranteeStays),
        Party::Several(_) | Party::Nobody => return Err(Unused::Unresolved),
    };
    if !facts.source.object(on).in_scope() {
        return Err(Unused::NotOnMailbox);
    }
    match (place[on.index()], place[held.index()]) {
        (Some(owner), Some(grantee)) => Ok((owner, Held::By(grantee))),
        (None, _) => Err(Unused::NotOnMailbox),
        (Some(owner), None) if facts.source.object(held).class.is_group() => Ok((owner, Held::Through(held))),
        (_, None) => Err(Unused::GranteeStays),
    }
}

/// The kinds of rights of which the exports of the source say nothing.
pub(super) fn unseen(facts: &Facts) -> Vec<RightKind> {
    let source = &facts.source;
    let by_trustee = source.has(&delegation_by_trustee::KIND, &delegation_by_trustee::TRUSTEE);
    let is_exported = |kind: RightKind| match kind {
        RightKind::FullAccess => by_trustee || source.has(&mailbox_permissions::KIND, &mailbox_permissions::TRUSTEE),
        RightKind::SendAs => by_trustee || source.has(&recipient_permissions::KIND, &recipient_permissions::TRUSTEE),
        RightKind::SendOnBehalf => {
            by_trustee
                || source.has(&send_on_behalf::KIND, &send_on_behalf::TRUSTEE)
                || source.has(&mailboxes::KIND, &mailboxes::SEND_ON_BEHALF)
        }
        RightKind::Folder => source.has(&folder_permissions::KIND, &folder_permissions::TRUSTEE),
    };
    // A combined report names kinds that have no export of their own.
    let is_met = |kind: RightKind| facts.rights.of(Side::Source).iter().any(|right| right.kind == kind);
    let all = [RightKind::FullAccess, RightKind::SendAs, RightKind::SendOnBehalf, RightKind::Folder];
    all.into_iter().filter(|kind| !is_exported(*kind) && !is_met(*kind)).collect()
}
