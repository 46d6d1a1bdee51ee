//! For the tests of checks: two small tenants written as CSV in, finding lines out.

use std::fmt::Write as _;
use std::fs;

use crate::check::{Check, Coverage};
use crate::engine;
use crate::facts::Facts;
use crate::intern::Interner;
use crate::plan::{Command, Plan};
use crate::progress::Unwatched;
use crate::reading;
use crate::schema::{Moment, Side, Snapshot};

/// Two tenants being written.
pub(crate) struct Tenants {
    folder: tempfile::TempDir,
    plan: Plan,
}

impl Tenants {
    /// Contoso moves to Fabrikam; both initial domains and `contoso.com` are said, nothing is exported yet.
    /// The destination may stay so, the source may not.
    pub fn new() -> Self {
        Self::of(Command::Assess)
    }

    /// The same for another command.
    pub fn of(command: Command) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut plan = Plan::new(command);
        for (tenant, initial) in
            [(&mut plan.source, "contoso.onmicrosoft.com"), (&mut plan.destination, "fabrikam.onmicrosoft.com")]
        {
            tenant.initial_domain = Some(initial.to_owned());
        }
        plan.moving_domains = Some(vec!["contoso.com".to_owned()]);
        Self { folder, plan }
    }

    /// An export of the source.
    pub fn source(self, name: &str, text: &str) -> Self {
        self.file(Snapshot::SOURCE, name, text.as_bytes())
    }

    /// An export of the source as it was before the move.
    pub fn source_before(self, name: &str, text: &str) -> Self {
        self.file(Snapshot::SOURCE_BEFORE, name, text.as_bytes())
    }

    /// An export of the destination as it was before the move.
    pub fn destination_before(self, name: &str, text: &str) -> Self {
        self.file(Snapshot::DESTINATION_BEFORE, name, text.as_bytes())
    }

    /// An export of the source in another encoding than UTF-8.
    pub fn source_bytes(self, name: &str, bytes: &[u8]) -> Self {
        self.file(Snapshot::SOURCE, name, bytes)
    }

    /// An export of the destination.
    pub fn destination(self, name: &str, text: &str) -> Self {
        self.file(Snapshot::DESTINATION, name, text.as_bytes())
    }

    /// An identity map.
    pub fn map(mut self, text: &str) -> Self {
        let path = self.folder.path().join("map.csv");
        fs::write(&path, text).expect("a map");
        self.plan.map = Some(path);
        self
    }

    /// Another plan.
    pub fn plan(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        change(&mut self.plan);
        self
    }

    fn file(mut self, snapshot: Snapshot, name: &str, bytes: &[u8]) -> Self {
        let path = self.folder.path().join(snapshot.option());
        fs::create_dir_all(&path).expect("a folder for exports");
        fs::write(path.join(name), bytes).expect("an export");
        let paths = match (snapshot.side, snapshot.moment) {
            (Side::Source, Moment::Now) => &mut self.plan.source.paths,
            (Side::Source, Moment::Before) => &mut self.plan.baseline.source,
            (Side::Destination, Moment::Now) => &mut self.plan.destination.paths,
            (Side::Destination, Moment::Before) => &mut self.plan.baseline.destination,
        };
        *paths = vec![path];
        self
    }

    /// The facts of both tenants; a test may leave one of them out.
    pub fn facts(&self) -> Facts {
        let interner = Interner::default();
        let reading = reading::read(&self.plan, &interner, &Unwatched).expect("readable exports");
        Facts::build(&self.plan, reading, interner)
    }

    /// Every source object in the order of its exports: `source method destination`, a line each.
    pub fn pairs(&self) -> String {
        let facts = self.facts();
        let mut lines = String::new();
        for (id, object) in facts.source.ids() {
            let pair = facts.pairs.of(id);
            let _ = write!(lines, "{} {}", facts.text(object.subject), pair.method.as_str());
            if let Some(destination) = pair.destination {
                let _ = write!(lines, " {}", facts.subject(Side::Destination, destination));
            }
            for (word, others) in [("candidates", &pair.candidates), ("suggested", &pair.suggested)] {
                if !others.is_empty() {
                    let names: Vec<&str> = others.iter().map(|id| facts.subject(Side::Destination, *id)).collect();
                    let _ = write!(lines, " {word}: {}", names.join(", "));
                }
            }
            lines.push('\n');
        }
        lines
    }

    /// The messages of one check, a line each.
    pub fn messages(&self, check: &'static Check) -> String {
        let answer = engine::run(&[check], &self.facts(), &Unwatched);
        answer.findings.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The findings of one check: `severity side subject value [holder]`, a line each, and its coverage
    /// where it did not run or could not decide.
    pub fn findings(&self, check: &'static Check) -> String {
        let answer = engine::run(&[check], &self.facts(), &Unwatched);
        let mut lines = String::new();
        for finding in &answer.findings {
            let _ = write!(lines, "{} {} {} {}", finding.severity, finding.side, finding.subject, finding.value);
            if let Some(holder) = &finding.holder {
                let _ = write!(lines, " < {holder}");
            }
            lines.push('\n');
            assert!(!has_placeholder(&finding.message), "a placeholder without a word: {}", finding.message);
        }
        let coverage: &Coverage = &answer.coverage[0];
        if coverage.undecidable > 0 {
            let _ = writeln!(lines, "undecidable {} of {}", coverage.undecidable, coverage.examined);
        }
        if coverage.status != crate::check::Status::Run {
            let _ = writeln!(lines, "not run: {}", coverage.needs.join("; "));
        }
        lines
    }
}

/// Whether a text holds a name in braces, as templates do.
fn has_placeholder(text: &str) -> bool {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .any(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}
