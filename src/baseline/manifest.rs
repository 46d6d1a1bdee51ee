//! The manifest of a kept baseline: which files it has, and what they were when they were kept.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::schema::Side;

/// Name of the file, beside the folders `source` and `destination`.
pub const NAME: &str = "manifest.json";

/// What the program is called in it.
const TOOL: &str = "tenantcheck";

/// The form of the document; a later one gets another number.
const SCHEMA: u32 = 1;

/// What was kept, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the document.
    pub schema: u32,
    /// `tenantcheck`.
    pub tool: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// What the move is called.
    pub project: Option<String>,
    /// The day of the exports, as the name of the folder.
    pub date: String,
    /// Initial domains of the tenants.
    pub tenants: Tenants,
    /// Whether a way back has all that it needs.
    pub verdict: Verdict,
    /// The files, by side and path.
    pub files: Vec<KeptFile>,
}

/// Initial domains, where they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenants {
    /// Of the source.
    pub source: Option<String>,
    /// Of the destination.
    pub destination: Option<String>,
}

/// Whether the exports hold all that a way back needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Nothing is missing, cut or lost.
    pub complete: bool,
    /// What is, in words.
    pub gaps: Vec<String>,
}

/// One file of a baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// The tenant that it was exported from.
    pub side: Side,
    /// Where it is, from the folder of the manifest on, with `/`.
    pub path: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of the content in lower-case hexadecimal digits.
    pub sha256: String,
    /// What is in it; nothing where it was not recognised.
    pub tables: Vec<KeptTable>,
}

/// One table of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptTable {
    /// The worksheet, in a workbook.
    pub sheet: Option<String>,
    /// The kind of export.
    pub kind: String,
    /// Rows of data.
    pub rows: u64,
}

impl Manifest {
    /// A manifest of this version of the program.
    pub fn new(
        project: Option<String>,
        date: String,
        tenants: Tenants,
        verdict: Verdict,
        files: Vec<KeptFile>,
    ) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { schema: SCHEMA, tool: TOOL.to_owned(), version, project, date, tenants, verdict, files }
    }

    /// Whether another one is about the same content.
    pub fn has_same_files(&self, other: &Self) -> bool {
        let files = |manifest: &Self| -> Vec<(Side, String, String)> {
            let files = manifest.files.iter().map(|file| (file.side, file.path.clone(), file.sha256.clone()));
            files.collect()
        };
        files(self) == files(other)
    }

    /// The document, with a line feed at its end.
    pub fn to_bytes(&self) -> Vec<u8> {
        // Texts and numbers alone cannot fail to be written.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The manifest in a folder; `None` where there is none of ours.
    pub fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(NAME);
        let refuse = |reason: &str| Error::Manifest { path: path.clone(), reason: reason.to_owned() };
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(Error::Read { path, source }),
        };
        let value: serde_json::Value = serde_json::from_slice(&text).map_err(|_| refuse("is no JSON"))?;
        if value.get("tool").and_then(serde_json::Value::as_str) != Some(TOOL) {
            return Ok(None);
        }
        if value.get("schema").and_then(serde_json::Value::as_u64) != Some(SCHEMA.into()) {
            return Err(refuse("was written by another version of the program"));
        }
        serde_json::from_value(value).map(Some).map_err(|_| refuse("lacks what a manifest says"))
    }
}
