//! The objects of an estimate: every source mailbox that might need units, with what is known about it.

use super::profile::Counts;
use crate::facts::{Facts, Object, ObjectId, Skip, State};
use crate::schema::Side;
use crate::values::recipient::Class;

/// A class of objects that is counted or not as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Counted {
    /// Mailboxes of users.
    User,
    /// Shared mailboxes.
    Shared,
    /// Room mailboxes.
    Room,
    /// Equipment mailboxes.
    Equipment,
    /// Scheduling mailboxes.
    Scheduling,
    /// Mailboxes of Microsoft 365 groups.
    Group,
    /// Inactive mailboxes.
    Inactive,
}

impl Counted {
    /// Every class in the order of sheets.
    pub const ALL: [Self; 7] =
        [Self::User, Self::Shared, Self::Room, Self::Equipment, Self::Scheduling, Self::Group, Self::Inactive];

    /// The word used in JSON and sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Shared => "shared",
            Self::Room => "room",
            Self::Equipment => "equipment",
            Self::Scheduling => "scheduling",
            Self::Group => "group",
            Self::Inactive => "inactive",
        }
    }

    /// Whether a profile counts the class.
    pub const fn is_counted(self, counts: &Counts) -> bool {
        match self {
            Self::User => counts.user,
            Self::Shared => counts.shared,
            Self::Room => counts.room,
            Self::Equipment => counts.equipment,
            Self::Scheduling => counts.scheduling,
            Self::Group => counts.group,
            Self::Inactive => counts.inactive,
        }
    }

    /// Says whether a profile counts the class.
    pub const fn count(self, counts: &mut Counts, is_counted: bool) {
        *match self {
            Self::User => &mut counts.user,
            Self::Shared => &mut counts.shared,
            Self::Room => &mut counts.room,
            Self::Equipment => &mut counts.equipment,
            Self::Scheduling => &mut counts.scheduling,
            Self::Group => &mut counts.group,
            Self::Inactive => &mut counts.inactive,
        } = is_counted;
    }

    /// The class of an object; `None` for what has no mailbox or is never moved.
    fn of(object: &Object) -> Option<Self> {
        match (object.skip, object.state) {
            (None, _) => {}
            (Some(Skip::Inactive), State::Inactive) if object.class.is_mailbox() => return Some(Self::Inactive),
            _ => return None,
        }
        match object.class {
            Class::User => Some(Self::User),
            Class::Shared => Some(Self::Shared),
            Class::Room => Some(Self::Room),
            Class::Equipment => Some(Self::Equipment),
            Class::Scheduling => Some(Self::Scheduling),
            Class::Microsoft365 => Some(Self::Group),
            _ => None,
        }
    }
}

/// An object that may need units.
#[derive(Debug, Clone)]
pub struct Line {
    /// The object; `None` for a test account that the project names and no export holds yet.
    pub object: Option<ObjectId>,
    /// What it is called.
    pub subject: String,
    /// Its class.
    pub class: Counted,
    /// Whether it was made to try the move.
    pub is_test: bool,
    /// Size of the primary mailbox in bytes; `None` where unknown.
    pub bytes: Option<u64>,
    /// The bytes, first and last, that a rounded size may stand for.
    pub rounded: Option<(u64, u64)>,
    /// Whether there is an archive; `None` where unknown.
    pub archive: Option<bool>,
    /// Size of the archive in bytes; `None` where unknown.
    pub archive_bytes: Option<u64>,
    /// Whether it is on hold; `None` where unknown.
    pub hold: Option<bool>,
    /// What it becomes.
    pub destination: Option<ObjectId>,
}

impl Line {
    /// What would have to be known to price it everywhere.
    pub fn lacks(&self) -> Vec<&'static str> {
        let size = self.bytes.is_none().then_some("size");
        size.into_iter().chain(self.archive.is_none().then_some("archive")).collect()
    }
}

/// All lines by class and subject.
pub fn lines(facts: &Facts) -> Vec<Line> {
    let tests = &facts.plan.source.test_accounts;
    let is_test = |object: &Object| {
        let names = [object.primary, object.upn].map(|name| facts.text(name));
        tests.iter().any(|test| names.contains(&test.as_str()))
    };
    let mut lines: Vec<Line> = Vec::new();
    for (id, object) in facts.source.ids() {
        let Some(class) = Counted::of(object) else { continue };
        let sizes = &facts.source.sizes[id.index()];
        lines.push(Line {
            object: Some(id),
            subject: facts.subject(Side::Source, id).to_owned(),
            class,
            is_test: is_test(object),
            bytes: sizes.bytes,
            rounded: sizes.rounded,
            // A group's mailbox has none.
            archive: if class == Counted::Group { Some(false) } else { sizes.archive },
            archive_bytes: sizes.archive_bytes,
            hold: facts.holds(Side::Source, object).any(),
            destination: facts.pairs.of(id).destination,
        });
    }
    lines.extend(missing_tests(facts));
    lines.sort_by(|a, b| (a.class, &a.subject, a.object).cmp(&(b.class, &b.subject, b.object)));
    lines
}

/// Test accounts that the project names and no export holds: they will be small mailboxes without an archive.
fn missing_tests(facts: &Facts) -> impl Iterator<Item = Line> {
    let is_there = |account: &str| {
        let holders = facts.pool.find(account).map(|address| facts.source.holders(address)).unwrap_or_default();
        holders.iter().any(|holder| facts.source.object(holder.object).class.is_mailbox())
    };
    let missing = facts.plan.source.test_accounts.iter().filter(move |account| !is_there(account));
    missing.map(|account| Line {
        object: None,
        subject: account.clone(),
        class: Counted::User,
        is_test: true,
        bytes: Some(0),
        rounded: None,
        archive: Some(false),
        archive_bytes: None,
        hold: Some(false),
        destination: None,
    })
}
