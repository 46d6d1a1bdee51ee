//! Measures whole runs on tenants made in code: `cargo run --release --example measure -- MAILBOXES [FOLDER [RIGHTS [RING]]]`.
//!
//! RIGHTS are those that people have on each mailbox, RING the mailboxes that forward to each other in one circle.
//! The tenants are written into the folder unless it holds some, so that the program itself can be run on
//! them too: `tenantcheck assess --project FOLDER/migration.toml`; `cutover` with the same project, `verify` with
//! `verify.toml` and `backout` with `backout.toml`.
#![allow(clippy::print_stdout, reason = "what is measured is what a person wants to read")]

#[path = "../benches/generate/mod.rs"]
mod generate;

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use generate::{Shape, Written};
use tenantcheck::facts::Facts;
use tenantcheck::intern::Interner;
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::report::view::View;
use tenantcheck::report::{self, workbook};
use tenantcheck::{Report, checks, engine, reading};

/// What makes the exports that a command needs beside those before it.
type Write = fn(&Path, Shape) -> io::Result<Written>;

/// What is measured, with the project file that the exports come with.
const COMMANDS: [(Command, &str, Write); 4] = [
    (Command::Assess, "migration.toml", generate::tenants),
    (Command::Cutover, "migration.toml", generate::tenants),
    (Command::Verify, "verify.toml", generate::moved),
    (Command::Backout, "backout.toml", generate::back),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mailboxes: u64 = arguments.next().as_deref().unwrap_or("10000").parse()?;
    let temporary = tempfile::tempdir()?;
    let folder = arguments.next().map_or_else(|| temporary.path().to_owned(), PathBuf::from);
    let mut shape = Shape::usual(mailboxes);
    for field in [&mut shape.rights, &mut shape.ring] {
        *field = arguments.next().map_or(Ok(*field), |text| text.parse())?;
    }
    for (command, project, write) in COMMANDS {
        let project = folder.join(project);
        if !project.exists() {
            write(&folder, shape)?;
        }
        let plan = Project::read(&project, &[])?.into_plan(command);
        println!("{command:?}, {mailboxes} mailboxes a side");
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
            pool.install(|| measure(&plan, threads, &temporary.path().join("report.xlsx")))?;
        }
    }
    Ok(())
}

/// One run, stage by stage, and what the process needed at most.
fn measure(plan: &Plan, threads: usize, workbook: &Path) -> Result<(), tenantcheck::error::Error> {
    forget_peak();
    let (start, busy_before) = (Instant::now(), busy());
    let interner = Interner::default();
    let reading = reading::read(plan, &interner, &Unwatched)?;
    let read = start.elapsed();
    let bytes: u64 = reading.files.iter().map(|file| file.bytes).sum();
    let rows: u64 = reading.files.iter().map(|file| file.rows).sum();
    let facts = Facts::build(plan, reading, interner);
    let paired = start.elapsed();
    let answer = engine::run(&checks::of(plan.command), &facts, &Unwatched);
    let all = start.elapsed();
    let busy_checking = busy() - busy_before;
    let found = answer.findings.len();
    let mut report = Report { facts, answer, waves: None, licences: None };
    report.facts.plan.output.workbook = Some(workbook.to_owned());
    let cells: usize = {
        let view = View::of(&report);
        workbook::of(&view).grids().map(|grid| grid.len * grid.columns.len()).sum()
    };
    let (writing, busy_before) = (Instant::now(), busy());
    report::write(&report, &Unwatched)?;
    let written = writing.elapsed().as_secs_f64();
    let busy_writing = busy() - busy_before;
    let seconds = all.as_secs_f64();
    println!(
        "{threads} threads: {:.2} s (read {:.2}, pair {:.2}, check {:.2}; processor {busy_checking:.2}), {:.0} MB, {:.0} MB/s, {rows} rows, {:.0} rows/s, {found} findings; workbook {:.2} s (processor {busy_writing:.2}), {:.0} cells/s; peak {}",
        seconds,
        read.as_secs_f64(),
        paired.as_secs_f64() - read.as_secs_f64(),
        seconds - paired.as_secs_f64(),
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / seconds,
        rows as f64 / seconds,
        written,
        cells as f64 / written,
        peak().unwrap_or_else(|| "unknown".to_owned()),
    );
    Ok(())
}

/// Seconds that the process kept processors busy so far: where others share the machine, they say more than the
/// clock. 0 where the system does not tell.
fn busy() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold blanks.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace().skip(11).take(2);
    let ticks: f64 = fields.filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// Starts counting the peak of memory anew; where the system cannot, the peak of the process so far is shown.
fn forget_peak() {
    let _ = fs::write(Path::new("/proc/self/clear_refs"), "5");
}

/// The most memory that the process held, as the system writes it.
fn peak() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(format!("{:.0} MB", kilobytes / 1e3))
}
