//! The project file, `migration.toml`: what is said once about a move and holds for every run.

mod keys;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Zoned;
use toml::de::DeTable;

use self::keys::{Entry, Keys, Text};
use crate::error::Error;
use crate::plan::{Baseline, Command, Licences, Mover, Override, PairBy, Plan, Rules, Tenant};
use crate::severity::Severity;

/// What a project file says; paths are those of the file's folder.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Project {
    /// What the move is called.
    pub name: Option<String>,
    /// When the mail is switched over, with the offset that stands in the file.
    pub cutover: Option<Zoned>,
    /// The tenant that people leave.
    pub source: Tenant,
    /// The tenant that they join.
    pub destination: Tenant,
    /// Both tenants as they were before.
    pub baseline: Baseline,
    /// Domains of the source that are transferred.
    pub moving_domains: Option<Vec<String>>,
    /// Domain to the domain after the move; lower case.
    pub domain_map: BTreeMap<String, String>,
    /// File that says who becomes whom.
    pub map: Option<PathBuf>,
    /// What copies the mail.
    pub mover: Option<Mover>,
    /// Also pair what pairing would only suggest.
    pub pair_by: Option<PairBy>,
    /// What is bought.
    pub licences: Licences,
    /// Checks that are switched off or weigh differently, by code.
    pub overrides: BTreeMap<String, Override>,
}

/// The words for [`Mover`], in the order in which messages name them.
pub const MOVERS: [(&str, Mover); 3] =
    [("migrationwiz", Mover::Migrationwiz), ("native", Mover::Native), ("none", Mover::None)];

/// The words for [`PairBy`].
pub const PAIR_BY: [(&str, PairBy); 2] = [("address", PairBy::Address), ("name", PairBy::Name)];

/// The words for [`Override`].
const OVERRIDES: [(&str, Override); 5] = [
    ("off", Override::Off),
    ("blocker", Override::Severity(Severity::Blocker)),
    ("major", Override::Severity(Severity::Major)),
    ("minor", Override::Severity(Severity::Minor)),
    ("info", Override::Severity(Severity::Info)),
];

impl Project {
    /// Reads a project file; `codes` are those of all checks.
    ///
    /// Nothing that the file names is looked at.
    pub fn read(path: &Path, codes: &[&str]) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
        Self::parse(path, text.strip_prefix('\u{feff}').unwrap_or(&text), codes)
    }

    /// The plan of a command that does what the project says and writes nothing.
    pub fn into_plan(self, command: Command) -> Plan {
        Plan {
            name: self.name,
            cutover: self.cutover,
            source: self.source,
            destination: self.destination,
            baseline: self.baseline,
            moving_domains: self.moving_domains,
            domain_map: self.domain_map,
            map: self.map,
            mover: self.mover.unwrap_or_default(),
            pair_by: self.pair_by,
            licences: self.licences,
            overrides: self.overrides,
            ..Plan::new(command)
        }
    }

    fn parse(path: &Path, text: &str, codes: &[&str]) -> Result<Self, Error> {
        let text = Text { path, text };
        let table = DeTable::parse(text.text).map_err(|error| Error::ProjectSyntax {
            path: path.to_owned(),
            line: text.line(error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        })?;
        let folder = Folder(path.parent().unwrap_or(Path::new("")));
        let mut file = Keys::new(text, "", table.into_inner());
        let mut project = Self::default();

        let mut keys = file.table("project")?;
        project.name = keys.string("name")?;
        project.cutover = keys.moment("cutover")?;
        keys.finish()?;

        let mut keys = file.table("source")?;
        project.source = tenant(&mut keys, folder)?;
        project.moving_domains = keys.strings("moving_domains")?.map(domains);
        keys.finish()?;

        let mut keys = file.table("destination")?;
        project.destination = tenant(&mut keys, folder)?;
        keys.finish()?;

        let mut keys = file.table("baseline")?;
        project.baseline.source = folder.paths(keys.strings("source")?);
        project.baseline.destination = folder.paths(keys.strings("destination")?);
        keys.finish()?;

        project.domain_map = domain_map(file.table("domains")?)?;

        let mut keys = file.table("identity")?;
        project.map = keys.string("map")?.map(|path| folder.path(path));
        project.mover = keys.word("mover", &MOVERS)?;
        project.pair_by = keys.word("pair_by", &PAIR_BY)?;
        keys.finish()?;

        project.licences = licences(file.table("licences")?, folder)?;
        project.read_overrides(file.table("checks")?, codes)?;
        file.finish()?;
        Ok(project)
    }

    fn read_overrides(&mut self, keys: Keys, codes: &[&str]) -> Result<(), Error> {
        for entry in keys.all() {
            let word = entry.string()?;
            let Some(&(_, value)) = OVERRIDES.iter().find(|(known, _)| *known == word) else {
                return Err(entry.must_be(keys::one_of(&OVERRIDES)));
            };
            if codes.contains(&entry.key.as_str()) {
                self.overrides.insert(entry.key, value);
            } else {
                return Err(keys::unknown(&entry, "checks", codes.iter().copied(), Vec::new()));
            }
        }
        Ok(())
    }
}

