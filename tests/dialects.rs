//! The samples say the same in every dialect: encodings, delimiters, list separators, line ends, workbooks.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use tenantcheck::input::{self, Options};
use tenantcheck::plan::{Command, Plan};
use tenantcheck::progress::Unwatched;
use tenantcheck::project::Project;
use tenantcheck::schema::Side;
use tenantcheck::{Report, checks};

/// One export, as text.
struct Export {
    /// A file name that keeps the order of the files.
    name: String,
    /// The header and the rows.
    rows: Vec<Vec<String>>,
}

/// The plan of the sample project.
fn plan() -> Plan {
    let codes: Vec<&str> = checks::ALL.iter().map(|check| check.code).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/migration.toml");
    Project::read(&path, &codes).expect("the sample project").into_plan(Command::Assess)
}

/// All exports of a side, a sheet of a workbook being one.
fn exports(plan: &Plan, side: Side) -> Vec<Export> {
    let mut exports = Vec::new();
    for found in input::find(&plan.tenant(side).paths).expect("the samples") {
        for sheet in input::open(&found, &Options::default()).sheets {
            let batch = sheet.sample(usize::MAX);
            let width = sheet.header.len();
            let rows = (0..batch.len()).map(|row| (0..width).map(|at| batch.cell(row, at).to_owned()).collect());
            let name = format!("{:02} {}", exports.len(), found.shown.replace(['/', '.'], " "));
            exports.push(Export { name, rows: std::iter::once(sheet.header.clone()).chain(rows).collect() });
        }
    }
    exports
}

/// What a run finds, without what is about the files themselves, and who becomes whom.
fn answers(plan: &Plan) -> Vec<String> {
    let Report { facts, answer, .. } = tenantcheck::run(plan, &Unwatched).expect("the exports can be read");
    let findings = answer.findings.iter().filter(|finding| !finding.code.starts_with("INP")).map(|finding| {
        let holder = finding.holder.as_deref().unwrap_or("-");
        format!(
            "{} {} {} {} {} < {holder}",
            finding.code, finding.severity, finding.side, finding.subject, finding.value
        )
    });
    let pairs = facts.source.ids().map(|(id, object)| {
        let pair = facts.pairs.of(id);
        let destination = pair.destination.map_or("-", |id| facts.subject(Side::Destination, id));
        format!("{} becomes {destination} by {}", facts.text(object.subject), pair.method.as_str())
    });
    let mut answers: Vec<String> = findings.chain(pairs).collect();
    answers.sort_unstable();
    answers
}

/// Writes all exports in another form and holds that the answers are those of the samples.
fn says_the_same(write: impl Fn(&Path, &[Export])) {
    let mut plan = plan();
    let expected = answers(&plan);
    assert!(expected.len() > 60, "the samples say something: {}", expected.len());
    let folder = tempfile::tempdir().expect("a temporary folder");
    for side in [Side::Source, Side::Destination] {
        let target = folder.path().join(side.as_str());
        fs::create_dir(&target).expect("a folder for a side");
        write(&target, &exports(&plan, side));
        match side {
            Side::Source => plan.source.paths = vec![target],
            Side::Destination => plan.destination.paths = vec![target],
        }
    }
    let found = answers(&plan);
    let only = |these: &[String], those: &[String]| {
        these.iter().filter(|line| !those.contains(line)).cloned().collect::<Vec<_>>().join("\n")
    };
    assert!(expected == found, "lost:\n{}\nnew:\n{}", only(&expected, &found), only(&found, &expected));
}

/// A dialect of CSV.
#[derive(Clone, Copy)]
struct Dialect {
    delimiter: char,
    line_end: &'static str,
    first_line: &'static str,
    /// What separates the entries of a list; `None` leaves lists as they are.
    lists: Option<&'static str>,
}

const PLAIN: Dialect = Dialect { delimiter: ',', line_end: "\r\n", first_line: "", lists: None };

impl Dialect {
    fn text(self, export: &Export) -> String {
        let mut text = self.first_line.to_owned();
        for row in &export.rows {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    text.push(self.delimiter);
                }
                let cell = self.lists.map_or_else(|| cell.clone(), |separator| with_separator(cell, separator));
                let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
            }
            text.push_str(self.line_end);
        }
        text
    }

    fn write(self, folder: &Path, exports: &[Export], encode: impl Fn(&str) -> Vec<u8>) {
        for export in exports {
            fs::write(folder.join(format!("{}.csv", export.name)), encode(&self.text(export))).expect("an export");
        }
    }
}

/// A list of proxy addresses with another separator; any other cell as it is.
fn with_separator(cell: &str, separator: &str) -> String {
    const PREFIXES: [&str; 5] = ["smtp:", "sip:", "x500:", "spo:", "eum:"];
    let starts: Vec<usize> = cell
        .char_indices()
        .map(|(at, _)| at)
        .filter(|&at| {
            let begins =
                |prefix: &&str| cell[at..].get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
            (at == 0 || cell[..at].ends_with([';', ',', '|', ' ', '\n', '+'])) && PREFIXES.iter().any(begins)
        })
        .collect();
    if starts.first() != Some(&0) {
        return cell.to_owned();
    }
    let ends = starts[1..].iter().copied().chain([cell.len()]);
    let entries = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| cell[start..end].trim_end_matches([';', ',', '|', ' ', '\n', '\r', '+']));
    entries.collect::<Vec<_>>().join(separator)
}

fn utf8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn with_bom(text: &str) -> Vec<u8> {
    [b"\xEF\xBB\xBF", text.as_bytes()].concat()
}

#[test]
fn in_plain_csv() {
    says_the_same(|folder, exports| PLAIN.write(folder, exports, utf8));
}

#[test]
fn in_utf_16_with_a_byte_order_mark() {
    says_the_same(|folder, exports| {
        PLAIN.write(folder, exports, |text| {
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        });
    });
}

#[test]
fn with_semicolons_between_cells_and_within_lists() {
    let dialect = Dialect { delimiter: ';', lists: Some(";"), ..PLAIN };
    says_the_same(|folder, exports| dialect.write(folder, exports, with_bom));
}

#[test]
fn with_tabs_and_lists_one_entry_a_line() {
    let dialect = Dialect { delimiter: '\t', line_end: "\n", lists: Some("\n"), ..PLAIN };
    says_the_same(|folder, exports| dialect.write(folder, exports, utf8));
}

#[test]
fn with_a_type_line_and_lists_with_blanks() {
    let dialect =
        Dialect { first_line: "#TYPE System.Management.Automation.PSCustomObject\r\n", lists: Some(" "), ..PLAIN };
    says_the_same(|folder, exports| dialect.write(folder, exports, with_bom));
}

#[test]
fn with_line_ends_of_old_macs() {
    let dialect = Dialect { line_end: "\r", lists: Some(", "), ..PLAIN };
    says_the_same(|folder, exports| dialect.write(folder, exports, utf8));
}

#[test]
fn as_sheets_of_one_workbook_below_title_rows() {
    says_the_same(|folder, exports| {
        let mut workbook = Workbook::new();
        for (number, export) in exports.iter().enumerate() {
            let sheet = workbook.add_worksheet();
            sheet.set_name(format!("Export {number}")).expect("a name");
            sheet.write_string(0, 0, "Everything that was exported").expect("a title");
            for (row, cells) in export.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                    sheet.write_string(row as u32 + 2, column as u16, cell).expect("a cell");
                }
            }
        }
        workbook.save(folder.join("exports.xlsx")).expect("a workbook");
    });
}
