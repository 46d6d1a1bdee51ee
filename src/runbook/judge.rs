//! Weighs what was looked at for a step: what is open, what stayed unknown, what is missing.

use std::fmt::Write as _;

use super::{Lead, State, Verdict};
use crate::check::{Coverage, Finding, Seen, Severity, Status};
use crate::checks;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::kinds;
use crate::schema::{Kind, Side};

/// Subjects that are named before the rest is only counted.
const NAMED: usize = 3;

/// Who must have an export where one of the sides is enough, as coverage names it.
const EITHER_SIDE: &str = "either side";

/// Whose setting is missing that no export holds, as coverage names it.
const PROJECT: &str = "project";

/// Missing exports that the state names before it refers to the detail.
const MISSING_NAMED: usize = 2;

/// Open things that are told at length before the rest is only counted, so that the row of a step can be read whole.
const AT_LENGTH: usize = 4;

/// What was seen of a step so far.
#[derive(Debug, Default)]
pub struct Looked {
    seen: bool,
    open: Vec<(u64, Severity, String)>,
    unknown: Vec<(u64, String)>,
    missing: Vec<Missing>,
    blind: Vec<String>,
    remarks: Vec<String>,
    lead: Option<Lead>,
}

/// An export or setting without which something cannot be told.
#[derive(Debug, PartialEq, Eq)]
struct Missing {
    what: String,
    how: String,
}

/// What is open, the worst first; findings from the fifth kind on by number and code only.
fn open_lines(mut open: Vec<(u64, Severity, String)>) -> Vec<String> {
    open.sort_by_key(|(_, severity, _)| *severity);
    let all = open.into_iter().map(|(_, _, what)| what);
    let (mut found, others): (Vec<String>, Vec<String>) = all.partition(|what| what.contains(" × "));
    if found.len() > AT_LENGTH + 1 {
        let rest: Vec<String> = found.drain(AT_LENGTH..).collect();
        let brief = |line: &String| line.split(" (").next().unwrap_or_default().to_owned();
        found.push(format!("and {}", rest.iter().map(brief).collect::<Vec<_>>().join(", ")));
    }
    found.extend(others);
    found
}

impl Looked {
    /// Something that the step asks for was looked at.
    pub fn see(&mut self) {
        self.seen = true;
    }

    /// So many things are left to do.
    pub fn open(&mut self, count: u64, severity: Severity, what: impl Into<String>) {
        if count > 0 {
            self.open.push((count, severity, what.into()));
        }
    }

    /// So many things cannot be told.
    pub fn unknown(&mut self, count: u64, what: impl Into<String>) {
        if count > 0 {
            self.unknown.push((count, what.into()));
        }
    }

    /// An export is missing, or a setting, which no kind of export holds.
    pub fn missing(&mut self, what: impl Into<String>, kind: Option<&Kind>) {
        let missing = Missing { what: what.into(), how: kind.map(how).unwrap_or_default() };
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }

    /// Something else to know.
    pub fn remark(&mut self, text: impl Into<String>) {
        self.remarks.push(text.into());
    }

    /// Where to look, unless something before it leads elsewhere.
    pub fn lead(&mut self, lead: Lead) {
        self.lead = self.lead.or(Some(lead));
    }

