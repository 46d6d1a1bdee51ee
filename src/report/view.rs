//! What the sheets of an assessment share: findings in order, objects in order, and where each of them
//! stands, so that sheets can lead to each other. Built once; every row is then made from it on demand.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use super::document::rank;
use super::grid::{Cell, Target};
use super::purchase::Purchase;
use super::sheets::backout::restored;
use super::sheets::{contacts, cutover, delegation, domains, forwarding, groups, inputs, mailboxes};
use super::since::Since;
use super::verification::Compared;
use super::waves::Ordered;
use crate::Report;
use crate::check::{Check, Finding, Severity};
use crate::checks;
use crate::engine::Answer;
use crate::facts::{Facts, Forward, Ledger, Object, ObjectId, Right};
use crate::note::Note;
use crate::plan::Command;
use crate::reading::InputFile;
use crate::schema::Side;

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// A report in the order in which its sheets show it.
#[derive(Debug)]
pub struct View<'a> {
    /// Both tenants.
    pub facts: &'a Facts,
    /// Findings and coverage.
    pub answer: &'a Answer,
    /// The findings by severity, code and subject: the rows of the sheet Findings.
    pub findings: Vec<&'a Finding>,
    /// Source mailboxes in scope, by name.
    pub mailboxes: Vec<ObjectId>,
    /// Source groups in scope, by name.
    pub groups: Vec<ObjectId>,
    /// Source contacts in scope, then destination contacts that stand for somebody.
    pub contacts: Vec<Contact>,
    /// The rights of the source by owner: the rows of the sheet Delegation.
    pub rights: Vec<&'a Right>,
    /// The forwards of the source by mailbox, then those of the destination: the rows of the sheet Forwarding.
    pub forwards: Vec<&'a Forward>,
    /// The waves in order, where they were asked for.
    pub waves: Option<Ordered<'a>>,
    /// The estimate in order, where it was asked for.
    pub licences: Option<Purchase<'a>>,
    /// What was there before, in a back-out: the rows of the sheet Restored.
    pub restored: Vec<restored::Row>,
    /// The verification in order, where it was asked for.
    pub verification: Option<Compared<'a>>,
    /// How the findings stand to those of an earlier workbook, where one of this command was given; places are rows of
    /// the sheet Findings.
    pub since: Option<Since>,
    /// Rows that could not be used, with their file.
    pub rejected: Vec<(&'a InputFile, &'a Note)>,
    first_forwards: Map<ObjectId, usize>,
    rights_given: Map<ObjectId, (u64, usize)>,
    rights_held: Map<ObjectId, (u64, usize)>,
    checks: BTreeMap<&'static str, &'static Check>,
    first_of_code: BTreeMap<&'static str, usize>,
    tallies: [Map<&'a str, Tally>; 2],
    rows: [Map<&'a str, Target>; 2],
    files: [Map<String, usize>; 2],
}

/// A row of the sheet Contacts.
#[derive(Debug, Clone, Copy)]
pub enum Contact {
    /// A contact or mail user of the source.
    Source(ObjectId),
    /// A contact, mail user or guest of the destination and the source object that it stands for.
    StandIn {
        /// The contact.
        contact: ObjectId,
        /// For whom it stands.
        source: ObjectId,
    },
}

/// What was found about one subject.
#[derive(Debug, Clone, Copy)]
pub struct Tally {
    /// The worst severity.
    pub worst: Severity,
    /// How many findings.
    pub count: u64,
    /// Row of the first one, which is among the worst.
    pub first: usize,
}

impl<'a> View<'a> {
    /// Puts a report in order.
    pub fn of(report: &'a Report) -> Self {
        let Report { facts, answer, waves, licences } = report;
        let mut findings: Vec<&Finding> = answer.findings.iter().collect();
        findings.par_sort_by(|a, b| rank(a).cmp(&rank(b)));
        let since = Since::of(facts, answer, findings.iter().copied());
        let verification = Compared::of(facts, answer, &findings);
        let mut view = Self {
            facts,
            answer,
            findings,
            mailboxes: Vec::new(),
            groups: Vec::new(),
            contacts: Vec::new(),
            rights: Vec::new(),
            forwards: Vec::new(),
            waves: waves.as_ref().map(Ordered::of),
            licences: licences.as_ref().map(|estimate| Purchase::of(facts, estimate)),
            restored: if facts.plan.command == Command::Backout { restored::rows(facts) } else { Vec::new() },
            verification,
            since,
            rejected: facts.files.iter().flat_map(|file| file.rejected.iter().map(move |note| (file, note))).collect(),
            first_forwards: Map::default(),
            rights_given: Map::default(),
            rights_held: Map::default(),
            checks: checks::ALL.iter().map(|check| (check.code, *check)).collect(),
            first_of_code: BTreeMap::new(),
            tallies: Default::default(),
            rows: Default::default(),
            files: Default::default(),
        };
        if facts.plan.command == Command::Assess {
            view.order_source();
        }
        view.count();
        view.place_objects();
        view.place_files();
        view.place_forwards();
        view.count_rights();
        view
    }

    /// Puts in order what only an assessment shows.
    fn order_source(&mut self) {
        let facts = self.facts;
        self.mailboxes = by_name(facts, |object| object.class.is_mailbox());
        self.groups = by_name(facts, |object| object.class.is_group());
        self.contacts = contact_rows(facts);
        (self.rights, self.forwards) = rayon::join(|| right_rows(facts), || forward_rows(facts));
    }

    fn count(&mut self) {
        for (row, finding) in self.findings.iter().enumerate() {
            self.first_of_code.entry(finding.code).or_insert(row);
            let tally = self.tallies[finding.side as usize].entry(&finding.subject);
            let fresh = Tally { worst: finding.severity, count: 0, first: row };
            tally.or_insert(fresh).count += 1;
        }
    }

    fn place_objects(&mut self) {
        let facts = self.facts;
        if let Some(waves) = &self.waves {
            for (id, to) in waves.places() {
                self.rows[Side::Source as usize].entry(facts.subject(Side::Source, id)).or_insert(to);
            }
            return;
        }
        if facts.plan.command == Command::Backout {
            for (row, restored) in self.restored.iter().enumerate() {
                let Some(before) = facts.before(restored.side) else { continue };
                let subject = before.subject(restored.side, restored.object);
                self.rows[restored.side as usize].entry(subject).or_insert(Target::row(restored::NAME, row));
            }
            return;
        }
        if let Some(Ledger { side, entries }) = &facts.ledger {
            for (row, entry) in entries.iter().enumerate() {
                let to = Target::row(cutover::ledger::NAME, row);
                self.rows[*side as usize].entry(facts.subject(*side, entry.object)).or_insert(to);
            }
            for domain in facts.leaving() {
                self.rows[*side as usize].entry(domain).or_insert(Target::top(cutover::ledger::NAME));
            }
            return;
        }
        if let Some(verification) = &self.verification {
            for (entry, to) in verification.places() {
                self.rows[Side::Source as usize].entry(facts.subject(Side::Source, entry.id)).or_insert(to);
                if let Some(there) = entry.there {
                    self.rows[Side::Destination as usize].entry(facts.subject(Side::Destination, there)).or_insert(to);
                }
            }
            return;
        }
        let lists = [(mailboxes::NAME, &self.mailboxes), (groups::NAME, &self.groups)];
        let mut placed: Vec<(ObjectId, Target)> = Vec::new();
        for (sheet, ids) in lists {
            placed.extend(ids.iter().enumerate().map(|(row, id)| (*id, Target::row(sheet, row))));
        }
        for (row, contact) in self.contacts.iter().enumerate() {
            let to = Target::row(contacts::NAME, row);
            match *contact {
                Contact::Source(id) => placed.push((id, to)),
                Contact::StandIn { contact, .. } => {
                    self.rows[Side::Destination as usize]
                        .entry(facts.subject(Side::Destination, contact))
                        .or_insert(to);
                }
            }
        }
        for domain in &facts.domains.moving {
            self.rows[Side::Source as usize].entry(domain).or_insert(Target::top(domains::NAME));
        }
        for (id, to) in placed {
            self.rows[Side::Source as usize].entry(facts.subject(Side::Source, id)).or_insert(to);
            if let Some(destination) = facts.pairs.of(id).destination {
                let name = facts.subject(Side::Destination, destination);
                self.rows[Side::Destination as usize].entry(name).or_insert(to);
            }
        }
    }

    fn place_files(&mut self) {
        for (row, file) in self.facts.files.iter().enumerate() {
            for side in [Side::Source, Side::Destination] {
                if file.side.is_none_or(|own| own == side) {
                    self.files[side as usize].entry(file.subject()).or_insert(row);
                }
            }
        }
    }

    fn place_forwards(&mut self) {
        for (row, forward) in self.forwards.iter().enumerate() {
            if let (Side::Source, Some(id)) = (forward.side, forward.from) {
                self.first_forwards.entry(id).or_insert(row);
            }
        }
    }

    /// Row of the first forward of a source object in the sheet Forwarding.
    pub fn first_forward(&self, id: ObjectId) -> Option<Target> {
        self.first_forwards.get(&id).map(|row| Target::row(forwarding::NAME, *row))
    }

    fn count_rights(&mut self) {
        for (row, right) in self.rights.iter().enumerate() {
            let parties = [(&mut self.rights_given, right.owner_id()), (&mut self.rights_held, right.grantee.own())];
            for (counts, id) in parties {
                let Some(id) = id else { continue };
                counts.entry(id).or_insert((0, row)).0 += 1;
            }
        }
    }

    /// How many rights others have on a source object, with a link to the first one in the sheet Delegation.
    pub fn rights_given(&self, id: ObjectId) -> Cell<'a> {
        self.rights_cell(self.rights_given.get(&id))
    }

    /// How many rights a source object has on others, with a link to the first one in the sheet Delegation.
    pub fn rights_held(&self, id: ObjectId) -> Cell<'a> {
        self.rights_cell(self.rights_held.get(&id))
    }

    /// No rights are an answer only where some were exported.
    fn rights_cell(&self, counted: Option<&(u64, usize)>) -> Cell<'a> {
        match counted {
            Some(&(count, row)) => Cell::Count { count, to: Target::row(delegation::NAME, row) },
            None if self.facts.rights.are_exported(Side::Source) => Cell::Int(0),
            None => Cell::Blank,
        }
    }

    /// What is said about a check everywhere.
    pub fn check(&self, code: &str) -> Option<&'static Check> {
        self.checks.get(code).copied()
    }

    /// Row of the first finding of a check.
    pub fn first_of(&self, code: &str) -> Option<usize> {
        self.first_of_code.get(code).copied()
    }

    /// What was found about a subject; `None` when nothing was.
    pub fn tally(&self, side: Side, subject: &str) -> Option<Tally> {
        self.tallies[side as usize].get(subject).copied()
    }

    /// What was found about a source object.
    pub fn tally_of(&self, id: ObjectId) -> Option<Tally> {
        self.tally(Side::Source, self.facts.subject(Side::Source, id))
    }

    /// The row of an object: its own, or that of the source object that it is the destination of.
    pub fn row_of(&self, side: Side, subject: &str) -> Option<Target> {
        self.rows[side as usize].get(subject).copied()
    }

    /// The row of an input in the sheet Inputs.
    pub fn row_of_file(&self, side: Side, file: &str) -> Option<Target> {
        self.files[side as usize].get(file).map(|row| Target::row(inputs::NAME, *row))
    }

    /// A name that leads to the row of its object, where it has one.
    pub fn object_cell(&self, side: Side, subject: &'a str) -> Cell<'a> {
        match self.row_of(side, subject) {
            Some(to) => Cell::Link { text: subject.into(), to },
            None => Cell::text(subject),
        }
    }

    /// The text of a symbol as a cell.
    pub fn text(&self, symbol: crate::intern::Symbol) -> Cell<'a> {
        Cell::text(self.facts.text(symbol))
    }
}

