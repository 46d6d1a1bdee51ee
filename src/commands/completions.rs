//! `tenantcheck completions SHELL`: what a shell needs to complete the command line.

use clap::CommandFactory;
use clap_complete::Shell;
use tenantcheck::error::Error;

use crate::cli::Cli;

pub fn run(shell: Shell) -> Result<(), Error> {
    // The generator panics on a closed pipe; a vector has none.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "tenantcheck", &mut script);
    super::print(script)
}
