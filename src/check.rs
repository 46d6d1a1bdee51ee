//! What a check is and what it answers: needs, findings, coverage. Which checks exist is said in
//! `checks/`; how they are run, in `engine`.

use std::fmt;

use serde::Serialize;

use crate::facts::{Facts, Object, ProxyAddress, RowRef};
use crate::intern::Symbol;
use crate::kinds::{contacts, groups, mailboxes, recipients, users};
use crate::normalize::{FileId, Origin};
use crate::plan::{Command, Plan};
use crate::schema::{Column, Kind, Moment, Side, Snapshot};

pub use crate::severity::Severity;

/// One rule: everything that is said about it anywhere comes from here.
pub struct Check {
    /// Its code, e.g. `ADR001`; part of the contract.
    pub code: &'static str,
    /// The trouble in a word, e.g. `address-taken`; part of the contract.
    pub name: &'static str,
    /// How bad it is, unless the project says otherwise.
    pub severity: Severity,
    /// The trouble in one line, for sheets and tables.
    pub title: &'static str,
    /// Why it matters, and where the line is drawn: near misses that are no trouble.
    pub why: &'static str,
    /// What to do, with the cmdlet.
    pub fix: &'static str,
    /// Template of a finding's message: `{subject}`, `{value}`, `{holder}`, and the names of [`Hit::details`].
    pub message: &'static str,
    /// What must be exported for it to run: all of these.
    pub needs: &'static [Need],
    /// What it can say less without: it runs, and the objects concerned count as undecidable.
    pub wants: &'static [Need],
    /// Selects the rows that have the trouble.
    pub select: fn(&Facts, &mut Selection),
}

impl Check {
    /// The three letters before the number, e.g. `ADR`.
    pub fn family(&self) -> &'static str {
        &self.code[..3]
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Check").field("code", &self.code).field("name", &self.name).finish_non_exhaustive()
    }
}

/// A column of a kind of export.
#[derive(Debug, Clone, Copy)]
pub struct Carried {
    /// The kind.
    pub kind: &'static Kind,
    /// Its column.
    pub column: &'static Column,
}

/// Something that must have been exported on a side: one of several columns will do.
#[derive(Debug)]
pub struct Need {
    /// Whose export; `None` where either side's will do. In a cutover the tenant that the domains leave stands for
    /// the source.
    pub side: Option<Side>,
    /// Of when; `None` where it is that of the tenants that are paired.
    pub moment: Option<Moment>,
    /// Columns of which one must be filled, the one that says most first.
    pub any: &'static [Carried],
}

impl Need {
    /// A need of one side's exports, among the tenants that are paired.
    pub const fn on(side: Side, any: &'static [Carried]) -> Self {
        Self { side: Some(side), moment: None, any }
    }

    /// A need that the exports of either side satisfy.
    pub const fn either(any: &'static [Carried]) -> Self {
        Self { side: None, moment: None, any }
    }

    /// Whose export is asked for: in a cutover that of the tenant which the domain leaves.
    fn side(&self, plan: &Plan) -> Option<Side> {
        let leaves = (plan.command == Command::Cutover).then_some(plan.cutover_of.side);
        self.side.map(|side| if side == Side::Source { leaves.unwrap_or(side) } else { side })
    }

    /// Whether the exports satisfy it.
    pub fn is_met(&self, facts: &Facts) -> bool {
        let own = self.side(&facts.plan);
        [Side::Source, Side::Destination].into_iter().filter(|side| own.is_none_or(|own| own == *side)).any(|side| {
            let asked = match self.moment {
                None => Some(facts),
                Some(moment) => facts.at_moment(Snapshot { side, moment }),
            };
            let has =
                |carried: &Carried| asked.is_some_and(|facts| facts.tenant(side).lists(carried.kind, carried.column));
            self.any.iter().any(has)
        })
    }

    /// Whether exports of this set could satisfy it.
    pub fn concerns(&self, of: Snapshot, facts: &Facts) -> bool {
        let moment = self.moment.unwrap_or_else(|| facts.snapshot(of.side).moment);
        self.side(&facts.plan).is_none_or(|side| side == of.side) && moment == of.moment
    }

