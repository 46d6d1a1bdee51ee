//! Hostile and odd workbooks.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::project::Project;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Address space, in kB, within which a file of a few kB must be read or refused. Every thread takes its share of it,
/// so there are few.
#[cfg(target_os = "linux")]
const LITTLE: &str = "export MALLOC_ARENA_MAX=2 RAYON_NUM_THREADS=2 POLARS_MAX_THREADS=2; ulimit -v 3000000";

const HEADERS: [&str; 3] = ["DisplayName", "PrimarySmtpAddress", "RecipientTypeDetails"];
const JANE: [&str; 3] = ["Jane", "jane@contoso.com", "UserMailbox"];

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook of one sheet of this name, type and target of its relationship; `more` are other parts.
fn workbook_of(name: &str, kind: &str, target: &str, sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let sheets = format!(
        r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>"#
    );
    let root = root();
    let mut parts = vec![
        ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &sheets),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend_from_slice(more);
    archive(&parts)
}

fn root() -> String {
    format!(
        r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    )
}

fn workbook(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    workbook_of("Mailboxes", &format!("{OFFICE}/worksheet"), "worksheets/sheet1.xml", sheet, more)
}

fn sheet(rows: &str) -> String {
    format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#)
}

fn row(number: u32, texts: &[&str]) -> String {
    let mut cells = String::new();
    for (text, column) in texts.iter().zip('A'..) {
        let _ = write!(cells, r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    }
    format!(r#"<row r="{number}">{cells}</row>"#)
}

fn two_rows() -> String {
    [row(1, &HEADERS), row(2, &JANE)].concat()
}

fn inspected(bytes: &[u8]) -> String {
    let project = Project::new();
    project.write("source/book.xlsx", bytes);
    project.inspect("book.xlsx")
}

#[cfg(target_os = "linux")]
fn inspected_with_little_memory(bytes: &[u8]) -> String {
    let project = Project::new();
    project.write("source/book.xlsx", bytes);
    crate::project::words(&project.program_within(LITTLE, "inspect source/book.xlsx").output().expect("a shell"))
}

#[cfg(target_os = "linux")]
#[test]
fn h01_far_apart_cells_are_read_with_little_memory() {
    let far = r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>"#;
    let said = inspected_with_little_memory(&workbook(&sheet(&(two_rows() + far)), &[]));
    assert!(said.contains("mailboxes") && said.contains("column XFD"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn h02_an_untrue_count_of_texts_is_refused_with_little_memory() {
    let strings = format!(r#"<sst xmlns="{MAIN}" uniqueCount="4294967290"><si><t>a</t></si></sst>"#);
    let said = inspected_with_little_memory(&workbook(&sheet(&two_rows()), &[("xl/sharedStrings.xml", &strings)]));
    assert!(said.contains("claims 4294967290 texts"), "{said}");
}

#[test]
fn h03_an_archive_of_countless_parts_is_refused() {
    let names: Vec<String> = (0..10_001).map(|number| format!("xl/media/{number}.png")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let said = inspected(&workbook(&sheet(&two_rows()), &parts));
    assert!(said.contains("parts, more than the 10000"), "{said}");
}

#[test]
fn h04_entities_are_neither_expanded_nor_fetched() {
    let entities = [
        r#"<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>"#,
        r#"<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]>"#,
    ];
    for declaration in entities {
        let body = sheet(&[row(1, &HEADERS), row(2, &["&c;", "jane@contoso.com", "UserMailbox"])].concat());
        let said = inspected(&workbook(&format!("{declaration}{body}"), &[]));
        assert!(said.contains("document type declaration in `xl/worksheets/sheet1.xml`"), "{said}");
        assert!(!said.contains("root:"), "{said}");
    }
}

/// Both cost quadratic time, or the stack, in readers that were not made for them.
#[test]
fn h05_many_attributes_and_deep_nesting_end_in_time() {
    let mut attributes = String::new();
    for number in 0..100_000 {
        let _ = write!(attributes, r#" a{number}="""#);
    }
    let wide = sheet(&(two_rows() + &format!(r#"<row r="3"{attributes}></row>"#)));
    let deep = sheet(&(two_rows() + &"<x>".repeat(100_000) + &"</x>".repeat(100_000)));
    let spaces = format!(r"<worksheet {}>{}</worksheet>", attributes.replace(" a", " xmlns:a"), two_rows());
    for body in [wide, deep, spaces] {
        let began = Instant::now();
        let said = inspected(&workbook(&body, &[]));
        assert!(said.contains("book.xlsx"), "{said}");
        assert!(began.elapsed() < Duration::from_mins(1), "it took {:?}", began.elapsed());
    }
}

#[test]
fn h06_duplicate_parts_junk_and_cut_archives_are_said_in_words() {
    let sound = workbook(&sheet(&two_rows()), &[]);
    let twice = workbook(&sheet(&two_rows()), &[("XL/worksheets/Sheet1.xml", "<worksheet/>")]);
    assert!(inspected(&twice).contains("`xl/worksheets/sheet1.xml` twice"));
    let said = inspected(&[b"junk before the archive\n", sound.as_slice()].concat());
    assert!(said.contains("is not text") || said.contains("not recognised"), "{said}");
    for cut in (10..sound.len()).step_by(97) {
        let said = inspected(&sound[..cut]);
        assert!(said.contains("damaged or cut short") && said.contains("export it again"), "cut at {cut}: {said}");
    }
    let mut wrong = sound.clone();
    // The offset of the directory, in the last record of the archive.
    let at = wrong.len() - 6;
    wrong[at..at + 4].copy_from_slice(&[0xF0, 0xFF, 0xFF, 0x7F]);
    assert!(inspected(&wrong).contains("damaged or cut short"));
}

#[test]
fn h07_a_password_and_a_label_have_different_remedies() {
    let container = |stream: &str| {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    let (password, label) = (inspected(&container("EncryptedPackage")), inspected(&container("DRMEncryptedDataSpace")));
    assert!(password.contains("remove the password") && label.contains("sensitivity label"), "{password}\n{label}");
}

#[test]
fn h08_what_is_no_workbook_is_known_by_its_content() {
    let old_xml = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>"#;
    let refused = [
        ("", "is empty (0 bytes)"),
        ("<html><table><tr><td>Jane</td></tr></table></html>", "is a web page (HTML)"),
        (old_xml, "XML spreadsheet of Excel 2003"),
        ("%PDF-1.7", "is a PDF"),
    ];
    for (content, says) in refused {
        let said = inspected(content.as_bytes());
        assert!(said.contains(says), "{said}");
    }
    let said = inspected(b"DisplayName,PrimarySmtpAddress,RecipientTypeDetails\nJane,jane@contoso.com,UserMailbox\n");
    assert!(said.contains("mailboxes") && said.contains("is a text file, whatever its name says"), "{said}");
}

#[test]
fn h09_old_and_binary_workbooks_are_never_opened() {
    for rest in [&b""[..], &[0xFF; 600], b"Workbook"] {
        let said = inspected(&[&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], rest].concat());
        assert!(said.contains("old Excel format") && said.contains("save it as `.xlsx`"), "{said}");
    }
    assert!(inspected(&archive(&[("xl/workbook.bin", "x")])).contains("binary workbook (.xlsb)"));
}

#[test]
fn h10_a_macro_sheet_is_named() {
    let kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet";
    let said = inspected(&workbook_of("Macro1", kind, "worksheets/sheet1.xml", &sheet(&two_rows()), &[]));
    assert!(said.contains("such as a macro sheet (`xl/worksheets/sheet1.xml`)"), "{said}");
    let unknown = workbook_of("Odd", "urn:nobody:knows", "odd/sheet1.xml", &sheet(&two_rows()), &[]);
    let said = inspected(&unknown);
    assert!(said.contains(".xlsx"), "{said}");
}

#[test]
fn h11_names_in_a_workbook_never_become_paths() {
    let name = "../../../../etc/passwd";
    let kind = format!("{OFFICE}/worksheet");
    let said =
        inspected(&workbook_of("x", &kind, &format!("{name}\" TargetMode=\"External"), &sheet(&two_rows()), &[]));
    assert!(!said.contains("root:"), "{said}");
    let said = inspected(&workbook_of(name, &kind, "worksheets/sheet1.xml", &sheet(&two_rows()), &[]));
    assert!(said.contains(name) && said.contains("mailboxes"), "{said}");
}

#[test]
fn h12_hidden_sheets_and_several_tables_are_all_read_and_said() {
    let (book_name, hidden) = ("Mailboxes", "Contacts");
    let book = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{book_name}" sheetId="1" r:id="rId1"/><sheet name="{hidden}" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>"#
    );
    let relation = |number: u32| {
        format!(r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#)
    };
    let sheets = format!(r#"<Relationships xmlns="{RELATIONS}">{}{}</Relationships>"#, relation(1), relation(2));
    // A title above the header, a hidden row, a filter.
    let titled =
        [row(1, &["Mailboxes of Contoso"]), row(3, &HEADERS), row(4, &JANE).replace("<row ", r#"<row hidden="1" "#)];
    let contacts = row(1, &["DisplayName", "ExternalEmailAddress"]) + &row(2, &["Kim", "SMTP:kim@elsewhere.example"]);
    let root = root();
    let bytes = archive(&[
        ("_rels/.rels", &root),
        ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &sheets),
        ("xl/worksheets/sheet1.xml", &sheet(&titled.concat())),
        ("xl/worksheets/sheet2.xml", &sheet(&contacts)),
    ]);
    let project = Project::new();
    std::fs::remove_file(project.path().join("source/mailboxes.csv")).expect("it was there");
    project.write("source/book.xlsx", &bytes);
    let said = project.inspect("book.xlsx");
    assert!(said.contains("mailboxes") && said.contains("contacts"), "{said}");
    assert!(said.contains("the sheet is hidden and is read all the same"), "{said}");
    assert!(said.contains("1 title rows above the header"), "{said}");
    let document = project.assess();
    assert!(
        document["pairs"].as_array().is_some_and(|pairs| pairs.iter().any(|pair| pair["source"] == "jane@contoso.com"))
    );
}

#[test]
fn h13_a_formula_without_a_value_is_told_with_its_cell() {
    let formula = r#"<row r="3"><c r="A3"><f>A2&amp;"x"</f></c><c r="B3" t="inlineStr"><is><t>kim@contoso.com</t></is></c><c r="C3" t="e"><v>#REF!</v></c></row>"#;
    let said = inspected(&workbook(&sheet(&(two_rows() + formula)), &[]));
    assert!(said.contains("`A3`") && said.contains("has no stored value"), "{said}");
    assert!(said.contains("1 cells hold an error") || said.contains("C3"), "{said}");
}

#[test]
fn h15_white_space_around_a_key_changes_nothing() {
    let project = Project::new();
    std::fs::remove_file(project.path().join("source/mailboxes.csv")).expect("it was there");
    let padded = r#"<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> Jane </t></is></c><c r="B2" t="inlineStr"><is><t xml:space="preserve">  jane@contoso.com </t></is></c><c r="C2" t="inlineStr"><is><t>UserMailbox</t></is></c></row>"#;
    project.write("source/book.xlsx", &workbook(&sheet(&(row(1, &HEADERS) + padded)), &[]));
    assert_eq!(project.assess()["pairs"][0]["source"], "jane@contoso.com");
}
