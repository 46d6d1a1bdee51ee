//! The plan of a run: what is read, what the two tenants are told about, where the answer goes.
//! Plain data; whether it was said in a project file or on the command line is not known here.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Zoned;
use jiff::civil::Date;

use crate::input;
use crate::schema::{Moment, Side, Snapshot};
use crate::severity::Severity;

/// Everything that one run needs to know.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The question.
    pub command: Command,
    /// The project file, if there is one; never written to.
    pub project: Option<PathBuf>,
    /// What the move is called.
    pub name: Option<String>,
    /// When the mail is switched over, with the zone in which that was said.
    pub cutover: Option<Zoned>,
    /// The tenant that people leave.
    pub source: Tenant,
    /// The tenant that they join.
    pub destination: Tenant,
    /// Both tenants as they were before.
    pub baseline: Baseline,
    /// Domains of the source that are transferred; `None` takes them from the accepted domains.
    pub moving_domains: Option<Vec<String>>,
    /// Domain of the source to the domain after the move, where it changes; lower case.
    pub domain_map: BTreeMap<String, String>,
    /// File that says who becomes whom.
    pub map: Option<PathBuf>,
    /// An earlier workbook, from which what people wrote is carried over.
    pub previous: Option<PathBuf>,
    /// What copies the mail.
    pub mover: Mover,
    /// Also pair what pairing would only suggest.
    pub pair_by: Option<PairBy>,
    /// What is bought.
    pub licences: Licences,
    /// How much moves at a time.
    pub waves: Waves,
    /// Which domains leave which tenant.
    pub cutover_of: Cutover,
    /// Which objects are looked at after the move.
    pub scope: Scope,
    /// How much less content than before is no gap, in percent of the items; 0 or more.
    pub tolerance_percent: f64,
    /// Checks that are switched off or weigh differently, by code.
    pub overrides: BTreeMap<String, Override>,
    /// The day that counts as today. There is no other clock: without it nothing depends on the day.
    pub today: Option<Date>,
    /// How many threads to use, at least 1; `None` uses all cores.
    pub threads: Option<usize>,
    /// How files are read where they do not say it themselves.
    pub reading: input::Options,
    /// Where the answer goes.
    pub output: Output,
}

impl Plan {
    /// A plan that reads nothing and writes nothing.
    pub fn new(command: Command) -> Self {
        Self {
            command,
            project: None,
            name: None,
            cutover: None,
            source: Tenant::default(),
            destination: Tenant::default(),
            baseline: Baseline::default(),
            moving_domains: None,
            domain_map: BTreeMap::new(),
            map: None,
            previous: None,
            mover: Mover::default(),
            pair_by: None,
            licences: Licences::default(),
            waves: Waves::default(),
            cutover_of: Cutover::default(),
            scope: Scope::default(),
            tolerance_percent: Scope::TOLERANCE_PERCENT,
            overrides: BTreeMap::new(),
            today: None,
            threads: None,
            reading: input::Options::default(),
            output: Output::default(),
        }
    }

    /// What is said about the tenant on this side.
    pub const fn tenant(&self, side: Side) -> &Tenant {
        match side {
            Side::Source => &self.source,
            Side::Destination => &self.destination,
        }
    }

    /// The folders and files with a set of exports; none where the command does not read it.
    pub fn paths(&self, of: Snapshot) -> &[PathBuf] {
        if !self.command.reads().contains(&of) {
            return &[];
        }
        let baseline = match of.side {
            Side::Source => &self.baseline.source,
            Side::Destination => &self.baseline.destination,
        };
        match of.moment {
            Moment::Before => baseline,
            // A source that was not exported anew says nothing about now.
            Moment::Now
                if self.command == Command::Verify && of == Snapshot::SOURCE && self.source.paths == *baseline =>
            {
                &[]
            }
            Moment::Now => &self.tenant(of.side).paths,
        }
    }
}

