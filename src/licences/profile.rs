//! A licence profile: what one unit of a mover's licence covers and by which rules units are counted. Data, not
//! code: an embedded TOML file each, replaceable with `--profile FILE.toml`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use crate::error::Error;
use crate::movers::Confidence;
use crate::nearest::nearest;
use crate::plan::{Mover, Plan, Rules};

/// The embedded profiles.
static SHIPPED: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    TEXTS.map(|text| toml::from_str(text).expect("the embedded profiles are whole: a test reads them")).into()
});

/// The files of the embedded profiles.
const TEXTS: [&str; 5] = [
    include_str!("profiles/migrationwiz.toml"),
    include_str!("profiles/microsoft-native.toml"),
    include_str!("profiles/cloudiway.toml"),
    include_str!("profiles/cloudm.toml"),
    include_str!("profiles/codetwo.toml"),
];

/// The profiles that are always shown side by side: the default mover's and Microsoft's own.
pub const STANDARD: [&str; 2] = ["migrationwiz", "microsoft-native"];

/// Names of the embedded profiles.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|profile| profile.name.as_str())
}

/// The embedded profile of this name.
pub fn shipped(name: &str) -> Option<&'static Profile> {
    SHIPPED.iter().find(|profile| profile.name.eq_ignore_ascii_case(name))
}

/// The file of the embedded profile of this name, to start one's own from.
pub fn text(name: &str) -> Result<&'static str, Error> {
    let at = SHIPPED.iter().position(|profile| profile.name.eq_ignore_ascii_case(name));
    at.map(|at| TEXTS[at]).ok_or_else(|| unknown(name))
}

/// The profile that a plan asks for: the one that it names, else that of its mover.
pub fn of(plan: &Plan) -> Result<Profile, Error> {
    match &plan.licences.profile {
        Some(Rules::File(path)) => Profile::read(path),
        Some(Rules::Shipped(name)) => shipped(name).cloned().ok_or_else(|| unknown(name)),
        None => {
            let name = match plan.mover {
                Mover::Migrationwiz | Mover::None => STANDARD[0],
                Mover::Native => STANDARD[1],
            };
            shipped(name).cloned().ok_or_else(|| unknown(name))
        }
    }
}

fn unknown(asked: &str) -> Error {
    let nearest = nearest(asked, names()).unwrap_or_default().to_owned();
    Error::UnknownProfile { asked: asked.to_owned(), nearest, known: names().collect() }
}

/// What is known about the licences of one mover.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name on the command line and in the JSON.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// Exchange Web Services, where the mover reads through them.
    pub ews: Option<Ews>,
    /// Which classes of mailboxes are counted unless somebody says otherwise.
    pub counts: Counts,
    /// What can be bought.
    pub units: Vec<Unit>,
    /// The ways to buy it, each a total of its own.
    pub baskets: Vec<Basket>,
    /// How fast it copies.
    pub throughput: Option<Throughput>,
    /// What the rules rest on.
    pub facts: Vec<Fact>,
}

impl Profile {
    /// Reads a profile that a person wrote.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let profile: Self = toml::from_str(text).map_err(|error| Error::Profile {
            path: path.to_owned(),
            line: error.span().map(|span| 1 + text[..span.start].matches('\n').count()),
            message: error.message().to_owned(),
        })?;
        let whole = profile.check();
        whole.map(|()| profile).map_err(|message| Error::Profile { path: path.to_owned(), line: None, message })
    }

    /// What one unit of its first basket covers, in bytes; `None` where there is no limit.
    pub fn block(&self) -> Option<u64> {
        let first = self.baskets.first()?;
        Some(self.unit(&first.unit)?.block_gb? << 30)
    }

    /// The unit of this name.
    pub fn unit(&self, name: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.name == name)
    }

    /// That every unit a basket names is there.
    fn check(&self) -> Result<(), String> {
        if self.baskets.is_empty() {
            return Err("`baskets` is empty: nothing would be counted".to_owned());
        }
        let named = |basket: &Basket| {
            let others = [&basket.archive_unit, &basket.or_cheaper].into_iter().flatten().cloned();
            std::iter::once(basket.unit.clone()).chain(others).collect::<Vec<_>>()
        };
        for name in self.baskets.iter().flat_map(named) {
            if self.unit(&name).is_none() {
                let known = nearest(&name, self.units.iter().map(|unit| unit.name.as_str()));
                let hint = known.map(|known| format!("; did you mean `{known}`?")).unwrap_or_default();
                return Err(format!("no unit is called `{name}`{hint}"));
            }
        }
        for unit in &self.units {
            if unit.block_gb == Some(0) {
                return Err(format!("`block_gb` of unit `{}` is 0: no number of blocks would do", unit.name));
            }
        }
        Ok(())
    }
}

/// What it means that a mover reads through Exchange Web Services.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ews {
    /// The first day on which it works nowhere.
    #[serde(deserialize_with = "date")]
    pub ends: Date,
    /// Mailboxes whose only plan is the kiosk one are refused: they need this product for the time of the move.
    pub temporary: String,
}

/// A date as text, `2027-04-01`.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