    /// What some checks say, of one side or of both; a name of three letters is a family of checks.
    pub fn checks(&mut self, facts: &Facts, answer: &Answer, names: &[&'static str], side: Option<Side>) {
        let mut first: Option<&'static str> = None;
        for name in names {
            let lines: Vec<&Coverage> = answer.coverage.iter().filter(|line| line.code.starts_with(name)).collect();
            if lines.is_empty() {
                self.blind.push(format!("{name} is not looked at by this command"));
            }
            for line in lines {
                self.check(facts, answer, line, side);
                first = first.or(Some(line.code));
            }
        }
        if let Some(code) = first {
            self.lead(Lead::Check(code));
        }
    }

    fn check(&mut self, facts: &Facts, answer: &Answer, line: &Coverage, side: Option<Side>) {
        let title = checks::ALL.iter().find(|check| check.code == line.code).map_or("", |check| check.title);
        let named = format!("{} ({title})", line.code);
        if line.status == Status::Off {
            self.blind.push(format!("{} is switched off", line.code));
            return;
        }
        self.needs(facts, line, side);
        if line.status == Status::NotRun {
            return;
        }
        let Seen { examined, undecidable } = line.seen(side);
        self.seen |= examined > 0;
        self.unknown(undecidable, format!("{undecidable} of {examined} rows of {named}"));
        let found: Vec<&Finding> =
            of_check(answer, line.code).filter(|one| side.is_none_or(|side| one.side == side)).collect();
        if let Some(worst) = found.iter().map(|finding| finding.severity).min() {
            let count = found.len() as u64;
            let who = some_of(found.iter().map(|one| one.subject.as_str()));
            self.open(count, worst, format!("{count} × {named}: {who}"));
            // The findings are a better lead than the coverage of an earlier check.
            if !matches!(self.lead, Some(Lead::Check(code)) if of_check(answer, code).next().is_some()) {
                self.lead = Some(Lead::Check(line.code));
            }
        }
    }

    /// What a check lacks on the side that is asked about.
    fn needs(&mut self, facts: &Facts, line: &Coverage, side: Option<Side>) {
        for need in &line.needs {
            let (whose, what) = need.split_once(": ").unwrap_or_default();
            let is_missed = match whose {
                // What either side must have is missing on both, where each is named if it matters.
                EITHER_SIDE => !line.needs.iter().any(|other| other != need && other.ends_with(what)),
                PROJECT => side.is_none_or(|side| what.ends_with(side.as_str())),
                _ => side.is_none_or(|side| whose == side.as_str()),
            };
            if is_missed {
                let (words, kind) = in_words(facts, whose, what);
                self.missing(words, kind);
            }
        }
    }

    /// The verdict of a step that nothing offline can prove.
    pub fn manual(self) -> Verdict {
        Verdict { state: State::Manual, detail: self.remarks.join("\n"), lead: self.lead }
    }

    /// The verdict on what was seen.
    pub fn verdict(self) -> Verdict {
        let state = self.state();
        let mut lines = open_lines(self.open);
        let as_well = if lines.is_empty() { "cannot be decided" } else { "cannot be decided as well" };
        lines.extend(self.unknown.into_iter().map(|(_, what)| format!("{what} {as_well}")));
        // A single reason is the state already.
        lines.extend(self.blind.into_iter().filter(|why| !matches!(&state, State::Undecidable(said) if said == why)));
        lines.extend(self.missing.into_iter().map(|Missing { what, how }| match how.as_str() {
            "" => format!("missing: {what}"),
            how => format!("missing: {what}; {how}"),
        }));
        lines.extend(self.remarks);
        Verdict { state, detail: lines.join("\n"), lead: self.lead }
    }

    fn state(&self) -> State {
        if let Some(worst) = self.open.iter().map(|(_, severity, _)| *severity).min() {
            return State::Open { count: self.open.iter().map(|(count, ..)| count).sum(), worst };
        }
        let unknown: u64 = self.unknown.iter().map(|(count, _)| count).sum();
        if !self.missing.is_empty() {
            let named: Vec<&str> =
                self.missing.iter().take(MISSING_NAMED).map(|missing| missing.what.as_str()).collect();
            let more = match self.missing.len().saturating_sub(MISSING_NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            State::Undecidable(format!("needs {}{more}", named.join(", ")))
        } else if unknown > 0 {
            State::Undecidable(if unknown == 1 { "1 row".to_owned() } else { format!("{unknown} rows") })
        } else if let Some(why) = self.blind.first() {
            State::Undecidable(why.clone())
        } else if self.seen {
            State::Done
        } else {
            State::Undecidable("nothing of the kind is in the exports".to_owned())
        }
    }
}

/// The findings of a check; they are sorted by code.
pub(super) fn of_check<'a>(answer: &'a Answer, code: &str) -> impl Iterator<Item = &'a Finding> {
    let start = answer.findings.partition_point(|finding| finding.code < code);
    let code = code.to_owned();
    answer.findings[start..].iter().take_while(move |finding| finding.code == code)
}

/// Some names, each once, and how many more there are.
pub(super) fn some_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = names.collect();
    all.dedup();
    let more = all.len().saturating_sub(NAMED);
    let mut text = all[..all.len() - more].join(", ");
    if more > 0 {
        let _ = write!(text, " and {more} more");
    }
    text
}

/// Codes in a sentence.
pub(super) fn listed(codes: &[&str]) -> String {
    codes
        .iter()
        .map(|code| if code.len() == 3 { format!("{code}*") } else { (*code).to_owned() })
        .collect::<Vec<_>>()
        .join(", ")
}

/// What is missing, without the column where not even the export is there, and the kind of export.
fn in_words(facts: &Facts, whose: &str, what: &str) -> (String, Option<&'static Kind>) {
    let name = what.split(" `").next().unwrap_or(what);
    let kind = kinds::ALL.iter().copied().find(|kind| kind.name == name);
    let is_there = |side: Side| kind.is_some_and(|kind| facts.tenant(side).of_kind(kind).next().is_some());
    let is_exported = match whose {
        "source" => is_there(Side::Source),
        "destination" => is_there(Side::Destination),
        _ => is_there(Side::Source) || is_there(Side::Destination),
    };
    let named = if is_exported { what } else { name };
    let words = match whose {
        PROJECT => format!("{what} in the project file"),
        EITHER_SIDE => format!("{named} of either side"),
        _ => format!("{whose} {named}"),
    };
    (words, kind)
}

/// How an export is made. The commands are long, and stand on Coverage.
pub(super) fn how(kind: &Kind) -> String {
    if kind.export.script.is_empty() {
        format!("Coverage says how to export {}", kind.name)
    } else {
        format!("`tenantcheck collect` writes `{}`", kind.export.file)
    }
}
