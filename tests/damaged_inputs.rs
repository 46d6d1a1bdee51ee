//! Wrong and hostile input: the program says what is wrong in words, never dies, and leaves a report that
//! was there before as it was.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const MAILBOXES: &str = "DisplayName,PrimarySmtpAddress,EmailAddresses,RecipientTypeDetails\n\
    Jane Doe,jane@contoso.com,SMTP:jane@contoso.com,UserMailbox\n";

const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const CONTENT_TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Mailboxes" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const WORKBOOK_RELS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// A folder with a readable pair of exports and a report of an earlier run.
struct Project(TempDir);

/// What a person sees of a run.
struct Seen {
    code: i32,
    words: String,
}

impl Project {
    fn new() -> Self {
        let project = Self(tempfile::tempdir().expect("a temporary folder"));
        project.write("source/mailboxes.csv", MAILBOXES.as_bytes());
        project.write("destination/mailboxes.csv", MAILBOXES.replace("contoso", "fabrikam").as_bytes());
        project.write("before.xlsx", b"the report of an earlier run");
        project.write("before.json", b"its findings");
        project
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, file: &str, bytes: &[u8]) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().expect("below the folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Runs the program; whatever happens, it ends by itself, without a panic, and with an exit code of its own.
    fn run(&self, line: &str) -> Seen {
        let output = Command::new(env!("CARGO_BIN_EXE_tenantcheck"))
            .args(line.split_whitespace())
            .current_dir(self.path())
            .env_clear()
            .output()
            .expect("the program starts");
        let code = output.status.code().expect("it ends by itself, not by a signal");
        let words = String::from_utf8(output.stderr).expect("messages are UTF-8");
        assert!((0..=2).contains(&code), "exit code {code}\n{words}");
        assert!(!words.contains("panicked") && !words.contains("RUST_BACKTRACE"), "{words}");
        Seen { code, words }
    }

    /// An assessment that would replace the earlier report.
    fn assess(&self, more: &str) -> Seen {
        self.run(&format!("assess --out before.xlsx --json before.json {more}"))
    }

    /// A run with one wrong file beside the good ones: it is answered, and the file is named in words.
    fn with_wrong_file(name: &str, bytes: &[u8], says: &str) {
        let project = Self::new();
        project.write(&format!("source/{name}"), bytes);
        let seen = project.assess("--source source --destination destination");
        assert!(seen.code < 2, "{name} must not stop the run: {}", seen.words);
        let inspected = project.inspect(name);
        assert!(inspected.contains(name), "{inspected}");
        assert!(inspected.contains(says), "{name} must be said to be `{says}`:\n{inspected}");
    }

    /// The same file alone: nothing can be read, and the earlier report stays.
    fn with_wrong_file_alone(name: &str, bytes: &[u8], says: &str) {
        let project = Self::new();
        fs::remove_file(project.path().join("source/mailboxes.csv")).expect("it was there");
        project.write(&format!("source/{name}"), bytes);
        let seen = project.assess("--source source --destination destination");
        assert_eq!(seen.code, 2, "{}", seen.words);
        assert!(
            seen.words.contains("error: ") && seen.words.contains(name) && seen.words.contains(says),
            "{}",
            seen.words
        );
        project.earlier_report_is_intact();
    }

    fn inspect(&self, name: &str) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_tenantcheck"))
            .args(["inspect", &format!("source/{name}")])
            .current_dir(self.path())
            .env_clear()
            .output()
            .expect("the program starts");
        assert!(output.status.code().is_some_and(|code| code <= 2), "inspect was killed by {name}");
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    }

    fn earlier_report_is_intact(&self) {
        let read = |file: &str| fs::read(self.path().join(file)).expect("still there");
        assert_eq!(read("before.xlsx"), b"the report of an earlier run");
        assert_eq!(read("before.json"), b"its findings");
        let left: Vec<_> =
            fs::read_dir(self.path()).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
        assert_eq!(left.len(), 4, "nothing is left lying about: {left:?}");
    }
}

/// A workbook with this sheet.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", CONTENT_TYPES.as_bytes()),
        ("_rels/.rels", RELS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    archive(&parts)
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))
            .expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// An OLE container with a stream of this name in it.
