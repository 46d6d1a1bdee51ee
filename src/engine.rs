//! Runs the catalogue: needs, overrides, coverage, order. Does not know how results are shown.

use rayon::prelude::*;

use crate::check::{Check, Coverage, Finding, Hit, Selection, Status};
use crate::facts::Facts;
use crate::plan::Override;
use crate::progress::Progress;
use crate::schema::Side;

/// What the checks answer.
#[derive(Debug, Default)]
pub struct Answer {
    /// Sorted by code, side, subject, value and holder; unique by these.
    pub findings: Vec<Finding>,
    /// One entry per check, sorted by code.
    pub coverage: Vec<Coverage>,
}

/// Runs checks over the facts, several at a time.
pub fn run(checks: &[&'static Check], facts: &Facts, progress: &dyn Progress) -> Answer {
    progress.stage("checking", checks.len());
    let results: Vec<(Vec<Finding>, Coverage)> = checks
        .par_iter()
        .map(|check| {
            progress.step(check.code);
            run_one(check, facts)
        })
        .collect();
    let mut answer = Answer::default();
    for (findings, coverage) in results {
        answer.findings.extend(findings);
        answer.coverage.push(coverage);
    }
    answer.findings.sort_by(|a, b| order(a).cmp(&order(b)));
    answer.coverage.sort_by_key(|coverage| coverage.code);
    answer
}

/// What makes a finding the same finding, in the order in which findings are sorted.
fn order(finding: &Finding) -> (&str, Side, &str, &str, Option<&str>) {
    (finding.code, finding.side, &finding.subject, &finding.value, finding.holder.as_deref())
}

fn run_one(check: &'static Check, facts: &Facts) -> (Vec<Finding>, Coverage) {
    let said = facts.plan.overrides.get(check.code);
    let mut coverage = Coverage {
        code: check.code,
        status: Status::Run,
        examined: 0,
        findings: 0,
        undecidable: 0,
        on: Default::default(),
        needs: Vec::new(),
        commands: Vec::new(),
    };
    if said == Some(&Override::Off) {
        coverage.status = Status::Off;
        return (Vec::new(), coverage);
    }
    let unmet: Vec<_> = check.needs.iter().filter(|need| !need.is_met(facts)).collect();
    let unwanted = check.wants.iter().filter(|want| !want.is_met(facts));
    for missing in unmet.iter().copied().chain(unwanted) {
        coverage.needs.push(missing.describe(&facts.plan));
        coverage.commands.extend(missing.any.first().map(|carried| carried.kind.export.command));
    }
    if !unmet.is_empty() {
        coverage.status = Status::NotRun;
        return (Vec::new(), coverage);
    }
    let mut selection = Selection::default();
    (check.select)(facts, &mut selection);
    coverage.needs.extend(selection.lacks.iter().map(|what| (*what).to_owned()));
    if !selection.lacks.is_empty() && selection.examined == 0 {
        coverage.status = Status::NotRun;
        return (Vec::new(), coverage);
    }
    let mut findings: Vec<Finding> = selection.hits.into_iter().map(|hit| finding(check, hit, said, facts)).collect();
    findings.sort_by(|a, b| (order(a), &a.file, a.row).cmp(&(order(b), &b.file, b.row)));
    findings.dedup_by(|a, b| order(a) == order(b));
    coverage.examined = selection.examined;
    coverage.undecidable = selection.undecidable;
    coverage.on = selection.on;
    coverage.findings = findings.len() as u64;
    (findings, coverage)
}

fn finding(check: &'static Check, hit: Hit, said: Option<&Override>, facts: &Facts) -> Finding {
    let severity = match said {
        Some(Override::Severity(severity)) => *severity,
        _ => hit.severity.unwrap_or(check.severity),
    };
    let message = fill(check.message, &hit);
    let evidence = hit.evidence;
    Finding {
        code: check.code,
        severity,
        side: hit.side,
        subject: hit.subject,
        value: hit.value,
        holder: hit.holder,
        message,
        fix: check.fix,
        file: evidence.as_ref().map(|evidence| facts.file(evidence.file).subject()),
        row: evidence.as_ref().and_then(|evidence| evidence.row),
        column: evidence.and_then(|evidence| evidence.column),
    }
}

/// Puts the words of a hit into a template; a placeholder that the hit does not know stays as it is.
fn fill(template: &str, hit: &Hit) -> String {
    let mut message = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        message.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + close];
        match placeholder(name, hit) {
            Some(text) => message.push_str(text),
            None => message.push_str(&rest[open..=open + close]),
        }
        rest = &rest[open + close + 1..];
    }
    message.push_str(rest);
    message
}

fn placeholder<'a>(name: &str, hit: &'a Hit) -> Option<&'a str> {
    match name {
        "subject" => Some(&hit.subject),
        "value" => Some(&hit.value),
        "holder" => hit.holder.as_deref(),
        "side" => Some(hit.side.as_str()),
        _ => hit.details.iter().find(|(detail, _)| *detail == name).map(|(_, text)| text.as_str()),
    }
}
