//! The aspects of an object after the move: which of them were looked at, and which are as they should be.

use hashbrown::HashSet;
use rayon::prelude::*;

use super::{Compared, Entry, Standing, asked};
use crate::check::{Severity, Status};
use crate::engine::Answer;
use crate::facts::moved::{Outcome, Role};
use crate::facts::{Facts, Object, ObjectId};
use crate::intern::Symbol;
use crate::schema::Side;
use crate::values::recipient::Class;
use crate::values::text::trim;

type Set<K> = HashSet<K, foldhash::fast::FixedState>;

/// One question about an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// It is there.
    Exists,
    /// Its class.
    Type,
    /// Its display name.
    DisplayName,
    /// Its UPN.
    Upn,
    /// Which address is primary.
    Primary,
    /// All its SMTP addresses.
    Aliases,
    /// Addresses that answer old mail.
    X500,
    /// Who has rights on it.
    Rights,
    /// Who belongs to it.
    Members,
    /// Who owns it.
    Owners,
    /// Who may write to it, and who sees it.
    Settings,
    /// Where its mail goes on to.
    Forwarding,
    /// How many items it holds.
    Content,
}

impl Aspect {
    /// All of them, as the columns stand.
    pub const ALL: [Self; 13] = [
        Self::Exists,
        Self::Type,
        Self::DisplayName,
        Self::Upn,
        Self::Primary,
        Self::Aliases,
        Self::X500,
        Self::Rights,
        Self::Members,
        Self::Owners,
        Self::Settings,
        Self::Forwarding,
        Self::Content,
    ];

    /// Title of its column.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Exists => "Exists",
            Self::Type => "Type",
            Self::DisplayName => "Display name",
            Self::Upn => "UPN",
            Self::Primary => "Primary",
            Self::Aliases => "Aliases",
            Self::X500 => "X500",
            Self::Rights => "Rights given",
            Self::Members => "Members",
            Self::Owners => "Group owners",
            Self::Settings => "Settings",
            Self::Forwarding => "Forwarding",
            Self::Content => "Content",
        }
    }

    /// The checks that look for its gaps, the most telling first.
    pub const fn codes(self) -> &'static [&'static str] {
        match self {
            Self::Exists => &["VFY101", "VFY106", "PAI002", "PAI003"],
            Self::Type => &["VFY102"],
            Self::DisplayName => &["VFY103"],
            Self::Upn => &["VFY104"],
            Self::Primary => &["VFY105"],
            Self::Aliases => &["VFY202", "VFY201"],
            Self::X500 => &["VFY204"],
            Self::Rights => &["VFY301", "VFY303", "VFY302", "VFY304"],
            Self::Members => &["VFY601"],
            Self::Owners => &["VFY603"],
            Self::Settings => &["VFY604"],
            Self::Forwarding => &["VFY402", "VFY401"],
            Self::Content => &["VFY801"],
        }
    }
}

/// How an aspect of an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Ok,
    /// Not as it should be: how many findings, and the row of the first one.
    Gap(u64, usize),
    /// Nobody can tell from the exports.
    Unknown,
    /// Not asked of such an object, or switched off.
    NotAsked,
}

/// Every object that is asked for.
pub(super) fn entries<'a>(facts: &'a Facts, answer: &Answer, compared: &Compared<'a>) -> Vec<Entry> {
    let looking = Looking::new(facts, answer, compared);
    let entry = |id: ObjectId| {
        let there = facts.pairs.of(id).destination;
        let aspects = Aspect::ALL.map(|aspect| looking.state(aspect, id, there));
        Entry { id, there, aspects, standing: standing(&aspects, there) }
    };
    asked(facts).into_par_iter().map(entry).collect()
}

/// The whole of some aspects.
fn standing(aspects: &[State], there: Option<ObjectId>) -> Standing {
    let has = |is: fn(&State) -> bool| aspects.iter().any(is);
    if has(|state| matches!(state, State::Gap(..))) {
        if there.is_some() { Standing::Gaps } else { Standing::Missing }
    } else if has(|state| *state == State::Unknown) {
        Standing::Unclear
    } else if there.is_some() {
        Standing::Complete
    } else {
        Standing::Missing
    }
}

/// What the exports let one see.
struct Looking<'a, 'c> {
    facts: &'a Facts,
    compared: &'c Compared<'a>,
    /// Checks that did not run.
    blind: Vec<&'static str>,
    /// Checks that are switched off.
    off: Vec<&'static str>,
    /// Objects whose comparison holds something that cannot be decided.
    undecided: Set<(Aspect, ObjectId)>,
}

impl<'a, 'c> Looking<'a, 'c> {
    fn new(facts: &'a Facts, answer: &Answer, compared: &'c Compared<'a>) -> Self {
        let with = |status: Status| {
            answer.coverage.iter().filter(move |line| line.status == status).map(|line| line.code).collect()
        };
        let moved = &facts.moved;
        let is_unclear = |outcome: Outcome| matches!(outcome, Outcome::Undecided(_));
        let of_role = |role: Role| if role == Role::Member { Aspect::Members } else { Aspect::Owners };
        let rights = moved.rights.iter().filter(|moved| is_unclear(moved.outcome));
        let members = moved.members.iter().filter(|moved| is_unclear(moved.outcome));
        let forwards = moved.forwards.iter().filter(|moved| is_unclear(moved.outcome));
        let settings = moved.settings.iter().filter(|moved| is_unclear(moved.outcome));
        let undecided = rights
            .map(|moved| (Aspect::Rights, moved.owner))
            .chain(members.map(|moved| (of_role(moved.role), moved.group)))
            .chain(moved.unknown_lists.iter().map(|list| (of_role(list.role), list.group)))
            .chain(forwards.map(|moved| (Aspect::Forwarding, moved.mailbox)))
            .chain(settings.map(|moved| (Aspect::Settings, moved.group)))
            .collect();
        Self { facts, compared, blind: with(Status::NotRun), off: with(Status::Off), undecided }
    }