    /// What is missing, as it stands under `needs` in the JSON: side, kind and column.
    pub fn describe(&self, plan: &Plan) -> String {
        let of = |side: Side| match self.moment {
            None => plan.command.paired()[side as usize],
            Some(moment) => Snapshot { side, moment },
        };
        let side = self.side(plan).map_or("either side", |side| of(side).as_str());
        let first = self.any.first().map_or_else(String::new, |carried| {
            format!("{} `{}`", carried.kind.name, carried.column.headers.first().unwrap_or(&carried.column.name))
        });
        format!("{side}: {first}")
    }
}

/// Where a finding can be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The sheet.
    pub file: FileId,
    /// The row as a spreadsheet shows it.
    pub row: Option<u32>,
    /// The header of the column.
    pub column: Option<String>,
}

/// One row that a check selected.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The tenant that the subject belongs to.
    pub side: Side,
    /// Who has the trouble.
    pub subject: String,
    /// What is there, or should be.
    pub value: String,
    /// Who else holds it.
    pub holder: Option<String>,
    /// Severity where it depends on the case.
    pub severity: Option<Severity>,
    /// Further words of the message, by placeholder.
    pub details: Vec<(&'static str, String)>,
    /// Where it can be seen.
    pub evidence: Option<Evidence>,
}

impl Hit {
    /// A hit with nothing but its key.
    pub fn new(side: Side, subject: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            side,
            subject: subject.into(),
            value: value.into(),
            holder: None,
            severity: None,
            details: Vec::new(),
            evidence: None,
        }
    }

    /// The same hit with the object that holds the value.
    #[must_use]
    pub fn held_by(mut self, holder: impl Into<String>) -> Self {
        self.holder = Some(holder.into());
        self
    }

    /// The same hit with another word for the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, text: impl Into<String>) -> Self {
        self.details.push((name, text.into()));
        self
    }

    /// The same hit with where it can be seen.
    #[must_use]
    pub fn seen(mut self, evidence: Option<Evidence>) -> Self {
        self.evidence = evidence;
        self
    }

    /// The same hit with its own severity.
    #[must_use]
    pub fn weighing(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }
}

/// What a check selects, and how much it looked at.
#[derive(Debug, Default)]
pub struct Selection {
    /// Rows with the trouble.
    pub hits: Vec<Hit>,
    /// Rows looked at, undecidable ones included.
    pub examined: u64,
    /// Rows that cannot be decided because a cell is unknown.
    pub undecidable: u64,
    /// The same by side, of the rows whose side was said.
    pub on: [Seen; 2],
    /// What people would have to say for the check to run, or to say more: settings, no exports.
    pub lacks: Vec<&'static str>,
}

/// How much was looked at on one side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seen {
    /// Rows looked at.
    pub examined: u64,
    /// Rows that cannot be decided.
    pub undecidable: u64,
}

impl Selection {
    /// Counts a row that was looked at.
    pub fn examine(&mut self) {
        self.examined += 1;
    }

    /// Counts a row, already examined, that cannot be decided.
    pub fn undecided(&mut self) {
        self.undecidable += 1;
    }

    /// Counts a row of one side that was looked at.
    pub fn examine_on(&mut self, side: Side) {
        self.examine();
        self.on[side as usize].examined += 1;
    }

    /// Counts a row of one side, already examined, that cannot be decided.
    pub fn undecided_on(&mut self, side: Side) {
        self.undecided();
        self.on[side as usize].undecidable += 1;
    }

    /// Says that something was not said without which the check cannot look at some rows, or at any.
    pub fn lack(&mut self, what: &'static str) {
        self.lacks.push(what);
    }

    /// Adds a row with the trouble.
    pub fn hit(&mut self, hit: Hit) {
        self.hits.push(hit);
    }
}

/// Whether a check ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It ran.
    Run,
    /// An export or column that it needs is missing.
    NotRun,
    /// The project switched it off.
    Off,
}

/// How far a check could look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Code of the check.
    pub code: &'static str,
    /// Whether it ran.
    pub status: Status,
    /// Rows looked at.
    pub examined: u64,
    /// Findings.
    pub findings: u64,
    /// Rows that could not be decided.
    pub undecidable: u64,
    /// The same by side, of the rows whose side was said.
    #[serde(skip)]
    pub on: [Seen; 2],
    /// What is missing: side, kind and column each.
    pub needs: Vec<String>,
    /// The commands that export what is missing.
    #[serde(skip)]
    pub commands: Vec<&'static str>,
}