/// The question that a run answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// What will break, who becomes whom, what is missing.
    Assess,
    /// Who must move together, and what each cut breaks.
    Waves,
    /// What to buy for the move, and why.
    Licences,
    /// What still holds a domain that leaves its tenant.
    Cutover,
    /// What did not arrive, and what is left over.
    Verify,
    /// What has not been restored.
    Backout,
    /// Whether exports will do as a baseline; keeps them.
    Baseline,
}

impl Command {
    /// All of them, in the order of a project's life.
    pub const ALL: [Self; 7] =
        [Self::Assess, Self::Licences, Self::Waves, Self::Baseline, Self::Cutover, Self::Verify, Self::Backout];

    /// The word on the command line and in the JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assess => "assess",
            Self::Waves => "waves",
            Self::Licences => "licences",
            Self::Cutover => "cutover",
            Self::Verify => "verify",
            Self::Backout => "backout",
            Self::Baseline => "baseline",
        }
    }

    /// Name of its workbook, without extension.
    pub const fn workbook(self) -> &'static str {
        match self {
            Self::Assess => "assessment",
            Self::Waves => "waves",
            Self::Licences => "licences",
            Self::Cutover => "cutover",
            Self::Verify => "verification",
            Self::Backout => "backout",
            Self::Baseline => "baseline",
        }
    }

    /// The sets without which it has nothing to answer from.
    pub fn required(self, cutover: &Cutover) -> Vec<Snapshot> {
        match self {
            Self::Assess => vec![Snapshot::SOURCE, Snapshot::DESTINATION],
            Self::Waves | Self::Licences | Self::Baseline => vec![Snapshot::SOURCE],
            Self::Cutover => vec![Snapshot { side: cutover.side, moment: Moment::Now }],
            Self::Verify => vec![Snapshot::SOURCE_BEFORE, Snapshot::DESTINATION],
            Self::Backout => vec![Snapshot::SOURCE_BEFORE, Snapshot::SOURCE],
        }
    }

    /// The sets of exports that it looks at.
    pub const fn reads(self) -> &'static [Snapshot] {
        match self {
            Self::Assess | Self::Waves | Self::Licences | Self::Cutover | Self::Baseline => {
                &[Snapshot::SOURCE, Snapshot::DESTINATION]
            }
            Self::Verify | Self::Backout => {
                &[Snapshot::SOURCE_BEFORE, Snapshot::DESTINATION_BEFORE, Snapshot::SOURCE, Snapshot::DESTINATION]
            }
        }
    }

    /// The two sets whose objects are paired with each other: of the source, and of the destination.
    pub const fn paired(self) -> [Snapshot; 2] {
        match self {
            Self::Assess | Self::Waves | Self::Licences | Self::Cutover | Self::Baseline => {
                [Snapshot::SOURCE, Snapshot::DESTINATION]
            }
            Self::Verify => [Snapshot::SOURCE_BEFORE, Snapshot::DESTINATION],
            Self::Backout => [Snapshot::SOURCE_BEFORE, Snapshot::DESTINATION_BEFORE],
        }
    }
}

/// Which domains leave which tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cutover {
    /// The tenant that they leave: the source, or in a back-out the destination.
    pub side: Side,
    /// The domains, lower case; none takes the moving domains.
    pub domains: Vec<String>,
}

impl Default for Cutover {
    fn default() -> Self {
        Self { side: Side::Source, domains: Vec::new() }
    }
}

/// Which objects are looked at after the move; all where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// A list of source objects, or the assessment with its columns Decision and Wave.
    pub file: Option<PathBuf>,
    /// Only those of these waves.
    pub waves: Vec<String>,
}

impl Scope {
    /// How much less content than before is no gap unless somebody knows better, in percent of the items.
    pub const TOLERANCE_PERCENT: f64 = 1.0;
}

