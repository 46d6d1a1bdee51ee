//! The stages of a run, each alone and together, on tenants made in code.
//!
//! `TENANTCHECK_BENCH_MAILBOXES=100000 cargo bench` measures other sizes than 10,000 mailboxes a side.
#![allow(missing_docs, reason = "the macros of criterion make items without")]

mod generate;

use std::path::Path;

use criterion::{BatchSize, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use generate::{Shape, Written};
use rayon::prelude::*;
use tenantcheck::facts::Facts;
use tenantcheck::input::{self, Found, Opened};
use tenantcheck::intern::Interner;
use tenantcheck::kinds::recognise::{Mapping, Recognised, recognise};
use tenantcheck::normalize::{FileId, normalise};
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::{Report, checks, engine, reading, report};

/// How many mailboxes each tenant has unless `TENANTCHECK_BENCH_MAILBOXES` says otherwise.
const MAILBOXES: u64 = 10_000;

/// Rows by which a sheet is recognised here; the tenants have only headers that say enough.
const SAMPLE_ROWS: usize = 100;

fn plan(folder: &Path) -> Plan {
    let mut plan = Plan::new(Command::Assess);
    plan.source.paths = vec![folder.join("source")];
    plan.destination.paths = vec![folder.join("destination")];
    plan
}

fn open(found: &[Found], plan: &Plan) -> Vec<Opened> {
    found.par_iter().map(|found| input::open(found, &plan.reading)).collect()
}

fn mappings(opened: &Opened) -> Vec<Vec<Mapping>> {
    let of_sheet = |sheet: &input::Sheet| {
        let sample = sheet.sample(SAMPLE_ROWS);
        match recognise(&sheet.header, &reading::filled_values(&sample, sheet.header.len())) {
            Recognised::Known(mappings) => mappings,
            Recognised::Unknown { .. } => Vec::new(),
        }
    };
    opened.sheets.iter().map(of_sheet).collect()
}

fn facts(plan: &Plan) -> Facts {
    let interner = Interner::default();
    let reading = reading::read(plan, &interner, &Unwatched).expect("exports of both sides");
    Facts::build(plan, reading, interner)
}

fn stages(criterion: &mut Criterion) {
    let mailboxes =
        std::env::var("TENANTCHECK_BENCH_MAILBOXES").map_or(MAILBOXES, |text| text.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let Written { bytes, rows } =
        generate::tenants(folder.path(), Shape::usual(mailboxes)).expect("room for the exports");
    let plan = plan(folder.path());
    let both = Throughput::ElementsAndBytes { elements: rows, bytes };
    let found: Vec<Found> = [&plan.source, &plan.destination]
        .into_iter()
        .flat_map(|tenant| input::find(&tenant.paths).expect("exports"))
        .collect();

    let mut group = criterion.benchmark_group(format!("{mailboxes} mailboxes"));
    group.sample_size(10).sampling_mode(SamplingMode::Flat).throughput(both);

    group.bench_function("read", |bencher| {
        bencher.iter(|| {
            open(&found, &plan).par_iter().flat_map(|opened| opened.sheets.par_iter()).for_each(|sheet| {
                let all: Vec<usize> = (0..sheet.header.len()).collect();
                sheet.read(&all, &|_, _| {});
            });
        });
    });

    let opened = open(&found, &plan);
    let mapped: Vec<Vec<Vec<Mapping>>> = opened.iter().map(mappings).collect();
    // Rows are cut into cells on the way, as always: no stage keeps the text of all cells.
    group.bench_function("normalise", |bencher| {
        bencher.iter(|| {
            let interner = Interner::default();
            let sheets =
                opened.par_iter().zip(&mapped).flat_map(|(opened, mapped)| opened.sheets.par_iter().zip(mapped));
            sheets.for_each(|(sheet, mappings)| {
                for mapping in mappings {
                    normalise(sheet, mapping, FileId(0), &interner);
                }
            });
        });
    });
    drop((opened, mapped));

    group.bench_function("pair", |bencher| {
        let read = || {
            let interner = Interner::default();
            (reading::read(&plan, &interner, &Unwatched).expect("exports of both sides"), interner)
        };
        bencher.iter_batched(
            read,
            |(reading, interner)| Facts::build(&plan, reading, interner),
            BatchSize::PerIteration,
        );
    });

    let known = facts(&plan);
    group.bench_function("check", |bencher| {
        bencher.iter(|| engine::run(&checks::of(Command::Assess), &known, &Unwatched));
    });

    let answer = engine::run(&checks::of(Command::Assess), &known, &Unwatched);
    let mut report = Report { facts: known, answer, waves: None, licences: None };
    report.facts.plan.output.workbook = Some(folder.path().join("assessment.xlsx"));
    group.bench_function("write", |bencher| {
        bencher.iter(|| report::write(&report, &Unwatched).expect("room for the workbook"));
    });
    drop(report);

    group.bench_function("together", |bencher| {
        bencher.iter(|| tenantcheck::run(&plan, &Unwatched).expect("exports of both sides"));
    });
    group.finish();
    later(criterion, folder.path(), mailboxes);
}

/// The commands of the move itself, which are run again and again: each as a whole, and its checks alone.
fn later(criterion: &mut Criterion, folder: &Path, mailboxes: u64) {
    generate::moved(folder, Shape::usual(mailboxes)).expect("room for the exports");
    generate::back(folder, Shape::usual(mailboxes)).expect("room for the exports");
    let mut group = criterion.benchmark_group(format!("{mailboxes} mailboxes, the move"));
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    let commands = [
        ("cutover", Command::Cutover, "migration.toml"),
        ("verify", Command::Verify, "verify.toml"),
        ("backout", Command::Backout, "backout.toml"),
    ];
    for (name, command, project) in commands {
        let plan = Project::read(&folder.join(project), &[]).expect("a project").into_plan(command);
        let known = facts(&plan);
        let asked = checks::of(command);
        group.bench_function(format!("check {name}"), |bencher| {
            bencher.iter(|| engine::run(&asked, &known, &Unwatched));
        });
        drop(known);
        group.bench_function(format!("{name} together"), |bencher| {
            bencher.iter(|| tenantcheck::run(&plan, &Unwatched).expect("exports of both sides"));
        });
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
