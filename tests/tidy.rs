//! The house rules that no compiler checks: layers, sizes, names, first lines, and the README.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use tenantcheck::{checks, kinds};

/// The modules from the bottom up: each uses those of lower rows only, and those of its own row if it says so.
const LAYERS: &[Layer] = &[
    Layer {
        modules: &["error", "intern", "nearest", "note", "progress", "severity", "skus", "values"],
        knows_itself: false,
    },
    Layer { modules: &["schema"], knows_itself: false },
    Layer { modules: &["kinds"], knows_itself: false },
    Layer { modules: &["collect", "input"], knows_itself: false },
    Layer { modules: &["normalize", "plan", "previous"], knows_itself: false },
    Layer { modules: &["movers", "paths", "project", "reading"], knows_itself: false },
    Layer { modules: &["tenant"], knows_itself: false },
    Layer { modules: &["pair"], knows_itself: false },
    Layer { modules: &["facts"], knows_itself: false },
    Layer { modules: &["check"], knows_itself: false },
    Layer { modules: &["checks", "licences", "waves"], knows_itself: false },
    Layer { modules: &["engine"], knows_itself: false },
    Layer { modules: &["runbook"], knows_itself: false },
    Layer { modules: &["baseline", "lib", "report"], knows_itself: true },
    Layer { modules: &["actions"], knows_itself: false },
    Layer { modules: &["cli", "commands", "layout", "main", "terminal"], knows_itself: true },
];

struct Layer {
    modules: &'static [&'static str],
    knows_itself: bool,
}

/// What a module must not know although it stands lower, with the reason.
const STRANGERS: &[(&str, &[&str], &str)] = &[
    ("normalize", &["plan"], "typing a cell does not depend on the question"),
    ("checks", &["input", "project", "paths", "collect"], "checks know the facts, not files and headers"),
    ("licences", &["input", "project", "paths", "collect"], "the estimate is made from the facts"),
    ("waves", &["input", "project", "paths", "collect"], "waves are planned from the facts"),
    ("report", &["input", "project"], "sheets show answers and read no files"),
    ("actions", &["checks", "input", "project", "paths", "collect"], "rows are made from facts and findings"),
    ("engine", &["checks", "report", "input"], "the engine runs whatever catalogue it is given"),
];

/// Crates that only some modules may name.
const OWNERS: &[(&str, &[&str])] = &[
    ("polars", &["normalize"]),
    ("calamine", &["input"]),
    ("csv", &["input", "report", "commands"]),
    ("domain", &["input"]),
    ("rust_xlsxwriter", &["report"]),
    ("clap", &["cli", "commands", "main", "terminal"]),
    ("indicatif", &["terminal"]),
];

/// Lines of a file without its unit tests.
const MOST_LINES: usize = 400;

/// Words that say nothing about what is in a file.
const EMPTY_NAMES: [&str; 6] = ["util", "utils", "helper", "helpers", "manager", "common"];

struct Source {
    path: PathBuf,
    /// First folder or file below `src`, without extension.
    module: String,
    /// Without the unit tests at its foot.
    text: String,
}

impl Source {
    fn is_test(&self) -> bool {
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        stem == "testing" || stem == "tests" || stem.ends_with("_tests")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).expect("a file of the checkout")
}

fn sources() -> Vec<Source> {
    let files = walkdir::WalkDir::new(root().join("src")).sort_by_file_name().into_iter();
    let files = files.map(|entry| entry.expect("a readable folder").into_path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let path = path.strip_prefix(root().join("src")).expect("below src").to_owned();
            let first = path.iter().next().expect("a file name").to_string_lossy();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
            Source { module: first.trim_end_matches(".rs").to_owned(), path, text }
        })
        .collect()
}

/// The modules of this crate that a source text names, in `use` and in paths.
fn named_modules(text: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    for start in ["crate::", "tenantcheck::"] {
        for (at, _) in code.match_indices(start) {
            // `$crate::` and `tenantcheck_x::` are other things.
            if code[..at].ends_with(|before: char| before == '_' || before.is_alphanumeric()) {
                continue;
            }
            let rest = &code[at + start.len()..];
            let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
            match rest.strip_prefix('{') {
                Some(list) => {
                    let list = list.split("};").next().unwrap_or_default();
                    let mut depth = 0;
                    for part in list.split_inclusive(['{', '}', ',']) {
                        if depth == 0 {
                            named.insert(word(part.trim_start()));
                        }
                        depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
                    }
                }
                None => {
                    named.insert(word(rest));
                }
            }
        }
    }
    // Types and functions of `lib.rs` itself.
    named.retain(|name| name.starts_with(|c: char| c.is_lowercase()) && name != "run" && name != "self");
    named
}