/// The folder of the project file, to which its paths are relative.
#[derive(Clone, Copy)]
struct Folder<'a>(&'a Path);

impl Folder<'_> {
    fn path(self, path: String) -> PathBuf {
        self.0.join(path)
    }

    fn rules(self, word: &str) -> Rules {
        match Rules::named(word) {
            Rules::File(path) => Rules::File(self.0.join(path)),
            shipped @ Rules::Shipped(_) => shipped,
        }
    }

    fn paths(self, paths: Option<Vec<String>>) -> Vec<PathBuf> {
        paths.into_iter().flatten().map(|path| self.path(path)).collect()
    }
}

/// The keys that both tenants have.
fn tenant(keys: &mut Keys, folder: Folder) -> Result<Tenant, Error> {
    Ok(Tenant {
        paths: folder.paths(keys.strings("paths")?),
        initial_domain: keys.string("initial_domain")?.map(domain),
        service_accounts: lower(keys.strings("service_account")?),
        test_accounts: lower(keys.strings("test_accounts")?),
    })
}

fn domain_map(keys: Keys) -> Result<BTreeMap<String, String>, Error> {
    keys.all().into_iter().map(|entry| Ok((domain(entry.key.clone()), domain(entry.string()?)))).collect()
}

fn licences(mut keys: Keys, folder: Folder) -> Result<Licences, Error> {
    let licences = Licences {
        profile: keys.string("profile")?.map(|word| folder.rules(&word)),
        growth_percent: keys.number("growth_percent")?.unwrap_or(Licences::GROWTH_PERCENT),
        owned: owned(keys.table("owned")?)?,
        prices: keys.string("prices")?.map(|path| folder.path(path)),
    };
    keys.finish()?;
    Ok(licences)
}

fn owned(keys: Keys) -> Result<BTreeMap<String, u64>, Error> {
    let units = |entry: Entry| Ok((entry.key.clone(), entry.count()?));
    keys.all().into_iter().map(units).collect()
}

/// A domain as the program compares it; people write `@contoso.com` too.
pub fn domain(text: impl AsRef<str>) -> String {
    text.as_ref().trim().trim_start_matches('@').to_lowercase()
}

fn domains(list: Vec<String>) -> Vec<String> {
    list.into_iter().map(domain).collect()
}

