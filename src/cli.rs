//! The command line: commands, options and their help, declared for clap.

mod help;
mod plan;
mod words;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::Date;
use tenantcheck::check::Severity;
use tenantcheck::plan::{Mover, PairBy};
use tenantcheck::project::{MOVERS, PAIR_BY};
use tenantcheck::schema::Side;

use self::help::{
    ASSESS_HELP, BACKOUT_HELP, BASELINE_HELP, CUTOVER_HELP, HELP, INSPECT_HELP, LICENCES_HELP, VERIFY_HELP, WAVES_HELP,
};
pub use self::plan::Planned;
use self::words::{Encoding, FAIL_ON, SIDES, delimiter, domain_name, encoding, gigabytes, percent, rename, words};

/// Compares the exports of two Microsoft 365 tenants and says what will break when one moves into the other
///
/// Reads CSV files and Excel workbooks from disk. Needs no account and no network, and changes nothing in either tenant.
#[derive(Debug, Parser)]
#[command(name = "tenantcheck", version, max_term_width = 100, after_help = HELP)]
pub struct Cli {
    #[command(flatten)]
    pub volume: Volume,
    #[command(subcommand)]
    pub command: Command,
}

/// How much is said on standard error.
#[derive(Debug, Clone, Copy, Args)]
pub struct Volume {
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: each file that was read, each check that was not run
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// What will break, who becomes whom, what is missing
    #[command(after_help = ASSESS_HELP)]
    Assess(Box<AssessOptions>),
    /// Who must move together, and what each cut breaks
    #[command(after_help = WAVES_HELP)]
    Waves(Box<WavesOptions>),
    /// What to buy for the move, and why
    #[command(alias = "licenses", after_help = LICENCES_HELP)]
    Licences(Box<LicencesOptions>),
    /// What still holds the domain that leaves, the clock, the order of work
    #[command(after_help = CUTOVER_HELP)]
    Cutover(Box<CutoverOptions>),
    /// What did not arrive at the destination, what is left over
    #[command(after_help = VERIFY_HELP)]
    Verify(Box<VerifyOptions>),
    /// What has not been restored after the way back
    #[command(after_help = BACKOUT_HELP)]
    Backout(Box<BackoutOptions>),
    /// Check that the exports will do as a backup, and keep them so that nobody can change them unseen
    #[command(after_help = BASELINE_HELP)]
    Baseline(Box<KeepOptions>),
    /// What each file is, how it was read, what is wrong with it
    #[command(after_help = INSPECT_HELP)]
    Inspect(InspectOptions),
    /// Print a read-only PowerShell script that makes every export of one tenant
    #[command(after_help = "Examples:\n  tenantcheck collect > collect.ps1\n  tenantcheck collect --kind mailboxes")]
    Collect {
        /// Only this kind of export (repeatable)
        #[arg(long = "kind", value_name = "KIND")]
        kinds: Vec<String>,
    },
    /// List all checks
    Checks,
    /// One check: what it finds, why it matters, what it needs, how to fix it
    #[command(after_help = "Examples:\n  tenantcheck explain ADR001\n  tenantcheck explain address-taken")]
    Explain {
        /// Code or name of the check
        #[arg(value_name = "CODE")]
        check: String,
    },
    /// Make a project folder: `migration.toml`, `source/` and `destination/`
    Init {
        /// The folder; made if it is not there
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// What the commands that compare two tenants take.
#[derive(Debug, Args)]
pub struct RunOptions {
    /// The project file
    #[arg(long, value_name = "FILE")]
    pub project: Option<PathBuf>,
    /// Exit with 1 if there is a finding of this severity or a worse one
    #[arg(long, value_name = "SEVERITY", default_value = "never", value_parser = words(&FAIL_ON))]
    pub fail_on: FailOn,
    /// Number of threads; all cores unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// The day that counts as today, such as 2026-11-22; no clock is read
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
    // The headings of these hold for all that follows.
    #[command(flatten)]
    pub input: InputOptions,
    #[command(flatten)]
    pub reading: ReadingOptions,
    #[command(flatten)]
    pub output: OutputOptions,
}

/// What `assess` takes.
#[derive(Debug, Args)]
pub struct AssessOptions {
    #[command(flatten)]
    pub gaps: GapOptions,
    #[command(flatten)]
    pub run: RunOptions,
}

/// What `cutover` takes.
#[derive(Debug, Args)]
pub struct CutoverOptions {
    /// A domain that leaves (repeatable); all moving domains unless given
    #[arg(long = "domain", value_name = "DOMAIN", value_parser = domain_name, help_heading = "Cutover")]
    pub domains: Vec<String>,
    /// The tenant that it leaves; in a back-out that is the destination
    #[arg(long, default_value = "source", value_parser = words(&SIDES), ignore_case = true, help_heading = "Cutover")]
    pub side: Side,
    #[command(flatten)]
    pub gaps: GapOptions,
    #[command(flatten)]
    pub run: RunOptions,
}

/// What `verify` takes.
#[derive(Debug, Args)]
pub struct VerifyOptions {
    #[command(flatten)]
    pub baseline: BaselineOptions,
    /// Only these objects: a list with the column Source, or an assessment with its Decision and Wave
    #[arg(long, value_name = "FILE", help_heading = "Scope")]
    pub scope: Option<PathBuf>,
    /// Only objects of this wave (repeatable)
    #[arg(long = "wave", value_name = "WAVE", help_heading = "Scope")]
    pub waves: Vec<String>,
    /// How much less content than before is no gap, in percent of the items; 1 unless given
    #[arg(long, value_name = "PERCENT", value_parser = percent, help_heading = "Scope")]
    pub tolerance: Option<f64>,
    #[command(flatten)]
    pub gaps: GapOptions,
    #[command(flatten)]
    pub run: RunOptions,
}

/// What `backout` takes.
#[derive(Debug, Args)]
pub struct BackoutOptions {
    #[command(flatten)]
    pub baseline: BaselineOptions,
    #[command(flatten)]
    pub gaps: GapOptions,
    #[command(flatten)]
    pub run: RunOptions,
}

/// Both tenants as they were before the move.
#[derive(Debug, Args)]
#[command(next_help_heading = "Before the move")]
pub struct BaselineOptions {
    /// Exports of the source as it was before the move
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub baseline: Vec<PathBuf>,
    /// Exports of the destination as it was before the move
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub baseline_destination: Vec<PathBuf>,
}

/// What `baseline` takes.
#[derive(Debug, Args)]
pub struct KeepOptions {
    /// The project file
    #[arg(long, value_name = "FILE")]
    pub project: Option<PathBuf>,
    /// Exports of the tenant that people leave: folders, searched recursively, or files
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub source: Vec<PathBuf>,
    /// Exports of the tenant that they join
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub destination: Vec<PathBuf>,
    /// Where the dated folder is made; `before` beside the project file unless given
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The day that names the folder; the latest one in the exports unless given
    #[arg(long, value_name = "DATE")]
    pub today: Option<Date>,
    /// Keep exports with gaps too; the manifest names the gaps
    #[arg(long)]
    pub incomplete: bool,
    /// Number of threads; all cores unless given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub reading: ReadingOptions,
}

/// What closes gaps.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct GapOptions {
    /// Also write the files that close what was found, with scripts and their undoing, into this folder
    #[arg(long, value_name = "DIR")]
    pub actions: Option<PathBuf>,
}

/// What `waves` takes.
#[derive(Debug, Args)]
pub struct WavesOptions {
    /// Most mailboxes in one wave
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    pub max_size: Option<u32>,
    /// Most GB in one wave, of 1024³ bytes and with archives
    #[arg(long = "max-gb", value_name = "N", value_parser = gigabytes, help_heading = "Limits")]
    pub max_bytes: Option<u64>,
    #[command(flatten)]
    pub run: RunOptions,
}

/// What `licences` takes.
#[derive(Debug, Args)]
pub struct LicencesOptions {
    /// The rules of the mover's licences: a shipped profile, or a file that ends in `.toml`
    #[arg(long, value_name = "NAME|FILE.toml", help_heading = "Estimate")]
    pub profile: Option<String>,
    /// How much mailboxes grow until the cutover; 10 unless given
    #[arg(long, value_name = "PERCENT", value_parser = percent, help_heading = "Estimate")]
    pub growth: Option<f64>,
    /// What you pay: a table with the columns Unit, Price and Currency
    #[arg(long, value_name = "FILE", help_heading = "Estimate")]
    pub prices: Option<PathBuf>,
    /// Print a shipped profile, to write your own from it, and do nothing else
    #[arg(long, value_name = "NAME", exclusive = true, help_heading = "Estimate")]
    pub print_profile: Option<String>,
    #[command(flatten)]
    pub run: RunOptions,
}

/// The severity at which a run counts as failed; `None` is never.
#[derive(Debug, Clone, Copy)]
pub struct FailOn(pub Option<Severity>);

/// What is read, and what is known about it.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub struct InputOptions {
    /// Exports of the tenant that people leave: folders, searched recursively, or files
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub source: Vec<PathBuf>,
    /// Exports of the tenant that they join
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub destination: Vec<PathBuf>,
    /// Who becomes whom: a table with the columns Source and Destination
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// An earlier workbook: what people wrote into it is carried over; may be the one of `--out`
    #[arg(long, value_name = "FILE")]
    pub previous: Option<PathBuf>,
    /// A domain that has another name after the move (repeatable)
    #[arg(long, value_name = "OLD=NEW", value_parser = rename)]
    pub domain_map: Vec<(String, String)>,
    /// What copies the mail; `migrationwiz` unless given
    #[arg(long, value_parser = words(&MOVERS), ignore_case = true)]
    pub mover: Option<Mover>,
    /// Also pair objects that only share an alias (`address`) or a display name (`name`)
    #[arg(long, value_name = "WHAT", value_parser = words(&PAIR_BY), ignore_case = true)]
    pub pair_by: Option<PairBy>,
}