/// Which classes of mailboxes are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Mailboxes of users.
    pub user: bool,
    /// Shared mailboxes.
    pub shared: bool,
    /// Room mailboxes.
    pub room: bool,
    /// Equipment mailboxes.
    pub equipment: bool,
    /// Scheduling mailboxes.
    pub scheduling: bool,
    /// Mailboxes of Microsoft 365 groups.
    pub group: bool,
    /// Inactive mailboxes.
    pub inactive: bool,
}

/// Something that can be bought.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its name in prices, JSON and sheets.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// What one of it is bought for.
    pub per: Per,
    /// How many GiB one covers; no limit where absent.
    pub block_gb: Option<u64>,
    /// Whether further units go onto the same mailbox; else it stops at the first block.
    #[serde(default)]
    pub stacks: bool,
    /// How many successful passes it serves.
    pub passes: Option<u32>,
    /// For how many days after the first pass further ones are free.
    pub delta_days: Option<u32>,
    /// How many months it can be used.
    pub expires_months: Option<u32>,
    /// What starts those months.
    pub expires_from: Option<Expiry>,
    /// Whether it can be given to another mailbox once used.
    pub reassignable: Option<bool>,
    /// The smallest number that is sold.
    pub minimum_order: Option<u64>,
    /// What uses it up.
    pub burns: Option<String>,
}

/// What a unit is bought for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Per {
    /// Every source mailbox.
    SourceMailbox,
    /// Every destination object, however many mailboxes go into it.
    DestinationObject,
    /// Every licensed user of the source, moved or not.
    LicensedUser,
    /// The volume of all mailboxes together, in blocks.
    Volume,
    /// The whole project.
    Flat,
}

/// When the time of a unit begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expiry {
    /// With the purchase.
    Purchase,
    /// With the first use.
    FirstUse,
}

/// One way to buy for the whole move.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basket {
    /// Its name in the JSON and in sheets.
    pub name: String,
    /// What it is called.
    pub title: String,
    /// When it is the right one: none is recommended without its reason.
    pub reason: String,
    /// The unit that a mailbox needs.
    pub unit: String,
    /// Greatest number of units for one mailbox, however large.
    pub at_most: Option<u64>,
    /// What an archive needs.
    pub archive: Archive,
    /// The unit that an archive needs, where it is another one.
    pub archive_unit: Option<String>,
    /// A unit that is taken in place of the others where the prices make it cheaper.
    pub or_cheaper: Option<String>,
    /// Whether a mailbox on hold cannot be moved this way.
    #[serde(default)]
    pub holds_block: bool,
}

/// What an archive needs beside the mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Archive {
    /// The rule says nothing about archives.
    Ignored,
    /// The unit of the mailbox covers it.
    Covered,
    /// One unit more.
    ExtraUnit,
    /// Another unit in place of that of the mailbox.
    Upgrade,
    /// It cannot be moved this way.
    Unsupported,
}

/// How fast a mover copies; low, middle and high.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Throughput {
    /// GiB per hour and mailbox.
    pub gb_per_hour: [f64; 3],
    /// How many mailboxes at once.
    pub concurrency: [u64; 3],
}

/// What a rule rests on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The rule in a sentence.
    pub says: String,
    /// Who says so.
    pub source: String,
    /// The date that the source bears, as precise as it is known; `undated` where it has none.
    pub date: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// The profiles of one estimate, the chosen one first, then the standard ones that it is not.
pub fn side_by_side(chosen: &Profile) -> Vec<Profile> {
    let standard = STANDARD.iter().filter(|name| **name != chosen.name).filter_map(|name| shipped(name));
    std::iter::once(chosen).chain(standard).cloned().collect()
}

/// Units of all profiles by name, each once.
pub fn units(profiles: &[Profile]) -> BTreeMap<&str, &Unit> {
    let all = profiles.iter().flat_map(|profile| &profile.units);
    all.map(|unit| (unit.name.as_str(), unit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_profile_is_whole() {
        assert_eq!(names().collect::<Vec<_>>(), ["migrationwiz", "microsoft-native", "cloudiway", "cloudm", "codetwo"]);
        for profile in SHIPPED.iter() {
            assert_eq!(profile.check(), Ok(()), "{}", profile.name);
            assert!(!profile.facts.is_empty(), "{}: rules without a source", profile.name);
        }
    }

    #[test]
    fn basket_names_are_unique_over_all_profiles() {
        let mut names: Vec<&str> =
            SHIPPED.iter().flat_map(|profile| &profile.baskets).map(|basket| basket.name.as_str()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_unit_that_is_not_there_is_refused_with_the_nearest_one() {
        let text =
            include_str!("profiles/codetwo.toml").replace("unit = \"codetwo-mailbox\"", "unit = \"codetwo-mailbx\"");
        let profile: Profile = toml::from_str(&text).expect("still a profile");
        let message = profile.check().expect_err("no such unit");
        assert_eq!(message, "no unit is called `codetwo-mailbx`; did you mean `codetwo-mailbox`?");
    }

    #[test]
    fn the_default_goes_first_and_nothing_twice() {
        let shown = |name: &str| -> Vec<String> {
            let chosen = shipped(name).expect("it ships");
            side_by_side(chosen).into_iter().map(|profile| profile.name).collect()
        };
        assert_eq!(shown("migrationwiz"), ["migrationwiz", "microsoft-native"]);
        assert_eq!(shown("cloudm"), ["cloudm", "migrationwiz", "microsoft-native"]);
    }
}
