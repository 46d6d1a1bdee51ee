//! Whether the move can begin, as far as the exports tell: one answer for the workbook and the terminal.

use super::document::BySeverity;
use super::page::Tone;
use super::{backout, cutover, estimate, verification, waves};
use crate::Report;
use crate::check::{Coverage, Severity, Status};
use crate::checks;
use crate::engine::Answer;
use crate::plan::Command;
use crate::values::text::counted;

/// The answer in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How good or bad it is.
    pub tone: Tone,
    /// The line, e.g. `12 blockers: not ready`.
    pub text: String,
}

/// The verdict of a command on what it found.
pub fn of(report: &Report) -> Verdict {
    match (&report.waves, &report.licences) {
        (Some(proposal), _) => waves::verdict(&report.facts, &report.answer, proposal),
        (None, Some(licences)) if report.facts.plan.command == Command::Licences => estimate::verdict(licences),
        (None, _) => match report.facts.plan.command {
            Command::Cutover => cutover::verdict(&report.facts, &report.answer),
            Command::Verify => verification::verdict::verdict(&report.facts, &report.answer),
            Command::Backout => backout::verdict(&report.facts, &report.answer),
            _ => verdict(&report.answer),
        },
    }
}

/// The verdict on an answer.
///
/// Absence of data is never all clear: while a check could not run or a row could not be decided,
/// nothing better than "cannot say" is said.
pub fn verdict(answer: &Answer) -> Verdict {
    let found = BySeverity::of(&answer.findings);
    let (blockers, majors) = (found.blocker, found.major);
    if blockers > 0 {
        return Verdict {
            tone: Tone::Severity(Severity::Blocker),
            text: format!("{}: not ready", counted(blockers, "blocker")),
        };
    }
    let major = |text: String| Verdict { tone: Tone::Severity(Severity::Major), text };
    let settle = (majors > 0).then(|| counted(majors, "major finding"));
    match (blind_spots(&answer.coverage), settle) {
        (Some(blind), None) => major(format!("no blockers found, but {blind}: cannot say")),
        (Some(blind), Some(settle)) => major(format!("no blockers found, {settle}, but {blind}: cannot say")),
        (None, Some(settle)) => major(format!("no blockers, {settle}: ready when they are settled")),
        (None, None) => {
            let off = answer.coverage.iter().filter(|line| line.status == Status::Off).count() as u64;
            let text = match off {
                0 => "no blockers: ready".to_owned(),
                off => format!("no blockers: ready, with {} switched off", counted(off, "check")),
            };
            Verdict { tone: Tone::Good, text }
        }
    }
}

/// What kept some checks from seeing everything; `None` when nothing did.
pub(super) fn blind_spots<'a>(coverage: impl IntoIterator<Item = &'a Coverage> + Clone) -> Option<String> {
    let not_run = coverage.clone().into_iter().filter(|line| line.status == Status::NotRun).count() as u64;
    let undecidable = coverage.into_iter().filter(|line| can_stop(line.code)).map(|line| line.undecidable).sum();
    match (not_run, undecidable) {
        (0, 0) => None,
        (0, rows) => Some(format!("{} could not be decided", counted(rows, "row"))),
        (checks, _) => Some(format!("{} could not run", counted(checks, "check"))),
    }
}

/// Whether a check can find what stands in the way. What a mild one cannot decide, such as the age of an export
/// without dates, does not.
pub(crate) fn can_stop(code: &str) -> bool {
    checks::ALL.iter().any(|check| check.code == code && check.severity <= Severity::Major)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Finding;
    use crate::schema::Side;

    fn answer(severities: &[Severity], lines: &[(Status, u64)]) -> Answer {
        let finding = |severity: &Severity| Finding {
            code: "ADR001",
            severity: *severity,
            side: Side::Source,
            subject: String::new(),
            value: String::new(),
            holder: None,
            message: String::new(),
            fix: "",
            file: None,
            row: None,
            column: None,
        };
        let line = |(status, undecidable): &(Status, u64)| Coverage {
            code: "ADR001",
            status: *status,
            examined: 9,
            findings: 0,
            undecidable: *undecidable,
            on: Default::default(),
            needs: Vec::new(),
            commands: Vec::new(),
        };
        Answer { findings: severities.iter().map(finding).collect(), coverage: lines.iter().map(line).collect() }
    }

    fn said(severities: &[Severity], lines: &[(Status, u64)]) -> String {
        verdict(&answer(severities, lines)).text
    }

    #[test]
    fn what_was_not_seen_is_never_all_clear() {
        use Severity::{Blocker, Info, Major};
        assert_eq!(said(&[Info], &[(Status::Run, 0)]), "no blockers: ready");
        assert_eq!(
            said(&[], &[(Status::NotRun, 0), (Status::Run, 3)]),
            "no blockers found, but 1 check could not run: cannot say"
        );
        assert_eq!(said(&[], &[(Status::Run, 3)]), "no blockers found, but 3 rows could not be decided: cannot say");
        assert_eq!(said(&[Major], &[(Status::Run, 0)]), "no blockers, 1 major finding: ready when they are settled");
        assert_eq!(said(&[Blocker, Blocker], &[(Status::NotRun, 0)]), "2 blockers: not ready");
        assert_eq!(said(&[], &[(Status::Off, 0)]), "no blockers: ready, with 1 check switched off");
    }

    #[test]
    fn only_ready_is_green() {
        assert_eq!(verdict(&answer(&[], &[(Status::Run, 0)])).tone, Tone::Good);
        assert_eq!(verdict(&answer(&[], &[(Status::Run, 1)])).tone, Tone::Severity(Severity::Major));
    }
}