fn container(stream: &str) -> Vec<u8> {
    let mut bytes = OLE.to_vec();
    bytes.resize(512, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

#[test]
fn what_is_no_export_is_named_and_the_rest_is_answered() {
    let encrypted = container("EncryptedPackage");
    let old = container("Workbook");
    let wrong: [(&str, &[u8], &str); 6] = [
        ("empty.csv", b"", "empty"),
        ("locked.xlsx", &encrypted, "password"),
        ("old.xls", &old, "old Excel format"),
        ("page.xlsx", b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        ("list.csv", b"[{\"mail\": \"jane@contoso.com\"}]", "JSON"),
        ("cut.xlsx", &workbook(b"<worksheet/>")[..300], ""),
    ];
    for (name, bytes, says) in wrong {
        Project::with_wrong_file(name, bytes, says);
        Project::with_wrong_file_alone(name, bytes, says);
    }
}

/// Two cells at opposite corners claim 16 billion cells: reading them as a rectangle would take all memory.
#[test]
fn cells_at_opposite_corners_do_not_take_the_memory() {
    let sheet = br#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>UserPrincipalName</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>"#;
    Project::with_wrong_file("corners.xlsx", &workbook(sheet), "");
}

/// A reference that no sheet has makes readers of workbooks count past the end.
#[test]
fn a_cell_beyond_every_sheet_does_not_end_the_run() {
    let sheet = br#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="4294967295"><c r="ZZZZZZZ4294967295" t="s"><v>4294967295</v></c></row><row r="0"><c r="0"><v>1</v></c></row></sheetData></worksheet>"#;
    Project::with_wrong_file("beyond.xlsx", &workbook(sheet), "");
}

/// A small archive that would unpack to gigabytes.
#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    let blanks = vec![b' '; 1 << 20];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", WORKBOOK_RELS),
    ] {
        zip.start_file(name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.start_file("xl/worksheets/sheet1.xml", options.large_file(true)).expect("a part");
    for _ in 0..600 {
        zip.write_all(&blanks).expect("its bytes");
    }
    let bytes = zip.finish().expect("an archive").into_inner();
    assert!(bytes.len() < 2 << 20, "the bomb is small: {}", bytes.len());
    Project::with_wrong_file("bomb.xlsx", &bytes, "");
    Project::with_wrong_file_alone("bomb.xlsx", &bytes, "");
}

#[test]
fn what_was_meant_otherwise_is_refused_and_the_earlier_report_stays() {
    let toml =
        "[source]\npaths = [\"source\"]\n[destination]\npaths = [\"destination\"]\n[identity]\nmoover = \"native\"\n";
    let lines = [
        ("--project wrong.toml", "unknown key `moover`"),
        ("--source nowhere --destination destination", "cannot find `nowhere`"),
        ("--source source --destination source", "`source` is given"),
        ("--source source --destination source/mailboxes.csv", "is given"),
        ("--source source --destination destination --map nowhere.csv", "nowhere.csv"),
    ];
    for (line, says) in lines {
        let project = Project::new();
        if line.contains("wrong.toml") {
            // The wrong project file is gone again before the folder is looked at.
            project.write("destination/wrong.toml", toml.as_bytes());
            let seen = project.assess("--project destination/wrong.toml");
            assert!(seen.code == 2 && seen.words.contains(says), "{}", seen.words);
        } else {
            let seen = project.assess(line);
            assert!(seen.code == 2 && seen.words.contains(says), "{line}: {}", seen.words);
        }
        project.earlier_report_is_intact();
    }
}

#[test]
fn an_output_is_never_one_of_the_inputs() {
    let project = Project::new();
    for output in ["--out source/mailboxes.csv", "--json destination/mailboxes.csv", "--csv source"] {
        let seen = project.run(&format!("assess --source source --destination destination {output}"));
        assert_eq!(seen.code, 2, "{output}: {}", seen.words);
        assert!(seen.words.contains("is one of the inputs"), "{output}: {}", seen.words);
    }
    let exports = fs::read(project.path().join("source/mailboxes.csv")).expect("still there");
    assert_eq!(exports, MAILBOXES.as_bytes());
    project.earlier_report_is_intact();
}