#[test]
fn modules_use_lower_layers_only() {
    let level: BTreeMap<&str, usize> = LAYERS
        .iter()
        .enumerate()
        .flat_map(|(at, layer)| layer.modules.iter().map(move |module| (*module, at)))
        .collect();
    let mut wrong = Vec::new();
    let sources = sources();
    for source in sources.iter().filter(|source| !source.is_test()) {
        let Some(&own) = level.get(source.module.as_str()) else {
            wrong.push(format!("`{}` stands in no layer", source.module));
            continue;
        };
        for other in named_modules(&source.text).iter().filter(|other| **other != source.module) {
            let Some(&theirs) = level.get(other.as_str()) else { continue };
            if theirs > own || (theirs == own && !LAYERS[own].knows_itself) {
                wrong.push(format!("{} uses `{other}`, which stands above it", source.path.display()));
            }
            for (_, strangers, why) in STRANGERS.iter().filter(|(module, ..)| *module == source.module) {
                if strangers.contains(&other.as_str()) {
                    wrong.push(format!("{} uses `{other}`: {why}", source.path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn checks_do_not_know_each_other() {
    for source in sources().iter().filter(|source| source.module == "checks") {
        let siblings = checks::ALL.iter().map(|check| check.code.to_lowercase());
        for other in
            siblings.filter(|other| !source.path.ends_with(format!("{other}.rs")) && !source.path.ends_with("mod.rs"))
        {
            assert!(!source.text.contains(&format!("{other}::")), "{} uses {other}", source.path.display());
        }
    }
}

#[test]
fn foreign_crates_stay_where_they_belong() {
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (krate, owners) in OWNERS {
            let names = source.text.lines().any(|line| {
                let line = line.trim_start().trim_start_matches("pub ");
                line.starts_with(&format!("use {krate}::")) || line.contains(&format!(" ::{krate}::"))
            });
            assert!(
                !names || owners.contains(&source.module.as_str()),
                "{} uses the crate {krate}",
                source.path.display()
            );
        }
    }
}

#[test]
fn files_are_small_named_for_something_and_say_what_they_are_for() {
    for source in sources() {
        let path = source.path.display();
        assert!(source.text.starts_with("//! "), "{path} does not open with what it is for");
        let lines = source.text.lines().count();
        assert!(source.is_test() || lines <= MOST_LINES, "{path} has {lines} lines without its tests");
        let stem = source.path.file_stem().expect("a name").to_string_lossy();
        assert!(!EMPTY_NAMES.contains(&stem.as_ref()), "{path} is named for nothing");
    }
    for folder in ["tests", "benches", "examples"] {
        for entry in walkdir::WalkDir::new(root().join(folder)) {
            let path = entry.expect("a readable folder").into_path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                assert!(text.starts_with("//! "), "{} does not open with what it is for", path.display());
            }
        }
    }
}

#[test]
fn the_readme_lists_the_checks_as_they_are() {
    let mut table = String::from("| code | name | severity | what it finds |\n|---|---|---|---|\n");
    for check in checks::ALL {
        let _ = writeln!(table, "| {} | {} | {} | {} |", check.code, check.name, check.severity, check.title);
    }
    let readme = read("README.md");
    let between = readme
        .split_once("<!-- checks -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- /checks -->"))
        .map(|(between, _)| between);
    assert_eq!(between, Some(table.as_str()), "between the marks in README.md must stand:\n{table}");
}

#[test]
fn the_readme_names_every_check_and_command_that_it_speaks_of() {
    let readme = read("README.md");
    let families: BTreeSet<&str> = checks::ALL.iter().map(|check| check.family()).collect();
    for word in readme.split(|c: char| !c.is_ascii_alphanumeric()) {
        let is_code = word.len() == 6 && word.is_char_boundary(3) && families.contains(&word[..3]);
        let known = checks::ALL.iter().any(|check| check.code == word);
        assert!(!is_code || known, "README.md speaks of {word}, which is no check");
    }
}

/// The columns that are declared as unread are named nowhere but where they are declared. Names that some kind reads
/// tell nothing; a debug run stops where the unread one of them is asked for.
#[test]
fn no_code_asks_for_an_unread_column() {
    let named = |is_read: bool| -> BTreeSet<String> {
        let columns = kinds::ALL.iter().flat_map(|kind| kind.columns.iter());
        columns.filter(|column| column.is_read == is_read).map(|column| column.name.to_uppercase()).collect()
    };
    let unread: BTreeSet<String> = named(false).difference(&named(true)).cloned().collect();
    assert!(unread.contains("DISTINGUISHED_NAME"), "nothing asks for it");
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.module != "kinds") {
        let words: BTreeSet<&str> = source.text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        found
            .extend(unread.iter().filter(|name| words.contains(name.as_str())).map(|name| (source.path.clone(), name)));
    }
    assert!(found.is_empty(), "take `, unread` off in `kinds/`: {found:?}");
}
