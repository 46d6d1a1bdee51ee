//! The program `tenantcheck`: takes the command line apart, runs one command, gives the exit code.

mod cli;
mod commands;
mod layout;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    terminal::explain_panics();
    match commands::run(cli::Cli::parse()) {
        Ok(code) => code,
        Err(error) => terminal::refuse(&error),
    }
}