fn lower(list: Option<Vec<String>>) -> Vec<String> {
    list.into_iter().flatten().map(|text| text.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Project, Error> {
        Project::parse(Path::new("move/migration.toml"), text, &["ADR001", "ADR002", "INP001"])
    }

    /// What a person is told: the error and its hint.
    fn refusal(text: &str) -> String {
        let error = parse(text).expect_err("must be refused");
        format!("{error}\n{}", error.hint().unwrap_or_default())
    }

    #[test]
    fn every_key_is_understood() {
        let project = parse(
            r#"
            [project]
            name = "Contoso joins Fabrikam"
            cutover = 2026-12-12T22:00:00+08:00
            [source]
            paths = ["source", "/exports/more.csv"]
            initial_domain = "Contoso.onmicrosoft.com"
            moving_domains = ["contoso.com"]
            service_account = "Migration@contoso.onmicrosoft.com"
            test_accounts = ["test1@contoso.com", "test2@contoso.com"]
            [destination]
            paths = "destination"
            [baseline]
            source = ["before/source"]
            [domains]
            "contoso.net" = "@Fabrikam.com"
            [identity]
            map = "map.csv"
            mover = "native"
            pair_by = "name"
            [licences]
            profile = "migrationwiz"
            growth_percent = 12.5
            owned = { "migrationwiz-mailbox" = 7 }
            prices = "prices.csv"
            [checks]
            ADR001 = "off"
            ADR002 = "info"
            "#,
        )
        .expect("all keys are known");
        let cutover = project.cutover.as_ref().expect("given");
        assert_eq!(cutover.timestamp().to_string(), "2026-12-12T14:00:00Z");
        assert_eq!(cutover.hour(), 22, "the hour of the file is kept");
        assert_eq!(project.source.paths, [Path::new("move/source"), Path::new("/exports/more.csv")]);
        assert_eq!(project.source.initial_domain.as_deref(), Some("contoso.onmicrosoft.com"));
        assert_eq!(project.source.service_accounts, ["migration@contoso.onmicrosoft.com"]);
        assert_eq!(project.source.test_accounts.len(), 2);
        assert_eq!(project.destination.paths, [Path::new("move/destination")]);
        assert_eq!(project.baseline.source, [Path::new("move/before/source")]);
        assert_eq!(project.moving_domains.as_deref(), Some(&["contoso.com".to_owned()][..]));
        assert_eq!(project.domain_map["contoso.net"], "fabrikam.com");
        assert_eq!(project.map.as_deref(), Some(Path::new("move/map.csv")));
        assert_eq!((project.mover, project.pair_by), (Some(Mover::Native), Some(PairBy::Name)));
        assert_eq!(project.licences.growth_percent.to_string(), "12.5");
        assert_eq!(project.licences.owned["migrationwiz-mailbox"], 7);
        assert_eq!(project.overrides["ADR001"], Override::Off);
        assert_eq!(project.overrides["ADR002"], Override::Severity(Severity::Info));
    }

    #[test]
    fn a_profile_is_a_name_or_a_file_beside_the_project() {
        let profile =
            |word: &str| parse(&format!("[licences]\nprofile = \"{word}\"")).expect("a word").licences.profile;
        assert_eq!(profile("cloudm"), Some(Rules::Shipped("cloudm".to_owned())));
        assert_eq!(profile("mine.toml"), Some(Rules::File("move/mine.toml".into())));
    }

    #[test]
    fn an_empty_file_leaves_everything_open() {
        assert_eq!(parse("").expect("nothing is required"), Project::default());
    }

    #[test]
    fn an_unknown_key_is_refused_with_line_and_nearest_key() {
        insta::assert_snapshot!(refusal("[identity]\nmap = \"a.csv\"\nmoover = \"native\"\n"), @r"
        `move/migration.toml`, line 3: unknown key `moover` in `[identity]`
        did you mean `mover`? Known here: `map`, `mover`, `pair_by`
        ");
        insta::assert_snapshot!(refusal("\n[licenses]\n"), @r"
        `move/migration.toml`, line 2: unknown key `licenses`
        did you mean `licences`? Known here: `project`, `source`, `destination`, `baseline`, `domains`, `identity`, `licences`, `checks`
        ");
        insta::assert_snapshot!(refusal("[checks]\nADR0O1 = \"off\""), @r"
        `move/migration.toml`, line 2: unknown key `ADR0O1` in `[checks]`
        did you mean `ADR001`?
        ");
        insta::assert_snapshot!(refusal("[destination]\nmoving_domains = []"), @r"
        `move/migration.toml`, line 2: unknown key `moving_domains` in `[destination]`
        did you mean `initial_domain`? Known here: `paths`, `initial_domain`, `service_account`, `test_accounts`
        ");
    }

    #[test]
    fn a_wrong_value_is_refused_with_line_and_what_is_taken() {
        insta::assert_snapshot!(refusal("[source]\npaths = 3"), @r#"`move/migration.toml`, line 2: `paths` must be a list of texts, `["...", "..."]`, not 3"#);
        insta::assert_snapshot!(refusal("[checks]\nADR001 = \"of\""), @r#"`move/migration.toml`, line 2: `ADR001` must be "off", "blocker", "major", "minor" or "info", not "of""#);
        insta::assert_snapshot!(refusal("[project]\ncutover = 2026-12-12T22:00:00"), @"`move/migration.toml`, line 2: `cutover` must be a date and time with an offset, as `2026-12-12T22:00:00+08:00`, not 2026-12-12T22:00:00");
        insta::assert_snapshot!(refusal("[licences]\ngrowth_percent = -1"), @"`move/migration.toml`, line 2: `growth_percent` must be a number, 0 or more, not -1");
        insta::assert_snapshot!(refusal("source = \"exports\""), @r#"`move/migration.toml`, line 1: `source` must be a section, not "exports""#);
    }

    #[test]
    fn what_is_no_toml_is_refused_with_its_line() {
        insta::assert_snapshot!(refusal("[source]\npaths = [\"a\"\n[destination]\n"), @"`move/migration.toml`, line 3: missing comma between array elements, expected `,`");
    }
}
