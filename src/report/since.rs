//! What became of the findings of an earlier workbook of the same command: closed, still there, or new.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::sheets::{coverage, findings};
use super::workbook;
use super::xlsx::text::fit;
use crate::check::{Coverage, Finding, Severity, Status};
use crate::checks;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::plan::{Command, Override};
use crate::previous::{Listed, Previous};
use crate::schema::Side;
use crate::values::text::fold_name;

/// Titles of the sheet Findings that make a finding the same one.
const FINDING: [&str; 5] = ["Code", "Side", "Subject", "Value", "Holder"];

/// Titles of the sheet Coverage that say how far a check could look.
const COVERAGE: [&str; 3] = ["Code", "Status", "Undecidable"];

type Map<K, V> = HashMap<K, V, foldhash::fast::FixedState>;

/// The columns of a sheet that the comparison reads from an earlier workbook.
pub fn kept(sheet: &str) -> &'static [&'static str] {
    match sheet {
        findings::NAME => &FINDING,
        coverage::NAME => &COVERAGE,
        _ => &[],
    }
}

/// How the findings of a run stand to those of an earlier one.
#[derive(Debug)]
pub struct Since {
    /// The earlier workbook, as it was named.
    pub file: String,
    /// The checks that found something then or now, by code.
    pub lines: Vec<Line>,
    /// The new findings: places in the list that was compared.
    pub new: Vec<usize>,
}

/// One check then and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its code.
    pub code: &'static str,
    /// Whether its findings are gaps, and not merely to know.
    pub is_gap: bool,
    /// Found then and now.
    pub remain: u64,
    /// Found now for the first time.
    pub new: u64,
    /// Gone.
    pub closed: u64,
    /// Not found now, but nobody can say whether they are gone.
    pub unclear: u64,
    /// Why that cannot be said, else what the numbers do not show; may be empty.
    pub remark: &'static str,
}

/// Counts over all checks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Gone.
    pub closed: u64,
    /// Found then and now.
    pub remain: u64,
    /// Found now for the first time.
    pub new: u64,
    /// Not found now, but nobody can say whether they are gone.
    pub unclear: u64,
}

impl Since {
    /// Compares findings with those of the previous workbook; `None` where there is none of the same command.
    pub fn of<'f>(facts: &Facts, answer: &Answer, found: impl Iterator<Item = &'f Finding>) -> Option<Self> {
        // Estimates and waves are made anew with each run: nothing is closed by them.
        let closes = !matches!(facts.plan.command, Command::Licences | Command::Waves);
        let is_former = |previous: &&Previous| closes && is_comparable(facts.plan.command, previous);
        let previous = facts.previous.as_ref().filter(is_former)?;
        let then = previous.lists.get(findings::NAME)?;
        let states = states(previous);
        // For each finding of then how often it stands there, and its row.
        let mut left: Map<String, (u64, &[String])> = Map::default();
        for row in then.rows.iter().filter(|row| known(&row[0]).is_some()) {
            left.entry(name(row.iter().map(String::as_str))).or_insert((0, row)).0 += 1;
        }
        let mut lines: BTreeMap<&'static str, Line> = BTreeMap::new();
        let mut new = Vec::new();
        for (place, finding) in found.enumerate() {
            let line = lines.entry(finding.code).or_insert_with(|| Line::of(facts, finding.code));
            if let Some((count, _)) = left.get_mut(&name(parts(finding))).filter(|(count, _)| *count > 0) {
                *count -= 1;
                line.remain += 1;
            } else {
                line.new += 1;
                new.push(place);
            }
        }
        let asked = Asked::of(facts);
        for (count, row) in left.into_values() {
            let Some(code) = known(&row[0]) else { continue };
            let line = lines.entry(code).or_insert_with(|| Line::of(facts, code));
            if asked.is_about(code, row) {
                line.closed += count;
            } else if count > 0 {
                line.unclear += count;
                line.remark = "outside what this run was asked";
            }
        }
        for line in lines.values_mut() {
            line.judge(answer.coverage.iter().find(|now| now.code == line.code), states.get(line.code), then);
        }
        Some(Self { file: previous.path.display().to_string(), lines: lines.into_values().collect(), new })
    }

    /// How a check stands; `None` where it found nothing then and now.
    pub fn line(&self, code: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.code == code)
    }

    /// The gaps of all checks together; what is merely to know is left out.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for line in self.lines.iter().filter(|line| line.is_gap) {
            totals.closed += line.closed;
            totals.remain += line.remain;
            totals.new += line.new;
            totals.unclear += line.unclear;
        }
        totals
    }

    /// The whole in one line, e.g. `since reports/verification.xlsx: 12 closed, 3 remain, 1 new`.
    pub fn words(&self) -> String {
        let Totals { closed, remain, new, unclear } = self.totals();
        let unclear = if unclear > 0 { format!(", {unclear} cannot be said") } else { String::new() };
        format!("since {}: {closed} closed, {remain} remain, {new} new{unclear}", self.file)
    }
}

