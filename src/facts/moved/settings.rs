//! Settings of groups before and after: who may send to them, who moderates, who sees them. Only what both sides'
//! exports show is compared.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{MovedSetting, Outcome, Reason, people};
use crate::facts::members::{property, restriction_extent};
use crate::facts::{Extent, Facts, Listed, ObjectId, Party, RowRef};
use crate::kinds::groups;
use crate::schema::{Column, Side};

/// Who may send: the separate properties, then the one that says both again.
const ACCEPTED: [&str; 3] =
    ["AcceptMessagesOnlyFrom", "AcceptMessagesOnlyFromDLMembers", "AcceptMessagesOnlyFromSendersOrMembers"];

/// Who may not.
const REJECTED: [&str; 3] = ["RejectMessagesFrom", "RejectMessagesFromDLMembers", "RejectMessagesFromSendersOrMembers"];

/// What is on or off, with the column that says it.
static FLAGS: [(&str, &Column); 3] = [
    ("RequireSenderAuthenticationEnabled", &groups::REQUIRE_SENDER_AUTHENTICATION),
    ("HiddenFromAddressListsEnabled", &groups::HIDDEN_FROM_ADDRESS_LISTS),
    ("ModerationEnabled", &groups::MODERATION_ENABLED),
];

/// What became of the settings of groups that moved.
pub(super) fn compare(facts: &Facts) -> Vec<MovedSetting> {
    let groups: Vec<(ObjectId, ObjectId)> = facts.moved_groups().collect();
    groups.into_par_iter().flat_map_iter(|(group, there)| Comparison { facts, group, there }.compare()).collect()
}

/// One group on both sides.
struct Comparison<'a> {
    facts: &'a Facts,
    group: ObjectId,
    there: ObjectId,
}

