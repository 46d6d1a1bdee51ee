//! What became of the rights, members, forwards and settings of objects that moved: what the source had, translated
//! through the pairs, against what the destination has. Checks, sheets and action files read these tables; which
//! outcome is a trouble, the checks say.

mod forwards;
mod members;
mod people;
mod rights;
mod settings;

use super::{End, Facts, Forward, Listed, ObjectId, Right, RightKind, RowRef};
use crate::schema::{Column, Side};

/// What became of something that the source had, or where something at the destination comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It is at the destination.
    Kept,
    /// It is not at the destination.
    Missing,
    /// It is at the destination with another value.
    Changed,
    /// The destination has it, and neither the source nor the destination's baseline had it.
    Extra,
    /// It served the time of two tenants and is still there.
    LeftOver,
    /// Nothing at the destination can be expected of it.
    Untranslated(Reason),
    /// The exports do not tell.
    Undecided(Reason),
    /// It takes no part in the comparison.
    SetAside(Reason),
}

impl Outcome {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Extra => "extra",
            Self::LeftOver => "left over",
            Self::Untranslated(_) => "untranslated",
            Self::Undecided(_) => "not decidable",
            Self::SetAside(_) => "set aside",
        }
    }

    /// Why, where the word does not say it.
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Self::Untranslated(reason) | Self::Undecided(reason) | Self::SetAside(reason) => Some(reason),
            _ => None,
        }
    }
}

/// Why something could not be translated, decided or taken part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The person has no destination object.
    NotMoved,
    /// The group has no destination object.
    GroupNotMoved,
    /// The address lies outside both tenants.
    Outside,
    /// The name fits several objects.
    Ambiguous,
    /// Several destination objects fit equally well (PAI002).
    SeveralCandidates,
    /// The name is in no export.
    Unresolved,
    /// The destination's exports would not show the person.
    NotShown,
    /// This was not exported.
    NotExported,
    /// The export does not list this mailbox or folder.
    NotListed,
    /// A cell that may name it cannot be read.
    Lost,
    /// The export does not say which folder or level.
    LevelUnknown,
    /// The account of the migration or an object of the service.
    Apart,
    /// After translation it is the owner's own.
    OwnersOwn,
    /// A forward to the own pair, set for the time of two tenants.
    Coexistence,
    /// The attribute does not act.
    DoesNotAct,
}

impl Reason {
    /// The reason in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotMoved => "not moved",
            Self::GroupNotMoved => "group not moved",
            Self::Outside => "outside both tenants",
            Self::Ambiguous => "the name fits several objects",
            Self::SeveralCandidates => "several destination objects fit equally well",
            Self::Unresolved => "in no export",
            Self::NotShown => "no export of the destination would show it",
            Self::NotExported => "not exported",
            Self::NotListed => "the export does not list this mailbox or folder",
            Self::Lost => "a cell that may name it cannot be read",
            Self::LevelUnknown => "the export does not say which folder or level",
            Self::Apart => "takes no part in the move",
            Self::OwnersOwn => "the owner's own",
            Self::Coexistence => "coexistence forward",
            Self::DoesNotAct => "does not act",
        }
    }
}

/// One right of an owner that moved: [`Outcome::Kept`], `Missing`, `Changed` (the level of a folder), `Extra`,
/// `Untranslated`, `Undecided` or `SetAside`.
#[derive(Debug, Clone, Copy)]
pub struct MovedRight {
    /// The source object that the right is on.
    pub owner: ObjectId,
    /// Its place among the rights of the source; `None` for a right that only the destination has.
    pub source: Option<u32>,
    /// Its place among the rights of the destination, with the level there; `None` where the destination has none.
    pub destination: Option<u32>,
    /// Who has it at the destination, or should have.
    pub grantee: Option<ObjectId>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Which list of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The members.
    Member,
    /// The owners.
    Owner,
}

impl Role {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Owner => "owner",
        }
    }
}

