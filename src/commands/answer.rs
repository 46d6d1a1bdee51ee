//! The commands that answer with a workbook: `assess`, `waves`, `licences`, `cutover`, `verify`, `backout`.

use std::process::ExitCode;

use tenantcheck::check::{Finding, Severity};
use tenantcheck::error::Error;
use tenantcheck::licences::profile;
use tenantcheck::{Report, actions, checks, report};

use super::closing;
use crate::cli::{
    AssessOptions, BackoutOptions, CutoverOptions, FailOn, LicencesOptions, Planned, VerifyOptions, Volume,
    WavesOptions,
};
use crate::terminal::{self, Bar};

/// The exit code of a run that found what it should fail on.
const FOUND: u8 = 1;

/// What will break, who becomes whom, what is missing.
pub fn assess(options: AssessOptions, volume: Volume) -> Result<ExitCode, Error> {
    let fail_on = options.run.fail_on;
    answer(&options.plan(&codes())?, fail_on, volume)
}

/// What still holds a domain that leaves its tenant.
pub fn cutover(options: CutoverOptions, volume: Volume) -> Result<ExitCode, Error> {
    let fail_on = options.run.fail_on;
    answer(&options.plan(&codes())?, fail_on, volume)
}

/// What did not arrive, and what is left over.
pub fn verify(options: VerifyOptions, volume: Volume) -> Result<ExitCode, Error> {
    let fail_on = options.run.fail_on;
    answer(&options.plan(&codes())?, fail_on, volume)
}

/// What has not been restored.
pub fn backout(options: BackoutOptions, volume: Volume) -> Result<ExitCode, Error> {
    let fail_on = options.run.fail_on;
    answer(&options.plan(&codes())?, fail_on, volume)
}

/// Who must move together, and what each cut breaks.
pub fn waves(options: WavesOptions, volume: Volume) -> Result<ExitCode, Error> {
    let fail_on = options.run.fail_on;
    answer(&options.plan(&codes())?, fail_on, volume)
}

/// What to buy for the move, and why; or a profile to write one's own from.
pub fn licences(options: LicencesOptions, volume: Volume) -> Result<ExitCode, Error> {
    if let Some(name) = &options.print_profile {
        super::print(profile::text(name)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let fail_on = options.run.fail_on;
    answer(&options.plan(&codes())?, fail_on, volume)
}

pub(super) fn codes() -> Vec<&'static str> {
    checks::ALL.iter().map(|check| check.code).collect()
}

fn answer(planned: &Planned, FailOn(fail_on): FailOn, volume: Volume) -> Result<ExitCode, Error> {
    let bar = Bar::new(volume.quiet);
    let report = tenantcheck::run(&planned.plan, &bar)?;
    let placed = report::write(&report, &bar)?;
    let handed = actions::write(&report)?;
    drop(bar);
    if planned.json_to_stdout {
        super::print(report::json(&report))?;
    }
    if !volume.quiet {
        // The verdict is the first line.
        terminal::say(closing::words(&report, &placed, handed.as_ref(), volume.verbose));
        doubts(&report).iter().for_each(terminal::warn);
    }
    let code = exit_code(&report.answer.findings, fail_on);
    // The process ends here: to give millions of texts back one by one would only make people wait.
    std::mem::forget(report);
    Ok(code)
}

/// What casts doubt on the answer, each with what to do about it.
fn doubts(report: &Report) -> Vec<String> {
    let previous = report.facts.previous.iter().flat_map(|previous| previous.warnings.clone());
    previous.chain(report.facts.cautions().into_iter().map(|caution| caution.text)).collect()
}

fn exit_code(findings: &[Finding], fail_on: Option<Severity>) -> ExitCode {
    let fails = fail_on.is_some_and(|limit| findings.iter().any(|finding| finding.severity <= limit));
    if fails { ExitCode::from(FOUND) } else { ExitCode::SUCCESS }
}
