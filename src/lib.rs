//! `tenantcheck` compares the exports of two Microsoft 365 tenants offline and writes the workbooks that a
//! tenant-to-tenant move is run with.
//!
//! In one sentence: files become typed tables, the tables of two tenants become objects that are paired, a
//! catalogue of checks selects from them, what is selected becomes findings, findings become sheets.
//!
//! ```text
//!  files ─► input ─► normalize ─► tenant + pair ─► engine × checks ─► report ─► xlsx / csv / json
//!           text      Table         Facts             Finding          Grid, Page
//!             └─ Note ───┴─ Note ─────┴─ not run ────────┴─────────► Inputs and Coverage sheets
//! ```
//!
//! Three words are never mixed: an [`error`](error::Error) stops the run, a [`note`](note::Note) is about
//! imperfect input, a [`finding`](check::Finding) is the answer. Bad data is a value: one unreadable cell never
//! ends a run. Absence of data is never absence of trouble: a check whose columns are missing is reported as
//! not run, with the command that exports them.
//!
//! # Code map
//!
//! A module uses those above it only; none may know what stands in the last column.
//!
//! | module | purpose | may not know |
//! |---|---|---|
//! | [`error`] | what was being done, to which file, and a hint | any other module |
//! | [`values`] | text to value: addresses, lists, sizes, dates, flags, identities; pure functions on `&str` | polars, files, columns |
//! | [`intern`] | every distinct text once, so that joins compare integers | what the texts mean |
//! | [`note`] | what is imperfect about an input | who reads it |
//! | [`schema`] | [`Column`](schema::Column), [`Kind`](schema::Kind), [`schema::Side`]: what a table looks like | which kinds exist |
//! | [`skus`] | Microsoft's products and the mailbox plan in each | who has which |
//! | [`severity`] | how bad a finding is | which findings there are |
//! | [`kinds`] | one kind of export a file: its columns with all their spellings, the command that exports it; recognition | files, checks |
//! | [`collect`] | the script that makes all exports, from the kinds' own parts | files, checks |
//! | [`input`] | finds files, decodes, opens CSV, Excel or a zone file, finds the header, yields text | checks |
//! | [`normalize`] | text × kind to a typed [`Table`](normalize::Table), with notes | where the text came from |
//! | [`previous`] | what people wrote into an earlier workbook, and what it had found | which sheets there are now |
//! | [`plan`], [`progress`] | what a run is asked, and who watches it | the command line |
//! | [`movers`] | what each mover carries, needs and refuses, with sources and dates | tenants, checks |
//! | [`paths`] | inputs given once, outputs that are no inputs | what is in the files |
//! | [`reading`] | all files of a run to tables, and the account of every row | what the tables say |
//! | [`tenant`] | the union of one side's tables: objects, addresses, sizes, domains | the other tenant, pairs |
//! | [`pair`] | who becomes whom | checks, reports |
//! | [`facts`] | both tenants and their pairs, as checks and sheets see them; what became of rights, members and forwards | checks, reports |
//! | [`check`] | [`Check`](check::Check), [`Need`](check::Need), [`Finding`](check::Finding), [`Coverage`](check::Coverage) | which checks exist |
//! | [`checks`] | one check a file: one `static` that carries all that is said about it, one function that selects | files, headers, Excel, the command line |
//! | [`waves`] | who must move together: mailboxes that share rights, divided with the least harm | files, checks, Excel, the command line |
//! | [`licences`] | what to buy: the rules of each mover as data, a line for every object, totals side by side | files, checks, Excel, the command line |
//! | [`engine`] | runs the catalogue in parallel: needs, overrides, order | how results are shown |
//! | [`runbook`] | the steps of the migration runbook, and how each of them stands | sheets |
//! | [`baseline`] | exports kept as they were before the move, and whether they still are | the command line |
//! | [`report`] | sheets declared as data, and what writes them; only `report::xlsx` knows the Excel writer | how a check works |
//! | [`actions`] | what closes the gaps: one action a file, rows with what takes them back, fixed scripts | how a check works, Excel, the command line |
//! | [`project`] | the project file | how a run works |
//!
//! Four catalogues have one shape, a folder of files with one `static` each and a `mod.rs` that lists them:
//! `kinds/` (what can be read), `checks/` (what is looked for), `report/sheets/` (what is shown), `actions/` (what is
//! handed over). Learn one and you know them all.
//!
//! What comes from a tenant has dozens of optional columns and many dialects: it lives in polars frames with a
//! declared schema. What this crate defines ([`Object`](tenant::Object), [`Finding`](check::Finding), ...) is a
//! struct with public fields. Every text is interned on the way in, so that frames, joins and objects hold
//! 32-bit numbers, and one address is compared as one integer wherever it occurs.
//!
//! A run reads up to four sets of exports: each tenant before the move and now ([`Snapshot`](schema::Snapshot)). Two
//! of them are paired with each other, as [`Command::paired`](plan::Command::paired) says: both of now before the move,
//! the source of before with the destination of now after it. [`Facts`] are those of the pair; their
//! [`counterpart`](Facts::counterpart) has the same two tenants at the other moment, and
//! [`Again`](facts::Again) says which object of then is which one now.
//!
//! Everything written is sorted by declared keys: no hash order, no clock unless given, the same bytes from
//! one thread and from eight.

