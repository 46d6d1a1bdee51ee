//! The closing words of a run: verdict, counts, what could not be checked, where the answer is.

use std::fmt::Write;

use tenantcheck::Report;
use tenantcheck::actions::Handed;
use tenantcheck::check::{Coverage, Severity, Status};
use tenantcheck::plan::Command;
use tenantcheck::reading::InputFile;
use tenantcheck::report::document::BySeverity;
use tenantcheck::report::estimate;
use tenantcheck::report::place::Placed;
use tenantcheck::report::since::Since;
use tenantcheck::report::verdict;
use tenantcheck::report::verification;
use tenantcheck::values::text::counted;

/// Checks named without `-v`.
const NAMED: usize = 3;

/// The closing words, several lines without a line end at the last one.
pub fn words(report: &Report, placed: &[Placed], handed: Option<&Handed>, verbose: bool) -> String {
    let (findings, coverage) = (&report.answer.findings, &report.answer.coverage);
    let mut text = verdict::of(report).text;
    if let Some(licences) = report.licences.as_ref().filter(|_| report.facts.plan.command == Command::Licences) {
        for line in estimate::remarks(licences) {
            add(&mut text, &line);
        }
    }
    let found = BySeverity::of(findings);
    let counts = Severity::ALL.map(|severity| format!("{} {severity}", found.get(severity)));
    add(&mut text, &counts.join(", "));
    if let Some(since) = Since::of(&report.facts, &report.answer, findings.iter()) {
        add(&mut text, &since.words());
    }
    if verbose {
        report.facts.files.iter().for_each(|file| add(&mut text, &input(file)));
    }
    if let Some(line) = not_run(coverage, verbose) {
        add(&mut text, &line);
    }
    if report.facts.plan.command == Command::Verify {
        for line in to_export(report, verbose) {
            add(&mut text, &line);
        }
    }
    for Placed { path, busy } in placed {
        let instead = busy.as_ref().map(|busy| format!(" (`{}` is open in another program)", busy.display()));
        add(&mut text, &format!("{}{}", path.display(), instead.unwrap_or_default()));
    }
    if let Some(Handed { folder, actions, rows, left }) = handed {
        let (actions, rows) = (counted(*actions as u64, "action"), counted(*rows as u64, "row"));
        let left = counted(*left as u64, "finding");
        add(&mut text, &format!("{}: {actions}, {rows}, {left} by hand; begin with README.txt", folder.display()));
    }
    text
}

/// One input: where it was given, what it is, how much it holds.
fn input(file: &InputFile) -> String {
    let side = file.side.map(|side| format!("{side} ")).unwrap_or_default();
    let kind = file.kind.map_or("not recognised", |kind| kind.name);
    format!("{side}{}: {kind}, {}", file.subject(), counted(file.used, "row"))
}

/// What could not be checked, the first ones with what they need.
fn not_run(coverage: &[Coverage], verbose: bool) -> Option<String> {
    let missing: Vec<_> = coverage.iter().filter(|line| line.status == Status::NotRun).collect();
    if missing.is_empty() {
        return None;
    }
    let named = if verbose { missing.len() } else { NAMED.min(missing.len()) };
    let mut text = format!("{} not run", counted(missing.len() as u64, "check"));
    for line in &missing[..named] {
        let needs = if verbose { line.needs.join("; ") } else { line.needs.first().cloned().unwrap_or_default() };
        let _ = write!(text, "\n    {}: needs {needs}", line.code);
    }
    if named < missing.len() {
        let _ = write!(text, "\n    and {} more; `-v` lists all", missing.len() - named);
    }
    Some(text)
}

/// What to export so that a verification can say more, with the commands; the first ones.
fn to_export(report: &Report, verbose: bool) -> Vec<String> {
    let lacking = verification::lacking(&report.answer);
    let named = if verbose { lacking.len() } else { NAMED.min(lacking.len()) };
    let with_command = lacking[..named].iter().filter_map(|one| Some((one.short(), one.command?)));
    with_command.map(|(what, command)| format!("to say more, export {what}: `{command}`")).collect()
}

fn add(text: &mut String, line: &str) {
    text.push_str("\n  ");
    text.push_str(line);
}