/// What is said about one tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tenant {
    /// Folders and files with its exports.
    pub paths: Vec<PathBuf>,
    /// Its `*.onmicrosoft.com` domain, lower case; `None` takes it from the exports.
    pub initial_domain: Option<String>,
    /// Accounts of the migration, lower case; out of scope.
    pub service_accounts: Vec<String>,
    /// Accounts made to try the move, lower case; in scope.
    pub test_accounts: Vec<String>,
}

/// Both tenants as they were before the move.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Exports of the source.
    pub source: Vec<PathBuf>,
    /// Exports of the destination.
    pub destination: Vec<PathBuf>,
}

/// What copies the mail; some checks depend on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mover {
    /// `BitTitan` `MigrationWiz`: licences in blocks of 50 GB, access through a service account.
    #[default]
    Migrationwiz,
    /// Microsoft's cross-tenant mailbox migration: prepared mail users, equal GUIDs, no holds.
    Native,
    /// No mover: only what holds for each of them.
    None,
}

impl Mover {
    /// The word on the command line and in the project file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Migrationwiz => "migrationwiz",
            Self::Native => "native",
            Self::None => "none",
        }
    }
}

/// What is taken for a pair although it is only a suggestion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairBy {
    /// The destination object holds a future address as an alias.
    Address,
    /// The destination object has the same display name.
    Name,
}

impl PairBy {
    /// The word on the command line and in the project file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Name => "name",
        }
    }
}

/// What is bought for the move.
#[derive(Debug, Clone, PartialEq)]
pub struct Licences {
    /// The rules of the mover's licences; `None` takes those of the mover.
    pub profile: Option<Rules>,
    /// How much mailboxes grow until the cutover, in percent of their size; 0 or more.
    pub growth_percent: f64,
    /// Units that are there already, by product.
    pub owned: BTreeMap<String, u64>,
    /// File with prices.
    pub prices: Option<PathBuf>,
}

/// Where the rules of a mover's licences stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rules {
    /// Those that ship under this name.
    Shipped(String),
    /// Those in this file.
    File(PathBuf),
}

impl Rules {
    /// The rules that a word stands for: what ends in `.toml` or has a folder is a file.
    pub fn named(word: &str) -> Self {
        let is_file = word.to_ascii_lowercase().ends_with(".toml") || word.contains(['/', '\\']);
        if is_file { Self::File(word.into()) } else { Self::Shipped(word.to_owned()) }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&PathBuf> {
        match self {
            Self::File(path) => Some(path),
            Self::Shipped(_) => None,
        }
    }
}

impl Licences {
    /// The growth that is planned for unless somebody knows better, in percent.
    pub const GROWTH_PERCENT: f64 = 10.0;
}

impl Default for Licences {
    fn default() -> Self {
        Self { profile: None, growth_percent: Self::GROWTH_PERCENT, owned: BTreeMap::new(), prices: None }
    }
}

/// How much moves at a time; `None` is any amount.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waves {
    /// Mailboxes in one wave, at least 1.
    pub mailboxes: Option<u32>,
    /// Bytes in one wave, archives among them, at least 1.
    pub bytes: Option<u64>,
}

/// A person's say about one check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Override {
    /// Not run, and shown so in the coverage.
    Off,
    /// Run, with this severity.
    Severity(Severity),
}

/// Where the answer goes; `None` is not written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Output {
    /// The workbook.
    pub workbook: Option<PathBuf>,
    /// The JSON document.
    pub json: Option<PathBuf>,
    /// Folder for each sheet as CSV in full length.
    pub csv: Option<PathBuf>,
    /// Folder for the files that close the gaps.
    pub actions: Option<PathBuf>,
}

impl Output {
    /// The files that are written, each with the option that names it.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &PathBuf)> {
        [("--out", &self.workbook), ("--json", &self.json)]
            .into_iter()
            .filter_map(|(option, path)| path.as_ref().map(|path| (option, path)))
    }
}
