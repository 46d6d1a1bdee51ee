//! `tenantcheck assess`: what will break, who becomes whom, what is missing.

use std::process::ExitCode;

use tenantcheck::check::Severity;
use tenantcheck::error::Error;
use tenantcheck::plan::Command;
use tenantcheck::report::document::Document;
use tenantcheck::{checks, report};

use super::closing;
use crate::cli::{RunOptions, Volume};
use crate::terminal::{self, Bar};

/// The exit code of a run that found what it should fail on.
const FOUND: u8 = 1;

pub fn run(options: RunOptions, volume: Volume) -> Result<ExitCode, Error> {
    let fail_on = options.fail_on.0;
    let codes: Vec<_> = checks::ALL.iter().map(|check| check.code).collect();
    let planned = options.plan(Command::Assess, &codes)?;
    if !volume.quiet {
        planned.warnings.iter().for_each(terminal::warn);
    }
    let bar = Bar::new(volume.quiet);
    let report = tenantcheck::run(&planned.plan, &bar)?;
    report::write(&report, &planned.plan, &bar)?;
    drop(bar);
    if planned.json_to_stdout {
        let mut json = Vec::new();
        report::json::write(&report.document, &mut json)?;
        super::print(json)?;
    }
    if !volume.quiet {
        terminal::say(closing::words(&report.document, &planned.plan, volume.verbose));
    }
    Ok(exit_code(&report.document, fail_on))
}

fn exit_code(document: &Document, fail_on: Option<Severity>) -> ExitCode {
    let fails = fail_on.is_some_and(|limit| document.findings.iter().any(|finding| finding.severity <= limit));
    if fails { ExitCode::from(FOUND) } else { ExitCode::SUCCESS }
}
