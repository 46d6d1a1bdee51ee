//! Mover profiles: what copies the mail can carry, needs and refuses, each fact with its source and date.
//!
//! One embedded TOML file a mover. What a mover's licences cost is no part of a profile.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::plan::Mover;
use crate::values::recipient::Class;

/// The embedded profiles, in the order of [`Mover`].
static PROFILES: LazyLock<[Profile; 3]> = LazyLock::new(|| {
    [include_str!("migrationwiz.toml"), include_str!("native.toml"), include_str!("none.toml")]
        .map(|text| toml::from_str(text).expect("the embedded profiles are whole: a test reads them"))
});

/// The profile of a mover.
pub fn of(mover: Mover) -> &'static Profile {
    match mover {
        Mover::Migrationwiz => &PROFILES[0],
        Mover::Native => &PROFILES[1],
        Mover::None => &PROFILES[2],
    }
}

/// What is known about one mover.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What it is called.
    pub title: String,
    /// What must be so before it works.
    pub needs: Vec<Need>,
    /// What it takes along.
    pub carries: Carries,
    /// How much it takes.
    pub limits: Limits,
    /// What is known about it, for people, by topic.
    pub facts: Vec<Fact>,
}

impl Profile {
    /// Whether a kind of right (`full-access`, `send-as`, `send-on-behalf`, `folder`) travels.
    pub fn carries(&self, right: &str) -> bool {
        self.carries.rights.iter().any(|carried| carried == right)
    }

    /// Whether it works only if this is so.
    pub fn needs(&self, need: Need) -> bool {
        self.needs.contains(&need)
    }

    /// Whether the content of objects of a class travels; `None` where nobody says so.
    pub fn moves(&self, class: Class) -> Option<bool> {
        let names = |classes: &[String]| classes.iter().any(|name| name == class.as_str());
        if names(&self.carries.unsaid) { None } else { Some(names(&self.carries.objects)) }
    }
}

/// What a mover takes along.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carries {
    /// Classes of objects whose content travels, as findings name them.
    pub objects: Vec<String>,
    /// Classes of which nobody says whether they travel.
    #[serde(default)]
    pub unsaid: Vec<String>,
    /// Kinds of rights that travel, as findings name them.
    pub rights: Vec<String>,
}

/// What must be so before a mover works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// An account has Full Access to every mailbox on both sides.
    ServiceAccount,
    /// Exchange Web Services are on, on both sides.
    Ews,
    /// A mail user with the source's GUID is the target of every mailbox.
    PreparedMailUsers,
    /// `ExchangeGuid` and `ArchiveGuid` are equal on both sides.
    EqualGuids,
    /// No mailbox is on hold.
    NoHolds,
}

/// How much a mover takes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Size of the largest message that arrives if both ends allow it, in bytes.
    pub message_bytes: u64,
}

/// One thing that is known about a mover.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What it is about.
    pub topic: Topic,
    /// The fact in a sentence.
    pub says: String,
    /// Who says so.
    pub source: String,
    /// The date that the source bears or on which it was seen, as precise as it is known; `undated` where it has none.
    pub date: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Which objects travel.
    Objects,
    /// Which rights travel.
    Rights,
    /// What holds do.
    Holds,
    /// Mailbox sizes.
    Size,
    /// Archives.
    Archive,
    /// Message sizes.
    Messages,
    /// The migration account.
    Access,
    /// Exchange Web Services.
    Ews,
    /// What must stand ready at the destination.
    Target,
    /// What must be bought.
    Licence,
    /// How often and how fast.
    Passes,
}

impl Topic {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Objects => "objects",
            Self::Rights => "rights",
            Self::Holds => "holds",
            Self::Size => "size",
            Self::Archive => "archive",
            Self::Messages => "messages",
            Self::Access => "access",
            Self::Ews => "EWS",
            Self::Target => "target",
            Self::Licence => "licence",
            Self::Passes => "passes",
        }
    }
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The vendor's own page says so.
    High,
    /// A vendor page at second hand, or two independent others.
    Medium,
    /// One other, old or inferred.
    Low,
}

impl Confidence {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Mover; 3] = [Mover::Migrationwiz, Mover::Native, Mover::None];

    const RIGHTS: [&str; 4] = ["full-access", "send-as", "send-on-behalf", "folder"];

    #[test]
    fn each_mover_carries_its_own_rights() {
        let carried = ALL.map(|mover| RIGHTS.map(|right| of(mover).carries(right)));
        assert_eq!(
            carried,
            [[false, false, false, true], [true, true, false, true], [false; 4]],
            "full-access, send-as, send-on-behalf, folder"
        );
    }

    #[test]
    fn profiles_name_rights_and_classes_that_exist() {
        let classes = [Class::User, Class::Shared, Class::Room, Class::Equipment, Class::Scheduling].map(Class::as_str);
        for profile in ALL.map(of) {
            assert!(profile.carries.rights.iter().all(|right| RIGHTS.contains(&right.as_str())), "{}", profile.title);
            let mut named = profile.carries.objects.iter().chain(&profile.carries.unsaid);
            assert!(named.all(|class| classes.contains(&class.as_str())), "{}", profile.title);
        }
    }

    #[test]
    fn what_is_unsaid_is_neither_yes_nor_no() {
        let moved = [Class::Shared, Class::Room, Class::Distribution].map(|class| of(Mover::Native).moves(class));
        assert_eq!(moved, [Some(true), None, Some(false)]);
    }

    /// What a profile says to the checks, it also says to people, with its source.
    #[test]
    fn what_is_asked_of_a_profile_has_a_fact() {
        for profile in ALL.map(of) {
            let needed = profile.needs.iter().map(|need| match need {
                Need::ServiceAccount => Topic::Access,
                Need::Ews => Topic::Ews,
                Need::PreparedMailUsers | Need::EqualGuids => Topic::Target,
                Need::NoHolds => Topic::Holds,
            });
            for topic in needed.chain([Topic::Objects, Topic::Rights, Topic::Messages]) {
                assert!(profile.facts.iter().any(|fact| fact.topic == topic), "{}: {topic:?}", profile.title);
            }
            for fact in &profile.facts {
                assert!(!fact.source.is_empty() && !fact.date.is_empty(), "{}: {}", profile.title, fact.says);
            }
        }
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let text = include_str!("none.toml").replace("[limits]", "[limits]\nmessages = 1");
        assert!(toml::from_str::<Profile>(&text).is_err());
    }
}