/// Objects of the source in scope that `belongs` takes, by what findings call them.
fn by_name(facts: &Facts, belongs: impl Fn(&Object) -> bool) -> Vec<ObjectId> {
    let mut ids: Vec<ObjectId> =
        facts.source.in_scope().filter(|(_, object)| belongs(object)).map(|(id, _)| id).collect();
    ids.par_sort_by_key(|id| (facts.subject(Side::Source, *id), *id));
    ids
}

fn contact_rows(facts: &Facts) -> Vec<Contact> {
    let own = by_name(facts, |object| !object.class.is_mailbox() && !object.class.is_group());
    let mut stand_ins: Vec<(ObjectId, ObjectId)> =
        facts.pairs.stand_ins.iter().map(|stand_in| (stand_in.contact, stand_in.source)).collect();
    stand_ins.dedup();
    stand_ins.sort_by_key(|(contact, source)| {
        (facts.subject(Side::Destination, *contact), facts.subject(Side::Source, *source), *contact, *source)
    });
    let stand_ins = stand_ins.into_iter().map(|(contact, source)| Contact::StandIn { contact, source });
    own.into_iter().map(Contact::Source).chain(stand_ins).collect()
}

/// Forwards by side and name of the mailbox; those of one mailbox as they act.
fn forward_rows(facts: &Facts) -> Vec<&Forward> {
    let mut rows: Vec<&Forward> =
        [Side::Source, Side::Destination].into_iter().flat_map(|side| facts.forwards.of(side)).collect();
    let name = |forward: &Forward| match forward.from {
        Some(id) => facts.subject(forward.side, id),
        None => facts.text(forward.from_text),
    };
    rows.par_sort_by_key(|forward| (forward.side, forward.from.is_none(), name(forward), forward.from));
    rows
}

/// Rights of the source by owner, kind, folder and grantee; those on something unknown are the last.
fn right_rows(facts: &Facts) -> Vec<&Right> {
    let mut rows: Vec<&Right> = facts.rights.of(Side::Source).iter().collect();
    let named = |id: Option<ObjectId>, text| id.map_or(facts.text(text), |id| facts.subject(Side::Source, id));
    rows.par_sort_by_key(|right| {
        let owner = (right.owner_id().is_none(), named(right.owner_id(), right.owner_text), right.owner_id());
        let grantee = named(right.grantee.own(), right.grantee_text);
        (owner, right.kind, facts.text(right.folder), grantee, facts.text(right.level))
    });
    rows
}
