//! The closing words of a run: verdict, counts, what could not be checked, where the answer is.

use std::fmt::Write;

use tenantcheck::check::Severity;
use tenantcheck::plan::Plan;
use tenantcheck::report::document::{Coverage, Document, Status};

/// Checks named without `-v`.
const NAMED: usize = 3;

/// The closing words, several lines without a line end at the last one.
pub fn words(document: &Document, plan: &Plan, verbose: bool) -> String {
    let mut text = verdict(document);
    let counts = Severity::ALL.map(|severity| format!("{} {severity}", document.totals.findings.get(severity)));
    add(&mut text, &counts.join(", "));
    if verbose {
        for input in &document.inputs {
            let sheet = input.sheet.as_ref().map(|name| format!("#{name}")).unwrap_or_default();
            let side = input.side.map_or("", |side| side.as_str());
            let kind = input.kind.unwrap_or("not recognised");
            add(&mut text, &format!("{side} {}{sheet}: {kind}, {} rows", input.file, input.rows).trim_start());
        }
    }
    if let Some(line) = not_run(&document.coverage, verbose) {
        add(&mut text, &line);
    }
    for (_, path) in plan.output.files() {
        add(&mut text, &path.display().to_string());
    }
    if let Some(folder) = &plan.output.csv {
        add(&mut text, &folder.display().to_string());
    }
    text
}

/// Whether the move can begin, as far as the exports tell.
fn verdict(document: &Document) -> String {
    let counts = document.totals.findings;
    let blind = document.coverage.iter().any(|line| line.status == Status::NotRun);
    match (counts.blocker, counts.major, blind) {
        (0, 0, false) => "no blockers: ready".to_owned(),
        (0, 0, true) => "no blockers found, but not everything could be checked".to_owned(),
        (0, major, _) => format!("no blockers, {}: ready when they are settled", many(major, "major finding")),
        (blockers, ..) => format!("{}: not ready", many(blockers, "blocker")),
    }
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
