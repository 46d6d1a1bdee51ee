//! Whether everything arrived: one answer for the workbook and the terminal.

use super::{asked, decides, is_gap, lacking, limit};
use crate::check::{Coverage, Finding, Severity, Status};
use crate::checks;
use crate::engine::Answer;
use crate::facts::Facts;
use crate::kinds::{dynamic_groups, groups, mailboxes, recipients, unified_groups};
use crate::report::page::Tone;
use crate::report::verdict::Verdict;
use crate::schema::Kind;
use crate::values::text::counted;

/// Missing exports that are named in the verdict.
const NAMED: usize = 3;

/// The verdict on a verification.
pub fn verdict(facts: &Facts, answer: &Answer) -> Verdict {
    let doubts: Vec<String> = facts.forbidding().into_iter().chain(untold(facts)).collect();
    let doubt = (!doubts.is_empty()).then(|| doubts.join(", "));
    let verdict = of(answer, asked(facts).len(), doubt);
    match facts.scope.in_words(facts) {
        Some(scope) => Verdict { text: format!("{} ({scope})", verdict.text), ..verdict },
        None => verdict,
    }
}

/// What the exports of before must hold so that nothing can be missing from them unseen, and do not.
fn untold(facts: &Facts) -> Option<String> {
    let lists = |kinds: &[&'static Kind]| kinds.iter().any(|kind| facts.source.of_kind(kind).next().is_some());
    let kinds: [(&[&'static Kind], &str); 2] = [
        (&[&mailboxes::KIND, &recipients::KIND], "mailboxes"),
        (&[&groups::KIND, &unified_groups::KIND, &dynamic_groups::KIND, &recipients::KIND], "groups"),
    ];
    let missing: Vec<&str> = kinds.iter().filter(|(kinds, _)| !lists(kinds)).map(|(_, what)| *what).collect();
    (!missing.is_empty()).then(|| format!("the baseline of the source lists no {}", missing.join(" and no ")))
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
    let is_fault = |finding: &&Finding| finding.code.starts_with("INP") && finding.severity == Severity::Major;
    let faults = answer.findings.iter().filter(is_fault).count() as u64;
    if faults > 0 {
        // What an export lost may be the very thing that did not arrive.
        spots.push(format!("the exports have {}", counted(faults, "fault")));
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
    checks::ALL.iter().find(|check| check.code == code).is_none_or(|check| check.severity <= limit(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Side;

    fn finding(code: &'static str, severity: Severity) -> Finding {
        Finding {
            code,
            severity,
            side: Side::Source,
            subject: String::new(),
            value: String::new(),
            holder: None,
            message: String::new(),
            fix: "",
            file: None,
            row: None,
            column: None,
        }
    }

    fn line(code: &'static str, status: Status, undecidable: u64, needs: &[&str]) -> Coverage {
        Coverage {
            code,
            status,
            examined: 9,
            findings: 0,
            undecidable,
            on: Default::default(),
            needs: needs.iter().map(|need| (*need).to_owned()).collect(),
            commands: Vec::new(),
        }
    }

    fn said(findings: &[(&'static str, Severity)], coverage: Vec<Coverage>) -> String {
        let findings = findings.iter().map(|(code, severity)| finding(code, *severity)).collect();
        of(&Answer { findings, coverage }, 3, None).text
    }

    #[test]
    fn gaps_are_what_did_not_arrive_and_not_what_is_to_know() {
        use Severity::{Blocker, Info, Major, Minor};
        assert_eq!(said(&[], vec![line("VFY101", Status::Run, 0, &[])]), "complete");
        assert_eq!(said(&[("VFY203", Info), ("INP014", Minor)], Vec::new()), "complete");
        assert_eq!(said(&[("INP003", Major)], Vec::new()), "cannot say: the exports have 1 fault");
        assert_eq!(said(&[("VFY103", Minor)], Vec::new()), "1 gap: not complete");
        assert_eq!(
            said(&[("INP001", Blocker), ("PAI002", Major), ("DNS003", Major)], Vec::new()),
            "3 gaps: not complete"
        );
    }

    #[test]
    fn what_was_not_seen_is_never_complete_and_is_named() {
        let rights = || line("VFY301", Status::NotRun, 0, &["destination: mailbox-permissions `User`"]);
        let members = || line("VFY601", Status::NotRun, 0, &["destination: group-members `MemberName`"]);
        assert_eq!(
            said(&[], vec![rights(), members()]),
            "cannot say: 2 checks could not run without destination: mailbox-permissions; destination: group-members"
        );
        assert_eq!(
            said(&[("VFY101", Severity::Blocker)], vec![rights(), line("VFY801", Status::Run, 2, &[])]),
            "1 gap: not complete, and cannot say what else: 1 check could not run without destination: \
             mailbox-permissions, 2 rows could not be decided"
        );
        let lack = line("VFY701", Status::NotRun, 0, &["project: `service_account` of the destination"]);
        let without = "project: `service_account` of the destination";
        assert_eq!(said(&[], vec![lack]), format!("cannot say: 1 check could not run without {without}"));
        // What can only find something to know hides no gap, and a stale date is none.
        let mild = vec![line("VFY203", Status::NotRun, 0, &[]), line("INP014", Status::Run, 4, &[])];
        assert_eq!(said(&[], mild), "complete");
        assert_eq!(said(&[], vec![line("VFY101", Status::Off, 0, &[])]), "complete, with 1 check switched off");
    }

    #[test]
    fn nothing_to_look_for_and_exports_of_before_are_not_complete() {
        let nothing = of(&Answer::default(), 0, None);
        assert_eq!(nothing.text, "cannot say: the baseline holds no object to look for");
        assert_ne!(nothing.tone, Tone::Good);
        let old = of(&Answer::default(), 1, Some("the exports are old".to_owned()));
        assert_eq!((old.text.as_str(), old.tone == Tone::Good), ("cannot say: the exports are old", false));
    }
}