pub mod actions;
pub mod baseline;
pub mod check;
pub mod checks;
pub mod collect;
pub mod engine;
pub mod error;
pub mod facts;
pub mod input;
pub mod intern;
pub mod kinds;
pub mod licences;
pub mod movers;
pub mod nearest;
pub mod normalize;
pub mod note;
pub mod pair;
pub mod paths;
pub mod plan;
pub mod previous;
pub mod progress;
pub mod project;
pub mod reading;
pub mod report;
pub mod runbook;
pub mod schema;
pub mod severity;
pub mod skus;
pub mod tenant;
pub mod values;
pub mod waves;

use engine::Answer;
use error::Error;
use facts::Facts;
use intern::Interner;
use licences::{Estimate, profile};
use plan::{Command, Plan};
use progress::Progress;
use reading::Reading;
use waves::Proposal;

/// The answer to a plan, with everything that sheets show beside it.
#[derive(Debug)]
pub struct Report {
    /// Both tenants.
    pub facts: Facts,
    /// Findings and coverage.
    pub answer: Answer,
    /// Who moves when, where that was asked.
    pub waves: Option<Proposal>,
    /// What to buy, where that was asked.
    pub licences: Option<Estimate>,
}

/// Reads the exports that a plan names, and runs the checks of its command over them.
///
/// Writes nothing; that outputs can be written is looked at first, so that a long run does not end there.
pub fn run(plan: &Plan, progress: &dyn Progress) -> Result<Report, Error> {
    for whose in plan.command.required(&plan.cutover_of) {
        if plan.paths(whose).is_empty() {
            return Err(Error::NothingGiven { whose: whose.as_str(), option: whose.option() });
        }
    }
    paths::check_inputs(plan)?;
    pool(plan)?.install(|| answer(plan, progress))
}

/// As many threads as the plan allows.
fn pool(plan: &Plan) -> Result<rayon::ThreadPool, Error> {
    let threads = plan.threads.unwrap_or_default();
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| Error::Threads { threads, source: source.into() })
}

fn answer(plan: &Plan, progress: &dyn Progress) -> Result<Report, Error> {
    let trust = baseline::check(plan)?;
    let mut files = Vec::new();
    for &snapshot in plan.command.reads() {
        files.extend(input::find(plan.paths(snapshot))?);
    }
    paths::check_outputs(plan, files.iter().map(|file| file.path.as_path()))?;
    let interner = Interner::default();
    let profile = match plan.command {
        Command::Assess | Command::Licences => Some(profile::of(plan)?),
        _ => None,
    };
    let previous = plan.previous.as_deref().map(|path| {
        previous::read(path, &report::shapes(profile.as_ref()), report::workbook::project(plan), &plan.reading.limits)
    });
    let previous = previous.transpose()?;
    let reading = Reading { previous, ..reading::read(plan, &interner, progress)? };
    let mut facts = Facts::build(plan, reading, interner);
    facts.require_tenants()?;
    facts.require_scope()?;
    facts.trust = trust;
    // A profile without a limit leaves the checks with that of the runbook, which is always shown beside it.
    facts.block = profile.as_ref().and_then(licences::Profile::block).unwrap_or(facts.block);
    let waves = (plan.command == Command::Waves).then(|| Proposal::of(&facts));
    if let Some(proposal) = &waves {
        // The checks judge the waves that are proposed, as they would if a person had written them down.
        facts.waves = proposal.as_facts();
    }
    let answer = engine::run(&checks::of(plan.command), &facts, progress);
    let licences = profile.map(|profile| Estimate::of(&facts, &profile));
    Ok(Report { facts, answer, waves, licences })
}
