//! Whether everything arrived: one answer for the workbook and the terminal.

use super::{asked, decides, is_gap, lacking, limit};
use crate::check::{Coverage, Severity, Status};
use crate::checks;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::report::page::Tone;
use crate::report::verdict::Verdict;
use crate::values::text::counted;

/// Missing exports that are named in the verdict.
const NAMED: usize = 3;

/// The verdict on a verification.
pub fn verdict(facts: &Facts, answer: &Answer) -> Verdict {
    let verdict = of(answer, asked(facts).len(), facts.forbidding());
    match facts.scope.in_words(&facts.source) {
        Some(scope) => Verdict { text: format!("{} ({scope})", verdict.text), ..verdict },
        None => verdict,
    }
}

/// The verdict on an answer about so many objects: only where everything was looked at and nothing found is it
/// complete.
fn of(answer: &Answer, objects: usize, doubt: Option<String>) -> Verdict {
    let gaps = answer.findings.iter().filter(|finding| is_gap(finding));
    let (count, worst) = gaps.fold((0_u64, Severity::Info), |(count, worst), gap| (count + 1, worst.min(gap.severity)));
    let blind = blind_spots(answer, objects, doubt);
    if count > 0 {
        let more = blind.map(|blind| format!(", and cannot say what else: {blind}")).unwrap_or_default();
        let text = format!("{}: not complete{more}", counted(count, "gap"));
        return Verdict { tone: Tone::Severity(worst), text };
    }
    if let Some(blind) = blind {
        return Verdict { tone: Tone::Severity(Severity::Major), text: format!("cannot say: {blind}") };
    }
    let off = answer.coverage.iter().filter(|line| line.status == Status::Off).count() as u64;
    let text = match off {
        0 => "complete".to_owned(),
        off => format!("complete, with {} switched off", counted(off, "check")),
    };
    Verdict { tone: Tone::Good, text }
}

/// What kept the checks from seeing everything; `None` where nothing did.
fn blind_spots(answer: &Answer, objects: usize, doubt: Option<String>) -> Option<String> {
    let mut spots: Vec<String> = doubt.into_iter().collect();
    if objects == 0 {
        spots.push("the baseline holds no object to look for".to_owned());
    }
    let Unseen { checks, rows } = Unseen::of(answer);
    if checks > 0 {
        let mut text = format!("{} could not run", counted(checks, "check"));
        let without = without(answer);
        if !without.is_empty() {
            text.push_str(" without ");
            text.push_str(&without);
        }
        spots.push(text);
    }
    if rows > 0 {
        spots.push(format!("{} could not be decided", counted(rows, "row")));
    }
    if spots.is_empty() { None } else { Some(spots.join(", ")) }
}

/// How much the checks that find gaps could not look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    /// Checks that did not run.
    pub checks: u64,
    /// Rows that the others could not decide.
    pub rows: u64,
}

impl Unseen {
    /// Counts it. What can only find something to know leaves no gap unseen.
    pub fn of(answer: &Answer) -> Self {
        let matters = |line: &&Coverage| decides(line.code) && can_find_gaps(line.code);
        let lines = || answer.coverage.iter().filter(matters);
        Self {
            checks: lines().filter(|line| line.status == Status::NotRun).count() as u64,
            rows: lines().map(|line| line.undecidable).sum(),
        }
    }
}

/// The first missing exports by side and kind, each once.
fn without(answer: &Answer) -> String {
    let lacking = lacking(answer);
    let mut names: Vec<&str> = Vec::new();
    for one in &lacking {
        if !names.contains(&one.short()) {
            names.push(one.short());
        }
    }
    let more = names.len().saturating_sub(NAMED);
    let text = names[..NAMED.min(names.len())].join("; ");
    if more > 0 { format!("{text} and {more} more") } else { text }
}

/// Whether a check can find gaps, and not only what is to know.
fn can_find_gaps(code: &str) -> bool {
    checks::ALL.iter().any(|check| check.code == code && check.severity <= limit(code))
}