/// One member or owner of a group that moved: `Kept`, `Missing`, `Extra`, `Untranslated`, `Undecided` or `SetAside`.
#[derive(Debug, Clone, Copy)]
pub struct MovedMember {
    /// The source group.
    pub group: ObjectId,
    /// Which list.
    pub role: Role,
    /// Whose list names them: the destination's only where the source's does not.
    pub side: Side,
    /// The place in that list of that side's group.
    pub at: u32,
    /// The object at the destination that is there, or should be.
    pub there: Option<ObjectId>,
    /// What became of it.
    pub outcome: Outcome,
}

/// A group that moved and whose members or owners are not all known, on one side or both.
#[derive(Debug, Clone, Copy)]
pub struct UnknownList {
    /// The source group.
    pub group: ObjectId,
    /// Which list.
    pub role: Role,
    /// On which side.
    pub side: Side,
}

/// One forwarding attribute of a mailbox that moved: `Kept`, `Missing`, `Extra`, `LeftOver`, `Untranslated`,
/// `Undecided` or `SetAside`. Inbox rules are not compared.
#[derive(Debug, Clone)]
pub struct MovedForward {
    /// The source mailbox.
    pub mailbox: ObjectId,
    /// Its place among the forwards of the source; `None` for one that only the destination has.
    pub source: Option<u32>,
    /// Its place among the forwards of the destination; `None` where the destination has none.
    pub destination: Option<u32>,
    /// Where mail should go at the destination; `None` where nothing is expected.
    pub expected: Option<End>,
    /// What became of it.
    pub outcome: Outcome,
}

/// One setting of a group that moved: `Kept`, `Changed` or `Undecided`. Settings that the source does not show are
/// not among them.
#[derive(Debug, Clone)]
pub struct MovedSetting {
    /// The source group.
    pub group: ObjectId,
    /// Exchange's name of the property.
    pub property: &'static str,
    /// What it should be at the destination, people as they are called there.
    pub expected: String,
    /// What it is at the destination.
    pub actual: String,
    /// Where the destination shows it.
    pub at: Option<(RowRef, &'static Column)>,
    /// What became of it.
    pub outcome: Outcome,
}

/// All comparisons of one run, each in the order of the source's objects, what only the destination has at the end.
#[derive(Debug, Default)]
pub struct Moved {
    /// Rights of owners that moved.
    pub rights: Vec<MovedRight>,
    /// Members and owners of groups that moved.
    pub members: Vec<MovedMember>,
    /// Lists of groups that are not known as a whole.
    pub unknown_lists: Vec<UnknownList>,
    /// Forwarding attributes of mailboxes that moved.
    pub forwards: Vec<MovedForward>,
    /// Settings of groups that moved.
    pub settings: Vec<MovedSetting>,
}

impl Moved {
    /// Compares what belongs to the objects that moved and are asked for.
    pub fn of(facts: &Facts) -> Self {
        let (rights, (members, unknown_lists)) = rayon::join(|| rights::compare(facts), || members::compare(facts));
        Self { rights, members, unknown_lists, forwards: forwards::compare(facts), settings: settings::compare(facts) }
    }
}

impl Facts {
    /// The source objects that are compared with what they became.
    fn moved_objects(&self) -> impl Iterator<Item = (ObjectId, ObjectId)> + '_ {
        self.source.in_scope().filter_map(|(id, _)| Some((id, self.moved_to(id)?)))
    }

