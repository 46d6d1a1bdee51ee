//! What a run answers, in the order and with the keys of the JSON contract (schema 1).

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Coverage, Finding, Severity};
use crate::schema::Side;

/// Version of the contract; raised when a key changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// The answer of one command.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Name of the program.
    pub tool: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// The command that was run, such as `assess`.
    pub command: &'static str,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// What was checked and what could not be.
    pub coverage: Vec<Coverage>,
    /// The findings.
    pub findings: Vec<Finding>,
    /// Every source object with its destination.
    pub pairs: Vec<PairLine>,
    /// Counts over the whole.
    pub totals: Totals,
    /// The estimate, where it was asked for.
    pub licences: Option<Licences>,
}

impl Document {
    /// Puts every list in the order of the contract, so that the same input gives the same bytes.
    pub fn sort(&mut self) {
        self.inputs.sort_by(|a, b| (a.side, &a.file, &a.sheet, a.kind).cmp(&(b.side, &b.file, &b.sheet, b.kind)));
        self.coverage.sort_by_key(|line| line.code);
        self.findings.sort_by(|a, b| rank(a).cmp(&rank(b)));
        self.pairs.sort_by(|a, b| (&a.source, &a.destination).cmp(&(&b.source, &b.destination)));
        if let Some(licences) = &mut self.licences {
            licences.lines.sort_by(|a, b| a.subject.cmp(&b.subject));
            licences.needs_data.sort();
            licences.crossing.sort();
            licences.plans.sort_by(|a, b| a.plan.cmp(&b.plan));
        }
    }
}

/// What findings are sorted by: severity, code, subject, and the rest of what makes them unique.
type Rank<'a> = (Severity, &'a str, &'a str, Side, &'a str, Option<&'a str>);

fn rank(finding: &Finding) -> Rank<'_> {
    let Finding { severity, code, subject, side, value, holder, .. } = finding;
    (*severity, code, subject, *side, value, holder.as_deref())
}

/// One table that was read: a file, or a sheet of one.
#[derive(Debug, Clone, Serialize)]
pub struct Input {
    /// The tenant it was given for; `None` for files that belong to neither, such as a map.
    pub side: Option<Side>,
    /// Path below the folder that was given, with `/`.
    pub file: String,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Kind of export; `None` when it was not recognised.
    pub kind: Option<&'static str>,
    /// Rows below the header that were used.
    pub rows: u64,
    /// Encoding as it was read.
    pub encoding: String,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub sha256: String,
    /// Header in the file to canonical name, for every column that was used.
    pub columns: BTreeMap<String, &'static str>,
    /// What only the Inputs sheet shows.
    #[serde(skip)]
    pub detail: InputDetail,
}

/// What the Inputs sheet shows of a table beyond the contract.
#[derive(Debug, Clone, Default)]
pub struct InputDetail {
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Rows below the header: used + rejected + skipped.
    pub read: u64,
    /// Rows that could not be used, each named in the notes.
    pub rejected: u64,
    /// Rows left out, by the rule that did so.
    pub skipped: BTreeMap<&'static str, u64>,
    /// Headers that no column claims.
    pub ignored: Vec<String>,
    /// What the reader noticed, one sentence each.
    pub notes: Vec<String>,
}

/// One source object and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairLine {
    /// Primary SMTP address of the source object, else its name.
    pub source: String,
    /// The same of the destination object; `None` when it has none.
    pub destination: Option<String>,
    /// Class of the source object: `user`, `shared`, `group`, ...
    pub class: &'static str,
    /// How the pair was found; `none` when it was not.
    pub method: &'static str,
}

/// Counts over the whole.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Totals {
    /// Source objects by class.
    pub objects: BTreeMap<&'static str, u64>,
    /// Findings by severity.
    pub findings: BySeverity,
}

/// A count for each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct BySeverity {
    /// A move, an object or the domain removal will fail.
    pub blocker: u64,
    /// Mail or access is lost.
    pub major: u64,
    /// A visible defect with a workaround.
    pub minor: u64,
    /// To know and to plan.
    pub info: u64,
}

impl BySeverity {
    /// Counts findings by severity.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            *counts.slot(finding.severity) += 1;
        }
        counts
    }

    /// The count of one severity.
    pub const fn get(self, severity: Severity) -> u64 {
        match severity {
            Severity::Blocker => self.blocker,
            Severity::Major => self.major,
            Severity::Minor => self.minor,
            Severity::Info => self.info,
        }
    }

    const fn slot(&mut self, severity: Severity) -> &mut u64 {
        match severity {
            Severity::Blocker => &mut self.blocker,
            Severity::Major => &mut self.major,
            Severity::Minor => &mut self.minor,
            Severity::Info => &mut self.info,
        }
    }
}

/// The licence estimate.
#[derive(Debug, Clone, Serialize)]
pub struct Licences {
    /// Name of the rule set.
    pub profile: String,
    /// The ways to buy, side by side.
    pub baskets: Vec<Basket>,
    /// One line per object.
    pub lines: Vec<LicenceLine>,
    /// Objects that cannot be priced.
    pub needs_data: Vec<String>,
    /// Objects that cross a block edge by the cutover.
    pub crossing: Vec<String>,
    /// Destination plans.
    pub plans: Vec<Plan>,
}

/// One way to buy.
#[derive(Debug, Clone, Serialize)]
pub struct Basket {
    /// `runbook`, `mailbox-units`, ...
    pub name: String,
    /// Units to buy by product.
    pub units: BTreeMap<String, u64>,
    /// Their price, where all prices are known.
    pub cost: Option<f64>,
    /// Currency of the price.
    pub currency: Option<String>,
    /// Whether the totals are a lower bound because objects lack data.
    pub floor: bool,
}

/// One object of the estimate.
#[derive(Debug, Clone, Serialize)]
pub struct LicenceLine {
    /// The object.
    pub subject: String,
    /// Its class.
    pub class: &'static str,
    /// Size of the primary mailbox in bytes, where it is known.
    pub bytes: Option<u64>,
    /// `yes`, `no` or `unknown`.
    pub archive: &'static str,
    /// `yes`, `no` or `unknown`.
    pub hold: &'static str,
    /// Units by basket.
    pub units: BTreeMap<String, u64>,
    /// The rule that gave them.
    pub reason: String,
}

/// One destination plan.
#[derive(Debug, Clone, Serialize)]
pub struct Plan {
    /// Service plan or SKU.
    pub plan: String,
    /// Seats that the objects need.
    pub needed: u64,
    /// Seats that the tenant has free.
    pub owned: u64,
    /// Seats to buy.
    pub to_buy: u64,
}
