//! Members and owners of groups before and after.

use hashbrown::HashSet;
use rayon::prelude::*;

use super::{MovedMember, Outcome, Reason, Role, UnknownList, people};
use crate::facts::{Extent, Facts, Listed, ObjectId, Party};
use crate::schema::Side;
use crate::values::recipient::Class;

type Fixed = foldhash::fast::FixedState;

/// What became of the members and owners of groups that moved, and which lists are not known as a whole.
pub(super) fn compare(facts: &Facts) -> (Vec<MovedMember>, Vec<UnknownList>) {
    let groups: Vec<(ObjectId, ObjectId)> = facts.moved_groups().collect();
    let lists = |&(group, there): &(ObjectId, ObjectId)| {
        // A dynamic group has a filter and no members.
        let is_filter = facts.source.object(group).class == Class::Dynamic;
        let roles = [Role::Member, Role::Owner].into_iter().filter(move |role| *role == Role::Owner || !is_filter);
        roles.map(move |role| Lists::of(facts, group, there, role))
    };
    let compared: Vec<(Vec<MovedMember>, Vec<UnknownList>)> =
        groups.par_iter().flat_map_iter(lists).map(|lists| (lists.compare(), lists.unknown())).collect();
    let (mut members, mut unknown) = (Vec::new(), Vec::new());
    for (of_list, unknown_of_list) in compared {
        members.extend(of_list);
        unknown.extend(unknown_of_list);
    }
    // What only the destination has stands at the end.
    members.sort_by_key(|member: &MovedMember| member.side);
    (members, unknown)
}

/// One list of a group, on both sides.
struct Lists<'a> {
    facts: &'a Facts,
    group: ObjectId,
    there: ObjectId,
    role: Role,
}

impl<'a> Lists<'a> {
    const fn of(facts: &'a Facts, group: ObjectId, there: ObjectId, role: Role) -> Self {
        Self { facts, group, there, role }
    }

    fn entries(&self, facts: &'a Facts, side: Side, group: ObjectId) -> &'a [Listed] {
        match self.role {
            Role::Member => facts.members.members(side, group),
            Role::Owner => facts.members.owners(side, group),
        }
    }

    fn extent(&self, side: Side) -> Extent {
        let group = if side == Side::Source { self.group } else { self.there };
        match self.role {
            Role::Member => self.facts.members.member_extent(side, group),
            Role::Owner => self.facts.members.owner_extent(side, group),
        }
    }

    /// On which sides the list is not known as a whole.
    fn unknown(&self) -> Vec<UnknownList> {
        let is_unknown = |side: &Side| self.extent(*side) != Extent::Whole;
        let list = |side| UnknownList { group: self.group, role: self.role, side };
        [Side::Source, Side::Destination].into_iter().filter(is_unknown).map(list).collect()
    }

    fn compare(&self) -> Vec<MovedMember> {
        let source = self.entries(self.facts, Side::Source, self.group);
        let theirs = self.entries(self.facts, Side::Destination, self.there);
        let there: HashSet<ObjectId, Fixed> =
            theirs.iter().filter_map(|entry| people::there(self.facts, &entry.party)).collect();
        let doubtful: HashSet<ObjectId, Fixed> =
            theirs.iter().flat_map(|entry| several(&entry.party)).copied().collect();
        let moved = |side, at: usize, there, outcome| MovedMember {
            group: self.group,
            role: self.role,
            side,
            at: at as u32,
            there,
            outcome,
        };
        let mut expected: HashSet<ObjectId, Fixed> = HashSet::default();
        let mut found = Vec::new();
        for (at, entry) in source.iter().enumerate() {
            let (person, outcome) = match people::translated(self.facts, &entry.party, entry.text) {
                Ok(person) => (Some(person), self.found(person, &there, &doubtful)),
                Err(outcome) => (None, outcome),
            };
            expected.extend(person);
            found.push(moved(Side::Source, at, person, outcome));
        }
        let is_vague = found.iter().any(|moved| moved.outcome == Outcome::Untranslated(Reason::Ambiguous));
        let had = self.had_before();
        for (at, entry) in theirs.iter().enumerate() {
            let person = people::there(self.facts, &entry.party);
            if person.is_some_and(|person| expected.contains(&person) || had.contains(&person)) {
                continue;
            }
            let may_be_expected = is_vague || several(&entry.party).iter().any(|id| expected.contains(id));
            found.push(moved(Side::Destination, at, person, self.added(person, may_be_expected)));
        }
        found
    }

    /// What became of somebody who should be in the list.
    fn found(
        &self,
        person: ObjectId,
        there: &HashSet<ObjectId, Fixed>,
        doubtful: &HashSet<ObjectId, Fixed>,
    ) -> Outcome {
        if there.contains(&person) {
            Outcome::Kept
        } else if people::is_apart(self.facts, person) {
            Outcome::SetAside(Reason::Apart)
        } else if doubtful.contains(&person) {
            Outcome::Undecided(Reason::Ambiguous)
        } else {
            match self.extent(Side::Destination) {
                Extent::Whole => Outcome::Missing,
                Extent::Part => Outcome::Undecided(Reason::Lost),
                Extent::Unknown => Outcome::Undecided(Reason::NotExported),
            }
        }
    }

    /// What somebody is whom only the destination lists.
    fn added(&self, person: Option<ObjectId>, may_be_expected: bool) -> Outcome {
        if person.is_some_and(|person| people::is_apart(self.facts, person)) {
            return Outcome::SetAside(Reason::Apart);
        }
        match self.extent(Side::Source) {
            Extent::Unknown => Outcome::Undecided(Reason::NotExported),
            Extent::Part => Outcome::Undecided(Reason::Lost),
            Extent::Whole if may_be_expected => Outcome::Undecided(Reason::Ambiguous),
            Extent::Whole => Outcome::Extra,
        }
    }

    /// Whom the destination's baseline lists, as the objects are numbered now.
    fn had_before(&self) -> HashSet<ObjectId, Fixed> {
        let side = Side::Destination;
        let (Some(before), Some(again)) = (self.facts.before(side), self.facts.again(side)) else {
            return HashSet::default();
        };
        let Some(group) = again.before(self.there) else { return HashSet::default() };
        let entries = self.entries(before, side, group).iter();
        entries.filter_map(|entry| again.now(entry.party.own()?)).collect()
    }
}

/// Whom a name that fits several may mean.
fn several(party: &Party) -> &[ObjectId] {
    match party {
        Party::Several(ids) => ids,
        _ => &[],
    }
}
