//! What a run answers, in the order and with the keys of the JSON contract (schema 1).

pub mod licences;
pub mod waves;

use std::collections::BTreeMap;

use serde::Serialize;

use self::licences::Licences;
use crate::Report;
use crate::check::{Coverage, Finding, Severity};
use crate::facts::Facts;
use crate::reading::InputFile;
use crate::schema::{Moment, Side};

/// Version of the contract; raised when a key changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// The answer of one command.
#[derive(Debug, Clone, Serialize)]
pub struct Document<'a> {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Name of the program.
    pub tool: &'static str,
    /// Version of the program.
    pub version: &'static str,
    /// The command that was run, such as `assess`.
    pub command: &'static str,
    /// The files that were read.
    pub inputs: Vec<Input<'a>>,
    /// What was checked and what could not be.
    pub coverage: Vec<&'a Coverage>,
    /// The findings.
    pub findings: Vec<&'a Finding>,
    /// Every source object with its destination.
    pub pairs: Vec<PairLine<'a>>,
    /// Counts over the whole.
    pub totals: Totals,
    /// The estimate, where it was asked for.
    pub licences: Option<Licences>,
    /// The proposal, where it was asked for; no key elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waves: Option<Vec<waves::Wave<'a>>>,
}

impl<'a> Document<'a> {
    /// The answer to a plan.
    pub fn of(report: &'a Report) -> Self {
        let Report { facts, answer, waves, licences } = report;
        let mut document = Self {
            schema: SCHEMA,
            tool: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            command: facts.plan.command.as_str(),
            inputs: facts.files.iter().map(Input::of).collect(),
            coverage: answer.coverage.iter().collect(),
            findings: answer.findings.iter().collect(),
            pairs: pairs(facts),
            totals: Totals { objects: objects(facts), findings: BySeverity::of(&answer.findings) },
            licences: licences.as_ref().map(Licences::of),
            waves: waves.as_ref().map(|proposal| waves::waves(facts, proposal)),
        };
        document.sort();
        document
    }

    /// Puts every list in the order of the contract, so that the same input gives the same bytes.
    fn sort(&mut self) {
        self.inputs.sort_by_key(|input| (input.side, input.moment, input.file, input.sheet, input.kind));
        self.coverage.sort_by_key(|line| line.code);
        self.findings.sort_by(|a, b| rank(a).cmp(&rank(b)));
        self.pairs.sort();
    }
}

/// What findings are sorted by: severity, code, subject, and the rest of what makes them unique.
type Rank<'a> = (Severity, &'a str, &'a str, Side, &'a str, Option<&'a str>);

/// The place of a finding among others.
pub fn rank(finding: &Finding) -> Rank<'_> {
    let Finding { severity, code, subject, side, value, holder, .. } = finding;
    (*severity, code, subject, *side, value, holder.as_deref())
}

/// One table that was read: a file, or a sheet of one, as one kind.
#[derive(Debug, Clone, Serialize)]
pub struct Input<'a> {
    /// The tenant it was given for; `None` for files that belong to neither, such as a map.
    pub side: Option<Side>,
    /// Path below the folder that was given, with `/`.
    pub file: &'a str,
    /// Sheet of a workbook.
    pub sheet: Option<&'a str>,
    /// Kind of export; `None` when it was not recognised.
    pub kind: Option<&'static str>,
    /// Rows below the header that hold something.
    pub rows: u64,
    /// Encoding as it was read.
    pub encoding: &'a str,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// SHA-256 of the file in lower-case hexadecimal.
    pub sha256: &'a str,
    /// Header in the file to canonical name, for every column that was used.
    pub columns: &'a BTreeMap<String, &'static str>,
    /// `before` for the baseline; no key for what is as the tenant is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moment: Option<Moment>,
}

impl<'a> Input<'a> {
    fn of(file: &'a InputFile) -> Self {
        Self {
            side: file.side,
            file: &file.file,
            sheet: file.sheet.as_deref(),
            kind: file.kind.map(|kind| kind.name),
            rows: file.data_rows(),
            encoding: &file.encoding,
            delimiter: file.delimiter,
            sha256: &file.sha256,
            columns: &file.columns,
            moment: Some(file.moment).filter(|moment| *moment == Moment::Before),
        }
    }
}

/// One source object and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PairLine<'a> {
    /// Primary SMTP address of the source object, else its UPN, else its name.
    pub source: &'a str,
    /// The same of the destination object; `None` when it has none.
    pub destination: Option<&'a str>,
    /// Class of the source object: `user`, `shared`, `room`, ...
    pub class: &'static str,
    /// How the pair was found; `none` when it was not.
    pub method: &'static str,
}

/// All source objects; those that are out of scope have no destination.
fn pairs(facts: &Facts) -> Vec<PairLine<'_>> {
    let line = |(id, object): (_, &crate::facts::Object)| {
        let pair = facts.pairs.of(id);
        PairLine {
            source: facts.subject(Side::Source, id),
            destination: pair.destination.map(|destination| facts.subject(Side::Destination, destination)),
            class: object.class.as_str(),
            method: pair.method.as_str(),
        }
    };
    facts.source.ids().map(line).collect()
}

/// Source objects in scope, counted by class.
fn objects(facts: &Facts) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::new();
    for (_, object) in facts.source.in_scope() {
        *counts.entry(object.class.as_str()).or_default() += 1;
    }
    counts
}

/// Counts over the whole.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Totals {
    /// Source objects in scope, by class.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::testing::Tenants;
    use crate::engine::Answer;

    #[test]
    fn every_source_object_is_listed_and_those_in_scope_are_counted() {
        let facts = Tenants::new()
            .source(
                "mailboxes.csv",
                "PrimarySmtpAddress,RecipientTypeDetails\n\
                 jane@contoso.com,UserMailbox\n\
                 team@contoso.com,SharedMailbox\n\
                 search@contoso.com,DiscoveryMailbox\n",
            )
            .destination("mailboxes.csv", "PrimarySmtpAddress,RecipientTypeDetails\njane@fabrikam.com,UserMailbox\n")
            .facts();
        let report = Report { facts, answer: Answer::default(), waves: None, licences: None };
        let document = Document::of(&report);
        let pairs: Vec<_> = document.pairs.iter().map(|pair| (pair.source, pair.destination, pair.method)).collect();
        let expected = [
            ("jane@contoso.com", Some("jane@fabrikam.com"), "local-part"),
            ("search@contoso.com", None, "none"),
            ("team@contoso.com", None, "none"),
        ];
        assert_eq!(pairs, expected);
        assert_eq!(document.totals.objects, BTreeMap::from([("shared", 1), ("user", 1)]));
        assert_eq!(document.inputs[0].rows, 3, "rows of objects out of scope are data rows too");
    }
}
