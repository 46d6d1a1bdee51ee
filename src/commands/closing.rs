//! The closing words of a run: verdict, counts, what could not be checked, where the answer is.

use std::fmt::Write;

use tenantcheck::Report;
use tenantcheck::check::{Coverage, Finding, Severity, Status};
use tenantcheck::reading::InputFile;

/// Checks named without `-v`.
const NAMED: usize = 3;

/// The closing words, several lines without a line end at the last one.
pub fn words(report: &Report, verbose: bool) -> String {
    let (findings, coverage) = (&report.answer.findings, &report.answer.coverage);
    let mut text = verdict(findings, coverage);
    let counts = Severity::ALL.map(|severity| format!("{} {severity}", count(findings, severity)));
    add(&mut text, &counts.join(", "));
    if verbose {
        report.facts.files.iter().for_each(|file| add(&mut text, &input(file)));
    }
    if let Some(line) = not_run(coverage, verbose) {
        add(&mut text, &line);
    }
    let output = &report.facts.plan.output;
    for path in output.files().map(|(_, path)| path).chain(&output.csv) {
        add(&mut text, &path.display().to_string());
    }
    text
}

/// One input: where it was given, what it is, how much it holds.
fn input(file: &InputFile) -> String {
    let side = file.side.map(|side| format!("{side} ")).unwrap_or_default();
    let kind = file.kind.map_or("not recognised", |kind| kind.name);
    format!("{side}{}: {kind}, {}", file.subject(), many(file.used, "row"))
}

/// Whether the move can begin, as far as the exports tell.
fn verdict(findings: &[Finding], coverage: &[Coverage]) -> String {
    let blind = coverage.iter().any(|line| line.status == Status::NotRun);
    match (count(findings, Severity::Blocker), count(findings, Severity::Major), blind) {
        (0, 0, false) => "no blockers: ready".to_owned(),
        (0, 0, true) => "no blockers found, but not everything could be checked".to_owned(),
        (0, major, _) => format!("no blockers, {}: ready when they are settled", many(major, "major finding")),
        (blockers, ..) => format!("{}: not ready", many(blockers, "blocker")),
    }
}

fn count(findings: &[Finding], severity: Severity) -> u64 {
    findings.iter().filter(|finding| finding.severity == severity).count() as u64
}

/// What could not be checked, the first ones with what they need.
fn not_run(coverage: &[Coverage], verbose: bool) -> Option<String> {
    let missing: Vec<_> = coverage.iter().filter(|line| line.status == Status::NotRun).collect();
    if missing.is_empty() {
        return None;
    }
    let named = if verbose { missing.len() } else { NAMED.min(missing.len()) };
    let mut text = format!("{} not run", many(missing.len() as u64, "check"));
    for line in &missing[..named] {
        let needs = if verbose { line.needs.join("; ") } else { line.needs.first().cloned().unwrap_or_default() };
        let _ = write!(text, "\n    {}: needs {needs}", line.code);
    }
    if named < missing.len() {
        let _ = write!(text, "\n    and {} more; `-v` lists all", missing.len() - named);
    }
    Some(text)
}

fn add(text: &mut String, line: &str) {
    text.push_str("\n  ");
    text.push_str(line);
}

/// A count with its noun.
fn many(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