impl Line {
    fn of(facts: &Facts, code: &'static str) -> Self {
        let severity = match facts.plan.overrides.get(code) {
            Some(Override::Severity(severity)) => Some(*severity),
            _ => checks::ALL.iter().find(|check| check.code == code).map(|check| check.severity),
        };
        let is_gap = severity.is_none_or(|severity| severity < Severity::Info);
        Self { code, is_gap, remain: 0, new: 0, closed: 0, unclear: 0, remark: "" }
    }

    /// Takes back what cannot be said to be closed.
    fn judge(&mut self, now: Option<&Coverage>, then: Option<&State>, listed: &Listed) {
        let undecided = now.map_or(0, |now| now.undecidable);
        let blind = match now.map(|now| now.status) {
            None => "the check is not part of this run",
            Some(Status::Off) => "the check is switched off",
            Some(Status::NotRun) => "the check could not run",
            Some(Status::Run) if undecided > then.map_or(0, |then| then.undecidable) => {
                "more rows than then cannot be decided"
            }
            Some(Status::Run) => "",
        };
        if self.closed > 0 && !blind.is_empty() {
            self.unclear += std::mem::take(&mut self.closed);
            self.remark = blind;
        } else if !self.remark.is_empty() {
            // It says already why something is unclear.
        } else if self.new > 0 && then.is_some_and(|then| !then.did_run) {
            self.remark = "the check did not run then";
        } else if self.new > 0 && listed.is_cut {
            self.remark = "the earlier workbook shows the first findings only";
        }
    }
}

/// What a run was asked: an earlier one may have been asked more.
struct Asked<'a> {
    /// What findings call the objects that are not asked for, and what those became.
    apart: HashSet<String, foldhash::fast::FixedState>,
    /// The domains of a cutover.
    domains: Option<Vec<&'a str>>,
}

impl<'a> Asked<'a> {
    fn of(facts: &'a Facts) -> Self {
        let mut apart = HashSet::default();
        if !facts.scope.is_everything() {
            for (id, _) in facts.source.ids().filter(|(id, _)| !facts.is_asked(*id)) {
                apart.insert(fold_name(facts.subject(Side::Source, id)));
                let there = facts.pairs.of(id).destination;
                apart.extend(there.map(|there| fold_name(facts.subject(Side::Destination, there))));
            }
        }
        let domains = (facts.plan.command == Command::Cutover).then(|| facts.leaving());
        Self { apart, domains }
    }

    /// Whether a finding of then would be looked for now.
    fn is_about(&self, code: &str, row: &[String]) -> bool {
        if code.starts_with("INP") {
            return true;
        }
        let texts = [&row[2], &row[3]].map(|text| text.trim().to_lowercase());
        let lies_in = |domain: &&str| {
            texts.iter().any(|text| {
                text.strip_suffix(*domain).is_some_and(|rest| rest.is_empty() || rest.ends_with(['@', '.']))
            })
        };
        let is_of_domain = self.domains.as_ref().is_none_or(|domains| domains.iter().any(lies_in));
        is_of_domain && !self.apart.contains(&fold_name(&row[2]))
    }
}

/// How far a check could look in the earlier run.
#[derive(Debug, Clone, Copy)]
struct State {
    did_run: bool,
    undecidable: u64,
}

/// The checks of the earlier run, by code.
fn states(previous: &Previous) -> BTreeMap<&'static str, State> {
    let rows = previous.lists.get(coverage::NAME).map_or(&[][..], |listed| &listed.rows);
    let state = |row: &Vec<String>| {
        let state = State { did_run: row[1].starts_with("run"), undecidable: row[2].parse().unwrap_or_default() };
        Some((known(&row[0])?, state))
    };
    rows.iter().filter_map(state).collect()
}

/// Whether a workbook answers the same command: its title says so, else its checks do.
fn is_comparable(command: Command, previous: &Previous) -> bool {
    if let Some(title) = &previous.title {
        return title == workbook::title(command);
    }
    let checks = checks::of(command);
    let mut codes = previous.lists.get(coverage::NAME).into_iter().flat_map(|listed| &listed.rows);
    codes.all(|row| checks.iter().any(|check| check.code == row[0]))
}

/// The code of a check that exists, however it was written.
fn known(code: &str) -> Option<&'static str> {
    checks::ALL.iter().map(|check| check.code).find(|known| known.eq_ignore_ascii_case(code.trim()))
}

fn parts(finding: &Finding) -> impl Iterator<Item = &str> {
    let Finding { code, side, subject, value, holder, .. } = finding;
    [*code, side.as_str(), subject, value, holder.as_deref().unwrap_or_default()].into_iter()
}

/// What makes a finding the same one, as it reads in a workbook; the same as the key of the sheet Findings.
fn name<'t>(parts: impl Iterator<Item = &'t str>) -> String {
    let parts: Vec<_> = parts.map(fit).collect();
    let cell = |title: &str| FINDING.iter().position(|known| *known == title).map_or("", |at| &*parts[at]);
    let names = findings::KEY.names(cell);
    names.into_iter().flatten().next().map_or_else(String::new, |name| name.text)
}