    /// The source mailboxes among them.
    pub fn moved_mailboxes(&self) -> impl Iterator<Item = (ObjectId, ObjectId)> + '_ {
        self.moved_objects().filter(|(id, _)| self.source.object(*id).class.is_mailbox())
    }

    /// The source groups among them.
    pub fn moved_groups(&self) -> impl Iterator<Item = (ObjectId, ObjectId)> + '_ {
        self.moved_objects().filter(|(id, _)| self.source.object(*id).class.is_group())
    }

    /// What a source object became, where it is in scope and asked for.
    pub fn moved_to(&self, source: ObjectId) -> Option<ObjectId> {
        let is_meant = self.source.object(source).in_scope() && self.is_asked(source);
        if is_meant { self.pairs.of(source).destination } else { None }
    }

    /// The source object that is called in findings about a destination object: of those that became it and are
    /// asked for, the first by name.
    pub fn moved_from(&self, destination: ObjectId) -> Option<ObjectId> {
        let sources = self.pairs.sources(destination).iter().copied();
        let is_meant = |id: &ObjectId| self.moved_to(*id).is_some();
        sources.filter(is_meant).min_by_key(|id| self.subject(Side::Source, *id))
    }

    /// The right that an outcome is about: the source's, else the destination's.
    pub fn moved_right(&self, moved: &MovedRight) -> (Side, &Right) {
        match (moved.source, moved.destination) {
            (Some(at), _) => (Side::Source, &self.rights.of(Side::Source)[at as usize]),
            (None, at) => (Side::Destination, &self.rights.of(Side::Destination)[at.unwrap_or_default() as usize]),
        }
    }

    /// A right as findings about the destination write it: in the destination's names, a changed level as
    /// `folder:calendar:editor>reviewer:grantee`; what cannot be translated in the source's.
    pub fn moved_right_value(&self, moved: &MovedRight) -> String {
        let (side, right) = self.moved_right(moved);
        let Some(grantee) = moved.grantee else { return self.right_value(side, right) };
        let (kind, grantee) = (right.kind.as_str(), self.subject(Side::Destination, grantee));
        if right.kind != RightKind::Folder {
            return format!("{kind}:{grantee}");
        }
        let (folder, level) = (self.text(right.folder), self.text(right.level));
        match moved.destination {
            Some(at) if moved.outcome == Outcome::Changed => {
                let now = self.text(self.rights.of(Side::Destination)[at as usize].level);
                format!("{kind}:{folder}:{level}>{now}:{grantee}")
            }
            _ => format!("{kind}:{folder}:{level}:{grantee}"),
        }
    }

    /// The entry of a list that an outcome is about.
    pub fn moved_member(&self, moved: &MovedMember) -> &Listed {
        let group = match moved.side {
            Side::Source => moved.group,
            Side::Destination => self.pairs.of(moved.group).destination.unwrap_or(moved.group),
        };
        let list = match moved.role {
            Role::Member => self.members.members(moved.side, group),
            Role::Owner => self.members.owners(moved.side, group),
        };
        &list[moved.at as usize]
    }

    /// A member or owner as findings write it: the destination's object, else what the own side calls it.
    pub fn moved_member_value(&self, moved: &MovedMember) -> String {
        if let Some(there) = moved.there {
            return self.subject(Side::Destination, there).to_owned();
        }
        let listed = self.moved_member(moved);
        match listed.party.own() {
            Some(id) => self.subject(moved.side, id).to_owned(),
            None => self.exported(listed.text).into_owned(),
        }
    }

    /// The forward that an outcome is about: the source's, else the destination's.
    pub fn moved_forward(&self, moved: &MovedForward) -> &Forward {
        match (moved.source, moved.destination) {
            (Some(at), _) => &self.forwards.of(Side::Source)[at as usize],
            (None, at) => &self.forwards.of(Side::Destination)[at.unwrap_or_default() as usize],
        }
    }

    /// The target of a forward as findings write it: where mail should go, else where it goes; of one that is left
    /// over the address, which tells the source from what it became.
    pub fn moved_forward_value(&self, moved: &MovedForward) -> String {
        let forward = self.moved_forward(moved);
        let left = || self.forward_address(forward).filter(|_| moved.outcome == Outcome::LeftOver);
        match &moved.expected {
            Some(End::Object(side, id)) => self.subject(*side, *id).to_owned(),
            Some(End::Outside(text) | End::Nobody(text)) => text.to_string(),
            _ => left().unwrap_or_else(|| self.forward_target(forward)),
        }
    }
}
