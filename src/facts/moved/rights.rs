//! Rights before and after: every right of the source, translated, is looked up at the destination, and what is left
//! there between objects that moved is extra.

use std::sync::atomic::{AtomicBool, Ordering};

use hashbrown::HashSet;
use rayon::prelude::*;

use super::{MovedRight, Outcome, Reason, people};
use crate::facts::rights::{UNKNOWN, Unknown};
use crate::facts::{Facts, Fate, Fates, ObjectId, Party, Right, RightKind};
use crate::intern::Symbol;
use crate::schema::Side;
use crate::values::recipient::Class;

type Fixed = foldhash::fast::FixedState;

/// What two rights have in common that are the same but for the level: both objects are the destination's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    owner: ObjectId,
    kind: RightKind,
    folder: Symbol,
    grantee: ObjectId,
}

/// What became of the rights on objects that moved.
pub(super) fn compare(facts: &Facts) -> Vec<MovedRight> {
    let comparison = Comparison::of(facts);
    let source = facts.rights.of(Side::Source).par_iter().enumerate();
    let mut moved: Vec<MovedRight> = source.filter_map(|(at, right)| comparison.of_source(at as u32, right)).collect();
    let extra = comparison.extra();
    moved.extend(extra);
    moved
}

struct Comparison<'a> {
    facts: &'a Facts,
    fates: Fates<'a>,
    there: There,
    /// The folder or level that an export does not name.
    unknown: Option<Symbol>,
}

impl<'a> Comparison<'a> {
    fn of(facts: &'a Facts) -> Self {
        Self { facts, fates: facts.fates(), there: There::of(facts), unknown: facts.pool.find(UNKNOWN) }
    }

    /// What became of one right of the source; `None` where its owner is not compared.
    fn of_source(&self, at: u32, right: &Right) -> Option<MovedRight> {
        let owner = right.owner_id()?;
        let there = self.facts.moved_to(owner)?;
        let mut moved =
            MovedRight { owner, source: Some(at), destination: None, grantee: None, outcome: Outcome::Missing };
        match self.translated(right, there) {
            Err(outcome) => moved.outcome = outcome,
            Ok(grantee) => {
                moved.grantee = Some(grantee);
                let place = Place { owner: there, kind: right.kind, folder: right.folder, grantee };
                (moved.outcome, moved.destination) = self.found(right, place);
            }
        }
        Some(moved)
    }

    /// Who has a right of the source at the destination.
    fn translated(&self, right: &Right, owner: ObjectId) -> Result<ObjectId, Outcome> {
        let own = || right.grantee.own().map(|id| (id, self.facts.source.object(id).class));
        Err(match self.fates.of(right) {
            Fate::Becomes(id) | Fate::There(id) => {
                if id == owner {
                    Outcome::SetAside(Reason::OwnersOwn)
                } else if people::is_apart(self.facts, id) {
                    Outcome::SetAside(Reason::Apart)
                } else {
                    return Ok(id);
                }
            }
            Fate::Stays if own().is_some_and(|(_, class)| class.is_group()) => {
                Outcome::Untranslated(Reason::GroupNotMoved)
            }
            Fate::Stays => Outcome::Untranslated(Reason::NotMoved),
            Fate::Unclear if own().is_some_and(|(id, _)| !self.facts.pairs.of(id).candidates.is_empty()) => {
                Outcome::Untranslated(Reason::SeveralCandidates)
            }
            Fate::Unclear => Outcome::Undecided(Reason::NotShown),
            Fate::Apart(_) => Outcome::SetAside(Reason::Apart),
            Fate::Outside => Outcome::Untranslated(Reason::Outside),
            Fate::Several => Outcome::Untranslated(Reason::Ambiguous),
            Fate::Nobody if !self.facts.source.shows(Class::User) => Outcome::Undecided(Reason::NotShown),
            Fate::Nobody => Outcome::Untranslated(Reason::Unresolved),
        })
    }

    /// What is found in the place where a right of the source should be, and which right of the destination that is.
    fn found(&self, right: &Right, place: Place) -> (Outcome, Option<u32>) {
        let found = self.there.at(place);
        let rights = self.facts.rights.of(Side::Destination);
        let Some(first) = found.first() else {
            return (self.absent(place).unwrap_or(Outcome::Missing), None);
        };
        for entry in found {
            entry.is_expected.store(true, Ordering::Relaxed);
        }
        let level = |entry: &Entry| rights[entry.at as usize].level;
        if let Some(same) = found.iter().find(|entry| level(entry) == right.level) {
            return (Outcome::Kept, Some(same.at));
        }
        let is_vague = [Some(right.level), Some(level(first))].contains(&self.unknown);
        let outcome = if is_vague { Outcome::Undecided(Reason::LevelUnknown) } else { Outcome::Changed };
        (outcome, Some(first.at))
    }

    /// Why nobody can tell whether the destination lacks a right; `None` where it does.
    fn absent(&self, place: Place) -> Option<Outcome> {
        if place.kind == RightKind::Folder && self.unknown == Some(place.folder) {
            return Some(Outcome::Undecided(Reason::LevelUnknown));
        }
        if self.there.doubtful.contains(&place) || self.there.doubtful_owners.contains(&(place.owner, place.kind)) {
            return Some(Outcome::Undecided(Reason::Ambiguous));
        }
        let told = self.facts.rights.tell(Side::Destination, place.owner, place.kind, place.folder);
        told.err().map(undecided)
    }

