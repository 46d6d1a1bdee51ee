//! What people see on standard error: progress, the closing words, errors.

use std::cell::RefCell;
use std::error::Error as _;
use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::builder::styling::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tenantcheck::error::Error;
use tenantcheck::progress::Progress;

/// The exit code of a run that could not be done.
const COULD_NOT_RUN: u8 = 2;

thread_local! {
    /// What this thread works on, for the case that it fails.
    static AT_WORK: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Says an error and its hint.
pub fn refuse(error: &Error) -> ExitCode {
    // Whoever closed the pipe has read enough.
    if matches!(error, Error::Stdout(cause) if cause.kind() == ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    let mut lines = vec![format!("{} {error}", label("error", AnsiColor::Red))];
    let mut cause = error.source();
    while let Some(reason) = cause {
        lines.push(format!("  {} {reason}", label("cause", AnsiColor::Red)));
        cause = reason.source();
    }
    if let Some(hint) = error.hint() {
        lines.push(format!("\n{} {hint}", label("hint", AnsiColor::Cyan)));
    }
    say(lines.join("\n"));
    ExitCode::from(COULD_NOT_RUN)
}

/// Says something that does not stop the run.
pub fn warn(text: impl Display) {
    say(format!("{} {text}", label("warning", AnsiColor::Yellow)));
}

/// Says what a reader of the answer should know.
pub fn note(text: impl Display) {
    say(format!("{} {text}", label("note", AnsiColor::Cyan)));
}

/// Says something.
pub fn say(text: impl Display) {
    // There is nobody left to tell if standard error is closed.
    let _ = writeln!(anstream::stderr(), "{text}");
}

fn label(word: &str, color: AnsiColor) -> String {
    let style = Style::new().bold().fg_color(Some(color.into()));
    format!("{style}{word}:{style:#}")
}

/// A bug is told with what was being read, and with what to do.
#[expect(clippy::exit, reason = "a panic would exit with 101, which is none of our codes")]
pub fn explain_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let at = AT_WORK.with(|item| item.try_borrow().ok().and_then(|item| item.clone()));
        let during = at.map(|item| format!(" while working on `{item}`")).unwrap_or_default();
        say(format!(
            "{} tenantcheck has a bug and stopped{during}\n  {panic}\n\n{} please report it with the lines above \
             and, if it may be shared, a file that shows it; no report was replaced",
            label("error", AnsiColor::Red),
            label("hint", AnsiColor::Cyan),
        ));
        std::process::exit(i32::from(COULD_NOT_RUN));
    }));
}

/// A bar on a terminal, one stage after the other; nothing elsewhere.
pub struct Bar {
    bar: ProgressBar,
}

impl Bar {
    /// A bar that is hidden if `quiet` or if standard error is no terminal.
    pub fn new(quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{prefix:>9} [{bar:30}] {pos}/{len} {wide_msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        bar.enable_steady_tick(Duration::from_millis(200));
        Self { bar }
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, steps: usize) {
        self.bar.reset();
        self.bar.set_length(steps as u64);
        self.bar.set_prefix(name);
        self.bar.set_message("");
    }

    fn step(&self, item: &str) {
        AT_WORK.with(|at| *at.borrow_mut() = Some(item.to_owned()));
        self.bar.inc(1);
        self.bar.set_message(item.to_owned());
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
