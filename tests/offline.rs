//! The promise that nothing leaves the machine: no crate that could speak to a network is linked.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// Crates that speak to a network, or are there for those that do.
///
/// tokio is not among them: polars brings it for its own tasks and links it whatever features are chosen.
/// That no socket is opened is watched from outside when the whole project is checked (`.ci/run`).
const TALKERS: [&str; 19] = [
    "async-std",
    "attohttpc",
    "curl",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "isahc",
    "native-tls",
    "object_store",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "surf",
    "tungstenite",
    "ureq",
];

/// Licences under which a dependency may come; all of them allow what MIT or Apache-2.0 allow.
const LICENCES: [&str; 7] =
    ["Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-3-Clause", "BSL-1.0", "MIT", "Unicode-3.0", "Zlib"];

/// What cargo knows about this crate and everything that it is built from, on this platform.
fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform"])
        .arg(platform())
        .arg("--manifest-path")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .expect("cargo runs this test, so it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

/// The platform that the compiler builds for.
fn platform() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("the compiler is there");
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    words.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc says its host").to_owned()
}

/// The packages that end up in the program, by id: what is reached without tests, benches and build scripts.
fn linked(metadata: &Value) -> BTreeSet<&str> {
    let nodes: BTreeMap<&str, &Value> =
        list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let mut linked = BTreeSet::new();
    let mut next = vec![text(&metadata["resolve"]["root"])];
    while let Some(id) = next.pop() {
        if linked.insert(id) {
            let normal = |dependency: &&Value| list(&dependency["dep_kinds"]).any(|kind| kind["kind"].is_null());
            next.extend(list(&nodes[id]["deps"]).filter(normal).map(|dependency| text(&dependency["pkg"])));
        }
    }
    linked
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[test]
fn nothing_that_is_linked_speaks_to_a_network() {
    let metadata = metadata();
    let linked = linked(&metadata);
    assert!(linked.len() > 50, "the walk over the dependencies lost its way: {}", linked.len());
    let names = list(&metadata["packages"])
        .filter(|package| linked.contains(text(&package["id"])))
        .map(|package| text(&package["name"]));
    let talkers: Vec<&str> = names.filter(|name| TALKERS.contains(name)).collect();
    assert!(talkers.is_empty(), "linked: {}", talkers.join(", "));
}

#[test]
fn every_dependency_comes_from_the_registry_under_a_licence_that_suits_ours() {
    let metadata = metadata();
    for package in list(&metadata["packages"]) {
        let (name, source) = (text(&package["name"]), text(&package["source"]));
        let is_ours = package["source"].is_null() && name == env!("CARGO_PKG_NAME");
        assert!(
            is_ours || source.starts_with("registry+https://github.com/rust-lang/crates.io-index"),
            "{name} comes from `{source}`"
        );
        let licence = text(&package["license"]);
        assert!(allows(licence), "{name} comes under `{licence}`");
    }
}

/// Whether a licence expression can be met by the licences in the list. `/` is the old way to write `OR`.
fn allows(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ");
    let allowed = |licence: &str| LICENCES.contains(&licence.trim());
    split(&expression, " OR ").iter().any(|choice| {
        split(choice, " AND ").iter().all(|part| {
            let part = part.trim();
            match part.strip_prefix('(').and_then(|part| part.strip_suffix(')')) {
                Some(inner) => allows(inner),
                None => allowed(part),
            }
        })
    })
}

/// Splits at a word that stands outside of parentheses.
fn split<'a>(text: &'a str, at: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (found, _) in text.match_indices(at) {
        let before = &text[..found];
        if found >= start && before.matches('(').count() == before.matches(')').count() {
            parts.push(&text[start..found]);
            start = found + at.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

#[test]
fn licence_expressions_are_understood() {
    assert!(allows("MIT OR GPL-3.0"));
    assert!(allows("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(allows("MIT/Apache-2.0"));
    assert!(!allows("MIT AND GPL-3.0"));
    assert!(!allows(""));
}
