//! Weighs what was looked at for a step: what is open, what stayed unknown, what is missing.

use super::{Lead, State, Verdict};
use crate::check::{Coverage, Finding, Seen, Severity, Status};
use crate::checks;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::schema::Side;

/// Subjects that are named before the rest is only counted.
const NAMED: usize = 3;

/// Missing exports that the state names before it refers to the detail.
const MISSING_NAMED: usize = 2;

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
    command: &'static str,
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

    /// An export or setting is missing; the command makes it, empty where a person does.
    pub fn missing(&mut self, what: impl Into<String>, command: &'static str) {
        let missing = Missing { what: what.into(), command };
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
        let named = format!("{} ({})", line.code, lower_first(title));
        if line.status == Status::Off {
            self.blind.push(format!("{} is switched off", line.code));
            return;
        }
        let needs = line.needs.iter().zip(line.commands.iter().map(Some).chain(std::iter::repeat(None)));
        for (need, command) in needs {
            let other = side.map(|side| if side == Side::Source { Side::Destination } else { Side::Source });
            if other.is_none_or(|other| !need.starts_with(other.as_str())) {
                self.missing(in_words(facts, need), command.copied().unwrap_or_default());
            }
        }
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
            self.open(
                count,
                worst,
                format!("{count} × {named}: {}", some_of(found.iter().map(|one| one.subject.as_str()))),
            );
            // The findings are a better lead than the coverage of an earlier check.
            if !matches!(self.lead, Some(Lead::Check(code)) if of_check(answer, code).next().is_some()) {
                self.lead = Some(Lead::Check(line.code));
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
        let mut lines: Vec<String> = self.open.into_iter().map(|(_, _, what)| what).collect();
        let as_well = if lines.is_empty() { "cannot be decided" } else { "cannot be decided as well" };
        lines.extend(self.unknown.into_iter().map(|(_, what)| format!("{what} {as_well}")));
        lines.extend(self.blind);
        lines.extend(self.missing.into_iter().map(|missing| match missing.command {
            "" => format!("missing: {}", missing.what),
            command => format!("missing: {}; export it with `{command}`", missing.what),
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
        text.push_str(&format!(" and {more} more"));
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

/// What is missing, without the column where not even the export is there.
fn in_words(facts: &Facts, need: &str) -> String {
    let (side, rest) = need.split_once(": ").unwrap_or(("", need));
    let kind = rest.split(" `").next().unwrap_or(rest);
    let is_there = |side: Side| facts.tenant(side).tables.iter().any(|table| table.kind.name == kind);
    let is_exported = match side {
        "source" => is_there(Side::Source),
        "destination" => is_there(Side::Destination),
        _ => is_there(Side::Source) || is_there(Side::Destination),
    };
    match side {
        "source" | "destination" => format!("{side} {}", if is_exported { rest } else { kind }),
        _ => format!("{} of {side}", if is_exported { rest } else { kind }),
    }
}

fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    let second_is_upper = title.chars().nth(1).is_some_and(char::is_uppercase);
    match letters.next() {
        // `EWS`, `MX`, `SPF` stay as they are.
        Some(first) if !second_is_upper => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}
