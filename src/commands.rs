//! The commands, one file each: from options to an answer and an exit code.

mod answer;
mod baseline;
mod checks;
mod closing;
mod collect;
mod completions;
mod explain;
mod init;
mod inspect;
mod rows;

use std::io::{self, Write};
use std::process::ExitCode;

use tenantcheck::error::Error;

use crate::cli::{Cli, Command};

/// Runs the command that was asked for.
pub fn run(cli: Cli) -> Result<ExitCode, Error> {
    let done = match cli.command {
        Command::Assess(options) => return answer::assess(*options, cli.volume),
        Command::Waves(options) => return answer::waves(*options, cli.volume),
        Command::Licences(options) => return answer::licences(*options, cli.volume),
        Command::Cutover(options) => return answer::cutover(*options, cli.volume),
        Command::Verify(options) => return answer::verify(*options, cli.volume),
        Command::Backout(options) => return answer::backout(*options, cli.volume),
        Command::Baseline(options) => baseline::run(&options, cli.volume),
        Command::Inspect(options) => match &options.rows {
            Some(file) => rows::run(file, &options, cli.volume),
            None => inspect::run(&options, cli.volume),
        },
        Command::Collect { kinds } => collect::run(&kinds),
        Command::Checks => checks::run(),
        Command::Explain { check } => explain::run(&check),
        Command::Init { folder } => init::run(&folder, cli.volume),
        Command::Completions { shell } => completions::run(shell),
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// Writes to standard output what a command was asked for.
fn print(text: impl AsRef<[u8]>) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_ref())?;
    Ok(out.flush()?)
}
