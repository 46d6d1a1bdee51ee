//! The command line and the project file put together; what is said on the line wins.

use std::path::{Path, PathBuf};

use tenantcheck::error::Error;
use tenantcheck::input;
use tenantcheck::plan::{Command, Cutover, Output, Plan, Rules, Scope, Waves};
use tenantcheck::project::Project;

use super::{
    AssessOptions, BackoutOptions, BaselineOptions, CutoverOptions, KeepOptions, LicencesOptions, OutputOptions,
    ReadingOptions, RunOptions, VerifyOptions, WavesOptions,
};

/// A plan, and what the library has no part in.
pub struct Planned {
    pub plan: Plan,
    /// Whether the JSON document goes to standard output.
    pub json_to_stdout: bool,
}

impl RunOptions {
    /// The plan of a command; `codes` are those of all checks.
    pub fn plan(self, command: Command, codes: &[&str]) -> Result<Planned, Error> {
        let project = self.project.as_deref().map(|path| Project::read(path, codes)).transpose()?;
        let mut planned = Planned {
            json_to_stdout: self.output.json.as_deref() == Some(Path::new("-")),
            plan: project.unwrap_or_default().into_plan(command),
        };
        let plan = &mut planned.plan;
        replace_paths(&mut plan.source.paths, self.input.source);
        replace_paths(&mut plan.destination.paths, self.input.destination);
        plan.project = self.project;
        plan.map = self.input.map.or(plan.map.take());
        plan.previous = self.input.previous;
        plan.domain_map.extend(self.input.domain_map);
        plan.mover = self.input.mover.unwrap_or(plan.mover);
        plan.pair_by = self.input.pair_by.or(plan.pair_by);
        plan.today = self.today;
        plan.threads = self.threads.map(usize::from);
        plan.reading = self.reading.options();
        plan.output = self.output.output(command);
        Ok(planned)
    }
}

impl AssessOptions {
    /// The plan of `assess`; `codes` are those of all checks.
    pub fn plan(self, codes: &[&str]) -> Result<Planned, Error> {
        let mut planned = self.run.plan(Command::Assess, codes)?;
        planned.plan.output.actions = self.gaps.actions;
        Ok(planned)
    }
}

impl CutoverOptions {
    /// The plan of `cutover`; `codes` are those of all checks.
    pub fn plan(self, codes: &[&str]) -> Result<Planned, Error> {
        let mut planned = self.run.plan(Command::Cutover, codes)?;
        planned.plan.cutover_of = Cutover { side: self.side, domains: self.domains };
        planned.plan.output.actions = self.gaps.actions;
        Ok(planned)
    }
}

impl VerifyOptions {
    /// The plan of `verify`; `codes` are those of all checks.
    pub fn plan(self, codes: &[&str]) -> Result<Planned, Error> {
        let mut planned = self.run.plan(Command::Verify, codes)?;
        let plan = &mut planned.plan;
        self.baseline.enter(plan);
        plan.scope = Scope { file: self.scope, waves: self.waves };
        plan.tolerance_percent = self.tolerance.unwrap_or(plan.tolerance_percent);
        plan.output.actions = self.gaps.actions;
        Ok(planned)
    }
}

impl BackoutOptions {
    /// The plan of `backout`; `codes` are those of all checks.
    pub fn plan(self, codes: &[&str]) -> Result<Planned, Error> {
        let mut planned = self.run.plan(Command::Backout, codes)?;
        self.baseline.enter(&mut planned.plan);
        planned.plan.output.actions = self.gaps.actions;
        Ok(planned)
    }
}

impl KeepOptions {
    /// The plan of `baseline`; `codes` are those of all checks.
    pub fn plan(&self, codes: &[&str]) -> Result<Planned, Error> {
        let project = self.project.as_deref().map(|path| Project::read(path, codes)).transpose()?;
        let mut plan = project.unwrap_or_default().into_plan(Command::Baseline);
        replace_paths(&mut plan.source.paths, self.source.clone());
        replace_paths(&mut plan.destination.paths, self.destination.clone());
        plan.project.clone_from(&self.project);
        plan.today = self.today;
        plan.threads = self.threads.map(usize::from);
        plan.reading = self.reading.options();
        Ok(Planned { plan, json_to_stdout: false })
    }
}

impl BaselineOptions {
    fn enter(self, plan: &mut Plan) {
        replace_paths(&mut plan.baseline.source, self.baseline);
        replace_paths(&mut plan.baseline.destination, self.baseline_destination);
    }
}

impl WavesOptions {
    /// The plan of `waves`; `codes` are those of all checks.
    pub fn plan(self, codes: &[&str]) -> Result<Planned, Error> {
        let mut planned = self.run.plan(Command::Waves, codes)?;
        planned.plan.waves = Waves { mailboxes: self.max_size, bytes: self.max_bytes };
        Ok(planned)
    }
}

impl LicencesOptions {
    /// The plan of `licences`; `codes` are those of all checks.
    pub fn plan(self, codes: &[&str]) -> Result<Planned, Error> {
        let mut planned = self.run.plan(Command::Licences, codes)?;
        let licences = &mut planned.plan.licences;
        licences.profile = self.profile.as_deref().map(Rules::named).or(licences.profile.take());
        licences.growth_percent = self.growth.unwrap_or(licences.growth_percent);
        licences.prices = self.prices.or(licences.prices.take());
        Ok(planned)
    }
}

impl ReadingOptions {
    /// The options of the reader.
    pub fn options(&self) -> input::Options {
        input::Options { encoding: self.encoding, delimiter: self.delimiter, ..input::Options::default() }
    }
}

impl OutputOptions {
    /// The files that the library writes; standard output is not its business.
    fn output(self, command: Command) -> Output {
        let by_default = || Path::new("reports").join(command.workbook()).with_extension("xlsx");
        Output {
            workbook: (!self.no_workbook).then(|| self.out.unwrap_or_else(by_default)),
            json: self.json.filter(|path| path != Path::new("-")),
            csv: self.csv,
            actions: None,
        }
    }
}

fn replace_paths(paths: &mut Vec<PathBuf>, given: Vec<PathBuf>) {
    if !given.is_empty() {
        *paths = given;
    }
}