    /// The rights at the destination between objects that moved which neither the source nor the destination before
    /// had.
    fn extra(&self) -> Vec<MovedRight> {
        let had = had_before(self.facts);
        let doubtful = doubtful_at_source(self.facts);
        let extra = |entry: &Entry| {
            if entry.is_expected.load(Ordering::Relaxed) {
                return None;
            }
            let Place { owner: there, kind, folder, grantee } = entry.place;
            let owner = self.facts.moved_from(there)?;
            let right = &self.facts.rights.of(Side::Destination)[entry.at as usize];
            if self.facts.pairs.sources(grantee).is_empty() || had.contains(&(entry.place, right.level)) {
                return None;
            }
            let told = self.facts.rights.tell(Side::Source, owner, kind, folder);
            let outcome = match told.err() {
                _ if doubtful.contains(&entry.place) => Outcome::Undecided(Reason::Ambiguous),
                // A list of folders before the move that leaves some out was made of those that mattered.
                None | Some(Unknown::NotListed) => Outcome::Extra,
                Some(unknown) => undecided(unknown),
            };
            Some(MovedRight { owner, source: None, destination: Some(entry.at), grantee: Some(grantee), outcome })
        };
        self.there.entries.par_iter().filter_map(extra).collect()
    }
}

const fn undecided(unknown: Unknown) -> Outcome {
    Outcome::Undecided(match unknown {
        Unknown::NotExported => Reason::NotExported,
        Unknown::NotListed => Reason::NotListed,
        Unknown::Lost => Reason::Lost,
    })
}

/// One right of the destination.
#[derive(Debug)]
struct Entry {
    place: Place,
    /// Its place among the rights of the destination.
    at: u32,
    /// Whether the source has a right that should be here.
    is_expected: AtomicBool,
}

/// The rights of the destination.
struct There {
    /// Sorted by place.
    entries: Vec<Entry>,
    /// For every object the first of its entries, and the end.
    starts: Vec<u32>,
    /// Where a name that fits several may have a right.
    doubtful: HashSet<Place, Fixed>,
    /// On whom there may be a right because the owner's name fits several.
    doubtful_owners: HashSet<(ObjectId, RightKind), Fixed>,
}

impl There {
    fn of(facts: &Facts) -> Self {
        let rights = facts.rights.of(Side::Destination);
        let entry = |(at, right): (usize, &Right)| {
            let place = place(right, right.owner_id()?, people::there(facts, &right.grantee)?);
            Some(Entry { place, at: at as u32, is_expected: AtomicBool::new(false) })
        };
        let mut entries: Vec<Entry> = rights.par_iter().enumerate().filter_map(entry).collect();
        entries.par_sort_unstable_by_key(|entry| (entry.place, entry.at));
        let mut starts = vec![0; facts.destination.objects.len() + 1];
        for entry in &entries {
            starts[entry.place.owner.index() + 1] += 1;
        }
        for owner in 1..starts.len() {
            starts[owner] += starts[owner - 1];
        }
        let mut there = Self { entries, starts, doubtful: HashSet::default(), doubtful_owners: HashSet::default() };
        there.doubt(rights);
        there
    }

    /// Notes the rights whose owner or grantee may be one of several.
    fn doubt(&mut self, rights: &[Right]) {
        for right in rights {
            match (&right.owner, &right.grantee) {
                (Party::Own(owner), Party::Several(ids)) => {
                    self.doubtful.extend(ids.iter().map(|grantee| place(right, *owner, *grantee)));
                }
                (Party::Several(ids), _) => self.doubtful_owners.extend(ids.iter().map(|id| (*id, right.kind))),
                _ => {}
            }
        }
    }

    /// The rights in a place: one, or several with their levels.
    fn at(&self, place: Place) -> &[Entry] {
        let owner = place.owner.index();
        let of_owner = &self.entries[self.starts[owner] as usize..self.starts[owner + 1] as usize];
        let start = of_owner.partition_point(|entry| entry.place < place);
        let end = start + of_owner[start..].partition_point(|entry| entry.place == place);
        &of_owner[start..end]
    }
}

const fn place(right: &Right, owner: ObjectId, grantee: ObjectId) -> Place {
    Place { owner, kind: right.kind, folder: right.folder, grantee }
}

/// The rights of the destination's baseline, as the objects are numbered now, with their levels.
fn had_before(facts: &Facts) -> HashSet<(Place, Symbol), Fixed> {
    let (Some(before), Some(again)) = (facts.before(Side::Destination), facts.again(Side::Destination)) else {
        return HashSet::default();
    };
    let now = |id: Option<ObjectId>| id.and_then(|id| again.now(id));
    let rights = before.rights.of(Side::Destination).iter();
    rights
        .filter_map(|right| Some((place(right, now(right.owner_id())?, now(right.grantee.own())?), right.level)))
        .collect()
}

/// Where rights of the source may belong whose grantee's name fits several.
fn doubtful_at_source(facts: &Facts) -> HashSet<Place, Fixed> {
    let pair = |id: ObjectId| facts.pairs.of(id).destination;
    let mut doubtful = HashSet::default();
    for right in facts.rights.of(Side::Source) {
        let Party::Several(ids) = &right.grantee else { continue };
        let Some(owner) = right.owner_id().and_then(pair) else { continue };
        doubtful.extend(ids.iter().filter_map(|id| Some(place(right, owner, pair(*id)?))));
    }
    doubtful
}
