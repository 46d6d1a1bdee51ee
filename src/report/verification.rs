//! A verification in the order in which its sheets show it: every object that is asked for, and what of it arrived.

pub mod aspects;
pub mod verdict;

use hashbrown::HashMap;
use rayon::prelude::*;

use self::aspects::{Aspect, State};
use super::grid::Target;
use super::sheets::verification::objects;
use crate::check::{Coverage, Finding, Severity, Status};
use crate::engine::Answer;
use crate::facts::moved::{MovedForward, MovedRight, Outcome};
use crate::facts::{Facts, ObjectId};
use crate::plan::Command;
use crate::schema::Side;
use crate::values::recipient::Class;

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// A verification with the rows of its sheets.
#[derive(Debug)]
pub struct Compared<'a> {
    /// The source objects that are asked for, what is open first: the rows of the sheet Objects.
    pub objects: Vec<Entry>,
    /// Their addresses, what is open first: the rows of the sheet Aliases.
    pub addresses: Vec<AddressRow<'a>>,
    /// Rights, what is open first, then by owner: the rows of the sheet Rights.
    pub rights: Vec<&'a MovedRight>,
    /// Forwarding attributes, what is open first, then by mailbox: the rows of the sheet Forwarding.
    pub forwards: Vec<&'a MovedForward>,
    /// What is left over: places of findings, the rows of the sheet Left over.
    pub left: Vec<usize>,
    found: Map<(&'static str, &'a str), Found>,
}

/// One object of the baseline.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The source object.
    pub id: ObjectId,
    /// What it became.
    pub there: Option<ObjectId>,
    /// Each aspect of it, in the order of [`Aspect::ALL`].
    pub aspects: [State; Aspect::ALL.len()],
    /// The whole.
    pub standing: Standing,
}

/// How an object stands after the move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It did not arrive.
    Missing,
    /// It arrived, with gaps.
    Gaps,
    /// No gap is known, but not everything could be looked at.
    Unclear,
    /// Everything was looked at and is as it should be.
    Complete,
}

impl Standing {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Gaps => "gaps",
            Self::Missing => "missing",
            Self::Unclear => "cannot say",
        }
    }
}

/// Where one SMTP address of a source object is now.
#[derive(Debug, Clone, Copy)]
pub struct AddressRow<'a> {
    /// Whose it is.
    pub id: ObjectId,
    /// The address as it should be, or for an extra one as it is.
    pub address: &'a str,
    /// Whether it should be the primary address.
    pub is_primary: bool,
    /// Who holds it at the destination.
    pub holder: Option<&'a str>,
    /// What became of it.
    pub outcome: Arrival,
    /// Row of its finding.
    pub finding: Option<usize>,
}

/// What became of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrival {
    /// Somebody else holds it.
    Elsewhere,
    /// The object itself is missing.
    NoObject,
    /// Nobody holds it.
    Missing,
    /// The exports do not tell.
    Unknown,
    /// The object has it and never had it before.
    Extra,
    /// It is on the object.
    Arrived,
}

impl Arrival {
    /// The word shown in sheets.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Missing => "missing",
            Self::Elsewhere => "elsewhere",
            Self::Extra => "extra",
            Self::NoObject => "object missing",
            Self::Unknown => "not decidable",
        }
    }
}

/// The findings of one check about one subject.
#[derive(Debug, Clone, Copy)]
struct Found {
    count: u64,
    first: usize,
}

/// Whether a finding is a gap: of what the verification looks for, everything but what is merely to know; of the
/// exports, what makes them worthless.
pub fn is_gap(finding: &Finding) -> bool {
    decides(finding.code) && finding.severity <= limit(finding.code)
}

/// The mildest severity that is a gap.
fn limit(code: &str) -> Severity {
    if code.starts_with("INP") { Severity::Blocker } else { Severity::Minor }
}

/// Whether a check is among those that a verification consists of.
fn decides(code: &str) -> bool {
    ["VFY", "PAI", "DNS", "INP"].contains(&&code[..3])
}

/// An export or setting without which checks could not look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking<'a> {
    /// Side, kind and column, or the setting.
    pub what: &'a str,
    /// The command that exports it, where it is an export.
    pub command: Option<&'static str>,
    /// The checks that wait for it.
    pub codes: Vec<&'static str>,
}

impl Lacking<'_> {
    /// Side and kind without the column.
    pub fn short(&self) -> &str {
        match self.what.split_once(" `") {
            Some((before, _)) if !before.ends_with(':') => before,
            _ => self.what,
        }
    }
}

/// What is missing for the checks that did not run, in the order of their codes.
pub fn lacking(answer: &Answer) -> Vec<Lacking<'_>> {
    let mut lacking: Vec<Lacking<'_>> = Vec::new();
    let is_blind = |line: &&Coverage| line.status == Status::NotRun && decides(line.code);
    for line in answer.coverage.iter().filter(is_blind) {
        let commands = line.commands.iter().copied().map(Some).chain(std::iter::repeat(None));
        for (what, command) in line.needs.iter().zip(commands) {
            match lacking.iter_mut().find(|known| known.what == what) {
                Some(known) => known.codes.push(line.code),
                None => lacking.push(Lacking { what, command, codes: vec![line.code] }),
            }
        }
    }
    lacking
}