impl Coverage {
    /// Rows of one side or, where the check does not say of which they are, of both.
    pub fn seen(&self, side: Option<Side>) -> Seen {
        let of_other = match side {
            None => Seen::default(),
            Some(Side::Source) => self.on[Side::Destination as usize],
            Some(Side::Destination) => self.on[Side::Source as usize],
        };
        Seen { examined: self.examined - of_other.examined, undecidable: self.undecidable - of_other.undecidable }
    }
}

/// One statement about the exports: the answer of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Code of the check, e.g. `ADR001`.
    pub code: &'static str,
    /// Severity after overrides.
    pub severity: Severity,
    /// The tenant that the subject belongs to.
    pub side: Side,
    /// Primary SMTP address, else UPN, else the name in the export; for files the path with `#Sheet`.
    pub subject: String,
    /// What is there, or what should be there where something is absent.
    pub value: String,
    /// The object that holds the value, where the check names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// What it means, in one or two sentences.
    pub message: String,
    /// What to do, with the cmdlet.
    pub fix: &'static str,
    /// File of the evidence, as in `inputs`, with `#Sheet` after it for a sheet of a workbook.
    pub file: Option<String>,
    /// Row of the evidence as a spreadsheet shows it.
    pub row: Option<u32>,
    /// Header of the evidence as it stands in the file.
    pub column: Option<String>,
}

/// Columns with the primary address.
pub const PRIMARY_COLUMNS: &[&Column] = &[
    &mailboxes::PRIMARY_SMTP_ADDRESS,
    &groups::PRIMARY_SMTP_ADDRESS,
    &contacts::PRIMARY_SMTP_ADDRESS,
    &recipients::PRIMARY_SMTP_ADDRESS,
    &users::MAIL,
];

impl Facts {
    /// Where an object shows one of several columns, the first one that an export of it carries; else its row.
    pub fn evidence(&self, side: Side, object: &Object, columns: &[&'static Column]) -> Option<Evidence> {
        let tenant = self.tenant(side);
        let seen = columns.iter().find_map(|column| {
            tenant.row_refs(object).iter().find_map(|row| {
                let table = &tenant.tables[row.table as usize];
                (table.kind.owns(column) && table.has(column)).then(|| self.at(side, *row, Some(column)))
            })
        });
        seen.or(Some(Evidence { file: object.origin.file, row: Some(object.origin.row), column: None }))
    }

    /// Where an object shows an SMTP address: its proxy, else its primary address.
    pub fn address_evidence(&self, side: Side, object: &Object, address: Symbol) -> Option<Evidence> {
        let proxies = self.tenant(side).proxies(object);
        match proxies.iter().find(|proxy| proxy.is_smtp() && proxy.key == address) {
            Some(proxy) => self.proxy_evidence(side, proxy),
            None => self.evidence(side, object, PRIMARY_COLUMNS),
        }
    }

    /// Where a proxy address stands.
    pub fn proxy_evidence(&self, side: Side, proxy: &ProxyAddress) -> Option<Evidence> {
        let table = &self.tenant(side).tables[proxy.at.table as usize];
        let is_list = |column: &&&'static Column| {
            let entries = table.list(column).and_then(|list| list.get(proxy.at.record as usize));
            entries.is_some_and(|entries| entries.iter().any(|entry| entry.key == proxy.key))
        };
        let column = table.kind.columns.iter().find(is_list).copied();
        Some(self.at(side, proxy.at, column))
    }

    /// Where a row of an export stands, with the header of a column.
    pub fn at(&self, side: Side, row: RowRef, column: Option<&'static Column>) -> Evidence {
        let table = &self.tenant(side).tables[row.table as usize];
        let origin = Origin { file: table.file, row: table.rows().get(row.record as usize) };
        let column = column.and_then(|column| table.header_at(column, row.record as usize)).map(str::to_owned);
        Evidence { file: origin.file, row: Some(origin.row), column }
    }
}
