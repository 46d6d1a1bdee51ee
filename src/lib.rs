//! `tenantcheck` compares the exports of two Microsoft 365 tenants offline.

pub mod check;
pub mod checks;
pub mod collect;
pub mod engine;
pub mod error;
pub mod facts;
pub mod input;
pub mod intern;
pub mod kinds;
pub mod nearest;
pub mod normalize;
pub mod note;
pub mod pair;
pub mod paths;
pub mod plan;
pub mod progress;
pub mod project;
pub mod reading;
pub mod report;
pub mod schema;
pub mod values;

use engine::Answer;
use error::Error;
use facts::Facts;
use intern::Interner;
use plan::Plan;
use progress::Progress;
use schema::Side;

/// The answer to a plan, with everything that sheets show beside it.
#[derive(Debug)]
pub struct Report {
    /// Both tenants.
    pub facts: Facts,
    /// Findings and coverage.
    pub answer: Answer,
}

/// Reads the exports that a plan names and runs all checks over them.
///
/// Writes nothing; that outputs can be written is looked at first, so that a long run does not end there.
pub fn run(plan: &Plan, progress: &dyn Progress) -> Result<Report, Error> {
    for side in [Side::Source, Side::Destination] {
        if plan.tenant(side).paths.is_empty() {
            return Err(Error::NothingGiven { side: side.as_str() });
        }
    }
    paths::check_inputs(plan)?;
    pool(plan)?.install(|| assess(plan, progress))
}

/// As many threads as the plan allows.
fn pool(plan: &Plan) -> Result<rayon::ThreadPool, Error> {
    let threads = plan.threads.unwrap_or_default();
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| Error::Threads { threads, source: source.into() })
}

fn assess(plan: &Plan, progress: &dyn Progress) -> Result<Report, Error> {
    let mut files = Vec::new();
    for side in [Side::Source, Side::Destination] {
        files.extend(input::find(&plan.tenant(side).paths)?);
    }
    paths::check_outputs(plan, files.iter().map(|file| file.path.as_path()))?;
    let interner = Interner::default();
    let reading = reading::read(plan, &interner, progress)?;
    let facts = Facts::build(plan, reading, interner);
    let answer = engine::run(checks::ALL, &facts, progress);
    Ok(Report { facts, answer })
}