    fn state(&self, aspect: Aspect, id: ObjectId, there: Option<ObjectId>) -> State {
        let (facts, object) = (self.facts, self.facts.source.object(id));
        let subject = facts.text(object.subject);
        let found = aspect.codes().iter().filter_map(|code| self.compared.found(code, subject));
        let (mut count, mut first) = (0, usize::MAX);
        for (more, row) in found {
            count += more;
            first = first.min(row);
        }
        let is_asked = |code: &&&str| match **code {
            "VFY106" => super::is_contact(object.class),
            "VFY101" => !super::is_contact(object.class),
            _ => true,
        };
        let mut codes = aspect.codes().iter().filter(is_asked);
        if count > 0 {
            State::Gap(count, first)
        } else if !asks(facts, aspect, object) || codes.clone().all(|code| self.off.contains(code)) {
            State::NotAsked
        } else if codes.any(|code| self.blind.contains(code)) {
            State::Unknown
        } else {
            match there {
                Some(there) if self.is_known(aspect, id, there) => State::Ok,
                // Without an object, everything else is out of question.
                None if aspect != Aspect::Exists => State::NotAsked,
                _ => State::Unknown,
            }
        }
    }

    /// Whether the exports tell an aspect of an object that arrived.
    fn is_known(&self, aspect: Aspect, id: ObjectId, there: ObjectId) -> bool {
        let facts = self.facts;
        let (object, other) = (facts.source.object(id), facts.destination.object(there));
        let is_told = |symbol: Symbol| !trim(facts.text(symbol)).is_empty();
        match aspect {
            Aspect::Exists | Aspect::Type => true,
            Aspect::DisplayName => is_told(object.display_name) && is_told(other.display_name),
            Aspect::Upn => other.class.is_group() || other.class == Class::Contact || is_told(other.upn),
            Aspect::Primary => is_told(other.primary),
            Aspect::Aliases => object.proxies.is_some() && (other.proxies.is_some() || holds_all(facts, object, there)),
            Aspect::X500 => object.legacy_dn.is_some() && other.proxies.is_some(),
            Aspect::Rights | Aspect::Members | Aspect::Owners | Aspect::Settings | Aspect::Forwarding => {
                !self.undecided.contains(&(aspect, id))
            }
            Aspect::Content => {
                let (before, now) = (&facts.source.sizes[id.index()], &facts.destination.sizes[there.index()]);
                let has_archive = before.archive == Some(true) || before.archive_items.is_some();
                let is_archive_known = before.archive_items.is_some() && now.archive_items.is_some();
                before.items.is_some() && now.items.is_some() && (!has_archive || is_archive_known)
            }
        }
    }
}

/// Whether an aspect is asked of an object at all.
fn asks(facts: &Facts, aspect: Aspect, object: &Object) -> bool {
    let class = object.class;
    match aspect {
        Aspect::Exists | Aspect::Type | Aspect::X500 => true,
        Aspect::DisplayName => class == Class::Shared || class.is_group(),
        Aspect::Upn => facts.future(object.upn).is_some(),
        Aspect::Primary => facts.future(object.primary).is_some(),
        Aspect::Aliases => {
            let mut addresses = facts.source.smtp_addresses(object);
            object.proxies.is_none() || addresses.any(|address| facts.future(address).is_some())
        }
        Aspect::Rights => class.is_mailbox() || class.is_group(),
        Aspect::Members => class.is_group() && class != Class::Dynamic,
        Aspect::Owners | Aspect::Settings => class.is_group(),
        Aspect::Forwarding | Aspect::Content => class.is_mailbox(),
    }
}

/// Whether an object of the destination holds all future addresses of an object.
fn holds_all(facts: &Facts, object: &Object, there: ObjectId) -> bool {
    let mut futures = facts.source.smtp_addresses(object).filter_map(|address| facts.future(address));
    futures.all(|future| facts.destination.holders(future).iter().any(|holder| holder.object == there))
}

/// The worst severity and the number of the findings about an object, on its own side and on that of its pair.
pub fn worst(view: &crate::report::view::View<'_>, entry: &Entry) -> Option<(Severity, u64, usize)> {
    let facts = view.facts;
    let there = entry.there.map(|there| (Side::Destination, facts.subject(Side::Destination, there)));
    let names = [Some((Side::Source, facts.subject(Side::Source, entry.id))), there];
    let tallies = names.into_iter().flatten().filter_map(|(side, name)| view.tally(side, name));
    tallies
        .map(|tally| (tally.worst, tally.count, tally.first))
        .reduce(|(worst, count, first), (other, more, row)| (worst.min(other), count + more, first.min(row)))
}