/// A flag, and where it stands.
type Flag = (bool, &'static Column);

impl Comparison<'_> {
    fn compare(&self) -> Vec<MovedSetting> {
        let mut settings: Vec<MovedSetting> =
            FLAGS.iter().filter_map(|(property, column)| self.of_flag(property, column)).collect();
        for family in [ACCEPTED, REJECTED] {
            self.of_family(family, &mut settings);
        }
        for property in ["ModeratedBy", "BypassModerationFromSendersOrMembers"] {
            settings.extend(self.of_people(property, &[property]));
        }
        settings
    }

    /// What the source's export has apart is compared apart, unless the destination's has only the union.
    fn of_family(&self, family: [&'static str; 3], settings: &mut Vec<MovedSetting>) {
        let [people, lists, both] = family;
        let is_told = |side: Side, property: &str| self.extent(side, property) != Extent::Unknown;
        let mut parts = [people, lists].into_iter().filter(|part| is_told(Side::Source, part)).peekable();
        let is_apart = [people, lists].iter().any(|part| is_told(Side::Destination, part));
        if parts.peek().is_some() && (is_apart || !is_told(Side::Destination, both)) {
            settings.extend(parts.filter_map(|part| self.of_people(part, &[part])));
        } else {
            settings.extend(self.of_people(both, &family));
        }
    }

    fn id(&self, side: Side) -> ObjectId {
        if side == Side::Source { self.group } else { self.there }
    }

    fn extent(&self, side: Side, property: &str) -> Extent {
        let tenant = self.facts.tenant(side);
        restriction_extent(tenant, tenant.object(self.id(side)), property)
    }

    /// A flag of one side. Some reports say whether outsiders are allowed and not whether they are refused.
    fn flag(&self, column: &'static Column, side: Side) -> Option<Flag> {
        let object = self.facts.tenant(side).object(self.id(side));
        let read = |column: &'static Column| Some((self.facts.flag(side, object, &[column])?, column));
        let is_of_outsiders = std::ptr::eq(column, &raw const groups::REQUIRE_SENDER_AUTHENTICATION);
        let allowed = || read(&groups::ALLOW_EXTERNAL_SENDERS).filter(|_| is_of_outsiders);
        read(column).or_else(|| allowed().map(|(allows, column)| (!allows, column)))
    }

    /// What became of a flag; `None` where the source does not show it.
    fn of_flag(&self, property: &'static str, column: &'static Column) -> Option<MovedSetting> {
        let (expected, _) = self.flag(column, Side::Source)?;
        let actual = self.flag(column, Side::Destination);
        let outcome = match actual {
            None => Outcome::Undecided(Reason::NotExported),
            Some((actual, _)) if actual == expected => Outcome::Kept,
            Some(_) => Outcome::Changed,
        };
        let at = actual.and_then(|(_, column)| Some((self.row_with(column)?, column)));
        let word = |flag: bool| if flag { "True" } else { "False" }.to_owned();
        let actual = actual.map(|(actual, _)| word(actual)).unwrap_or_default();
        Some(MovedSetting { group: self.group, property, expected: word(expected), actual, at, outcome })
    }

    /// The row of the destination's export that shows a column of the group.
    fn row_with(&self, column: &'static Column) -> Option<RowRef> {
        let tenant = &self.facts.destination;
        tenant.row_refs(tenant.object(self.there)).iter().copied().find(|row| {
            let table = &tenant.tables[row.table as usize];
            table.kind.owns(column) && table.has(column)
        })
    }

    /// What became of the people whom a property names, in whichever of some columns; `None` where the source does
    /// not show it.
    fn of_people(&self, name: &'static str, columns: &[&str]) -> Option<MovedSetting> {
        let known = |side: Side| {
            columns.iter().map(|property| self.extent(side, property)).filter(|extent| *extent != Extent::Unknown).min()
        };
        let before = known(Side::Source)?;
        let after = known(Side::Destination);
        let expected = self.expected(columns);
        let actual = self.actual(columns);
        let is_same = expected.people == actual.people && actual.strangers.is_empty();
        let is_vague = expected.is_vague || actual.is_vague;
        let outcome = match (before, after) {
            (_, None) => Outcome::Undecided(Reason::NotExported),
            (Extent::Whole, Some(Extent::Whole)) if is_same && !is_vague => Outcome::Kept,
            (Extent::Whole, Some(Extent::Whole)) if !is_vague => Outcome::Changed,
            (Extent::Whole, Some(Extent::Whole)) => Outcome::Undecided(Reason::Ambiguous),
            _ => Outcome::Undecided(Reason::Lost),
        };
        Some(MovedSetting {
            group: self.group,
            property: name,
            expected: expected.shown(self.facts),
            actual: actual.shown(self.facts),
            at: actual.at,
            outcome,
        })
    }

    fn entries(&self, side: Side, columns: &[&str]) -> impl Iterator<Item = &Listed> {
        let entries = self.facts.members.restrictions(side, self.id(side)).iter();
        entries.filter(move |entry| columns.contains(&property(entry.column)))
    }

    /// Whom the property should name at the destination; whoever has nobody there is not expected (GRP004).
    fn expected(&self, columns: &[&str]) -> Named {
        let mut named = Named::default();
        for entry in self.entries(Side::Source, columns) {
            match people::translated(self.facts, &entry.party, entry.text) {
                Ok(person) if !people::is_apart(self.facts, person) => {
                    named.people.insert(person);
                }
                Err(Outcome::Undecided(_) | Outcome::Untranslated(Reason::Ambiguous | Reason::SeveralCandidates)) => {
                    named.is_vague = true;
                }
                Ok(_) | Err(_) => {}
            }
        }
        named
    }

    /// Whom the property names at the destination.
    fn actual(&self, columns: &[&str]) -> Named {
        let mut named = Named::default();
        for entry in self.entries(Side::Destination, columns) {
            named.at = named.at.or(Some((entry.at, entry.column)));
            match (people::there(self.facts, &entry.party), &entry.party) {
                (Some(person), _) if people::is_apart(self.facts, person) => {}
                (Some(person), _) => {
                    named.people.insert(person);
                }
                (None, Party::Several(_)) => named.is_vague = true,
                (None, _) => named.strangers.push(self.facts.exported(entry.text).into_owned()),
            }
        }
        let column = || columns.iter().find_map(|property| self.column(property));
        named.at = named.at.or_else(|| column().and_then(|column| Some((self.row_with(column)?, column))));
        named
    }

    /// The column of the groups' exports with a property.
    fn column(&self, name: &str) -> Option<&'static Column> {
        groups::KIND.columns.iter().copied().find(|column| property(column) == name && self.row_with(column).is_some())
    }
}

/// The people whom a property names.
#[derive(Default)]
struct Named {
    /// Objects of the destination.
    people: BTreeSet<ObjectId>,
    /// Names of nobody.
    strangers: Vec<String>,
    /// Whether a name fits several, or nobody can tell whom it becomes.
    is_vague: bool,
    at: Option<(RowRef, &'static Column)>,
}

impl Named {
    fn shown(&self, facts: &Facts) -> String {
        let people = self.people.iter().map(|id| facts.subject(Side::Destination, *id));
        let mut names: Vec<&str> = people.chain(self.strangers.iter().map(String::as_str)).collect();
        names.sort_unstable();
        names.join("; ")
    }
}