impl<'a> Compared<'a> {
    /// Puts a verification in order; `None` for another command. `findings` are the rows of the sheet Findings.
    pub fn of(facts: &'a Facts, answer: &'a Answer, findings: &[&'a Finding]) -> Option<Self> {
        if facts.plan.command != Command::Verify {
            return None;
        }
        let mut compared = Self {
            objects: Vec::new(),
            addresses: Vec::new(),
            rights: facts.moved.rights.iter().collect(),
            forwards: facts.moved.forwards.iter().collect(),
            left: (0..findings.len()).filter(|row| is_left_over(findings[*row].code)).collect(),
            found: Map::default(),
        };
        for (first, &finding) in findings.iter().enumerate().filter(|(_, finding)| finding.side == Side::Source) {
            let found = compared.found.entry((finding.code, finding.subject.as_str()));
            found.or_insert(Found { count: 0, first }).count += 1;
        }
        compared.objects = aspects::entries(facts, answer, &compared);
        compared.addresses = addresses(facts, findings, &compared);
        // Those of one object keep their order.
        compared.addresses.sort_by_key(|row| row.outcome);
        compared.objects.sort_by_key(|entry| entry.standing);
        compared.rights.par_sort_by_key(|moved| (rank(moved.outcome), facts.subject(Side::Source, moved.owner)));
        compared.forwards.sort_by_key(|moved| (rank(moved.outcome), facts.subject(Side::Source, moved.mailbox)));
        Some(compared)
    }

    /// How many findings a check has about a source object, and the row of the first one.
    pub fn found(&self, code: &'static str, subject: &'a str) -> Option<(u64, usize)> {
        self.found.get(&(code, subject)).map(|found| (found.count, found.first))
    }

    /// Every object with its row.
    pub fn places(&self) -> impl Iterator<Item = (&Entry, Target)> {
        self.objects.iter().enumerate().map(|(row, entry)| (entry, Target::row(objects::NAME, row)))
    }
}

/// What is open first.
const fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Missing => 0,
        Outcome::Changed => 1,
        Outcome::Extra => 2,
        Outcome::LeftOver => 3,
        Outcome::Untranslated(_) => 4,
        Outcome::Undecided(_) => 5,
        Outcome::Kept => 6,
        Outcome::SetAside(_) => 7,
    }
}

/// Whether a check looks for what served the move and should be gone.
fn is_left_over(code: &str) -> bool {
    ["VFY401", "VFY501", "VFY701"].contains(&code)
}

/// Contacts and mail users.
pub const fn is_contact(class: Class) -> bool {
    !class.is_mailbox() && !class.is_group()
}

/// The source objects that are looked at, by what findings call them; contacts that point back have no future.
fn asked(facts: &Facts) -> Vec<ObjectId> {
    let is_meant = |id: &ObjectId| facts.is_asked(*id) && !facts.pairs.points_back(*id);
    let mut ids: Vec<ObjectId> = facts.source.in_scope().map(|(id, _)| id).filter(is_meant).collect();
    ids.par_sort_by_key(|id| (facts.subject(Side::Source, *id), *id));
    ids
}

/// Where the future addresses of every object are, and what addresses it has beyond them.
fn addresses<'a>(facts: &'a Facts, findings: &[&'a Finding], compared: &Compared<'a>) -> Vec<AddressRow<'a>> {
    let mut about: Map<(&str, &str), Vec<usize>> = Map::default();
    let mut extra: Map<&str, Vec<usize>> = Map::default();
    for (row, &finding) in findings.iter().enumerate() {
        match finding.code {
            "VFY201" | "VFY202" => about.entry((&finding.subject, &finding.value)).or_default().push(row),
            "VFY203" => extra.entry(&finding.subject).or_default().push(row),
            _ => {}
        }
    }
    let mut rows = Vec::new();
    for entry in &compared.objects {
        let object = facts.source.object(entry.id);
        let subject = facts.text(object.subject);
        let mut seen = Vec::new();
        for address in facts.source.smtp_addresses(object) {
            let Some(future) = facts.future(address).filter(|future| !seen.contains(future)) else { continue };
            seen.push(future);
            let row = AddressRow {
                id: entry.id,
                address: facts.text(future),
                is_primary: address == object.primary,
                holder: None,
                outcome: Arrival::NoObject,
                finding: None,
            };
            if let Some(about) = about.get(&(subject, row.address)) {
                rows.extend(about.iter().map(|&at| {
                    let finding = findings[at];
                    let outcome = if finding.code == "VFY202" { Arrival::Elsewhere } else { Arrival::Missing };
                    AddressRow { holder: finding.holder.as_deref(), outcome, finding: Some(at), ..row }
                }));
                continue;
            }
            let Some(there) = entry.there else {
                rows.push(row);
                continue;
            };
            let is_there = facts.destination.holders(future).iter().any(|holder| holder.object == there);
            let outcome = if is_there { Arrival::Arrived } else { Arrival::Unknown };
            let holder = is_there.then(|| facts.subject(Side::Destination, there));
            rows.push(AddressRow { holder, outcome, ..row });
        }
        for &at in extra.get(subject).into_iter().flatten() {
            let holder = entry.there.map(|there| facts.subject(Side::Destination, there));
            let address = findings[at].value.as_str();
            let (id, outcome) = (entry.id, Arrival::Extra);
            rows.push(AddressRow { id, address, is_primary: false, holder, outcome, finding: Some(at) });
        }
    }
    rows
}
