//! The program `tenantcheck`: takes the command line apart, runs one command, gives the exit code.

mod cli;
mod commands;
mod layout;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    terminal::remember_panics();
    match std::panic::catch_unwind(|| commands::run(cli::Cli::parse())) {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => terminal::refuse(&error),
        Err(_) => terminal::explain_panic(),
    }
}