/// How files are read where they do not say it themselves.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadingOptions {
    /// Code page of files that are neither UTF-8 nor UTF-16; `windows-1252` unless given
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
    /// Delimiter of CSV files, a character or `tab`; recognised unless given
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,
}

/// Where the answer goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputOptions {
    /// The workbook; in `reports/` and named for the command unless given
    #[arg(long, value_name = "FILE", conflicts_with = "no_workbook")]
    pub out: Option<PathBuf>,
    /// Write no workbook
    #[arg(long)]
    pub no_workbook: bool,
    /// Also write the answer as JSON; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
    /// Also write each sheet as CSV, in full length, into this folder
    #[arg(long, value_name = "DIR")]
    pub csv: Option<PathBuf>,
}

/// What `inspect` takes.
#[derive(Debug, Args)]
pub struct InspectOptions {
    /// Folders, searched recursively, or files
    #[arg(value_name = "PATH", required_unless_present = "rows")]
    pub paths: Vec<PathBuf>,
    /// Print the table of one file as it was read: UTF-8, commas, header first, nothing left out
    #[arg(long, value_name = "FILE", conflicts_with = "paths")]
    pub rows: Option<PathBuf>,
    /// The sheet of a workbook
    #[arg(long, value_name = "NAME", requires = "rows")]
    pub sheet: Option<String>,
    #[command(flatten)]
    pub reading: ReadingOptions,
}
